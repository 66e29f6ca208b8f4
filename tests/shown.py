"""The app's pages without a browser: on a database of their own that is empty, full, or has gaps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from loaders.intake import load_files
from loaders.samples import load_samples

FOLDER = Path(pages.__file__).parent
GAPS = Path(__file__).parent / "returns_sent" / "gaps"
SECONDS = 60


@contextmanager
def app_on(database: Path) -> Iterator[Store]:
    """The app's own store: every page of this process opens this database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DCCS_DATABASE", str(database))
        pages._store.cache_clear()
        store = pages.open_database()
        yield store
        store.close()
        pages._store.cache_clear()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """An app on an empty database of its own."""
    with app_on(tmp_path / "dccs.duckdb") as store:
        yield store


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    """An app on a database of its own with the made-up returns."""
    with app_on(made_up(tmp_path)) as store:
        yield store


def made_up(folder: Path) -> Path:
    """A database in this folder with the made-up returns, which are read once for all tests of this process."""
    database = folder / "dccs.duckdb"
    database.write_bytes(_made_up())
    return database


@cache
def _made_up() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dccs.duckdb"
        with Store(path) as store:
            assert load_samples(store, "tests", datetime.now(UTC)) == 70
        return path.read_bytes()


@contextmanager
def ward_with_gaps(folder: Path) -> Iterator[Store]:
    """An app on the returns of a ward where some units have not sent theirs."""
    with app_on(folder / "dccs.duckdb") as store:
        sent = [(path.name, path.read_bytes()) for path in sorted(GAPS.glob("*.xlsx"))]
        load_files(sent, store, "tests", datetime.now(UTC))
        yield store


def run(path: Path, **choices: str) -> AppTest:
    """A page with choices in its address."""
    page = AppTest.from_file(str(path), default_timeout=SECONDS)
    for name, value in choices.items():
        page.query_params[name] = value
    return page.run()


def shown(stem: str, **choices: str) -> AppTest:
    """The page of a file that must not fail."""
    page = run(FOLDER / f"{stem}.py", **choices)
    assert not page.exception, stem
    return page


def text(page: AppTest) -> str:
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.title, *page.subheader])
