"""One worksheet part of an .xlsx: how far it is filled, what is hidden, which cells hold no usable value.

Most sheets are searched as bytes, in linear time. Only where something needs a closer look is the XML parsed, and then
without the cells that do not: parsing costs ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.spreadsheets.limits import MOST_COLUMNS, MOST_ROWS, SheetFacts, Steps, damaged
from loaders.spreadsheets.workbook import Position
from loaders.spreadsheets.xml_parts import Attributes, count_elements, parse

# Where one of these stands, a closer look is due: formulas, errors, zero sizes, CDATA.
_MARKS = (b"<f>", b"<f ", b"<f/", b't="e"', b' ht="0', b'Height="0', b'idth="0', b"<![CDATA[")
# What a search would not see: elements with a prefix, and values between single quotes.
_UNSEARCHABLE = (b":c", b":row", b":f", b"='")
_CELLS = (b"<c ", b"<c>", b"<c/", b"<c\n", b"<c\t", b"<c\r")
_ADDRESSED = rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: [a-z]+="\w*")* ?'
# The third group tells an empty cell.
_ADDRESSED_CELL = re.compile(_ADDRESSED + rb"(/?)>")
_SURELY_FILLED_CELL = re.compile(_ADDRESSED + rb"()>(?=<v>[^<]|<is>|<f)")
# Cells that are empty, or hold a value that is no error, with or without a formula.
_UNREMARKABLE_CELL = re.compile(
    rb'<c r="[A-Z]{1,3}[1-9]\d{0,6}"(?: [a-z]+="(?!e")\w*")* ?'
    rb"(?:/>|>(?:<f(?: [^<>]*)?(?:/>|>[^<>]*</f>))?<v>[^<>]+</v></c>)"
)
_LETTERS_OF_A_COLUMN, _DIGITS_OF_A_ROW = 3, 7
_LAST_ROW_OF_EXCEL = 1_048_576
_LAST_COLUMN_OF_EXCEL = 16_384
# Below this a sheet's texts are taken at their longest; above, they are added up one by one.
_TEXT_NOT_COUNTED = 5_000_000
# What parsing an element costs more than searching it.
_STEPS_OF_PARSING = 2
_NO_SIZE = 0.5  # points of height or characters of width: nobody can read such a row or column
_VALUES = ("v", "t")
_TRUE = ("1", "true")


def sheet_facts(name: str, xml: bytes | bytearray, string_bytes: Sequence[int], steps: Steps) -> SheetFacts:
    """The facts of one sheet. `string_bytes`: length of each shared string. Raises Refused."""
    extent = _searched_extent(name, xml, max(string_bytes, default=0), steps)
    if extent is None:
        return _parsed(name, xml, string_bytes, steps)
    shown = xml.count(b'hidden="0"') + xml.count(b'hidden="false"')
    if xml.count(b"hidden") == shown and not any(mark in xml for mark in _MARKS):
        return extent
    facts = _parsed(name, _UNREMARKABLE_CELL.sub(b"", xml), string_bytes, steps, extent.last_column)
    facts.last_row, facts.last_column, facts.text_bytes = extent.last_row, extent.last_column, extent.text_bytes
    return facts


def _searched_extent(name: str, xml: bytes | bytearray, longest_text: int, steps: Steps) -> SheetFacts | None:
    """How far a sheet is filled, if all its cells carry plain addresses; None if only parsing can tell."""
    text_bytes = longest_text * xml.count(b't="s"')
    if text_bytes > _TEXT_NOT_COUNTED or b"<sheetData" not in xml or any(mark in xml for mark in _UNSEARCHABLE):
        return None
    facts, cells = _matched_extent(name, xml, _ADDRESSED_CELL)
    if cells != sum(xml.count(cell) for cell in _CELLS):
        return None
    if facts.last_row > MOST_ROWS or facts.last_column > MOST_COLUMNS:
        # Elements without a value may reach that far; if values do, nothing needs to be parsed any more.
        steps.spend(cells)
        facts, _ = _matched_extent(name, xml, _SURELY_FILLED_CELL)
        if facts.last_row <= MOST_ROWS and facts.last_column <= MOST_COLUMNS:
            return None
    facts.text_bytes = text_bytes
    return facts


def _matched_extent(name: str, xml: bytes | bytearray, pattern: re.Pattern[bytes]) -> tuple[SheetFacts, int]:
    """The extent of the matched cells that are not empty, and the number of all that match."""
    columns, rows, cells = set(), set(), 0
    for match in pattern.finditer(xml):
        letters, digits, is_empty = match.groups()
        cells += 1
        if not is_empty:
            columns.add(letters)
            rows.add(digits)
    last_row = max(map(int, rows), default=0)
    return SheetFacts(name, last_row, max(map(column_number, columns), default=0)), cells


def _parsed(
    name: str, xml: bytes | bytearray, string_bytes: Sequence[int], steps: Steps, last_column: int = 0
) -> SheetFacts:
    steps.spend(_STEPS_OF_PARSING * count_elements(xml))
    reader = _SheetReader(name, string_bytes)
    parse(xml, reader.start, reader.end, reader.text, reader.start_cdata)
    return reader.finished(last_column)


@lru_cache(maxsize=1024)
def column_number(letters: bytes) -> int:
    """A → 1, AA → 27; 0 for what is no column of one to three letters."""
    if len(letters) > _LETTERS_OF_A_COLUMN or not letters.isalpha():
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def position(address: str) -> Position:
    """`E12` → (12, 5). Raises Refused where it lies outside of Excel's largest sheet."""
    letters = address.rstrip("0123456789")  # a pattern would take three times as long, for every cell that is parsed
    digits = address[len(letters) :]
    column = column_number(letters.encode())
    if not 0 < len(digits) <= _DIGITS_OF_A_ROW or digits[0] == "0" or not 0 < column <= _LAST_COLUMN_OF_EXCEL:
        raise damaged()
    row = int(digits)
    if row > _LAST_ROW_OF_EXCEL:
        raise damaged()
    return row, column


