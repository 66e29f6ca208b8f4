"""Nothing without a session: every request and every message of a websocket is looked at before Streamlit sees it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import pages
from data import sessions
from data.catalogue import CatalogueError
from data.sessions import Session
from data.store import StoreError
from web.cookies import Cookies
from web.refusal import refusal
from wording import access as words
from wording import commands

log = logging.getLogger("dccs")
# How Streamlit's session knows whose it is: the gate writes it, and takes away whatever a browser sends by this name.
HEADER = "x-dccs-session"
GONE = 1008
LOOK_AGAIN = 15.0  # seconds, at most, that a page still stands untouched after its session has ended
STORED_NOWHERE = ("/media/", "/_stcore/")  # what may hold data of people, apart from the pages themselves


class Gate:
    """`own`: the pages before the app, open to all; they begin with one of `open_paths`. `base`: the app's sub-path.
    `has_passwords`: whether a first password is to be changed before all else; the office's server knows none."""

    def __init__(
        self, app: ASGIApp, *, own: ASGIApp, open_paths: tuple[str, ...], cookies: Cookies, base: str = "",
        has_passwords: bool = True,
    ) -> None:  # fmt: skip
        self.app, self.own, self.open_paths, self.cookies, self.base = app, own, open_paths, cookies, base
        self.has_passwords = has_passwords

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self.base)
        if scope["type"] == "http" and any(path == own or path.startswith(f"{own}/") for own in self.open_paths):
            await self.own({**scope, "root_path": self.base}, receive, send)
            return
        try:
            session = await run_in_threadpool(self.session_of, scope)
        except (StoreError, CatalogueError) as error:
            await _refuse(scope, receive, send, broken(error))
            return
        if not self.is_open_to(session):
            await _refuse(scope, receive, send, self.way_in(scope, path, session))
            return
        assert session is not None
        scope = {**scope, "headers": [*_without(scope), (HEADER.encode(), session.digest.encode())]}
        if scope["type"] == "websocket":
            await self.watch(scope, session.digest, receive, send)
            return
        await self.app(scope, receive, _not_stored(send) if path.startswith(STORED_NOWHERE) else send)

    def is_open_to(self, session: Session | None) -> bool:
        """Whether the app itself is open to a session."""
        return session is not None and not (session.must_change and self.has_passwords)

    def session_of(self, scope: Scope) -> Session | None:
        """The session that the browser's cookie stands for, as the database has it now."""
        token = self.cookies.token(HTTPConnection(scope))
        return find(sessions.digest_of(token)) if token else None

    def way_in(self, scope: Scope, path: str, session: Session | None) -> Response:
        """To the sign-in page for whoever opens a page, and back afterwards; a sentence for all else."""
        if scope.get("method") != "GET" or "text/html" not in Headers(scope=scope).get("accept", ""):
            return PlainTextResponse(words.SESSION_NEEDED, status_code=401)
        query = scope.get("query_string", b"").decode("latin-1")
        wanted = quote(path + (f"?{query}" if query else ""), safe="")
        to = words.NEW_PASSWORD_PATH if session else words.SIGN_IN_PATH
        back = "" if wanted == "%2F" else f"?tiep={wanted}"
        return RedirectResponse(f"{self.base}{to}{back}", status_code=303, headers={"Cache-Control": "no-store"})

    def still_holds(self, digest: str) -> bool:
        """Whether a session that was let in may go on."""
        try:
            return self.is_open_to(find(digest))
        except (StoreError, CatalogueError):
            return False

    async def watch(self, scope: Scope, digest: str, receive: Receive, send: Send) -> None:
        """An open websocket in both directions: once its session has ended nothing more comes in or goes out, and it is
        closed, at its next message or a moment later."""
        is_open = True

        async def holds() -> bool:
            nonlocal is_open
            if is_open and not self.still_holds(digest):
                is_open = False
                await send({"type": "websocket.close", "code": GONE})
            return is_open

        async def receive_while_it_holds() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not await holds():
                return {"type": "websocket.disconnect", "code": GONE}
            return message

        async def send_while_it_holds(message: Message) -> None:
            if message["type"] == "websocket.close" or await holds():
                await send(message)

        async def look_again() -> None:
            while await holds():
                await asyncio.sleep(LOOK_AGAIN)

        looking = asyncio.create_task(look_again())
        try:
            await self.app(scope, receive_while_it_holds, send_while_it_holds)
        finally:
            looking.cancel()


def find(digest: str) -> Session | None:
    """The session of a token by its digest. Raises what `open_database` does."""
    return sessions.find(pages.open_database(), digest, datetime.now(UTC))


def broken(error: Exception) -> Response:
    """A database that cannot be used knows nobody. Why, with its place on the disk, is for the log alone."""
    log.error(commands.store_failed(error.reason, error.path) if isinstance(error, StoreError) else str(error))
    return refusal(words.BROKEN, 503)


async def say_broken(_: Request, error: Exception) -> Response:
    """The same for the pages before the app."""
    return broken(error)


BROKEN = {StoreError: say_broken, CatalogueError: say_broken}


def _without(scope: Scope) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in scope["headers"] if name.lower().replace(b"_", b"-") != HEADER.encode()]


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": GONE})
    else:
        await answer(scope, receive, send)


def _not_stored(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def send_not_stored(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "no-store"
        await send(message)

    return send_not_stored
