"""200 returns are checked and stored in less time than openpyxl needs to read their cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pandas as pd
import pytest

from data.catalogue import Catalogue, Unit, read_catalogue
from data.catalogue_checks import check
from data.store import Store
from loaders.intake import load_files
from tests.bench.ratios import compare

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
WARDS = ("HA", "HB", "HC")  # the sample ward and its doubles
RETURNS, ROUNDS = 200, 3
MOST, AIMED_AT = 1.0, 1 / 3
Files = list[tuple[str, bytes]]


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


@pytest.fixture(scope="module")
def files() -> Files:
    return returns_of_wards()


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Iterator[Store]]:
    """Fresh databases on disk, one after the other."""
    opened: list[Store] = []
    catalogue = catalogue_of_wards()

    def fresh() -> Iterator[Store]:
        for number in count():
            opened.append(Store(tmp_path / f"{number}.duckdb", catalogue, by="bench"))
            yield opened[-1]

    yield fresh()
    for store in opened:
        store.close()


def read_with_openpyxl(files: Files) -> None:
    for _, content in files:
        pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl")


def test_200_returns_are_checked_and_stored_faster_than_openpyxl_reads_them(
    files: Files, stores: Iterator[Store]
) -> None:
    fresh = [next(stores) for _ in range(ROUNDS)]

    def check_and_store() -> None:
        outcomes = load_files(files, fresh.pop(), "bench", datetime.now(UTC))
        assert [outcome.outcome for outcome in outcomes] == ["accepted"] * RETURNS

    compared = compare(check_and_store, lambda: read_with_openpyxl(files), ROUNDS)
    assert compared.holds(f"200 returns checked and stored (aim {AIMED_AT:.2f})", MOST)
