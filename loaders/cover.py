"""The cover: labels anywhere on the sheet, each with its value in the next filled cell to the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.catalogue import Catalogue, Period, Unit
from loaders.cells import BadCell, is_blank, read_count, read_date, read_text, typed
from loaders.fingerprint import check_fingerprint
from loaders.form import FORM, FORM_VERSION
from loaders.identity import check_name, nearest_known, read_period, read_unit
from loaders.matching import key
from loaders.problems import Problem
from loaders.sheet import is_broken
from loaders.spreadsheets.workbook import CellValue, Position, Sheet, address
from wording import problems as words

NAME = "Thông tin"
LABELS: dict[str, tuple[str, ...]] = {
    "form": ("Mẫu số",),
    "version": ("Phiên bản mẫu",),
    "unit": ("Mã đơn vị",),
    "unit_name": ("Tên đơn vị", "Tổ dân phố", "Đơn vị báo cáo"),
    "period": ("Kỳ báo cáo",),
    "composed_on": ("Ngày lập",),
    "composed_by": ("Người lập",),
    "fingerprint": ("Mã mẫu",),
}
REQUIRED = ("form", "version", "unit", "unit_name", "period")


@dataclass
class Cover:
    """What the cover says; `unit` and `period` are None where it cannot be told whose return this is.

    `read_as` is the unit by whose kind the other sheets can be checked all the same: not in force, or known by name.
    """

    unit: Unit | None = None
    period: Period | None = None
    read_as: Unit | None = None
    unit_cell: str | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    places: set[Position] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_cover(sheet: Sheet, catalogue: Catalogue, received_on: date) -> Cover:
    """The cover with every problem found on it. Source: form, Thông tin."""
    cover = Cover()
    found = _labelled(sheet, cover)
    for name in REQUIRED:
        if name not in found:
            cover.problems.append(Problem("HEADING_MISSING", sheet.name, expected=LABELS[name][0]))
        elif is_blank(found[name].value):
            cell = found[name].cell
            cover.problems.append(Problem("REQUIRED_MISSING", sheet.name, cell, expected=LABELS[name][0]))
    values = {name: label for name, label in found.items() if not is_blank(label.value)}
    _take(cover, sheet, values, "form", _check_form)
    _take(cover, sheet, values, "version", _check_version)
    composed_on = _take(cover, sheet, values, "composed_on", lambda value: _check_composed(value, received_on))
    composed_by = _take(cover, sheet, values, "composed_by", read_text)
    cover.values = {"composed_on": str(composed_on or ""), "composed_by": composed_by or ""}
    cover.period = _take(cover, sheet, values, "period", lambda value: read_period(value, catalogue, received_on))
    cover.unit_cell = values["unit"].cell if "unit" in values else None
    cover.unit = _take(cover, sheet, values, "unit", lambda value: read_unit(value, catalogue, cover.period))
    if cover.unit:
        unit = cover.unit
        _take(cover, sheet, values, "unit_name", lambda value: check_name(value, unit, catalogue))
    if cover.unit and cover.period:
        whose = cover.unit, cover.period
        _take(cover, sheet, values, "fingerprint", lambda value: check_fingerprint(value, *whose, catalogue))
    code, named = (values[name].value if name in values else None for name in ("unit", "unit_name"))
    cover.read_as = cover.unit or nearest_known(code, named, catalogue)
    return cover


@dataclass(frozen=True)
class _Label:
    """A label that was found, and the next filled cell to its right."""

    text: str
    position: Position
    value_position: Position
    value: CellValue

    @property
    def cell(self) -> str:
        """The address of the value; of the cell beside the label where there is none."""
        return address(*self.value_position)


def _labelled(sheet: Sheet, cover: Cover) -> dict[str, _Label]:
    """The labels by name. One without a value gives way to one with it: a title may read «TỔ DÂN PHỐ»."""
    found: dict[str, _Label] = {}
    for name, label in _labels(sheet):
        known = found.get(name)
        if known is None or (known.value is None and label.value is not None):
            found[name] = label
        elif label.value is not None:
            cell = address(*label.position)
            cover.problems.append(Problem("LABEL_DUPLICATE", sheet.name, cell, label.text, known.cell))
    for name, label in found.items():
        cover.places |= {label.position, label.value_position}
        cover.rows.append({"row_number": label.position[0], "label": name, "typed": typed(label.value)})
    return found


def _labels(sheet: Sheet) -> Iterator[tuple[str, _Label]]:
    """Every label with its value. A label is never the value of the one to its left, which then has none."""
    by_key = {key(label): name for name, labels in LABELS.items() for label in labels}

    def name_of(value: CellValue) -> str | None:
        return by_key.get(key(value)) if isinstance(value, str) else None

    widest: dict[int, int] = {}
    for row, column in (*sheet.error_values, *sheet.formulas_without_result):
        widest[row] = max(column, widest.get(row, 0))
    for row, cells in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if (name := name_of(value)) is None:
                continue
            right = range(column + 1, max(len(cells), widest.get(row, 0)) + 1)
            filled = (at for at in right if not is_blank(sheet.value(row, at)) or is_broken(sheet, row, at))
            at = next(filled, column + 1)
            content = sheet.value(row, at)
            if name_of(content):
                at, content = column + 1, None
            yield name, _Label(typed(value), (row, column), (row, at), content)


def _take(cover: Cover, sheet: Sheet, values: dict[str, _Label], name: str, reader: Callable[[CellValue], Any]) -> Any:
    """The value of a label, or None where there is none or it is bad; what is wrong with it is noted."""
    if name not in values:
        return None
    result = reader(values[name].value)
    if isinstance(result, BadCell):
        found = result.found or None
        cover.problems.append(Problem(result.code, sheet.name, values[name].cell, found, result.expected))
        return None
    return result


def _check_form(value: CellValue) -> BadCell | None:
    return None if key(typed(value)) == key(FORM) else BadCell("FORM_UNKNOWN", typed(value), FORM)


def _check_version(value: CellValue) -> BadCell | None:
    number = read_count(value)
    return None if number == FORM_VERSION else BadCell("VERSION_UNKNOWN", typed(value), str(FORM_VERSION))


def _check_composed(value: CellValue, received_on: date) -> date | BadCell:
    day = read_date(value)
    if isinstance(day, date) and day > received_on:
        return BadCell("DATE_OUT_OF_RANGE", typed(value), words.between_days(None, received_on))
    return day
