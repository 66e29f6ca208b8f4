"""An edited workbook of the catalogue to a checked catalogue: every problem with its sheet and cell, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from data.catalogue import ROW_TYPES, Catalogue, shortest
from data.catalogue_checks import flaws
from loaders import screening
from loaders.catalogue_book import column_types
from loaders.cells import (
    BadCell,
    is_blank,
    read_choice,
    read_count,
    read_date,
    read_flag,
    read_number,
    read_text,
    typed,
)
from loaders.form import Reader
from loaders.matching import clean, key
from loaders.problems import Problem, in_reading_order
from loaders.sheet import Column, Row, Table, find_table
from loaders.spreadsheets.files import open_workbook
from loaders.spreadsheets.workbook import CellValue, Sheet, Workbook
from wording import catalogue_book as words
from wording import catalogue_page as sentences
from wording import problems as problem_words

LONGEST_TEXT = 500
NEVER_EMPTY = ("units", "periods", "measures", "indicators")  # without these no page has anything to show


class Mistake(NamedTuple):
    """One thing wrong with the workbook: where, and a sentence that says what stands there and what is accepted."""

    sheet: str | None
    cell: str | None
    sentence: str


@dataclass
class Book:
    """What a workbook says: no catalogue while there are problems. `made_from`: the digest that it was made of."""

    catalogue: Catalogue | None = None
    problems: list[Mistake] = field(default_factory=list)
    made_from: str | None = None


@dataclass
class _Found:
    """What has been read so far: rows by table, where each stands, the tables that lack a row for its problems."""

    rows: dict[str, list[Any]] = field(default_factory=dict)
    places: dict[int, tuple[str, Row]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_book(file_name: str, content: bytes) -> Book:
    """A workbook read and checked; nothing is stored."""
    workbook, opened = open_workbook(file_name, content)
    if workbook is None:
        return Book(problems=[_mistake(problem) for problem in opened])
    found = _Found()
    sheets = {key(sheet.name): sheet for sheet in workbook.sheets}
    for table, said in words.SHEETS.items():
        sheet = sheets.get(key(said.name))
        if sheet is None:
            found.incomplete.add(table)
            found.problems.append(Problem("SHEET_MISSING", expected=said.name))
        else:
            _read_table(sheet, table, found)
    catalogue = Catalogue(**{table: tuple(found.rows.get(table, ())) for table in ROW_TYPES})
    ordered = in_reading_order(found.problems, [sheet.name for sheet in workbook.sheets])
    problems = [*map(_mistake, ordered), *_between_rows(catalogue, found)]
    return Book(None if problems else catalogue, problems, _version_of(workbook))


def _mistake(problem: Problem) -> Mistake:
    said = problem_words.sentence(problem.code, problem.quote, problem.expected)
    return Mistake(problem.sheet, problem.cell, said)


def _read_table(sheet: Sheet, table: str, found: _Found) -> None:
    """The rows of one sheet. A cell with what no cell may hold has that one problem."""
    columns = [Column(name, heading, is_required=True) for name, heading in words.SHEETS[table].headings.items()]
    grid = find_table(sheet, columns, columns[0].name)
    problems = [problem for problem in grid.problems if problem.severity == "error"]
    found.rows[table] = []
    if all(column.name in grid.columns for column in columns):
        for row in grid.rows:
            values = _read_row(row, table, sheet.name, problems)
            if values is None:
                found.incomplete.add(table)
            else:
                read = ROW_TYPES[table](**values)
                found.rows[table].append(read)
                found.places[id(read)] = sheet.name, row
    else:
        found.incomplete.add(table)
    forbidden = list(_forbidden(sheet, grid))
    cells = {problem.cell for problem in forbidden}
    found.problems += [*forbidden, *(problem for problem in problems if problem.cell not in cells)]


def _forbidden(sheet: Sheet, grid: Table) -> Iterator[Problem]:
    yield from screening.hidden_cells(sheet)
    yield from screening.broken_cells(sheet, grid.is_read)
    yield from screening.legacy_cells(sheet, grid.is_read)
    yield from screening.personal_cells(sheet)
    yield from screening.personal_notes(sheet)


def _read_row(row: Row, table: str, sheet: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Typed values by column, or None where a cell of the row is wrong."""
    reader = Reader(row, sheet, problems)
    values = {}
    for column, (kind, is_required) in column_types(table).items():
        required = words.SHEETS[table].headings[column] if is_required else ""
        values[column] = reader.read(column, _reader_of(table, column, kind), required)
    return values if reader.is_sound else None


def _reader_of(table: str, column: str, kind: type) -> Callable[[CellValue], Any]:
    several = words.SEVERAL.get((table, column))
    if several is not None:
        return lambda value: _read_several(value, several)
    if choices := words.CHOICES.get((table, column)):
        return lambda value: _read_one(value, choices)
    return _READERS.get(kind.__name__, _read_words)


def _read_words(value: CellValue) -> str | BadCell:
    text = read_text(value, LONGEST_TEXT)
    return clean(text) if isinstance(text, str) else text


def _read_one(value: CellValue, choices: dict[str, str]) -> str | BadCell:
    """One value of a list, by its word or its code."""
    return read_choice(value, {code: [word, code] for code, word in choices.items()})


def _read_several(value: CellValue, choices: dict[str, str]) -> str | BadCell:
    """Values one after another, as the catalogue keeps them: `A|B`. Without a list they are any codes."""
    parts = [clean(part) for part in typed(value).replace("|", ";").split(";") if not is_blank(part)]
    if not choices:
        return "|".join(parts)
    codes = [_read_one(part, choices) for part in parts]
    return next((code for code in codes if isinstance(code, BadCell)), None) or "|".join(map(str, codes))


def _read_target(value: CellValue) -> Decimal | BadCell:
    """A number with any decimals."""
    found = read_number(value, sentences.A_TARGET)
    if isinstance(found, BadCell):
        return found
    return shortest(found) if found >= 0 else BadCell("NEGATIVE", typed(value), sentences.A_TARGET)


_READERS: dict[str, Callable[[CellValue], Any]] = {
    "int": lambda value: read_count(value, sentences.A_WHOLE_NUMBER),
    "bool": read_flag,
    "date": read_date,
    "Decimal": _read_target,
}


def _between_rows(catalogue: Catalogue, found: _Found) -> Iterator[Mistake]:
    """What rows say of each other; not that a name is missing from a table some of whose rows could not be read."""
    for table in NEVER_EMPTY:
        if not catalogue.rows(table) and table not in found.incomplete:
            yield Mistake(words.SHEETS[table].name, None, sentences.NO_ROWS)
    for flaw in flaws(catalogue):
        if flaw.kind == "unknown_name" and found.incomplete.intersection(flaw.accepted):
            continue
        sheet, row = found.places[id(flaw.row)]
        said = sentences.flaw(flaw.kind, flaw.column, flaw.found, flaw.accepted)
        yield Mistake(sheet, row.at(flaw.column), said)


def _version_of(workbook: Workbook) -> str | None:
    """The version that the workbook was made of, as its guide says."""
    guide = next((sheet for sheet in workbook.sheets if key(sheet.name) == key(words.GUIDE)), None)
    for row in guide.rows if guide else ():
        if row and key(typed(row[0])) == key(words.VERSION_LABEL):
            return typed(row[1]) if len(row) > 1 else None
    return None
