"""About ten slides with charts that stay editable: one message each, its numbers and clauses in the speaker's notes.

16:9, 18 pt and more for all that the room reads. Where units or indicators are many, the furthest stand and the rest
are counted.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from exports import seal_marks
from exports.package import made_at, repacked
from exports.parts import Chart, Lines, Rows, Slide
from exports.report import report
from exports.slide_drawing import GREY, INK, READ, draw_chart, draw_table, write
from exports.slide_template import FOOT, SAMPLE, Ground, ground
from exports.slides import slides
from exports.snapshot import Snapshot
from wording import seals as seal_words

SUFFIX = ".pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TAKES = "template"
MARK = Inches(0.75)
LARGE, SMALL = Pt(24), Pt(12)


def render(snapshot: Snapshot, template: bytes | None = None) -> bytes:
    """The presentation, in the ward's own template where one is given. Raises TemplateError."""
    said, on = report(snapshot), ground(template)
    foot = " · ".join([said.foot, said.code])
    for slide in slides(snapshot, said):
        _mark(on, _add(on, slide, said.sample, foot), snapshot)
    properties = on.show.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language = said.subject, "vi-VN"
    properties.created = properties.modified = made_at(snapshot)
    written = BytesIO()
    on.show.save(written)
    return repacked(written.getvalue(), made_at(snapshot))


def _add(on: Ground, slide: Slide, sample: str, foot: str) -> Any:
    """A slide; in a template its title keeps the template's place, type and colour."""
    page, size = on.show.slides.add_slide(on.layout), Pt(30 if len(slide.title) < 80 else 24)
    place, body = page.shapes.title, slide.body
    place.text_frame.word_wrap = True
    if not on.is_own:
        place.left, place.top, place.width, place.height = on.left, Inches(0.35), on.wide, Inches(1.3)
    write(place.text_frame.paragraphs[0], slide.title, size, bold=True, color=None if on.is_own else INK)
    if isinstance(body, Chart) and body.names:
        draw_chart(on, page, body, slide.title)
    elif isinstance(body, Rows):
        draw_table(on, page, body, slide.title)
    elif isinstance(body, Lines):
        _lines(on, page, body.lines, on.top, on.deep, LARGE)
    if slide.aside:
        _lines(on, page, [slide.aside], on.top + on.deep - Inches(0.05), Inches(0.4))
    _lines(on, page, [foot], on.show.slide_height - FOOT, SAMPLE, SMALL, GREY)
    if sample:
        _lines(on, page, [sample], Inches(0.05), SAMPLE, READ, RGBColor(0xC2, 0x48, 0x0F))
    page.notes_slide.notes_text_frame.text = "\n".join(slide.notes)
    return page


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
    frame = page.shapes.add_textbox(on.left, top, on.wide, deep).text_frame
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        write(paragraph, line, size, color=color)
