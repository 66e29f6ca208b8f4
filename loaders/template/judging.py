"""What is judged in the form while it is filled in: the rules of each sheet, on the sheet of checks and as marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from openpyxl.worksheet.worksheet import Worksheet

from loaders import complaints, cover, follow_up, measures, questions, training
from loaders.cells import LONGEST_TEXT
from loaders.form import Context
from loaders.sheet import TOTALS
from loaders.template.check_sheet import CheckSheet
from loaders.template.event_rules import complaint_rules, follow_up_rules, training_rules
from loaders.template.formulas import is_in
from loaders.template.measure_rules import measure_rules
from loaders.template.names import Area, Names, Terms
from loaders.template.rules import DAY_CODES, Rule, no_day, too_long
from wording import checks as words
from wording import template as form_words

COVER = "cover"
COMPOSED_ON = "composed_on"


def cover_area(row: int) -> Area:
    """The day of the cover as a table of one row; its value stands in the second column."""
    return Area(COVER, cover.NAME, row - 1, row, {"label": (), COMPOSED_ON: ("date",)})


def _cover_rules(_: Area, __: Context, ___: Names) -> Iterator[Rule]:
    yield Rule(words.COMPOSED, DAY_CODES, {COMPOSED_ON: no_day(COMPOSED_ON)})


def _question_rules(_: Area, __: Context, ___: Names) -> Iterator[Rule]:
    yield Rule(words.note_length(LONGEST_TEXT), frozenset({"TEXT_TOO_LONG"}), {"answer": too_long("answer")})


RULES: dict[str, Callable[[Area, Context, Names], Iterator[Rule]]] = {
    COVER: _cover_rules,
    measures.SHEET.table: measure_rules,
    training.SHEET.table: training_rules,
    complaints.SHEET.table: complaint_rules,
    follow_up.SHEET.table: follow_up_rules,
    questions.SHEET.table: _question_rules,
}


def write_checks(sheet: Worksheet, areas: Iterable[Area], context: Context) -> None:
    """The lines of every table that has rules, the marks in its sheet, and the names that both are told in."""
    names = Names()
    checks = CheckSheet(sheet, names)
    checks.begin(form_words.whose(form_words.unit_name(context.unit.kind, context.unit.name), context.period.label))
    for area in areas:
        if area.table in RULES:
            _write_section(checks, area, context)
    checks.end()
    names.write(sheet.parent)


def _write_section(checks: CheckSheet, area: Area, context: Context) -> None:
    checks.section(words.section(area.sheet))
    checks.names.add_table(area, lambda rows: _is_row(area, rows, checks.names))
    if area.ordinal:
        checks.extent(area)
    for rule in RULES[area.table](area, context, checks.names):
        checks.rule(area, rule)


def _is_row(area: Area, rows: Terms, names: Names) -> str:
    """Of events: filled in, above the table's end, and no check sum. Of measures: it bears an MS."""
    is_below = f"({rows.row}>{area.above_row})"
    if not area.ordinal:
        return f'{is_below}*({rows.text(next(iter(area.entries)))}<>"")'
    totals = names.list_of(sorted(TOTALS))
    is_total = f"({is_in(rows.text(area.ordinal), totals)}+{is_in(rows.label, totals)}>0)"
    return f'{is_below}*({rows.row}<={rows.last})*({rows.all_text}<>"")*(1-{is_total})'
