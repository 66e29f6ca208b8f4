"""The empty return of one unit for one quarter, with what is already known filled in and marked as last quarter's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from data.catalogue import Catalogue, Measure, Period, Unit, in_force
from data.store import Store
from loaders import complaints, cover, follow_up, questions
from loaders.form import FORM, IGNORED_SHEETS, PRINTED_SHEET, Context
from loaders.returns import sheet_forms
from loaders.template.carried import carried_rows
from loaders.template.columns import columns_of, lists_wanted, widths_of
from loaders.template.cover import write_cover, write_guide
from loaders.template.judging import write_checks
from loaders.template.lists import FLAG, write_lists
from loaders.template.names import Area
from loaders.template.printed import Filled, leave_unprinted, write_printed
from loaders.template.question_rows import hang_questions, write_questions
from loaders.template.style import DEFAULT_PT, FONT_NAME, set_page
from loaders.template.tables import (
    Place,
    write_events,
    write_measures,
)
from wording import template as words

GUIDE_SHEET, LISTS_SHEET, _, CHECK_SHEET, _ = IGNORED_SHEETS
Row = dict[str, Any]


@dataclass
class Earlier:
    """What a unit's returns of earlier periods say: answers by measure, the cases and matters that they left open; and
    what it has been asked."""

    answers: dict[str, Row] = field(default_factory=dict)
    cases: list[Row] = field(default_factory=list)
    matters: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)


def file_name(unit: Unit, period: Period) -> str:
    """`2026-Q4_HA-01.xlsx`."""
    return f"{period.code}_{unit.code}.xlsx"


def templates(
    store: Store | None, catalogue: Catalogue, top_unit_code: str, period: Period, as_of: datetime
) -> Iterator[tuple[str, bytes]]:
    """Name and content of the empty return of every unit that reports, in force on the period's last day, below a unit.

    `top_unit_code` is a unit's code or `all`; nothing for a code that is not in force.
    """
    units = list(_reporting(catalogue, top_unit_code, period))
    known = _earlier(store, units, period, as_of)
    for unit in units:
        yield file_name(unit, period), _write(catalogue, unit, period, as_of, known.get(unit.code, Earlier()))


def write_template(store: Store | None, catalogue: Catalogue, unit: Unit, period: Period, as_of: datetime) -> bytes:
    """The workbook in bytes. Without a store nothing is filled in but the cover. Source: form."""
    known = _earlier(store, [unit], period, as_of)
    return _write(catalogue, unit, period, as_of, known.get(unit.code, Earlier()))


def _reporting(catalogue: Catalogue, top: str, period: Period) -> Iterator[Unit]:
    kinds = frozenset[str]().union(*(form.required_of for form in sheet_forms().values()))
    current = {unit.code: unit for unit in catalogue.units if in_force(unit, period.ends_on)}
    for unit in current.values():
        line, above = [unit.code], unit.parent
        while above:
            line.append(above)
            above = current[above].parent if above in current else None
        if unit.kind in kinds and (top == "all" or top in line):
            yield unit


def _earlier(store: Store | None, units: list[Unit], period: Period, as_of: datetime) -> dict[str, Earlier]:
    """By unit, as known at a moment; a unit's own return for the period itself does not count."""
    known: dict[str, Earlier] = {}
    if store is None:
        return known
    with store.asking(units=[unit.code for unit in units], periods=[period.code], as_of=as_of) as ask:
        for row in ask("template_figures"):
            known.setdefault(row["unit"], Earlier()).answers[row["measure"]] = row
        for row in ask("template_cases"):
            known.setdefault(row["unit"], Earlier()).cases.append(row)
        for row in ask("template_questions"):
            known.setdefault(row["unit"], Earlier()).questions.append(row)
        for row in ask("template_follow_up"):
            known.setdefault(row["unit"], Earlier()).matters.append(row)
    return known


