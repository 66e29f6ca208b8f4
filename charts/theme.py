"""The one template of every figure: neutral greys, transparent ground, a fill with its own pattern for every state.

A page draws with `st.plotly_chart(figure, theme=None, config=config(…), alt=<the true sentence>)`: Streamlit's theme
would repaint the patterns. `dark` says which ground lies behind, `scale` enlarges type and rows for the projector.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import plotly.graph_objects as go

from wording import charts as words
from wording.browser import PLOTLY_LOCALES

FONT = '"Source Sans", "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, "Segoe UI Symbol", sans-serif'
TYPE = 15  # px at scale 1

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtons": [["toImage"]],
    "showSendToCloud": False,
    "locale": "vi",
    "locales": PLOTLY_LOCALES,
    "toImageButtonOptions": {"format": "png", "scale": 2},
}


class Paint(NamedTuple):
    """How a bar or cell of one state is filled: ground, outline, hatching (a shape of plotly), colour of its mark."""

    fill: str
    line: str
    pattern: str
    ink: str


class Palette(NamedTuple):
    """Greys of one ground (light or dark) and the paints of states and series."""

    ink: str
    muted: str
    grid: str
    rail: str
    paints: dict[str, Paint]


NONE = "rgba(0,0,0,0)"
LIGHT = Palette("#1c2733", "#4d5965", "#dde2e7", "#eceff2", {
    "met": Paint("#8ccfc2", "#0b6b60", "", "#06443d"),
    "not_met": Paint("#c2480f", "#7f2c05", "/", "#ffffff"),
    "not_due": Paint("#d3e3f4", "#2f659c", "", "#17405f"),
    "incomplete": Paint("#fbe3a2", "#8a6100", ".", "#4d3600"),
    "not_reported": Paint(NONE, "#7b8794", "x", "#4d5965"),
    "nothing_arose": Paint("#e6e9ed", "#e6e9ed", "", "#4d5965"),
    "suppressed": Paint("#f5f6f8", "#7b8794", "-", "#4d5965"),
    "no_target": Paint("#b3bfcb", "#5b6b7b", "", "#1c2733"),
    "followed": Paint("#fcfcfd", "#5b6b7b", "", "#1c2733"),
    "first": Paint("#2f659c", "#1c426a", "", "#ffffff"),
    "second": Paint("#f2c35c", "#8a6100", "/", "#3d2b00"),
    "third": Paint(NONE, "#4d5965", "", "#1c2733"),
    "rest": Paint("#eceff2", "#8a6100", "/", "#4d3600"),
})  # fmt: skip
DARK = Palette("#f1f4f7", "#b4bec8", "#3a424d", "#262d36", {
    "met": Paint("#1c6e63", "#63cfbe", "", "#ffffff"),
    "not_met": Paint("#e2703a", "#ffb48c", "/", "#1a0d05"),
    "not_due": Paint("#233f5c", "#7db2e6", "", "#ffffff"),
    "incomplete": Paint("#57450f", "#e8c35a", ".", "#ffffff"),
    "not_reported": Paint(NONE, "#8d98a4", "x", "#c9d1d9"),
    "nothing_arose": Paint("#323a44", "#323a44", "", "#c9d1d9"),
    "suppressed": Paint("#1b2129", "#8d98a4", "-", "#c9d1d9"),
    "no_target": Paint("#5d6b7a", "#a9b6c3", "", "#ffffff"),
    "followed": Paint("#151b22", "#a9b6c3", "", "#ffffff"),
    "first": Paint("#5b9bd8", "#b5d7f7", "", "#08131f"),
    "second": Paint("#8a6a1c", "#f2c35c", "/", "#ffffff"),
    "third": Paint(NONE, "#b4bec8", "", "#ffffff"),
    "rest": Paint("#262d36", "#e8c35a", "/", "#f6dfa0"),
})  # fmt: skip


def palette(dark: bool) -> Palette:
    return DARK if dark else LIGHT


def fill(key: str, *, dark: bool, scale: float = 1.0, hatched: bool = True) -> dict[str, Any]:
    """A plotly marker: ground, outline and hatching of one state or series."""
    paint = palette(dark).paints[key]
    marker: dict[str, Any] = {"color": paint.fill, "line": {"color": paint.line, "width": 1.25 * scale}}
    if paint.pattern and hatched:
        lines = paint.ink if key == "not_met" else paint.line
        marker["pattern"] = {"shape": paint.pattern, "fillmode": "overlay", "fgcolor": lines, "size": 9 * scale,
                             "solidity": 0.2 if paint.pattern == "." else 0.12}  # fmt: skip
    return marker


@lru_cache(maxsize=8)
def template(dark: bool, scale: float) -> go.layout.Template:
    """Fonts, axes, legend and hover box shared by all figures."""
    grey, size = palette(dark), TYPE * scale
    font = {"family": FONT, "size": size, "color": grey.ink}
    axis = {
        "automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False, "showline": False, "ticks": "",
        "gridcolor": grey.grid, "linecolor": grey.grid, "tickfont": {"size": size * 0.93},
        "title": {"standoff": 6, "font": {"size": size * 0.87, "color": grey.muted}},
    }  # fmt: skip
    hover = {"align": "left", "font": {"family": FONT, "size": size * 0.93, "color": grey.ink},
             "bgcolor": grey.rail, "bordercolor": grey.muted}  # fmt: skip
    legend = {"orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 0, "yref": "container",
              "yanchor": "bottom", "font": {"size": size * 0.82, "color": grey.muted}, "itemclick": False,
              "itemdoubleclick": False, "bgcolor": NONE, "traceorder": "normal"}  # fmt: skip
    return go.layout.Template(layout={
        "font": font, "paper_bgcolor": NONE, "plot_bgcolor": NONE, "xaxis": axis, "yaxis": axis, "hoverlabel": hover,
        "legend": legend, "modebar": {"bgcolor": NONE, "color": grey.muted, "activecolor": grey.ink},
    })  # fmt: skip


def figure(traces: Iterable[dict[str, Any]], *, dark: bool, scale: float, height: float, **layout: Any) -> go.Figure:
    """`height` px at scale 1; every other keyword goes to the layout."""
    base = {
        "template": template(dark, scale), "separators": ",.", "height": round(height * scale), "dragmode": False,
        "hovermode": "closest", "barmode": "overlay", "margin": {"l": 4, "r": 4, "t": 4, "b": 4, "pad": 4},
        "minreducedwidth": 40,
    }  # fmt: skip
    # Plotly's own check of every property takes five times as long as the rest; a test makes it for each figure.
    return go.Figure(data=list(traces), layout={**base, **layout}, _validate=False)


def ticks(places: Sequence[tuple[float, str]]) -> dict[str, Any]:
    """Places on an axis and their words."""
    return {"tickvals": [at for at, _ in places], "ticktext": [text for _, text in places]}


def legend_room(entries: int) -> int:
    """Height at scale 1 that a legend needs on a phone, where its entries stand below each other."""
    return 19 * entries + 8


def nothing_to_show(*, dark: bool, scale: float, text: str = words.NO_ROWS) -> go.Figure:
    """An empty answer is a sentence, not an empty pair of axes."""
    note = {"text": text, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    hidden = {"visible": False}
    return figure([], dark=dark, scale=scale, height=90, annotations=[note], xaxis=hidden, yaxis=hidden)


def config(file_name: str) -> dict[str, Any]:
    """CONFIG with the name of the picture that the camera button saves (`wording.charts.image_name`)."""
    return {**CONFIG, "toImageButtonOptions": {**CONFIG["toImageButtonOptions"], "filename": file_name}}
