"""The empty return: what is filled in for the clerk, what its cells accept, how it prints, and that it loads."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from data.catalogue import Catalogue, Unit
from data.catalogue_files import read_catalogue
from data.store import Store
from loaders import complaints, measures, training
from loaders.form import Context
from loaders.intake import check_files, load_files
from loaders.matching import key
from loaders.returns import read_return
from loaders.template.book import file_name, templates, write_template
from loaders.template.checks import count_formula, date_formula
from tests.workbooks import lent, saved
from tests.workbooks import looked_at as opened
from wording import template as words

BEFORE, NOW = datetime(2026, 9, 20, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC)
KINDS = {"group": "HA-01", "people_committee": "HA-UB", "front": "HA-MT", "council": "HA-HD"}
SHEETS = {
    "group": ["Thông tin", "Số liệu", "Tập huấn", "Đơn thư"],
    "people_committee": ["Thông tin", "Số liệu", "Tập huấn", "Đơn thư", "Theo dõi"],
    "front": ["Thông tin", "Số liệu", "Tập huấn", "Theo dõi"],
    "council": ["Thông tin", "Số liệu", "Theo dõi"],
}
BESIDE = ["Bản in", "Kiểm tra", "Danh mục", "Hướng dẫn"]
STATUTORY = {"Loại đơn": "Khiếu nại", "Ngày thụ lý": date(2026, 9, 25), "Thuộc thẩm quyền": "Có"}


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


def unit_of(kind: str, rows: Catalogue | None = None) -> Unit:
    return next(unit for unit in (rows or catalogue()).units if unit.code == KINDS[kind])


def period_of(code: str) -> Any:
    return catalogue().period(code)


def at(year: int, month: int, day: int) -> datetime:
    """A day as openpyxl reads it."""
    return datetime.combine(date(year, month, day), time())


@cache
def empty(kind: str, period: str = "2026-Q4", store: Store | None = None, as_of: datetime = NOW) -> bytes:
    """The template of a unit of a kind."""
    return write_template(store, catalogue(), unit_of(kind), period_of(period), as_of)


# --- filling in -------------------------------------------------------------------------------------------------------


def first_row(sheet: Any) -> int:
    """Of the table: below the row of column numbers."""
    return next(row for row in range(1, 20) if sheet.cell(row, 1).value == "(1)") + 1


def headings(sheet: Any) -> dict[str, int]:
    """Heading → column; the lowest text above the column's number."""
    above = range(first_row(sheet) - 2, 3, -1)
    texts = [[sheet.cell(row, column).value for row in above] for column in range(1, sheet.max_column + 1)]
    return {next(filter(None, found)): column for column, found in enumerate(texts, start=1)}


def write_rows(sheet: Any, rows: Iterable[dict[str, Any]]) -> None:
    columns = headings(sheet)
    for row, values in enumerate(rows, start=first_row(sheet)):
        for heading, value in values.items():
            type_in(sheet.cell(row, columns[heading]), value)


def type_in(cell: Any, value: Any) -> None:
    """As a clerk types into a cell: text stays text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def measure_rows(sheet: Any) -> dict[int, int]:
    """MS → row."""
    rows = range(first_row(sheet), sheet.max_row + 1)
    return {sheet.cell(row, 1).value: row for row in rows if sheet.cell(row, 1).value}


def filled(content: bytes, kind: str, *, figures: dict[int, Any] | None = None, **rows: list[dict[str, Any]]) -> bytes:
    """The template as a clerk would fill it in: every measure, and rows for `training`, `cases`, `matters`."""
    by_ms = {measure.ms: measure for measure in catalogue().measures}
    some = {"count": 1, "flag": "Có", "date": date(2026, 3, 1), "text": "12/QĐ-UBND"}
    with lent(content) as workbook:
        sheet = workbook["Số liệu"]
        answer = headings(sheet)["Số liệu"]
        for ms, row in measure_rows(sheet).items():
            if sheet.cell(row, answer).value is None or ms in (figures or {}):
                type_in(sheet.cell(row, answer), (figures or {}).get(ms, some[by_ms[ms].value_type]))
        for table, name in (("training", "Tập huấn"), ("cases", "Đơn thư"), ("matters", "Theo dõi")):
            if table in rows:
                write_rows(workbook[name], rows[table])
        return saved(workbook)


def case(code: str, received: date, **more: Any) -> dict[str, Any]:
    row = {"Mã vụ việc": code, "Lĩnh vực": "Chế độ, chính sách", "Ngày tiếp nhận": received}
    return row | {"Tình trạng": "Đang giải quyết"} | {name.replace("_", " "): value for name, value in more.items()}


def busy(content: bytes, kind: str) -> bytes:
    """Filled in with something in every table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    counts = dict.fromkeys((training.HEADINGS[name] for name in training.COUNTS), 1)
    labels = training.cohorts_of(Context(catalogue(), NOW.date(), unit_of(kind), period_of("2026-Q4"))).values()
    if "Tập huấn" in SHEETS[kind]:
        topic = catalogue().topics[1].label
        rows["training"] = [
            {"Ngày": date(2026, 10, 5), "Chuyên đề": topic, "Nội dung": "Lớp tại phường", "Đối tượng": label, **counts}
            for label in labels
        ]
    if "Đơn thư" in SHEETS[kind]:
        closed = {"Tình trạng": "Đã giải quyết", "Ngày kết thúc": date(2026, 12, 1)}
        more = STATUTORY if kind == "people_committee" else {}
        rows["cases"] = [
            case("V-2026-1", date(2026, 9, 20)) | closed | more,
            case("V-2026-2", date(2026, 9, 24)) | more,
        ]
    return filled(content, kind, figures={1: 350, 25: "KPS", 16: 0}, **rows)


