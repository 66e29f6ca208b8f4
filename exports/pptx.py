"""About ten slides with charts that stay editable: one message each, its numbers and clauses in the speaker's notes.

16:9, 18 pt and more for all that the room reads. Where units or indicators are many, the furthest stand and the rest
are counted.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches, Pt

from exports import seal_marks
from exports.package import made_at, repacked
from exports.parts import Chart, Lines, Rows, Slide
from exports.report import report
from exports.slides import slides
from exports.snapshot import Snapshot
from wording import seals as seal_words

SUFFIX = ".pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, ROOM = Inches(0.6), Inches(12.13)
TOP, DEEP = Inches(1.75), Inches(5.0)
TITLE_ONLY = 5  # of the layouts that python-pptx brings
TYPE = "Arial"  # on every machine, or its twin Liberation Sans
MARK = Inches(0.75)
LARGE, READ, FOOT = Pt(24), Pt(18), Pt(12)
INK, GREY = RGBColor(0x1B, 0x3A, 0x57), RGBColor(0x5B, 0x6B, 0x7B)
# Fill of each series, told apart without colour too: ground, pattern (None: solid).
FILLS = {
    "met": ("8CCFC2", None), "not_met": ("C2480F", MSO_PATTERN.WIDE_UPWARD_DIAGONAL), "not_due": ("D3E3F4", None),
    "incomplete": ("FBE3A2", MSO_PATTERN.PERCENT_20), "not_reported": ("FFFFFF", MSO_PATTERN.DIAGONAL_CROSS),
    "nothing_arose": ("E6E9ED", None), "suppressed": ("F5F6F8", MSO_PATTERN.NARROW_HORIZONTAL),
    "first": ("1B3A57", None), "second": ("DCE6EE", MSO_PATTERN.LIGHT_UPWARD_DIAGONAL), "third": ("8CA9C0", None),
    "fourth": ("F2C35C", MSO_PATTERN.PERCENT_25),
}  # fmt: skip


def render(snapshot: Snapshot) -> bytes:
    """The presentation."""
    said, show = report(snapshot), Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"Calibri", TYPE.encode())
    foot = " · ".join([said.foot, said.code])
    for slide in slides(snapshot, said):
        _mark(_add(show, slide, said.sample, foot), snapshot)
    properties = show.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language = said.subject, "vi-VN"
    properties.created = properties.modified = made_at(snapshot)
    written = BytesIO()
    show.save(written)
    return repacked(written.getvalue(), made_at(snapshot))


def _add(show: Any, slide: Slide, sample: str, foot: str) -> Any:
    page = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    place = page.shapes.title
    place.left, place.top, place.width, place.height = LEFT, Inches(0.35), ROOM, Inches(1.3)
    place.text_frame.word_wrap = True
    _write(place.text_frame.paragraphs[0], slide.title, Pt(30 if len(slide.title) < 80 else 24), bold=True, color=INK)
    body = slide.body
    if isinstance(body, Chart) and body.names:
        _chart(page, body)
    elif isinstance(body, Rows):
        _table(page, body)
    elif isinstance(body, Lines):
        _lines(page, body.lines, TOP, DEEP, LARGE)
    if slide.aside:
        _lines(page, [slide.aside], TOP + DEEP - Inches(0.05), Inches(0.4))
    _lines(page, [foot], Inches(7.05), Inches(0.35), FOOT, GREY)
    if sample:
        _lines(page, [sample], Inches(0.05), Inches(0.35), READ, RGBColor(0xC2, 0x48, 0x0F))
    page.notes_slide.notes_text_frame.text = "\n".join(slide.notes)
    return page


def _mark(page: Any, snapshot: Snapshot) -> None:
    """The QR code of sealed figures in the corner; the slides share one picture."""
    picture, code = seal_marks.qr_png(snapshot), seal_marks.code(snapshot)
    if picture and code:
        placed = page.shapes.add_picture(BytesIO(picture), WIDE - MARK, HIGH - MARK, MARK, MARK)
        placed._element.nvPicPr.cNvPr.set("descr", seal_words.qr_alt(code))


def _lines(page: Any, lines: list[str], top: int, deep: int, size: Any = READ, color: RGBColor | None = None) -> None:
    frame = page.shapes.add_textbox(LEFT, top, ROOM, deep).text_frame
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        _write(paragraph, line, size, color=color)


def _write(paragraph: Any, text: str, size: Any, *, bold: bool = False, color: RGBColor | None = None) -> None:
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, size, bold
    run.font.language_id = MSO_LANGUAGE_ID.VIETNAMESE
    if color is not None:
        run.font.color.rgb = color


def _chart(page: Any, body: Chart) -> None:
    """Horizontal bars, the first on top; labels are texts, so that they say what the paper says."""
    given = CategoryChartData()
    given.categories = body.names
    for series in body.series:
        given.add_series(series.name, series.values)
    kind = XL_CHART_TYPE.BAR_STACKED if body.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    chart = page.shapes.add_chart(kind, LEFT, TOP, ROOM, DEEP, given).chart
    chart.font.size, chart.has_title = READ, False
    chart.has_legend = len(body.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = GREY
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    if body.top:
        chart.value_axis.maximum_scale = body.top
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45 if len(body.names) > 3 else 120, 100 if body.is_stacked else -5
    for drawn, series in zip(plot.series, body.series, strict=True):
        _fill(drawn.format, series.paint)
        for place, label in enumerate(series.labels):
            if label:
                shown = drawn.points[place].data_label
                shown.text_frame.text = label
                shown.text_frame.paragraphs[0].runs[0].font.size = READ
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


def _table(page: Any, body: Rows) -> None:
    shape = page.shapes.add_table(len(body.rows) + 1, len(body.headings), LEFT, TOP, ROOM, Inches(0.4))
    whole = sum(body.weights)
    for column, weight in zip(shape.table.columns, body.weights, strict=True):
        column.width = int(ROOM * weight / whole)
    for row, texts in zip(shape.table.rows, [body.headings, *body.rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell.text_frame.paragraphs[0], text, READ)
