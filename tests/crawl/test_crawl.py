"""Whatever is asked, there is an answer: never a traceback, never an error of the server's own. Longer: `make soak`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.crawl.server import Server, answer, ask_oddly, open_pages_oddly, served, speak_oddly

SECONDS, SIGN_IN_SECONDS = 7, 3
SEED = 50  # the number of the resolution; `make soak` takes others


def crawl(server: Server, seconds: float, seed: int, *, is_open: bool = True) -> list[str]:
    """Asks oddly for so long; gives what was wrong, with what it takes to ask again. `is_open`: without signing in."""
    random, until, wrong = Random(seed), time.monotonic() + seconds, []
    while time.monotonic() < until:
        wrong += filter(None, (ask_oddly(server, random) for _ in range(40)))
        if is_open:
            speak_oddly(server, random)
            open_pages_oddly(server, random, pages=3)
    return wrong


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("crawl")) as running:
        yield running


@pytest.mark.parametrize("method", ["HEAD", "GET", "PUT"])
def test_a_body_that_is_not_as_announced_is_refused_without_a_traceback(server: Server, method: str) -> None:
    first = f"{method} /khong-co HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert not answer(server, first.encode() + b"zz\r\n").startswith(b"HTTP/1.1 5")
    assert server.faults() == []


def test_odd_requests_find_no_error_and_no_traceback(server: Server) -> None:
    assert crawl(server, SECONDS, SEED) == []
    assert server.faults() == []
    assert server.serves()


def test_odd_requests_before_signing_in_find_no_error_and_no_traceback(tmp_path: Path) -> None:
    with served(tmp_path, has_samples=False, DCCS_ACCESS="accounts") as server:
        assert crawl(server, SIGN_IN_SECONDS, SEED, is_open=False) == []
        assert server.faults() == []
        assert server.serves()
