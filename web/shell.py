"""The page that loads Streamlit, in Vietnamese, and the few files of our own beside it."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

import pages
from wording import access, browser, screens

PAGES = Path(pages.__file__).parent


class PagePath(StringConvertor):
    """Any address that is neither a file nor one of Streamlit's own services: Streamlit answers all with one page."""

    regex = r"(?!.*_stcore)(?!(?:auth|component|media|oauth2callback|static)(?:/|$))[^.]*"


register_url_convertor("page", PagePath())


def base() -> str:
    """The path below which a web server in front shows the app: empty, or with a first slash and without a last."""
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


async def vietnamese_page(_: Request) -> Response:
    return HTMLResponse(page_html(base()), headers={"Cache-Control": "no-cache"})


async def first_page(request: Request) -> Response:
    """Streamlit knows the page that opens first by no address of its own."""
    query = request.url.query
    return RedirectResponse(f"{base()}/{'?' if query else ''}{query}")


async def browser_script(_: Request) -> Response:
    return Response(script_text(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


async def icon(_: Request) -> Response:
    return FileResponse(PAGES / "_icon.svg", media_type="image/svg+xml")


@cache
def page_html(base_path: str) -> str:
    """Streamlit's own page with its language, its few sentences and our script changed; without inline scripts.

    What it loads has addresses from the root, since pages stand at several depths.
    """
    html = Path(st.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8")
    for streamlit_has, here in (
        (r'lang="en"', 'lang="vi"'),
        (r"<title>.*?</title>", f"<title>{escape(screens.APP_TITLE)}</title>"),
        (r"<noscript>.*?</noscript>", f"<noscript>{escape(screens.NEEDS_JAVASCRIPT)}</noscript>"),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<!--.*?-->", ""),
        (r"<script>.*?</script>", ""),
        (r'(href|src)="\./', rf'\1="{escape(base_path)}/'),
        (r"<head>", f'<head><script src="{escape(base_path)}/vi.js"></script>'),
    ):
        html = re.sub(streamlit_has, here, html, flags=re.DOTALL)
    return html


@cache
def script_text() -> str:
    given = {
        "words": browser.WORDS, "patterns": browser.PATTERNS, "meetingScale": pages.MEETING_SCALE,
        "newPassword": access.NEW_PASSWORD_PATH,
    }  # fmt: skip
    script = (PAGES / "_browser.js").read_text(encoding="utf-8")
    return f"const GIVEN = {json.dumps(given, ensure_ascii=False)};\n{script}"
