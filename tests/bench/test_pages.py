"""A page costs the server at most twice as much as a bare Streamlit page with the same cards, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import pages
from tests.bench.bare import parts_of, write_page
from tests.bench.clients import HOUSE, Client, server, session
from tests.bench.ratios import compare
from wording import screens

PAGES = sorted(path.stem for path in Path(pages.__file__).parent.glob("[!_]*.py"))
WARM_UP, RUNS, ROUNDS = 10, 5, 11
MOST = 2.0
SESSIONS, RUNS_EACH = 20, 5


@pytest.fixture(scope="module")
def app(database: Path) -> Iterator[int]:
    """The port of the app on the sample ward, after what it does at its start beside the pages."""
    with server(HOUSE / "app.py", database) as port:
        with session(port) as client:
            client.run()  # waits for the snapshot that the server is making
        yield port


def run_often(client: Client, times: int) -> None:
    for _ in range(times):
        client.run()


@contextmanager
def both(app: int, stem: str, folder: Path, sessions: int = 1) -> Iterator[tuple[list[Client], list[Client], str]]:
    """Sessions on a page and on its bare double, and what is on both."""
    address = "" if stem == next(iter(screens.MENU)) else screens.MENU[stem].url_path
    with ExitStack() as stack:
        ours = [stack.enter_context(session(app, address)) for _ in range(sessions)]
        for client in ours:
            run_often(client, 2)
        parts = parts_of(ours[0].sent)
        bare = stack.enter_context(server(write_page(folder, stem, parts), folder / "none.duckdb"))
        theirs = [stack.enter_context(session(bare)) for _ in range(sessions)]
        for client in (*ours, *theirs):
            run_often(client, WARM_UP if sessions == 1 else 2)
        assert str(parts_of(theirs[0].sent)) == str(parts)
        yield ours, theirs, f"{stem} ({parts})"


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_takes_at_most_twice_a_bare_one(app: int, stem: str, tmp_path: Path) -> None:
    with both(app, stem, tmp_path) as ([ours], [theirs], name):
        compared = compare(lambda: run_often(ours, RUNS), lambda: run_often(theirs, RUNS), ROUNDS)
    assert compared.holds(name, MOST, per=RUNS)


def test_twenty_sessions_at_once_get_half_the_runs_of_a_bare_page(app: int, tmp_path: Path) -> None:
    with both(app, "overview", tmp_path, SESSIONS) as (ours, theirs, name), ThreadPoolExecutor(SESSIONS) as threads:

        def at_once(clients: list[Client]) -> None:
            list(threads.map(lambda client: run_often(client, RUNS_EACH), clients))

        compared = compare(lambda: at_once(ours), lambda: at_once(theirs), 5)
    assert compared.holds(f"{SESSIONS} sessions: {name}", MOST, per=SESSIONS * RUNS_EACH)
