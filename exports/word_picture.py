"""A picture in the margin of a Word document: it stands at its place on the sheet and moves no text."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

_ANCHOR = """<wp:anchor {namespaces} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"
 behindDoc="0" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV></wp:anchor>"""


def place_picture(paragraph: Any, picture: bytes, left: float, top: float, wide: float, alt: str) -> None:
    """A square picture on every sheet that has the paragraph, at mm from the corner of the sheet."""
    inline = paragraph.add_run().add_picture(BytesIO(picture), width=Mm(wide))._inline
    inline.docPr.set("descr", alt)
    anchor = parse_xml(_ANCHOR.format(namespaces=nsdecls("wp"), left=Mm(left), top=Mm(top)))
    size, rest = inline.extent, [inline.docPr, inline.find(qn("wp:cNvGraphicFramePr")), inline.graphic]
    anchor.append(size)
    anchor.append(parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    for part in rest:
        if part is not None:
            anchor.append(part)
    inline.getparent().replace(inline, anchor)
