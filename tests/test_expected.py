"""Three folders of made-up returns, computed elsewhere: every figure is reproduced to the last digit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from exports.snapshot import Snapshot, build
from loaders.intake import files_below, load_files

SENT = Path(__file__).parent / "returns_sent"
SAMPLES = Path(__file__).parent.parent / "data" / "samples"
FOLDERS = {"tidy": SAMPLES, "messy": SENT / "messy", "gaps": SENT / "gaps"}
RECEIVED_AT = datetime(2026, 9, 20, 3, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module", params=sorted(FOLDERS))
def ward(request: pytest.FixtureRequest) -> Any:
    """A store with one folder of returns, and what is expected of it."""
    with Store() as store:
        files = [(name, path.read_bytes()) for name, path in files_below([FOLDERS[request.param]])]
        outcomes = load_files(files, store, "tests", RECEIVED_AT)
        expected = json.loads((SENT / request.param / "expected.json").read_text(encoding="utf-8"))
        yield outcomes, [(period, snapshot_of(store, period["period"])) for period in expected]


def snapshot_of(store: Store, period: str) -> Snapshot:
    return build(store, unit="HA", period=period, as_of=LATER)


def differences(path: tuple[str, ...], expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Every figure that is not the expected one; shares are printed with six decimals."""
    return [
        f"{'/'.join(path)}/{name}: expected {value}, found {found.get(name)}"
        for name, value in expected.items()
        if (round(found[name], 6) if isinstance(found.get(name), float) else found.get(name)) != value
    ]


def test_every_return_is_accepted(ward: Any) -> None:
    outcomes, _ = ward
    assert [outcome.result.file_name for outcome in outcomes if outcome.outcome != "accepted"] == []


def test_every_indicator_is_reproduced(ward: Any) -> None:
    for expected, snapshot in ward[1]:
        found = {row["code"]: row for row in snapshot["indicators"]}
        assert set(found) == set(expected["indicators"])
        for code, figures in expected["indicators"].items():
            assert differences((expected["period"], code), figures, found[code]) == []


def test_every_unit_of_every_indicator_is_reproduced(ward: Any) -> None:
    for expected, snapshot in ward[1]:
        found = {row["code"]: {unit["unit"]: unit for unit in row["by_unit"]} for row in snapshot["indicators"]}
        for code, units in expected["by_unit"].items():
            assert set(found[code]) == set(units)
            for unit, figures in units.items():
                assert differences((expected["period"], code, unit), figures, found[code][unit]) == []


def test_both_registers_are_reproduced(ward: Any) -> None:
    for expected, snapshot in ward[1]:
        rows = snapshot["complaints"]["by_kind"]
        found = {f"{row['source']}/{row['kind']}/{row['span']}": row for row in rows}
        assert set(found) == set(expected["complaints"])
        for place, figures in expected["complaints"].items():
            assert differences((expected["period"], place), figures, found[place]) == []