class _SheetReader:
    """Collects the facts of one sheet while its elements pass by; counts addresses where the writer left them out."""

    def __init__(self, name: str, string_bytes: Sequence[int]) -> None:
        self._facts = SheetFacts(name)
        self._string_bytes = string_bytes
        self._in_data = False
        self._row, self._column = 1, 1
        self._default_height: str | None = None
        self._default_width: str | None = None
        self._listed_columns: set[int] = set()
        self._cell: Attributes | None = None
        self._children = self._value = ""

    def start(self, element: str, attributes: Attributes) -> None:
        """An element opens."""
        element = element[element.find(":") + 1 :]
        if self._cell is not None:
            self._children += element
        elif self._in_data:
            if element == "c":
                self._cell, self._children, self._value = attributes, "", ""
            elif element == "row":
                self._start_row(attributes)
        elif element == "col":
            self._column_range(attributes)
        elif element == "sheetFormatPr":
            self._default_height = attributes.get("defaultRowHeight")
            self._default_width = attributes.get("defaultColWidth")
        elif element == "sheetData":
            self._in_data = True

    def end(self, element: str) -> None:
        """An element closes."""
        if self._cell is not None:
            if element == "c" or element.endswith(":c"):
                self._end_cell(self._cell)
            else:
                self._children += " "
        elif element.endswith("row") and self._in_data:
            self._row, self._column = self._row + 1, 1
        elif element.endswith("sheetData"):
            self._in_data = False

    def text(self, text: str) -> None:
        """Characters; only those of a value or of a text in the cell count."""
        if self._cell is not None and self._children.endswith(_VALUES):
            self._value += text

    def start_cdata(self) -> None:
        """calamine loses CDATA inside a value in silence; better no value than a lost one."""
        if self._cell is not None and self._children.endswith("v"):
            raise damaged()

    def finished(self, last_column: int) -> SheetFacts:
        """The facts, once all elements have passed; `last_column` is known if cells were left out."""
        if _has_no_size(self._default_width):
            every_column = range(1, max(last_column, self._facts.last_column) + 1)
            self._facts.hidden_columns.update(set(every_column) - self._listed_columns)
        return self._facts

    def _start_row(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self._row = position(f"A{attributes['r']}")[0]
        is_hidden = attributes.get("hidden") in _TRUE or _has_no_size(attributes.get("ht", self._default_height))
        if is_hidden and self._row <= MOST_ROWS:
            self._facts.hidden_rows.add(self._row)

    def _end_cell(self, attributes: Attributes) -> None:
        cell = position(attributes["r"]) if "r" in attributes else (self._row, self._column)
        self._cell, self._column = None, cell[1] + 1
        children = self._children.split()
        if not children:
            return
        self._facts.fill(*cell)
        kind, value = attributes.get("t"), self._value
        if kind == "e":
            self._facts.error_values[cell] = value
        # A formula may well result in an empty text: Excel then writes an empty value of the type str.
        elif not value and "f" in children and not ("v" in children and kind == "str"):
            self._facts.formulas_without_result.add(cell)
        elif kind == "s" and value.isdecimal() and int(value) < len(self._string_bytes):
            self._facts.text_bytes += self._string_bytes[int(value)]

    def _column_range(self, attributes: Attributes) -> None:
        try:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
        except ValueError as error:
            raise damaged() from error
        columns = range(max(first, 1), min(last, MOST_COLUMNS) + 1)
        self._listed_columns.update(columns)
        if attributes.get("hidden") in _TRUE or _has_no_size(attributes.get("width", self._default_width)):
            self._facts.hidden_columns.update(columns)


def _has_no_size(size: str | None) -> bool:
    """Whether a height or width is that of something nobody can see; unknown sizes are visible."""
    try:
        return size is not None and float(size) < _NO_SIZE
    except ValueError:
        return False
