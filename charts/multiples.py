"""One small trend a unit. All panels lie on one pair of axes, each moved to its place: sixty units stay five traces."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, distinct, drawn, hover, named, ordered, records, runs
from wording import charts as words

PHONE, SCREEN = 340, 960  # px: the width that names are broken for
NAME_LINES, PANEL, LINE = 3, 124, 34  # at most; px of a panel with two lines of a name; what it needs for one more
LEFT, WIDE, FLOOR, TALL = 0.05, 0.84, 0.08, 0.46  # a panel's drawing inside its square of 1 × 1


def small_multiples(rows: Rows, *, target: Any = None, better: str = "higher", measure: str = "",
                    restarts: bool = True, columns: int = 3, order: str = "given", dark: bool = False,
                    scale: float = 1.0) -> go.Figure:  # fmt: skip
    """Rows, one a unit and period: unit, name, period, numerator, denominator, value, status; the panels share one
    scale. Up to three `columns` fit a phone. ∅ stands where a quarter has no figure."""
    kept = sorted(records(rows), key=lambda row: row["period"])
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    periods = sorted(distinct(kept, "period"))
    firsts = ordered(list({row["unit"]: row for row in kept}.values()), order)
    panels = [[row for row in kept if row["unit"] == first["unit"]] for first in firsts]
    known = [float(row["value"]) for row in kept if row["value"] is not None]
    top = max([100.0 if words.is_share(kept) else 1.0, *known, float(target or 0)])
    placed = [_place(panel, i % columns, i // columns, periods, top) for i, panel in enumerate(panels)]
    aim = (target, words.target_label(target, better, measure, is_share=words.is_share(kept)))
    heads = _heads(panels, columns, periods[-1])
    taller = LINE * any(head.count("<br>") > 2 for head in heads)
    traces = [*_frames(len(panels), columns, words.span(periods), top, aim, dark),
              _lines(panels, placed, periods, restarts, measure, dark, scale),
              _marks(panels, placed, dark), _names(heads, columns, scale)]  # fmt: skip
    lines = -(-len(panels) // columns)
    return theme.figure(
        traces, dark=dark, scale=scale, height=(PANEL + taller) * lines + 34, showlegend=True,
        xaxis={"range": [0, columns], "visible": False}, yaxis={"range": [-lines, 0], "visible": False},
    )  # fmt: skip


def _place(panel: list[dict[str, Any]], column: int, line: int, periods: list[str], top: float
           ) -> list[tuple[float, float]]:  # fmt: skip
    """Where each quarter of a panel lies on the shared axes; one without a figure lies on the floor."""
    step = WIDE / max(1, len(periods) - 1)
    return [
        (column + LEFT + step * periods.index(row["period"]),
         -line - 1 + FLOOR + TALL * ((drawn(row["value"]) or 0) / top))
        for row in panel
    ]  # fmt: skip


def _frames(panels: int, columns: int, axis: str, top: float, target: tuple[Any, str], dark: bool
            ) -> list[dict[str, Any]]:  # fmt: skip
    """The floor of every panel, its time axis, and the target where there is one: a trace each, None between panels."""
    grey = theme.palette(dark)
    heights = [(axis, 0.0, grey.muted, "solid")]
    if target[0] is not None:
        heights.append((target[1], float(target[0]) / top, grey.ink, "dash"))
    return [
        {"type": "scatter", "mode": "lines", "name": name, "hoverinfo": "skip",
         "line": {"color": colour, "width": 1, "dash": dash},
         "x": [x for i in range(panels) for x in (i % columns + LEFT, i % columns + LEFT + WIDE, None)],
         "y": [y for i in range(panels) for y in (*[-(i // columns) - 1 + FLOOR + TALL * share] * 2, None)]}
        for name, share, colour, dash in heights
    ]  # fmt: skip


def _lines(panels: list[list[dict[str, Any]]], placed: list[list[tuple[float, float]]], periods: list[str],
           restarts: bool, measure: str, dark: bool, scale: float) -> dict[str, Any]:  # fmt: skip
    x: list[float | None] = []
    y: list[float | None] = []
    texts: list[str] = []
    for panel, places in zip(panels, placed, strict=True):
        for run in runs(panel, restarts, [periods.index(row["period"]) for row in panel]):
            x += [*(places[i][0] for i in run), None]
            y += [*(places[i][1] for i in run), None]
            texts += [*(hover(panel[i]["name"], *words.point_hover(panel[i], measure)) for i in run), ""]
    ink = theme.palette(dark).paints["first"].fill
    return {"type": "scatter", "mode": "lines+markers", "x": x, "y": y, "hovertext": texts, "showlegend": False,
            "hovertemplate": "%{hovertext}<extra></extra>", "line": {"color": ink, "width": 2 * scale}, "name": "value",
            "marker": {"size": 5 * scale, "color": ink}, "connectgaps": False}  # fmt: skip


def _marks(panels: list[list[dict[str, Any]]], placed: list[list[tuple[float, float]]], dark: bool) -> dict[str, Any]:
    """The mark of the status on the floor of every quarter without a figure."""
    gaps = [(row, place) for panel, places in zip(panels, placed, strict=True)
            for row, place in zip(panel, places, strict=True) if row["value"] is None]  # fmt: skip
    return {"type": "scatter", "mode": "text", "x": [x for _, (x, _) in gaps], "y": [y for _, (_, y) in gaps],
            "text": [words.STATES[row["status"]][0] for row, _ in gaps], "textposition": "top center",
            "hovertext": [hover(row["name"], *words.point_hover(row, "")) for row, _ in gaps], "showlegend": False,
            "hovertemplate": "%{hovertext}<extra></extra>", "name": "gap",
            "textfont": {"color": theme.palette(dark).muted}}  # fmt: skip


def _heads(panels: list[list[dict[str, Any]]], columns: int, last: str) -> list[str]:
    """Name and latest state of each panel."""
    letters = int((PHONE if columns <= 3 else SCREEN) / columns / 7)
    return [
        f"{named(panel[-1]['name'], letters, lines=NAME_LINES)}<br><b>{words.latest(panel[-1], last)}</b>"
        for panel in panels
    ]


def _names(heads: list[str], columns: int, scale: float) -> dict[str, Any]:
    """The heads, each above its panel."""
    return {"type": "scatter", "mode": "text", "x": [i % columns + LEFT - 0.03 for i in range(len(heads))],
            "y": [-(i // columns) - 0.02 for i in range(len(heads))], "text": heads, "textposition": "bottom right",
            "hoverinfo": "skip", "showlegend": False, "name": "names", "cliponaxis": False,
            "textfont": {"size": theme.TYPE * scale * 0.87}}  # fmt: skip
