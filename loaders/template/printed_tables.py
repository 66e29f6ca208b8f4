"""The tables of «Bản in»: their columns and headings, and the answers, each by its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from data.catalogue import Measure
from loaders.form import Context, SheetForm
from loaders.template.columns import ALIGNMENTS, FORMATS
from loaders.template.formulas import quoted
from loaders.template.lists import Choices, choices_of
from loaders.template.names import Area
from loaders.template.paper import Paper, Piece, room_for, tall
from loaders.template.printed_columns import CODED
from loaders.template.style import BOLD, CENTRE, GENERAL_FORMAT, HEADING_FILL
from loaders.template.text import height_pt
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

    @cached_property
    def choices(self) -> dict[str, Choices]:
        """What the list columns offer."""
        return choices_of(self.context)

    @cached_property
    def coded(self) -> list[str]:
        """The columns that are printed as codes: those too narrow for their labels."""
        return [
            name
            for name, width in self.widths_cm.items()
            if name in CODED and max(tall(label, width) for _, label in self.choices[name]) > EVENT_LINES
        ]

    @cached_property
    def row_lines(self) -> int:
        """The lines of a row of events: labels that are not printed as codes are printed whole."""
        printed = [(name, width) for name, width in self.widths_cm.items() if name not in self.coded]
        return max(EVENT_LINES, *(tall(label, w) for name, w in printed for _, label in self.choices.get(name, [])), 0)

    def headings(self) -> tuple[list[Piece], int]:
        """The headings and how many lines they take."""
        said = {column.name: column.heading for column in self.form.columns(self.context.unit.kind)}
        look = {"font": BOLD, "alignment": CENTRE, "fill": HEADING_FILL}
        pieces = [Piece(width, said[name], look=look) for name, width in self.widths_cm.items()]
        return pieces, max(tall(piece.value, piece.width_cm, is_bold=True) for piece in pieces)

    def legends(self) -> list[str]:
        """What the codes stand for, a line a column."""
        said = {column.name: column.heading for column in self.form.columns(self.context.unit.kind)}
        return [words.legend(said[name], self.choices[name]) for name in self.coded]

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
        again(table, [1, _lines(table, first)])
        title = form_words.section(number, section)
        ms, *_ = table.widths_cm.values()
        paper.line([Piece(ms), Piece(table.full_cm - ms, title, look={"font": BOLD})], boxed=True)
        for measure in (first, *rest):
            again(table, [_lines(table, measure)])
            paper.line([*_answer(table, measure)], _lines(table, measure), boxed=True)


def again(table: Printed, lines: Sequence[int]) -> None:
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
