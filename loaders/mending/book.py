"""A workbook as a whole: its worksheets in their order, the listing as the first of them, no macros."""

from __future__ import annotations

from loaders.matching import key
from loaders.mending.parts import KINDS, WORKBOOK, Element, NotEditable, Parts, main, put

_SHEETS_OF_MACROS = ("/xlMacrosheet", "/xlIntlMacrosheet", "/dialogsheet")
_IDENTITY = f"{{{KINDS}}}id"
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_BEFORE_NAMES = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences",
)  # fmt: skip
_PRINTED_AGAIN = "_xlnm.Print_Titles"


class Book:
    """The workbook part of a file, and the parts of its sheets."""

    def __init__(self, parts: Parts) -> None:
        """Raises NotEditable where sheets hold macros of their own, which a workbook without macros cannot have."""
        self.parts = parts
        self._root = parts.tree(WORKBOOK)
        self._sheets = _child(self._root, "sheets")
        if any(parts.related(WORKBOOK, kind) for kind in _SHEETS_OF_MACROS):
            raise NotEditable(WORKBOOK)
        for identity in parts.related(WORKBOOK, "/vbaProject"):
            parts.part_with(WORKBOOK, identity)
        parts.retype(WORKBOOK, _PLAIN)

    def worksheets(self) -> list[tuple[str, str]]:
        """Name and part of every worksheet, in the order of the file; sheets of another kind are left out."""
        targets = self.parts.related(WORKBOOK, "/worksheet")
        listed = [(sheet.get("name"), targets.get(sheet.get(_IDENTITY))) for sheet in self._sheets]
        return [(name, part) for name, part in listed if part]

    def drop(self, name: str) -> None:
        """Takes out every sheet of this name."""
        for place in reversed([at for at, sheet in enumerate(self._sheets) if key(sheet.get("name")) == key(name)]):
            sheet = self._sheets[place]
            self.parts.part_with(WORKBOOK, sheet.get(_IDENTITY))
            self._sheets.remove(sheet)
            self._shift_names(place, -1)

    def put_first(self, name: str, part: str, header_row: int) -> None:
        """Makes a part the first sheet, the one that opens; its header is printed on every page."""
        number = max((int(sheet.get("sheetId")) for sheet in self._sheets), default=0) + 1
        sheet = main("sheet", name=name, sheetId=number)
        sheet.set(_IDENTITY, self.parts.relate(WORKBOOK, "worksheet", part))
        self._sheets.insert(0, sheet)
        self._shift_names(0, +1)
        titles = main("definedName", name=_PRINTED_AGAIN, localSheetId=0)
        titles.text = f"'{name}'!${header_row}:${header_row}"
        names = self._root.find("{*}definedNames")
        if names is None:
            names = put(self._root, main("definedNames"), _BEFORE_NAMES)
        names.insert(0, titles)
        for view in self._root.iterfind("{*}bookViews/{*}workbookView"):
            view.attrib.pop("firstSheet", None)
            view.set("activeTab", "0")
        for _, other in [pair for pair in self._every_sheet() if pair[1] != part]:
            for view in self.parts.tree(other).iterfind("{*}sheetViews/{*}sheetView"):
                view.attrib.pop("tabSelected", None)  # two selected sheets would be edited as one

    def unveil(self, part: str) -> None:
        """A hidden sheet that no menu of the program offers to show again becomes one that can be shown."""
        targets = self.parts.related(WORKBOOK, "/worksheet")
        for sheet in self._sheets:
            if targets.get(sheet.get(_IDENTITY)) == part and sheet.get("state") == "veryHidden":
                sheet.set("state", "hidden")

    def _every_sheet(self) -> list[tuple[str, str]]:
        targets = self.parts.related(WORKBOOK, "sheet")
        return [(sheet.get("name"), targets[sheet.get(_IDENTITY)]) for sheet in self._sheets]

    def _shift_names(self, place: int, by: int) -> None:
        """Names that belong to a sheet tell it by its place."""
        for name in list(self._root.iterfind("{*}definedNames/{*}definedName")):
            at = int(name.get("localSheetId", -1))
            if by < 0 and at == place:
                name.getparent().remove(name)
            elif at >= place:
                name.set("localSheetId", str(at + by))


def _child(root: Element, name: str) -> Element:
    found = root.find(f"{{*}}{name}")
    if found is None:
        raise NotEditable(name)
    return found
