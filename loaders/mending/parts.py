"""The parts of an .xlsx that is being changed: what nobody touches keeps its bytes, the cells of every sheet too."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKBOOK = "xl/workbook.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_NEW = (1980, 1, 1, 0, 0, 0)
_CELLS = re.compile(rb"<((?:\w+:)?sheetData)\b[^>]*>.*</\1\s*>", re.DOTALL)
_NO_CELLS = re.compile(rb"<(?:\w+:)?sheetData/>")
Element = Any


class NotEditable(Exception):
    """A workbook whose parts do not stand where its directory says, or are not XML."""


def local(element: Element) -> str:
    """The name without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def main(name: str, /, **attributes: object) -> Element:
    """A new element of a workbook."""
    shown = {key: str(value) for key, value in attributes.items()}
    return etree.Element(f"{{{MAIN}}}{name}", shown, nsmap={None: MAIN})


def put(parent: Element, child: Element, after: tuple[str, ...]) -> Element:
    """Inserts a child behind those that must precede it: the format knows one order."""
    place = next((at for at, other in enumerate(parent) if local(other) not in (*after, "")), len(parent))
    parent.insert(place, child)
    return child


class Parts:
    """A workbook's parts by name, whose upper and lower case are one. The file has passed the gate."""

    def __init__(self, content: bytes) -> None:
        """Raises NotEditable for anything but plain SpreadsheetML."""
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._bytes = {info.filename.replace("\\", "/"): archive.read(info) for info in archive.infolist()}
        except zipfile.BadZipFile as error:
            raise NotEditable(WORKBOOK) from error
        self._names = {name.lower(): name for name in self._bytes}
        self._trees: dict[str, Element] = {}
        self._cells: dict[str, bytes] = {}
        if self.tree(WORKBOOK).tag != f"{{{MAIN}}}workbook":
            raise NotEditable(WORKBOOK)

    def tree(self, name: str) -> Element:
        """A part to be read or changed; the cells of a sheet are set aside and come back unchanged."""
        name = self._names.get(name.lower(), name)
        if name not in self._trees:
            try:
                xml = self._bytes[name]
                if cells := _CELLS.search(xml):
                    self._cells[name] = cells[0]
                    xml = b"%b<%b/>%b" % (xml[: cells.start()], cells[1], xml[cells.end() :])
                # Old drawings are written as XML that need not be well-formed.
                parser = etree.XMLParser(resolve_entities=False, huge_tree=True, recover=name.endswith(".vml"))
                self._trees[name] = etree.fromstring(xml, parser)
            except (KeyError, etree.XMLSyntaxError) as error:
                raise NotEditable(name) from error
        return self._trees[name]

    def add(self, name: str, tree: Element, content_type: str) -> str:
        """A new part under this name, or the next one that is free."""
        stem, extension = posixpath.splitext(name)
        number = 1
        while f"{stem}{number}{extension}".lower() in self._names:
            number += 1
        name = f"{stem}{number}{extension}"
        self._names[name.lower()], self._bytes[name], self._trees[name] = name, b"", tree
        override = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(self.tree(_CONTENT_TYPES), f"{{{TYPES}}}Override", override)
        return name

    def remove(self, name: str) -> None:
        """A part that is no longer named by any other."""
        if kept := self._names.pop(name.lower(), None):
            del self._bytes[kept]
            self._trees.pop(kept, None)
            for override in self.tree(_CONTENT_TYPES):
                if override.get("PartName", "").lower() == f"/{name}".lower():
                    override.getparent().remove(override)

    def retype(self, name: str, content_type: str) -> None:
        """What a part is from now on."""
        for override in self.tree(_CONTENT_TYPES):
            if override.get("PartName", "").lower() == f"/{name}".lower():
                override.set("ContentType", content_type)

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Identity → name of the parts that a part names, of kinds that end like this."""
        name = _relations_of(part)
        if name.lower() not in self._names:
            return {}
        return {
            relation.get("Id"): _resolved(part, relation.get("Target"))
            for relation in self.tree(name)
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External"
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Makes a part name another; gives the identity of the relation."""
        name = _relations_of(part)
        if name.lower() not in self._names:
            self._names[name.lower()], self._bytes[name] = name, b""
            self._trees[name] = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
        relations = self.tree(name)
        taken = {relation.get("Id") for relation in relations}
        identity = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        relation = {"Id": identity, "Type": f"{KINDS}/{kind}", "Target": f"/{target}"}
        etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", relation)
        return identity

    def part_with(self, part: str, identity: str) -> None:
        """Removes a part, and the relation by which another names it."""
        if target := self.related(part, "").get(identity):
            self.remove(target)
        for relation in self.tree(_relations_of(part)):
            if relation.get("Id") == identity:
                relation.getparent().remove(relation)

    def packed(self) -> bytes:
        """The workbook as a file; the same parts give the same bytes."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._bytes:
                entry = zipfile.ZipInfo(name, _NEW)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self._written(name))
        return stream.getvalue()

    def _written(self, name: str) -> bytes:
        if name not in self._trees:
            return self._bytes[name]
        xml: bytes = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        return _NO_CELLS.sub(lambda _: self._cells[name], xml, count=1) if name in self._cells else xml


def _relations_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels"


def _resolved(part: str, target: str) -> str:
    """A target as it stands in the relations of a part, from the top of the package."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
