"""Tổ dân phố: one unit's whole picture over time, on one page that a browser prints on A4."""

import streamlit as st

from charts.grids import heat_map, matrix_of_returns
from charts.training import coverage_bars
from pages import _follow_up, _group, _heads, _on_record, _parts, _questions, _training, _unit_changes, open_page
from wording import charts as chart_words
from wording import group as words
from wording import screens, template
from wording.leaving import GROUP, leaving

is_paper = st.context.is_embedded
if is_paper:
    st.set_page_config(initial_sidebar_state="collapsed")
page = open_page()
st.title(screens.MENU["group"].title)
units = {unit.code: unit for unit in _group.reporting(page)}
if not units:
    st.markdown(words.NO_REPORTER)
    st.stop()
labels = _group.labels(page, list(units.values()))
unit = units[_parts.pick("of", words.PICK_UNIT, labels)]
past = _group.quarters(page, unit)

with st.container(width=_group.PAPER if is_paper else "stretch"):
    st.header(template.unit_name(unit.kind, labels[unit.code]))
    for line in _group.lineage(page, unit):
        st.markdown(line)
    _unit_changes.link_line(page, unit)
    if not past:
        st.markdown(words.NEVER_COUNTED)
        st.stop()
    own = past[-1]
    _group.say_period(own, unit)
    if is_paper:
        _on_record.printing(own, leaving(GROUP, unit.code, own.period, own.profile))

    st.subheader(words.RETURNS)
    returns = _group.returns(past)
    _parts.draw(own, words.RETURNS, matrix_of_returns, returns, words.returns(returns), _group.return_table(returns))

    st.subheader(words.INDICATORS)
    cells = _group.history(past)
    if cells:
        sentence, table = words.history(cells, own.period), _group.history_table(cells)
        if not is_paper:  # the table below says the same of three of the quarters, on less paper
            _parts.draw(own, words.INDICATORS, heat_map, cells, sentence, table, down="indicators")
        _group.show_sections(_group.indicators(own))
    else:
        st.markdown(words.NO_INDICATOR)

    st.subheader(words.TRAINING)
    cohorts = _training.cohorts(own)
    if cohorts:
        sentence = chart_words.coverage_sentence(cohorts, labels={})
        _parts.draw(own, words.TRAINING, coverage_bars, cohorts, sentence, _training.cohort_table(own), labels={})
        _heads.say_not_since(own)
    else:
        st.markdown(words.NO_COHORT)

    st.subheader(words.COMPLAINTS)
    for line in _group.cases(own, unit):
        st.markdown(line)

    _follow_up.say_unit(own)
    st.subheader(words.ANSWERS)
    if own.is_meeting:
        st.caption(words.NO_ANSWERS_SHOWN)
    else:
        st.caption(words.THREE_STATES)
        _group.show_sections(_group.answers(own))
        _questions.of_unit(own, unit)
    st.caption(screens.SOURCE_NOTE)