def quarter_before(kind: str = "group", period: str = "2026-Q3", rows: Catalogue | None = None, **more: Any) -> Store:
    """A store in memory with one accepted return of an earlier quarter."""
    store = Store(catalogue=rows or catalogue())
    keep(store, kind, period, **more)
    return store


def keep(store: Store, kind: str, period: str = "2026-Q3", received: datetime = BEFORE, **more: Any) -> None:
    unit = unit_of(kind, store.catalogue)
    content = (
        empty(kind, period, None, received)  # which is written once
        if store.catalogue is catalogue()
        else write_template(None, store.catalogue, unit, period_of(period), received)
    )
    outcome = load_files(
        [(file_name(unit, period_of(period)), filled(content, kind, **more))], store, "clerk", received
    )
    assert [(problem.code, problem.cell) for problem in outcome[0].problems] == []
    assert outcome[0].outcome == "accepted"


def cells(content: bytes, sheet_name: str) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries of cells by heading."""
    sheet = opened(content)[sheet_name]
    columns = headings(sheet)
    rows = range(first_row(sheet), sheet.max_row + 1)
    return [{heading: sheet.cell(row, column) for heading, column in columns.items()} for row in rows]


def measure(content: bytes, ms: int) -> dict[str, Any]:
    return next(row for row in cells(content, "Số liệu") if row["MS"].value == ms)


def cases_in(content: bytes) -> list[dict[str, Any]]:
    rows = cells(content, "Đơn thư")
    return [{name: cell.value for name, cell in row.items()} for row in rows if row["Mã vụ việc"].value]


def codes(content: bytes, name: str = "2026-Q4_HA.xlsx") -> list[tuple[str, str | None, str | None]]:
    found = read_return(name, content, catalogue(), NOW.date()).problems
    return [(problem.code, problem.sheet, problem.cell) for problem in found]


# --- what it holds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_unit_gets_the_sheets_of_its_kind_then_the_print_the_checks_the_lists_and_the_guide(kind: str) -> None:
    assert opened(empty(kind)).sheetnames == [*SHEETS[kind], *BESIDE]


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_in_template_loads_without_a_warning(kind: str) -> None:
    content = busy(empty(kind), kind)
    read = read_return("a.xlsx", content, catalogue(), NOW.date())
    assert codes(content) == []
    assert read.unit == unit_of(kind)
    assert read.period == period_of("2026-Q4")
    assert len(read.rows["answer"]) == len(catalogue().measures_of(kind))
    assert len(read.rows.get("complaint", [])) == (2 if "Đơn thư" in SHEETS[kind] else 0)
    assert len(read.rows.get("training", [])) == {"group": 3, "people_committee": 1, "front": 1}.get(kind, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_prepared_rows_that_stay_empty_report_nothing(kind: str) -> None:
    content = filled(empty(kind), kind)
    read = read_return("a.xlsx", content, catalogue(), NOW.date())
    assert codes(content) == []
    assert [read.rows.get(table, []) for table in ("training", "complaint")] == [[], []]


def test_nothing_arose_may_be_written_where_the_hint_says() -> None:
    said = {"training": [{"Nội dung": "Không phát sinh"}], "cases": [{"Mã vụ việc": "Không phát sinh"}]}
    assert codes(filled(empty("group"), "group", **said)) == []


def test_more_rows_than_were_prepared_are_read() -> None:
    rows = [case(f"V-{number}", date(2026, 10, 1)) for number in range(1, 31)]
    read = read_return("a.xlsx", filled(empty("group"), "group", cases=rows), catalogue(), NOW.date())
    assert (read.problems, len(read.rows["complaint"])) == ([], 30)


def test_the_headings_are_those_that_the_loaders_know() -> None:
    committee = opened(empty("people_committee"))
    group = opened(empty("group"))
    assert [*headings(committee["Đơn thư"])] == [column.heading for column in complaints.COLUMNS]
    assert [*headings(group["Đơn thư"])] == [complaints.HEADINGS[name] for name in complaints.SHORT_FORM]
    assert [*headings(group["Số liệu"])] == [column.heading for column in measures.COLUMNS]
    assert [*headings(group["Tập huấn"])] == [column.heading for column in training.COLUMNS]
    parent = next(
        str(area) for area in group["Tập huấn"].merged_cells.ranges if area.min_col == 6 and area.max_col == 9
    )
    assert group["Tập huấn"][parent.split(":")[0]].value == training.PARENT_OF_COUNTS


def test_measures_stand_under_numbered_sections_with_their_way_of_counting() -> None:
    rows = cells(empty("group"), "Số liệu")
    assert [row["Nội dung"].value for row in rows if row["MS"].value is None][:2] == [
        "I. Quy mô",
        "II. Đối tượng tập huấn",
    ]
    assert measure(empty("group"), 24)["Cách tính"].value == "Lũy kế từ đầu năm"
    assert measure(empty("group"), 2)["Nội dung"].value == "Số nhân khẩu thực tế cư trú (nếu có)"


def changed_cover(content: bytes, **values: str) -> bytes:
    """A form whose cover somebody has typed over; labels with `_` for spaces."""
    with lent(content) as workbook:
        for row in workbook["Thông tin"].iter_rows(max_col=2):
            if row[0].value in (wanted := {label.replace("_", " "): value for label, value in values.items()}):
                row[1].value = wanted[row[0].value]
        return saved(workbook)


def warnings(content: bytes, rows: Catalogue | None = None) -> list[tuple[str, str, str]]:
    found = read_return("a.xlsx", content, rows or catalogue(), NOW.date()).problems
    return [(problem.severity, problem.code, problem.message) for problem in found]


def test_a_form_of_another_unit_or_quarter_is_named_and_still_taken() -> None:
    last_quarter = filled(empty("group", "2026-Q3"), "group")
    ((severity, code, said),) = warnings(changed_cover(last_quarter, Kỳ_báo_cáo="Quý IV/2026"))
    assert (severity, code) == ("warning", "TEMPLATE_MISMATCH")
    assert "kỳ 2026-Q3" in said
    assert "đơn vị HA" not in said
    content = filled(empty("group"), "group")
    ((_, _, said),) = warnings(changed_cover(content, Mã_đơn_vị="HA-02", Tên_đơn_vị="Cổ Bưu"))
    assert "đơn vị HA-01" in said


def test_a_form_from_before_the_list_of_measures_changed_is_named() -> None:
    changed = replace(
        catalogue(), measures=tuple(replace(m, required=m.required or m.ms == 2) for m in catalogue().measures)
    )
    content = filled(empty("group"), "group", figures={2: 800})
    assert warnings(content) == []
    ((_, code, said),) = warnings(content, changed)
    assert code == "TEMPLATE_MISMATCH"
    assert "Danh mục số liệu đã thay đổi" in said
    reworded = replace(catalogue(), measures=tuple(replace(m, label=f"{m.label}.") for m in catalogue().measures))
    assert warnings(content, reworded) == []


def test_a_mark_that_no_form_bears_is_named_and_a_form_without_one_is_not() -> None:
    content = filled(empty("group"), "group")
    ((_, _, said),) = warnings(changed_cover(content, Mã_mẫu="tự làm"))
    assert "không do phần mềm ghi" in said
    assert warnings(changed_cover(content, Mã_mẫu="")) == []


def test_the_cover_is_filled_in_but_for_day_and_name() -> None:
    sheet = opened(empty("group"))["Thông tin"]
    shown = {row[0].value: row[1].value for row in sheet.iter_rows(min_col=1, max_col=2) if row[0].value}
    assert shown["Mẫu số"] == "01/DCCS"
    assert (shown["Phiên bản mẫu"], shown["Mã đơn vị"], shown["Tên đơn vị"]) == (1, "HA-01", "Thanh Chữ")
    assert (shown["Kỳ báo cáo"], shown["Ngày lập"], shown["Người lập"]) == ("Quý IV năm 2026", None, None)
    assert words.NOT_OFFICIAL in shown


def test_the_guide_names_the_deadline_and_speaks_of_the_units_own_sheets() -> None:
    texts = {kind: " ".join(guide_lines(empty(kind))) for kind in KINDS}
    assert all("21/12/2026" in text for text in texts.values())
    assert "kiến nghị, phản ánh tổ dân phố" in texts["group"]
    assert "người tố cáo" in texts["people_committee"]
    assert "Đơn thư" not in texts["front"]
    assert "Tập huấn" not in texts["council"]


def guide_lines(content: bytes) -> list[str]:
    return [str(row[1].value) for row in opened(content)["Hướng dẫn"].iter_rows(min_row=3)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_formulas_in_its_checks_and_its_print_only_nothing_hidden_and_names_nobody(kind: str) -> None:
    content = empty(kind, store=quarter_before(kind))
    with ZipFile(BytesIO(content)) as parts:
        said = parts.read("docProps/core.xml").decode()
    assert "creator" not in said
    assert "lastModifiedBy" not in said
    workbook = opened(content)
    for sheet in workbook:
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert sheet.title in ("Kiểm tra", "Bản in") or formulas == (["A16"] if sheet.title == "Thông tin" else [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_in_times_new_roman_of_13_points_or_more(kind: str) -> None:
    written = [cell for sheet in opened(empty(kind)) for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.font.name for cell in written} == {"Times New Roman"}
    assert min(cell.font.size for cell in written) == 13


def unlocked(sheet: Any) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_filled_in_is_locked_without_a_password(kind: str) -> None:
    workbook = opened(empty(kind))
    for sheet in workbook:
        assert sheet.protection.sheet
        assert sheet.protection.hashValue is sheet.protection.password is None
        assert not sheet.protection.formatRows
    assert unlocked(workbook["Thông tin"]) == {"B13", "C13", "B14", "C14"}
    answers = {f"{column}{row}" for row in measure_rows(workbook["Số liệu"]).values() for column in "EF"}
    assert unlocked(workbook["Số liệu"]) == answers - {"E5", "F5"}
    assert unlocked(workbook["Kiểm tra"]) == set()


def test_tables_of_events_grow_and_shrink() -> None:
    """A program deletes and sorts rows only where every cell of theirs is unlocked, to the last column of the sheet."""
    sheet = opened(empty("group"))["Đơn thư"]
    assert not sheet.protection.insertRows
    assert not sheet.protection.deleteRows
    assert not sheet.protection.sort
    first = first_row(sheet)
    assert {
        cell.row for row in sheet.iter_rows(max_row=first - 1) for cell in row if cell.coordinate in unlocked(sheet)
    } == set()
    assert all(not cell.protection.locked for row in sheet.iter_rows(min_row=first) for cell in row)
    columns = sorted((part.min, part.max) for part in sheet.column_dimensions.values() if not part.protection.locked)
    assert columns[0][0] == 1
    assert columns[-1][1] == 16_384
    assert all(left[1] + 1 == right[0] for left, right in pairwise(columns))


@pytest.mark.parametrize("kind", KINDS)
def test_every_conditional_format_is_one_name_that_excel_has_room_for(kind: str) -> None:
    workbook = opened(empty(kind))
    for name in SHEETS[kind]:
        for area in workbook[name].conditional_formatting:
            for rule in area.rules:
                assert rule.formula[0] in workbook.defined_names
    assert max(len(name.attr_text) for name in workbook.defined_names.values()) < 8192
    assert all(name.hidden for name in workbook.defined_names.values())


def test_templates_come_for_every_unit_that_reports_or_for_one() -> None:
    every = [name for name, _ in templates(None, catalogue(), "all", period_of("2026-Q4"), NOW)]
    assert len(every) == 10
    assert "2026-Q4_HA-01.xlsx" in every
    assert "2026-Q4_HA.xlsx" not in every
    one = list(templates(None, catalogue(), "HA-01", period_of("2026-Q4"), NOW))
    assert [name for name, _ in one] == ["2026-Q4_HA-01.xlsx"]
    assert list(templates(None, catalogue(), "HA-99", period_of("2026-Q4"), NOW)) == []


def test_a_unit_that_ended_before_the_periods_last_day_gets_none() -> None:
    rows, period = merged_catalogue(), period_of("2026-Q4")
    counts = {code: len(list(templates(None, rows, code, period, NOW))) for code in ("HA-01", "HA-02", "HA-08")}
    assert counts == {"HA-01": 0, "HA-02": 0, "HA-08": 1}


# --- what is known already --------------------------------------------------------------------------------------------


def test_last_quarters_stock_is_filled_in_and_marked_by_a_word_and_a_fill() -> None:
    store = quarter_before(figures={1: 206, 31: "Không", 41: "Có", 42: "62/QĐ-UBND", 43: date(2025, 3, 19)})
    content = empty("group", store=store)
    expected = {1: 206, 31: "Không", 41: "Có", 42: "62/QĐ-UBND", 43: at(2025, 3, 19)}
    for ms, value in expected.items():
        row = measure(content, ms)
        assert (row["Số liệu"].value, row["Ghi chú"].value) == (value, words.FROM_BEFORE)
        assert row["Số liệu"].fill.fgColor.rgb != measure(content, 24)["Số liệu"].fill.fgColor.rgb
    assert measure(content, 1)["Số liệu"].data_type == "n"
    assert measure(content, 1)["Số liệu"].number_format == "#,##0"
    assert measure(content, 43)["Số liệu"].number_format == "dd/mm/yyyy"
    hint = opened(content)["Số liệu"]["A3"].value
    assert words.FROM_BEFORE in hint


def test_flow_and_cumulative_cells_stay_blank_and_unmarked() -> None:
    content = empty("group", store=quarter_before(figures={24: 1, 25: 7}))
    for ms in (23, 24, 25, 27, 28):
        assert (measure(content, ms)["Số liệu"].value, measure(content, ms)["Ghi chú"].value) == (None, None)


def test_without_a_store_nothing_is_filled_in() -> None:
    rows = cells(empty("group"), "Số liệu")
    assert {row["Số liệu"].value for row in rows} == {None}
    assert cases_in(empty("group")) == []


def test_an_older_figure_stands_where_the_last_return_was_blank() -> None:
    store = quarter_before(period="2026-Q2", figures={2: 812, 45: date(2026, 5, 2)})
    keep(store, "group", "2026-Q3", figures={1: 205, 2: None, 45: "KPS"})
    content = empty("group", store=store)
    assert [measure(content, ms)["Số liệu"].value for ms in (1, 2, 45)] == [205, 812, at(2026, 5, 2)]


def test_only_returns_of_earlier_periods_known_by_then_count() -> None:
    store = quarter_before(period="2026-Q2", figures={1: 200}, received=datetime(2026, 6, 20, tzinfo=UTC))
    keep(store, "group", "2026-Q3", BEFORE, figures={1: 210})
    keep(store, "group", "2026-Q4", NOW, figures={1: 220})
    assert measure(empty("group", store=store), 1)["Số liệu"].value == 210
    before_it_came = datetime(2026, 9, 1, tzinfo=UTC)
    assert measure(empty("group", store=store, as_of=before_it_came), 1)["Số liệu"].value == 200
    assert measure(empty("group", "2026-Q3", store=store), 1)["Số liệu"].value == 200


def test_a_part_that_has_outgrown_its_whole_is_left_blank() -> None:
    store = quarter_before(period="2026-Q2", figures={1: 300, 32: 250})
    keep(store, "group", "2026-Q3", figures={1: 200, 32: None})
    content = empty("group", store=store)
    assert (measure(content, 1)["Số liệu"].value, measure(content, 32)["Số liệu"].value) == (200, None)


@pytest.mark.parametrize("text", ["=62/QĐ-UBND", "@62/QĐ"])
def test_text_that_would_be_a_formula_stays_text(text: str) -> None:
    cell = measure(empty("group", store=quarter_before(figures={42: text})), 42)["Số liệu"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_filled_in_loads_again_unchanged(kind: str) -> None:
    cases = {"cases": [case("V-1", date(2026, 9, 1))]} if kind == "group" else {}
    store = quarter_before(kind, **cases)
    content = filled(empty(kind, store=store), kind)
    outcome = check_files([(file_name(unit_of(kind), period_of("2026-Q4")), content)], store, NOW)[0]
    assert (outcome.outcome, outcome.problems) == ("accepted", [])


def test_open_cases_are_filled_in_with_their_state_and_marked() -> None:
    done = {"Tình trạng": "Đã giải quyết", "Ngày kết thúc": date(2026, 9, 2)}
    store = quarter_before(cases=[case("V-1", date(2026, 7, 1)), case("V-2", date(2026, 7, 2)) | done])
    (row,) = cases_in(empty("group", store=store))
    assert row["STT"] == "1*"
    assert (row["Mã vụ việc"], row["Lĩnh vực"]) == ("V-1", "Chế độ, chính sách")
    assert (row["Ngày tiếp nhận"], row["Tình trạng"]) == (at(2026, 7, 1), "Đang giải quyết")
    assert (row["Ngày kết thúc"], row["Ghi chú"]) == (None, words.CASE_FROM_BEFORE)


def test_more_open_cases_than_prepared_rows_are_all_filled_in_and_room_is_left() -> None:
    many = [case(f"V-{number:02}", date(2026, 7, 1)) for number in range(1, 26)]
    content = empty("group", store=quarter_before(cases=many))
    assert [row["Mã vụ việc"] for row in cases_in(content)] == [row["Mã vụ việc"] for row in many]
    assert sum(row["STT"].value is not None for row in cells(content, "Đơn thư")) == 29


def test_a_denunciation_is_marked_without_a_note() -> None:
    denounced = {
        "Loại đơn": "Tố cáo",
        "Ngày thụ lý": date(2026, 7, 5),
        "Thuộc thẩm quyền": "Có",
        "Vụ việc phức tạp": "Có",
    }
    rows = [
        case("TC-1", date(2026, 7, 1)) | denounced | {"Số ngày gia hạn": 30},
        case("KN-2", date(2026, 7, 2)) | {"Loại đơn": "Khiếu nại", "Ngày thụ lý": date(2026, 7, 5), "Ghi chú": "-chờ"}
        | {"Thuộc thẩm quyền": "Có"},
    ]  # fmt: skip
    store = quarter_before("people_committee", cases=rows)
    content = empty("people_committee", store=store)
    first, second = cases_in(content)
    assert (first["STT"], first["Ghi chú"], first["Loại đơn"]) == ("1*", None, "Tố cáo")
    assert (first["Vụ việc phức tạp"], first["Số ngày gia hạn"], first["Thuộc thẩm quyền"]) == ("Có", 30, "Có")
    assert second["Ghi chú"] == f"{words.CASE_FROM_BEFORE}; -chờ"
    name = file_name(unit_of("people_committee"), period_of("2026-Q4"))
    assert check_files([(name, filled(content, "people_committee"))], store, NOW)[0].problems == []


def test_the_mark_does_not_pile_up_and_a_long_note_is_kept_whole() -> None:
    again = f"{words.CASE_FROM_BEFORE}; đã họp"
    rows = [case("V-1", date(2026, 7, 1), Ghi_chú=again), case("V-2", date(2026, 7, 2), Ghi_chú="=" + "x" * 199)]
    first, second = cases_in(empty("group", store=quarter_before(cases=rows)))
    assert (first["Ghi chú"], second["Ghi chú"]) == (again, "=" + "x" * 199)


def merged_catalogue() -> Catalogue:
    """HA-01 and HA-02 become HA-08 on 1/10/2026."""
    day = date(2026, 10, 1)
    ended = tuple(
        replace(unit, valid_to=day, successor="HA-08") if unit.code in ("HA-01", "HA-02") else unit
        for unit in catalogue().units
    )
    first = unit_of("group")
    merged = replace(first, code="HA-08", name="Thanh Cổ", valid_from=day, valid_to=None, successor=None)
    return replace(catalogue(), units=(*ended, merged))


def merged_template(*returns: tuple[str, dict[str, Any]]) -> tuple[bytes, Store]:
    """HA-08's first template, after returns of units that were merged into it."""
    rows = merged_catalogue()
    store = Store(catalogue=rows)
    for code, more in returns:
        unit = next(unit for unit in rows.units if unit.code == code)
        content = filled(write_template(None, rows, unit, period_of("2026-Q3"), BEFORE), "group", **more)
        assert load_files([(file_name(unit, period_of("2026-Q3")), content)], store, "clerk", BEFORE)[0].problems == []
    merged = next(unit for unit in rows.units if unit.code == "HA-08")
    return write_template(store, rows, merged, period_of("2026-Q4"), NOW), store


