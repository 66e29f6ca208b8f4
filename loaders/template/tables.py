"""The tables of the empty return: headings as the loaders describe them, rows prepared for the clerk, checked cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import Measure
from loaders import complaints, measures, training
from loaders.cells import LONGEST_TEXT
from loaders.form import Context, SheetForm
from loaders.sheet import Column
from loaders.template import checks
from loaders.template.columns import ALIGNMENTS, DEFAULT_ENTRY, ENTRIES, FORMATS, ORDINAL, is_landscape
from loaders.template.formulas import FIRST_DAY, LAST_DAY
from loaders.template.lists import FLAG
from loaders.template.names import Area
from loaders.template.style import (
    BOLD,
    BOX,
    CENTRE,
    FROM_BEFORE_FILL,
    GENERAL_FORMAT,
    HEADING_FILL,
    ITALIC,
    LEFT,
    TEXT_FORMAT,
    TITLE,
    UNLOCKED,
    box,
    protect,
    put,
    put_across,
    set_height,
    set_page,
    set_widths,
)
from loaders.template.text import lines_of
from wording import template as words

HEADER_ROW = 4
PREPARED_ROWS, SPARE_ROWS = {"training": 6}, 4
DEFAULT_ROWS = 8
MAY_COME = ("due_on",)  # days that may lie after the period: a deadline
CHECKED_ROWS = 200  # below the prepared rows too, where more are written
ROW_PT = 27  # to write by hand in


@dataclass(frozen=True)
class Place:
    """A sheet that is being written: its columns in order and the ranges of the lists."""

    sheet: Worksheet
    form: SheetForm
    context: Context
    columns: Sequence[Column]
    lists: Mapping[str, str]
    widths_cm: Sequence[float]

    def at(self, row: int, name: str) -> Cell:
        """The cell of a row in a column."""
        names = [column.name for column in self.columns]
        return self.sheet.cell(row, names.index(name) + 1)

    def area(
        self, first: int, last: int, entries: Mapping[str, Sequence[str]], rows: Mapping[int, int] | None = None
    ) -> Area:
        """The table between two rows; `entries` by column, none for those that nobody fills in; `rows` by MS."""
        every = {column.name: entries.get(column.name, ()) for column in self.columns}
        return Area(self.form.table, self.form.name, first - 1, last, every, rows or {})

    @property
    def positions(self) -> range:
        """Of the columns."""
        return range(1, len(self.columns) + 1)


def write_head(place: Place, *, hint: str) -> int:
    """Title, headings and their numbers. Gives the first row of the table."""
    sheet, last, context = place.sheet, len(place.columns), place.context
    set_widths(sheet, place.widths_cm)
    name = words.unit_name(context.unit.kind, context.unit.name)
    put_across(sheet, 1, (1, last), words.TITLES.get(place.form.table, place.form.name), font=TITLE, alignment=CENTRE)
    put_across(sheet, 2, (1, last), words.whose(name, context.period.label), font=BOLD, alignment=CENTRE)
    put_across(sheet, 3, (1, last), hint or None, font=ITALIC, alignment=CENTRE)
    set_height(sheet, 3, lines_of(hint, sum(place.widths_cm)))
    bottom = _write_headings(place)
    for position in place.positions:
        put(sheet.cell(bottom + 1, position), f"({position})", ITALIC, CENTRE, border=BOX)
    sheet.freeze_panes = sheet.cell(bottom + 2, 1)
    footer = words.footer(context.unit.code, context.period.code)
    set_page(sheet, footer, is_landscape=is_landscape(place.form), header_rows=f"{HEADER_ROW}:{bottom + 1}")
    return bottom + 2


def _write_headings(place: Place) -> int:
    """The headings, the four counts of training under their parent. Gives their last row."""
    sheet, top = place.sheet, HEADER_ROW
    has_parent = place.form.table == training.SHEET.table
    bottom = top + has_parent
    look = {"font": BOLD, "alignment": CENTRE, "fill": HEADING_FILL}
    for position, column in enumerate(place.columns, start=1):
        is_child = has_parent and column.name in training.COUNTS
        put(sheet.cell(bottom if is_child else top, position), column.heading, **look)
        if has_parent and not is_child:
            sheet.merge_cells(start_row=top, start_column=position, end_row=bottom, end_column=position)
        for row in range(top, bottom + 1):
            sheet.cell(row, position).border = BOX
    pairs = zip(place.columns, place.widths_cm, strict=True)
    set_height(sheet, bottom, max(lines_of(column.heading, width, is_bold=True) for column, width in pairs))
    if has_parent:
        counts = [position for position, column in enumerate(place.columns, start=1) if column.name in training.COUNTS]
        put_across(sheet, top, (counts[0], counts[-1]), training.PARENT_OF_COUNTS, **look)
        box(sheet, top, counts)
    return bottom


def _grow(place: Place, row: int, least_pt: float = 0) -> None:
    """As high as the longest text of the row needs."""
    lines = 1
    for position, width in zip(place.positions, place.widths_cm, strict=True):
        text = place.sheet.cell(row, position).value
        lines = max(lines, lines_of(text, width) if isinstance(text, str) else 1)
    set_height(place.sheet, row, lines, least_pt)


def write_measures(place: Place, figures: Mapping[str, Any]) -> Area:
    """One row a measure under its section; `figures` by the measure's key are last quarter's."""
    first = row = write_head(place, hint=words.MEASURES_HINT + (words.FROM_BEFORE_HINT if figures else ""))
    own = place.context.catalogue.measures_of(place.context.unit.kind)
    rows_by_ms: dict[int, int] = {}
    for number, (section, rows) in enumerate(groupby(own, key=lambda measure: measure.section), start=1):
        put_across(place.sheet, row, (2, len(place.columns)), words.section(number, section), font=BOLD)
        box(place.sheet, row, place.positions)
        set_height(place.sheet, row, 1)
        for measure in rows:
            row += 1
            rows_by_ms[measure.ms] = row
            _write_measure(place, row, measure, figures.get(measure.key))
        row += 1
    protect(place.sheet)
    return place.area(first, row - 1, {"answer": ("count", "date")}, rows_by_ms)


def _write_measure(place: Place, row: int, measure: Measure, figure: Any) -> None:
    unit = words.YES_OR_NO if measure.value_type == "flag" else measure.count_unit
    put(place.at(row, "ms"), measure.ms, alignment=CENTRE, number_format="00")
    put(place.at(row, "content"), measure.label if measure.required else words.optional(measure.label))
    put(place.at(row, "basis"), measures.BASIS[measure.kind], alignment=CENTRE)
    put(place.at(row, "count_unit"), unit, alignment=CENTRE)
    entry = measure.value_type
    alignment, number_format = ALIGNMENTS.get(entry, CENTRE), FORMATS.get(entry, TEXT_FORMAT)
    cell = put(place.at(row, "answer"), figure, alignment=alignment, number_format=number_format)
    note = put(place.at(row, "note"), None, number_format=TEXT_FORMAT, protection=UNLOCKED)
    cell.protection = UNLOCKED
    box(place.sheet, row, place.positions)
    if figure is not None:
        put(note, words.FROM_BEFORE, ITALIC)
        cell.fill = FROM_BEFORE_FILL
    _grow(place, row)
    _check(place, entry, cell.coordinate, cell.coordinate, "answer", measures.LONGEST_ANSWER)
    _check(place, "text", note.coordinate, note.coordinate, "note", LONGEST_TEXT)


def write_events(place: Place, carried: Sequence[Mapping[str, Any]] = ()) -> Area:
    """Rows prepared for events of the quarter; `carried` are rows by column that come from the quarter before."""
    hint = words.HINTS.get(place.form.table, "") + (words.carried_over_hint(place.form.table) if carried else "")
    first = write_head(place, hint=hint)
    prepared = max(PREPARED_ROWS.get(place.form.table, DEFAULT_ROWS), len(carried) + SPARE_ROWS * bool(carried))
    for number in range(1, prepared + 1):
        values = carried[number - 1] if number <= len(carried) else {}
        _write_event(place, first + number - 1, number, values)
    last = first + max(prepared, CHECKED_ROWS) - 1
    for column in place.columns:
        if column.name != place.form.ordinal:
            start, end = place.at(first, column.name).coordinate, place.at(last, column.name).coordinate
            entry = ENTRIES.get(place.form.table, {}).get(column.name, DEFAULT_ENTRY)
            _check(place, entry, start, end, column.name, LONGEST_TEXT)
    protect(place.sheet, may_grow=True)
    entries = {name: (entry,) for name, entry in ENTRIES.get(place.form.table, {}).items()}
    return place.area(first, last, entries | {place.form.ordinal: (ORDINAL, "count")})


def _write_event(place: Place, row: int, number: int, values: Mapping[str, Any]) -> None:
    """One prepared row; with values it is a case of the quarter before, and its number says so."""
    for column in place.columns:
        entry = ENTRIES.get(place.form.table, {}).get(column.name, DEFAULT_ENTRY)
        value, alignment = values.get(column.name), ALIGNMENTS.get(entry, LEFT)
        if column.name == place.form.ordinal:
            entry, value, alignment = ORDINAL, f"{number}{words.CARRIED_OVER}" if values else number, CENTRE
        cell = put(place.at(row, column.name), value, alignment=alignment, border=BOX, protection=UNLOCKED)
        cell.number_format = FORMATS.get(entry, GENERAL_FORMAT)
        if values:
            cell.fill = FROM_BEFORE_FILL
    _grow(place, row, ROW_PT)


def _check(place: Place, entry: str, start: str, end: str, column: str, longest: int) -> None:
    """Puts the check of an entry on cells from `start` to `end`."""
    period = place.context.period
    match entry:
        case "count":
            check = checks.count(start, may_say_nothing=column == "answer")
        case "date":
            is_within, may_come = column in ("held_on", "closed_on"), column in MAY_COME
            first, last = period.starts_on if is_within else FIRST_DAY, LAST_DAY if may_come else period.ends_on
            check = checks.day(start, first, last)
        case "flag":
            check = checks.choice(place.lists[FLAG], words.FLAG_WRONG)
        case "list":
            check = checks.choice(place.lists[column])
        case "code":
            check = checks.text(complaints.LONGEST_CODE, words.code_wanted(complaints.LONGEST_CODE))
        case _:
            check = checks.text(longest, words.text_wanted(longest))
    check.add(f"{start}:{end}" if start != end else start)
    place.sheet.add_data_validation(check)
