"""The tables of «Bản in»: answers by their cell, events by their place among the rows that the loaders read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.formula import ArrayFormula

from data.catalogue import Measure
from loaders.form import Context, SheetForm
from loaders.template.columns import ALIGNMENTS, DEFAULT_ENTRY, ENTRIES, FORMATS
from loaders.template.formulas import quoted
from loaders.template.lists import choices_of
from loaders.template.names import Area, Terms
from loaders.template.paper import Paper, Piece, room_for, tall
from loaders.template.printed_columns import CODED
from loaders.template.style import BOLD, CENTRE, GENERAL_FORMAT, HEADING_FILL, ITALIC, LEFT
from loaders.template.text import height_pt
from wording import checks as check_words
from wording import printed as words
from wording import template as form_words

EVENT_LINES = 2


@dataclass(frozen=True)
class Printed:
    """A table that is being printed: where it stands in the form, and its columns on paper."""

    paper: Paper
    form: SheetForm
    area: Area
    context: Context
    lists: Mapping[str, str]
    widths_cm: Mapping[str, float]
    full_cm: float

    @property
    def coded(self) -> list[str]:
        """The columns that are printed as codes: those too narrow for their labels."""
        choices = choices_of(self.context)
        return [
            name
            for name, width in self.widths_cm.items()
            if name in CODED and max(tall(label, width) for _, label in choices[name]) > EVENT_LINES
        ]

    def headings(self) -> tuple[list[Piece], int]:
        """The headings and how many lines they take."""
        said = {column.name: column.heading for column in self.form.columns(self.context.unit.kind)}
        look = {"font": BOLD, "alignment": CENTRE, "fill": HEADING_FILL}
        pieces = [Piece(width, said[name], look=look) for name, width in self.widths_cm.items()]
        return pieces, max(tall(piece.value, piece.width_cm, is_bold=True) for piece in pieces)

    def legends(self) -> list[str]:
        """What the codes stand for, a line a column."""
        said = {column.name: column.heading for column in self.form.columns(self.context.unit.kind)}
        return [words.legend(said[name], choices_of(self.context)[name]) for name in self.coded]

    def title(self) -> str:
        """The line above."""
        return form_words.TITLES.get(self.form.table, self.form.name)


def print_measures(table: Printed) -> None:
    """A line a measure under its section; the headings again on every page."""
    pieces, lines = table.headings()
    paper = table.paper
    paper.line(pieces, lines, boxed=True)
    own = table.context.catalogue.measures_of(table.context.unit.kind)
    for number, (section, measures) in enumerate(groupby(own, key=lambda measure: measure.section), start=1):
        first, *rest = measures
        _again(table, [1, _lines(table, first)])
        title = form_words.section(number, section)
        ms, *_ = table.widths_cm.values()
        paper.line([Piece(ms), Piece(table.full_cm - ms, title, look={"font": BOLD})], boxed=True)
        for measure in (first, *rest):
            _again(table, [_lines(table, measure)])
            paper.line([*_answer(table, measure)], _lines(table, measure), boxed=True)


def _again(table: Printed, lines: Sequence[int]) -> None:
    """The headings on the next page, where these lines have no room on this one."""
    if not table.paper.has_room_for(map(height_pt, lines)):
        table.paper.turn()
        pieces, tallest = table.headings()
        table.paper.line(pieces, tallest, boxed=True)


def _lines(table: Printed, measure: Measure) -> int:
    """Two where a text may be typed: beside its label in any case."""
    said = measure.label if measure.required else form_words.optional(measure.label)
    return max(tall(said, table.widths_cm["content"]), 2 if measure.value_type == "text" else 1)


def _answer(table: Printed, measure: Measure) -> Iterator[Piece]:
    """The cells of a measure in the order of the columns."""
    lines, entry, widths = _lines(table, measure), measure.value_type, table.widths_cm
    unit = form_words.YES_OR_NO if entry == "flag" else measure.count_unit
    label = measure.label if measure.required else form_words.optional(measure.label)
    centred = {"alignment": CENTRE}
    yield Piece(widths["ms"], measure.ms, look={**centred, "number_format": "00"})
    yield Piece(widths["content"], label)
    spans = {"answer": widths["answer"], "note": widths["note"]}
    if entry == "text":  # counted in nothing: the words have that room too
        spans["answer"] += widths["count_unit"]
    else:
        yield Piece(widths["count_unit"], unit, look=centred)
    for name, width in spans.items():
        longest = max(room_for(width, lines), len(form_words.FROM_BEFORE))
        said = shown(table.area.cell(name, measure.ms), longest if name == "note" or entry == "text" else 0)
        look = {"alignment": ALIGNMENTS.get(entry, CENTRE), "number_format": FORMATS.get(entry, GENERAL_FORMAT)}
        yield Piece(width, said, is_formula=True, look=look if name == "answer" else {})


def shown(cell: str, longest: int = 0) -> str:
    """What a cell says, nothing where it is blank; a longer text is cut, and says so."""
    said = f"IF(LEN({cell})>{longest},TRIM(LEFT({cell},{longest - 1}))&{quoted(words.CUT)},{cell})" if longest else cell
    return f'IF({cell}="","",{said})'


def print_events(table: Printed, room: int) -> None:
    """Rows in their order, blank ones and check sums left out, and how many more there are."""
    above = heights_above(table)
    whole = [*above, *[height_pt(EVENT_LINES)] * room, height_pt(1)]
    paper = table.paper
    # Kept on one page where one page holds it; a longer table at least begins with a row.
    if not paper.has_room_for(whole if sum(whole) < paper.page_pt else [*above, height_pt(EVENT_LINES)]):
        paper.turn()
    paper.line([Piece(table.full_cm, table.title(), look={"font": BOLD})])
    for text in table.legends():
        paper.line([Piece(table.full_cm, text, look={"font": ITALIC})], tall(text, table.full_cm))
    pieces, lines = table.headings()
    paper.line(pieces, lines, boxed=True)
    for number in range(1, room + 1):
        _again(table, [EVENT_LINES])
        paper.line([*_event(table, number)], EVENT_LINES, boxed=True)
    paper.line([Piece(table.full_cm, _rest(table, room), is_formula=True, look={"font": BOLD})])


def heights_above(table: Printed) -> list[float]:
    """Of the lines over a table's first row, in points."""
    legends = [tall(text, table.full_cm) for text in table.legends()]
    return [height_pt(lines) for lines in (1, *legends, table.headings()[1])]