def test_a_merged_unit_gets_the_open_cases_of_its_predecessors_but_not_their_figures() -> None:
    content, store = merged_template(
        ("HA-01", {"figures": {1: 206}, "cases": [case("A-1", date(2026, 7, 1))]}),
        ("HA-02", {"figures": {1: 150}, "cases": [case("B-1", date(2026, 7, 3))]}),
    )
    assert {row["Số liệu"].value for row in cells(content, "Số liệu")} == {None}
    assert [row["Mã vụ việc"] for row in cases_in(content)] == ["A-1", "B-1"]
    outcome = check_files([("2026-Q4_HA-08.xlsx", filled(content, "group"))], store, NOW)[0]
    assert (outcome.outcome, outcome.problems) == ("accepted", [])


def test_two_cases_of_one_code_after_a_merger_are_named_in_the_guide() -> None:
    content, _ = merged_template(
        ("HA-01", {"cases": [case("V-1", date(2026, 7, 1))]}), ("HA-02", {"cases": [case("V-1", date(2026, 7, 3))]})
    )
    assert [row["Ngày tiếp nhận"] for row in cases_in(content)] == [at(2026, 7, 1)]
    assert guide_lines(content)[-1] == words.same_code(["V-1"])


# --- what a cell accepts ----------------------------------------------------------------------------------------------


