"""What a request may bring along: small forms, files up to the setting, websocket messages that can be read."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
import streamlit as st
from h11 import LocalProtocolError
from streamlit.proto.BackMsg_pb2 import BackMsg

from web.frames import KnownFrames, fault
from web.hangups import Hangups
from web.headers import SecurityHeaders, hash_of, hsts_of
from web.limits import MEGABYTE, BodyLimit
from web.refusal import refusal
from wording import web

UPLOAD = "/danchu/_stcore/upload_file/session/file"
SETTINGS = {"server.baseUrlPath": "danchu", "server.maxUploadSize": 3}


def put(
    monkeypatch: pytest.MonkeyPatch, path: str, chunks: list[int], declared: int | None
) -> tuple[list[dict[str, Any]], int]:
    """What is answered to a body of chunks of these sizes, and how many bytes of it the app behind has seen."""
    monkeypatch.setattr(st, "get_option", SETTINGS.get)
    coming = [{"type": "http.request", "body": b"x" * size, "more_body": True} for size in chunks]
    coming.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[dict[str, Any]] = []
    seen = 0

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    async def inner(scope, receive, send):
        nonlocal seen
        while (message := await receive())["more_body"]:
            seen += len(message["body"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    headers = [] if declared is None else [(b"content-length", str(declared).encode())]
    scope = {"type": "http", "method": "PUT", "path": path, "headers": headers}
    asyncio.run(BodyLimit(inner)(scope, receive, send))
    assert coming == []  # a browser that is still sending would not read the answer
    return sent, seen


def said(sent: list[dict[str, Any]]) -> str:
    return b"".join(message.get("body", b"") for message in sent).decode()


def test_a_file_within_the_setting_comes_in(monkeypatch):
    sent, seen = put(monkeypatch, UPLOAD, [MEGABYTE] * 3, 3 * MEGABYTE)
    assert (sent[0]["status"], seen) == (204, 3 * MEGABYTE)


def test_a_file_that_says_it_is_larger_is_refused_unread(monkeypatch):
    sent, seen = put(monkeypatch, UPLOAD, [MEGABYTE] * 4, 4 * MEGABYTE)
    assert (sent[0]["status"], seen) == (413, 0)
    assert said(sent) == web.too_large(3)


@pytest.mark.parametrize("declared", [None, 10])
def test_a_file_that_does_not_say_it_is_larger_is_refused_on_the_way(monkeypatch, declared):
    sent, seen = put(monkeypatch, UPLOAD, [MEGABYTE] * 50, declared)
    assert (sent[0]["status"], seen) == (413, 3 * MEGABYTE)
    assert said(sent) == web.too_large(3)


@pytest.mark.parametrize("path", ["/danchu/", "/_stcore/upload_file/session/file", "/danchu/_stcore/agent/interact"])
def test_all_else_may_bring_a_megabyte(monkeypatch, path):
    sent, seen = put(monkeypatch, path, [MEGABYTE // 2] * 3, None)
    assert (sent[0]["status"], seen) == (413, MEGABYTE)
    assert said(sent) == web.too_large(1)


def message(frame: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """What is sent back to one frame, and the kinds of messages that the app behind has seen."""
    sent: list[dict[str, Any]] = []
    seen: list[str] = []

    async def receive():
        return {"type": "websocket.receive", **frame}

    async def send(answer):
        sent.append(answer)

    async def inner(scope, receive, send):
        seen.append((await receive())["type"])
        await send({"type": "websocket.send", "bytes": b"data"})

    asyncio.run(KnownFrames(inner)({"type": "websocket"}, receive, send))
    return sent, seen


def test_a_message_of_streamlits_kind_comes_in():
    known = BackMsg()
    known.rerun_script.query_string = "period=2026-Q3"
    assert message({"bytes": known.SerializeToString()})[1] == ["websocket.receive"]


@pytest.mark.parametrize(
    ("frame", "code"), [({"text": "x"}, 1003), ({"text": "x", "bytes": None}, 1003), ({"bytes": b"\xff" * 9}, 1002)]
)
def test_any_other_message_ends_its_websocket_and_nothing_is_sent_after(frame, code):
    assert message(frame) == ([{"type": "websocket.close", "code": code}], ["websocket.disconnect"])


@pytest.mark.parametrize(("name", "code"), [("$$ID-abc-period", None), ("period", 1002), ("", 1002)])
def test_a_browser_gives_values_to_widgets_only_not_to_what_a_page_keeps(name, code):
    """Streamlit would show a page this value as its own, by st.session_state["period"]."""
    known = BackMsg()
    known.rerun_script.widget_states.widgets.add(id=name, string_value="x")
    assert fault({"bytes": known.SerializeToString()}) == code


def test_an_answer_that_the_line_no_longer_takes_is_dropped():
    taken: list[str] = []

    async def inner(scope, receive, send):
        await send({"type": "http.response.start"})
        await send({"type": "http.response.body"})

    async def send(answer):
        taken.append(answer["type"])
        raise LocalProtocolError("can't handle event type Response when role=SERVER and state=MUST_CLOSE")

    asyncio.run(Hangups(inner)({"type": "http"}, None, send))
    assert taken == ["http.response.start"]


def headers_of(scheme: str, hsts: int) -> dict[str, str]:
    sent: list[dict[str, Any]] = []

    async def inner(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(answer):
        sent.append(answer)

    asyncio.run(SecurityHeaders(inner, hsts)({"type": "http", "scheme": scheme}, None, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_no_page_may_use_a_device_and_none_may_run_text_as_code():
    headers = headers_of("http", 0)
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["permissions-policy"].split(", "))
    assert headers["x-frame-options"] == "DENY"


def test_a_page_may_load_only_what_this_server_ships_and_hold_only_styles_that_are_known():
    policy = headers_of("http", 0)["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert (rules["default-src"], rules["script-src"], rules["connect-src"]) == ("'none'", "'self'", "'self'")
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(policy.replace(";", "").split())
    assert all(part == "'self'" or part.startswith("'sha256-") for part in rules["style-src"].split())
    [refused] = re.findall('style="([^"]*)"', bytes(refusal("x").body).decode())
    assert f"'sha256-{hash_of(refused)}'" in rules["style-src-attr"].split()


@pytest.mark.parametrize(
    ("scheme", "setting", "told"), [("https", "600", "max-age=600"), ("https", "", None), ("http", "600", None)]
)
def test_a_browser_is_bound_to_tls_only_by_the_setting_and_over_tls(scheme, setting, told):
    assert headers_of(scheme, hsts_of(setting)).get("strict-transport-security") == told


def test_a_setting_that_is_no_number_ends_the_start():
    with pytest.raises(SystemExit, match="một năm"):
        hsts_of("1 năm")
