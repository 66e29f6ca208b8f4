"""Papers for tests: the made-up returns as snapshots, each paper rendered once, and what a reader finds in it."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import unicodedata
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import docx
import pptx
import pytest
from openpyxl import load_workbook

from data.store import Store
from exports.formats import formats
from exports.snapshot import Snapshot, build
from loaders.samples import load_samples
from tests.facts import a_store, give, groups, snapshot

Row = dict[str, Any]
AS_OF = datetime(2026, 10, 1, 2, 3, 4, tzinfo=UTC)
READ_BY_PEOPLE = ("pdf", "docx", "pptx", "html")


@cache
def ward() -> Store:
    """The made-up returns."""
    store = Store()
    load_samples(store, "tests", AS_OF)
    return store


@cache
def sample(profile: str = "internal", period: str = "2026-Q3", unit: str = "HA") -> Snapshot:
    """The ward's snapshot; not to be changed."""
    return build(ward(), unit=unit, period=period, as_of=AS_OF, profile=profile)


@cache
def paper(stem: str, profile: str = "internal", period: str = "2026-Q3", unit: str = "HA") -> bytes:
    """A paper of it, rendered once."""
    return formats()[stem].render(sample(profile, period, unit))


@cache
def many_units() -> Snapshot:
    """A ward of sixty groups, of which the third, the sixth and so on have not reported."""
    codes = [f"G{place:02}" for place in range(1, 61)]
    store = a_store(units=groups(*codes))
    for place, code in enumerate(codes, start=1):
        if place % 3:
            answers = {"households": 100 + place, "reached": place, "due": 10, "done": place % 10, "has_channel": True}
            give(store, code, "2026-Q2", "2026-06-15", answers)
    return snapshot(store, "2026-Q2", as_of="2026-07-01")


@cache
def paper_of_many(stem: str) -> bytes:
    """A paper of the sixty groups, rendered once."""
    return formats()[stem].render(many_units())


def program(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is missing; `make test` installs it, or: apt install {package}")
    return found


def poppler(command: str, content: bytes, *options: str) -> str:
    """What a program of poppler says about a PDF."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(content)
        asked = [program(command, "poppler-utils"), *(str(path) if option == "FILE" else option for option in options)]
        return subprocess.run(asked, capture_output=True, check=True, timeout=60).stdout.decode()


def text_of(stem: str, content: bytes) -> str:
    """All that a reader sees, in one line, blanks as one."""
    return one_line(_READ[stem](content))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page."""
    pages = poppler("pdftotext", content, "-layout", "FILE", "-").split("\f")
    return [one_line(page) for page in pages if page.strip()]


def _pdf(content: bytes) -> str:
    return poppler("pdftotext", content, "-raw", "FILE", "-")


def _docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    section = document.sections[0]
    kept = [*document.paragraphs, *section.footer.paragraphs, *section.first_page_footer.paragraphs]
    cells = [cell.text for table in document.tables for cell in table._cells]
    return "\n".join([*(paragraph.text for paragraph in kept), *cells])


def slide_text(slide: Any, *, with_notes: bool = True) -> str:
    """Of one slide: boxes, table cells, names and labels of its chart, and what the presenter reads."""
    said = [slide.notes_slide.notes_text_frame.text] if with_notes else []
    for shape in slide.shapes:
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        elif shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_chart:
            said += shape.chart.plots[0].categories
            said += [node.text or "" for node in shape.chart._chartSpace.iter("{*}t")]
            said += [series.name for series in shape.chart.plots[0].series]
    return "\n".join(said)


def _pptx(content: bytes) -> str:
    return "\n".join(slide_text(slide) for slide in pptx.Presentation(BytesIO(content)).slides)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_script = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.is_script = tag in ("script", "style")
        self.said.append(" " if tag in ("td", "th", "li", "p", "br", "div", "span") else "")

    def handle_endtag(self, tag: str) -> None:
        self.is_script = False

    def handle_data(self, data: str) -> None:
        if not self.is_script:
            self.said.append(data)


def _html(content: bytes) -> str:
    parser = _Words()
    parser.feed(content.decode())
    return "".join(parser.said)


def csv_tables(content: bytes) -> dict[str, list[list[str]]]:
    """The lines of each table by the name of its file."""
    with ZipFile(BytesIO(content)) as archive:
        return {
            name: list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist() if name.endswith(".csv")
        }  # fmt: skip


def _csv(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())


def _xlsx(content: bytes) -> str:
    book = load_workbook(BytesIO(content), data_only=True)
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    return "\n".join([*cells, *(f"{sheet.oddFooter.left.text} {sheet.oddFooter.center.text}" for sheet in book)])


_READ = {
    "pdf": _pdf, "docx": _docx, "pptx": _pptx, "html": _html, "csv": _csv, "xlsx": _xlsx,
    "json": lambda content: content.decode(),
}  # fmt: skip


def lists_of(snapshot: Snapshot) -> dict[str, list[Row]]:
    """The snapshot's own lists by the key of their table."""
    training, complaints = snapshot["training"], snapshot["complaints"]
    lists = {
        "returns": snapshot["returns"],
        "indicators": snapshot["indicators"],
        "by_unit": [unit for row in snapshot["indicators"] for unit in row["by_unit"]],
        "training_by_cohort": training["by_cohort"],
        "training_by_unit": training["by_unit"],
        "courses": training["courses"],
        "by_kind": complaints["by_kind"],
        "ageing": complaints["ageing"],
        "by_field": complaints["by_field"],
        "feedback": complaints["by_unit"],
        "follow_up_kinds": snapshot["follow_up"]["by_kind"],
        "follow_up_units": snapshot["follow_up"]["by_unit"],
    }
    told = {"cases": complaints["cases"], "follow_up": snapshot["follow_up"]["items"]}
    return lists | (told if snapshot["profile"] == "internal" else {})


def number_of(row: Row, name: str) -> Any:
    """The number of a column; an earlier figure is a row of its own."""
    value = row.get(name)
    return (value or {}).get("value") if name in ("previous", "last_year") else value