def checks(content: bytes, sheet_name: str) -> dict[str, Any]:
    """Data validation by the heading of its column (of a measure: by its MS)."""
    sheet = opened(content)[sheet_name]
    by_column = {column: heading for heading, column in headings(sheet).items()}
    found: dict[str, Any] = {}
    for check in sheet.data_validations.dataValidation:
        for area in check.sqref.ranges:
            name = by_column[area.min_col]
            found[f"{sheet.cell(area.min_row, 1).value:02}" if name == "Số liệu" else name] = check
    return found


def offered(content: bytes, check: Any) -> list[str]:
    """The cells that a drop-down refers to."""
    sheet_name, area = re.fullmatch(r"'(.+)'!(.+)", check.formula1).groups()  # type: ignore[union-attr]
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    sheet = opened(content)[sheet_name]
    assert (sheet_name, left) == ("Danh mục", right)
    return [sheet.cell(row, left).value for row in range(top, bottom + 1)]


def test_drop_downs_offer_the_lists_of_the_sheet_danh_muc_commas_and_all() -> None:
    content = empty("people_committee")
    cases, courses = checks(content, "Đơn thư"), checks(content, "Tập huấn")
    assert offered(content, cases["Loại đơn"]) == ["Khiếu nại", "Tố cáo", "Kiến nghị, phản ánh"]
    assert offered(content, cases["Lĩnh vực"]) == [row.label for row in catalogue().fields]
    assert offered(content, cases["Tình trạng"])[0] == "Chưa giải quyết"
    assert len(offered(content, cases["Tình trạng"])) == 10
    assert offered(content, cases["Thuộc thẩm quyền"]) == ["Có", "Không"]
    assert offered(content, courses["Chuyên đề"]) == [row.label for row in catalogue().topics]
    assert offered(content, courses["Đối tượng"]) == [catalogue().cohorts[0].label]


