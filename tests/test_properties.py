"""What holds of every return, on values made up by hypothesis: it is read as written, in any order, and kept once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.catalogue import Measure
from data.store import Store
from loaders import measures, training
from loaders.cells import MOST
from loaders.complaints import HEADINGS, OPEN, SHORT_FORM, STATUTORY
from loaders.intake import check_files, load_files
from loaders.returns import read_return
from tests.returns import a_return, saved
from tests.test_template_checks import RECEIVED_ON, Filling, catalogue, context, filled, sometimes, written
from wording.formats import HANOI
from wording.terms import CASE_STATUS

Row = dict[str, Any]
Pair = tuple[Any, Any]  # what is typed into a cell, and the value that it is
PERIOD_STARTS, PERIOD_ENDS = date(2026, 9, 15), date(2026, 12, 14)
NOW = datetime.combine(RECEIVED_ON, time(12), HANOI)
FEW = settings(derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck], max_examples=15)
TEXTS = st.text(
    st.characters(codec="utf-8", categories=["Lu", "Ll", "Zs"], max_codepoint=0x7E), min_size=1, max_size=60
)

MANY = settings(FEW, max_examples=40)


# --- cells: what is typed, and what it is -------------------------------------------------------------------------


def counts(most: int = MOST) -> st.SearchStrategy[Pair]:
    return st.integers(0, most).flatmap(lambda count: st.sampled_from([(typed, count) for typed in ways_of(count)]))


def ways_of(count: int) -> Iterator[Any]:
    yield count
    yield float(count)
    yield str(count)
    yield f"{count:,}".replace(",", ".")
    yield f" {count:,}".replace(",", "\u00a0")


def days(first: date, last: date) -> st.SearchStrategy[Pair]:
    return st.dates(first, last).flatmap(lambda on: st.sampled_from([(typed, on) for typed in written(on)]))


def flags() -> st.SearchStrategy[Pair]:
    yes, no = ("Có", "CÓ", "x", "✓", 1, True), ("Không", "không", 0, False)
    return st.sampled_from([*((typed, True) for typed in yes), *((typed, False) for typed in no)])


def listed(rows: Any) -> st.SearchStrategy[Pair]:
    return st.sampled_from(
        [(typed, row.code) for row in rows for typed in (row.code, row.label, f" {row.label.upper()}")]
    )


def texts() -> st.SearchStrategy[Pair]:
    """Text that says something: of spaces alone it is a blank, and as KPS a statement."""
    return TEXTS.filter(lambda text: bool(text.strip()) and text.strip().casefold() != "kps").map(
        lambda text: (text, text)
    )


NOTHING = st.sampled_from(["KPS", "kps", "Không phát sinh", "KHÔNG  PHÁT SINH"])


# --- rows -------------------------------------------------------------------------------------------------------------


@st.composite
def answers(draw: st.DrawFn, unit: str) -> tuple[dict[int, Any], dict[str, Row]]:
    """What is typed by MS, and the row of each measure; wholes are drawn before their parts."""
    own = catalogue().measures_of(context(unit).unit.kind)
    typed: dict[int, Any] = {}
    rows: dict[str, Row] = {}
    needed = {date_key: flag_key for flag_key, date_key in measures.NEEDS_DATE.items()}
    for measure in sorted(own, key=lambda m: (m.not_more_than is not None, m.key in needed)):
        whole = rows.get(measure.not_more_than or "", {})
        most = whole["quantity"] if whole.get("quantity") is not None else MOST
        must_be = bool(rows.get(needed.get(measure.key, ""), {}).get("is_true"))
        typed[measure.ms], rows[measure.key] = draw(answer(measure, most, must_be=must_be))
    return typed, rows


def answer(measure: Measure, most: int, *, must_be: bool) -> st.SearchStrategy[tuple[Any, Row]]:
    """A figure, «Không phát sinh» or a blank, as far as the form lets it be."""
    column, value = {
        "count": ("quantity", counts(most)), "flag": ("is_true", flags()), "text": ("text", texts()),
        "date": ("happened_on", days(date(2000, 1, 1), PERIOD_ENDS)),
    }[measure.value_type]  # fmt: skip
    nothing = {"quantity": 0 if measure.value_type == "count" and measure.kind != "cumulative" else None}
    blank = {
        "measure": measure.key,
        "state": "blank",
        "quantity": None,
        "is_true": None,
        "happened_on": None,
        "text": None,
    }
    states = [value.map(lambda pair: (pair[0], blank | {"state": "figure", column: pair[1]}))]
    if measure.value_type != "flag" and not must_be:
        states.append(NOTHING.map(lambda said: (said, blank | nothing | {"state": "nothing_arose"})))
    if not measure.required and not must_be:
        states.append(st.just((None, blank)))
    return st.one_of(states)


@st.composite
def courses(draw: st.DrawFn, unit: str) -> tuple[Row, Row]:
    """A row of Tập huấn as it is typed and as it is kept."""
    own = training.cohorts_of(context(unit))
    invited = draw(counts())
    attended = draw(counts(invited[1]))
    pairs = {
        "held_on": draw(days(PERIOD_STARTS, PERIOD_ENDS)),
        "topic": draw(listed(catalogue().topics)),
        "title": draw(sometimes(texts())),
        "cohort": draw(listed([cohort for cohort in catalogue().cohorts if cohort.code in own])),
        "invited": invited,
        "attended": attended,
        "women": draw(sometimes(counts(attended[1]))),
        "first_time": draw(counts(attended[1])),
        "note": draw(sometimes(texts())),
    }
    return _typed(pairs, training.HEADINGS), {name: pair[1] if pair else None for name, pair in pairs.items()}


def _typed(pairs: dict[str, Pair | None], headings: dict[str, str]) -> Row:
    return {headings[name]: pair[0] if pair else None for name, pair in pairs.items()}


@st.composite
def cases(draw: st.DrawFn, unit: str, code: str) -> tuple[Row, Row]:
    """A row of Đơn thư as it is typed and as it is kept; a group's has the columns of the short form only."""
    status = draw(st.sampled_from([*CASE_STATUS]))
    is_committee = unit == "HA-UB"
    kinds = {row.kind: row.label for row in catalogue().deadlines}
    kind = draw(st.sampled_from([*kinds])) if is_committee else "KNPA"
    received = draw(days(date(2026, 1, 1), PERIOD_STARTS))
    is_accepted = is_committee and (kind in STATUTORY or draw(st.booleans()))
    is_complex = draw(sometimes(flags())) if is_committee else None
    most_days = (60 if is_complex and is_complex[1] else 30) if kind == "TC" else 0
    pairs: dict[str, Pair | None] = {
        "code": (f" {code} ", code),
        "kind": (draw(st.sampled_from([kind, kinds[kind]])), kind),
        "field": draw(sometimes(listed(catalogue().fields))),
        "received_on": received,
        "accepted_on": draw(days(received[1], PERIOD_ENDS)) if is_accepted else None,
        "is_complex": is_complex,
        "extension_days": draw(sometimes(counts(most_days))),
        "suspension_days": draw(sometimes(counts(90 if kind in STATUTORY else 0))),
        "is_under_competence": draw(sometimes(flags())) if is_committee and status != "resolved" else None,
        "status": (CASE_STATUS[status].upper(), status),
        "closed_on": None,
        "note": None if kind == "TC" else draw(sometimes(texts())),
    }
    if status not in OPEN:
        earliest = pairs["accepted_on"][1] if pairs["accepted_on"] else received[1]
        pairs["closed_on"] = draw(days(max(earliest, PERIOD_STARTS), PERIOD_ENDS))
    if not is_committee:
        pairs = {name: pair if name in SHORT_FORM else None for name, pair in pairs.items()}
    kept = {name: pair[1] if pair else None for name, pair in pairs.items()}
    unsaid = {
        "field": "KH",
        "is_complex": False,
        "extension_days": 0,
        "suspension_days": 0,
        "is_under_competence": True,
    }
    kept |= {name: value for name, value in unsaid.items() if kept[name] is None}
    kept |= {"kind": kind, "code_key": code.casefold(), "is_closed": status not in OPEN}
    return _typed({name: pair for name, pair in pairs.items() if pair}, HEADINGS), kept


