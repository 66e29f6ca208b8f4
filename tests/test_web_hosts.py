"""By which names the server may be asked, and whose page may open a websocket to it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import streamlit as st

from web.hosts import KnownHosts
from web.shell import page_html
from wording import web


def answer(
    monkeypatch: pytest.MonkeyPatch, host: str, *, allowed: list[str], kind: str = "http", origin: str = ""
) -> dict[str, Any]:
    """The last message that a request by this name gets, before an app that would say `data`."""
    monkeypatch.setattr(st, "get_option", lambda name: allowed if name == "server.allowedHosts" else None)
    sent: list[dict[str, Any]] = []

    async def inner(scope, receive, send):
        await send({"type": "http.response.body", "body": b"data"})

    async def send(message):
        sent.append(message)

    headers = [(b"host", host.encode("latin-1"))] + ([(b"origin", origin.encode())] if origin else [])
    scope = {"type": kind, "method": "GET", "path": "/", "client": ("10.0.0.9", 1), "headers": headers}
    asyncio.run(KnownHosts(inner)(scope, None, send))
    return sent[-1]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "localhost."])
def test_without_a_setting_the_server_knows_this_machines_own_names(monkeypatch, host):
    assert answer(monkeypatch, host, allowed=[])["body"] == b"data"


@pytest.mark.parametrize(
    "host",
    ["", "rebound.example", "localhost.example:8501", "127.0.0.1.example", "192.168.1.10:8501", "user@localhost",
     "localhost:8501:1", "localhost/", "localhost, rebound.example", "[::1", "[::1]x", "localhost:99999999", "hóa"],
)  # fmt: skip
def test_any_other_name_gets_a_sentence_and_no_data(monkeypatch, host):
    said = answer(monkeypatch, host, allowed=[])["body"].decode()
    assert web.UNKNOWN_HOST in said
    assert host == "" or host not in said or host in web.UNKNOWN_HOST
    assert answer(monkeypatch, host, allowed=[], kind="websocket") == {"type": "websocket.close", "code": 1008}


@pytest.mark.parametrize(
    ("host", "is_served"),
    [("danchu.huongan.local", True), ("danchu.huongan.local:443", True), ("a.noi-bo.example", True),
     ("noi-bo.example", False), ("anoi-bo.example", False), ("localhost", False), ("192.168.1.10", True)],
)  # fmt: skip
def test_the_setting_names_the_server(monkeypatch, host, is_served):
    allowed = ["DanChu.HuongAn.local", "*.noi-bo.example", "192.168.1.10"]
    assert (answer(monkeypatch, host, allowed=allowed)["body"] == b"data") is is_served


@pytest.mark.parametrize(
    ("origin", "is_served"),
    [("", True), ("http://localhost:8501", True), ("https://localhost:8501", True), ("http://localhost:9000", False),
     ("http://rebound.example", False), ("null", False), ("http://localhost:8501@rebound.example", False)],
)  # fmt: skip
def test_a_websocket_is_opened_by_a_page_of_its_own_only(monkeypatch, origin, is_served):
    """Streamlit would ask a site outside what this machine's address is, to compare it with the Origin."""
    got = answer(monkeypatch, "localhost:8501", allowed=[], kind="websocket", origin=origin)
    assert (got.get("body") == b"data") is is_served


def test_below_a_path_everything_the_page_loads_stands_below_it_too():
    html = page_html("/danchu")
    assert '<script src="/danchu/vi.js">' in html
    assert html.count('href="/') + html.count('src="/') == html.count('href="/danchu/') + html.count('src="/danchu/')
    assert '"./' not in html
