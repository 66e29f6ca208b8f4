"""Nguồn số liệu: from any figure to the cells of the returns that it is made of."""

import streamlit as st

from pages import _original, _questions, _sources, open_page
from wording import screens
from wording import sources as words

page = open_page()
st.title(screens.MENU["sources"].title)
code, unit = _sources.choose(page)
found = _sources.find(page, code, unit)

if found is None:
    st.info(words.not_counted(code, _sources.name_of(page, unit)))
elif not found.is_told:
    st.markdown(words.untold(found.indicator))
else:
    st.markdown(words.origin(found.indicator, len(found.cells), found.returns, has_unlisted=found.has_unlisted))
    for place in range(len(found.sides)):
        _sources.show_side(page, found, place)
    _original.show_cell(page, found)
    _questions.beside_cells(page, found)
st.caption(screens.SOURCE_NOTE)
