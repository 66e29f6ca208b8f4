"""The cover: labels anywhere on the sheet, each with its value in the next filled cell to the right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.catalogue import Catalogue, Period, Unit, in_force
from loaders.cells import BadCell, is_blank, read_count, read_date, read_text, typed
from loaders.form import FORM, FORM_VERSION
from loaders.matching import key, nearest
from loaders.problems import Problem
from loaders.workbook import CellValue, Sheet, address
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
}
REQUIRED = ("form", "version", "unit", "unit_name", "period")
# The kind's own words before a unit's name say nothing about which unit it is.
KIND_WORDS = re.compile(r"^(?:tổ dân phố|tdp|tổ)\s+")
_PERIOD = re.compile(
    rf"(?P<y1>\d{{4}})-q(?P<q1>[1-4])|(?:{key('quý')} |q)(?P<q2>[1-4]|i{{1,3}}|iv)(?:/| năm )(?P<y2>\d{{4}})"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass
class Cover:
    """What the cover says; `unit` and `period` are None where it cannot be told whose return this is."""

    unit: Unit | None = None
    period: Period | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_cover(sheet: Sheet, catalogue: Catalogue, received_on: date) -> Cover:
    """The cover with every problem found on it. Source: form, Thông tin."""
    cover = Cover()
    found = _labelled(sheet, cover)
    for name in REQUIRED:
        if name not in found:
            cover.problems.append(Problem("HEADING_MISSING", sheet.name, expected=LABELS[name][0]))
        elif is_blank(found[name][1]):
            cover.problems.append(Problem("REQUIRED_MISSING", sheet.name, found[name][0], expected=LABELS[name][0]))
    values = {name: place for name, place in found.items() if not is_blank(place[1])}
    checks = {
        "form": _check_form,
        "version": _check_version,
        "composed_on": lambda value: _check_composed(value, received_on),
        "composed_by": lambda value: read_text(value),
    }
    for name, check in checks.items():
        if name in values:
            cell, value = values[name]
            _note(cover, sheet, cell, check(value))
    cover.period = _take(cover, sheet, values, "period", lambda value: _read_period(value, catalogue, received_on))
    on = cover.period.ends_on if cover.period else received_on
    cover.unit = _take(cover, sheet, values, "unit", lambda value: _read_unit(value, catalogue, on))
    if cover.unit and "unit_name" in values:
        cell, value = values["unit_name"]
        _note(cover, sheet, cell, _check_name(value, cover.unit, catalogue))
    return cover


def _labelled(sheet: Sheet, cover: Cover) -> dict[str, tuple[str, CellValue]]:
    """Label → address and value of the next filled cell to its right."""
    by_key = {key(label): name for name, labels in LABELS.items() for label in labels}
    found: dict[str, tuple[str, CellValue]] = {}
    for row, cells in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells, start=1):
            name = by_key.get(key(value)) if isinstance(value, str) else None
            if name is None or _is_value_of_another(cells, column, by_key):
                continue
            if name in found:
                cover.problems.append(Problem("LABEL_DUPLICATE", sheet.name, address(row, column), found=typed(value)))
                continue
            right = [place for place in range(column + 1, len(cells) + 1) if not is_blank(cells[place - 1])]
            position = right[0] if right else column + 1
            content = cells[position - 1] if right else None
            found[name] = (address(row, position), content)
            cover.rows.append({"row_number": row, "label": name, "typed": typed(content)})
    return found


def _is_value_of_another(cells: list[CellValue], column: int, by_key: dict[str, str]) -> bool:
    """A label word that stands as the value of a label to its left is a value."""
    left = [value for value in cells[: column - 1] if not is_blank(value)]
    return bool(left) and isinstance(left[-1], str) and key(left[-1]) in by_key


def _note(cover: Cover, sheet: Sheet, cell: str, result: Any) -> None:
    if isinstance(result, BadCell):
        cover.problems.append(Problem(result.code, sheet.name, cell, result.found, result.expected))


def _take(cover: Cover, sheet: Sheet, values: dict[str, tuple[str, CellValue]], name: str, reader: Any) -> Any:
    if name not in values:
        return None
    cell, value = values[name]
    result = reader(value)
    _note(cover, sheet, cell, result)
    return None if isinstance(result, BadCell) else result


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


def _read_period(value: CellValue, catalogue: Catalogue, received_on: date) -> Period | BadCell:
    match = _PERIOD.fullmatch(key(typed(value)))
    known = [period.code for period in catalogue.periods]
    if not match:
        return BadCell("PERIOD_UNKNOWN", typed(value), words.A_PERIOD)
    quarter = match["q1"] or match["q2"]
    code = f"{match['y1'] or match['y2']}-Q{_ROMAN.get(quarter) or quarter}"
    period = catalogue.period(code)
    if period is None:
        return BadCell("PERIOD_UNKNOWN", typed(value), words.periods_known(known[0], known[-1]))
    if period.starts_on > received_on:
        return BadCell("PERIOD_NOT_BEGUN", typed(value), words.begins_on(period.starts_on))
    return period


def _read_unit(value: CellValue, catalogue: Catalogue, on: date) -> Unit | BadCell:
    said = key(typed(value))
    rows = [unit for unit in catalogue.units if key(unit.code) == said and unit.kind not in ("ward", "province")]
    if not rows:
        near = nearest(said, [unit.code for unit in catalogue.units])
        return BadCell("UNIT_UNKNOWN", typed(value), words.did_you_mean(near, words.ASK_FOR_THE_CODE))
    unit = next((row for row in rows if in_force(row, on)), None)
    if unit is None:
        successor = rows[-1].successor
        return BadCell("UNIT_NOT_IN_FORCE", typed(value), words.succeeded_by(successor) if successor else "")
    return unit


def _check_name(value: CellValue, unit: Unit, catalogue: Catalogue) -> BadCell | None:
    """The unit's name or a registered alias of its code, the kind's own words before it ignored."""
    aliases = [alias.alias for alias in catalogue.unit_aliases if alias.unit == unit.code]
    accepted = {_bare(name) for name in (unit.name, *aliases)} | {key(name) for name in (unit.name, *aliases)}
    said = typed(value)
    if {key(said), _bare(said)} & accepted:
        return None
    return BadCell("UNIT_NAME_MISMATCH", said, f"{unit.name} ({unit.code})")


def _bare(name: str) -> str:
    return KIND_WORDS.sub("", key(name))
