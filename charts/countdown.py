"""Days to a deadline, one bar a row: to the right while there is time, to the left once it is over."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, hover, records, wrap
from wording import countdown as words

NAME = 26
SOON_DAYS = 7


def countdown(rows: Rows, *, soon: int = SOON_DAYS, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Rows: name, days (whole days left on the day looked at; below 0: over). `soon`: up to so many days are near."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    names, figures = [wrap(row["name"], NAME, lines=3) for row in kept], [words.left(row["days"]) for row in kept]
    states = [words.state(row["days"], soon) for row in kept]
    seen = [state for state in words.STATES if state in states]
    lowest, highest = min(0, *(row["days"] for row in kept)), max(0, *(row["days"] for row in kept))
    edge = max(1.0, (highest - lowest) * 0.03)
    axis = {"range": [len(kept) - 0.5, -0.5], "tickvals": list(range(len(kept)))}
    today = {"type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "name": "today",
             "line": {"color": theme.palette(dark).ink, "width": 2 * scale}}  # fmt: skip
    bars = [_bars(kept, states, state, dark, scale, soon) for state in seen]
    return theme.figure(
        [_anchor(len(kept)), *bars], dark=dark, scale=scale,
        height=(32 + 14 * max(name.count("<br>") for name in names)) * len(kept) + theme.legend_room(len(seen)),
        showlegend=True, shapes=[today], xaxis={"range": [lowest - edge, highest + edge], "visible": False},
        yaxis={**axis, "ticktext": names}, yaxis2={**axis, "ticktext": figures, "side": "right", "overlaying": "y"},
    )  # fmt: skip


def _bars(
    rows: list[dict[str, Any]], states: list[str], state: str, dark: bool, scale: float, soon: int
) -> dict[str, Any]:
    """The bars of one state; one that ends on the very day is drawn as a thin edge."""
    own = [place for place, found in enumerate(states) if found == state]
    word, paint = words.legend(state, soon)
    return {
        "type": "bar", "orientation": "h", "name": word, "y": own, "x": [rows[place]["days"] for place in own],
        "yaxis": "y2", "width": 0.56, "marker": theme.fill(paint, dark=dark, scale=scale),
        "hovertext": [hover(rows[place]["name"], words.left(rows[place]["days"])) for place in own],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _anchor(lines: int) -> dict[str, Any]:
    """An axis without a trace is not drawn: this one holds the names on the left while the bars hold the figures."""
    return {"type": "scatter", "mode": "markers", "x": [0] * lines, "y": list(range(lines)), "opacity": 0,
            "name": "axis", "hoverinfo": "skip", "showlegend": False}  # fmt: skip
