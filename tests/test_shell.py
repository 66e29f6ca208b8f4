"""Who may reach the app, the page Streamlit is loaded into, and the menu – without a browser."""

from __future__ import annotations

import asyncio
import inspect
import re
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

import app
from web.headers import SecurityHeaders
from web.loopback import LoopbackOnly
from web.shell import PagePath, page_html
from wording import browser, screens

ROOT = Path(__file__).parents[1]
FRONTEND = Path(st.__file__).with_name("static") / "static" / "js"


def answer(
    monkeypatch: pytest.MonkeyPatch,
    *,
    kind: str = "http",
    address: str | None = "127.0.0.1",
    peer: str = "127.0.0.1",
    host: str = "localhost:8501",
) -> list[dict[str, Any]]:
    """What the outermost layers send to one request, before an app that would say `data`."""
    monkeypatch.setattr(st, "get_option", lambda _: address)
    sent: list[dict[str, Any]] = []

    async def inner(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"data"})

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "method": "GET", "path": "/", "client": (peer, 50000), "headers": [(b"host", host.encode())]}
    asyncio.run(SecurityHeaders(LoopbackOnly(inner))(scope, None, send))
    return sent


@pytest.mark.parametrize("host", ["localhost:8501", "localhost", "127.0.0.1:8501", "[::1]:8501"])
def test_this_machine_is_served(monkeypatch, host):
    assert answer(monkeypatch, host=host)[-1]["body"] == b"data"


@pytest.mark.parametrize(
    "way_in",
    [
        {"address": None},
        {"address": "0.0.0.0"},
        {"address": "::"},
        {"address": "192.168.1.10"},
        {"address": "may-chu.local"},
        {"peer": "192.168.1.20"},
        {"host": "rebound.example:8501"},
        {"host": "localhost.example"},
        {"host": ""},
    ],
)
def test_whatever_does_not_stay_on_this_machine_gets_a_sentence_and_no_data(monkeypatch, way_in):
    start, body = answer(monkeypatch, **way_in)
    assert start["status"] == 403
    assert screens.LOOPBACK_ONLY in body["body"].decode()
    assert b"data" not in body["body"].replace(b"data:", b"")
    assert answer(monkeypatch, kind="websocket", **way_in) == [{"type": "websocket.close", "code": 1008}]


def test_every_answer_forbids_other_servers_and_frames(monkeypatch):
    headers = dict(answer(monkeypatch)[0]["headers"])
    assert b"default-src 'none'" in headers[b"content-security-policy"]
    assert b"frame-ancestors 'none'" in headers[b"content-security-policy"]
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_the_page_of_streamlit_is_vietnamese_and_its_script_stands_first():
    html = page_html("")
    assert '<html lang="vi">' in html
    assert f"<title>{screens.APP_TITLE}</title>" in html
    assert screens.NEEDS_JAVASCRIPT in html
    assert "JavaScript to run" not in html
    assert re.findall(r"<script[^>]*>", html)[0] == '<script src="/vi.js">'
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("path", ["", "nop-bao-cao", "khong-co", "mot/hai"])
def test_every_address_of_a_page_gets_that_page(path):
    assert re.fullmatch(PagePath.regex, path)


@pytest.mark.parametrize("path", ["_stcore/health", "nop-bao-cao/_stcore/health", "static/js/x.js", "media/x", "x.png"])
def test_files_and_streamlits_own_services_do_not(path):
    assert not re.fullmatch(PagePath.regex, path)


def test_every_word_translated_is_still_one_of_streamlits():
    """After an upgrade this names the words that changed."""
    frontend = "".join(file.read_text(encoding="utf-8") for file in FRONTEND.glob("*.js"))
    server = Path(st.__file__).with_name("elements").joinpath("exception.py").read_text(encoding="utf-8")
    server = server.replace('"\n    "', "")
    words = {word for own in browser.WORDS.values() for word in own}
    assert sorted(word for word in words if word not in frontend and word not in server) == []


def test_no_translation_is_translated_again():
    for place, own in browser.WORDS.items():
        again = [re.compile(pattern) for pattern in browser.PATTERNS.get(place, {})]
        for vietnamese in own.values():
            assert vietnamese not in own or own[vietnamese] == vietnamese
            assert not any(pattern.fullmatch(vietnamese) for pattern in again)


def test_the_addresses_in_the_menu_can_be_read_out():
    addresses = [entry.url_path for entry in screens.MENU.values()]
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", address) for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_every_page_has_its_line_in_the_menu():
    assert {file.stem for file in (ROOT / "pages").glob("[!_]*.py")} == set(screens.MENU)


def test_the_menu_opens_on_its_first_line_and_takes_a_page_it_does_not_know(tmp_path):
    shutil.copy(ROOT / "pages" / "_menu.py", tmp_path)
    for stem in ("a_new_page", *screens.MENU):
        (tmp_path / f"{stem}.py").write_text(f"import streamlit as st\nst.title({stem!r})", encoding="utf-8")
    shown = AppTest.from_file(str(tmp_path / "_menu.py")).run()
    assert not shown.exception
    assert shown.title[0].value == next(iter(screens.MENU))


def test_the_server_sends_on_without_waiting_for_the_browser():
    async def connect_to_a_socket_that_does_not_say_it_is_tcp() -> bool:
        app.send_at_once(asyncio.get_running_loop())
        sent_at_once = asyncio.get_running_loop().create_future()

        class Listening(asyncio.Protocol):
            def connection_made(self, transport: Any) -> None:
                accepted = transport.get_extra_info("socket")
                sent_at_once.set_result(bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))

        with socket.socket() as plain:  # as Streamlit opens its own
            plain.bind(("127.0.0.1", 0))
            server = await asyncio.get_running_loop().create_server(Listening, sock=plain)
            _, writer = await asyncio.open_connection(*plain.getsockname())
            answer = await sent_at_once
            writer.close()
            server.close()
        return answer

    assert asyncio.run(connect_to_a_socket_that_does_not_say_it_is_tcp())


def test_no_package_is_searched_for_components_at_the_start():
    looks_where_we_have_put_none = inspect.getsource(BidiComponentManager.discover_and_register_components)
    assert "scan_component_manifests()" in looks_where_we_have_put_none
    assert manifest_scanner.scan_component_manifests() == []


def test_the_same_error_has_the_same_code_and_its_text_stays_in_the_log(monkeypatch, caplog):
    shown: list[str] = []
    monkeypatch.setattr(st, "error", shown.append)
    error = RuntimeError("secret")
    assert app.show_page_failed(error) is True
    assert app.show_page_failed(error) is True
    assert shown[0] == shown[1]
    assert "secret" not in shown[0]
    code = re.search(r"\*\*([0-9A-F]{6})\*\*", shown[0])
    assert code
    assert code[1] in caplog.text