@st.composite
def matters(draw: st.DrawFn) -> tuple[dict[str, Any], Row]:
    """What is typed of a matter that is followed, and the row that it is."""
    kind = draw(st.sampled_from(catalogue().follow_up_kinds))
    content = draw(st.integers(0, 10_000).map(lambda number: f"Việc số {number}x"))
    due_on, done = (
        draw(st.dates(date(2026, 1, 1), date(2028, 1, 1))),
        draw(st.none() | st.dates(date(2026, 1, 1), PERIOD_ENDS)),
    )
    typed = {"Loại": draw(st.sampled_from([kind.code, kind.label.upper()])), "Nội dung": content, "Hạn": due_on}
    row = {"matter_kind": kind.code, "content": content, "due_on": due_on, "completed_on": done, "note": None}
    return typed | {"Ngày hoàn thành": done}, row


@st.composite
def sound(draw: st.DrawFn) -> tuple[Filling, dict[str, list[Row]]]:
    """A return without a fault of any kind of unit: what is typed, and the rows that it is."""
    unit = draw(st.sampled_from(["HA-01", "HA-UB", "HA-MT", "HA-HD"]))
    answered, answer_rows = draw(answers(unit))
    notes = {ms: draw(texts())[0] for ms in draw(st.sets(st.sampled_from([*answered]), max_size=3))}
    taught = draw(st.lists(courses(unit), max_size=4)) if unit != "HA-HD" else []
    codes = draw(st.sets(st.from_regex(r"[A-Z][A-Z0-9./-]{0,8}", fullmatch=True), max_size=4))
    open_cases = [draw(cases(unit, code)) for code in sorted(codes)] if unit in ("HA-01", "HA-UB") else []
    by_key = {measure.key: measure.ms for measure in catalogue().measures}
    rows = {
        "answer": [row | {"note": notes.get(by_key[key])} for key, row in answer_rows.items()],
        "training": [kept for _, kept in taught],
        "complaint": [kept for _, kept in open_cases],
    }
    followed = (
        draw(st.lists(matters(), max_size=3, unique_by=lambda pair: pair[1]["content"])) if unit != "HA-01" else []
    )
    rows |= {"follow_up": [kept for _, kept in followed]} if unit != "HA-01" else {}
    typed = [[typed for typed, _ in pairs] for pairs in (taught, open_cases, followed)]
    return Filling(unit, None, answered, notes, *typed), rows


