"""Two figures beside each other for each name: what is asked and what is done, one table and another."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, drawn, hover, records, wrap
from wording.formats import number

NAME = 34  # letters a line
PAINTS = ("no_target", "second")


def pairs(
    rows: Rows, *, labels: tuple[str, str], decimals: int = 0, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """Rows: name, first, second (None = unknown, without a bar); `labels` name the two. `decimals`: of
    figures that are not whole."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    sides = zip(("first", "second"), labels, PAINTS, (-0.19, 0.19), strict=True)
    traces = [
        {"type": "bar", "orientation": "h", "name": label, "x": [drawn(row[key]) for row in kept], "width": 0.34,
         "y": [place + step for place in range(len(kept))], "cliponaxis": False, "constraintext": "none",
         "text": [_text(row[key], decimals) for row in kept], "textposition": "outside",
         "marker": theme.fill(paint, dark=dark, scale=scale), "hovertemplate": "%{hovertext}<extra></extra>",
         "hovertext": [hover(row["name"], label, _text(row[key], decimals)) for row in kept]}
        for key, label, paint, step in sides
    ]  # fmt: skip
    return theme.figure(
        traces, dark=dark, scale=scale, height=54 * len(kept) + theme.legend_room(2), showlegend=True,
        xaxis={"range": [0, _most(kept)], "visible": False},
        yaxis={"range": [len(kept) - 0.5, -0.5], "tickvals": list(range(len(kept))),
               "ticktext": [wrap(row["name"], NAME, lines=3) for row in kept]},
        margin={"l": 4, "r": round(56 * scale), "t": 4, "b": 4, "pad": 4},
    )  # fmt: skip


def _text(value: Any, decimals: int) -> str:
    """A whole number without decimals, whatever the others need."""
    return number(value, 0 if value is None or value == int(value) else decimals)


def _most(rows: list[dict[str, Any]]) -> float:
    return max([1.0, *(float(row[key]) for row in rows for key in ("first", "second") if row[key] is not None)])
