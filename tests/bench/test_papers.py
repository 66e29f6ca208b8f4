"""The papers of sixty groups after twelve quarters: the pack in ten seconds, a pdf in one, five hundred megabytes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.bench.clients import HOUSE
from tests.bench.ratios import bounded
from tests.large_ward import GROUPS, large_ward

PACK, PDF, MEMORY = 10, 1, 500  # seconds, seconds, megabytes


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the process of its own has told."""
    path = tmp_path_factory.mktemp("large") / "dccs.duckdb"
    large_ward(path).close()
    command = [sys.executable, "-m", "tests.bench.papers_process", str(path)]
    told = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    assert found["units"] == GROUPS + 3
    assert found["indicators"] >= 43
    return found


def test_the_pack_takes_ten_seconds(measured: dict[str, Any]) -> None:
    assert bounded("pack of 60 groups, 12 quarters", **measured["pack"], at_most=PACK)


def test_a_pdf_takes_a_second_after_the_snapshot(measured: dict[str, Any]) -> None:
    bounded("snapshot of 60 groups", **measured["snapshot"], at_most=PDF)
    assert bounded("pdf of 60 groups", **measured["pdf"], at_most=PDF)


def test_memory_stays_within_five_hundred_megabytes(measured: dict[str, Any]) -> None:
    bounded(f"pack: {measured['peak_mb']} MB at most, of {MEMORY}", **measured["pack"], at_most=PACK)
    assert measured["peak_mb"] <= MEMORY
