"""The records of an .xlsb (MS-XLSB): extents, sheet names, date system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.spreadsheets.archive import Package
from loaders.spreadsheets.limits import (
    ERROR_NAMES,
    STEPS_OF_A_RECORD,
    UNKNOWN_ERROR,
    SheetFacts,
    Steps,
    check_number_of_sheets,
    damaged,
)
from loaders.spreadsheets.xml_parts import Attributes, local, parse, refuse_tricks

WORKBOOK_PART = "xl/workbook.bin"
_RELATIONS_PART = "xl/_rels/workbook.bin.rels"
_STRINGS_PART = "xl/sharedstrings.bin"
_ROW, _SHARED_TEXT, _STRING_ITEM, _BOOK_PROPERTIES, _SHEET = 0, 7, 19, 153, 156
# RK number, error, truth, real, text, shared text, formulas of four kinds, rich text: all begin with the column.
_ERRORS = frozenset({3, 11})
_CELLS = {2: 12, 3: 9, 4: 9, 5: 16, 6: 12, 7: 12, 8: 12, 9: 16, 10: 9, 11: 9, 62: 12}
# By kind of record: what it holds at least in bytes, and where a text begins (its length, then its characters).
_IN_A_SHEET = {_ROW: 4} | _CELLS
_TEXTS_IN_A_SHEET, _TEXTS_OF_STRINGS = {6: 8, 8: 8}, {_STRING_ITEM: 1}
_IN_STYLES, _TEXTS_OF_STYLES = {47: 4}, {44: 2}
_NO_RELATION = 0xFFFFFFFF


@dataclass
class XlsbFacts:
    """An .xlsb: its sheets in order, None for charts."""

    sheets: list[SheetFacts | None] = field(default_factory=list)
    is_1904: bool = False


def read_facts(package: Package) -> XlsbFacts:
    """Raises Refused: damaged, or more than calamine should be given. Every part is unpacked once."""
    steps = Steps()
    for part in package.members:
        content = package.part(part)
        if part.endswith((".xml", ".rels", ".vml")):
            refuse_tricks(content, steps)
    facts = XlsbFacts()
    parts = _book(package, facts, steps)
    string_bytes = (
        [
            length
            for kind, _, length in _whole_records(package.part(_STRINGS_PART), steps, {}, _TEXTS_OF_STRINGS)
            if kind == _STRING_ITEM
        ]
        if _STRINGS_PART in package
        else []
    )
    for part, sheet in zip(parts, facts.sheets, strict=True):
        if sheet is not None:
            _count_cells(package.part(part), sheet, string_bytes, steps)
    # A record longer than its part makes calamine reserve up to 256 MB before it notices.
    if "xl/styles.bin" in package:
        for _ in _whole_records(package.part("xl/styles.bin"), steps, _IN_STYLES, _TEXTS_OF_STYLES):
            pass
    return facts


def _records(content: bytes | bytearray, steps: Steps) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of a part. Raises Refused if one reaches beyond the part's end."""
    place, end = 0, len(content)
    try:
        while place < end:
            steps.spend(STEPS_OF_A_RECORD)
            kind = content[place]
            place += 1
            if kind & 0x80:
                kind = (kind & 0x7F) | (content[place] & 0x7F) << 7
                place += 1
            length = shift = 0
            more = 0x80
            while more & 0x80 and shift < 28:
                more = content[place]
                length |= (more & 0x7F) << shift
                place, shift = place + 1, shift + 7
            if place + length > end:
                raise damaged()
            yield kind, place, length
            place += length
    except IndexError as error:
        raise damaged() from error


def _whole_records(
    content: bytes | bytearray, steps: Steps, shortest: Mapping[int, int], texts: Mapping[int, int]
) -> Iterator[tuple[int, int, int]]:
    """The same. Raises Refused where a record holds less than its kind must.

    calamine would complete it with what is left of the records before: a column far away, or a long text once more.
    """
    for kind, place, length in _records(content, steps):
        needed = shortest.get(kind, 0)
        if kind in texts:
            needed = texts[kind] + 4
            if length >= needed:
                needed += 2 * _number(content, place + texts[kind])
        if length < needed:
            raise damaged()
        yield kind, place, length


def _book(package: Package, facts: XlsbFacts, steps: Steps) -> list[str]:
    """The part of each sheet; names, kinds and date system go into the facts."""
    targets = _targets(package)
    content = package.part(WORKBOOK_PART)
    parts: list[str] = []
    for kind, place, length in _records(content, steps):
        record = content[place : place + length]
        if kind == _BOOK_PROPERTIES:
            facts.is_1904 = bool(record[:1] and record[0] & 1)
        elif kind == _SHEET and (relation_length := _number(record, 8)) != _NO_RELATION:
            relation = record[12 : 12 + 2 * relation_length].decode("utf-16-le", "replace")
            name_at = 12 + 2 * relation_length + 4
            name = record[name_at : name_at + 2 * _number(record, name_at - 4)].decode("utf-16-le", "replace")
            parts.append(f"xl/{targets.get(relation, '')}")
            facts.sheets.append(SheetFacts(name) if parts[-1].startswith("xl/worksheets/") else None)
    check_number_of_sheets(len(parts))
    if not any(facts.sheets) or len(set(parts)) < len(parts):
        raise damaged()
    return parts


def _targets(package: Package) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(element: str, attributes: Attributes) -> None:
        if local(element) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    parse(package.part(_RELATIONS_PART), start)
    return targets


def _count_cells(content: bytes | bytearray, facts: SheetFacts, string_bytes: list[int], steps: Steps) -> None:
    """Extent and texts of one sheet."""
    row = 0
    for kind, place, _ in _whole_records(content, steps, _IN_A_SHEET, _TEXTS_IN_A_SHEET):
        if kind == _ROW:
            row = _number(content, place)
        elif kind in _CELLS:
            column = _number(content, place)
            facts.fill(row + 1, column + 1)
            if kind in _ERRORS:
                facts.error_values[row + 1, column + 1] = ERROR_NAMES.get(content[place + 8], UNKNOWN_ERROR)
            elif kind == _SHARED_TEXT:
                number = _number(content, place + 8)
                facts.text_bytes += string_bytes[number] if number < len(string_bytes) else 0


def _number(content: bytes | bytearray, place: int) -> int:
    return int.from_bytes(content[place : place + 4], "little")
