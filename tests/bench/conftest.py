"""A database of the sample ward, written once; and the table of what was measured."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.store import Store
from loaders.samples import load_samples
from tests.bench.ratios import TABLE


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ward") / "dccs.duckdb"
    with Store(path, by="bench") as store:
        assert load_samples(store, "bench", datetime.now(UTC)) == 70
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("speed as ratios")
    for line in TABLE:
        terminalreporter.write_line(line)
