"""Who has been trained, who is left, and which courses there were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, hover, records, wrap
from wording import charts as words

NAME = 44  # letters a line above a bar
MANY = 12  # courses: more of them stand closer together


def coverage_bars(by_cohort: Rows, *, labels: Mapping[str, str], dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Trained for the first time of the roster, cohort by cohort. Rows: cohort, invited, attended, first_time, roster,
    untrained. `labels`: cohort → its name. Below each bar: how many are left, how many of the invited came."""
    kept = records(by_cohort)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    names = [wrap(words.label(row, "cohort", labels), NAME) for row in kept]
    places, lines = list(range(len(kept))), [len(kept) - 0.5, -0.5]
    foot = ["<br>".join(line for line in (words.untrained(row), words.attendance(row)) if line) for row in kept]
    traces = [*_cohort_bars(kept, names, dark, scale), _texts(names, -0.16, "top right", scale, "names"),
              _texts(foot, 0.13, "bottom right", scale, "left", theme.palette(dark).muted)]  # fmt: skip
    figures = [words.cohort_figure(row) for row in kept]
    return theme.figure(
        traces, dark=dark, scale=scale, height=116 * len(kept) + theme.legend_room(len(traces) - 2), showlegend=True,
        xaxis={"range": [0, 100], "visible": False}, yaxis={"range": lines, "visible": False},
        yaxis2={"range": lines, "tickvals": places, "ticktext": figures, "side": "right", "overlaying": "y"},
    )  # fmt: skip


def _cohort_bars(rows: list[dict[str, Any]], names: list[str], dark: bool, scale: float) -> list[dict[str, Any]]:
    """Trained, untrained and unknown: three traces with three paints."""
    keys = ("first", "rest", "nothing_arose", "not_reported")
    parts: dict[str, list[tuple[int, float, float]]] = {key: [] for key in keys}
    for place, row in enumerate(rows):
        if row["roster"] is None or row["first_time"] is None:
            parts["not_reported"].append((place, 0, 100))
        elif row["roster"] == 0:
            parts["nothing_arose"].append((place, 0, 100))
        else:
            share = 100 * row["first_time"] / row["roster"]
            parts["first"].append((place, 0, share))
            parts["rest"].append((place, share, 100 - share))
    legend = {"first": words.TRAINED, "rest": words.UNTRAINED}
    boxes = [hover(name.replace("<br>", " "), words.cohort_figure(row), words.attendance(row))
             for name, row in zip(names, rows, strict=True)]  # fmt: skip
    return [
        {"type": "bar", "orientation": "h", "name": legend.get(key) or words.status(key), "width": 0.2, "yaxis": "y2",
         "y": [place for place, _, _ in part], "base": [base for _, base, _ in part],
         "x": [size for _, _, size in part],
         "marker": theme.fill(key, dark=dark, scale=scale), "hovertext": [boxes[place] for place, _, _ in part],
         "hovertemplate": "%{hovertext}<extra></extra>"}
        for key, part in parts.items() if part
    ]  # fmt: skip


def _texts(texts: list[str], shift: float, position: str, scale: float, name: str, colour: str | None = None
           ) -> dict[str, Any]:  # fmt: skip
    return {
        "type": "scatter", "mode": "text", "x": [0] * len(texts), "y": [place + shift for place in range(len(texts))],
        "text": texts, "textposition": position, "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
        "textfont": {"size": theme.TYPE * scale * (0.93 if colour is None else 0.87), "color": colour}, "name": name,
    }  # fmt: skip


def timeline(courses: Rows, *, labels: Mapping[str, str], dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Courses from the first to the last. Rows: held_on (date), title, cohorts (list, or codes with |), invited,
    attended. `labels`: cohort → its name. The ring is who was invited, the disc who came (areas)."""
    kept = [{**row, "held_on": words.as_day(row["held_on"])} for row in records(courses)]
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    kept.sort(key=lambda row: row["held_on"])
    names = [wrap(words.course_name(row), NAME) for row in kept]
    pitch, disc = (54 + 16 * any("<br>" in name for name in names), 24) if len(kept) > MANY else (86, 34)
    days = [row["held_on"] for row in kept]
    span = max(30, (days[-1] - days[0]).days)
    edge = [days[0].toordinal() - 0.06 * span, days[0].toordinal() + 1.06 * span]
    boxes = [hover(words.course_name(row), words.attendance(row), _cohorts(row, labels)) for row in kept]
    unit = disc * scale / max([1, *(row["invited"] or 0 for row in kept)]) ** 0.5
    late = [(held.toordinal() - edge[0]) / (edge[1] - edge[0]) > 0.5 for held in days]
    traces = [
        {**_discs(kept, "invited", unit, boxes, dark, scale), **_leaning([words.attended(row) for row in kept], late)},
        _discs(kept, "attended", unit, boxes, dark, scale),
        {**_texts(names, 0.0, "top right", scale, "names"),
         "x": [edge[0]] * len(kept)},
    ]  # fmt: skip
    return theme.figure(
        traces, dark=dark, scale=scale, height=pitch * len(kept) + 74, showlegend=True,
        xaxis={"range": edge, "side": "top", "showgrid": True, **theme.ticks(words.day_ticks(days[0], span))},
        yaxis={"range": [len(kept) - 0.5, -0.6], "visible": False},
    )  # fmt: skip


def _leaning(texts: list[str], late: list[bool]) -> dict[str, Any]:
    """Texts to the right of their ring, in the later half to its left."""
    return {
        "mode": "markers+text", "textposition": ["middle left" if left else "middle right" for left in late],
        "text": [f"{text}\u2002" if left else f"\u2002{text}" for text, left in zip(texts, late, strict=True)],
    }  # fmt: skip


def _discs(rows: list[dict[str, Any]], name: str, unit: float, boxes: list[str], dark: bool, scale: float
           ) -> dict[str, Any]:  # fmt: skip
    """Areas follow the number; an unknown number has no disc."""
    paint, is_ring = theme.palette(dark).paints["first"], name == "invited"
    sizes = [unit * (row[name] or 0) ** 0.5 for row in rows]
    return {
        "type": "scatter", "mode": "markers", "name": words.INVITED if is_ring else words.ATTENDED,
        "x": [row["held_on"].toordinal() for row in rows], "y": [place + 0.24 for place in range(len(rows))],
        "marker": {"size": sizes, "sizemode": "diameter", "opacity": 1, "color": theme.NONE if is_ring else paint.fill,
                   "line": {"color": theme.palette(dark).ink, "width": 2 * scale if is_ring else 0}},
        "hovertext": boxes, "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _cohorts(row: dict[str, Any], labels: Mapping[str, str]) -> str:
    codes = row["cohorts"].split("|") if isinstance(row["cohorts"], str) else row["cohorts"] or []
    return ", ".join(labels.get(code, code) for code in codes)
