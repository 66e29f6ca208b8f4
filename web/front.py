"""How the pages before the app look: one form, or one way to the office's own sign-in; no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from jinja2 import Environment, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

import pages
from wording import access as words
from wording import screens

HERE = Path(__file__).parent
FONT = Path(st.__file__).with_name("static") / "static" / "media"


class Field(NamedTuple):
    """One line of a form."""

    name: str
    label: str
    autocomplete: str
    type: str = "password"
    value: str = ""


NAME = Field("name", words.NAME, "username", "text")
SIGN_IN_FIELDS = (NAME, Field("password", words.PASSWORD, "current-password"))
NEW_PASSWORD_FIELDS = (
    Field("password", words.NOW_PASSWORD, "current-password"),
    Field("new", words.NEW, "new-password"),
    Field("repeated", words.REPEATED, "new-password"),
)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string((HERE / "_sign_in.html").read_text(encoding="utf-8"))


def page(
    title: str, *, base: str, status: int = 200, said: str = "", note: str = "", start: str = "",
    action: str = "", back: str = "", mark: str = "", next_page: str = "/", fields: Sequence[Field] = (),
    rule: str = "", button: str = "",
) -> HTMLResponse:  # fmt: skip
    """`said`: what went wrong; `start`: where the office's own sign-in begins, in place of a form."""
    html = _template().render(
        title=title, base=base, said=said, note=note, start=start, action=action, mark=mark, next=next_page,
        fields=fields, focus=sum(bool(field.value) for field in fields), rule=rule, button=button,
        back=back, words=words, screens=screens,
    )  # fmt: skip
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


async def _style(_: Request) -> Response:
    return FileResponse(HERE / "_sign_in.css", media_type="text/css")


async def _icon(_: Request) -> Response:
    return FileResponse(Path(pages.__file__).with_name("_icon.svg"), media_type="image/svg+xml")


async def _font(_: Request) -> Response:
    return FileResponse(next(FONT.glob("SourceSansVF-Upright*.woff2")), media_type="font/woff2")


# The few files that these pages need; each is the same for everybody.
FILES = [
    Route(f"{words.SIGN_IN_PATH}/trang.css", _style),
    Route(f"{words.SIGN_IN_PATH}/bieu-tuong.svg", _icon),
    Route(f"{words.SIGN_IN_PATH}/chu.woff2", _font),
]
