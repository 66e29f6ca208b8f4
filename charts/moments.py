"""When figures came about: how many units had reported on which day, against the due day, and since when they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import hover
from wording import charts as chart_words
from wording import moments as words

Row = Mapping[str, Any]
LANES = (-0.22, -0.44, -0.66)  # of the axis of units: the days counted, the days unchanged, the seals
BEFORE, AFTER = 5, 6  # days at the left of the period's end, at the right of the last thing that happened
HALF = 0.5  # a day's mark stands at noon


def moments(rows: Iterable[Row], *, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """One row, of exports/moments.py. The axis begins shortly before the period ends: what came in fills it; the period
    itself runs in from the left, and its dates stand above it."""
    row = next(iter(rows), None)
    if row is None:
        return theme.nothing_to_show(dark=dark, scale=scale)
    left = row["ends_on"].toordinal() - BEFORE
    happened = [row["due_on"], *(each["on"] for each in row["days"]), *(seal["on"] for seal in row["seals"])]
    right = max(on.toordinal() for on in happened) + AFTER
    top = max(1, row["units"])
    traces = [_bars(row, left, right, top, dark, scale), _due(row, dark, scale), _names(row, left, top, scale)]
    traces += [*_arrivals(row, right, dark, scale), *_seals(row, top, dark, scale)]
    days = chart_words.day_ticks(row["ends_on"].fromordinal(left), right - left)
    return theme.figure(
        traces, dark=dark, scale=scale, height=300 + theme.legend_room(3), showlegend=True,
        shapes=[_due_line(row, top, dark, scale)], xaxis={"range": [left, right], "side": "top", **theme.ticks(days)},
        yaxis={"range": [-0.8 * top, 1.12 * top], **theme.ticks([(0, "0"), (top, words.units(top))])},
    )  # fmt: skip


def _bars(row: Row, left: int, right: int, top: int, dark: bool, scale: float) -> dict[str, Any]:
    """The days that count and those since which nothing has changed, as one trace of two fills."""
    end, since = row["ends_on"].toordinal() + 1, row["days"][-1]["on"].toordinal() + HALF if row["days"] else right
    paints = [theme.fill(key, dark=dark, scale=scale, hatched=False) for key in ("no_target", "met")]
    until = max(since, min(right, row["known_on"].toordinal() + 1))
    return {
        "type": "bar", "orientation": "h", "name": "spans", "showlegend": False, "hoverinfo": "skip",
        "y": [place * top for place in LANES[:2]], "base": [left, since], "x": [end - left, until - since],
        "width": 0.07 * top,
        "marker": {"color": [paint["color"] for paint in paints],
                   "line": {"color": [paint["line"]["color"] for paint in paints], "width": scale}},
    }  # fmt: skip


def _names(row: Row, left: int, top: int, scale: float) -> dict[str, Any]:
    texts = [words.counted(row), words.unchanged(row), words.sealed(row)]
    return {
        "type": "scatter", "mode": "text", "name": "names", "x": [left] * 3, "y": [(y + 0.1) * top for y in LANES],
        "text": texts, "textposition": "middle right", "textfont": {"size": theme.TYPE * scale * 0.87},
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
    }  # fmt: skip


def _arrivals(row: Row, right: int, dark: bool, scale: float) -> list[dict[str, Any]]:
    """The units with a return, as steps; a mark a day, another one where a first return came after the due day."""
    days, ink = row["days"], theme.palette(dark).paints["first"]
    if not days:
        return []
    x = [each["on"].toordinal() + HALF for each in days]
    until = max(x[-1], min(right, row["known_on"].toordinal() + HALF))
    steps = {
        "type": "scatter", "mode": "lines", "name": words.REPORTED, "hoverinfo": "skip",
        "x": [x[0], *x, until], "y": [0, *(each["reported"] for each in days), days[-1]["reported"]],
        "line": {"color": ink.fill, "width": 2.5 * scale, "shape": "hv"},
    }  # fmt: skip
    return [steps, *(trace for is_late in (False, True) for trace in _marks(row, is_late, dark, scale))]


def _marks(row: Row, is_late: bool, dark: bool, scale: float) -> list[dict[str, Any]]:
    kept = [each for each in row["days"] if each["is_late"] == is_late]
    ink = theme.palette(dark).paints["first"].fill
    trace = {
        "type": "scatter", "mode": "markers", "name": words.LATE if is_late else "days", "showlegend": is_late,
        "x": [each["on"].toordinal() + HALF for each in kept], "y": [each["reported"] for each in kept],
        "marker": {"symbol": "triangle-up" if is_late else "circle", "size": (13 if is_late else 9) * scale,
                   "color": theme.palette(dark).paints["not_met"].fill if is_late else ink},
        "hovertext": [hover(*words.day_hover(each, row["units"])) for each in kept],
        "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip
    return [trace] if kept else []


def _seals(row: Row, top: int, dark: bool, scale: float) -> list[dict[str, Any]]:
    seals = row["seals"]
    trace = {
        "type": "scatter", "mode": "markers", "name": words.SEAL,
        "x": [seal["on"].toordinal() + HALF for seal in seals], "y": [LANES[2] * top] * len(seals),
        "marker": {"symbol": "diamond", "size": 13 * scale, "color": theme.palette(dark).ink},
        "hovertext": [hover(*words.seal_hover(seal)) for seal in seals],
        "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip
    return [trace] if seals else []


def _due_line(row: Row, top: int, dark: bool, scale: float) -> dict[str, Any]:
    at = row["due_on"].toordinal() + 1  # the due day itself is in time
    return {"type": "line", "name": "due", "xref": "x", "yref": "y", "x0": at, "x1": at, "y0": 0, "y1": 1.12 * top,
            "layer": "below", "line": _dash(dark, scale)}  # fmt: skip


def _due(row: Row, dark: bool, scale: float) -> dict[str, Any]:
    """The line of the legend; its trace has no points."""
    return {"type": "scatter", "mode": "lines", "name": words.due(row), "x": [None], "y": [None],
            "hoverinfo": "skip", "line": _dash(dark, scale)}  # fmt: skip


def _dash(dark: bool, scale: float) -> dict[str, Any]:
    return {"color": theme.palette(dark).ink, "width": 2 * scale, "dash": "dash"}
