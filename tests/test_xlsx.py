"""The workbook says what the snapshot says, number by number, and the same snapshot gives the same bytes."""

from __future__ import annotations

import copy
import re
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from data.store import Store
from exports.formulas import HEADER_ROW
from exports.snapshot import Snapshot, build
from exports.tables import Cell, tables
from exports.xlsx import _share_format, render
from tests.papers import AS_OF, lists_of, number_of, program
from tests.papers import ward as made_up
from wording import papers
from wording.tables import TABLES

Row = dict[str, Any]


@pytest.fixture(scope="module")
def ward() -> Store:
    """The made-up returns."""
    return made_up()


@pytest.fixture(scope="module", params=["internal", "public"])
def snapshot(request: pytest.FixtureRequest, ward: Store) -> Snapshot:
    return build(ward, unit="HA", period="2026-Q3", as_of=AS_OF, profile=request.param)


def opened(snapshot: Snapshot) -> Workbook:
    """As a reader sees it that does not calculate."""
    return load_workbook(BytesIO(render(snapshot)), data_only=True)


def test_every_number_of_the_snapshot_stands_in_its_cell(snapshot: Snapshot) -> None:
    book, compared = opened(snapshot), 0
    assert book.sheetnames == [papers.COVER, papers.CHARTS, *(TABLES[key].name for key in lists_of(snapshot))]
    for key, rows in lists_of(snapshot).items():
        sheet = book[TABLES[key].name]
        assert [cell.value for cell in sheet[HEADER_ROW]] == list(TABLES[key].headings.values())
        assert sheet.max_row == HEADER_ROW + max(1, len(rows))
        for place, row in enumerate(rows, start=HEADER_ROW + 1):
            for column, name in enumerate(TABLES[key].headings, start=1):
                said, value = sheet.cell(place, column), number_of(row, name)
                if isinstance(value, int | float):
                    assert said.data_type == "n"
                    assert said.value == (pytest.approx(value, rel=1e-14) if isinstance(value, float) else value)
                    compared += 1
                else:
                    assert said.data_type in ("s", "d") or (name == "note" and not said.value), (key, place, name)
    assert compared > 1000


def test_dates_are_dates_and_moments_are_in_the_time_of_vietnam(snapshot: Snapshot) -> None:
    book = opened(snapshot)
    held_on = book[TABLES["courses"].name].cell(HEADER_ROW + 1, 1)
    assert held_on.value == datetime.combine(
        date.fromisoformat(snapshot["training"]["courses"][0]["held_on"]), datetime.min.time()
    )
    assert held_on.number_format == "dd/mm/yyyy"
    received = book[TABLES["returns"].name].cell(HEADER_ROW + 1, 4)
    assert (
        received.value.isoformat() + "+07:00"
        == datetime.fromisoformat(snapshot["returns"][0]["received_at"])
        .astimezone(datetime.fromisoformat("2026-01-01T00:00:00+07:00").tzinfo)
        .replace(microsecond=0)
        .isoformat()
    )


def test_the_same_snapshot_gives_the_same_bytes_at_any_time(snapshot: Snapshot) -> None:
    written = render(snapshot)
    assert written == render(copy.deepcopy(snapshot))
    with ZipFile(BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 10, 1, 2, 3, 4)}
        assert package.read("docProps/core.xml").count(b"2026-10-01T02:03:04Z") == 2


def test_text_stays_text_whatever_it_begins_with(snapshot: Snapshot) -> None:
    spoilt = copy.deepcopy(snapshot)
    begins = ['=HYPERLINK("http://x")', "+1", "-2", "@SUM(A1)", "\t=1", "bell\x07"]
    for course, title in zip(spoilt["training"]["courses"], begins, strict=False):
        course["title"] = title
    spoilt["unit_name"] = "=1+1"
    book = opened(spoilt)
    cells = [book[TABLES["courses"].name].cell(HEADER_ROW + 1 + place, 3) for place in range(len(begins))]
    assert [cell.value for cell in cells] == [*begins[:-1], "bell"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False]
    assert not [place for place in formulas_of(render(spoilt)) if place[0] == TABLES["courses"].name]


