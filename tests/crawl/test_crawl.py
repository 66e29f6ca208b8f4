"""Whatever is asked, there is an answer: never a traceback, never an error of the server's own. Longer: `make soak`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from random import Random

import pytest

from tests.crawl.requests import forged
from tests.crawl.server import (
    Server,
    answer,
    ask_oddly,
    open_pages_oddly,
    reaches,
    served,
    signed_in,
    speak_oddly,
)

SECONDS, SIGN_IN_SECONDS, SIGNED_IN_SECONDS = 7, 3, 6
SEED = 50  # the number of the resolution; `make soak` takes others
PEOPLE = ("admin", "leader", "clerk", "viewer")


def crawl(
    server: Server, seconds: float, seed: int, *, cookies: Sequence[str] = ("",), is_open: bool = True
) -> list[str]:
    """Asks oddly for so long; gives what was wrong, with what it takes to ask again. `cookies`: of sessions that ask
    in turn; `is_open`: whether they come in."""
    random, until, wrong, turn = Random(seed), time.monotonic() + seconds, [], 0
    while time.monotonic() < until or turn < len(cookies):
        cookie, turn = cookies[turn % len(cookies)], turn + 1
        wrong += filter(None, (ask_oddly(server, random, cookie) for _ in range(40)))
        if is_open:
            speak_oddly(server, random, cookie)
            open_pages_oddly(server, random, pages=3, cookie=cookie)
        if cookie:
            tried = [forged(random, cookie) for _ in range(5)]
            wrong += [f"comes in: {each}" for each in tried if reaches(server, each)]
            wrong += [] if reaches(server, cookie) else [f"comes in no more: {cookie}"]
    return wrong


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("crawl")) as running:
        yield running


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("guarded"), people=PEOPLE, DCCS_ACCESS="accounts") as running:
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


def test_odd_requests_before_signing_in_find_no_error_and_no_traceback(guarded: Server) -> None:
    assert crawl(guarded, SIGN_IN_SECONDS, SEED, is_open=False) == []
    assert guarded.faults() == []
    assert guarded.serves()


def test_odd_requests_of_every_role_find_no_error_and_no_traceback_and_no_forged_cookie_comes_in(
    guarded: Server,
) -> None:
    cookies = [signed_in(guarded, name) for name in PEOPLE]
    assert crawl(guarded, SIGNED_IN_SECONDS, SEED, cookies=cookies) == []
    assert guarded.faults() == []
    assert guarded.serves()
