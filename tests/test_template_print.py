"""The sheet «Bản in»: a group's return on two pages of A4 at 13 pt, with everything that was typed or where it is."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders import training
from loaders.returns import read_return
from loaders.template.book import write_template
from loaders.template.printed import NOT_PRINTED_AT
from tests.test_template import (
    KINDS,
    NOW,
    busy,
    case,
    catalogue,
    empty,
    filled,
    keep,
    measure_rows,
    opened,
    period_of,
    program,
    quarter_before,
    type_in,
    unit_of,
)
from tests.workbooks import lent, saved
from wording import printed as words

PRINT = "Bản in"
NOTE = "Hộ đi vắng dài ngày chưa tính; sẽ bổ sung khi có xác nhận của tổ trưởng và công an phường"
Office = Callable[[str, str], Path]


def course(on: date, **more: Any) -> dict[str, Any]:
    counts = dict.fromkeys((training.HEADINGS[name] for name in training.COUNTS), 7)
    return {"Ngày": on, "Chuyên đề": catalogue().topics[0].label, "Đối tượng": "C2", **counts, **more}


def full() -> bytes:
    """A group's form with more than has room on paper: notes, long texts, gaps, a check sum, thirty cases."""
    cases = [case(f"V-2026-{number:02}", date(2026, 10, 1), Ghi_chú=NOTE) for number in range(1, 31)]
    courses = [course(date(2026, 10, day), Nội_dung="Lớp") for day in range(1, 8)]
    courses = [{name.replace("_", " "): value for name, value in row.items()} for row in courses]
    total = {"Ngày": "Cộng", "Triệu tập": 14}
    rows = [*courses[:2], total, {}, *courses[2:]]
    figures = {1: 12_345, 25: "KPS", 42: "Quyết định số 62/QĐ-UBND của Ủy ban nhân dân huyện"}
    workbook = load_workbook(BytesIO(filled(empty("group"), "group", figures=figures, training=rows, cases=cases)))
    sheet = workbook["Số liệu"]
    for row in measure_rows(sheet).values():
        type_in(sheet.cell(row, 6), NOTE)
    type_in(workbook["Thông tin"]["B13"], date(2026, 12, 15))
    type_in(workbook["Thông tin"]["B14"], "Cán bộ văn hóa – xã hội của tổ dân phố")
    return saved(workbook)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A converted file by stem and extension: printed as PDF, or saved again so that its formulas have results."""
    folder = tmp_path_factory.mktemp("print")
    with_cases = {"cases": [case(f"V-{number}", date(2026, 7, number)) for number in (1, 2, 3)]}
    store = quarter_before("group", figures={1: 12_345, 42: "162/QĐ-UBND"}, **with_cases)
    for kind in ("people_committee", "front", "council"):
        keep(store, kind)
    for kind in KINDS:
        (folder / f"known-{kind}.xlsx").write_bytes(empty(kind, store=store))
    (folder / "empty-group.xlsx").write_bytes(empty("group"))
    (folder / "full-group.xlsx").write_bytes(full())
    (folder / "busy-people_committee.xlsx").write_bytes(busy(empty("people_committee"), "people_committee"))
    nothing = {"training": [{"Nội dung": "Không phát sinh"}], "cases": [{"Mã vụ việc": "KPS"}]}
    (folder / "nothing-group.xlsx").write_bytes(filled(empty("group"), "group", **nothing))
    printed, again = ("empty", "known", "full"), ("full", "nothing", "busy", "empty")

    @cache
    def convert(extension: str) -> Path:
        wanted = printed if extension == "pdf" else again
        files = [str(path) for path in sorted(folder.glob("*.xlsx")) if path.stem.startswith(wanted)]
        command = [program("soffice", "libreoffice-calc-nogui"), "--headless", "--convert-to", extension]
        command += [f"-env:UserInstallation=file://{folder}/profile", "--outdir", str(folder / extension), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return folder / extension

    return lambda stem, extension: convert(extension) / f"{stem}.{extension}"


def pages(path: Path) -> list[str]:
    """The text of every page."""
    command = [program("pdftotext", "poppler-utils"), "-layout", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def font_sizes(path: Path) -> set[float]:
    """In points, as they come out on paper; the tool counts thirds of a point."""
    command = [program("pdftohtml", "poppler-utils"), "-xml", "-i", "-zoom", "3", "-stdout", str(path)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {int(size) / 3 for size in re.findall(r'<fontspec [^>]*size="(\d+)"', text)}


def lines(path: Path) -> list[list[Any]]:
    """What stands on the paper, line by line, blank cells left out."""
    sheet = load_workbook(path, data_only=True)[PRINT]
    last = sheet.print_area.rpartition(":")[2].replace("$", "")
    rows = sheet[f"A1:{last}"]
    return [[cell.value for cell in row if cell.value not in (None, "")] for row in rows]


@pytest.mark.parametrize("state", ["empty", "known", "full"])
def test_a_groups_return_prints_on_two_pages_of_a4_at_13_points(office: Office, state: str) -> None:
    path = office(f"{state}-group", "pdf")
    printed = pages(path)
    assert len(printed) == 2
    assert all("· Bản in · trang" in page for page in printed)
    assert min(font_sizes(path)) == 13
    sizes = subprocess.run(
        [program("pdfinfo", "poppler-utils"), str(path)], check=True, capture_output=True, text=True
    ).stdout
    assert "(A4)" in sizes


@pytest.mark.parametrize("kind", KINDS)
def test_no_other_sheet_is_printed_nothing_is_shrunk_and_headings_come_again(office: Office, kind: str) -> None:
    path = office(f"known-{kind}", "pdf")
    assert min(font_sizes(path)) == 13
    printed = pages(path)
    assert all("· Bản in · trang" in page for page in printed)
    assert all("Mẫu số 01/DCCS" in page for page in printed)
    with_measures = [page for page in printed if re.search(r"^ *\d\d (?!\d)\S", page, re.MULTILINE)]
    assert len(with_measures) == {"people_committee": 2}.get(kind, 1)
    assert all("Số liệu" in page for page in with_measures)


def test_the_paper_repeats_every_answer_and_every_row_that_has_room(office: Office) -> None:
    found = lines(office("full-group", "xlsx"))
    assert [1, "Tổng số hộ", "hộ", 12_345] in [line[:4] for line in found]
    assert [25, "Số cuộc tuyên truyền (do đơn vị chủ trì)", "cuộc", "KPS"] in [line[:4] for line in found]
    assert "Quyết định số 62/QĐ-UBND" in next(str(line[2]) for line in found if line[:1] == [42])
    said = [str(value) for line in found for value in line]
    assert {"HA-01", "Thanh Chữ"} <= set(said)
    codes = [value for value in said if value.startswith("V-2026-")]
    assert codes == [f"V-2026-{number:02}" for number in range(1, len(codes) + 1)]
    assert len(codes) >= 6
    assert [f"Còn {30 - len(codes)} dòng, xem sheet Đơn thư"] in found
    assert ["Còn 2 dòng, xem sheet Tập huấn"] in found
    days = [line[1].day for line in found if len(line) > 4 and line[2] == "A"]
    assert days == [1, 2, 3, 4, 5]


def test_a_text_too_long_for_paper_is_cut_and_the_paper_says_so(office: Office) -> None:
    found = lines(office("full-group", "xlsx"))
    assert [words.CUT_HERE] in found
    said = [str(value) for line in found for value in line if str(value).endswith("…")]
    assert any(NOTE.startswith(value.removesuffix("…")) for value in said)
    assert [words.CUT_HERE] not in lines(office("nothing-group", "xlsx"))


def test_nothing_arose_is_not_the_same_as_an_empty_table(office: Office) -> None:
    assert lines(office("nothing-group", "xlsx")).count([words.NOTHING_AROSE]) == 2
    assert [words.NOTHING_AROSE] not in lines(office("empty-group", "xlsx"))


def test_labels_of_lists_are_printed_whole_and_long_ones_as_codes_that_are_explained(office: Office) -> None:
    said = [value for line in lines(office("busy-people_committee", "xlsx")) for value in line]
    assert {"Khiếu nại", "Chế độ, chính sách", "Đang giải quyết", "C1"} <= set(map(str, said))
    assert any(str(value).startswith("Đối tượng: C1 – Người được giao nhiệm vụ") for value in said)


def test_a_long_name_or_more_measures_take_room_from_the_rows_not_a_third_page() -> None:
    unit = replace(unit_of("group"), name="Thanh Chữ – Giáp Thượng và khu tái định cư phía bắc đường tránh " * 2)
    content = write_template(None, catalogue(), unit, period_of("2026-Q4"), NOW)
    assert len(opened(content)[PRINT].row_breaks.brk) == 1
    assert len(opened(empty("group"))[PRINT].row_breaks.brk) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_sheets_have_nothing_to_print_and_say_where_to(kind: str) -> None:
    workbook = opened(empty(kind))
    for sheet in workbook:
        if sheet.title == PRINT:
            assert sheet.print_area.startswith(f"'{PRINT}'!$A$1:")
            assert sheet.print_title_rows == "$1:$1"
            continue
        assert sheet.print_area.endswith(NOT_PRINTED_AT)
        assert words.NOT_HERE in sheet.oddHeader.center.text
    assert words.SHEET in str(workbook["Thông tin"]["A17"].value)
    assert words.TO_PRINT in {row[1].value for row in workbook["Hướng dẫn"].iter_rows(min_row=3)}


# --- reading it back --------------------------------------------------------------------------------------------------


def personal(content: bytes) -> list[tuple[str, str | None, str | None]]:
    found = read_return("a.xlsx", content, catalogue(), NOW.date()).problems
    return [(problem.code, problem.sheet, problem.cell) for problem in found]


def with_print(content: bytes, **values: Any) -> bytes:
    """The form as a program saves it, with a result in cells of the print."""
    with lent(content) as workbook:
        for cell, value in values.items():
            type_in(workbook[PRINT][cell], value)
        return saved(workbook)


def test_what_the_print_repeats_is_judged_where_it_was_typed() -> None:
    cases = [case("123456789", date(2026, 10, 1), Ghi_chú="gọi 0905 123 456 để hỏi thêm về vụ việc")]
    cases = [{name.replace("_", " "): value for name, value in row.items()} for row in cases]
    content = with_print(
        filled(empty("group"), "group", cases=cases),
        D90="123456789",
        E90="gọi 0905 123 456 để hỏi thêm về vụ việc",
        F90="gọi 0905 123 456 để…",
    )
    assert personal(content) == [("PERSONAL_DATA", "Đơn thư", "G6")]


def test_what_somebody_types_into_the_print_is_personal_data_as_anywhere() -> None:
    content = with_print(filled(empty("group"), "group"), D90="0905 123 457", E90="123456789…")
    assert personal(content) == [("PERSONAL_DATA", PRINT, "D90"), ("PERSONAL_DATA", PRINT, "E90")]


def test_a_broken_formula_of_the_print_refuses_nothing() -> None:
    workbook = load_workbook(BytesIO(filled(empty("group"), "group")))
    cell = workbook[PRINT]["D90"]
    cell.value, cell.data_type = "#REF!", "e"
    assert personal(saved(workbook)) == []
