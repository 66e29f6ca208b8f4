"""What no cell of a return may hold, sheet by sheet: personal data, old encodings, broken or hidden cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from loaders.cells import is_blank, typed
from loaders.hygiene import LONGEST_HEADING, asks_for_persons, is_bare_question, is_legacy_encoding, personal_data
from loaders.problems import Problem
from loaders.sheet import HEADER_WITHIN, Table
from loaders.spreadsheets.workbook import CellValue, Position, Sheet, address, column_letter
from wording import problems as words
from wording.printed import CUT


def personal_cells(sheet: Sheet, table: Table | None = None, repeated: Iterable[Sheet] = ()) -> Iterator[Problem]:
    """Text with a number that names a person, in any sheet. The code of a case may have nine digits.

    `repeated`: the sheets that this one repeats by formulas: what it says of them, whole or cut, is judged there.
    """
    codes = table.columns.get("code") if table else None
    for (row, column), text in _texts(sheet):
        is_case_code = table is not None and column == codes and row > table.header_row
        kind = personal_data(text, is_case_code=is_case_code)
        if kind and not _is_said(text, repeated):
            yield Problem("PERSONAL_DATA", sheet.name, address(row, column), expected=kind)


def _is_said(text: str, sheets: Iterable[Sheet]) -> bool:
    """Whether one of these sheets has a text, or one that was cut to it."""
    begins = text.removesuffix(CUT) if text.endswith(CUT) else None
    return any(
        other == text or (begins is not None and other.startswith(begins))
        for sheet in sheets
        for _, other in _texts(sheet)
    )


def personal_notes(sheet: Sheet) -> Iterator[Problem]:
    """The same in notes that hang on cells."""
    for position, note in sorted(sheet.notes.items()):
        if kind := personal_data(note):
            yield Problem("PERSONAL_DATA", sheet.name, address(*position), expected=kind)


def personal_questions(sheet: Sheet) -> Iterator[Problem]:
    """Headings and labels that ask for a person, where no header of the form says which cells are headings.

    A sentence alone in its row («Không ghi họ tên») is advice; beside another cell it is a heading or a label.
    """
    for (row, column), text in _texts(sheet):
        if row > HEADER_WITHIN or len(text) > LONGEST_HEADING or not asks_for_persons(text):
            continue
        if is_bare_question(text) or sum(not is_blank(value) for value in sheet.rows[row - 1]) > 1:
            yield Problem("PERSONAL_DATA", sheet.name, address(row, column), expected=words.PERSONAL_HEADING)


def legacy_cells(sheet: Sheet, is_read: Callable[[int, int], bool]) -> Iterator[Problem]:
    """Cells that are read and are written in an encoding from before Unicode, or were garbled on the way."""
    for (row, column), text in _texts(sheet):
        if is_read(row, column) and is_legacy_encoding(text):
            yield Problem("LEGACY_ENCODING", sheet.name, address(row, column), found=text)


def broken_cells(sheet: Sheet, is_read: Callable[[int, int], bool]) -> Iterator[Problem]:
    """Cells that are read and hold an error value or a formula without a result."""
    for position, error in sheet.error_values.items():
        if is_read(*position):
            yield Problem("ERROR_VALUE", sheet.name, address(*position), found=error)
    for position in sheet.formulas_without_result:
        if is_read(*position):
            yield Problem("FORMULA_WITHOUT_RESULT", sheet.name, address(*position))


def hidden_cells(sheet: Sheet) -> Iterator[Problem]:
    """One problem for every hidden row or column that holds something, and for a hidden sheet that does."""
    if not (sheet.is_hidden or sheet.hidden_rows or sheet.hidden_columns):
        return
    broken: set[Position] = {*sheet.error_values, *sheet.formulas_without_result}
    filled = sorted(broken | {position for position, value in _cells(sheet) if not is_blank(value)})
    if sheet.is_hidden and filled:
        yield Problem("HIDDEN_DATA", sheet.name, address(*filled[0]), found=words.hidden_sheet(sheet.name))
    seen: set[str] = set()
    for row, column in filled:
        if row in sheet.hidden_rows:
            place = words.hidden_row(row)
        elif column in sheet.hidden_columns:
            place = words.hidden_column(column_letter(column))
        else:
            continue
        if place not in seen:
            seen.add(place)
            yield Problem("HIDDEN_DATA", sheet.name, address(row, column), found=place)


def _cells(sheet: Sheet) -> Iterator[tuple[Position, CellValue]]:
    for row, cells in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells, start=1):
            yield (row, column), value


def _texts(sheet: Sheet) -> Iterator[tuple[Position, str]]:
    for position, value in _cells(sheet):
        if isinstance(value, str) and not is_blank(value):
            yield position, typed(value)
