"""Rows of events on «Bản in»: by their place among the rows that the loaders read, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.formula import ArrayFormula

from loaders.template.columns import ALIGNMENTS, DEFAULT_ENTRY, ENTRIES, FORMATS
from loaders.template.formulas import quoted
from loaders.template.names import Area, Terms
from loaders.template.paper import Paper, Piece, room_for, tall
from loaders.template.printed_tables import Printed, again, shown
from loaders.template.style import BOLD, CENTRE, GENERAL_FORMAT, ITALIC, LEFT
from loaders.template.text import height_pt
from wording import checks as check_words
from wording import printed as words
from wording import template as form_words


def print_events(table: Printed, room: int) -> None:
    """Rows in their order, blank ones and check sums left out, and how many more there are."""
    above = heights_above(table)
    row = height_pt(table.row_lines)
    whole = [*above, *[row] * room, height_pt(1)]
    paper = table.paper
    # Kept on one page where one page holds it; a longer table at least begins with a row.
    if not paper.has_room_for(whole if sum(whole) < paper.page_pt else [*above, row]):
        paper.turn()
    paper.line([Piece(table.full_cm, table.title(), look={"font": BOLD})])
    for text in table.legends():
        paper.line([Piece(table.full_cm, text, look={"font": ITALIC})], tall(text, table.full_cm))
    pieces, lines = table.headings()
    paper.line(pieces, lines, boxed=True)
    for number in range(1, room + 1):
        again(table, [table.row_lines])
        paper.line([*_event(table, number)], table.row_lines, boxed=True)
    paper.line([Piece(table.full_cm, _rest(table, room), is_formula=True, look={"font": BOLD})])


def heights_above(table: Printed) -> list[float]:
    """Of the lines over a table's first row, in points."""
    legends = [tall(text, table.full_cm) for text in table.legends()]
    return [height_pt(lines) for lines in (1, *legends, table.headings()[1])]


def rows_that_fit(table: Printed, below: Sequence[float]) -> int:
    """How many rows of a table the page still holds, with its own last line and some lines below it."""
    used = sum([table.paper.used_pt, *heights_above(table), height_pt(1), *below])
    return int((table.paper.page_pt - used) // height_pt(table.row_lines))


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
    """How many characters are printed: what has room, and always the labels of a list and our own marks."""
    labels = [label for _, label in table.choices.get(name, [])]
    mark = len(form_words.CASE_FROM_BEFORE) if name == "note" else 0
    return max(room_for(width, table.row_lines), *map(len, labels), mark)


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
