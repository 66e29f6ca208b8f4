"""By which names this server may be asked, and that a websocket was opened by a page of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.refusal import turn_away
from wording import web

# The names of this machine for itself: all there are until the setting server.allowedHosts says others.
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
HOST = re.compile(r"(?:\[(?P<v6>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?", re.IGNORECASE)


def host_name(host: str) -> str:
    """The name in a Host header, without port, brackets and last dot, in small letters; empty if it is none."""
    match = HOST.fullmatch(host)
    return (match["v6"] or match["name"]).lower().rstrip(".") if match else ""


def is_among(name: str, allowed: Sequence[str]) -> bool:
    """Whether a name is one of the setting: a name, `*.domain` for all below it, or `*` for any."""
    patterns = [pattern.strip().strip("[]").lower().rstrip(".") for pattern in allowed]
    return bool(name) and any(
        pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:])) for pattern in patterns
    )


class KnownHosts:
    """Refuses names that are not this server's.

    A page elsewhere can have its own name point here (DNS rebinding); the browser then takes what it asks for as its
    own. Streamlit looks at Host for websockets only. For a websocket whose Origin is not its Host it would also ask a
    site outside for this machine's address, so such a websocket ends here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.allowed = tuple(st.get_option("server.allowedHosts") or LOOPBACK_NAMES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self.is_allowed(scope):
            await self.app(scope, receive, send)
        else:
            await turn_away(web.UNKNOWN_HOST, scope, receive, send)

    def is_allowed(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not is_among(host_name(host), self.allowed):
            return False
        return scope["type"] != "websocket" or origin is None or origin.partition("://")[2].lower() == host.lower()
