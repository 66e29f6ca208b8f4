"""Whatever is asked, there is an answer: never a traceback, never an error of the server's own. Longer: `make soak`."""

from __future__ import annotations

import time
from random import Random

import pytest

from tests.crawl.server import Server, ask_oddly, open_pages_oddly, served, speak_oddly

SECONDS = 7
SEED = 50  # the number of the resolution; `make soak` takes others


def crawl(server: Server, seconds: float, seed: int) -> list[str]:
    """Asks oddly for so long; gives what was wrong, with what it takes to ask again."""
    random, until, wrong = Random(seed), time.monotonic() + seconds, []
    while time.monotonic() < until:
        wrong += filter(None, (ask_oddly(server, random) for _ in range(40)))
        speak_oddly(server, random)
        open_pages_oddly(server, random, pages=3)
    return wrong


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with served(tmp_path_factory.mktemp("crawl")) as running:
        yield running


def test_odd_requests_find_no_error_and_no_traceback(server: Server) -> None:
    assert crawl(server, SECONDS, SEED) == []
    assert server.faults() == []
    assert server.serves()
