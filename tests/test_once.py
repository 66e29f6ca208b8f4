"""What is remembered is never stale, and what is shown again is what was shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from loaders.samples import load_samples, remove_samples

PAGES = sorted(path for path in Path(pages.__file__).parent.glob("[!_]*.py"))
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("ward") / "dccs.duckdb"
    with Store(path) as store:
        load_samples(store, "tests", NOW)
    yield path
    pages._store(path).close()
    pages._store.cache_clear()


def test_an_answer_is_asked_anew_after_every_act() -> None:
    with Store() as store:
        assert store.ask("info")[0]["submissions"] == 0
        load_samples(store, "tests", NOW)
        assert store.ask("info")[0]["submissions"] == 70
        remove_samples(store, "tests", NOW)
        assert store.ask("info")[0]["submissions"] == 0


def test_an_act_that_failed_changes_no_answer() -> None:
    with Store() as store:
        before = store.ask("data_version")
        with pytest.raises(ZeroDivisionError), store.keep("accept", "tests", NOW):
            _ = 1 / 0
        assert store.ask("data_version") == before


def test_whoever_changes_an_answer_changes_only_their_own() -> None:
    with Store() as store:
        store.ask("periods_compared", period="2026-Q2", as_of=NOW)[0]["code"] = "changed"
        assert store.ask("periods_compared", period="2026-Q2", as_of=NOW)[0]["code"] != "changed"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shown_again_is_the_page_shown_first(full: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every piece in the place where it stood: Streamlit forgets some containers of what it noted within a piece."""
    monkeypatch.setenv("DCCS_DATABASE", str(full))
    st.cache_resource.clear()
    first, again = (AppTest.from_file(str(path), default_timeout=60).run() for _ in range(2))
    assert not first.exception
    assert repr(again.main) == repr(first.main)
    assert repr(again.sidebar) == repr(first.sidebar)
