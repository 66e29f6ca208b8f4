"""Pieces of a Word document: paragraphs, headings and tables in the type of an official report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exports.parts import Grid, Heat, Points
from wording import official
from wording import report as words

TABLE, SMALL, FEW = 11, 9, 6  # points in a table, in one of more than FEW columns
WIDE, ACROSS = 160, 247  # mm between the margins, of a sheet upright and across
UNIT_WIDE = 42  # mm for the names beside the marks
LETTER, MM_A_POINT, EDGE = 0.53, 25.4 / 72, 0.4  # of its type, a digit with some room; mm: lines beside a cell
CELL_MARGIN, NARROW = 0.8, 9  # mm: beside a text; a column too narrow for the code of an indicator


def tell(document: Any, parts: Sequence[Any], clause: str = "", wide: float = WIDE) -> None:
    """Parts of the report as paragraphs and tables; bars have sentences of their own.

    `clause`: what the sentences belong to; `wide`: mm between the margins.
    """
    for part in parts:
        if isinstance(part, Points):
            for line in part.lines:
                say(document, official.dash(official.bound(line, clause)))
        elif isinstance(part, Grid):
            _grid(document, part, wide)
        elif isinstance(part, Heat):
            _marks(document, part, wide)


def say(document: Any, text: str) -> Any:
    """A paragraph of the body: first line set in, both edges even, 6 pt below."""
    paragraph = document.add_paragraph(text)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(10), Pt(6), 1.15
    paragraph.alignment = ALIGN.JUSTIFY
    return paragraph


def heading(document: Any, text: str) -> None:
    """A heading that stays with what follows and stands in the outline."""
    paragraph = say(document, "")
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.keep_with_next, paragraph.alignment = True, ALIGN.LEFT
    level = element("w:outlineLvl", val="0")
    paragraph._p.get_or_add_pPr().append(level)


def line(place: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, first: bool = False) -> Any:
    """A centred line; `first` takes the empty paragraph that a cell begins with."""
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def rule(place: Any, margin: float) -> None:
    """A thin line under what stands above, set in by `margin` mm on both sides."""
    paragraph = line(place, "", 4)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(margin)
    border = OxmlElement("w:pBdr")
    border.append(element("w:top", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")


def side_by_side(document: Any, *widths: float) -> Any:
    """Cells beside each other without lines, as wide as told in mm."""
    table = document.add_table(1, len(widths))
    _size(table, widths)
    return table.rows[0].cells


def _size(table: Any, widths: Sequence[float]) -> None:
    """Columns as wide as told, in mm, with little room at the edges of a cell."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(Mm(CELL_MARGIN).twips), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _grid(document: Any, part: Grid, wide: float) -> None:
    if part.heading:
        heading(document, part.heading)
    table = _table(
        document,
        [part.headings, *part.rows],
        _widths(part, wide),
        [ALIGN.RIGHT if number else ALIGN.LEFT for number in part.is_number],
    )
    _describe(table, part.heading or ", ".join(part.headings))


def _widths(part: Grid, wide: float) -> list[float]:
    """Columns in mm by their weights, but none narrower than its longest date or code, as long as there is room."""
    sizes = [wide * weight / sum(part.weights) for weight in part.weights]
    letter = points(len(sizes)) * LETTER * MM_A_POINT
    words_of = ([word for text in texts for word in text.split()] for texts in zip(*part.rows, strict=True))
    least = [max(map(len, found), default=0) * letter + 2 * CELL_MARGIN + EDGE for found in words_of]
    least = least or [0.0] * len(sizes)
    widened = [max(size, low) for size, low in zip(sizes, least, strict=True)]
    spare = [size - low for size, low in zip(widened, least, strict=True)]
    missing = sum(widened) - wide
    if missing > sum(spare):
        return sizes
    return [
        size - (missing * room / sum(spare) if missing > 0 else 0) for size, room in zip(widened, spare, strict=True)
    ]


def points(columns: int) -> int:
    """The type of a table of so many columns."""
    return TABLE if columns <= FEW else SMALL


def _marks(document: Any, part: Heat, wide: float) -> None:
    """Units by indicators: what each mark means, then a mark in each cell; below, it could stand on a sheet alone."""
    say(document, part.sentence)
    say(document, part.legend)
    each = (wide - UNIT_WIDE) / len(part.codes)
    rows = [[name, *(part.marks.get(state, "") for state in states)] for name, states in part.rows]
    table = _table(document, [[words.UNIT, *part.codes], *rows], [UNIT_WIDE, *(each for _ in part.codes)],
                   [ALIGN.LEFT, *(ALIGN.CENTER for _ in part.codes)])  # fmt: skip
    _describe(table, part.sentence)
    if each < NARROW:
        for cell in table.rows[0].cells[1:]:
            cell._tc.get_or_add_tcPr().append(element("w:textDirection", val="btLr"))
        table.rows[0].height = Mm(13)


def _describe(table: Any, text: str) -> None:
    """What a voice says of a table before its cells."""
    for name in ("w:tblCaption", "w:tblDescription"):
        table._tbl.tblPr.append(element(name, val=text))


def _table(document: Any, rows: list[list[str]], sizes: list[float], aligned: list[Any]) -> Any:
    """A table with its first row repeated on every page; sizes in mm. Rows are not torn apart."""
    table = document.add_table(len(rows), len(sizes), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _size(table, sizes)
    small = Pt(points(len(sizes)))
    cells = table._cells  # table.cell() counts all cells anew at every call
    for place, (text, cell) in enumerate(zip((said for row in rows for said in row), cells, strict=True)):
        row, column = divmod(place, len(sizes))
        cell.width = Mm(sizes[column])
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER if row == 0 else aligned[column]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.bold = small, row == 0
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


def element(name: str, **attributes: str) -> Any:
    """An element of the document's XML with attributes of its own namespace."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def add_field(paragraph: Any, code: str) -> None:
    """What the word processor fills in itself, such as PAGE."""
    run, instruction = paragraph.add_run()._r, OxmlElement("w:instrText")
    instruction.text = code
    for part in (element("w:fldChar", fldCharType="begin"), instruction, element("w:fldChar", fldCharType="end")):
        run.append(part)
