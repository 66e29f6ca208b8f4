"""The server: `streamlit run app.py`. Who may reach it, the page that loads Streamlit, start-up, errors in a page."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import ipaddress
import json
import logging
import re
import socket
import threading
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.components.v2 import manifest_scanner

import pages
from data.catalogue import CatalogueError
from data.store import StoreError
from wording import browser, screens

PAGES = Path(__file__).with_name("pages")
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
# Streamlit and Plotly write <style> elements and draw into images and workers of their own. Apart from these, nothing
# may come from, or go to, another server.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

log = logging.getLogger("dccs")

# Streamlit reads the description of every installed package at each start, a tenth of it, to find components made for
# it by others. This app uses none.
manifest_scanner.scan_component_manifests = lambda max_workers=None: []


# --- who may reach it --------------------------------------------------------------------------------------------


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


class SecurityHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


# --- the page that loads Streamlit -------------------------------------------------------------------------------


class PagePath(StringConvertor):
    """Any address that is neither a file nor one of Streamlit's own services: Streamlit answers all with one page."""

    regex = r"(?!.*_stcore)(?!(?:auth|component|media|oauth2callback|static)(?:/|$))[^.]*"


register_url_convertor("page", PagePath())


async def vietnamese_page(_: Request) -> Response:
    return HTMLResponse(page_html(), headers={"Cache-Control": "no-cache"})


async def first_page(request: Request) -> Response:
    """Streamlit knows the page that opens first by no address of its own."""
    return RedirectResponse(request.url.replace(path="/"))


async def browser_script(_: Request) -> Response:
    return Response(script_text(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


async def icon(_: Request) -> Response:
    return FileResponse(PAGES / "_icon.svg", media_type="image/svg+xml")


@cache
def page_html() -> str:
    """Streamlit's own page with its language, its few sentences and our script changed; without inline scripts."""
    html = Path(st.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8")
    for streamlit_has, here in (
        (r'lang="en"', 'lang="vi"'),
        (r"<title>.*?</title>", f"<title>{escape(screens.APP_TITLE)}</title>"),
        (r"<noscript>.*?</noscript>", f"<noscript>{escape(screens.NEEDS_JAVASCRIPT)}</noscript>"),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<!--.*?-->", ""),
        (r"<script>.*?</script>", ""),
        (r'(href|src)="\./', r'\1="/'),
        (r"<head>", '<head><script src="/vi.js"></script>'),
    ):
        html = re.sub(streamlit_has, here, html, flags=re.DOTALL)
    return html


@cache
def script_text() -> str:
    given = {"words": browser.WORDS, "patterns": browser.PATTERNS, "meetingScale": pages.MEETING_SCALE}
    script = (PAGES / "_browser.js").read_text(encoding="utf-8")
    return f"const GIVEN = {json.dumps(given, ensure_ascii=False)};\n{script}"


# --- start-up and errors -----------------------------------------------------------------------------------------


def work_beside(stopped: threading.Event) -> None:
    """What is done beside the pages: the first one before anyone asks for it, then a backup every day."""
    try:
        with suppress(StoreError, CatalogueError):  # the server starts all the same, and each page says why
            pages.warm()
    finally:
        gc.freeze()  # what is loaded by now stays: the collector need not look through it in every later pass
        gc.enable()
    from pages import _daily_backup  # the first page does not wait for what makes copies

    _daily_backup.back_up_daily(stopped)


def send_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Lets the server send on without waiting for the browser's word on what it sent before: 40 ms of a short run.

    asyncio sees to that (TCP_NODELAY), but only for sockets that say they are TCP. Streamlit's listening socket, which
    the others take after, does not say so. The server begins to listen after this, by this very call.
    """
    listen = loop.create_server

    async def create_server(*arguments: Any, sock: socket.socket | None = None, **named: Any) -> asyncio.Server:
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock = socket.socket(sock.family, sock.type, socket.IPPROTO_TCP, fileno=socket.dup(sock.fileno()))
        return await listen(*arguments, sock=sock, **named)

    loop.create_server = create_server  # type: ignore[method-assign]


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    send_at_once(asyncio.get_running_loop())
    if not is_loopback(st.get_option("server.address")):
        log.error(screens.LOOPBACK_ONLY)
    gc.disable()  # loading makes much and drops little
    stopped = threading.Event()
    threading.Thread(target=work_beside, args=(stopped,), name="dccs-beside", daemon=True).start()
    yield
    stopped.set()


def show_page_failed(error: Exception) -> bool:
    """Says on the page that it failed; Streamlit has just written the traceback to the log, the code goes below it."""
    details = "".join(traceback.format_exception(error))
    code = hashlib.sha256(details.encode()).hexdigest()[:6].upper()
    log.error(screens.error_code(code))
    st.error(screens.page_failed(code))
    return True


app = st.App(
    "pages/_menu.py",
    middleware=[Middleware(SecurityHeaders), Middleware(LoopbackOnly)],
    # Streamlit asks for its icon by this name; the picture is ours.
    routes=[
        Route("/vi.js", browser_script),
        Route("/favicon.png", icon),
        Route(f"/{next(iter(screens.MENU.values())).url_path}", first_page),
        Route("/{page:page}", vietnamese_page),
    ],
    lifespan=lifespan,
    on_script_error=show_page_failed,
)
