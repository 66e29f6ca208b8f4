"""The complaint register: what came and went, how old the open cases are, what they are about, how long they take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from charts import theme
from charts.rows import Row, Rows, drawn, hover, records, wrap
from wording import charts as words

SERIES = ("first", "second", "third", "no_target", "rest")
FLOW_PAINTS = ("no_target", "first", "met", "third", "second")
FIELD_PAINTS = {"received": "no_target", "resolved": "met", "closing": "second"}
NAME = 20
NO_LABELS: Mapping[str, str] = {}


def case_flow(row: Row, *, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """opening + received = resolved + closed_otherwise + closing, as a stair of five bars with the sum below it."""
    kept = records([row])[0]
    if any(kept.get(name) is None for name in words.FLOW):
        return theme.nothing_to_show(dark=dark, scale=scale, text=words.NO_FLOW)
    came, steps = kept["opening"] + kept["received"], stair(kept)
    traces = [_anchor(5)] + [
        {"type": "bar", "orientation": "h", "name": name, "y": [place], "x": [size], "base": [base], "width": 0.62,
         "marker": theme.fill(paint, dark=dark, scale=scale), "yaxis": "y2",
         "hovertemplate": "%{hovertext}<extra></extra>", "hovertext": [hover(word, words.cases(size))]}
        for place, ((name, word), (base, size, paint)) in enumerate(zip(words.FLOW.items(), steps, strict=True))
    ]  # fmt: skip
    line = {"color": theme.palette(dark).muted, "width": 1.5 * scale}
    shapes = [{"type": "line", "x0": at, "x1": at, "y0": place + 0.31, "y1": place + 0.69, "line": line, "name": "step"}
              for place, at in enumerate([kept["opening"], came, steps[2][0], steps[3][0]])]  # fmt: skip
    total = {"text": words.flow_sum(kept), "x": 0, "y": 0.175, "xref": "container", "yref": "container",
             "xanchor": "left", "yanchor": "top", "pad": {"l": 4}, "font": {"size": theme.TYPE * scale}}  # fmt: skip
    return theme.figure(
        traces, dark=dark, scale=scale, height=36 * 5 + 62, showlegend=False, shapes=shapes, title=total,
        xaxis={"range": [0, max(1, came)], "visible": False},
        **_sides([wrap(word, NAME) for word in words.FLOW.values()], words.flow_labels(kept)),
        margin={"l": 4, "r": 4, "t": 4, "b": round(58 * scale), "pad": 4},
    )  # fmt: skip


def stair(row: Row) -> list[tuple[int, int, str]]:
    """Where each bar of the flow begins, how long it is, and its paint. No count of the row may be unknown."""
    came = row["opening"] + row["received"]
    bases = [0, row["opening"], came - row["resolved"], came - row["resolved"] - row["closed_otherwise"], 0]
    return list(zip(bases, (row[name] for name in words.FLOW), FLOW_PAINTS, strict=True))


def ageing(rows: Rows, *, labels: Mapping[str, str] = NO_LABELS, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Open cases by days since receipt. Rows, one a kind and bucket: kind, bucket, cases (None = not shown); a bucket
    without a row is a true 0. `labels`: kind and its name, in the order to stack. A kind has its own paint."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    totals = [_open(kept, bucket) for bucket in words.AGE]
    names = {row["kind"]: words.label(row, "kind", labels) for row in kept}
    kinds = sorted(names, key=lambda kind: [*labels, kind].index(kind))  # a kind keeps its paint
    traces = [_anchor(len(words.AGE))] + [
        _kind([_open(kept, bucket, kind) for bucket in words.AGE], names[kind], paint, dark, scale)
        for kind, paint in zip(kinds, SERIES, strict=False)
    ]
    return theme.figure(
        traces, dark=dark, scale=scale, height=36 * len(words.AGE) + theme.legend_room(len(kinds)), barmode="stack",
        showlegend=True,
        xaxis={"range": [0, max(1, *(total or 0 for total in totals))], "visible": False},
        **_sides(list(words.AGE.values()), [words.cases(total) for total in totals]),
    )  # fmt: skip


def _open(rows: list[dict[str, Any]], bucket: str, kind: str | None = None) -> int | None:
    return words.total(row["cases"] for row in rows
                       if words.bucket(row["bucket"]) == bucket and kind in (None, row["kind"]))  # fmt: skip


def _kind(cases: list[int | None], name: str, paint: str, dark: bool, scale: float) -> dict[str, Any]:
    """The open cases of one kind, bucket by bucket."""
    return {
        "type": "bar", "orientation": "h", "name": name, "y": list(range(len(cases))), "x": cases, "yaxis": "y2",
        "width": 0.62, "marker": theme.fill(paint, dark=dark, scale=scale), "textangle": 0,
        "text": [words.count(count) if count else "" for count in cases], "textposition": "inside",
        "constraintext": "none", "insidetextanchor": "middle",
        "textfont": {"color": theme.palette(dark).paints[paint].ink},
        "hovertext": [hover(name, *box) for box in zip(words.AGE.values(), map(words.cases, cases), strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _anchor(lines: int) -> dict[str, Any]:
    """An axis without a trace is not drawn: this one holds the names on the left while the bars hold the figures."""
    return {"type": "scatter", "mode": "markers", "x": [0] * lines, "y": list(range(lines)), "opacity": 0,
            "name": "axis", "hoverinfo": "skip", "showlegend": False}  # fmt: skip


def _sides(names: list[str], figures: list[str]) -> dict[str, Any]:
    """Names left and figures right of the bars, first row on top."""
    axis = {"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names)))}
    return {"yaxis": {**axis, "ticktext": names}, "yaxis2": {**axis, "ticktext": figures, "side": "right",
                                                              "overlaying": "y"}}  # fmt: skip


def by_field(rows: Rows, *, labels: Mapping[str, str] = NO_LABELS, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Received, resolved and still open by field. Rows: field, received, resolved, closing; None = not shown because
    the number is small. `labels`: field and its name."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    names = [words.label(row, "field", labels) for row in kept]
    traces = [
        {"type": "bar", "orientation": "h", "name": words.FIELD_COUNTS[key], "width": 0.24,
         "x": [drawn(row[key]) for row in kept],
         "y": [place + 0.27 * (step - 1) for place in range(len(kept))], "cliponaxis": False,
         "text": [words.count(row[key]) for row in kept], "textposition": "outside", "constraintext": "none",
         "marker": theme.fill(paint, dark=dark, scale=scale), "hovertemplate": "%{hovertext}<extra></extra>",
         "hovertext": [hover(name, words.FIELD_COUNTS[key], words.count(row[key]))
                       for name, row in zip(names, kept, strict=True)]}
        for step, (key, paint) in enumerate(FIELD_PAINTS.items())
    ]  # fmt: skip
    traces.append(_hidden(kept, list(FIELD_PAINTS), dark))
    most = max([1, *(float(row[key]) for row in kept for key in FIELD_PAINTS if row[key] is not None)])
    return theme.figure(
        traces, dark=dark, scale=scale, height=78 * len(kept) + theme.legend_room(3), showlegend=True,
        xaxis={"range": [0, most], "visible": False},
        yaxis={"range": [len(kept) - 0.5, -0.5], "tickvals": list(range(len(kept))),
               "ticktext": [wrap(name, NAME) for name in names]},
        margin={"l": 4, "r": round(40 * scale), "t": 4, "b": 4, "pad": 4},
    )  # fmt: skip


def _hidden(rows: list[dict[str, Any]], series: list[str], dark: bool) -> dict[str, Any]:
    """Words where a count is not shown."""
    at = [place + 0.27 * (step - 1) for step, key in enumerate(series) for place, row in enumerate(rows)
          if row[key] is None]  # fmt: skip
    return {"type": "scatter", "mode": "text", "x": [0] * len(at), "y": at, "name": "hidden", "showlegend": False,
            "text": [words.SUPPRESSED] * len(at), "textposition": "middle right", "hoverinfo": "skip",
            "textfont": {"color": theme.palette(dark).muted}}  # fmt: skip
