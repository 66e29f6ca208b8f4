"""One return, whole: every sheet of a workbook read and checked, all its problems together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from data.catalogue import Catalogue, Period, Unit
from loaders import cover as cover_sheet
from loaders.cells import is_blank, typed
from loaders.files import open_workbook
from loaders.form import FORM_VERSION, IGNORED_SHEETS, Context, SheetForm
from loaders.hygiene import asks_for_persons, is_legacy_encoding, personal_data
from loaders.matching import key
from loaders.problems import Problem, has_errors
from loaders.sheet import HEADER_WITHIN, Table, data_in_hidden_places, find_table
from loaders.workbook import Sheet, Workbook, address
from wording import problems as words

LONGEST_HEADING = 40


@dataclass
class Return:
    """What one file says: whose return it is where that can be told, its rows by table, and every problem."""

    file_name: str
    content: bytes
    unit: Unit | None = None
    period: Period | None = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_accepted(self) -> bool:
        """Without an error it may be stored."""
        return not has_errors(self.problems)

    @property
    def sha256(self) -> str:
        """Of the bytes as they came."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def content_hash(self) -> str:
        """Of what the return says: the same rows in the same order, wherever they stand in the sheet."""
        said = {
            table: [{name: value for name, value in row.items() if name not in ("row_number", "typed")} for row in rows]
            for table, rows in self.rows.items()
            if table != "cover"
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


@cache
def sheet_forms() -> dict[str, SheetForm]:
    """Every sheet of the form by its matched name: each module of this package with an .sql file of its stem and a SHEET."""
    stems = sorted(path.stem for path in Path(__file__).parent.glob("*.sql"))
    modules = [import_module(f"loaders.{stem}") for stem in stems]
    forms = [module.SHEET for module in modules if hasattr(module, "SHEET")]
    return {key(form.name): form for form in sorted(forms, key=lambda form: form.order)}


def read_return(file_name: str, content: bytes, catalogue: Catalogue, received_on: date) -> Return:
    """A file read and checked; nothing is stored. Rules between returns are `loaders.history`'s."""
    result = Return(file_name, content)
    workbook, problems = open_workbook(file_name, content)
    result.problems += problems
    if personal_data(Path(file_name).stem):
        result.problems.append(Problem("PERSONAL_DATA", expected=words.PERSONAL_FILE_NAME))
    if workbook is not None:
        _read_sheets(workbook, catalogue, received_on, result)
    result.problems = _without_repeating_persons(result.problems)
    return result


def _read_sheets(workbook: Workbook, catalogue: Catalogue, received_on: date, result: Return) -> None:
    """Cover first, since it says which sheets the unit must send; then the tables, then what no cell may hold."""
    sheets = _known_sheets(workbook, result.problems)
    tables: dict[str, Table] = {}
    cover = sheets.get(key(cover_sheet.NAME))
    if cover is None:
        result.problems.append(Problem("SHEET_MISSING", expected=cover_sheet.NAME))
    else:
        said = cover_sheet.read_cover(cover, catalogue, received_on)
        result.problems += said.problems
        result.unit, result.period = said.unit, said.period
        result.rows["cover"] = said.rows
    if result.unit and result.period:
        context = Context(catalogue, received_on, result.unit, result.period)
        for form_key, form in sheet_forms().items():
            table = _read_form(sheets.get(form_key), form, context, result)
            if table is not None:
                tables[table.sheet] = table
    for sheet in workbook.sheets:
        result.problems += _cell_problems(sheet, tables.get(sheet.name), key(sheet.name) in sheets)


def _known_sheets(workbook: Workbook, problems: list[Problem]) -> dict[str, Sheet]:
    """The form's sheets by matched name; others are ignored with a warning, unless data hides in them."""
    known = {key(cover_sheet.NAME), *sheet_forms()}
    ignored = {key(name) for name in IGNORED_SHEETS}
    sheets: dict[str, Sheet] = {}
    for sheet in workbook.sheets:
        name = key(sheet.name)
        if name in ignored:
            continue
        if name not in known:
            if is_legacy_encoding(sheet.name):
                problems.append(Problem("LEGACY_ENCODING", sheet.name, found=sheet.name))
            elif sheet.is_hidden:
                problems += data_in_hidden_places(sheet)
            else:
                problems.append(Problem("SHEET_UNKNOWN", sheet.name, found=sheet.name))
        elif name in sheets:
            problems.append(Problem("SHEET_DUPLICATE", sheet.name, found=sheet.name))
        else:
            sheets[name] = sheet
            problems += data_in_hidden_places(sheet)
    return sheets


def _read_form(sheet: Sheet | None, form: SheetForm, context: Context, result: Return) -> Table | None:
    """One sheet of the form into the return; a sheet that the unit's kind does not send must have no rows."""
    kind = context.unit.kind
    if sheet is None:
        if kind in form.required_of:
            result.problems.append(Problem("SHEET_MISSING", expected=form.name))
        return None
    table = find_table(sheet, form.columns(kind), form.ordinal)
    if kind not in form.may_come_from:
        if table.rows:
            cell = table.rows[0].at(form.ordinal)
            result.problems.append(Problem("SHEET_NOT_YOURS", sheet.name, cell, form.name, words.DELETE_THE_ROWS))
        return table
    result.problems += table.problems
    result.places[form.name] = table.places()
    if not any(problem.code == "HEADING_MISSING" for problem in table.problems):
        read = form.read(table, context)
        result.problems += read.problems
        result.rows[form.table] = read.rows
    return table


def _cell_problems(sheet: Sheet, table: Table | None, is_of_form: bool) -> Iterator[Problem]:
    """What no cell may hold: personal data in any sheet; in the form's, broken formulas and legacy encodings too."""
    codes = table.columns.get("code") if table else None
    is_guide = key(sheet.name) in {key(name) for name in IGNORED_SHEETS}
    for row, cells in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if not isinstance(value, str | float | int) or isinstance(value, bool) or is_blank(value):
                continue
            text = typed(value)
            is_code = column == codes and table is not None and row > table.header_row
            kind = personal_data(text, is_case_code=is_code) if isinstance(value, str) else None
            if kind is None and not is_of_form and not is_guide and row <= HEADER_WITHIN:
                kind = words.PERSONAL_HEADING if len(text) <= LONGEST_HEADING and asks_for_persons(text) else None
            if kind:
                yield Problem("PERSONAL_DATA", sheet.name, address(row, column), expected=kind)
            elif is_of_form and is_legacy_encoding(text):
                yield Problem("LEGACY_ENCODING", sheet.name, address(row, column), found=text)
    for (row, column), note in sheet.notes.items():
        if kind := personal_data(note):
            yield Problem("PERSONAL_DATA", sheet.name, address(row, column), expected=kind)
    if is_of_form:
        for position, error in sheet.error_values.items():
            yield Problem("ERROR_VALUE", sheet.name, address(*position), found=error)
        for position in sorted(sheet.formulas_without_result):
            yield Problem("FORMULA_WITHOUT_RESULT", sheet.name, address(*position))


def _without_repeating_persons(problems: list[Problem]) -> list[Problem]:
    """A cell with personal data, an error value or an unreadable encoding has that one problem: others would repeat it."""
    decisive = {"PERSONAL_DATA", "LEGACY_ENCODING", "ERROR_VALUE", "FORMULA_WITHOUT_RESULT"}
    broken = {(problem.sheet, problem.cell) for problem in problems if problem.code in decisive and problem.cell}
    return [problem for problem in problems if problem.code in decisive or (problem.sheet, problem.cell) not in broken]


__all__ = ["FORM_VERSION", "Return", "read_return", "sheet_forms"]
