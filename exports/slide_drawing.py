"""Charts and tables of a slide: native and editable, told apart without colour, each with words for who does not see.

18 pt and more for all that the room reads.
"""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from exports.parts import Chart, Rows, Series
from exports.slide_template import Ground
from wording import drawn as words

READ = Pt(18)
ON_DARK = {"not_met": RGBColor(0xFF, 0xFF, 0xFF), "first": RGBColor(0xFF, 0xFF, 0xFF)}  # of a number within a bar
NARROWEST = 0.05  # of a whole bar, that its label needs
INK, GREY = RGBColor(0x1B, 0x3A, 0x57), RGBColor(0x5B, 0x6B, 0x7B)
# Fill of each series, told apart without colour too: ground, pattern (None: solid).
FILLS = {
    "met": ("8CCFC2", None), "not_met": ("C2480F", MSO_PATTERN.WIDE_UPWARD_DIAGONAL), "not_due": ("D3E3F4", None),
    "incomplete": ("FBE3A2", MSO_PATTERN.PERCENT_20), "not_reported": ("FFFFFF", MSO_PATTERN.DIAGONAL_CROSS),
    "nothing_arose": ("E6E9ED", None), "suppressed": ("F5F6F8", MSO_PATTERN.NARROW_HORIZONTAL),
    "first": ("1B3A57", None), "second": ("DCE6EE", MSO_PATTERN.LIGHT_UPWARD_DIAGONAL), "third": ("8CA9C0", None),
    "fourth": ("F2C35C", MSO_PATTERN.PERCENT_25),
}  # fmt: skip
GAPS = {1: 400, 2: 200}  # percent of a bar: so few would be blocks
KINDS = {
    (False, False): XL_CHART_TYPE.BAR_CLUSTERED, (True, False): XL_CHART_TYPE.BAR_STACKED,
    (True, True): XL_CHART_TYPE.BAR_STACKED_100,
}  # fmt: skip


def write(paragraph: Any, text: str, size: Any, *, bold: bool = False, color: RGBColor | None = None) -> None:
    """A run of Vietnamese text."""
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, size, bold
    run.font.language_id = MSO_LANGUAGE_ID.VIETNAMESE
    if color is not None:
        run.font.color.rgb = color


def draw_chart(on: Ground, page: Any, body: Chart, title: str) -> None:
    """Horizontal bars, the first on top; labels are texts, so that they say what the paper says."""
    given = CategoryChartData()
    given.categories = body.names
    for series in body.series:
        given.add_series(series.name, series.values)
    shape = page.shapes.add_chart(KINDS[body.is_stacked, body.is_whole], on.left, on.top, on.wide, on.deep, given)
    labels = [(series.name, series.labels) for series in body.series]
    shape._element.nvGraphicFramePr.cNvPr.set("descr", words.chart(title, body.names, labels))
    chart = shape.chart
    chart.font.size, chart.has_title = READ, False
    chart.has_legend = len(body.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, body)
    plot = chart.plots[0]
    bars = len(body.names) * (1 if body.is_stacked else len(body.series))
    plot.gap_width, plot.overlap = 45 if len(body.names) > 3 else GAPS.get(bars, 120), 100 if body.is_stacked else -5
    for drawn, series in zip(plot.series, body.series, strict=True):
        _fill(drawn.format, series.paint)
        _label(drawn, series, body)


def _axes(chart: Any, body: Chart) -> None:
    """Every name stands beside its bars; values are said by labels, so their axis is not drawn."""
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.color.rgb = GREY
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    names._element.insert_element_before(every, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = 0
    if body.top:
        values.maximum_scale = body.top


def _label(drawn: Any, series: Series, body: Chart) -> None:
    """What each bar says; a part too narrow for its number goes without: the name beside the bar tells it."""
    for place, label in enumerate(series.labels):
        whole = sum(other.values[place] or 0 for other in body.series) if body.is_whole else 0
        if label and (series.values[place] or 0) >= NARROWEST * whole:
            shown = drawn.points[place].data_label
            shown.text_frame.text = label
            run = shown.text_frame.paragraphs[0].runs[0]
            run.font.size = READ
            if body.is_stacked and series.paint in ON_DARK:
                run.font.color.rgb = ON_DARK[series.paint]
            shown.position = XL_LABEL_POSITION.CENTER if body.is_stacked else XL_LABEL_POSITION.OUTSIDE_END


def _fill(form: Any, paint: str) -> None:
    ground, pattern = FILLS[paint]
    color = RGBColor.from_string(ground)
    form.line.color.rgb = GREY
    if pattern is None:
        form.fill.solid()
        form.fill.fore_color.rgb = color
        return
    form.fill.patterned()
    form.fill.pattern = pattern
    form.fill.fore_color.rgb, form.fill.back_color.rgb = GREY, color


def draw_table(on: Ground, page: Any, body: Rows, title: str) -> None:
    """A table of few lines; without a template of one's own in the colours of the house."""
    shape = page.shapes.add_table(len(body.rows) + 1, len(body.headings), on.left, on.top, on.wide, Inches(0.4))
    shape._element.nvGraphicFramePr.cNvPr.set("descr", words.table(title, len(body.rows)))
    whole = sum(body.weights)
    for column, weight in zip(shape.table.columns, body.weights, strict=True):
        column.width = int(on.wide * weight / whole)
    shape.table.horz_banding = on.is_own
    for row, texts in zip(shape.table.rows, [body.headings, *body.rows], strict=True):
        is_head = texts is body.headings
        for cell, text in zip(row.cells, texts, strict=True):
            if not on.is_own:
                cell.fill.solid()
                cell.fill.fore_color.rgb = INK if is_head else RGBColor(0xE9, 0xEF, 0xF4)
            write(cell.text_frame.paragraphs[0], text, READ, bold=is_head)
