"""Who may reach the app without signing in: this machine alone."""

from __future__ import annotations

import ipaddress
import re
from html import escape

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from wording import screens

LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


def is_loopback(address: str | None) -> bool:
    """Whether the address means this machine only; None, Streamlit's default, means every network card."""
    try:
        return address == "localhost" or ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


class LoopbackOnly:
    """Refuses whatever does not stay on this machine, until there is access control.

    There are three ways in: the server bound to the network, a forwarded connection, and a page elsewhere whose name
    was made to point at this machine (DNS rebinding), which shows in the Host header.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.is_bound_to_loopback = is_loopback(st.get_option("server.address"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self.is_allowed(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal()(scope, receive, send)

    def is_allowed(self, scope: Scope) -> bool:
        peer, _ = scope.get("client") or (None, 0)
        host = re.sub(r":\d+$", "", Headers(scope=scope).get("host", ""))
        return self.is_bound_to_loopback and is_loopback(peer) and host in LOOPBACK_HOSTS


def refusal() -> Response:
    return HTMLResponse(
        f'<!doctype html><html lang="vi"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(screens.APP_TITLE)}</title>'
        '<body style="font: 1.125rem/1.6 sans-serif; max-width: 40rem; margin: 10vh auto; padding: 0 1rem">'
        f"<h1>{escape(screens.APP_TITLE)}</h1><p>{escape(screens.LOOPBACK_ONLY)}</p></body></html>",
        status_code=403,
    )
