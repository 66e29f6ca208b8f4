"""The returned workbook: what is wrong stands at its cell, the rest is as it was sent, the next check sees neither."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture
from streamlit.testing.v1 import AppTest

from data.store import Store
from loaders.__main__ import main
from loaders.form import IGNORED_SHEETS
from loaders.intake import check_files, load_files
from loaders.mending import MOST_SHOWN, may_be_returned, returned, returned_name
from loaders.mending.compared import Mended, compare, last_refusal
from loaders.mending.marks import CONDITION, FILLS, LISTING
from loaders.returns import Return
from tests.clerk import DEFECTS, Clerk, Papers, spoiled
from tests.returns import a_return, answer_cell, problems, read, saved
from tests.workbooks import changed, unpacked, xls, xls_number, xlsb, xlsb_cell
from wording import mending as words
from wording import problems as problem_words
from wording.sources import plain

AMBIGUOUS = {"measures": {1: "12.5"}}
NOW = datetime(2026, 6, 20, 5, tzinfo=UTC)
PHONE, IDENTITY = "0905 123 456", "046123456789"


def back(book: Workbook | bytes, **more: Any) -> bytes:
    """The returned workbook of one that is refused."""
    result = read(book, **more)
    assert not result.is_accepted
    return returned(result, result.problems)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def listed(book: Workbook) -> list[tuple[Any, ...]]:
    """The lines of the list, below its header."""
    rows = list(book[LISTING].iter_rows(values_only=True))
    return rows[rows.index(words.HEADINGS) + 1 :]


def fills(sheet: Worksheet) -> dict[str, str]:
    """Cell → ground of the fills that are ours."""
    ours = {}
    for formats in sheet.conditional_formatting:
        for rule in formats.rules:
            if rule.formula == [CONDITION]:
                for cell in str(formats.sqref).split():
                    ours[cell] = rule.dxf.fill.bgColor.rgb
    return ours


def notes(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


# --- what a clerk can do with it ---


def test_a_clerk_who_follows_only_the_notes_gets_ninety_five_of_a_hundred_bad_files_accepted_on_the_next_try() -> None:
    refused, accepted, left, seen = 0, 0, [], set()
    for number in range(1_000):
        unit, book = spoiled(Random(number))
        sent = read(book)
        if sent.is_accepted:
            continue
        refused += 1
        seen |= {problem.code for problem in sent.problems}
        again = read(Clerk(returned(sent, sent.problems), Papers.of(unit)).mended())
        accepted += again.is_accepted
        left += [(number, problem.code) for problem in again.problems if problem.severity == "error"]
        if refused == 500:
            break
    assert refused == 500
    assert seen >= set(DEFECTS)
    assert accepted >= 475, left


def test_a_clerk_who_reads_nothing_gets_nothing_accepted() -> None:
    for number in range(6):
        sent = read(spoiled(Random(number))[1])
        if not sent.is_accepted:
            assert not read(saved(opened(returned(sent, sent.problems)))).is_accepted


def test_every_sentence_says_what_is_wrong_and_then_what_to_do() -> None:
    explain_themselves = {*problem_words.WARNINGS, "TOO_MANY_ROWS"}
    for code in problem_words.SENTENCES:
        wrong, accepted = problem_words.wrong_and_accepted(code, "x", "y")
        assert f"{wrong} {accepted}".strip() == problem_words.sentence(code, "x", "y")
        assert wrong
        assert accepted or code in explain_themselves, code


# --- at the cells ---


def test_a_wrong_cell_is_filled_and_says_what_is_wrong_and_what_is_accepted() -> None:
    book = opened(back(a_return(**AMBIGUOUS)))
    assert fills(book["Số liệu"]) == {"E2": FILLS["error"][1]}
    assert notes(book["Số liệu"]) == {
        "E2": f"{words.SIGNED}: PHẢI SỬA\n• «12.5» có thể hiểu theo hai cách. Hãy ghi số nguyên viết liền, ví dụ 1234."
    }
    assert book["Số liệu"]["E2"].value == "12.5"
    assert not notes(book["Tập huấn"])


def test_a_warning_differs_in_fill_and_in_words() -> None:
    book = a_return(**AMBIGUOUS)
    book["Số liệu"]["G1"] = "Người nhập"
    made = opened(back(book))["Số liệu"]
    assert fills(made) == {"E2": FILLS["error"][1], "G1": FILLS["warning"][1]}
    assert notes(made)["G1"].startswith(f"{words.SIGNED}: LƯU Ý\n")


def test_all_problems_of_a_cell_stand_in_one_note_its_errors_first() -> None:
    book = a_return()
    book["Số liệu"]["A1"] = "M.S"
    [said] = notes(opened(back(book))["Số liệu"]).values()
    assert re.findall("• (.{5})", said) == ["Thiếu", "Cột «"]
    assert said.startswith(f"{words.SIGNED}: PHẢI SỬA")


def test_what_the_sender_had_noted_stays_below_and_is_the_senders_again_when_the_cell_is_mended() -> None:
    book = a_return(measures={1: "12.5", 2: -3})
    for cell, said in {"E2": "Hỏi lại chị Lan", "A5": "Ghi chú khác"}.items():
        book["Số liệu"][cell].comment = Comment(said, "Tôi")
    once = back(book)
    assert notes(opened(once)["Số liệu"])["E2"].endswith("\n— Ghi chú của người gửi: —\nHỏi lại chị Lan")
    mending = opened(once)
    mending["Số liệu"]["E2"] = 12
    twice = opened(back(mending))["Số liệu"]
    assert {cell: said for cell, said in notes(twice).items() if cell != "E3"} == {
        "E2": "Hỏi lại chị Lan",
        "A5": "Ghi chú khác",
    }
    assert set(fills(twice)) == {"E3"}


def test_a_conversation_at_a_wrong_cell_becomes_a_note_below_ours() -> None:
    book = a_return(**AMBIGUOUS)
    book["Số liệu"]["E2"].comment = Comment("[Threaded comment]", "tc={1}")
    parts = unpacked(saved(book))
    rels = next(name for name in parts if name.startswith("xl/worksheets/_rels/"))
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="/xl/threadedComments/threadedComment1.xml"/>'
    spoken = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="E2" id="{1}"><text>Ai nhập?</text></threadedComment>'
        '<threadedComment ref="E9" id="{2}"><text>Đúng rồi</text></threadedComment></ThreadedComments>'
    )
    made = unpacked(back(changed(saved(book), {
        rels: parts[rels].decode().replace("</Relationships>", f"{relation}</Relationships>"),
        "xl/threadedComments/threadedComment1.xml": spoken,
    })))  # fmt: skip
    left = made["xl/threadedComments/threadedComment1.xml"].decode()
    assert 'ref="E9"' in left
    assert 'ref="E2"' not in left
    assert any("Ghi chú của người gửi: —\nAi nhập?" in part.decode(errors="ignore") for part in made.values())


# --- the rest is as it was sent ---


def picture() -> BytesIO:
    stream = BytesIO()
    Picture.new("RGB", (4, 4), "red").save(stream, "PNG")
    stream.seek(0)
    return stream


def dressed() -> Workbook:
    """A return with everything that an office puts into a workbook."""
    book = a_return(**AMBIGUOUS)
    sheet = book["Số liệu"]
    sheet["E2"].font, sheet["E2"].fill = (
        Font(name="Times New Roman", bold=True),
        PatternFill("solid", fgColor="FF00FF00"),
    )
    sheet.column_dimensions["B"].width, sheet.row_dimensions[3].height = 42, 33
    sheet.merge_cells("H1:J1")
    sheet["K9"] = "=1+1"
    sheet.add_data_validation(DataValidation("whole", sqref="E3:E9", formula1="0", operator="greaterThan"))
    sheet.conditional_formatting.add("E2:E30", CellIsRule("greaterThan", ["5"], fill=PatternFill(bgColor="FF0000FF")))
    sheet.add_image(Image(picture()), "L2")
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.sheet_view.tabSelected = "landscape", True
    book.active = book["Số liệu"]
    book.defined_names["TongHo"] = DefinedName("TongHo", attr_text="'Số liệu'!$E$2")
    return book


def test_every_part_that_is_not_marked_keeps_its_bytes_and_every_sheet_its_cells() -> None:
    sent = saved(dressed())  # once: a file says when it was saved
    before, after = unpacked(sent), unpacked(back(sent))
    marked = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    cells = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    for name in before.keys() - marked:
        if name.startswith("xl/worksheets/sheet"):
            assert cells.search(before[name])[0] == cells.search(after[name])[0]
        elif not name.startswith("xl/worksheets/_rels"):
            assert after[name] == before[name], name


def test_formats_lists_pictures_names_and_print_settings_are_kept() -> None:
    book = opened(back(saved(dressed())))
    sheet = book["Số liệu"]
    assert (sheet["E2"].font.b, sheet["E2"].fill.fgColor.rgb) == (True, "FF00FF00")
    assert (sheet.column_dimensions["B"].width, sheet.row_dimensions[3].height) == (42, 33)
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["H1:J1"]
    assert [str(check.sqref) for check in sheet.data_validations.dataValidation] == ["E3:E9"]
    assert {str(formats.sqref) for formats in sheet.conditional_formatting} == {"E2", "E2:E30"}
    assert min(rule.priority for f in sheet.conditional_formatting if str(f.sqref) == "E2:E30" for rule in f.rules) > 2
    assert len(sheet._images) == 1
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.page_setup.orientation == "landscape"
    assert book.defined_names["TongHo"].attr_text == "'Số liệu'!$E$2"


def test_a_formula_keeps_its_result_so_that_the_next_check_reads_it() -> None:
    book = a_return(**AMBIGUOUS)
    book["Số liệu"]["E3"] = "=4+5"
    content = saved(book)
    name = "xl/worksheets/sheet2.xml"
    xml = re.sub(r"(<f>4\+5</f>)<v ?(?:/>|></v>)", r"\1<v>9</v>", unpacked(content)[name].decode())
    content = changed(content, {name: xml})
    assert [code for code, *_ in problems(content)] == ["AMBIGUOUS_NUMBER"]
    made = back(content)
    assert [code for code, *_ in problems(made)] == ["AMBIGUOUS_NUMBER"]
    assert opened(made)["Số liệu"]["E3"].value == "=4+5"


def test_macros_are_left_out_and_the_list_says_so() -> None:
    content = saved(a_return(**AMBIGUOUS))
    parts = unpacked(content)
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
    rels = parts["xl/_rels/workbook.xml.rels"].decode().replace("</Relationships>", relation)
    content = changed(content, {"xl/vbaProject.bin": b"x", "xl/_rels/workbook.xml.rels": rels})
    sent = read(content, file_name="bao-cao.xlsm")
    made = returned(sent, sent.problems)
    assert not [name for name, part in unpacked(made).items() if "vba" in name or b"vbaProject" in part]
    assert words.WITHOUT_MACROS in [row[0] for row in opened(made)[LISTING].iter_rows(values_only=True)]
    assert returned_name(sent) == "bao-cao_can-sua.xlsx"
    assert [code for code, *_ in problems(made)] == ["AMBIGUOUS_NUMBER"]


def test_a_sheet_that_no_menu_shows_again_can_be_shown_again() -> None:
    book = a_return(**AMBIGUOUS)
    book["Tập huấn"].sheet_state = "veryHidden"
    assert opened(back(book))["Tập huấn"].sheet_state == "hidden"


# --- the list ---


def test_the_list_is_the_first_sheet_the_only_selected_one_and_prints_on_a4_landscape() -> None:
    book = opened(back(saved(dressed())))
    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == (LISTING, LISTING)
    assert [other.title for other in book if other.sheet_view.tabSelected] == [LISTING]
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == words.HEADINGS[0])
    assert sheet.freeze_panes == f"A{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


def test_every_problem_is_a_line_with_a_link_to_its_cell_where_it_has_one() -> None:
    book = a_return(measures={1: "12.5"}, without=["Tập huấn"])
    book.create_sheet("Nháp của 'tôi'")
    made = opened(back(book))
    wrong, accepted = problem_words.wrong_and_accepted("SHEET_MISSING", None, "Tập huấn")
    assert listed(made)[0] == ("1", "PHẢI SỬA", words.WHOLE_FILE, None, wrong, accepted)
    assert [line[:4] for line in listed(made)[1:]] == [
        ("2", "PHẢI SỬA", "Số liệu", "E2"),
        ("3", "LƯU Ý", "Nháp của 'tôi'", None),
    ]
    links = [cell.hyperlink.location for row in made[LISTING].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Số liệu'!E2", "'Nháp của ''tôi'''!A1"]


def test_what_looks_like_a_formula_stays_text_in_the_list() -> None:
    book = a_return(complaints=[{"Tình trạng": "x"}])
    book["Đơn thư"]["E2"].value, book["Đơn thư"]["E2"].data_type = "=cmd|' /C calc'!A0", "s"
    made = opened(back(book))
    assert any("=cmd" in str(cell.value) for row in made[LISTING].iter_rows() for cell in row)
    assert all(cell.data_type != "f" for row in made[LISTING].iter_rows() for cell in row)


def test_names_that_belong_to_a_sheet_still_belong_to_it() -> None:
    book = a_return(**AMBIGUOUS)
    book["Tập huấn"].print_title_rows = "1:1"
    once = opened(back(book))
    assert once["Tập huấn"].print_title_rows == "$1:$1"
    twice = opened(back(once))
    assert twice["Tập huấn"].print_title_rows == "$1:$1"
    assert twice.sheetnames.count(LISTING) == 1
    assert len(listed(twice)) == 1


# --- nothing of it disturbs the next check ---


def test_the_next_check_finds_the_same_and_the_next_return_says_the_same() -> None:
    assert LISTING in IGNORED_SHEETS
    for number in range(25):
        sent = read(spoiled(Random(number))[1])
        if sent.is_accepted or any(problem.expected == problem_words.PERSONAL_SHEET_NAME for problem in sent.problems):
            continue
        once = returned(sent, sent.problems)
        again = read(once)
        assert again.problems == sent.problems
        assert listed(opened(returned(again, again.problems))) == listed(opened(once))


def test_an_accepted_return_with_old_marks_says_what_it_says_without_them() -> None:
    mending = opened(back(a_return(**AMBIGUOUS)))
    mending["Số liệu"]["E2"] = 12
    assert read(mending).problems == []
    assert read(mending).content_hash == read(a_return(measures={1: 12})).content_hash


def test_the_same_file_is_returned_as_the_same_bytes() -> None:
    content = saved(a_return(**AMBIGUOUS))
    assert back(content) == back(content)


def test_personal_data_is_repeated_nowhere_and_stays_where_the_sender_wrote_it() -> None:
    book = a_return(complaints=[{"Ghi chú": f"Bà A, {PHONE}"}], cover={"Người lập": IDENTITY})
    book["Tập huấn"]["B2"].comment = Comment(f"gọi {PHONE}", "Tôi")
    book.create_sheet("0905123456")
    made = opened(back(book))
    said = [str(cell.value) for row in made[LISTING].iter_rows() for cell in row]
    said += [cell.hyperlink.location for row in made[LISTING].iter_rows() for cell in row if cell.hyperlink]
    said += [note for sheet in made for note in notes(sheet).values() if not note.endswith(f"gọi {PHONE}")]
    assert not [text for text in said if any(secret in text for secret in (PHONE, IDENTITY, "0905123456"))]
    assert made["Đơn thư"]["G2"].value == f"Bà A, {PHONE}"
    assert made.worksheets[5].title == "0905123456"
    assert any(line[2] == "sheet thứ 6" for line in listed(made))


def test_a_number_that_would_look_like_a_persons_is_not_quoted() -> None:
    """123.456.789 households are too many; nine digits in a note would refuse the file next time."""
    made = back(a_return(measures={1: 123_456_789}))
    assert "«…» nằm ngoài khoảng" in notes(opened(made)["Số liệu"])["E2"]
    assert [code for code, *_ in problems(made)] == ["OUT_OF_RANGE"]


def test_a_file_named_after_a_persons_number_comes_back_under_another_name() -> None:
    sent = read(a_return(), file_name=f"{IDENTITY}.xlsx")
    assert [problem.code for problem in sent.problems] == ["PERSONAL_DATA"]
    assert returned_name(sent) == "bao-cao_can-sua.xlsx"
    assert read(returned(sent, sent.problems), file_name=returned_name(sent)).is_accepted
    assert returned_name(Return("lo.zip/quy-2_can-sua.xls", b"")) == "quy-2_can-sua.xlsx"


def test_a_sheet_full_of_wrong_cells_comes_back_with_the_first_thousand_and_can_still_be_checked() -> None:
    sent = read(a_return(training=[{"Triệu tập": "x", "Đối tượng": "C9"}] * 700))
    made = returned(sent, sent.problems)
    assert len(listed(opened(made))) == MOST_SHOWN < len(sent.problems) == 1_400
    assert any("1.400" in str(row[0]) for row in opened(made)[LISTING].iter_rows(values_only=True))
    assert read(made).problems == sent.problems


# --- other kinds of file ---


@pytest.mark.parametrize(
    ("file_name", "content"),
    [("bao-cao.xls", xls(xls_number(1, 2, 7.0))), ("bao-cao.xlsb", xlsb(xlsb_cell(1, 2, 7.0)))],
)
def test_an_old_or_binary_workbook_comes_back_as_xlsx_with_the_same_cells(file_name: str, content: bytes) -> None:
    sent = read(content, file_name=file_name)
    book = opened(returned(sent, sent.problems))
    assert book.sheetnames == [LISTING, "Sheet1"]
    assert book["Sheet1"]["C2"].value == 7
    assert words.WITHOUT_FORMAT in [row[0] for row in book[LISTING].iter_rows(values_only=True)]
    assert len(listed(book)) == len(sent.problems)


def test_a_workbook_that_cannot_be_changed_in_its_parts_is_written_anew() -> None:
    content = changed(saved(a_return(**AMBIGUOUS)), {"[Content_Types].xml": "<Types"})
    made = back(content)
    assert words.WITHOUT_FORMAT in [row[0] for row in opened(made)[LISTING].iter_rows(values_only=True)]
    assert [code for code, *_ in problems(made)] == ["AMBIGUOUS_NUMBER"]


@pytest.mark.parametrize("content", [b"", b"PK\3\4 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_a_file_that_cannot_be_opened_has_no_returned_workbook(content: bytes) -> None:
    assert not may_be_returned(read(content))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A returned workbook as LibreOffice saves it, by extension."""
    folder = tmp_path_factory.mktemp("office")
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("libreoffice-calc-nogui")
    book = a_return(measures={1: "12.5", 43: "31/02/2025"}, complaints=[{"Ghi chú": PHONE}])
    book["Số liệu"]["E3"].comment = Comment("Ghi chú khác", "Tôi")
    book["Số liệu"]["E3"].fill = PatternFill("solid", fgColor="FF00FF00")
    (folder / "sent.xlsx").write_bytes(back(book))

    def converted(extension: str) -> bytes:
        command = [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", extension]
        command += ["--outdir", str(folder / extension), str(folder / "sent.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / extension / f"sent.{extension}").read_bytes()

    return converted


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_saved_by_libreoffice_it_is_checked_as_before_and_comes_back_with_fresh_marks(
    office: Callable[[str], bytes], extension: str
) -> None:
    wrong = [("Số liệu", "E2"), ("Số liệu", answer_cell(43)), ("Đơn thư", "G2")]
    sent = read(office(extension), file_name=f"sent.{extension}")
    assert [(p.sheet, p.cell) for p in sent.problems if p.severity == "error"] == wrong
    made = returned(sent, sent.problems)
    book = opened(made)
    assert book.sheetnames.count(LISTING) == 1
    assert set(fills(book["Số liệu"])) == {cell for sheet, cell in wrong if sheet == "Số liệu"}
    assert notes(book["Số liệu"])["E2"].count(words.SIGNED) == 1
    assert [(p.sheet, p.cell) for p in read(made).problems] == wrong
    if extension == "xlsx":
        assert notes(book["Số liệu"])["E3"] == "Ghi chú khác"
        assert book["Số liệu"]["E3"].fill.fgColor.rgb == "FF00FF00"
        assert book["Số liệu"]["E2"].fill.fill_type is None


# --- what is mended, what is left ---


def test_a_corrected_file_is_compared_with_the_one_refused_before_it() -> None:
    before = read(a_return(measures={1: "12.5", 2: -3}))
    places = frozenset((p.code, p.sheet, p.cell) for p in before.problems)
    after = read(a_return(measures={1: "12.5", 25: "ba"}))
    assert compare(places, after.problems) == Mended(mended=1, left=1, new=1)
    assert compare(frozenset(), after.problems) is None


def test_the_last_refusal_is_of_the_same_unit_and_period_and_ends_with_an_accepted_file() -> None:
    store = Store()
    bad, worse = saved(a_return(measures={1: "12.5"})), saved(a_return(measures={1: "12.5", 2: -3}))
    good, other = saved(a_return()), saved(a_return("HA-03", measures={1: "12.5"}))

    def before(content: bytes) -> int:
        return len(last_refusal(store, read(content)))

    load_files([("a.xlsx", worse), ("b.xlsx", other)], store, "tôi", NOW)
    assert (before(bad), before(worse), before(other), before(saved(a_return("HA-04")))) == (2, 0, 0, 0)
    load_files([("c.xlsx", good)], store, "tôi", NOW + timedelta(minutes=1))
    assert (before(good), before(bad)) == (2, 0)


def test_warnings_are_neither_mended_nor_left() -> None:
    store = Store()
    book = a_return(**AMBIGUOUS)
    book.create_sheet("Nháp")
    load_files([("a.xlsx", saved(book))], store, "tôi", NOW)
    assert {code for code, *_ in last_refusal(store, read(a_return()))} == {"AMBIGUOUS_NUMBER"}


def the_page(store, batches):  # type: ignore[no-untyped-def]  # runs where nothing is imported
    import streamlit as st

    from pages import Page, _mending

    page = Page(store, "HA", "2026-Q2", None, "internal")
    for outcomes in batches[: st.session_state.get("batch", 1)]:
        _mending.say_mended(page, outcomes)
        for outcome in outcomes:
            if outcome.outcome == "refused":
                _mending.offer(page, outcome)


def test_the_page_offers_the_workbook_and_says_what_is_mended_and_what_is_left() -> None:
    store = Store()
    books = [a_return(measures={1: "12.5", 2: -3}), a_return(measures={1: "12.5"}), a_return()]
    files = [[(f"lan-{number}.xlsx", saved(book))] for number, book in enumerate(books, start=1)]
    batches = [check_files(batch, store, NOW) for batch in [*files, [("hong.xlsx", b"")]]]
    page = AppTest.from_function(the_page, args=(store, batches)).run()
    assert [element.value for element in page.markdown] == []
    assert page.get("download_button")[0].proto.label == words.DOWNLOAD
    page.session_state["batch"] = 4
    page.run()
    assert not page.exception
    assert [element.value for element in page.markdown] == [
        words.mended(1, 1, 0),
        words.all_mended(plain("lan-3.xlsx"), 1),
    ]
    assert [element.value for element in page.caption] == [words.NOTHING_TO_RETURN]
    page.run()
    assert words.mended(1, 1, 0) in [element.value for element in page.markdown]


def test_the_command_writes_refused_files_with_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "none.duckdb"))
    sent, made = tmp_path / "sent", tmp_path / "made"
    (sent / "to-1").mkdir(parents=True)
    (sent / "to-1" / "sai.xlsx").write_bytes(saved(a_return(**AMBIGUOUS)))
    (sent / "dung.xlsx").write_bytes(saved(a_return()))
    (sent / "hong.xlsx").write_bytes(b"x")
    assert main(["check", str(sent), "--returned", str(made)]) == 1
    assert [path.relative_to(made).as_posix() for path in sorted(made.rglob("*.xlsx"))] == ["to-1/sai_can-sua.xlsx"]
    assert LISTING in opened((made / "to-1" / "sai_can-sua.xlsx").read_bytes()).sheetnames