# --- what holds -------------------------------------------------------------------------------------------------------


@MANY
@given(sound())
def test_a_form_filled_in_with_any_allowed_values_is_read_as_exactly_those(
    pair: tuple[Filling, dict[str, list[Row]]],
) -> None:
    filling, rows = pair
    with filled(filling) as book:
        read = read_return("bao-cao.xlsx", saved(book), catalogue(), RECEIVED_ON)
    assert read.problems == []
    for table, expected in rows.items():
        kept = [{name: value for name, value in row.items() if name in expected[0]} for row in read.rows.get(table, [])]
        assert sorted(kept, key=repr_sorted) == sorted(expected, key=repr_sorted)


def repr_sorted(row: Row) -> str:
    return repr(sorted(row.items()))


@st.composite
def batches(draw: st.DrawFn) -> list[tuple[str, bytes]]:
    """Small returns of a few units and quarters, sound or not, some of them twice."""
    files = []
    for number in range(draw(st.integers(1, 4))):
        unit, period = draw(st.sampled_from(["HA-01", "HA-02", "HA-MT"])), draw(st.sampled_from(["2026-Q1", "2026-Q2"]))
        figures = (
            {25: draw(st.sampled_from([0, 7, "KPS", "bảy"])), 24: draw(st.integers(0, 9))} if unit != "HA-MT" else {}
        )
        training_rows = [{"Triệu tập": draw(st.integers(0, 3))}]
        book = a_return(unit, period, measures=figures, training=training_rows)
        files.append((f"bao-cao-{number}.xlsx", saved(book)))
    return files


FACTS = ("submission", "original", "cover", "answer", "training", "complaint", "follow_up", "refusal")
BY_CHANCE = frozenset({"id", "submission", "received_at", "refused_at"})


def stored(store: Store, tables: Iterable[str], *, without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The rows of some tables as text, in no order; columns that are made anew each time may be left out."""
    found = {}
    with store._cursor() as cursor:
        for table in tables:
            result = cursor.execute(f'select * from "{table}"')
            names = [column[0] for column in result.description]
            rows = [dict(zip(names, values, strict=True)) for values in result.fetchall()]
            found[table] = sorted(repr({name: row[name] for name in names if name not in without}) for row in rows)
    return found


def every_table(store: Store) -> list[str]:
    with store._cursor() as cursor:
        return [
            name for (name,) in cursor.execute("select table_name from duckdb_tables() where not temporary").fetchall()
        ]


@FEW
@given(batches(), st.randoms(use_true_random=False))
def test_a_batch_is_stored_alike_in_whatever_order_its_files_come(files: list[tuple[str, bytes]], chance: Any) -> None:
    shuffled = list(files)
    chance.shuffle(shuffled)
    stores = [Store(catalogue=catalogue()) for _ in range(2)]
    outcomes = [load_files(batch, store, "thư ký", NOW) for batch, store in zip((files, shuffled), stores, strict=True)]
    said = [[(outcome.result.file_name, outcome.outcome, outcome.version) for outcome in each] for each in outcomes]
    assert said[0] == said[1]
    assert stored(stores[0], FACTS, without=BY_CHANCE) == stored(stores[1], FACTS, without=BY_CHANCE)


@FEW
@given(batches(), batches())
def test_checking_a_batch_leaves_the_database_as_it_was(
    kept: list[tuple[str, bytes]], checked: list[tuple[str, bytes]]
) -> None:
    store = Store(catalogue=catalogue())
    load_files(kept, store, "thư ký", NOW)
    before, version = stored(store, every_table(store)), store.data_version
    check_files([*kept, *checked], store, NOW)
    assert (stored(store, every_table(store)), store.data_version) == (before, version)


@FEW
@given(batches())
def test_sending_a_batch_again_changes_no_figure(files: list[tuple[str, bytes]]) -> None:
    """One return a unit and quarter: of two that differ, the earlier one would be a correction of the later."""
    store = Store(catalogue=catalogue())
    places = {(read.unit, read.period): (name, content) for name, content in files if (read := reading(content))}
    once = load_files([*places.values()], store, "thư ký", NOW)
    tables = [table for table in FACTS if table != "refusal"]
    before = stored(store, tables)
    again = load_files([*places.values()], store, "thư ký", NOW)
    expected = ["unchanged" if outcome.outcome == "accepted" else outcome.outcome for outcome in once]
    assert [outcome.outcome for outcome in again] == expected
    assert stored(store, tables) == before


def reading(content: bytes) -> Any:
    return read_return("bao-cao.xlsx", content, catalogue(), RECEIVED_ON)
