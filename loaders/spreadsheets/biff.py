"""The records of an .xls (BIFF8, BIFF5): extents, encryption, date system, and a copy that is safe for calamine."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.problems import Problem
from loaders.spreadsheets.compound import Compound, single_stream
from loaders.spreadsheets.limits import (
    ERROR_NAMES,
    STEPS_OF_A_RECORD,
    UNKNOWN_ERROR,
    Refused,
    SheetFacts,
    Steps,
    check_number_of_sheets,
    damaged,
)

_EOF, _FILE_PASS, _DATE_MODE, _CONTINUE, _BOUND_SHEET, _STRINGS = 0x0A, 0x2F, 0x22, 0x3C, 0x85, 0xFC
_DIMENSIONS, _FORMULA, _TRUTH_OR_ERROR, _LABEL_SST, _MULTIPLE_NUMBERS = 0x200, 0x06, 0x205, 0xFD, 0xBD
# Number, label, truth or error, RK number, rich text: all begin with row and column.
_CELLS = frozenset({0x203, 0x204, 0x27E, 0xD6, _TRUTH_OR_ERROR, _FORMULA, _LABEL_SST, _MULTIPLE_NUMBERS})
_FORMULA_LENGTH_AT = 20
_BIFF8 = 0x600
_WORKSHEET = 0


@dataclass
class XlsFacts:
    """An .xls: its sheets in order (None for charts and macro sheets), and a container with nothing but them."""

    content: bytes = b""
    sheets: list[SheetFacts | None] = field(default_factory=list)
    is_1904: bool = False
    has_macros: bool = False


def read_facts(container: Compound) -> XlsFacts:
    """Raises Refused: encrypted, damaged, or more than calamine should be given."""
    stream = bytearray(container.stream("Workbook" if "Workbook" in container else "Book"))
    facts = XlsFacts(has_macros="_VBA_PROJECT_CUR" in container)
    steps = Steps()
    starts, string_bytes = _globals(stream, facts, steps)
    for start, sheet in zip(starts, facts.sheets, strict=True):
        _count_cells(stream, start, sheet or SheetFacts(""), string_bytes, steps)
    facts.content = single_stream("Workbook", bytes(stream))
    return facts


def _records(stream: bytearray, start: int, steps: Steps) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of its substream."""
    place, kind = start, -1
    while kind != _EOF and place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        if place + length > len(stream):
            raise damaged()
        steps.spend(STEPS_OF_A_RECORD)
        yield kind, place, length
        place += length
    if kind != _EOF:
        raise damaged()


def _globals(stream: bytearray, facts: XlsFacts, steps: Steps) -> tuple[list[int], list[int]]:
    """Where each sheet begins, and the length of each shared string; fills in the rest of the facts."""
    starts: list[int] = []
    blocks: list[tuple[int, int]] = []
    previous = 0
    version = int.from_bytes(stream[4:6], "little")
    for kind, place, length in _records(stream, 0, steps):
        if kind == _FILE_PASS:
            raise Refused(Problem("ENCRYPTED"))
        if kind == _DATE_MODE:
            facts.is_1904 = stream[place : place + length][:1] == b"\x01"
        elif kind == _BOUND_SHEET and length >= 8:
            starts.append(int.from_bytes(stream[place : place + 4], "little"))
            is_sheet = stream[place + 5] == _WORKSHEET
            facts.sheets.append(SheetFacts(_sheet_name(stream, place + 6, version)) if is_sheet else None)
        elif kind == _STRINGS or (kind == _CONTINUE and previous == _STRINGS):
            blocks.append((place, length))
        previous = _STRINGS if kind == _CONTINUE and previous == _STRINGS else kind
    check_number_of_sheets(len(starts))
    if not any(facts.sheets) or len(set(starts)) < len(starts):
        raise damaged()
    return starts, _string_bytes(stream, blocks, steps) if blocks else []


