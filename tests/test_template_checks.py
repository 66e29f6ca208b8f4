"""The sheet «Kiểm tra» and the marks in a form say the same as the loaders, on fillings made up at random."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_from_string

from data.catalogue import Catalogue
from data.catalogue_files import read_catalogue
from loaders import cover, training
from loaders.form import IGNORED_SHEETS, Context
from loaders.problems import Problem
from loaders.returns import Return, read_return, sheet_forms
from loaders.template.book import write_template
from loaders.template.check_sheet import HEADER_ROW
from loaders.template.judging import RULES
from loaders.template.names import Area, Names
from loaders.template.rules import Rule
from tests.test_template import program
from tests.workbooks import lent, saved
from wording.formats import HANOI
from wording.terms import CASE_STATUS

RECEIVED_ON = date(2026, 12, 20)
PERIOD = "2026-Q4"
UNITS = (*["HA-01"] * 4, *["HA-UB"] * 4, "HA-MT", "HA-HD")  # those with more rules more often
FILLINGS = 20
FIRST_SPARE_COLUMN = 30  # right of every table: where the marks are worked out as values
MOST_ROWS = 14


@dataclass
class Filling:
    """What a clerk types into the form of one unit: answers by MS, then rows by heading; None is a row left blank."""

    unit: str
    composed_on: Any
    answers: dict[int, Any]
    notes: dict[int, str]
    training: list[dict[str, Any] | None]
    cases: list[dict[str, Any] | None]
    matters: list[dict[str, Any] | None]


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


@cache
def context(unit: str) -> Context:
    period = catalogue().period(PERIOD)
    assert period
    found = catalogue().unit(unit, period.ends_on)
    assert found
    return Context(catalogue(), RECEIVED_ON, found, period)


# --- what clerks type -------------------------------------------------------------------------------------------------

GOOD_COUNTS = st.one_of(
    st.integers(0, 30), st.sampled_from([0, 10_000_000, "7", "007", "1.234", "12 345", "12\u00a0345", "2.000.000"])
)
BAD_COUNTS = st.sampled_from(
    [-1, 12.5, 10_000_001, "-5", "1.23", "0.123", "12.345.67", "10.000.001", "năm", "–", "1,234"]
)
NOTHING = st.sampled_from(["KPS", "kps", " Không phát sinh ", "Kho\u0302ng pha\u0301t sinh"])
GOOD_FLAGS = st.sampled_from(["Có", "có", "KHÔNG", "Co\u0301", "x", "✓", 1, 0])
BAD_FLAGS = st.sampled_from(["Có rồi", "K", 2])
BAD_DAYS = st.sampled_from(["31/2/2026", "5/10/26", "nay", 5, "25/13/2026", "05/2026", date(1999, 5, 1), "1/1/2101"])
LONG = "x" * 201


def written(on: date) -> Iterator[Any]:
    """A day in the ways in which a clerk types it."""
    yield on
    yield f"{on.day}/{on.month}/{on.year}"
    yield f"{on:%d-%m-%Y}"
    yield f"{on.day:02}.{on.month}.{on.year}"
    yield f"Ngày {on.day} tháng {on.month} năm {on.year}"
    yield on.isoformat()


def days(first: date, last: date) -> st.SearchStrategy[Any]:
    return st.dates(first, last).flatmap(lambda on: st.sampled_from([*written(on)]))


def mostly(good: st.SearchStrategy[Any], *others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Five times in six something that is right."""
    return st.integers(0, 5).flatmap(lambda dice: st.one_of(*others) if dice == 5 else good)


