"""Quarter after quarter: a year's figures start again, so lines break between years, and gaps stay gaps."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, drawn, hover, records, runs
from wording import charts as words

LABEL = 0.1  # height of a label, of the axis
SYMBOLS = {"met": "circle", "not_met": "x", "not_due": "circle-open", "incomplete": "diamond-open"}


def trend(
    points: Rows,
    *,
    target: Any = None,
    better: str = "higher",
    measure: str = "",
    restarts: bool = True,
    dark: bool = False,
    scale: float = 1.0,
) -> go.Figure:
    """Points: period (`2026-Q2`), numerator, denominator, value, low, high, status; one a quarter, in order of time.
    `restarts`: cumulative figures begin again every year. A quarter without a figure is a hatched column; one that is
    the first with other units (`changed`: in words) bears a mark on the axis."""
    kept = records(points)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    is_share = words.is_share(kept)
    known = [float(row[name]) for row in kept for name in ("value", "high") if row.get(name) is not None]
    top = 1.14 * max([100.0 if is_share else 1.0, *known, float(target or 0)])
    under = (float(target) - LABEL * top, float(target)) if target is not None else (0.0, 0.0)
    line = _line(kept, restarts, measure, under, dark, scale)
    traces = [*_gaps(kept, top, dark, scale), *_band(kept, restarts, dark), line, *_changes(kept, dark, scale),
              *_key(kept, target, better, measure, dark, scale)]  # fmt: skip
    return theme.figure(
        traces, dark=dark, scale=scale, height=290 + theme.legend_room(3), showlegend=True,
        shapes=_shapes(kept, target, dark, scale), margin={"l": 4, "r": round(16 * scale), "t": 4, "b": 4, "pad": 4},
        xaxis={"range": [-0.5, len(kept) - 0.4], "tickvals": list(range(len(kept))), "showgrid": False,
               "ticktext": words.period_ticks([row["period"] for row in kept]), "tickangle": 0},
        yaxis={"range": [0, top], "showgrid": True, **theme.ticks(words.axis_ticks(top / 1.14, is_share=is_share))},
    )  # fmt: skip


def _line(rows: list[dict[str, Any]], restarts: bool, measure: str, under: tuple[float, float], dark: bool,
          scale: float) -> dict[str, Any]:  # fmt: skip
    """One trace; a break is a None between two runs. The end of each run carries its mark and figure.
    `under`: from where to where the line of the target would run through a label above its point."""
    lines = runs(rows, restarts)
    places = [place for run in lines for place in (*run, None)][:-1]
    spoken = {run[-1] for run in lines} if len(rows) > 5 else set(range(len(rows)))
    at = [None if place is None else rows[place] for place in places]
    ink = theme.palette(dark).paints["first"]
    return {
        "type": "scatter", "mode": "lines+markers+text", "x": places, "connectgaps": False, "name": "value",
        "y": [None if row is None else drawn(row["value"]) for row in at], "cliponaxis": False,
        "text": ["" if row is None else words.point_label(row, in_full=place in spoken)
                 for place, row in zip(places, at, strict=True)],
        "textposition": [_beside(rows, place, under) for place in places], "showlegend": False,
        "line": {"color": ink.fill, "width": 2.5 * scale},
        "marker": {"size": 10 * scale, "color": ink.fill, "line": {"color": ink.fill, "width": 2 * scale},
                   "symbol": ["circle" if row is None else SYMBOLS.get(row["status"], "circle") for row in at]},
        "hovertext": ["" if row is None else hover(*words.point_hover(row, measure)) for row in at],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _band(rows: list[dict[str, Any]], restarts: bool, dark: bool) -> list[dict[str, Any]]:
    """Floor to ceiling of each run as one outline; None between the outlines."""
    x: list[float | None] = []
    y: list[float | None] = []
    bounded = [row.get("low") is not None and row.get("high") is not None for row in rows]
    for held in runs(
        [row if has else {**row, "value": None} for row, has in zip(rows, bounded, strict=True)], restarts
    ):
        if any(rows[place]["low"] != rows[place]["high"] for place in held):
            x += [*held, *reversed(held), held[0], None]
            y += [drawn(rows[p]["low"]) for p in held] + [drawn(rows[p]["high"]) for p in reversed(held)]
            y += [drawn(rows[held[0]]["low"]), None]
    paint = theme.palette(dark).paints["not_due"]
    trace = {"type": "scatter", "x": x, "y": y, "fill": "toself", "mode": "lines", "fillcolor": paint.fill,
             "name": "band", "line": {"color": paint.line, "width": 1, "dash": "dot"}, "hoverinfo": "skip",
             "showlegend": False}  # fmt: skip
    return [trace] if x else []


def _gaps(rows: list[dict[str, Any]], top: float, dark: bool, scale: float) -> list[dict[str, Any]]:
    """Quarters without a figure: a hatched column with the word, never a point at zero."""
    missing = [(place, row) for place, row in enumerate(rows) if row["value"] is None]
    trace = {
        "type": "bar", "name": "gap", "showlegend": False, "x": [place for place, _ in missing],
        "y": [top / 1.14] * len(missing), "width": 0.6, "textangle": -90,
        "marker": theme.fill("not_reported", dark=dark, scale=scale),
        "text": [words.status(row["status"]) for _, row in missing], "textposition": "inside",
        "insidetextanchor": "middle", "constraintext": "none",
        "textfont": {"color": theme.palette(dark).ink}, "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [hover(*words.point_hover(row, "")) for _, row in missing],
    }  # fmt: skip
    return [trace] if missing else []


def _changes(rows: list[dict[str, Any]], dark: bool, scale: float) -> list[dict[str, Any]]:
    """Where the units are no longer those of the quarter before."""
    changed = [(place, row["changed"]) for place, row in enumerate(rows) if row.get("changed")]
    ink = theme.palette(dark).ink
    trace = {
        "type": "scatter", "mode": "markers", "name": words.UNITS_CHANGED, "x": [place for place, _ in changed],
        "y": [0] * len(changed), "hovertext": [hover(words.UNITS_CHANGED, text) for _, text in changed],
        "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
        "marker": {"symbol": "triangle-up", "size": 13 * scale, "color": ink},
    }  # fmt: skip
    return [trace] if changed else []


def _shapes(rows: list[dict[str, Any]], target: Any, dark: bool, scale: float) -> list[dict[str, Any]]:
    """The target across, and a thin line where a year begins."""
    grey = theme.palette(dark)
    shapes = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": place - 0.5, "x1": place - 0.5, "y0": 0, "y1": 1,
         "line": {"color": grey.muted, "width": 1, "dash": "dot"}, "name": "year", "layer": "below"}
        for place in range(1, len(rows)) if words.year(rows[place]) != words.year(rows[place - 1])
    ]  # fmt: skip
    if target is not None:
        ends = {"x0": 0, "x1": 1, "y0": float(target), "y1": float(target)}
        across = {"type": "line", "xref": "paper", "yref": "y", "name": "target", "layer": "below"}
        shapes.append({**across, **ends, "line": _dash(dark, scale)})
    return shapes


def _dash(dark: bool, scale: float) -> dict[str, Any]:
    return {"color": theme.palette(dark).ink, "width": 2 * scale, "dash": "dash"}


def _key(rows: list[dict[str, Any]], target: Any, better: str, measure: str, dark: bool, scale: float
         ) -> list[dict[str, Any]]:  # fmt: skip
    """Lines of the legend: the target and the statuses that occur. Their traces have no points."""
    ink = theme.palette(dark).paints["first"].fill
    none: dict[str, Any] = {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip"}
    shown = words.in_order({row["status"] for row in rows if row["value"] is not None})
    key = [{**none, "mode": "markers", "name": words.status(status), "marker": {
        "symbol": SYMBOLS.get(status, "circle"), "size": 10 * scale, "color": ink,
        "line": {"color": ink, "width": 2 * scale}}} for status in shown]  # fmt: skip
    if target is not None:
        text = words.target_label(target, better, measure, is_share=words.is_share(rows))
        key.insert(0, {**none, "mode": "lines", "name": text, "line": _dash(dark, scale)})
    return key


def _beside(rows: list[dict[str, Any]], place: int | None, under: tuple[float, float]) -> str:
    """Labels lean away from the edge, from the word in a gap, from the target and from a line that falls to them."""
    if place is None:
        return "top center"
    side = "bottom" if under[0] < rows[place]["value"] < under[1] else "top"
    if place == 0 or (place + 1 < len(rows) and rows[place + 1]["value"] is not None):
        return f"{side} center"
    falls = (rows[place - 1]["value"] or 0) > rows[place]["value"] > 0.2 * (rows[place - 1]["value"] or 0)
    return "bottom left" if falls else f"{side} left"
