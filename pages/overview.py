"""Tổng quan: what is met, what is not, who has not reported, and since when the numbers hold."""

import streamlit as st

from charts.bars import bars_against_target
from pages import _parts, open_page
from wording import charts as chart_words
from wording import screens

page = open_page()
snapshot = page.snapshot
indicators = snapshot["indicators"]

st.markdown("  \n".join(filter(None, (_parts.headline(indicators, kind) for kind in screens.TARGETS_OF))))

stated = [row for row in indicators if row["target_kind"] == "stated"]
cells = [lambda row=row: _parts.card(row) for row in stated] + [lambda: _parts.returns_card(snapshot["returns"])]
for start in range(0, len(cells), 4):
    for column, draw_cell in zip(st.columns(4), cells[start : start + 4], strict=False):
        with column:
            draw_cell()

st.subheader(screens.ALL_INDICATORS)
st.dataframe(_parts.indicator_table(indicators), hide_index=True)

st.subheader(screens.BY_UNIT)
by_code = {row["code"]: row for row in indicators}
code = st.selectbox(screens.PICK_INDICATOR, list(by_code), format_func=lambda c: f"{c} · {by_code[c]['label']}")
row = by_code[code]
sentence = chart_words.units_sentence(row["by_unit"])
_parts.draw(
    page, code, bars_against_target, row["by_unit"], sentence, _parts.unit_table(row["by_unit"]),
    target=row["target"], better=row["better"],
)  # fmt: skip
st.caption(screens.SOURCE_NOTE)
