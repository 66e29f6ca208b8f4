"""People for tests of access: accounts with known passwords, and a browser before the app's outermost layers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from data import accounts
from data.store import Store
from web import access
from wording import access as words

PASSWORD = "con trâu đi trước"
FIRST = "duoc cap lan dau"
ROLES = {"admin": None, "leader": None, "clerk": "HA-01", "viewer": None}


def now() -> datetime:
    return datetime.now(UTC)


def add(store: Store, name: str, role: str, unit: str | None = None, *, is_new: bool = False) -> None:
    """An account; unless it is new, its first password has been changed."""
    accounts.add(store, name, "tests", now(), role=role, unit=unit, called=f"Người {name}", password=FIRST)
    if not is_new:
        accounts.set_password(store, name, PASSWORD, name, now(), must_change=False)


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the gate: it says `data`, and what it was told of the session."""
    told = ",".join(HTTPConnection(scope).headers.getlist("x-dccs-session"))
    if scope["type"] == "http":
        await PlainTextResponse(f"data {told}")(scope, receive, send)
        return
    socket = WebSocket(scope, receive, send)
    await socket.accept()
    async for message in socket.iter_text():
        await socket.send_text(f"data {message}")


def browser(environment: Mapping[str, str], *, base: str = "", is_secure: bool = True) -> TestClient:
    """A browser before the layers of a mode; it follows no redirect by itself."""
    [layer] = access.layers(environment, base)
    return TestClient(layered(layer), base_url=f"http{'s' * is_secure}://office", follow_redirects=False)


def layered(layer: Middleware) -> Any:
    return layer.cls(inner, *layer.args, **layer.kwargs)


def another(client: TestClient) -> TestClient:
    """A second browser before the same layers."""
    return TestClient(client.app, base_url=client.base_url, follow_redirects=False)


def mark_of(page: str) -> str:
    """The mark in a form."""
    found = re.search(r'name="mark" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, wanted: str = "/") -> Any:
    """Opens the form and sends it."""
    page = client.get(words.SIGN_IN_PATH, params={"tiep": wanted})
    form = {"mark": mark_of(page.text), "next": wanted, "name": name, "password": password}
    return client.post(words.SIGN_IN_PATH, data=form)
