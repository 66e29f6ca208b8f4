"""One figure of each unit against the target, and the same for a single indicator on a card."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Row, Rows, distinct, drawn, hover, named, ordered, records, wrap
from wording import charts as words

BESIDE = 20  # letters a line: names that need more than two such lines stand above their bar
ABOVE = 44
MANY = 24  # bars: more of them stand closer together, with one line of their name beside them


def bars_against_target(
    rows: Rows, *, target: Any = None, better: str = "higher", measure: str = "", order: str = "value",
    dark: bool = False, scale: float = 1.0,
) -> go.Figure:  # fmt: skip
    """One bar a unit. Rows: unit, name, numerator, denominator, value, low, high, status (percent, or a count where no
    row has a denominator; then `measure` is its unit of measure). Unknown is an outlined empty bar with its word."""
    kept = ordered(records(rows), order, better=better)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    lines = 1 if len(kept) > MANY else 2
    above = lines > 1 and any(wrap(row["name"], BESIDE).endswith("…") for row in kept)
    names = [named(row["name"], BESIDE, lines=lines) for row in kept]
    height = 76 if above else 38 if any("<br>" in name for name in names) else 31 if lines > 1 else 26
    top = reach(kept, target)
    traces = _traces(kept, top, above, measure, dark, scale)
    return theme.figure(
        traces, dark=dark, scale=scale, height=height * len(kept) + 30 + theme.legend_room(len(traces) - 1),
        **_target(target, better, top, kept, above, measure, dark, scale), **_axes(kept, names, top, above, measure),
        margin={"l": 4, "r": 4, "t": round(26 * scale) if target is not None else 4, "b": 4, "pad": 4}, showlegend=True,
    )  # fmt: skip


def bullet(row: Row, *, target: Any = None, better: str = "higher", measure: str = "", dark: bool = False,
           scale: float = 1.0) -> go.Figure:  # fmt: skip
    """One indicator for a card, about 60 px: the columns of `bars_against_target` without unit and name."""
    kept = records([{"name": "", **row}])
    top = reach(kept, target)
    return theme.figure(
        _traces(kept, top, False, measure, dark, scale), dark=dark, scale=scale, height=62, showlegend=False,
        **_target(target, better, top, kept, False, measure, dark, scale), **_axes(kept, [""], top, False, measure),
        margin={"l": 4, "r": 4, "t": round(24 * scale), "b": 4, "pad": 4},
    )  # fmt: skip


def _traces(rows: list[dict[str, Any]], top: float, above: bool, measure: str, dark: bool, scale: float
            ) -> list[dict[str, Any]]:  # fmt: skip
    bars = _status_bars(rows, top, above, measure, dark, scale)
    return [
        _rail(rows, top, above, measure, dark),
        *bars,
        *_ranges(rows, dark, scale),
        *([_names_above(rows)] if above else []),
    ]


def reach(rows: list[dict[str, Any]], target: Any) -> float:
    """Where the axis ends: 100 for shares, the greatest figure for counts."""
    known = [float(row[name]) for row in rows for name in ("value", "high") if row.get(name) is not None]
    shares = any(row["denominator"] is not None for row in rows)
    return max([100.0 if shares else 1.0, *known, float(target or 0)])


def _rail(rows: list[dict[str, Any]], top: float, above: bool, measure: str, dark: bool) -> dict[str, Any]:
    """The whole behind each bar; it answers the pointer too, so that a short bar can be asked."""
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(rows))), "x": [top] * len(rows),
        "width": 0.3 if above else 0.5, "name": "rail", "showlegend": False,
        "marker": {"color": theme.palette(dark).rail, "line": {"width": 0}},
        "hovertext": [hover(*words.unit_hover(row, measure)) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>", "customdata": [(row.get("unit"),) for row in rows],
    }  # fmt: skip


def _status_bars(rows: list[dict[str, Any]], top: float, above: bool, measure: str, dark: bool, scale: float
                 ) -> list[dict[str, Any]]:  # fmt: skip
    """One trace a status, so that each has its paint and its line in the legend. Unknown: the whole rail, hatched."""
    return [
        {
            "type": "bar", "orientation": "h", "name": words.status(status), "width": 0.3 if above else 0.5,
            "y": [place for place, row in enumerate(rows) if row["status"] == status],
            "x": [top if row["value"] is None else drawn(row["value"]) for row in rows if row["status"] == status],
            "hovertext": [hover(*words.unit_hover(row, measure)) for row in rows if row["status"] == status],
            "hovertemplate": "%{hovertext}<extra></extra>", "marker": theme.fill(status, dark=dark, scale=scale),
            "yaxis": "y2", "customdata": [(row.get("unit"),) for row in rows if row["status"] == status],
        }
        for status in words.in_order(distinct(rows, "status"))
    ]  # fmt: skip


def _ranges(rows: list[dict[str, Any]], dark: bool, scale: float) -> list[dict[str, Any]]:
    """Floor to ceiling, where both are known and differ: a thin line with ends."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in enumerate(rows):
        if row.get("low") is not None and row.get("high") is not None and row["low"] != row["high"]:
            x += [drawn(row["low"]), drawn(row["high"]), None]
            y += [place, place, None]
    ink = theme.palette(dark).ink
    mark = {"symbol": "line-ns-open", "size": 11 * scale, "color": ink, "line": {"width": 2 * scale, "color": ink}}
    line = {"color": ink, "width": 2 * scale}
    trace = {"type": "scatter", "x": x, "y": y, "mode": "lines+markers", "name": words.RANGE, "line": line,
             "marker": mark, "hoverinfo": "skip", "cliponaxis": False, "yaxis": "y2"}  # fmt: skip
    return [trace] if x else []


