"""Shares as they were shown, as they were corrected, as they are now: three marks on one line each."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, drawn, hover, records, wrap
from wording import comparison as words

NAME = 44  # letters of the line above each
# Symbol, size and paint: where nothing moved between two readings, the one still shows around the other.
MARKS = {
    "shown": ("circle-open", 16, "muted"),
    "corrected": ("diamond-open", 11, "second"),
    "now": ("circle", 10, "first"),
}


def readings(rows: Rows, *, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Rows: code, label and in percent (None: not known) shown, corrected, now. The mark tells the reading, not only
    its colour; a line joins what was shown with what is known now."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    places = list(range(len(kept)))
    traces = [_line(place, row, dark, scale) for place, row in zip(places, kept, strict=True)]
    traces += [_marks(reading, kept, dark, scale) for reading in MARKS]
    names = [wrap(f"{row['code']} {row['label']}", NAME) for row in kept]
    pitch = 60 if any("<br>" in name for name in names) else 46
    traces.append({"type": "scatter", "mode": "text", "x": [0] * len(kept), "y": [place - 0.16 for place in places],
                   "text": names, "textposition": "top right", "hoverinfo": "skip",
                   "showlegend": False})  # fmt: skip
    return theme.figure(
        traces, dark=dark, scale=scale, height=pitch * len(kept) + 30 + theme.legend_room(len(MARKS)), showlegend=True,
        xaxis={"range": [-2, 104], "showgrid": True, **theme.ticks(words.AXIS)},
        yaxis={"range": [len(kept) - 0.5, -0.9], "visible": False},
    )  # fmt: skip


def _line(place: int, row: dict[str, Any], dark: bool, scale: float) -> dict[str, Any]:
    known = [drawn(row[reading]) for reading in MARKS if row[reading] is not None]
    return {"type": "scatter", "mode": "lines", "x": known, "y": [place] * len(known), "hoverinfo": "skip",
            "showlegend": False, "line": {"color": theme.palette(dark).muted, "width": 1.5 * scale}}  # fmt: skip


def _marks(reading: str, rows: list[dict[str, Any]], dark: bool, scale: float) -> dict[str, Any]:
    symbol, size, paint = MARKS[reading]
    palette = theme.palette(dark)
    color = palette.muted if paint == "muted" else palette.paints[paint].line
    return {
        "type": "scatter", "mode": "markers", "name": words.READING[reading],
        "x": [drawn(row[reading]) for row in rows], "y": list(range(len(rows))),
        "marker": {"symbol": symbol, "size": size * scale, "color": color,
                   "line": {"width": 2 * scale, "color": color}},
        "hovertext": [hover(f"{row['code']} {row['label']}", words.reading(reading, row[reading])) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