def test_a_group_is_offered_its_own_cohorts_and_no_kind_of_complaint() -> None:
    content = empty("group")
    yours = [cohort.label for cohort in catalogue().cohorts if cohort.code in ("C2", "C4", "C5")]
    assert offered(content, checks(content, "Tập huấn")["Đối tượng"]) == yours
    assert "Loại đơn" not in checks(content, "Đơn thư")
    assert offered(content, checks(content, "Số liệu")["41"]) == ["Có", "Không"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_to_fill_in_has_a_check_with_vietnamese_words_that_excel_can_show(kind: str) -> None:
    content = empty(kind)
    asked = {f"{row.ms:02}" for row in catalogue().measures_of(kind)}
    assert asked <= set(checks(content, "Số liệu"))
    for sheet in SHEETS[kind][1:]:
        columns = set(headings(opened(content)[sheet])) - {""}
        if sheet != "Số liệu":
            assert columns - set(checks(content, sheet)) == {"STT"}
        for check in checks(content, sheet).values():
            assert check.showErrorMessage
            assert check.allow_blank
            assert max(len(check.promptTitle), len(check.errorTitle)) <= 32
            assert 0 < len(check.prompt) <= 255
            assert 0 < len(check.error) <= 225
            assert len(check.formula1) <= 255


def test_a_list_warns_and_lets_a_code_pass() -> None:
    content = empty("group")
    assert checks(content, "Tập huấn")["Chuyên đề"].errorStyle == "warning"
    assert checks(content, "Số liệu")["01"].errorStyle == "stop"
    by_code = {"Ngày": date(2026, 10, 5), "Chuyên đề": "B", "Đối tượng": "C4"}
    counts = dict.fromkeys((training.HEADINGS[name] for name in training.COUNTS), 1)
    assert codes(filled(content, "group", training=[by_code | counts])) == []


# --- through LibreOffice: prints, other file types, formulas ----------------------------------------------------------

COUNTS_THAT_PASS = [
    0,
    25,
    10_000_000,
    "KPS",
    "kps",
    " Không phát sinh",
    "Kho\u0302ng pha\u0301t sinh",
    "1.234",
    "12 345",
    "12\u00a0345",
]
COUNTS_THAT_DO_NOT = [-1, 12.5, 10_000_001, "chín mươi", "–", "chưa có"]
DAYS_THAT_PASS = [
    date(2026, 9, 15),
    date(2026, 12, 14),
    "05/10/2026",
    "5/3/2026",
    "ngày 5 tháng 10 năm 2026",
    "2026-10-05",
    "KPS",
]
DAYS_THAT_DO_NOT = [date(2026, 9, 14), date(2026, 12, 15), 5, "nay"]


def scratch() -> bytes:
    """Inputs in A and B, and the checks of them as formulas in C and D."""
    workbook = Workbook()
    sheet = workbook.active
    first, last = date(2026, 9, 15), date(2026, 12, 14)
    columns = [COUNTS_THAT_PASS + COUNTS_THAT_DO_NOT, DAYS_THAT_PASS + DAYS_THAT_DO_NOT]
    for column, values in enumerate(columns, start=1):
        for row, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            cell.value = value
            formula = count_formula(cell.coordinate) if column == 1 else date_formula(cell.coordinate, first, last)
            sheet.cell(row, column + 2).value = f"={formula}"
    return saved(workbook)


@cache
def program(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is missing; `make test` installs it, or: apt install {package}")
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Path of a converted file by stem and extension; each type is converted once, all files in one call."""
    folder = tmp_path_factory.mktemp("office")
    for kind in KINDS:
        (folder / f"busy-{kind}.xlsx").write_bytes(busy(empty(kind), kind))
    (folder / "scratch.xlsx").write_bytes(scratch())
    stale = changed_cover(busy(empty("group", "2026-Q3"), "group"), Kỳ_báo_cáo="Quý IV/2026")
    (folder / "stale-group.xlsx").write_bytes(stale)
    saved_as = ("busy", "stale")
    sources = {"xlsx": (*saved_as, "scratch"), "ods": saved_as, "xls": saved_as}

    @cache
    def convert(extension: str) -> Path:
        files = [str(path) for path in sorted(folder.glob("*.xlsx")) if path.stem.startswith(sources[extension])]
        out = folder / extension
        command = [
            program("soffice", "libreoffice-calc-nogui"),
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
        ]
        command += ["--convert-to", extension, "--outdir", str(out), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out

    def converted(stem: str, extension: str) -> Path:
        path = convert(extension) / f"{stem}.{extension}"
        assert path.exists(), f"soffice did not write {path.name}"
        return path

    return converted


Office = Callable[[str, str], Path]


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_in_template_loads_after_libreoffice_saved_it(office: Office, kind: str, extension: str) -> None:
    path = office(f"busy-{kind}", extension)
    read = read_return(path.name, path.read_bytes(), catalogue(), NOW.date())
    original = read_return("a.xlsx", busy(empty(kind), kind), catalogue(), NOW.date())
    cannot_see = set() if extension == "xlsx" else {"NOT_CHECKED"}
    assert {problem.code for problem in read.problems} <= cannot_see
    assert read.content_hash == original.content_hash


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_the_mark_of_a_form_outlives_libreoffice(office: Office, extension: str) -> None:
    path = office("stale-group", extension)
    found = read_return(path.name, path.read_bytes(), catalogue(), NOW.date()).problems
    assert {problem.code for problem in found} - {"NOT_CHECKED"} == {"TEMPLATE_MISMATCH"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_return_has_nothing_left_to_mend_in_its_checks(office: Office, kind: str) -> None:
    workbook = load_workbook(office(f"busy-{kind}", "xlsx"), data_only=True)
    assert workbook["Thông tin"]["A16"].value == "Bảng kiểm tra: không còn ô nào cần sửa."
    assert {row[3].value for row in workbook["Kiểm tra"].iter_rows(min_row=6)} <= {0, None}


def test_the_checks_let_pass_what_the_loaders_accept_and_stop_what_is_surely_wrong(office: Office) -> None:
    sheet = load_workbook(office("scratch", "xlsx"), data_only=True).active
    counts = {
        sheet.cell(row, 1).value: sheet.cell(row, 3).value
        for row in range(1, len(COUNTS_THAT_PASS + COUNTS_THAT_DO_NOT) + 1)
    }
    assert list(counts.values()) == [True] * len(COUNTS_THAT_PASS) + [False] * len(COUNTS_THAT_DO_NOT), counts
    days = [sheet.cell(row, 4).value for row in range(1, len(DAYS_THAT_PASS + DAYS_THAT_DO_NOT) + 1)]
    assert days == [True] * len(DAYS_THAT_PASS) + [False] * len(DAYS_THAT_DO_NOT)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_a4_with_a_foot_and_tables_stay_in_view(kind: str) -> None:
    workbook = opened(empty(kind))
    for sheet in workbook:
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P/&N" in sheet.oddFooter.center.text
    for name in SHEETS[kind][1:]:
        assert workbook[name].freeze_panes == f"A{first_row(workbook[name])}"
        assert workbook[name].print_title_rows
    assert workbook["Số liệu"].page_setup.orientation == "portrait"


def test_a_tables_title_names_the_unit_and_the_quarter() -> None:
    assert key(opened(empty("group"))["Số liệu"]["A2"].value) == key("Tổ dân phố Thanh Chữ – Quý IV năm 2026")