def rows_that_fit(table: Printed, below: Sequence[float]) -> int:
    """How many rows of a table the page still holds, with its own last line and some lines below it."""
    used = sum([table.paper.used_pt, *heights_above(table), height_pt(1), *below])
    return int((table.paper.page_pt - used) // height_pt(EVENT_LINES))


def _event(table: Printed, number: int) -> Iterator[Piece]:
    """The cells of one line, in the order of the columns."""
    rows = Terms(table.area.table)
    nth = f"=IFERROR(SMALL(IF({rows.is_row}=1,{rows.row}),{number}),0)"
    place = _beside(table, table.paper.row + 1, nth)
    coded = table.coded
    for name, width in table.widths_cm.items():
        if name == table.area.ordinal:
            yield Piece(width, f'IF({place}=0,"",{number})', is_formula=True, look={"alignment": CENTRE})
            continue
        entry = ENTRIES.get(table.form.table, {}).get(name, DEFAULT_ENTRY)
        letter = get_column_letter(table.area.position(name))
        cell = f"INDEX({quote_sheetname(table.area.sheet)}!${letter}:${letter},{place})"
        said = shown(cell, _longest(table, name, width) if entry in ("text", "list", "code") else 0)
        if name in coded:
            labels = table.lists[name]
            said = f"IFERROR(INDEX({labels.replace('$B', '$A')},MATCH({cell},{labels},0)),{said})"
        look: dict[str, Any] = {
            "alignment": CENTRE if name in coded or entry == "count" else ALIGNMENTS.get(entry, LEFT),
            "number_format": FORMATS.get(entry, GENERAL_FORMAT) if entry in ("count", "date") else GENERAL_FORMAT,
        }
        yield Piece(width, f'IF({place}=0,"",{said})', is_formula=True, look=look)


def _longest(table: Printed, name: str, width: float) -> int:
    """How many characters are printed: what has room, and always the labels of a list."""
    labels = [label for _, label in choices_of(table.context).get(name, [])]
    return max(room_for(width, EVENT_LINES), *map(len, labels), 0)


def _count(table: Printed) -> str:
    """Right of the line that comes next: how many rows the sheet has; -1 where it says that nothing arose."""
    rows = Terms(table.area.table)
    return _beside(table, table.paper.row + 1, f"=IF({rows.says_nothing},-1,SUM(1*{rows.is_row}))")


def _rest(table: Printed, room: int) -> str:
    """How many rows have no line here; that nothing arose; else nothing."""
    count = _count(table)
    more = f"{quoted(words.STILL)}&({count}-{room})&{quoted(words.ROWS_IN + table.area.sheet)}"
    return f'IF({count}>{room},{more},IF({count}<0,{quoted(words.NOTHING_AROSE)},""))'


def _beside(table: Printed, row: int, formula: str) -> str:
    """An array formula right of the paper, where nobody sees it. Gives its address."""
    cell = table.paper.sheet.cell(row, table.paper.last_column + 1)
    cell.number_format, cell.font = check_words.UNSEEN, BOLD
    table.paper.sheet[cell.coordinate] = ArrayFormula(cell.coordinate, formula)
    return f"${cell.column_letter}{row}"


def rows_elsewhere(paper: Paper, area: Area, full_cm: float) -> None:
    """A sheet that is not printed: how many rows it has."""
    cells = area.cells(area.own[0], area.own[0])
    first = cells.replace(f"${area.above}:", f"${area.above + 1}:")
    count = f'SUMPRODUCT(1*({first}<>""))'
    said = f'IF({count}>0,{quoted(words.STILL)}&{count}&{quoted(words.ROWS_IN + area.sheet)},"")'
    paper.line([Piece(full_cm, said, is_formula=True, look={"font": BOLD})])
