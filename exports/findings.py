"""What is said of a snapshot in sentences: who has reported, what is met, missed and lacking, training, complaints.

Every number is the snapshot's, written by wording/; the sentences serve print, Word, slides and web alike.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from exports.history import change, is_past, lacking
from exports.snapshot import Snapshot
from exports.tables import is_share
from exports.unreported import reported
from wording import charts as chart_words
from wording import complaints as complaint_words
from wording import report as words
from wording import screens, terms
from wording import tables as table_words

Row = dict[str, Any]
FLOW = tuple(chart_words.FLOW)
DUE = ("open_overdue", "due_soon")
NAMED_AT_MOST = 5  # indicators on the first page
UNITS_NAMED = 4  # units of each of them there


def findings(snapshot: Snapshot, registers: list[str]) -> list[str]:
    """What a reader with one minute has to know, on one page; `registers`: the sources that some unit keeps."""
    failed = missed(snapshot)
    open_still = [row for row in of_kind(snapshot, "stated") if row["status"] in ("not_due", "incomplete")]
    return [
        returns(snapshot),
        *headlines(snapshot),
        *(result(snapshot, row, UNITS_NAMED) for row in failed[:NAMED_AT_MOST]),
        *([words.more_missed(len(failed) - NAMED_AT_MOST)] if len(failed) > NAMED_AT_MOST else []),
        *(result(snapshot, row, UNITS_NAMED) for row in open_still[:NAMED_AT_MOST]),
        training(snapshot),
        *(line for source in registers for line in complaints(snapshot, source)),
    ]


def returns(snapshot: Snapshot) -> str:
    """Who has reported, by name."""
    return words.returns([row | {"period": snapshot["period"]["code"]} for row in snapshot["returns"]])


def headlines(snapshot: Snapshot) -> list[str]:
    """How many indicators of each kind of target stand where."""
    return [words.headline(kind, counts) for kind, counts in statuses(snapshot).items()] or [words.NO_TARGETS]


def statuses(snapshot: Snapshot) -> dict[str, Counter[str]]:
    """Kind of target → status → indicators; `suppressed` are those that the profile withholds."""
    counts = {
        kind: Counter(chart_words.stated(row)["status"] for row in of_kind(snapshot, kind))
        for kind in screens.TARGETS_OF
    }
    return {kind: found for kind, found in counts.items() if found}


def of_kind(snapshot: Snapshot, kind: str) -> list[Row]:
    """The indicators whose target is stated, implied, of the law or none."""
    return [row for row in snapshot["indicators"] if row["target_kind"] == kind]


def missed(snapshot: Snapshot) -> list[Row]:
    """The indicators that are judged and not met, the stated ones first."""
    order = list(terms.TARGET_KIND)
    rows = [row for row in snapshot["indicators"] if row["status"] == "not_met"]
    return sorted(rows, key=lambda row: order.index(row["target_kind"]))


def result(snapshot: Snapshot, row: Row, units_named: int = words.NAMED_AT_MOST) -> str:
    """All that is said of one indicator with a target."""
    share, quarter = is_share(row), snapshot["period"]["quarter"]
    against = {"previous": words.BEFORE, "last_year": words.YEAR_AGO}
    changes = [
        words.moved(change(row, row[name], quarter), said.lower(), is_share=share) for name, said in against.items()
    ]
    return words.result(row, lacking(row), changes, is_share=share, is_past=is_past(row), units_named=units_named)


def trained(snapshot: Snapshot) -> list[Row]:
    """The cohorts that an indicator names, each by its own topic."""
    named = {tuple(row["operands"][0].split(":")[1:]) for row in snapshot["indicators"] if row["method"] == "coverage"}
    return [row for row in snapshot["training"]["by_cohort"] if (row["cohort"], row["topic"]) in named]


def training(snapshot: Snapshot) -> str:
    """How many of those named have been trained, and where most are left."""
    rows = trained(snapshot)
    is_known = any(row["roster"] and row["first_time"] is not None for row in rows)
    return chart_words.coverage_sentence(rows, labels={}) if is_known else words.NO_TRAINING


def complaints(snapshot: Snapshot, source: str) -> list[str]:
    """The flow of a register through the quarter and what is overdue; of denunciations what the profile tells."""
    rows, name = _register(snapshot, source), complaint_words.REGISTER[source]
    quarter, whole = [row for row in rows if row["span"] == "quarter"], flow(snapshot, source)
    received, keepers = reported(snapshot, source)
    if whole is None or not received:
        return [words.about(name, words.NOT_REPORTED if not received else words.PARTLY_WITHHELD)]
    alone = [row for row in rows if row["kind"] not in {row["kind"] for row in quarter}]
    sentence, told = chart_words.flow_sentence(whole), [kind_name(row["kind"]) for row in quarter]
    said = [words.about(name, words.of_kinds(told, sentence) if alone else sentence)]
    if received < keepers:
        said.append(words.about(name, words.by_some(received, keepers)))
    has_deadlines = any(row[column] for row in rows for column in (*DUE, "resolved_with_deadline"))
    if has_deadlines and not any(row[column] is None for row in quarter for column in DUE):
        said.append(words.about(name, words.due(*(sum(row[column] for row in quarter) for column in DUE))))
    return said + [words.told_by_year(kind_name(row["kind"]), row["received"], row["resolved"]) for row in alone]


def fields(snapshot: Snapshot, source: str) -> str:
    """What the cases of a register have been about since the year began."""
    rows = [row for row in snapshot["complaints"]["by_field"] if row["source"] == source]
    is_reported = reported(snapshot, source)[0]
    return chart_words.fields_sentence(rows, labels={}) if is_reported else words.NOT_REPORTED


def flow(snapshot: Snapshot, source: str) -> Row | None:
    """A register through the quarter, its kinds together; None where the profile withholds a part."""
    rows = [row for row in _register(snapshot, source) if row["span"] == "quarter"]
    if any(row[column] is None for row in rows for column in FLOW):
        return None
    return {column: sum(row[column] for row in rows) for column in FLOW}


def _register(snapshot: Snapshot, source: str) -> list[Row]:
    return [row for row in snapshot["complaints"]["by_kind"] if row["source"] == source]


def kind_name(kind: str) -> str:
    """A kind of complaint by its name."""
    return table_words.KIND.get(kind, kind)
