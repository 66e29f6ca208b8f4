"""The code of sealed figures and its QR code stand on every page of every paper; a document of an earlier version of
this software is still rendered, whatever its papers have learnt since."""

from __future__ import annotations

import copy
import json
import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pptx
import pytest
import zxingcpp
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from PIL import Image

from exports.formats import PACK, formats
from exports.seal_marks import qr_png, qr_svg
from exports.snapshot import content_hash
from tests.papers import one_line, paper, pdf_pages, program, text_of
from wording import papers
from wording import report as words
from wording import seals as seal_words

ALONE = [stem for stem in formats() if stem != PACK]
NAME = "Họp Ủy ban nhân dân phường sơ kết quý III"
# Sealed by the first version that could: format dccs-snapshot/1 as it was on 2026-11-27. It must stay as it is.
KEPT = Path(__file__).parent / "files" / "sealed.json"
CODE, HASH = "YBE-4DC-53M", "e5c635faf666f4c6077ea4d3d8a56bb12e4c26edfcfb513f3dccb6c421e0554e"
QR_TEXT = f"{CODE} {HASH.upper()}"


@cache
def kept() -> dict[str, Any]:
    """The sealed document; not to be changed."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


@cache
def sealed_paper(stem: str) -> bytes:
    """A paper of it, rendered once."""
    return formats()[stem].render(kept())


def read_qr(picture: bytes | Image.Image) -> list[str]:
    """What a telephone would read in a picture."""
    image = Image.open(BytesIO(picture)) if isinstance(picture, bytes) else picture
    return [found.text for found in zxingcpp.read_barcodes(image)]


def test_the_document_is_still_the_one_that_was_sealed() -> None:
    assert content_hash(kept()) == kept()["content_hash"] == HASH
    assert kept()["seal"]["code"] == CODE


@pytest.mark.parametrize("stem", ALONE)
def test_every_paper_of_it_is_rendered_and_bears_the_code(stem: str) -> None:
    said = text_of(stem, sealed_paper(stem))
    assert CODE in said
    assert HASH[:12] in said
    assert seal_words.NOT_SEALED.lower() not in said.lower()
    if stem not in ("csv", "json"):
        for row in kept()["indicators"]:
            if row["target"] is not None and stem != "xlsx":
                assert words.figure(row) in said, row["code"]


def test_without_a_seal_there_is_no_qr_code() -> None:
    assert qr_png({"content_hash": HASH}) is None
    assert qr_svg({"content_hash": HASH, "seal": None}) is None


def test_every_page_of_the_pdf_bears_code_and_qr_code(tmp_path: Path) -> None:
    assert [page for page in pdf_pages(sealed_paper("pdf")) if f"Mã chốt {CODE}" not in page] == []
    (tmp_path / "paper.pdf").write_bytes(sealed_paper("pdf"))
    command = [program("pdftoppm", "poppler-utils"), "-gray", "-r", "130", "-png", "paper.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == len(pdf_pages(sealed_paper("pdf")))
    assert [read_qr(page.read_bytes()) for page in pages] == [[QR_TEXT]] * len(pages)


def test_both_footers_of_the_word_report_bear_them() -> None:
    document = docx.Document(BytesIO(sealed_paper("docx")))
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            assert CODE in "".join(paragraph.text for paragraph in footer.paragraphs)
            [picture] = [part for part in footer.part.related_parts.values() if part.partname.endswith(".png")]
            assert read_qr(picture.blob) == [QR_TEXT]
            [described] = footer._element.iter("{*}docPr")
            assert described.get("descr") == seal_words.qr_alt(CODE)
            assert len(list(footer._element.iter("{*}anchor"))) == 1


def test_every_slide_bears_them() -> None:
    for slide in pptx.Presentation(BytesIO(sealed_paper("pptx"))).slides:
        pictures = [shape for shape in slide.shapes if hasattr(shape, "image")]
        marked = [shape for shape in pictures if read_qr(shape.image.blob) == [QR_TEXT]]
        assert len(marked) == 1, slide.slide_id
        assert marked[0]._element.nvPicPr.cNvPr.get("descr") == seal_words.qr_alt(CODE)
        assert CODE in "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_every_sheet_prints_the_code_and_the_cover_shows_the_qr_code() -> None:
    book = load_workbook(BytesIO(sealed_paper("xlsx")))
    assert [sheet.title for sheet in book if CODE not in (sheet.oddFooter.left.text or "")] == []
    [image] = book.worksheets[0]._images
    assert read_qr(image._data()) == [QR_TEXT]
    last_column, last_row = book.worksheets[0].print_area.rpartition(":")[2].strip("$").split("$")
    assert image.anchor._from.row + 5 < int(last_row)
    assert image.anchor._from.col < column_index_from_string(last_column)
    said = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert [text for text in said if CODE in str(text) and NAME in str(text)]


def test_every_printed_sheet_of_the_workbook_bears_the_qr_code_at_its_head() -> None:
    with ZipFile(BytesIO(sealed_paper("xlsx"))) as archive:
        names = archive.namelist()
        sheets = [archive.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet")]
        drawn = [archive.read(name).decode() for name in names if name.startswith("xl/drawings/vmlDrawing")]
        pictures = [archive.read(name) for name in names if name.startswith("xl/media/")]
    assert len(sheets) > 10
    assert all("<oddHeader>&amp;R&amp;G</oddHeader>" in sheet for sheet in sheets)
    assert len(drawn) == len(sheets)
    sizes = {re.findall(r"width:([0-9.]+)pt;height:([0-9.]+)pt", drawing)[-1] for drawing in drawn}
    assert all(40 < float(side) < 46 for size in sizes for side in size), "0.6 inches"
    assert [read_qr(picture) for picture in pictures] == [[QR_TEXT]] * len(pictures)
    with ZipFile(BytesIO(paper("xlsx"))) as archive:
        assert not [name for name in archive.namelist() if "vml" in name or "media" in name]


def test_the_web_page_bears_them_at_its_head_and_at_the_foot_of_each_printed_sheet() -> None:
    page = sealed_paper("html").decode()
    picture = qr_svg(kept())
    assert picture is not None
    assert page.count(picture) == 2
    assert page.count(f"Mã chốt {CODE}") == 3
    assert "table-footer-group" in page
    assert read_qr(qr_png(kept()) or b"") == [QR_TEXT]


def test_the_files_for_other_programs_bear_them() -> None:
    with ZipFile(BytesIO(sealed_paper("csv"))) as archive:
        assert archive.read("qr.svg").decode() == qr_svg(kept())
        assert f"{CODE} – {NAME}" in one_line(archive.read("README.txt").decode("utf-8-sig"))
    written = json.loads(sealed_paper("json"))
    assert written["seal"]["code"] == CODE
    assert content_hash(written) == HASH, "the note in words is no content"


def test_the_pack_of_a_seal_names_it_in_its_index() -> None:
    with ZipFile(BytesIO(sealed_paper(PACK))) as archive:
        index = archive.read(papers.INDEX).decode("utf-8-sig")
        held = sorted(len(archive.read(name)) for name in archive.namelist() if name != papers.INDEX)
    assert f"{CODE} – {NAME}" in index
    assert held == sorted(len(sealed_paper(stem)) for stem in ALONE)


@pytest.mark.parametrize("stem", ["pdf", "html"])
def test_the_name_of_a_meeting_is_text_whatever_it_holds(stem: str) -> None:
    hostile = copy.deepcopy(kept())
    hostile["seal"]["name"] = '=1+1 #panic("x") <script>alert(1)</script> {{ 7*7 }}'
    content = formats()[stem].render(hostile)
    assert b"<script>alert" not in content
    assert CODE in text_of(stem, content)
