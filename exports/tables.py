"""The snapshot's tables as plain rows under Vietnamese headings, for every paper that prints tables.

A cell says its value and what it is, so that a paper decides only how it looks: numbers stay the snapshot's numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from data.registers import COUNTS
from data.rules import PER_UNIT, TWO_MEASURES
from exports import follow_up, unreported
from exports.once import shared
from exports.snapshot import Snapshot
from wording import charts as chart_words
from wording import follow_up as follow_up_words
from wording import papers, terms
from wording import questions as question_words
from wording import seals as seal_words
from wording import tables as words
from wording.day_codes import DAY_CODE
from wording.formats import HANOI, UNKNOWN, day, instant, number, percent_value

Row = dict[str, Any]
FORMS = {
    "count": ("numerator", "denominator", "still_needed", "version", "courses", "invited", "attended", "women",
              "roster", "first_time", "untrained", "cases", "days", "median_days", *words.FOLLOWED, *COUNTS),
    "share": ("attendance_rate", "coverage", "timely_share"),
    "figure": ("value", "low", "high", "previous", "last_year"),
    "target": ("target",),
    "date": ("held_on", "received_on", "accepted_on", "due_on", "closed_on", "completed_on"),
    "moment": ("received_at", "refused_at", "asked_at", "answered_at"),
}  # fmt: skip
FORM_OF = {name: form for form, names in FORMS.items() for name in names}
MADE_OF_DEADLINES = ("resolved_on_time", "resolved_with_deadline", "open_overdue")


class Cell(NamedTuple):
    """A value and its form; None is unknown.

    text | count | share (percent, exact) | date | moment (in Vietnam's time) | withheld; most_count and most_share are
    targets that may not be exceeded.
    """

    value: Any
    form: str = "text"

    def text(self) -> str:
        """As people read it."""
        if self.form == "withheld":
            return papers.WITHHELD
        if self.value is None:
            return UNKNOWN
        plain = _TEXTS[self.form.removeprefix("most_")](self.value)
        return f"{papers.AT_MOST} {plain}" if self.form.startswith("most_") else plain


_TEXTS: dict[str, Callable[[Any], str]] = {
    "text": str,
    "count": number,
    "share": percent_value,
    "date": day,
    "moment": lambda moment: instant(moment.replace(tzinfo=HANOI)),
}


@dataclass(frozen=True)
class Table:
    """One table: its key among the words of papers, its columns by name, its rows in the snapshot's order."""

    key: str
    columns: list[str]
    rows: list[list[Cell]]

    @property
    def said(self) -> words.TableWords:
        """Its name, what it is, its headings."""
        return words.TABLES[self.key]

    @property
    def headings(self) -> list[str]:
        """Its headings in the order of its columns."""
        return list(self.said.headings.values())


@shared
def tables(snapshot: Snapshot) -> list[Table]:
    """Every table of a snapshot; the cases only where the profile lists them."""
    training, complaints = snapshot["training"], snapshot["complaints"]
    names = unit_names(snapshot)
    cohorts, trained = unreported.training(snapshot, names)
    labels = {row["cohort"]: row["cohort_label"] for row in training["by_cohort"]}
    followed = snapshot.get("follow_up", follow_up.NONE)
    rows: dict[str, list[Row]] = {
        "returns": [{**row, "state": " ".join(terms.RETURN_STATE[row["state"]])} for row in snapshot["returns"]],
        "indicators": [_indicator(row, row) for row in snapshot["indicators"]],
        "by_unit": [_indicator(unit, row) for row in snapshot["indicators"] for unit in row["by_unit"]],
        "training_by_cohort": cohorts,
        "training_by_unit": trained,
        "courses": [
            {**row, "cohorts": "; ".join(labels.get(code, code) for code in row["cohorts"])}
            for row in training["courses"]
        ],
        "by_kind": [
            {**_complaints(row), "span": words.SPAN[row["span"]]}
            for row in unreported.of_registers(complaints["by_kind"], snapshot)
        ],
        "ageing": [
            {**_complaints(row), "bucket": chart_words.AGE[chart_words.bucket(row["bucket"])]}
            for row in unreported.of_registers(complaints["ageing"], snapshot)
        ],
        "by_field": [_complaints(row) for row in unreported.of_registers(complaints["by_field"], snapshot)],
        "feedback": unreported.of_units(complaints["by_unit"], snapshot),
        "follow_up_kinds": followed["by_kind"],
        "follow_up_units": [{**row, "state": follow_up_words.unit_state(row)} for row in followed["by_unit"]],
    }
    if snapshot["profile"] == "internal":
        rows["cases"] = [_case(row, names) for row in complaints["cases"]]
        rows["follow_up"] = [{**row, "state": follow_up_words.state(row["state"])} for row in followed["items"]]
    if snapshot.get("questions"):  # a snapshot sealed before there were any has none
        rows["questions"] = [_question(row) for row in snapshot["questions"]]
    return [_table(key, found) for key, found in rows.items()]


def cover(snapshot: Snapshot) -> list[tuple[str, str]]:
    """What the paper is about and which figures it carries: label and value."""
    period, returns = snapshot["period"], snapshot["returns"]
    first, last = (day(date.fromisoformat(period[name])) for name in ("starts_on", "ends_on"))
    received = sum(row["received_at"] is not None for row in returns)
    return [
        (papers.UNIT, snapshot["unit_name"]),
        (papers.PERIOD, period["label"]),
        (papers.COUNTED_FROM, papers.counted_from(first, last)),
        (papers.RETURNS_IN, f"{received}/{len(returns)}"),
        (papers.AS_OF, instant(datetime.fromisoformat(snapshot["as_of"]))),
        (papers.PROFILE, papers.PROFILES[snapshot["profile"]]),
        (papers.DATA_VERSION, number(snapshot["data_version"])),
        (papers.CATALOGUE, snapshot["catalogue"][:12]),
        (papers.CONTENT_HASH, snapshot["content_hash"]),
        (DAY_CODE, snapshot.get("day_code") or UNKNOWN),
        (seal_words.SEALED, seal_words.about(snapshot.get("seal"))),
    ]


def is_share(indicator: Row) -> bool:
    """Whether an indicator is a share of a whole, even where its figures are unknown or withheld."""
    return indicator["method"] in TWO_MEASURES | PER_UNIT or len(indicator["operands"]) > 1


def unit_names(snapshot: Snapshot) -> dict[str, str]:
    rows = [*snapshot["returns"], *(unit for row in snapshot["indicators"] for unit in row["by_unit"])]
    return {row["unit"]: row["name"] for row in [*rows, *snapshot["complaints"]["by_unit"]]}


def _indicator(figures: Row, indicator: Row) -> Row:
    """An indicator's figures, of the whole or of one unit, with its name and words."""
    earlier = {name: (figures.get(name) or {}).get("value") for name in ("previous", "last_year")}
    said = {name: indicator[name] for name in ("code", "clause", "label", "basis", "target", "better")}
    status = " ".join(terms.STATUS[figures["status"]]) if figures["status"] else None
    kind = terms.TARGET_KIND[indicator["target_kind"]]
    return {**figures, **said, **earlier, "target_kind": kind, "status": status, "is_share": is_share(indicator)}


def _complaints(row: Row) -> Row:
    said = {"source": words.SOURCE.get(row["source"], row["source"])}
    return {**row, **said} | ({"kind": words.KIND.get(row["kind"], row["kind"])} if "kind" in row else {})


def _age(row: Row) -> str:
    return chart_words.AGE[chart_words.bucket(row["bucket"])]


def _case(row: Row, names: dict[str, str]) -> Row:
    notes = [word for name, word in words.CASE_NOTES.items() if row[name]]
    status = terms.CASE_STATUS.get(row["status"], row["status"])
    return {**_complaints(row), "name": names.get(row["unit"], row["unit"]), "status": status, "note": "; ".join(notes)}


def _question(row: Row) -> Row:
    """A question with the figure that it is about, and its answer or that there is none."""
    label, code = row["label"] or "", row["indicator"] or ""
    figure = question_words.measure(row["ms"], label) if row["ms"] else question_words.indicator(code, label)
    return {
        **row,
        "figure": question_words.about(figure, row["period_label"] or row["period"]),
        "state": question_words.STATES[row["state"]],
    }


def _table(key: str, rows: list[Row]) -> Table:
    columns = list(words.TABLES[key].headings)
    return Table(key, columns, [[_cell(row, name) for name in columns] for row in rows])


def _cell(row: Row, name: str) -> Cell:
    value, form = row.get(name), FORM_OF.get(name, "text")
    if form == "target" and value is None:
        return Cell(papers.NO_TARGET)
    if value is None:
        return Cell(None, "withheld" if _is_withheld(row, name) else "text" if form == "text" else "count")
    if form in ("figure", "target"):
        most = "most_" if form == "target" and row["better"] == "lower" else ""
        return Cell(value, most + ("share" if row["is_share"] else "count"))
    if form == "date":
        return Cell(date.fromisoformat(value), form)
    if form == "moment":
        return Cell(datetime.fromisoformat(value).astimezone(HANOI).replace(tzinfo=None), form)
    return Cell(value, form)


def _is_withheld(row: Row, name: str) -> bool:
    """Whether the public profile took a figure away, which is not the same as unknown. Source: exports/profiles.py."""
    if row.get("is_unreported"):
        return False
    if row.get("is_suppressed"):
        return name in FORM_OF or name == "status"
    if "left" in row:  # what offices follow is counted in public too: no figure means that nobody has said
        return False
    if name == "timely_share":
        return any(row[part] is None for part in MADE_OF_DEADLINES)
    return name in COUNTS or (name == "median_days" and row["opening"] is None)
