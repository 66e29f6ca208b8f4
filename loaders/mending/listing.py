"""«Cần sửa»: the first sheet of a returned workbook, one line a problem with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.mending.marks import FILLS, LISTING
from loaders.mending.parts import Element, NotEditable, Parts, main
from loaders.spreadsheets.workbook import column_letter
from loaders.template.style import CM_AN_INCH, DIGIT_PIXELS, FONT_NAME, MARGINS_CM, PIXELS_AN_INCH
from loaders.template.text import FONT_PT, height_pt, lines_of
from wording import mending as words

WIDTHS_CM = (1.1, 2.6, 3.2, 1.9, 8.0, 9.8)  # together the width of A4 landscape between its margins
LINKED = {True: 4, False: 3}  # the column that is clicked: the cell's; without a cell the sheet's
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = "xl/styles.xml"
_AS_TEXT = 49  # the number format «@»: what is typed stays as it is typed


@dataclass(frozen=True)
class Line:
    """One problem as it is listed; `link` is the cell to go to, None where there is none."""

    severity: str
    sheet: str
    cell: str
    wrong: str
    remedy: str
    link: str | None


@dataclass(frozen=True)
class _Looks:
    """Numbers of the listing's own cell formats among those of the workbook."""

    title: int
    text: int
    heading: int
    body: int
    link: int
    severity: dict[str, int]


def write_listing(parts: Parts, lines: Sequence[Line], notes: Sequence[str]) -> tuple[str, int]:
    """Adds the sheet's part; gives its name and the row of its header. `notes` stand between title and header."""
    looks = _looks(parts)
    rows = main("sheetData")
    errors = sum(line.severity == "error" for line in lines)
    top = [words.title(errors, len(lines) - errors), *notes]
    for number, text in enumerate(top, start=1):
        is_title = number == 1
        cells = [(text, looks.title if is_title else looks.text)]
        rows.append(_row(number, cells, lines_of(text, sum(WIDTHS_CM), is_bold=is_title)))
    header = len(top) + 1
    rows.append(_row(header, [(heading, looks.heading) for heading in words.HEADINGS], 1))
    for number, line in enumerate(lines, start=1):
        said = (str(number), words.SEVERITIES[line.severity], line.sheet, line.cell, line.wrong, line.remedy)
        formats = [looks.body, looks.severity[line.severity], *[looks.body] * 4]
        if line.link:
            formats[LINKED[bool(line.cell)] - 1] = looks.link
        cells = list(zip(said, formats, strict=True))
        tallest = max(lines_of(text, width) for text, width in zip(said, WIDTHS_CM, strict=True))
        rows.append(_row(header + number, cells, tallest))
    sheet = _sheet(rows, header, [f"A{row}:F{row}" for row in range(1, header)], lines)
    return parts.add("xl/worksheets/returned.xml", sheet, _SHEET_TYPE), header


def _row(number: int, cells: Sequence[tuple[str, int]], lines: int) -> Element:
    """A row of texts from A on. Each is a text in place, whatever it begins with: never a formula."""
    row = main("row", r=number, ht=height_pt(lines), customHeight=1)
    for column, (said, look) in enumerate(cells, start=1):
        cell = main("c", r=f"{column_letter(column)}{number}", s=look)
        if said:
            text, letters = main("is"), main("t")
            letters.text = said
            text.append(letters)
            cell.append(text)
            cell.set("t", "inlineStr")
        row.append(cell)
    return row