@pytest.mark.parametrize(
    ("percent", "form"),
    [(100, '0"%"'), (0, '0"%"'), (60.5, '0.0"%"'), (99.96, '0.00"%"'), (99.9996, '0.0000"%"'), (0.04, '0.00"%"')],
)
def test_a_share_never_reads_all_or_none_when_it_is_not(percent: float, form: str) -> None:
    assert _share_format(percent) == form


def test_it_prints_on_paper_across_with_its_header_on_every_page(snapshot: Snapshot) -> None:
    for sheet in opened(snapshot).worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_area
        assert snapshot["content_hash"][:12] in sheet.oddFooter.left.text
        if sheet.title not in (papers.COVER, papers.CHARTS):
            assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
            assert sheet.freeze_panes == f"A{HEADER_ROW + 1}"
            assert sheet.auto_filter.ref.startswith(f"A{HEADER_ROW}:")


def test_nothing_is_hidden_and_nobody_is_named(snapshot: Snapshot) -> None:
    book = opened(snapshot)
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert not book.defined_names


def test_the_cover_says_which_figures_it_carries(snapshot: Snapshot) -> None:
    said = [cell.value for row in opened(snapshot)[papers.COVER].iter_rows() for cell in row if cell.value]
    for fact in (snapshot["content_hash"], snapshot["unit_name"], papers.counted_from("15/06/2026", "14/09/2026")):
        assert fact in said
    assert (papers.WITHHELD_NOTE in said) == (snapshot["profile"] == "public")


def test_withheld_unknown_and_zero_are_three_words(snapshot: Snapshot) -> None:
    cells = {(cell.form, cell.text()) for table in tables(snapshot) for row in table.rows for cell in row}
    assert ("count", "0") in cells
    assert ("count", "–") in cells
    assert (("withheld", papers.WITHHELD) in cells) == (snapshot["profile"] == "public")
    assert Cell(0, "most_count").text() == "không quá 0"
    assert Cell(99.999, "share").text() == "99,9%"


def test_a_unit_that_keeps_no_register_has_no_lines_of_it(ward: Store) -> None:
    group = build(ward, unit="HA-03", period="2026-Q3", as_of=AS_OF)
    by_kind = next(table for table in tables(group) if table.key == "by_kind")
    assert {row[0].text() for row in by_kind.rows} == {"Phản ánh ghi nhận tại tổ"}


def test_the_zeros_of_whoever_has_not_reported_are_unknown(ward: Store) -> None:
    """No return of the People's Committee and of An Vân: the others' lines stand, theirs are no counts."""
    found = copy.deepcopy(build(ward, unit="HA", period="2026-Q3", as_of=AS_OF))
    for row in found["returns"]:
        if row["unit"] in ("HA-UB", "HA-06"):
            row["received_at"] = None
        if row["unit"] == "HA-01":
            row["name"] = "as it was called before"
    for row in found["training"]["by_unit"]:
        if row["unit"] == "HA-06":
            row["courses"] = 0
    known: dict[str, set[tuple[str, bool]]] = {}
    for table in tables(found):
        if table.key in ("by_kind", "ageing", "by_field", "feedback", "training_by_unit"):
            who = table.columns.index("name" if "name" in table.columns else "source")
            figures = [place for place, name in enumerate(table.columns) if name in ("received", "cases", "courses")]
            known[table.key] = {
                (row[who].text(), row[place].value is not None) for row in table.rows for place in figures
            }
    registers = {("Sổ của Ủy ban nhân dân", False), ("Phản ánh ghi nhận tại tổ", True)}
    assert known["by_kind"] == known["ageing"] == known["by_field"] == registers
    assert ("An Vân", False) in known["feedback"] & known["training_by_unit"]
    assert {name for name, is_known in known["feedback"] if not is_known} == {"An Vân"}
    assert "withheld" not in {cell.form for table in tables(found) for row in table.rows for cell in row}


def test_a_table_without_rows_says_so(ward: Store) -> None:
    empty = build(ward, unit="HA", period="2024-Q3", as_of=AS_OF)
    assert opened(empty)[TABLES["courses"].name].cell(HEADER_ROW + 1, 1).value == papers.NO_LINES


