"""The presentation that slides are put into: the ward's own template where it has one, else the plain one.

A template is a .pptx whose layouts are found by name, in English or Vietnamese; its own slides are left out.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.util import Inches

from exports.slide_files import TemplateError
from wording import slide_template as words

LARGEST = 20_000_000  # bytes
WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, ROOM, TOP, DEEP = Inches(0.6), Inches(12.13), Inches(1.75), Inches(5.0)
FOOT, SAMPLE = Inches(0.45), Inches(0.35)  # from the lower edge; and how deep a line is
LEAST = Inches(3.2)  # that a chart needs under the title
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
# Kinds of layout by their name in the file, and what may take the text below the title.
FIRST = ("title", (PP_PLACEHOLDER.SUBTITLE,))
TEXT = ("obj", (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY))
TITLE_ONLY = 5  # of the layouts that python-pptx brings
TYPE = "Arial"  # on every machine, or its twin Liberation Sans


class Ground(NamedTuple):
    """An empty presentation, the layout of slides with a chart or table, and where these have room, in EMU.

    `first` is the layout of the title slide, `text` that of sentences: None where the template has none.
    """

    show: Any
    layout: Any
    first: Any
    text: Any
    left: int
    top: int
    wide: int
    deep: int
    is_own: bool


def ground(template: bytes | None) -> Ground:
    """What slides are put on. Raises TemplateError."""
    if template is None:
        return _plain()
    show = _opened(template)
    layout = _layout(show)
    for listed in list(show.slides._sldIdLst):
        show.part.drop_rel(listed.rId)
        show.slides._sldIdLst.remove(listed)
    title = next((shape for shape in layout.placeholders if shape.placeholder_format.type in TITLES), None)
    if title is None:
        raise TemplateError(words.NO_TITLE.format(layout=layout.name))
    top = title.top + title.height + Inches(0.1)
    deep = show.slide_height - top - FOOT - Inches(0.35)
    if deep < LEAST:
        raise TemplateError(words.NO_ROOM.format(layout=layout.name))
    first, text = _of_kind(show, *FIRST), _of_kind(show, *TEXT)
    return Ground(show, layout, first, text, title.left, top, title.width, deep, is_own=True)


def _of_kind(show: Any, kind: str, below: tuple[Any, ...]) -> Any:
    """The first layout of a kind – the file says it, whatever the layout is called – with a title and a place below."""
    for layout in (layout for master in show.slide_masters for layout in master.slide_layouts):
        places = [shape.placeholder_format.type for shape in layout.placeholders]
        if layout._element.get("type") == kind and set(places) & set(TITLES) and set(places) & set(below):
            return layout
    return None


def below_title(page: Any, below: tuple[Any, ...]) -> Any:
    """The placeholder of a slide that takes what stands below its title."""
    return next(shape for shape in page.placeholders if shape.placeholder_format.type in below)


def _plain() -> Ground:
    show = Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"Calibri", TYPE.encode())
    first, text = _of_kind(show, *FIRST), _of_kind(show, *TEXT)
    return Ground(show, show.slide_layouts[TITLE_ONLY], first, text, LEFT, TOP, ROOM, DEEP, is_own=False)


def _opened(template: bytes) -> Any:
    """Only a presentation without macros: what is made of it goes by .pptx."""
    if len(template) > LARGEST:
        raise TemplateError(words.TOO_LARGE)
    try:
        show = Presentation(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise TemplateError(words.UNREADABLE) from error
    if show.part.content_type != CONTENT_TYPE.PML_PRESENTATION_MAIN:
        raise TemplateError(words.UNREADABLE)
    return show


def _layout(show: Any) -> Any:
    known = [layout for master in show.slide_masters for layout in master.slide_layouts]
    for name in words.TITLE_ONLY:
        for layout in known:
            if words.same(layout.name, name):
                return layout
    raise TemplateError(words.no_layout([layout.name for layout in known]))
