"""The mark of a form: its unit, quarter and version, and whether the list of measures is still the same."""

from __future__ import annotations

import hashlib
from base64 import b32encode

from data.catalogue import Catalogue, Period, Unit
from loaders.cells import BadCell, typed
from loaders.form import FORM_VERSION
from loaders.matching import key
from loaders.spreadsheets.workbook import CellValue
from wording import checks as words

_BETWEEN = " · "
_LENGTH = 4


def fingerprint(unit: Unit, period: Period, catalogue: Catalogue) -> str:
    """`HA-01 · 2026-Q4 · 1 · 7K3F`; the last part tells the measures that a unit of its kind reports."""
    return _BETWEEN.join((unit.code, period.code, str(FORM_VERSION), _measures(unit, catalogue)))


def _measures(unit: Unit, catalogue: Catalogue) -> str:
    """Four letters or digits that change with what the rows mean, not with how they are worded."""
    rows = [(m.ms, m.key, m.kind, m.value_type, m.required) for m in catalogue.measures_of(unit.kind)]
    return b32encode(hashlib.sha256(repr(rows).encode()).digest())[:_LENGTH].decode()


def check_fingerprint(value: CellValue, unit: Unit, period: Period, catalogue: Catalogue) -> BadCell | None:
    """Where a form was made for another unit or quarter than its cover says: what was filled in may not be theirs."""
    mark = fingerprint(unit, period, catalogue)
    if key(typed(value)) == key(mark):
        return None
    found, expected = ([part.strip() for part in text.split(_BETWEEN.strip())] for text in (typed(value), mark))
    if len(found) != len(expected):
        return BadCell("TEMPLATE_MISMATCH", typed(value), words.OTHER_MARK)
    unit_code, period_code = (
        None if key(was) == key(now) else was for was, now in zip(found[:2], expected, strict=False)
    )
    return BadCell("TEMPLATE_MISMATCH", typed(value), words.other_form(unit_code, period_code))
