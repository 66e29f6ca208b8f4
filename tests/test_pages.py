"""Every page on its own, on an empty and on a full database: no exception, one frame, the figures of the snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from exports.snapshot import build
from loaders.samples import remove_samples
from tests.shown import SECONDS, empty, full, run, text  # noqa: F401 – fixtures
from wording import commands, screens

PAGES = sorted(path for path in Path(pages.__file__).parent.glob("[!_]*.py"))
ALWAYS = ("submit", "catalogue", "records", "accounts", "guide_clerk", "guide_leader")  # say the same without returns
NEEDS_DATA = [path for path in PAGES if path.stem not in ALWAYS]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_on_an_empty_database_guides_and_does_not_fail(empty: Store, path: Path) -> None:  # noqa: F811
    page = run(path)
    assert not page.exception
    if path in NEEDS_DATA:
        assert page.title[0].value == screens.EMPTY_TITLE


@pytest.mark.parametrize("path", NEEDS_DATA, ids=lambda path: path.stem)
@pytest.mark.parametrize("profile", ["internal", "public"])
def test_a_page_on_data_says_from_when_to_when_it_counts(full: Store, path: Path, profile: str) -> None:  # noqa: F811
    page = run(path, profile=profile, period="2026-Q2")
    assert not page.exception
    assert "15/03/2026" in text(page)
    assert "14/06/2026" in text(page)


def test_the_first_page_shows_the_figures_of_the_snapshot(full: Store) -> None:  # noqa: F811
    shown = text(run(Path(pages.__file__).parent / "overview.py", period="2026-Q2"))
    snapshot = build(full, unit="HA", period="2026-Q2", as_of=datetime.now(UTC))
    for row in snapshot["indicators"]:
        if row["target_kind"] == "stated":
            assert row["label"] in shown
            assert screens.figure(row) in shown


def test_removed_samples_leave_nothing_but_a_line_in_the_audit(full: Store) -> None:  # noqa: F811
    remove_samples(full, "tests", datetime.now(UTC))
    assert full.ask("info")[0]["submissions"] == 0
    assert full.ask("periods_reported") == []


def test_a_database_that_cannot_be_opened_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(b"not a database" * 100)
    monkeypatch.setenv("DCCS_DATABASE", str(damaged))
    for path in PAGES:
        page = run(path)
        assert not page.exception
        assert page.error[0].value == commands.store_failed("unreadable", str(damaged))


def test_the_mode_of_the_meeting_stays_for_the_pages_that_follow(full: Store) -> None:  # noqa: F811
    folder = Path(pages.__file__).parent
    menu = AppTest.from_file(str(folder / "_menu.py"), default_timeout=SECONDS).run()

    def is_on(stem: str) -> bool:
        """Whether a page that is opened by the menu, which names no choices, is in the mode."""
        menu.query_params.clear()
        menu.switch_page(str(folder / f"{stem}.py")).run()
        return bool(menu.sidebar.toggle[0].value)

    assert [is_on(stem) for stem in ("overview", "meeting", "complaints")] == [False, True, True]
    menu.sidebar.toggle[0].set_value(False).run()
    assert not is_on("overview")