def _write(catalogue: Catalogue, unit: Unit, period: Period, as_of: datetime, earlier: Earlier) -> bytes:
    context = Context(catalogue, period.ends_on, unit, period)
    asked = {questions.SHEET.table: earlier.questions}
    forms = [form for form in sheet_forms().values() if form.is_written(context) or asked.get(form.table)]
    workbook = _workbook(as_of)
    own = [cover.NAME, *(form.name for form in forms)]
    names = [*own, PRINTED_SHEET, CHECK_SHEET, LISTS_SHEET, GUIDE_SHEET]
    sheets = {name: workbook.create_sheet(name) for name in names}
    cases, same_codes = _apart(earlier.cases)
    for name in (cover.NAME, CHECK_SHEET, LISTS_SHEET, GUIDE_SHEET):
        set_page(sheets[name], words.footer(unit.code, period.code))
    areas, filled = [write_cover(sheets[cover.NAME], context)], list[Filled]()
    write_guide(sheets[GUIDE_SHEET], cover.NAME, forms, same_codes, context)
    wanted = dict(pair for form in forms for pair in lists_wanted(form, unit.kind)) | {FLAG: words.YES_OR_NO}
    lists = write_lists(sheets[LISTS_SHEET], wanted.items(), context)
    for form in forms:
        columns = columns_of(form, unit.kind)
        place = Place(sheets[form.name], form, context, columns, lists, widths_of(form, columns))
        carried = {complaints.SHEET.table: cases, follow_up.SHEET.table: earlier.matters}
        areas.append(_fill(place, earlier, carried))
        filled.append(Filled(form, areas[-1], len(carried.get(form.table, []))))
    hang_questions(sheets, areas, earlier.questions, context)
    write_checks(sheets[CHECK_SHEET], areas, context)
    for name in set(names) - {PRINTED_SHEET}:
        leave_unprinted(sheets[name])
    write_printed(sheets[PRINTED_SHEET], context, filled, lists)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _fill(place: Place, earlier: Earlier, carried: Mapping[str, Iterable[Row]]) -> Area:
    """A sheet by what it holds: one row a measure, a question, or rows for events, those still open by table."""
    if place.form.ordinal == "ms":
        return write_measures(place, _figures(place.context, earlier.answers))
    if place.form.table == questions.SHEET.table:
        return write_questions(place, earlier.questions)
    return write_events(place, list(carried_rows(place, carried.get(place.form.table, []))))


def _workbook(as_of: datetime) -> Workbook:
    """A workbook without a sheet that names nobody."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = None
    workbook.properties.title = FORM
    workbook.properties.created = as_of.astimezone(UTC).replace(tzinfo=None)
    workbook._named_styles["Normal"].font = Font(name=FONT_NAME, size=DEFAULT_PT)
    return workbook


def _figures(context: Context, answers: Mapping[str, Row]) -> dict[str, Any]:
    """Last quarter's stock by measure; a part that has outgrown its whole is left for the clerk to count anew."""
    by_key = context.catalogue.measure_by_key
    own = [measure for measure in context.catalogue.measures_of(context.unit.kind) if measure.kind == "stock"]
    figures = {measure.key: _figure(measure, answers[measure.key]) for measure in own if measure.key in answers}
    for measure in own:
        whole = by_key.get(measure.not_more_than or "")
        part, limit = figures.get(measure.key), figures.get(whole.key) if whole else None
        if part is not None and limit is not None and part > limit:
            del figures[measure.key]
    return figures


def _figure(measure: Measure, answer: Row) -> Any:
    match measure.value_type:
        case "count":
            return answer["quantity"]
        case "flag":
            return None if answer["is_true"] is None else words.YES if answer["is_true"] else words.NO
        case "date":
            return answer["happened_on"]
        case _:
            return answer["text"]


def _apart(cases: list[Row]) -> tuple[list[Row], list[str]]:
    """The first case of each code, and the codes that another one of a merged unit bears too."""
    first: dict[str, Row] = {}
    for case in cases:
        first.setdefault(case["code_key"], case)
    same = [case["code"] for case in cases if first[case["code_key"]] is not case]
    return list(first.values()), same
