"""A city of forty wards: its snapshot, and every page for the first time and again, printed in milliseconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

import pages
from data.store import Store
from exports.snapshot import build
from tests.bench.clients import HOUSE, server, session
from tests.bench.ratios import TABLE
from tests.city import CITY, PERIODS, a_city
from wording import screens

PAGES = sorted(path.stem for path in Path(pages.__file__).parent.glob("[!_]*.py"))
SECONDS = 5  # for the first time; a page of a ward takes less than one
AGAIN = 3


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "dccs.duckdb"
    a_city(path).close()
    return path


@pytest.fixture(scope="module")
def app(database: Path) -> Iterator[int]:
    with server(HOUSE / "app.py", database) as port:
        yield port


def test_the_snapshot_of_the_city_takes_no_longer_than_those_of_its_wards(database: Path) -> None:
    """Forty wards alone cost forty times what a ward does; together they may not cost more."""
    with Store(database) as store:
        city, ward = (_seconds(store, unit) for unit in (CITY, "P01"))
    TABLE.append(f"{'snapshot of the city, of one of its 40 wards':<56}{1000 * city:>10.1f}{1000 * ward:>10.1f}")
    assert city < 40 * ward


def _seconds(store: Store, unit: str) -> float:
    started = time.process_time()
    build(store, unit=unit, period=PERIODS[-1], as_of=datetime.now(UTC))
    return time.process_time() - started


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_of_the_city_opens_within_seconds(app: int, stem: str) -> None:
    address = "" if stem == next(iter(screens.MENU)) else screens.MENU[stem].url_path
    with session(app, address) as client:
        client._address = urlencode({"unit": CITY, "period": PERIODS[-1]})
        first, *others = [client.run() for _ in range(1 + AGAIN)]
    TABLE.append(f"{f'city: {stem}, first and again':<56}{1000 * first:>10.1f}{1000 * min(others):>10.1f}")
    assert first < SECONDS