def _names_above(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "x": [0] * len(rows), "y": [place - 0.17 for place in range(len(rows))],
        "text": [named(row["name"], ABOVE) for row in rows], "textposition": "top right",
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, "name": "names",
    }  # fmt: skip


def _target(target: Any, better: str, top: float, rows: list[dict[str, Any]], above: bool, measure: str, dark: bool,
            scale: float) -> dict[str, Any]:  # fmt: skip
    """The target is a shape in the layout with its word above it; it leaves out names that stand above the bars."""
    if target is None:
        return {}
    grey, at = theme.palette(dark), float(target)
    reach = [(place - 0.22, place + 0.22) for place in range(len(rows))] if above else [(-0.5, len(rows) - 0.5)]
    lines = [
        {"type": "line", "xref": "x", "yref": "y", "x0": at, "x1": at, "y0": start, "y1": end, "name": "target",
         "line": {"color": grey.ink, "width": 2 * scale, "dash": "solid" if above else "dash"}}
        for start, end in reach
    ]  # fmt: skip
    shares = any(row["denominator"] is not None for row in rows)
    text = words.target_label(target, better, measure, is_share=shares)
    anchor = "right" if at > top * 0.6 else "left" if at < top * 0.4 else "center"
    note = {"text": text, "x": at, "y": 1, "xref": "x", "yref": "paper", "yanchor": "bottom", "xanchor": anchor,
            "showarrow": False, "font": {"size": theme.TYPE * scale * 0.87, "color": grey.ink}}  # fmt: skip
    return {"shapes": lines, "annotations": [note]}


def _axes(rows: list[dict[str, Any]], names: list[str], top: float, above: bool, measure: str) -> dict[str, Any]:
    """Names on the left, figures on the right: both are axis labels, so the browser keeps the room they need."""
    places, span = list(range(len(rows))), [len(rows) - 0.5, -0.7 if above else -0.5]
    return {
        "xaxis": {"range": [0, top], "visible": False},
        "yaxis": {"range": span, "tickvals": places, "ticktext": names, "showticklabels": not above},
        "yaxis2": {"range": span, "tickvals": places, "ticktext": [words.unit_label(row, measure) for row in rows],
                   "side": "right", "overlaying": "y"},
    }  # fmt: skip
