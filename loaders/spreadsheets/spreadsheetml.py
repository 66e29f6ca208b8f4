"""What calamine does not tell about an .xlsx or .xlsm: extents, what is hidden, formulas without result, notes."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.spreadsheets.archive import Package
from loaders.spreadsheets.limits import SheetFacts, Steps, check_number_of_sheets, damaged
from loaders.spreadsheets.sheet_xml import position, sheet_facts
from loaders.spreadsheets.workbook import Position
from loaders.spreadsheets.xml_parts import Attributes, OnEnd, OnStart, OnText, local, parse, refuse_tricks

WORKBOOK_PART = "xl/workbook.xml"
_STRINGS_PART = "xl/sharedstrings.xml"
_XML_PARTS = (".xml", ".rels", ".vml")
_NOTE_KINDS = ("/comments", "/threadedComment")
_NOTE_ELEMENTS = ("comment", "threadedComment")
_NOTE_TEXTS = ("t", "text")
_TRUE = ("1", "true")
_STRING_STARTS = re.compile(rb"<(?:\w+:)?si[\s>/]")


@dataclass
class BookFacts:
    """A workbook: its sheets in their order by name and part (no part: a chart or a macro sheet), and their facts."""

    sheet_parts: list[tuple[str, str | None]] = field(default_factory=list)
    sheets: list[SheetFacts | None] = field(default_factory=list)
    is_1904: bool = False


def read_facts(package: Package) -> BookFacts:
    """Raises Refused: damaged, or more than calamine should be given.

    Every part is unpacked once, whether used or not: a member that lies about its size refuses the file.
    """
    steps = Steps()
    book = _book(package, steps)
    string_bytes = _string_bytes(package, steps)
    names = {part.lower(): name for name, part in book.sheet_parts if part}
    by_part: dict[str, SheetFacts] = {}
    for part in package.members:
        xml = package.part(part)
        if part.endswith(_XML_PARTS):
            refuse_tricks(xml, steps)
        if part in names:
            by_part[part] = sheet_facts(names[part], xml, string_bytes, steps)
            by_part[part].notes.update(_notes(package, part, steps))
    book.sheets = [by_part[part.lower()] if part else None for _, part in book.sheet_parts]
    return book


def has_macros(package: Package) -> bool:
    """Whether the file carries Visual Basic. It is never opened."""
    return any(part.endswith("vbaproject.bin") for part in package.members)


def _book(package: Package, steps: Steps) -> BookFacts:
    """The workbook part, read as calamine reads it, so that both mean the same sheets."""
    book = BookFacts()
    targets = {identity: (kind, target) for identity, kind, target in _relations(package, WORKBOOK_PART, steps)}

    def start(element: str, attributes: Attributes) -> None:
        if local(element) == "workbookPr":
            book.is_1904 = attributes.get("date1904") in _TRUE
        elif local(element) == "sheet":
            identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, target = targets.get(identity, ("", ""))
            part = _workbook_target(target) if kind.endswith("/worksheet") else None
            book.sheet_parts.append((attributes.get("name", ""), part))

    _parse_part(package, WORKBOOK_PART, steps, start)
    parts = [part.lower() for _, part in book.sheet_parts if part]
    check_number_of_sheets(len(book.sheet_parts))
    if not parts or len(set(parts)) < len(parts) or any(part not in package for part in parts):
        raise damaged()
    return book


def _workbook_target(target: str) -> str:
    """The part that calamine opens for a target; it knows these three spellings and no other."""
    if target.startswith(("/xl/", "xl/")):
        return target.removeprefix("/")
    return f"xl/{target}"


def _relations(package: Package, part: str, steps: Steps) -> list[tuple[str, str, str]]:
    """Identity, kind and target of the inner relations of a part; external links are never followed."""
    folder, _, base = part.rpartition("/")
    relations_part = f"{folder}/_rels/{base}.rels"
    found: list[tuple[str, str, str]] = []

    def start(element: str, attributes: Attributes) -> None:
        if local(element) == "Relationship" and attributes.get("TargetMode") != "External":
            found.append((attributes.get("Id", ""), attributes.get("Type", ""), attributes.get("Target", "")))

    if relations_part in package:
        _parse_part(package, relations_part, steps, start)
    return found


def _parse_part(
    package: Package, part: str, steps: Steps, start: OnStart, end: OnEnd | None = None, text: OnText | None = None
) -> None:
    xml = package.part(part)
    refuse_tricks(xml, steps)
    parse(xml, start, end, text)


def _string_bytes(package: Package, steps: Steps) -> Sequence[int]:
    """Upper bound of the length of each shared string, by its number."""
    if _STRINGS_PART not in package:
        return ()
    xml = package.part(_STRINGS_PART)
    refuse_tricks(xml, steps)
    starts = array("I", (match.start() for match in _STRING_STARTS.finditer(xml)))
    starts.append(len(xml))
    return array("I", (after - before for before, after in pairwise(starts)))


def _notes(package: Package, part: str, steps: Steps) -> dict[Position, str]:
    """Text of the cell notes of a sheet, threaded comments and replies included."""
    reader = _NoteReader()
    for _, kind, target in _relations(package, part, steps):
        note_part = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        if kind.endswith(_NOTE_KINDS) and note_part in package:
            _parse_part(package, note_part, steps, reader.start, reader.end, reader.text)
    return {cell: "".join(texts).strip() for cell, texts in reader.texts.items()}


class _NoteReader:
    """Collects the texts of notes by cell; runs of one note are joined, notes of one cell stand in lines."""

    def __init__(self) -> None:
        self.texts: dict[Position, list[str]] = {}
        self._note: list[str] = []
        self._in_text = False

    def start(self, element: str, attributes: Attributes) -> None:
        """An element opens."""
        if local(element) in _NOTE_ELEMENTS:
            cell = position(attributes.get("ref", "").partition(":")[0])
            self._note = self.texts.setdefault(cell, [])
            self._note.append("\n")
        self._in_text = local(element) in _NOTE_TEXTS

    def end(self, element: str) -> None:
        """An element closes."""
        self._in_text = False

    def text(self, text: str) -> None:
        """Characters of a note; the white space between elements is not."""
        if self._in_text:
            self._note.append(text)
