"""A bar a row, made of its parts: how many of each row are in which state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, hover, named, records
from wording.formats import number

NAME = 24
FEW, MANY = 12, 24  # bars: few have three lines for their names, more than many stand close, with one
NARROWEST = 0.06  # of the axis: a part in which a number fits


def stacks(
    rows: Rows, *, parts: Mapping[str, tuple[str, str]], is_share: bool = False, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """Rows: name, and a count under each key of `parts` (its word and its paint, in the order to stack); a row with an
    unknown count is a dash. `said` is what stands right of the bar where that is not the sum. `is_share`: all bars are
    as long, their parts are shares."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    sums = [_sum(row, parts) for row in kept]
    longest = max(1, *(total or 0 for total in sums))
    wholes = [total or 1 if is_share else longest for total in sums]
    seen = {key: part for key, part in parts.items() if any(row[key] for row in kept)}
    lines = 3 if len(kept) <= FEW else 2 if len(kept) <= MANY else 1
    names = [named(row["name"], NAME, lines=lines) for row in kept]
    figures = [row.get("said") or number(total) for row, total in zip(kept, sums, strict=True)]
    axis = {"range": [len(kept) - 0.5, -0.5], "tickvals": list(range(len(kept)))}
    traces = [_anchor(len(kept))] + [_part(kept, wholes, key, *part, dark, scale) for key, part in seen.items()]
    height = (26 if lines == 1 else 34) + 12 * max(name.count("<br>") for name in names)
    return theme.figure(
        traces, dark=dark, scale=scale, height=height * len(kept) + theme.legend_room(len(seen)), barmode="stack",
        showlegend=True, xaxis={"range": [0, 1], "visible": False}, yaxis={**axis, "ticktext": names},
        yaxis2={**axis, "ticktext": figures, "side": "right", "overlaying": "y"},
    )  # fmt: skip


def _sum(row: Mapping[str, Any], parts: Mapping[str, Any]) -> int | None:
    counts = [row[key] for key in parts]
    return None if any(count is None for count in counts) else sum(counts)


def _part(
    rows: list[dict[str, Any]], wholes: list[int], key: str, word: str, paint: str, dark: bool, scale: float
) -> dict[str, Any]:
    """One state, as parts of the wholes; a count that does not fit stands in the hover box alone."""
    counts = [row[key] for row in rows]
    shares = [(count or 0) / whole for count, whole in zip(counts, wholes, strict=True)]
    return {
        "type": "bar", "orientation": "h", "name": word, "y": list(range(len(rows))), "x": shares,
        "yaxis": "y2", "width": 0.62, "marker": theme.fill(paint, dark=dark, scale=scale), "textangle": 0,
        "text": [number(n) if share >= NARROWEST else "" for n, share in zip(counts, shares, strict=True)],
        "textposition": "inside", "constraintext": "none", "insidetextanchor": "middle",
        "textfont": {"color": theme.palette(dark).paints[paint].ink},
        "hovertext": [hover(row["name"], word, number(n)) for row, n in zip(rows, counts, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _anchor(lines: int) -> dict[str, Any]:
    """An axis without a trace is not drawn: this one holds the names on the left while the bars hold the figures."""
    return {"type": "scatter", "mode": "markers", "x": [0] * lines, "y": list(range(lines)), "opacity": 0,
            "name": "axis", "hoverinfo": "skip", "showlegend": False}  # fmt: skip
