"""The app as an office runs it, on made-up returns, asked over the line; and what must not be found in its answers."""

from __future__ import annotations

import os
import re
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from data.store import Store
from tests.accounts import PASSWORD, ROLES, add, mark_of
from tests.crawl.messages import asked_page, garbage, other
from tests.crawl.requests import odd_request
from web.cookies import SESSION
from wording import access

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
BROKEN = re.compile(r"Traceback|Exception in ASGI|Unhandled|^\w+Error:", re.MULTILINE)


class Server(NamedTuple):
    """`trust`: what its certificate is checked by; without one it speaks plainly."""

    port: int
    log: Path
    trust: ssl.SSLContext | None = None

    def faults(self) -> list[str]:
        """Lines of its log that speak of an error nobody foresaw."""
        return [line for line in self.log.read_text(encoding="utf-8").splitlines() if BROKEN.search(line)]

    def serves(self) -> bool:
        """Whether it answers, be it by the way to sign in."""
        address = f"http{'s' if self.trust else ''}://127.0.0.1:{self.port}/"
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_S, context=self.trust) as answer:
                return answer.status == 200
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code == 401


@contextmanager
def served(
    folder: Path, *flags: str, trust: ssl.SSLContext | None = None, has_samples: bool = True,
    people: Iterable[str] = (), **settings: str,
) -> Iterator[Server]:  # fmt: skip
    """`streamlit run app.py` with flags, settings of the environment and a database in this folder, once it answers.
    `people`: roles, each of which has an account by its own name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = Server(probe.getsockname()[1], folder / "log.txt", trust)
    environment = os.environ | {"DCCS_DATABASE": str(folder / "dccs.duckdb")} | settings
    if has_samples:
        samples = [sys.executable, "-m", "loaders", "samples"]
        subprocess.run(samples, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    if people:
        with Store(folder / "dccs.duckdb") as store:
            for role in people:
                add(store, role, role, ROLES[role])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(server.port), *flags]
    with server.log.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError):
                if server.serves():
                    break
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def answer(server: Server, request: bytes, wait: float = 0.3) -> bytes:
    """All that comes back for a request; empty where the server hangs up. After so many seconds of silence the line is
    closed at this end, as the server may wait for more; any sooner, slow answers would go unheard."""
    got = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as line, suppress(ConnectionError):
        line.sendall(request)
        while True:
            try:
                chunk = line.recv(65_536)
            except TimeoutError:
                if line.gettimeout() == PATIENCE_S:  # no answer at all
                    raise
                line.shutdown(socket.SHUT_WR)
                line.settimeout(PATIENCE_S)
                continue
            if not chunk:
                break
            got += chunk
    return got


def signed_in(server: Server, name: str) -> str:
    """The cookie of a new session."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = f"http://127.0.0.1:{server.port}{access.SIGN_IN_PATH}"
    with browser.open(form, timeout=PATIENCE_S) as page:
        said = {"mark": mark_of(page.read().decode()), "name": name, "password": PASSWORD, "next": "/"}
    browser.open(form, urlencode(said).encode(), timeout=PATIENCE_S).close()
    [cookie] = [f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name == SESSION]
    return cookie


def reaches(server: Server, cookie: str) -> bool:
    """Whether a cookie opens the app itself."""
    request = f"GET /vi.js HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n"
    return answer(server, request.encode(), wait=PATIENCE_S).startswith(b"HTTP/1.1 200")


def ask_oddly(server: Server, random: Random, cookie: str = "") -> str | None:
    """One odd request; what is wrong with the answer, if anything."""
    request = odd_request(random, server.port, cookie)
    got = answer(server, request)
    statuses = [int(status) for status in STATUS.findall(got)]
    if any(status >= 500 for status in statuses) or b"Traceback (most recent" in got:
        return f"{request!r} -> {got[:200]!r}"
    return None


@contextmanager
def stream(server: Server, cookie: str = "") -> Iterator[ClientConnection]:
    address = f"ws{'s' if server.trust else ''}://127.0.0.1:{server.port}/_stcore/stream"
    with connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None, ssl=server.trust,
        additional_headers={"Cookie": cookie} if cookie else None,
    ) as opened:  # fmt: skip
        yield opened


def speak_oddly(server: Server, random: Random, cookie: str = "") -> None:
    """A websocket that gets messages of other kinds, then garbage, until the server ends it."""
    with stream(server, cookie) as opened, suppress(ConnectionClosed):
        for _ in range(random.randrange(3)):
            opened.send(other(random).SerializeToString())
        for _ in range(5):
            opened.send(garbage(random))
        with suppress(TimeoutError):
            opened.recv(timeout=0.05)


def run_page(opened: ClientConnection, message: BackMsg) -> str:
    """Runs a page to its end; gives the query that it then has in its address."""
    query = ""
    opened.send(message.SerializeToString())
    while True:
        got = ForwardMsg.FromString(bytes(opened.recv(PATIENCE_S)))
        if got.WhichOneof("type") == "page_info_changed":
            query = got.page_info_changed.query_string
        if got.WhichOneof("type") == "script_finished":
            return query


def open_pages_oddly(server: Server, random: Random, pages: int, cookie: str = "") -> None:
    """Runs pages with odd choices, among them those that the pages themselves have put into their addresses."""
    names: tuple[str, ...] = ()
    with stream(server, cookie) as opened:
        for _ in range(pages):
            query = run_page(opened, asked_page(random, names))
            names = tuple(sorted({*names, *(part.partition("=")[0] for part in query.split("&") if part)}))
