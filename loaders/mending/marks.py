"""The fill of a wrong cell, laid over the sheet so that it comes off without a trace.

The fill is a conditional format under a condition that always holds and that nobody else writes: the cell's own format
is never touched, and the next round knows which fills are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.mending.parts import Parts, main, put

LISTING = "Cần sửa"  # one of the form's ignored sheets
CONDITION = f'"{LISTING}"<>""'
FILLS = {"error": ("FF9C0006", "FFFFB3B3"), "warning": ("FF7F6000", "FFFFE699")}  # text and ground
_STYLES = "xl/styles.xml"
_BEFORE_FORMATS = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr",
)  # fmt: skip
BEFORE_NOTES = (
    *_BEFORE_FORMATS, "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing",
)  # fmt: skip
_BEFORE_LOOKS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")


@dataclass(frozen=True)
class Mark:
    """What a cell's note says, all its problems together."""

    cell: str
    text: str
    severity: str


def looks(parts: Parts) -> dict[str, int]:
    """Severity → number of its fill among the workbook's conditional looks, which gain the two."""
    styles = parts.tree(_STYLES)
    known = styles.find("{*}dxfs")
    if known is None:
        known = put(styles, main("dxfs"), _BEFORE_LOOKS)
    numbers = {}
    for severity, (text, ground) in FILLS.items():
        numbers[severity] = len(known)
        look = main("dxf")
        font, fill = main("font"), main("fill")
        font.append(main("color", rgb=text))
        pattern = main("patternFill", patternType="solid")
        pattern.extend((main("fgColor", rgb=ground), main("bgColor", rgb=ground)))
        fill.append(pattern)
        look.extend((font, fill))
        known.append(look)
    known.set("count", str(len(known)))
    return numbers


def fill(parts: Parts, sheet: str, marks: Sequence[Mark], numbers: dict[str, int]) -> None:
    """Takes the fills of the round before off a sheet and lays those of these marks over it, above all others."""
    root = parts.tree(sheet)
    for formats in list(root.iterfind("{*}conditionalFormatting")):
        for rule in list(formats.iterfind("{*}cfRule")):
            said = "".join(rule.itertext()).replace(" ", "")
            if said == CONDITION.replace(" ", ""):
                formats.remove(rule)
        if not len(formats):
            root.remove(formats)
    if marks:
        for rule in root.iter("{*}cfRule"):
            if rule.get("priority"):
                rule.set("priority", str(int(rule.get("priority")) + len(FILLS)))
    for priority, severity in enumerate(FILLS, start=1):
        cells = " ".join(mark.cell for mark in marks if mark.severity == severity)
        if cells:
            rule = main("cfRule", type="expression", dxfId=numbers[severity], priority=priority, stopIfTrue=1)
            formula = main("formula")
            formula.text = CONDITION
            rule.append(formula)
            formats = main("conditionalFormatting", sqref=cells)
            formats.append(rule)
            put(root, formats, _BEFORE_FORMATS)
