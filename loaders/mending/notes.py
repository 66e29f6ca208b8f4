"""The notes of one sheet: ours come first in a wrong cell, what the sender noted there stays below.

A note is a text in one part and a box in a drawing of another, which old programs still need to show it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from loaders.mending.marks import BEFORE_NOTES, Mark
from loaders.mending.parts import KINDS, Element, Parts, main, put
from loaders.spreadsheets.sheet_xml import position
from loaders.spreadsheets.workbook import address
from wording import mending as words

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = (f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel"))
_BOX = "_x0000_t202"
_BOX_COLUMNS, _LETTERS_A_LINE, _SPARE_ROWS = 4, 38, 2  # how large a box is: about as wide as four columns


def write_notes(parts: Parts, sheet: str, marks: Sequence[Mark]) -> None:
    """Takes the notes of the round before off a sheet and hangs up those of these marks."""
    part = next(iter(parts.related(sheet, "/comments").values()), None)
    if part is None and not marks:
        return
    if part is None:
        tree = main("comments")
        tree.extend((main("authors"), main("commentList")))
        part = parts.add("xl/comments.xml", tree, _COMMENTS_TYPE)
        parts.relate(sheet, "comments", part)
    listed = parts.tree(part).find("{*}commentList")
    drawing = _drawing(parts, sheet)
    boxes = _boxes(drawing)
    _take_off(listed, boxes)
    author = _author(parts.tree(part).find("{*}authors"))
    hanging = {note.get("ref"): note for note in listed}
    for mark in marks:
        theirs = _untied(parts, sheet, mark.cell)
        if (note := hanging.get(mark.cell)) is not None:
            theirs = theirs or _text(note)
            listed.remove(note)
        _hang_up(listed, mark.cell, author, words.note(mark.text, theirs))
        if mark.cell not in boxes:
            drawing.append(_box(len(drawing), mark))


def _take_off(listed: Element, boxes: dict[str, Element]) -> None:
    """Our notes of the round before; what the sender had said below them is the sender's again."""
    for note in list(listed):
        if not _text(note).startswith(words.SIGNED):
            continue
        if theirs := words.theirs(_text(note)):
            note.remove(note.find("{*}text"))
            note.insert(0, _as_text(theirs))
            continue
        listed.remove(note)
        if (box := boxes.pop(note.get("ref"), None)) is not None:
            box.getparent().remove(box)


def _hang_up(listed: Element, cell: str, author: int, text: str) -> None:
    note = main("comment", ref=cell, authorId=author)
    note.append(_as_text(text))
    listed.append(note)


def _as_text(said: str) -> Element:
    text, run, letters = main("text"), main("r"), main("t")
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    letters.text = said
    run.append(letters)
    text.append(run)
    return text


def _text(note: Element) -> str:
    return "".join(letters.text or "" for letters in note.iter("{*}t"))


def _author(authors: Element) -> int:
    """The number of this software among those who wrote notes."""
    names = [author.text for author in authors]
    if words.SIGNED not in names:
        author = main("author")
        author.text = words.SIGNED
        authors.append(author)
        names.append(words.SIGNED)
    return names.index(words.SIGNED)


def _untied(parts: Parts, sheet: str, cell: str) -> str:
    """What a conversation at a cell says. It is ended there: a program that knows conversations shows no note."""
    said: list[str] = []
    for part in parts.related(sheet, "/threadedComment").values():
        for remark in list(parts.tree(part)):
            if remark.get("ref") == cell:
                said += [text.text or "" for text in remark.iterfind("{*}text")]
                remark.getparent().remove(remark)
    return "\n".join(said)


def _drawing(parts: Parts, sheet: str) -> Element:
    """The drawing with the boxes of a sheet's notes; a new one where there is none."""
    root = parts.tree(sheet)
    named = root.find("{*}legacyDrawing")
    drawings = parts.related(sheet, "/vmlDrawing")
    if named is not None and named.get(f"{{{KINDS}}}id") in drawings:
        return parts.tree(drawings[named.get(f"{{{KINDS}}}id")])
    drawing = etree.Element("xml", nsmap={"v": _V, "o": _O, "x": _X})
    kind = etree.SubElement(drawing, f"{{{_V}}}shapetype", id=_BOX, coordsize="21600,21600")
    kind.attrib.update({f"{{{_O}}}spt": "202", "path": "m,l,21600r21600,l21600,xe"})
    etree.SubElement(kind, f"{{{_V}}}stroke", joinstyle="miter")
    etree.SubElement(kind, f"{{{_V}}}path", {"gradientshapeok": "t", f"{{{_O}}}connecttype": "rect"})
    part = parts.add("xl/drawings/vmlDrawing.vml", drawing, _DRAWING_TYPE)
    reference = main("legacyDrawing")
    reference.set(f"{{{KINDS}}}id", parts.relate(sheet, "vmlDrawing", part))
    put(root, reference, BEFORE_NOTES)
    return drawing


def _boxes(drawing: Element) -> dict[str, Element]:
    """The boxes of notes by cell; rows and columns count from 0 there."""
    boxes = {}
    for box in drawing.iterfind(f"{{{_V}}}shape"):
        row, column = (box.findtext(f".//{{{_X}}}{name}", "").strip() for name in ("Row", "Column"))
        if row.isdecimal() and column.isdecimal():
            boxes[address(int(row) + 1, int(column) + 1)] = box
    return boxes


def _box(number: int, mark: Mark) -> Element:
    """A box beside the cell, as high as its text needs."""
    row, column = position(mark.cell)
    rows = _SPARE_ROWS + sum(1 + len(line) // _LETTERS_A_LINE for line in mark.text.splitlines())
    box = etree.Element(f"{{{_V}}}shape", id=f"mending{number}_{mark.cell}", type=f"#{_BOX}", fillcolor="#ffffe1")
    box.set("style", "position:absolute;visibility:hidden")
    box.set(f"{{{_O}}}insetmode", "auto")
    etree.SubElement(box, f"{{{_V}}}fill", color2="#ffffe1")
    etree.SubElement(box, f"{{{_V}}}path", {f"{{{_O}}}connecttype": "none"})
    etree.SubElement(box, f"{{{_V}}}textbox", style="mso-direction-alt:auto")
    client = etree.SubElement(box, f"{{{_X}}}ClientData", ObjectType="Note")
    top = max(row - 2, 0)
    for name, value in {
        "MoveWithCells": None, "SizeWithCells": None,
        "Anchor": f"{column}, 15, {top}, 2, {column + _BOX_COLUMNS}, 15, {top + rows}, 4",
        "AutoFill": "False", "Row": row - 1, "Column": column - 1,
    }.items():  # fmt: skip
        etree.SubElement(client, f"{{{_X}}}{name}").text = None if value is None else str(value)
    return box