def _sheet_name(stream: bytearray, place: int, version: int) -> str:
    """The name as told in a refusal; the names of accepted sheets come from calamine."""
    count = stream[place]
    if version != _BIFF8:
        return stream[place + 1 : place + 1 + count].decode("cp1252", "replace")
    if stream[place + 1] & 1:
        return stream[place + 2 : place + 2 + 2 * count].decode("utf-16-le", "replace")
    return stream[place + 2 : place + 2 + count].decode("latin-1")


def _count_cells(stream: bytearray, start: int, facts: SheetFacts, string_bytes: list[int], steps: Steps) -> None:
    """Extent and texts of one sheet; what calamine must not believe is wiped out of the stream.

    calamine reserves memory for all that DIMENSIONS claims, and decompiles formulas that nobody reads.
    """
    for kind, place, length in _records(stream, start, steps):
        if kind == _DIMENSIONS:
            stream[place : place + length] = bytes(length)
        elif kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", stream, place)
            numbers = (length - 6) // 6 if kind == _MULTIPLE_NUMBERS else 1
            facts.fill(row + 1, column + max(numbers, 1))
            error = _error(kind, stream[place : place + length])
            if error is not None:
                facts.error_values[row + 1, column + 1] = ERROR_NAMES.get(error, UNKNOWN_ERROR)
            if kind == _FORMULA and length > _FORMULA_LENGTH_AT + 1:
                stream[place + _FORMULA_LENGTH_AT : place + _FORMULA_LENGTH_AT + 2] = b"\0\0"
            elif kind == _LABEL_SST and length >= 10:
                number = int.from_bytes(stream[place + 6 : place + 10], "little")
                facts.text_bytes += string_bytes[number] if number < len(string_bytes) else 0


def _error(kind: int, record: bytearray) -> int | None:
    """The error that a cell shows, if it does."""
    if kind == _TRUTH_OR_ERROR and record[7:8] == b"\x01":
        return record[6]
    if kind == _FORMULA and record[6:7] == b"\x02" and record[12:14] == b"\xff\xff":
        return record[8]
    return None


def _string_bytes(stream: bytearray, blocks: list[tuple[int, int]], steps: Steps) -> list[int]:
    """Upper bound of the length of each shared string. Raises Refused if they end early.

    The table may promise two thousand million strings, and calamine would reserve memory for them.
    """
    if blocks[0][1] < 8:
        raise damaged()
    count = int.from_bytes(stream[blocks[0][0] + 4 : blocks[0][0] + 8], "little")
    strings = _Strings(stream, blocks)
    lengths = []
    for _ in range(count):
        steps.spend(STEPS_OF_A_RECORD)
        lengths.append(3 * strings.skip_string())
    return lengths


class _Strings:
    """Walks over shared strings, which run on from block to block; a block within a text begins with its width."""

    def __init__(self, stream: bytearray, blocks: list[tuple[int, int]]) -> None:
        self._stream = stream
        self._blocks = iter(blocks)
        self._next_block()
        self._place += 8

    def skip_string(self) -> int:
        """The number of characters of the string that is passed over."""
        if self._place == self._end:
            self._next_block()
        characters, flags = self._number(2), self._number(1)
        runs = self._number(2) if flags & 8 else 0
        extension = self._number(4) if flags & 4 else 0
        left, width = characters, 1 + (flags & 1)
        while left := left - self._advance(left * width) // width:
            self._next_block()
            width = 1 + (self._number(1) & 1)
        left = 4 * runs + extension
        while left := left - self._advance(left):
            self._next_block()
        return characters

    def _next_block(self) -> None:
        place, length = next(self._blocks, (0, 0))
        if not length:
            raise damaged()
        self._place, self._end = place, place + length

    def _number(self, size: int) -> int:
        number = int.from_bytes(self._stream[self._place : self._place + size], "little")
        if self._advance(size) < size:
            raise damaged()
        return number

    def _advance(self, size: int) -> int:
        step = min(size, self._end - self._place)
        self._place += step
        return step
