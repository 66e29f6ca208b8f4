"""Chỉ tiêu: one indicator of the resolution at a time – how far, what is lacking and where, how it came to this."""

import streamlit as st

from pages import _clause, _indicators, _over_time, _pace, _questions, open_page
from wording import screens

page = open_page()
st.title(screens.MENU["indicators"].title)
row = _indicators.choose(page)
_indicators.list_by_clause(page, row["code"])
_indicators.show_head(page, row)
_indicators.list_needed(page)
_pace.show_pace(page, row)
_indicators.show_by_unit(page, row)
_pace.show_places(page, row)
_questions.beside_indicator(page, row)
_clause.show_clause(page, row)
_over_time.show_over_time(page, row)
st.caption(screens.SOURCE_NOTE)
