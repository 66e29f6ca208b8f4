"""The draft of the official report, in the layout of Decree 30/2020/NĐ-CP, to be completed in Word or LibreOffice.

A4, margins 20–30–20–20 mm, Times New Roman 14, page number centred above from page 2. Source: domain, Papers.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exports import seal_marks
from exports.package import made_at, repacked
from exports.parts import Bars, Grid, Points, Report, grid
from exports.report import report
from exports.snapshot import Snapshot
from exports.tables import tables
from exports.word import ACROSS, SMALL, add_field, element, heading, line, rule, say, side_by_side, tell
from exports.word_picture import place_picture
from wording import official as words
from wording import papers
from wording import questions as question_words
from wording import report as report_words
from wording import seals as seal_words

SUFFIX = ".docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPE, BODY = "Times New Roman", 14  # points
MARKED = {False: (193, 278, 13), True: (280, 192, 13)}  # upright, across: mm from left and top, wide; in the margin
INDICATORS = ("code", "clause", "label", "value", "numerator", "denominator", "target", "status", "previous",
              "last_year")  # fmt: skip


def render(snapshot: Snapshot) -> bytes:
    """The report, its parts in the order of an official one, tables in the appendix."""
    said = report(snapshot)
    document = Document()
    _set_up(document, said)
    _letterhead(document, snapshot)
    _title(document, said)
    say(document, words.opening(snapshot["unit_name"], snapshot["period"]["label"], said.counted))
    _parts(document, said)
    last = say(document, words.closing(snapshot["unit_name"], snapshot["period"]["label"]))
    last.paragraph_format.keep_with_next = True
    _sign(document, snapshot)
    _appendix(document, said, snapshot)
    _mark(document, snapshot)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language = said.subject, "vi-VN"
    properties.created = properties.modified = made_at(snapshot)
    written = BytesIO()
    document.save(written)
    return repacked(written.getvalue(), made_at(snapshot))


def _set_up(document: Any, said: Report) -> None:
    """Type, margins, the page number above, and below what every sheet says."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = TYPE, Pt(BODY)
    fonts = normal.element.get_or_add_rPr()
    fonts.rFonts.set(qn("w:eastAsia"), TYPE)
    fonts.append(element("w:lang", val="vi-VN"))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    add_field(number, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        _foot(footer, said)


def _foot(footer: Any, said: Report) -> None:
    below = footer.paragraphs[0]
    below.alignment = ALIGN.CENTER
    notes = [said.sample, papers.FOR_MEETING, said.counted, said.code]
    below.add_run(" · ".join(filter(None, notes))).font.size = Pt(SMALL)


def _mark(document: Any, snapshot: Snapshot) -> None:
    """The QR code of sealed figures in the corner of every sheet, outside the text."""
    picture, code = seal_marks.qr_png(snapshot), seal_marks.code(snapshot)
    if not picture or not code:
        return
    for section in document.sections:
        footers = [section.footer, *([section.first_page_footer] if section.different_first_page_header_footer else [])]
        for footer in footers:
            place = MARKED[section.orientation == WD_ORIENT.LANDSCAPE]
            place_picture(footer.paragraphs[0], picture, *place, seal_words.qr_alt(code))


def _letterhead(document: Any, snapshot: Snapshot) -> None:
    """The agency on the left, the national motto on the right, number and date left to fill."""
    is_single = _is_single(snapshot)
    left, right = side_by_side(document, 65, 95)
    line(left, words.TO_FILL if is_single else words.COMMITTEE, 13, first=True)
    line(left, snapshot["unit_name"].upper(), 13, bold=True)
    rule(left, 18)
    line(left, words.NUMBER_TO_FILL if is_single else words.NUMBER_LINE, 13)
    line(left, words.DRAFT, 13, bold=True)
    line(right, words.MOTTO[0], 12, bold=True, first=True)
    line(right, words.MOTTO[1], 13, bold=True)
    rule(right, 17)
    line(right, words.DATE_LINE, 13, italic=True)


def _title(document: Any, said: Report) -> None:
    line(document, words.TITLE, BODY, bold=True).paragraph_format.space_before = Pt(12)
    line(document, said.subject, BODY, bold=True)
    rule(document, 55)
    if said.sample:
        line(document, papers.SAMPLE_NOTE, 12, italic=True)


def _parts(document: Any, said: Report) -> None:
    """The parts in words; sentences with their numbers are the report's own, bound to indicator and clause."""
    parts = {section.heading: section.parts for section in said.sections}
    clauses = {section.heading: section.clause for section in said.sections}
    heading(document, words.part(0, words.RETURNS))
    tell(document, parts[report_words.RETURNS])
    heading(document, words.part(1, words.RESULTS))
    tell(document, [Points(said.headlines)])
    told = [part for part in parts[report_words.INDICATORS] if isinstance(part, Bars)]
    for place, bars in enumerate(told, start=1):
        heading(document, words.item(place, bars.heading))
        tell(document, [Points([words.bound(bar.sentence, bar.clause, bar.code) for bar in bars.bars])])
    heading(document, words.part(2, words.TRAINING))
    tell(document, parts[report_words.TRAINING], clauses[report_words.TRAINING])
    heading(document, words.part(3, words.COMPLAINTS))
    tell(document, parts[report_words.COMPLAINTS], clauses[report_words.COMPLAINTS])
    heading(document, words.part(4, words.ASSESSMENT))
    for open_line in words.TO_ASSESS:
        say(document, open_line)
    heading(document, words.part(5, words.TASKS))
    lacking = [part for part in parts[report_words.BY_UNIT] if isinstance(part, Grid)]
    say(document, words.TO_DO if lacking else words.NOTHING_LACKING)
    tell(document, lacking)
    tell(document, parts.get(report_words.FOLLOW_UP, []))
    say(document, words.TO_ASK)


def _appendix(document: Any, said: Report, snapshot: Snapshot) -> None:
    """What is read as a table, on sheets across: every indicator, marks by unit; then what the figures are made of."""
    parts = {section.heading: section.parts for section in said.sections}
    indicators = next(table for table in tables(snapshot) if table.key == "indicators")
    _turn(document, said, WD_ORIENT.LANDSCAPE)
    line(document, words.APPENDIX, BODY, bold=True)
    heading(document, report_words.INDICATORS)
    tell(document, [grid(indicators, INDICATORS)], wide=ACROSS)
    wide: dict[str, list[Any]] = {
        report_words.BY_UNIT: [part for part in parts[report_words.BY_UNIT] if not isinstance(part, Grid)],
        question_words.HEADING: parts.get(question_words.HEADING, []),
    }
    for named, shown in wide.items():
        if shown:
            heading(document, named)
            tell(document, shown, wide=ACROSS)
    _turn(document, said, WD_ORIENT.PORTRAIT)
    heading(document, report_words.NOTES)
    tell(document, parts[report_words.NOTES])


def _turn(document: Any, said: Report, orientation: Any) -> None:
    """The following sheets upright or across, numbered on; each direction has a foot of its own for its code."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    bearer = document.paragraphs[-1].paragraph_format  # of the break: on a full sheet it would take one of its own
    bearer.space_before, bearer.space_after, bearer.line_spacing = Pt(0), Pt(0), Pt(1)
    section.orientation = orientation
    section.page_width, section.page_height = section.page_height, section.page_width
    section.different_first_page_header_footer = False
    section.footer.is_linked_to_previous = False
    _foot(section.footer, said)


def _sign(document: Any, snapshot: Snapshot) -> None:
    """Recipients on the left, who signs on the right; names, signature and seal stay open."""
    left, right = side_by_side(document, 75, 85)
    head = line(left, words.RECIPIENTS, 12, bold=True, italic=True, first=True)
    head.alignment = ALIGN.LEFT
    for said in words.RECIPIENT_LINES:
        line(left, said, 11).alignment = ALIGN.LEFT
    for place, said in enumerate(words.SIGNATURE_TO_FILL if _is_single(snapshot) else words.SIGNATURE):
        line(right, said, BODY, bold=True, first=place == 0)


def _is_single(snapshot: Snapshot) -> bool:
    """Whether the report is of one unit that reports by itself, which has no committee of its own to sign."""
    return [row["unit"] for row in snapshot["returns"]] == [snapshot["unit"]]
