"""The indicators of one clause beside each other on «Chỉ tiêu»: which units did the one, which only the other."""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts.grids import heat_map
from data.rules import PER_UNIT
from pages import Page, _below, _counting, _parts
from wording import charts as chart_words
from wording import clause as words

Row = dict[str, Any]


def show_clause(page: Page, row: Row) -> None:
    """Only of what a unit has done or not, where the clause asks for several such things."""
    beside = [
        other for other in page.snapshot["indicators"]
        if other["clause"] == row["clause"] and other["method"] in PER_UNIT and len(other["by_unit"]) > 1
    ]  # fmt: skip
    if row["method"] not in PER_UNIT or len(beside) < 2:
        return
    st.subheader(words.heading(row["clause"]))
    cells = [unit | {"code": other["code"], "label": other["label"]} for other in beside for unit in other["by_unit"]]
    lines: dict[str, Row] = {}
    for cell in cells:
        line = lines.setdefault(cell["unit"], {words.UNIT: cell["name"]})
        line[f"{cell['code']} {cell['label']}"] = words.answer(cell)
    told = [words.sentence(other, _counting.noun(page, other)[1]) for other in beside] + [words.together(beside)]
    said = "\n".join(f"- {line}" for line in told if line)
    name, table = words.heading(row["clause"]), list(lines.values())
    if _below.has_branches(page, cells):
        _below.draw_units(page, name, heat_map, cells, said, table, list(lines))
    else:
        _parts.draw(page, name, heat_map, cells, said, table)
    st.caption(chart_words.heat_map_sentence(cells))
