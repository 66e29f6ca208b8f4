"""Every table as a CSV file in one zip: UTF-8 with a byte order mark, numbers plain, text that no program takes for
a formula. What is unknown is empty, what is withheld says so."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from exports.package import made_at, packed
from exports.seal_marks import qr_svg
from exports.snapshot import Snapshot
from exports.tables import Cell, Table, cover, tables
from wording import papers

SUFFIX = "_csv.zip"
MEDIA_TYPE = "application/zip"
QR = "qr.svg"  # of sealed figures; their code stands in README.txt
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(snapshot: Snapshot) -> bytes:
    """README.txt and a file a table, in the order of the papers."""
    found = tables(snapshot)
    said = papers.csv_readme(
        cover(snapshot), [(_name(table), table.said.about) for table in found], is_sample=snapshot["is_sample"]
    )
    files = [("README.txt", _encoded(said)), *((_name(table), _written(table)) for table in found)]
    if picture := qr_svg(snapshot):
        files.append((QR, picture.encode()))
    return packed(files, made_at(snapshot))


def _name(table: Table) -> str:
    return f"{table.key}.csv"


def _written(table: Table) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return _encoded(text.getvalue())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8-sig")


def _plain(cell: Cell) -> Any:
    """A number as the snapshot has it, a date as 2026-09-14; text that begins like a formula behind an apostrophe."""
    if cell.form == "withheld":
        return papers.WITHHELD
    if cell.value is None:
        return ""
    if cell.form in ("date", "moment"):
        return cell.value.isoformat(sep=" ", timespec="seconds") if cell.form == "moment" else cell.value.isoformat()
    if isinstance(cell.value, str):
        return f"'{cell.value}" if cell.value.startswith(STARTS_A_FORMULA) else cell.value
    return cell.value
