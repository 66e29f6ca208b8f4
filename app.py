"""The server: `streamlit run app.py`. Start-up, errors in a page, and what stands between a request and its page."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import os
import socket
import threading
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.components.v2 import manifest_scanner

import pages
from data.catalogue import CatalogueError
from data.store import StoreError
from pages import _who
from web import access
from web.frames import KnownFrames
from web.hangups import Hangups, hang_up_quietly
from web.headers import SETTING as HSTS
from web.headers import SecurityHeaders, hsts_of
from web.hosts import KnownHosts
from web.limits import BodyLimit
from web.loopback import is_loopback
from web.shell import base, browser_script, first_page, icon, vietnamese_page
from wording import commands, screens

log = logging.getLogger("dccs")

# Streamlit reads the description of every installed package at each start, a tenth of it, to find components made for
# it by others. This app uses none.
manifest_scanner.scan_component_manifests = lambda max_workers=None: []
hang_up_quietly()


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
    if _who.mode() == "local" and not is_loopback(st.get_option("server.address")):
        log.error(screens.LOOPBACK_ONLY)
    gc.disable()  # loading makes much and drops little
    stopped = threading.Event()
    threading.Thread(target=work_beside, args=(stopped,), name="dccs-beside", daemon=True).start()
    yield
    stopped.set()


def show_page_failed(error: Exception) -> bool:
    """Says on the page that it failed; Streamlit has just written the traceback to the log, the code goes below it."""
    if isinstance(error, StoreError):
        st.error(commands.store_failed(error.reason, error.path))
        return True
    details = "".join(traceback.format_exception(error))
    code = hashlib.sha256(details.encode()).hexdigest()[:6].upper()
    log.error(screens.error_code(code))
    st.error(screens.page_failed(code))
    return True


app = st.App(
    "pages/_menu.py",
    middleware=[
        Middleware(Hangups),
        Middleware(SecurityHeaders, hsts=hsts_of(os.environ.get(HSTS))),
        Middleware(KnownHosts),
        *access.layers(os.environ, base()),
        Middleware(BodyLimit),
        Middleware(KnownFrames),
    ],
    # Streamlit asks for its icon by this name; the picture is ours.
    routes=[
        Route(f"{base()}/vi.js", browser_script),
        Route(f"{base()}/favicon.png", icon),
        Route(f"{base()}/{next(iter(screens.MENU.values())).url_path}", first_page),
        Route(f"{base()}/{{page:page}}", vietnamese_page),
    ],
    lifespan=lifespan,
    on_script_error=show_page_failed,
)
