"""What is made once and shown often: the same look of a page is sent again as Streamlit noted it the first time.

Every click runs a whole page again. Turning figures and tables into what a browser needs takes most of that time, and
the same look gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec

import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages import Page

P = ParamSpec("P")
_is_noting = ContextVar("is_noting", default=False)


def shown(asked: str, show: Callable[[], object]) -> None:
    """Shows a piece of screen that nobody can answer: no choices, no buttons. `asked` says all that it depends on."""
    if _is_noting.get():
        show()
    else:
        _noted(asked=asked, _show=show)


@st.cache_resource(show_spinner=False, max_entries=400)
def _noted(asked: str, _show: Callable[[], object]) -> None:
    # A piece within a piece is part of it: noted on its own, Streamlit would forget which container it stood in.
    token = _is_noting.set(True)
    try:
        _show()
    finally:
        _is_noting.reset(token)


@st.cache_resource(show_spinner=False, max_entries=100)
def made(asked: str, _make: Callable[[], go.Figure]) -> go.Figure:
    """A figure for a chart that can be clicked on, and so cannot be `shown`; read-only."""
    return _make()


def framed(rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Rows of words for a table that can be clicked on, in the form that goes to the browser: Streamlit's own way,
    through pandas, takes four times as long."""
    columns = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: [_said(row.get(name)) for row in rows] for name in columns})


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def still(show: Callable[Concatenate[Page, P], None]) -> Callable[Concatenate[Page, P], None]:
    """For a piece of screen that nobody can answer, and that depends on the page's look and its arguments alone."""

    @wraps(show)
    def show_once(page: Page, /, *more: P.args, **named: P.kwargs) -> None:
        run = get_script_run_ctx()
        # Links need a menu, papers have no tables to open, and figures follow the theme.
        around = (run and run.main_script_path, st.context.is_embedded, page.is_dark)
        asked = f"{show.__module__}.{show.__qualname__} {page.look} {around} {more} {named}"
        shown(asked, lambda: show(page, *more, **named))

    return show_once