def _sheet(rows: Element, header: int, merged: Sequence[str], lines: Sequence[Line]) -> Element:
    """The sheet around its rows, in the order that the format asks for."""
    sheet, properties, views, view = main("worksheet"), main("sheetPr"), main("sheetViews"), main("sheetView")
    properties.append(main("pageSetUpPr", fitToPage=1))
    view.attrib.update({"showGridLines": "0", "tabSelected": "1", "workbookViewId": "0"})
    below = f"A{header + 1}"
    view.append(main("pane", ySplit=header, topLeftCell=below, activePane="bottomLeft", state="frozen"))
    view.append(main("selection", pane="bottomLeft", activeCell=below, sqref=below))
    views.append(view)
    columns, merges = main("cols"), main("mergeCells", count=len(merged))
    for number, centimetres in enumerate(WIDTHS_CM, start=1):
        width = round(centimetres / CM_AN_INCH * PIXELS_AN_INCH / DIGIT_PIXELS, 2)
        columns.append(main("col", min=number, max=number, width=width, customWidth=1))
    merges.extend(main("mergeCell", ref=cells) for cells in merged)
    sheet.extend((properties, views, main("sheetFormatPr", defaultRowHeight=height_pt(1)), columns, rows, merges))
    links = main("hyperlinks")
    for number, line in enumerate(lines, start=header + 1):
        if line.link:
            ref = f"{column_letter(LINKED[bool(line.cell)])}{number}"
            links.append(main("hyperlink", ref=ref, location=line.link, display=line.cell or line.sheet))
    if len(links):
        sheet.append(links)
    margins = {side: round(width / CM_AN_INCH, 3) for side, width in MARGINS_CM.items()}
    sheet.append(main("pageMargins", **margins))
    sheet.append(main("pageSetup", paperSize=9, orientation="landscape", fitToWidth=1, fitToHeight=0))
    footer, foot = main("headerFooter"), main("oddFooter")
    foot.text = f"&C{LISTING} · &P/&N"
    footer.append(foot)
    sheet.append(footer)
    return sheet


def _looks(parts: Parts) -> _Looks:
    """The formats of the listing, added behind those of the workbook."""
    plain = _look(parts, _font(parts))
    bold = _font(parts, main("b"))
    boxed = _added(parts, "borders", _border())
    severity = {
        name: _look(parts, _font(parts, main("b"), color=text), boxed, _ground(parts, ground))
        for name, (text, ground) in FILLS.items()
    }
    return _Looks(
        title=_look(parts, bold),
        text=plain,
        heading=_look(parts, bold, boxed, _ground(parts, "FFE7EDF5")),
        body=_look(parts, _font(parts), boxed),
        link=_look(parts, _font(parts, main("u"), color="FF0563C1"), boxed),
        severity=severity,
    )


def _added(parts: Parts, family: str, element: Element) -> int:
    """Puts a font, fill, border or format behind the workbook's own; gives its number."""
    known = parts.tree(_STYLES).find(f"{{*}}{family}")
    if known is None:
        raise NotEditable(_STYLES)
    known.append(element)
    known.set("count", str(len(known)))
    return len(known) - 1


def _font(parts: Parts, *styles: Element, color: str = "FF000000") -> int:
    font = main("font")
    font.extend((*styles, main("sz", val=FONT_PT), main("color", rgb=color), main("name", val=FONT_NAME)))
    return _added(parts, "fonts", font)


def _ground(parts: Parts, color: str) -> int:
    fill, pattern = main("fill"), main("patternFill", patternType="solid")
    pattern.extend((main("fgColor", rgb=color), main("bgColor", indexed=64)))
    fill.append(pattern)
    return _added(parts, "fills", fill)


def _border() -> Element:
    border = main("border")
    for side in ("left", "right", "top", "bottom"):
        line = main(side, style="thin")
        line.append(main("color", rgb="FF7F7F7F"))
        border.append(line)
    border.append(main("diagonal"))
    return border


def _look(parts: Parts, font: int, border: int = 0, fill: int = 0) -> int:
    """A format of wrapped text."""
    look = main(
        "xf", numFmtId=_AS_TEXT, fontId=font, fillId=fill, borderId=border, xfId=0, quotePrefix=1, applyNumberFormat=1,
        applyFont=1, applyFill=1, applyBorder=1, applyAlignment=1,
    )  # fmt: skip
    look.append(main("alignment", vertical="top", wrapText=1))
    return _added(parts, "cellXfs", look)
