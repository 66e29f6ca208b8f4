"""How much a request may bring along: refused by what it says of itself, or as soon as it has brought more."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.shell import base
from wording import web

MEGABYTE = 1024 * 1024
# Apart from files, a browser sends small forms only.
OTHER_BYTES = MEGABYTE
# A browser that is still sending reads no answer from a connection that is cut; so what it sends is dropped unread for
# a while, as web servers do.
LINGER_S = 5.0


class TooLarge(Exception):
    """The body has brought more than it may."""


class BodyLimit:
    """Refuses bodies that are too large: files beyond the setting server.maxUploadSize, all else beyond a megabyte."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.uploads = f"{base()}/_stcore/upload_file/"
        self.megabytes = int(st.get_option("server.maxUploadSize"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.megabytes * MEGABYTE if scope["path"].startswith(self.uploads) else OTHER_BYTES
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            await refuse(most, scope, receive, send)
            return
        has_begun = False

        async def send_noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, counted(receive, most), send_noted)
        except TooLarge:
            if not has_begun:
                await refuse(most, scope, receive, send)


def counted(receive: Receive, most: int) -> Receive:
    """Receives as before until the body is larger than `most` bytes. Raises TooLarge then."""
    brought = 0

    async def receive_counted() -> Message:
        nonlocal brought
        message = await receive()
        brought += len(message.get("body", b""))
        if brought > most:
            raise TooLarge
        return message

    return receive_counted


async def refuse(most: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Says how much is allowed, then drops what is still on its way."""
    answer = PlainTextResponse(web.too_large(most // MEGABYTE), status_code=413)

    async def send_then_linger(message: Message) -> None:
        await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

    await answer(scope, receive, send_then_linger)
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_S):
            while (message := await receive())["type"] == "http.request" and message.get("more_body"):
                pass
    await send({"type": "http.response.body", "body": b""})
