"""Who may reach the app without signing in: this machine alone."""

from __future__ import annotations

import ipaddress

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.hosts import LOOPBACK_NAMES, host_name
from web.refusal import turn_away
from wording import screens


def is_loopback(address: str | None) -> bool:
    """Whether the address means this machine only; None, Streamlit's default, means every network card."""
    try:
        return address == "localhost" or ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


class LoopbackOnly:
    """Refuses whatever does not stay on this machine, where nobody signs in.

    There are three ways in: the server bound to the network, a forwarded connection, and a page elsewhere whose name
    was made to point at this machine (DNS rebinding), which shows in the Host header.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.is_bound_to_loopback = is_loopback(st.get_option("server.address"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self.is_allowed(scope):
            await self.app(scope, receive, send)
        else:
            await turn_away(screens.LOOPBACK_ONLY, scope, receive, send)

    def is_allowed(self, scope: Scope) -> bool:
        peer, _ = scope.get("client") or (None, 0)
        name = host_name(Headers(scope=scope).get("host", ""))
        return self.is_bound_to_loopback and is_loopback(peer) and name in LOOPBACK_NAMES
