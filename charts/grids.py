"""Units against indicators or periods: a cell is a fill, a hatching and a mark; an empty cell is outside the scope."""

from __future__ import annotations

from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts import theme
from charts.rows import Rows, distinct, hover, named, ordered, records, told_apart, wrap
from wording import charts as words
from wording import print_check as leaving_words
from wording.formats import collation_key

HATCHED = ("not_reported", "suppressed")  # cells without a figure; the others keep their ground calm for the mark
NAME, LABEL = 20, 26  # letters a line of a unit's name, of an indicator's label
NARROW = 13  # of a unit's name beside more columns than FEW, or a phone has no room for them
FEW = 12  # columns
DENSE = 18  # px of a line
MANY = 24  # lines: more of them stand closer together, with one line of their name


Attributes = dict[str, Any]  # of a plotly trace, or of a part of one


class Cell(NamedTuple):
    """One cell: which column, which line, the state it shows, what the hover box says, what of: unit and indicator;
    `text` stands in it instead of its state's mark."""

    column: int
    line: int
    state: str
    lines: tuple[str, ...]
    of: tuple[str, ...] = ()
    text: str = ""


def heat_map(
    rows: Rows,
    *,
    down: str = "units",
    order: str = "given",
    is_dense: bool = False,
    dark: bool = False,
    scale: float = 1.0,
) -> go.Figure:
    """Status of each unit by indicator. Rows: unit, name, code, label, numerator, denominator, value, status; a pair
    without a row is out of the indicator's scope; `said`, where a row has it, stands beside its mark. `down`: "units"
    (codes across) or "indicators" (labels in full); `is_dense`: lines as low as can be read, and no legend
    (`wording.charts.legend` says it in words)."""
    kept = ordered(records(rows), order)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    units = {row["unit"]: row["name"] for row in kept}
    labels = {row["code"]: row["label"] for row in kept}
    codes = {code: labels[code] for code in sorted(labels, key=collation_key)}
    across, below = (codes, units) if down == "units" else (units, codes)
    first, second = ("code", "unit") if down == "units" else ("unit", "code")
    places, lines = {key: i for i, key in enumerate(across)}, {key: i for i, key in enumerate(below)}
    cells = [
        Cell(
            places[row[first]], lines[row[second]], row["status"], words.cell_hover(row), (row["unit"], row["code"]),
            words.beside_mark(row),
        )
        for row in kept
    ]  # fmt: skip
    heads = list(codes) if down == "units" else list(units.values())
    names = list(units.values()) if down == "units" else [f"{code} {label}" for code, label in codes.items()]
    width = LABEL if down == "indicators" else NAME if len(heads) <= FEW else NARROW
    return _grid(cells, heads, names, width, words.STATES, words.STATE_PAINTS, is_dense=is_dense, dark=dark,
                 scale=scale)  # fmt: skip


def matrix_of_returns(rows: Rows, *, order: str = "given", dark: bool = False, scale: float = 1.0) -> go.Figure:
    """Who has sent, period by period. Rows: unit, name, period (`2026-Q2`), state (on_time | late | missing |
    not_yet_due | not_in_force), received_at (datetime or None). A line of a branch has `received` and `of`, and the
    state partial too (exports/branches.py)."""
    kept = ordered(records(rows), order)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    units = {row["unit"]: row["name"] for row in kept}
    periods = sorted(distinct(kept, "period"))
    lines = {unit: i for i, unit in enumerate(units)}
    cells = [
        Cell(
            periods.index(row["period"]), lines[row["unit"]], row["state"], words.return_hover(row), (row["unit"],),
            words.partly(row),
        )
        for row in kept
    ]  # fmt: skip
    heads = words.period_ticks(periods)
    return _grid(
        cells, heads, list(units.values()), NAME, words.RETURN_WORDS, words.RETURN_PAINTS, dark=dark, scale=scale
    )


def leaving(rows: Rows, *, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """What papers tell of each unit, part by part. Rows of exports/print_check.py; a part without lines has no cell."""
    kept = records(rows)
    if not kept:
        return theme.nothing_to_show(dark=dark, scale=scale)
    units = {row["unit"]: row["name"] for row in kept}
    parts = [part for part in leaving_words.PARTS if any(row["part"] == part for row in kept)]
    lines = {unit: i for i, unit in enumerate(units)}
    cells = [
        Cell(parts.index(row["part"]), lines[row["unit"]], row["state"], leaving_words.hover(row),
             text=leaving_words.cell(row))
        for row in kept
    ]  # fmt: skip
    heads = [leaving_words.PARTS[part] for part in parts]
    return _grid(cells, heads, list(units.values()), NAME, leaving_words.STATES, leaving_words.PAINTS, is_dense=True,
                 dark=dark, scale=scale)  # fmt: skip


def _grid(cells: list[Cell], heads: list[str], names: list[str], width: int, terms: dict[str, tuple[str, str]],
          paints: dict[str, str], *, is_dense: bool = False, dark: bool, scale: float) -> go.Figure:  # fmt: skip
    shown = {cell.state for cell in cells}
    type_size = theme.TYPE * scale * (0.8 if is_dense else 1)
    traces = [
        _cells(
            [cell for cell in cells if cell.state == state],
            words.marked(term),
            term[0],
            theme.fill(paints[state], dark=dark, scale=scale, hatched=paints[state] in HATCHED),
            {"color": theme.palette(dark).paints[paints[state]].ink, "size": type_size},
            is_dense,
        )
        for state, term in terms.items()
        if state in shown
    ]
    at_most = 1 if is_dense or len(names) > MANY else 3 if width == LABEL else 2
    shorten, names = (wrap, names) if width == LABEL else (named, told_apart(names))
    labels = [shorten(name, width, lines=at_most) for name in names]
    height = (DENSE if is_dense else 26) + 16 * max(label.count("<br>") for label in labels)
    size = {"size": theme.TYPE * scale * (0.87 if len(heads) <= FEW else 0.75)}
    around = 30 if is_dense else 60 + theme.legend_room(len(traces))
    return theme.figure(
        traces, dark=dark, scale=scale, height=height * len(names) + around,
        xaxis={"side": "top", "range": [-0.5, len(heads) - 0.5], "tickvals": list(range(len(heads))), "tickfont": size,
               "ticktext": [head if "<br>" in head else wrap(head, NAME) for head in heads], "autotickangles": [0, 90]},
        yaxis={"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "ticktext": labels},
        showlegend=not is_dense,
    )  # fmt: skip


def _cells(cells: list[Cell], name: str, mark: str, marker: Attributes, textfont: Attributes, is_dense: bool
           ) -> Attributes:  # fmt: skip
    """Bars that float on their base: they grow with the page, and take hatching, which a heat map cannot. In a low line
    the mark keeps its size, or it could not be read."""
    return {
        "type": "bar", "name": name, "x": [cell.column for cell in cells], "y": [0.86] * len(cells),
        "base": [cell.line - 0.43 for cell in cells], "width": 0.88, "marker": marker,
        "text": [cell.text or mark for cell in cells], "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none" if is_dense else "inside", "hovertext": [hover(*cell.lines) for cell in cells],
        "textfont": textfont, "hovertemplate": "%{hovertext}<extra></extra>", "customdata": [cell.of for cell in cells],
    }  # fmt: skip
