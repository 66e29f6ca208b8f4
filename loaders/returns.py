"""One return, whole: every sheet of a workbook read and checked, all its problems together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from data.catalogue import Catalogue, Period, Unit
from loaders import cover as cover_sheet
from loaders import screening
from loaders.cover import Cover
from loaders.form import FORM_VERSION, IGNORED_SHEETS, PRINTED_SHEET, Context, SheetForm
from loaders.hygiene import is_legacy_encoding, masked_name, personal_data
from loaders.matching import key, nearest
from loaders.problems import Problem, has_errors, in_reading_order
from loaders.sheet import HEADER_WITHIN, Table, find_table
from loaders.spreadsheets.files import open_workbook
from loaders.spreadsheets.workbook import Sheet, Workbook
from wording import problems as words

# Not part of what a return says: where a row stands, and how a figure was typed.
UNSAID = frozenset({"row_number", "typed"})
NOT_ABOUT_THE_CELL = frozenset({"HEADING_MISSING", "HIDDEN_DATA", "PERSONAL_DATA", "ROWS_AFTER_END", "SHEET_NOT_YOURS"})


@dataclass
class Return:
    """What one file says: whose return it is where that can be told, its rows by table, and every problem.

    `said` are the cover's own values, `unit_place` the sheet and cell of the unit's code, `sheets` the names in order.
    """

    file_name: str
    content: bytes
    unit: Unit | None = None
    period: Period | None = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    unit_place: tuple[str | None, str | None] = (None, None)
    sheets: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Without an error it may be stored."""
        return not has_errors(self.problems)

    @property
    def sha256(self) -> str:
        """Of the bytes as they came."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def content_hash(self) -> str:
        """Of what the return says: its cover's values and its rows, in whatever order and wherever they stand.

        Asked for when the file has been read; nothing changes its rows after that.
        """
        tables = {table: sorted(map(_spelled, rows)) for table, rows in self.rows.items() if table != "cover"}
        return hashlib.sha256(json.dumps([self.said, tables], sort_keys=True).encode()).hexdigest()


def _spelled(row: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in row.items() if name not in UNSAID}, sort_keys=True, default=str)


@cache
def sheet_forms() -> dict[str, SheetForm]:
    """Every sheet of the form by its matched name: each module of this package with a SHEET and an .sql of its stem."""
    stems = sorted(path.stem for path in Path(__file__).parent.glob("*.sql"))
    modules = [import_module(f"loaders.{stem}") for stem in stems]
    forms = [module.SHEET for module in modules if hasattr(module, "SHEET")]
    return {key(form.name): form for form in sorted(forms, key=lambda form: form.order)}


def read_return(file_name: str, content: bytes, catalogue: Catalogue, received_on: date) -> Return:
    """A file read and checked; nothing is stored. Rules between returns are `loaders.history`'s."""
    result = Return(masked_name(file_name), content)
    workbook, problems = open_workbook(file_name, content)
    result.problems += problems
    if any(personal_data(PurePosixPath(part).stem) for part in file_name.replace("\\", "/").split("/")):
        result.problems.append(Problem("PERSONAL_DATA", expected=words.PERSONAL_FILE_NAME))
    if workbook is not None:
        workbook = _without_personal_names(workbook, result.problems)
        result.sheets = tuple(sheet.name for sheet in workbook.sheets)
        _read_sheets(workbook, catalogue, received_on, result)
    result.problems = in_reading_order(result.problems, result.sheets)
    return result


def _without_personal_names(workbook: Workbook, problems: list[Problem]) -> Workbook:
    """A sheet named after a person's number goes by its place from here on, as every problem repeats its name."""
    sheets = []
    for number, sheet in enumerate(workbook.sheets, start=1):
        if personal_data(sheet.name):
            sheet = replace(sheet, name=words.nth_sheet(number))
            problems.append(Problem("PERSONAL_DATA", sheet.name, expected=words.PERSONAL_SHEET_NAME))
        sheets.append(sheet)
    return replace(workbook, sheets=sheets)


def _read_sheets(workbook: Workbook, catalogue: Catalogue, received_on: date, result: Return) -> None:
    """Cover first, since it says which sheets the unit must send; then the tables, then what no cell may hold."""
    sheets, meant = _known_sheets(workbook, result.problems)
    cover = Cover()
    cover_key = key(cover_sheet.NAME)
    if cover_key not in sheets:
        result.problems.append(Problem("SHEET_MISSING", expected=cover_sheet.NAME))
    if first := sheets.get(cover_key) or meant.get(cover_key):
        cover = cover_sheet.read_cover(first, catalogue, received_on)
        result.unit, result.period, result.said = cover.unit, cover.period, cover.values
        result.unit_place = first.name, cover.unit_cell
        result.rows["cover"] = cover.rows
        result.problems += cover.problems
    tables = {
        table.sheet: table for table in _read_tables(sheets, meant, cover, catalogue, received_on, result).values()
    }
    forbidden: list[Problem] = []
    for sheet in workbook.sheets:
        repeated = [other for other in sheets.values() if other is not sheet and key(sheet.name) == key(PRINTED_SHEET)]
        forbidden += _forbidden(sheet, tables.get(sheet.name), cover if sheet is first else None, repeated)
    result.problems = [*_not_repeating(result.problems, forbidden), *forbidden]
    for sheet in workbook.sheets:
        result.problems += screening.personal_notes(sheet)


