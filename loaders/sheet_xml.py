"""One worksheet part of an .xlsx: how far it is filled, what is hidden, which cells hold no usable value.

Most sheets are plain: every cell carries its address and nothing needs a closer look. They are searched as bytes in
linear time. Only the others are parsed, element by element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.limits import MOST_COLUMNS, MOST_ROWS, SheetFacts, Steps, damaged
from loaders.workbook import Position
from loaders.xml_parts import Attributes, parse

# Where one of these stands, the sheet is parsed: prefixes, other quotes, formulas, zero sizes, CDATA.
_NOT_PLAIN = (b":c", b"='", b"<f>", b"<f ", b"<f/", b' ht="0', b'Height="0', b'idth="0', b"<![CDATA[")
_CELL = re.compile(rb"<c[\s/>]")
# Any cell up to column GR (200) with its address first, and not an error; the last group tells an empty cell.
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]|[A-F][A-Z]|G[A-R])([1-9]\d{0,4})"(?: [a-z]+="(?!e")\w*")* ?(/?)>')
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_LAST_ROW_OF_EXCEL = 1_048_576
_LAST_COLUMN_OF_EXCEL = 16_384
# Below this a sheet's texts are taken at their longest; above, they are added up one by one.
_TEXT_NOT_COUNTED = 5_000_000
_NO_SIZE = 0.5  # points of height or characters of width: nobody can read such a row or column
_TRUE = ("1", "true")


def sheet_facts(name: str, xml: bytes | bytearray, steps: Steps, string_bytes: Sequence[int]) -> SheetFacts:
    """The facts of one sheet. `string_bytes`: length of each shared string. Raises Refused."""
    facts = _plain_facts(name, xml, max(string_bytes, default=0)) if _may_be_plain(xml) else None
    if facts is None or facts.last_row > MOST_ROWS:
        reader = _SheetReader(name, steps, string_bytes)
        parse(xml, steps, reader.start, reader.end, reader.text, reader.start_cdata)
        facts = reader.finished()
    return facts


def _may_be_plain(xml: bytes | bytearray) -> bool:
    shown = xml.count(b'hidden="0"') + xml.count(b'hidden="false"')
    return b"<sheetData" in xml and xml.count(b"hidden") == shown and not any(mark in xml for mark in _NOT_PLAIN)


def _plain_facts(name: str, xml: bytes | bytearray, longest_text: int) -> SheetFacts | None:
    """The extent of a sheet whose cells are all plain, else None."""
    facts = SheetFacts(name, text_bytes=longest_text * xml.count(b't="s"'))
    if facts.text_bytes > _TEXT_NOT_COUNTED:
        return None
    cells = 0
    columns = set()
    for match in _PLAIN_CELL.finditer(xml):
        letters, digits, is_empty = match.groups()
        cells += 1
        if not is_empty:
            columns.add(letters)
            facts.last_row = max(facts.last_row, int(digits))
    if cells != sum(1 for _ in _CELL.finditer(xml)):
        return None
    facts.last_column = max((column_number(letters.decode()) for letters in columns), default=0)
    return facts


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def position(address: str) -> Position:
    """`E12` → (12, 5). Raises Refused where it lies outside of Excel's largest sheet."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise damaged()
    row, column = int(match[2]), column_number(match[1])
    if row > _LAST_ROW_OF_EXCEL or column > _LAST_COLUMN_OF_EXCEL:
        raise damaged()
    return row, column


class _SheetReader:
    """Collects the facts of one sheet while its elements pass by; counts addresses where the writer left them out."""

    def __init__(self, name: str, steps: Steps, string_bytes: Sequence[int]) -> None:
        self._facts = SheetFacts(name)
        self._steps = steps
        self._string_bytes = string_bytes
        self._in_data = False
        self._row, self._column = 1, 1
        self._default_height: str | None = None
        self._default_width: str | None = None
        self._listed_columns: set[int] = set()
        self._cell: Position | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        """An element opens."""
        element = element[element.find(":") + 1 :]
        if self._cell is not None:
            self._start_in_cell(element)
        elif self._in_data:
            if element == "c":
                self._start_cell(attributes)
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
        element = element[element.find(":") + 1 :]
        if self._cell is not None:
            self._holder = ""
            if element == "c":
                self._end_cell(self._cell)
        elif element == "row" and self._in_data:
            self._row, self._column = self._row + 1, 1
        elif element == "sheetData":
            self._in_data = False

    def text(self, text: str) -> None:
        """Characters; only those of a value count."""
        if self._cell is not None and self._holder in ("v", "t"):
            self._value += text

    def start_cdata(self) -> None:
        """calamine loses CDATA inside a value in silence; better no value than a lost one."""
        if self._cell is not None and self._holder == "v":
            raise damaged()

    def finished(self) -> SheetFacts:
        """The facts, once all elements have passed."""
        if _has_no_size(self._default_width):
            every_column = range(1, self._facts.last_column + 1)
            self._facts.hidden_columns.update(set(every_column) - self._listed_columns)
        return self._facts

    def _start_row(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self._row = position(f"A{attributes['r']}")[0]
        is_hidden = attributes.get("hidden") in _TRUE or _has_no_size(attributes.get("ht", self._default_height))
        if is_hidden and self._row <= MOST_ROWS:
            self._facts.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        cell = position(attributes["r"]) if "r" in attributes else (self._row, self._column)
        self._cell, self._column = cell, cell[1] + 1
        self._kind = attributes.get("t", "")
        self._holder = self._value = ""
        self._seen: set[str] = set()

    def _start_in_cell(self, element: str) -> None:
        self._holder = element
        self._seen.add(element)

    def _end_cell(self, cell: Position) -> None:
        self._cell = None
        if not self._seen:
            return
        self._facts.fill(*cell)
        # A formula may well result in an empty text: Excel then writes an empty value of the type str.
        has_result = self._value != "" or ("v" in self._seen and self._kind == "str")
        if self._kind == "e":
            self._facts.error_values[cell] = self._value
        elif "f" in self._seen and not has_result:
            self._facts.formulas_without_result.add(cell)
        elif self._kind == "s" and self._value.isdecimal() and int(self._value) < len(self._string_bytes):
            self._facts.text_bytes += self._string_bytes[int(self._value)]

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