def formulas_of(content: bytes) -> dict[tuple[str, str], str]:
    cells = [
        (sheet.title, cell) for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row
    ]
    return {(title, cell.coordinate): cell.value for title, cell in cells if cell.data_type == "f"}


def test_totals_are_formulas_that_make_the_snapshots_numbers_again(ward: Store, tmp_path: Path) -> None:
    """Their values are taken out first, so that LibreOffice has to work them out from the cells."""
    command = [
        program("soffice", "libreoffice-calc-nogui"),
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
    ]
    expected = {}
    for profile in ("internal", "public"):
        content = render(build(ward, unit="HA", period="2026-Q3", as_of=AS_OF, profile=profile))
        expected[profile] = load_workbook(BytesIO(content), data_only=True), formulas_of(content)
        with ZipFile(BytesIO(content)) as package, ZipFile(tmp_path / f"{profile}.xlsx", "w") as emptied:
            for name in package.namelist():
                emptied.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", package.read(name)))
    files = [str(tmp_path / f"{profile}.xlsx") for profile in expected]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), *files],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for profile, (book, formulas) in expected.items():
        again = load_workbook(tmp_path / "out" / f"{profile}.xlsx", data_only=True)
        assert len(formulas) > 200
        kinds = {re.sub(r"[^A-Z+/*-]", "", formula) for formula in formulas.values()}
        assert any("SUMPRODUCT" in kind for kind in kinds)
        for title, coordinate in formulas:
            said = book[title][coordinate].value
            assert again[title][coordinate].value == (pytest.approx(said) if isinstance(said, float) else said)


def test_a_sum_that_the_parts_do_not_make_stands_as_a_number(snapshot: Snapshot) -> None:
    changed = copy.deepcopy(snapshot)
    place = next(place for place, row in enumerate(changed["indicators"]) if row["target_kind"] == "stated")
    changed["indicators"][place]["numerator"] += 1
    code = changed["indicators"][place]["code"]
    sheet = load_workbook(BytesIO(render(changed)))[TABLES["indicators"].name]
    [line] = [row for row in sheet.iter_rows(min_row=HEADER_ROW + 1) if row[0].value == code]
    column = list(TABLES["indicators"].headings).index("numerator")
    assert line[column].value == changed["indicators"][place]["numerator"]
    assert line[column + 1].data_type == "f"


def test_its_charts_are_excels_own_and_read_the_cells(snapshot: Snapshot) -> None:
    with ZipFile(BytesIO(render(snapshot))) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == (4 if snapshot["profile"] == "internal" else 2)  # fields are withheld
    for chart in charts:
        assert "<c:f>" in chart
        assert "<c:barChart>" in chart


def test_every_sheet_says_that_the_data_are_made_up(snapshot: Snapshot) -> None:
    assert all(papers.SAMPLE in sheet.oddFooter.center.text for sheet in opened(snapshot).worksheets)


def test_no_line_is_cut_at_the_edge_of_what_is_printed(snapshot: Snapshot) -> None:
    """Widths in digits; a letter of the title needs about one and a sixth of them, one of the text less."""
    for sheet in opened(snapshot).worksheets[2:]:
        last = range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))[2]
        known = sheet.column_dimensions.values()
        widths = [column.width for column in known for _ in range(column.min, min(column.max, last) + 1)]
        widths += [8.43] * (last - len(widths))
        assert sum(widths) >= len(sheet["A1"].value) * 1.1, sheet.title
        assert sum(widths) >= len(sheet["A2"].value) * 0.83, sheet.title


def test_every_chart_begins_a_sheet_of_paper_so_that_none_is_cut(snapshot: Snapshot) -> None:
    with ZipFile(BytesIO(render(snapshot))) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
        drawing = next(package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name)
    begins = [int(row) for row in re.findall(r"<xdr:from>.*?<xdr:row>(\d+)</xdr:row>", drawing, re.DOTALL)]
    breaks = [int(row) for row in re.findall(r'<brk id="(\d+)"', sheet)]
    assert breaks == begins[1:]
