"""An .ods: whether it is encrypted, and how far its sheets are filled, repeated rows and columns counted in full."""

from __future__ import annotations

from loaders.problems import Problem
from loaders.spreadsheets.archive import Package
from loaders.spreadsheets.limits import Refused, SheetFacts, Steps, check_number_of_sheets, damaged, not_a_workbook
from loaders.spreadsheets.workbook import Position
from loaders.spreadsheets.xml_parts import Attributes, parse, refuse_tricks

MIME_PART = "mimetype"
_MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT_PART = "content.xml"
_MANIFEST_PART = "META-INF/manifest.xml"
_TEXTS = ("office:string-value", "office:date-value", "office:time-value", "table:formula")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def read_facts(package: Package) -> list[SheetFacts]:
    """The extent of every sheet. Raises Refused. Every part is unpacked once.

    calamine waits forever for the end of a table that is cut off, so the XML must be well-formed to begin with.
    """
    if not package.part(MIME_PART).startswith(_MIME_TYPE):
        raise not_a_workbook()
    if b"encryption-data" in package.part(_MANIFEST_PART):
        raise Refused(Problem("ENCRYPTED"))
    steps = Steps()
    for part in package.members:
        content = package.part(part)
        if part.endswith((".xml", ".rdf")):
            refuse_tricks(content, steps)
    parse(package.part(_MANIFEST_PART), lambda _element, _attributes: None)
    reader = _TableReader(steps)
    parse(package.part(_CONTENT_PART), reader.start, reader.end, reader.text)
    check_number_of_sheets(len(reader.sheets))
    if not reader.sheets:
        raise damaged()
    return reader.sheets


class _TableReader:
    """Collects the extents while the elements pass by; prefixes are the usual ones, for calamine knows no others."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self.sheets: list[SheetFacts] = []
        self._table: SheetFacts | None = None
        self._row = self._row_repeats = 0
        self._column = self._column_repeats = 0
        self._cell_text: int | None = None
        self._row_text = self._row_cells = 0
        self._last_filled = 0
        self._error: Position | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        """An element opens."""
        if element == "table:table":
            self._start_table(attributes)
        elif self._table is None:
            return
        elif element == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = self._row_text = self._row_cells = self._last_filled = 0
        elif element in _CELLS:
            self._start_cell(attributes)
        elif element == "text:s" and self._cell_text is not None:
            self._cell_text += _repeats(attributes, "text:c")

    def end(self, element: str) -> None:
        """An element closes."""
        if self._table is None:
            return
        if element in _CELLS:
            if self._cell_text is not None:
                self._row_text += self._cell_text * self._column_repeats
            self._cell_text = self._error = None
        elif element == "table:table-row":
            self._row += self._row_repeats
            if self._last_filled:
                self._table.fill(self._row, self._last_filled)
                self._steps.spend(self._row_cells * self._row_repeats)
                self._table.text_bytes += self._row_text * self._row_repeats
        elif element == "table:table":
            self._table = None

    def text(self, text: str) -> None:
        """Characters, of a cell or of a note in it."""
        if self._cell_text is not None:
            self._cell_text += 3 * len(text)
        if self._error is not None and self._table is not None:
            errors = self._table.error_values
            errors[self._error] = errors[self._error] + text

    def _start_table(self, attributes: Attributes) -> None:
        if self._table is not None:
            raise damaged()
        self._table = SheetFacts(attributes.get("table:name", ""))
        self._row = 0
        if "table:name" in attributes:
            self.sheets.append(self._table)

    def _start_cell(self, attributes: Attributes) -> None:
        self._column_repeats = _repeats(attributes, "table:number-columns-repeated")
        self._column += self._column_repeats
        # Validation, style and span make no value; whatever else stands there may be one.
        if any(name.startswith("office:") or name == "table:formula" for name in attributes):
            self._last_filled = self._column
            self._row_cells += self._column_repeats
            self._cell_text = 3 * sum(len(attributes.get(name, "")) for name in _TEXTS)
        if attributes.get("calcext:value-type") == "error" and self._table is not None:
            self._error = self._row + 1, self._column
            self._table.error_values[self._error] = ""


def _repeats(attributes: Attributes, name: str) -> int:
    value = attributes.get(name, "1")
    if not value.isdecimal() or len(value) > 10:
        raise damaged()
    return int(value)
