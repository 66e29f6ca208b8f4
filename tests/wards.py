"""A batch of 200 returns: those of the sample ward, and the same of two wards beside it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from data.catalogue import Catalogue, Unit
from data.catalogue_checks import check
from data.catalogue_files import read_catalogue

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
WARDS = ("HA", "HB", "HC")  # the sample ward and its doubles
RETURNS = 200
Files = list[tuple[str, bytes]]


@cache
def catalogue_of_wards() -> Catalogue:
    """The catalogue with the sample ward's tree once for each ward."""
    catalogue = read_catalogue()
    units = tuple(_of_ward(unit, ward) for ward in WARDS for unit in catalogue.units)
    several = replace(catalogue, units=units)
    check(several, {})
    return several


def _of_ward(unit: Unit, ward: str) -> Unit:
    return replace(unit, code=unit.code.replace("HA", ward), parent=unit.parent and unit.parent.replace("HA", ward))


def returns_of_wards() -> Files:
    """200 returns of as many units and periods: the samples, and the samples with the code of another ward's unit."""
    files: Files = []
    for ward in WARDS:
        for path in sorted(SAMPLES.glob("*.xlsx")):
            unit = path.stem.partition("_")[2]
            code = unit.replace("HA", ward)
            content = _replaced(path.read_bytes(), f">{unit}<".encode(), f">{code}<".encode())
            files.append((path.name.replace(unit, code), content))
    return files[:RETURNS]


def _replaced(workbook: bytes, text: bytes, other: bytes) -> bytes:
    """A workbook with one cell's text changed wherever it stands."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry).replace(text, other))
    return written.getvalue()