def _known_sheets(workbook: Workbook, problems: list[Problem]) -> tuple[dict[str, Sheet], dict[str, Sheet]]:
    """The form's sheets by matched name; others are ignored with a warning, unless data hides in them.

    Then the sheets that may be meant by a missing name: where that refuses the return, what else is wrong in them is
    found at once.
    """
    known = {key(cover_sheet.NAME): cover_sheet.NAME} | {name: form.name for name, form in sheet_forms().items()}
    ignored = {key(name) for name in IGNORED_SHEETS}
    sheets: dict[str, Sheet] = {}
    meant: dict[str, Sheet] = {}
    unknown: list[Sheet] = []
    for sheet in workbook.sheets:
        name = key(sheet.name)
        if name in sheets:
            problems.append(Problem("SHEET_DUPLICATE", sheet.name, found=sheet.name))
        elif name in known:
            sheets[name] = sheet
            problems += screening.hidden_cells(sheet)
        elif name not in ignored:
            unknown.append(sheet)
    missing = [name for matched, name in known.items() if matched not in sheets]
    for sheet in unknown:
        if is_legacy_encoding(sheet.name):
            problems.append(Problem("LEGACY_ENCODING", sheet.name, found=sheet.name))
        elif sheet.is_hidden:
            problems += screening.hidden_cells(sheet)
        else:
            near = nearest(sheet.name, missing)
            hint = words.did_you_mean(near, "")
            problems.append(Problem("SHEET_UNKNOWN", sheet.name, found=sheet.name, expected=hint or None))
            if near:
                meant.setdefault(key(near), sheet)
    return sheets, meant


def _read_tables(
    sheets: dict[str, Sheet],
    meant: dict[str, Sheet],
    cover: Cover,
    catalogue: Catalogue,
    received_on: date,
    result: Return,
) -> dict[str, Table]:
    """The tables by matched sheet name. Where the cover leaves unit or period open, what can be checked still is."""
    unit, period = cover.unit or cover.read_as, cover.period or _any_period(received_on)
    context = Context(catalogue, received_on, unit, period) if unit else None
    tables: dict[str, Table] = {}
    for form_key, form in sheet_forms().items():
        sheet = sheets.get(form_key)
        if sheet is None and unit and unit.kind in form.required_of:
            result.problems.append(Problem("SHEET_MISSING", expected=form.name))
            sheet = meant.get(form_key)
        if sheet is None:
            continue
        columns = form.columns(unit.kind if unit else "")
        table = find_table(sheet, columns, form.ordinal)
        if unit and unit.kind not in form.may_come_from:
            result.problems += _not_yours(sheet, table, form)
            continue
        tables[form_key] = table
        result.problems += table.problems
        result.places[form.name] = table.places()
        if context and all(column.name in table.columns for column in columns if column.is_required):
            read = form.read(table, context)
            result.problems += read.problems
            result.rows[form.table] = read.rows
    return tables


def _any_period(received_on: date) -> Period:
    """Stands in for a period that the cover does not tell, so that what else is wrong is found too: any day fits it."""
    first = date(2000, 1, 1)
    return Period("", "", received_on.year, 0, first, first, received_on, received_on)


def _not_yours(sheet: Sheet, table: Table, form: SheetForm) -> Iterator[Problem]:
    """A sheet that the unit's kind does not send may be there, but with no rows; one that cannot be read is unknown."""
    below = [problem.cell for problem in table.problems if problem.code == "ROWS_AFTER_END"]
    if table.rows or below:
        cell = table.rows[0].at(form.ordinal) if table.rows else below[0]
        yield Problem("SHEET_NOT_YOURS", sheet.name, cell, form.name, words.DELETE_THE_ROWS)
    elif not table.columns and any(sheet.rows):
        yield Problem("SHEET_UNKNOWN", sheet.name, found=sheet.name)


def _forbidden(sheet: Sheet, table: Table | None, cover: Cover | None, repeated: Sequence[Sheet]) -> Iterator[Problem]:
    """What no cell may hold: personal data in any sheet; where the return is read, broken cells, old encodings too."""
    yield from screening.personal_cells(sheet, table, repeated)
    if not (table and table.columns) and key(sheet.name) not in {key(name) for name in IGNORED_SHEETS}:
        yield from screening.personal_questions(sheet)
    if cover is not None:
        yield from screening.broken_cells(sheet, lambda row, column: (row, column) in cover.places)
        yield from screening.legacy_cells(sheet, lambda row, column: True)  # any cell may be a label in disguise
    elif table is not None:
        yield from screening.broken_cells(sheet, table.is_read)
        yield from screening.legacy_cells(sheet, _may_be_read(table))


def _may_be_read(table: Table) -> Callable[[int, int], bool]:
    """What is read of a table; while a heading is missing, any cell above may be that heading in disguise."""
    is_incomplete = any(problem.code == "HEADING_MISSING" for problem in table.problems)
    return lambda row, column: table.is_read(row, column) or (is_incomplete and row <= HEADER_WITHIN)


def _not_repeating(problems: list[Problem], forbidden: list[Problem]) -> Iterator[Problem]:
    """A cell with what it may not hold has that one problem: others would follow from it, or repeat it.

    Some problems stand at a cell and are not about what it holds.
    """
    cells = {(problem.sheet, problem.cell) for problem in forbidden}
    for problem in problems:
        if problem.code in NOT_ABOUT_THE_CELL or (problem.sheet, problem.cell) not in cells:
            yield problem


__all__ = ["FORM_VERSION", "Return", "read_return", "sheet_forms"]
