"""About ten slides with charts that stay editable: one message each, its numbers and clauses in the speaker's notes.

16:9, 18 pt and more for all that the room reads. Where units or indicators are many, the furthest stand and the rest
are counted.
"""

from __future__ import annotations

from io import BytesIO
from math import inf
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from exports import seal_marks
from exports.package import made_at, repacked
from exports.parts import Chart, Lines, Rows, Slide
from exports.report import report
from exports.slide_drawing import GREY, INK, READ, draw_chart, draw_table, write
from exports.slide_template import FIRST, FOOT, ROOM, SAMPLE, TEXT, Ground, below_title, ground
from exports.slides import slides
from exports.snapshot import Snapshot
from wording import seals as seal_words

SUFFIX = ".pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TAKES = "template"
MARK = Inches(0.75)
LARGE, SMALL = Pt(24), Pt(12)
TITLE_SIZES = ((120, 36), (80, 30), (150, 24), (inf, 20))  # fewer letters than these, points; the largest: title slide


def render(snapshot: Snapshot, template: bytes | None = None) -> bytes:
    """The presentation, in the ward's own template where one is given. Raises TemplateError."""
    said, on = report(snapshot), ground(template)
    foot = " · ".join([said.foot, said.code])
    for slide in slides(snapshot, said):
        page = _page(on, slide)
        _around(on, page, slide, said.sample, foot)
        _mark(on, page, snapshot)
    properties = on.show.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language = said.subject, "vi-VN"
    properties.created = properties.modified = made_at(snapshot)
    written = BytesIO()
    on.show.save(written)
    return repacked(written.getvalue(), made_at(snapshot))


def _page(on: Ground, slide: Slide) -> Any:
    """A slide with title and body: on the template's title slide, on its slide for text, or below a title alone."""
    body = slide.body
    kind, below = (on.first, FIRST[1]) if slide.is_first else (on.text, TEXT[1])
    takes_text = kind is not None and isinstance(body, Lines)
    page = on.show.slides.add_slide(kind if takes_text else on.layout)
    _title(on, page.shapes.title, slide)
    if isinstance(body, Chart) and body.names:
        draw_chart(on, page, body, slide.title)
    elif isinstance(body, Rows):
        draw_table(on, page, body, slide.title)
    elif isinstance(body, Lines) and takes_text:
        _fill(on, below_title(page, below), body.lines, is_first=slide.is_first)
    elif isinstance(body, Lines):
        _lines(on, page, body.lines, on.top, on.deep, LARGE)
    return page


def _title(on: Ground, place: Any, slide: Slide) -> None:
    """In a template the title keeps the template's place, type and colour."""
    letters = len(slide.title) * ROOM / on.wide  # as if the slide were as wide as the plain one
    size = Pt(next(points for most, points in TITLE_SIZES if letters < most and (points < 36 or slide.is_first)))
    place.text_frame.word_wrap = True
    line = place.text_frame.paragraphs[0]
    if not on.is_own:
        top, high = (Inches(1.6), Inches(2.2)) if slide.is_first else (Inches(0.35), Inches(1.3))
        place.left, place.top, place.width, place.height = on.left, top, on.wide, high
        place.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if slide.is_first else MSO_ANCHOR.MIDDLE
        line.alignment = PP_ALIGN.LEFT
    write(line, slide.title, size, bold=True, color=None if on.is_own else INK)


def _fill(on: Ground, place: Any, lines: list[str], *, is_first: bool) -> None:
    """Sentences in the placeholder that the layout has for them, so that they stand in the outline too."""
    if not on.is_own:
        top, high = (Inches(4), Inches(2.6)) if is_first else (on.top, on.deep)
        place.left, place.top, place.width, place.height = on.left, top, on.wide, high
    _write_lines(place.text_frame, lines, READ if is_first else LARGE, None if on.is_own else INK, left=not on.is_own)


def _around(on: Ground, page: Any, slide: Slide, sample: str, foot: str) -> None:
    """The line under the chart, which figures these are, that they are made up, and the presenter's notes."""
    if slide.aside:
        _lines(on, page, [slide.aside], on.top + on.deep - Inches(0.05), Inches(0.4))
    _lines(on, page, [foot], on.show.slide_height - FOOT, SAMPLE, SMALL, GREY)
    if sample:
        _lines(on, page, [sample], Inches(0.05), SAMPLE, READ, RGBColor(0xC2, 0x48, 0x0F))
    page.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _mark(on: Ground, page: Any, snapshot: Snapshot) -> None:
    """The QR code of sealed figures in the corner; the slides share one picture."""
    picture, code = seal_marks.qr_png(snapshot), seal_marks.code(snapshot)
    if picture and code:
        placed = page.shapes.add_picture(
            BytesIO(picture), on.show.slide_width - MARK, on.show.slide_height - MARK, MARK, MARK
        )
        placed._element.nvPicPr.cNvPr.set("descr", seal_words.qr_alt(code))


def _lines(
    on: Ground, page: Any, lines: list[str], top: int, deep: int, size: Any = READ, color: RGBColor | None = None
) -> None:
    _write_lines(page.shapes.add_textbox(on.left, top, on.wide, deep).text_frame, lines, size, color)


def _write_lines(frame: Any, lines: list[str], size: Any, color: RGBColor | None = None, *, left: bool = False) -> None:
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        if left:
            paragraph.alignment = PP_ALIGN.LEFT
        write(paragraph, line, size, color=color)
