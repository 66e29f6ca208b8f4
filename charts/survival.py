"""How long cases stay open: the share still open after so many days (Kaplan–Meier), as a stair."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, drawn, hover, records
from wording import charts as words


def survival(points: Rows, *, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Points: day (since acceptance), open_share (percent still open from this day on), and where there is a band low,
    high (percent). The line at one half meets the stair at the median."""
    kept = sorted(records(points), key=lambda row: row["day"])
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    if kept[0]["day"] > 0:
        kept.insert(0, {"day": 0, "open_share": 100, "low": 100, "high": 100})
    kept.append({**kept[-1], "day": kept[-1]["day"] * 1.05})  # the last step down stays visible
    ink, grey = theme.palette(dark).paints["first"].fill, theme.palette(dark)
    stair = {
        "type": "scatter", "mode": "lines", "name": "open", "x": [row["day"] for row in kept],
        "y": [drawn(row["open_share"]) for row in kept], "line": {"shape": "hv", "color": ink, "width": 2.5 * scale},
        "hovertext": [hover(*words.survival_hover(row)) for row in (*kept[:-1], kept[-2])],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    half = {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 50, "y1": 50, "name": "half",
            "line": {"color": grey.muted, "width": 1.5 * scale, "dash": "dash"}, "layer": "below"}  # fmt: skip
    return theme.figure(
        [*_band(kept, dark), stair], dark=dark, scale=scale, height=240, showlegend=False, shapes=[half],
        xaxis={"range": [0, max(1, kept[-1]["day"])], "title": {"text": words.SURVIVAL_X},
               **theme.ticks(words.axis_ticks(kept[-1]["day"], is_share=False))},
        yaxis={"range": [0, 104], "showgrid": True, **theme.ticks(words.axis_ticks(100, is_share=True))},
    )  # fmt: skip


def _band(rows: list[dict[str, Any]], dark: bool) -> list[dict[str, Any]]:
    """Two stairs with the room between them filled; none if a point has no band."""
    if any(row.get("low") is None or row.get("high") is None for row in rows):
        return []
    paint = theme.palette(dark).paints["not_due"]
    shared = {"type": "scatter", "mode": "lines", "x": [row["day"] for row in rows], "hoverinfo": "skip",
              "line": {"shape": "hv", "color": paint.line, "width": 0.75}}  # fmt: skip
    return [
        {**shared, "y": [drawn(row["low"]) for row in rows], "name": "low"},
        {**shared, "y": [drawn(row["high"]) for row in rows], "name": "high", "fill": "tonexty",
         "fillcolor": paint.fill},
    ]  # fmt: skip