def sometimes(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Left blank in half of the rows."""
    return st.one_of(st.none(), value)


BLANK = st.sampled_from([None, " ", "\u00a0"])


def answer(measure: Any) -> st.SearchStrategy[Any]:
    first, last = date(2025, 1, 1), date(2026, 12, 20)  # some lie after the period's last day
    good = {"count": GOOD_COUNTS, "flag": GOOD_FLAGS, "date": days(first, last), "text": st.sampled_from(["12/QĐ", 7])}
    bad = {"count": BAD_COUNTS, "flag": BAD_FLAGS, "date": BAD_DAYS, "text": st.just("y" * 61)}
    typed = mostly(good[measure.value_type], bad[measure.value_type], bad[measure.value_type], BLANK, NOTHING)
    return typed if measure.required else sometimes(typed)


def course(unit: str) -> st.SearchStrategy[dict[str, Any]]:
    codes = training.cohorts_of(context(unit))
    topics = st.sampled_from([spelled for row in catalogue().topics for spelled in (row.code, row.label.upper())])
    attended = st.integers(0, 12)
    return st.fixed_dictionaries(
        {
            "Ngày": mostly(
                days(date(2026, 9, 15), date(2026, 12, 14)), BAD_DAYS, BLANK, days(date(2026, 9, 1), RECEIVED_ON)
            ),
            "Chuyên đề": mostly(topics, st.sampled_from(["D", "Nội dung", None])),
            "Nội dung": sometimes(mostly(st.just("Lớp tại phường"), st.just(LONG))),
            "Đối tượng": mostly(st.sampled_from([*codes, *codes.values()]), st.sampled_from(["C1", "C3", "C9", None])),
            "Triệu tập": mostly(st.integers(10, 15), GOOD_COUNTS, BAD_COUNTS, NOTHING, BLANK),
            "Tham dự": mostly(st.integers(8, 10), GOOD_COUNTS, BAD_COUNTS, BLANK),
            "Trong đó nữ": sometimes(mostly(st.integers(0, 5), attended, BAD_COUNTS)),
            "Dự lần đầu trong năm": mostly(st.integers(0, 8), attended, BAD_COUNTS, BLANK),
        }
    )


def case(unit: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = st.sampled_from([spelled for row in catalogue().fields for spelled in (row.code, row.label)])
    good_codes = st.integers(1, 20).map(lambda number: f"ĐT-{number:03}/2026")
    bad_codes = st.sampled_from(["a b", "A_1", "x" * 31, "./-", "V*1", "12,5"])
    received = days(date(2026, 8, 1), date(2026, 10, 15))
    closed = days(date(2026, 9, 15), date(2026, 12, 14))
    columns = {
        "Mã vụ việc": mostly(good_codes, bad_codes, BLANK, st.sampled_from(["V-1", "v-1", "01", 1, "1"])),
        "Lĩnh vực": sometimes(mostly(fields, st.just("Đất"))),
        "Ngày tiếp nhận": mostly(received, BAD_DAYS, BLANK, days(date(2026, 12, 10), RECEIVED_ON)),
        "Tình trạng": mostly(st.sampled_from([*CASE_STATUS.values()]), st.sampled_from(["Xong", None])),
        "Ngày kết thúc": sometimes(mostly(closed, BAD_DAYS, days(date(2026, 8, 1), RECEIVED_ON))),
        "Ghi chú": sometimes(mostly(st.just("đã họp"), st.just(LONG))),
    }
    if unit == "HA-UB":
        kinds = [spelled for row in catalogue().deadlines for spelled in (row.kind, row.label)]
        columns |= {
            "Loại đơn": mostly(st.sampled_from(kinds), st.sampled_from(["KNP", None])),
            "Ngày thụ lý": sometimes(mostly(days(date(2026, 9, 1), date(2026, 10, 20)), BAD_DAYS)),
            "Vụ việc phức tạp": sometimes(mostly(GOOD_FLAGS, BAD_FLAGS)),
            "Số ngày gia hạn": sometimes(
                mostly(st.sampled_from([0, 30, "30"]), st.sampled_from([31, 60, 61]), BAD_COUNTS)
            ),
            "Số ngày tạm đình chỉ": sometimes(mostly(st.sampled_from([0, 5]), BAD_COUNTS)),
            "Thuộc thẩm quyền": sometimes(mostly(GOOD_FLAGS, BAD_FLAGS)),
        }
    return st.fixed_dictionaries(columns)


def matter() -> st.SearchStrategy[dict[str, Any]]:
    kinds = st.sampled_from([spelled for row in catalogue().follow_up_kinds for spelled in (row.code, row.label)])
    # No two of them are the same matter, which is left to the loaders.
    contents = st.uuids().map(lambda number: f"Việc {str(number)[:8]}x")
    due, done = days(date(2026, 8, 1), date(2027, 6, 1)), days(date(2026, 8, 1), date(2026, 12, 14))
    return st.fixed_dictionaries(
        {
            "Loại": mostly(kinds, st.sampled_from(["CT", "Kiến nghị", None])),
            "Nội dung": mostly(contents, contents.map(lambda text: text + LONG), BLANK),
            "Hạn": mostly(due, BAD_DAYS, BLANK),
            "Ngày hoàn thành": sometimes(mostly(done, BAD_DAYS, days(date(2026, 12, 13), RECEIVED_ON))),
            "Ghi chú": sometimes(mostly(st.just("đã họp"), st.just(LONG))),
        }
    )


def rows(row: st.SearchStrategy[dict[str, Any]], nothing: str) -> st.SearchStrategy[list[dict[str, Any] | None]]:
    """A table: often with rows, at times with blank ones between, or a statement that nothing arose."""
    said = NOTHING.map(lambda text: [{nothing: text}])
    gaps = st.tuples(st.lists(row, max_size=2), st.just([None, None]), st.lists(row, min_size=1, max_size=2))
    return st.one_of(
        st.lists(row, min_size=3, max_size=6), st.lists(row, min_size=1, max_size=5),
        st.lists(sometimes(row), max_size=6), said, gaps.map(lambda parts: [event for part in parts for event in part]),
    )  # fmt: skip


@st.composite
def fillings(draw: st.DrawFn) -> Filling:
    unit = draw(st.sampled_from(UNITS))
    measures = catalogue().measures_of(context(unit).unit.kind)
    return Filling(
        unit,
        draw(sometimes(mostly(days(date(2026, 12, 1), RECEIVED_ON), BAD_DAYS))),
        {measure.ms: draw(answer(measure)) for measure in measures},
        {measure.ms: draw(mostly(st.just("đã đếm"), st.just(LONG))) for measure in measures[:3]},
        draw(rows(course(unit), "Nội dung")) if unit != "HA-HD" else [],
        draw(rows(case(unit), "Mã vụ việc")) if unit in ("HA-01", "HA-UB") else [],
        draw(rows(matter(), "Nội dung")) if unit != "HA-01" else [],
    )


@cache
def made_up() -> list[Filling]:
    """The same fillings at every run; each from a seed of its own, as one search keeps near what it has seen."""
    found: dict[int, Filling] = {}
    for number in range(FILLINGS):

        @seed(number)
        @settings(max_examples=2, phases=[Phase.generate], database=None, suppress_health_check=[*HealthCheck])
        @given(fillings())
        def keep_last(filling: Filling) -> None:
            found[number] = filling  # noqa: B023

        keep_last()
    return [*found.values()]


# --- filling in and working out ---------------------------------------------------------------------------------------


@cache
def form(unit: str) -> bytes:
    now = datetime.combine(RECEIVED_ON, time(), HANOI)
    return write_template(None, catalogue(), context(unit).unit, context(unit).period, now)


@contextmanager
def filled(filling: Filling) -> Iterator[Workbook]:
    """The form as it comes back."""
    with lent(form(filling.unit)) as book:
        labels = {row[0].value: row[1] for row in book[cover.NAME].iter_rows(max_col=2)}
        type_in(labels["Ngày lập"], filling.composed_on)
        sheet = book["Số liệu"]
        for row in range(1, sheet.max_row + 1):
            if isinstance(ms := sheet.cell(row, 1).value, int):
                type_in(sheet.cell(row, 5), filling.answers[ms])
                type_in(sheet.cell(row, 6), filling.notes.get(ms))
        for name, events in (("Tập huấn", filling.training), ("Đơn thư", filling.cases), ("Theo dõi", filling.matters)):
            if name in book.sheetnames:
                write_rows(book[name], events)
        yield book


def type_in(cell: Any, value: Any) -> None:
    """As a clerk types: text stays text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def first_row(sheet: Any) -> int:
    return next(row for row in range(1, 20) if sheet.cell(row, 1).value == "(1)") + 1


def write_rows(sheet: Any, events: list[dict[str, Any] | None]) -> None:
    first = first_row(sheet)
    above = [
        [sheet.cell(row, column).value for row in (first - 2, first - 3)] for column in range(1, sheet.max_column + 1)
    ]
    columns = {next(filter(None, found)): column for column, found in enumerate(above, start=1)}
    for row, event in enumerate(events, start=first):
        for heading, value in (event or {}).items():
            type_in(sheet.cell(row, columns[heading]), value)


Mark = tuple[str, int, int, int]  # formula, column, first and last row


@cache
def marks(unit: str) -> dict[str, list[Mark]]:
    """The conditional formats of a form by sheet, those of measures in all rows, others in the first ones."""
    found: dict[str, list[Mark]] = {}
    with lent(form(unit)) as book:
        for sheet in (book[name] for name in book.sheetnames if name not in IGNORED_SHEETS):
            for area in sheet.conditional_formatting:
                left, top, _, bottom = range_boundaries(str(area.sqref))
                last = bottom if sheet.title == "Số liệu" else min(bottom, top + MOST_ROWS)
                found.setdefault(sheet.title, []).extend((rule.formula[0], left, top, last) for rule in area.rules)
    return found


def write_marks(book: Workbook, unit: str) -> None:
    """Every mark as a value too, right of the row that it judges."""
    for sheet, found in marks(unit).items():
        for spare, (formula, _, top, bottom) in enumerate(found, start=FIRST_SPARE_COLUMN):
            for row in range(top, bottom + 1):
                book[sheet].cell(row, spare).value = f"=1*({formula})"


Results = dict[str, dict[tuple[int, int], Any]]  # sheet → row and column → value


@dataclass
class WorkedOut:
    """What LibreOffice makes of a filling, and what the loaders say of it."""

    filling: Filling
    results: Results
    read: Return


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> list[WorkedOut]:
    folder = tmp_path_factory.mktemp("checks")
    returns = []
    for number, filling in enumerate(made_up()):
        with filled(filling) as book:
            returns.append(read_return("a.xlsx", saved(book), catalogue(), RECEIVED_ON))
            write_marks(book, filling.unit)
            book.save(folder / f"{number}.xlsx")
    command = [
        program("soffice", "libreoffice-calc-nogui"),
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
    ]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), *map(str, sorted(folder.glob("*.xlsx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    worked = [results(folder / "out" / f"{number}.xlsx") for number in range(len(returns))]
    return [WorkedOut(*done) for done in zip(made_up(), worked, returns, strict=True)]


def results(path: Path) -> Results:
    """All values, without the looks of their cells."""
    book = load_workbook(path, read_only=True, data_only=True)
    found = {
        sheet.title: {
            (cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in book.worksheets
    }
    book.close()
    return found


def lines(unit: str) -> Iterator[tuple[int, str, Rule]]:
    """Row on the sheet of checks, sheet that is judged, and rule, of every line."""
    row = HEADER_ROW
    sheets = {"cover": cover.NAME} | {form.table: form.name for form in sheet_forms().values()}
    for table, sheet in sheets.items():
        if table == "cover" or sheet_forms()[sheet.casefold()].is_written(context(unit)):
            row += 1
            area = Area(table, sheet, 0, 0, {"answer": ()}, dict.fromkeys(range(100), 0))
            for rule in RULES[table](area, context(unit), Names()):
                row += 1
                yield row, sheet, rule


def refused(done: WorkedOut, sheet: str, rule: Rule) -> list[Problem]:
    """The loaders' problems that a line stands for."""
    letters = {letter: name for name, letter in done.read.places.get(sheet, {"columns": {}})["columns"].items()}
    found = []
    for problem in done.read.problems:
        if problem.sheet == sheet and problem.code in rule.codes and problem.cell:
            letter, row = coordinate_from_string(problem.cell)
            ms = done.results[sheet].get((row, 1))
            is_judged = not rule.is_marked or sheet == cover.NAME or letters[letter] in rule.wrong
            if is_judged and (not rule.of or ms in rule.of):
                found.append(problem)
    return found


# --- what holds -------------------------------------------------------------------------------------------------------


def test_every_line_says_what_the_loaders_say(worked_out: list[WorkedOut]) -> None:
    differing = []
    for number, done in enumerate(worked_out):
        checks = done.results["Kiểm tra"]
        for row, sheet, rule in lines(done.filling.unit):
            said = [problem.cell for problem in refused(done, sheet, rule)]
            verdict, first = checks[row, 2], checks.get((row, 3))
            if (verdict > 0) != bool(said) or (said and rule.is_marked and first != said[0]):
                differing.append((number, done.filling.unit, rule.says, verdict, first, said))
    assert differing == []


def test_the_marked_cells_are_those_that_the_loaders_name(worked_out: list[WorkedOut]) -> None:
    differing = []
    for number, done in enumerate(worked_out):
        of_sheets: dict[str, set[str | None]] = {}
        for _, sheet, rule in lines(done.filling.unit):
            if rule.is_marked:
                of_sheets.setdefault(sheet, set()).update(problem.cell for problem in refused(done, sheet, rule))
        for sheet, expected in of_sheets.items():
            marked = {
                f"{get_column_letter(column)}{row}"
                for spare, (_, column, top, bottom) in enumerate(marks(done.filling.unit)[sheet], FIRST_SPARE_COLUMN)
                for row in range(top, bottom + 1)
                if done.results[sheet].get((row, spare))
            }
            if marked != expected:
                differing.append((number, done.filling.unit, sheet, marked ^ expected))
    assert differing == []


def test_the_fillings_reach_every_line_both_ways(worked_out: list[WorkedOut]) -> None:
    """No verdict is tested on one side only."""
    wrong, right = set(), set()
    for done in worked_out:
        for _, sheet, rule in lines(done.filling.unit):
            (wrong if refused(done, sheet, rule) else right).add((sheet, rule.codes))
    assert wrong == right
