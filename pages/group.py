"""Tổ dân phố: one unit's whole picture over time, on one page that a browser prints on A4."""

import streamlit as st

from charts.grids import heat_map, matrix_of_returns
from charts.training import coverage_bars
from pages import _group, _parts, _training, open_page
from wording import charts as chart_words
from wording import group as words
from wording import screens

page = open_page()
st.title(screens.MENU["group"].title)
units = {unit.code: unit for unit in _group.reporting(page)}
if not units:
    st.markdown(words.NO_REPORTER)
    st.stop()
labels = _group.labels(page, list(units.values()))
unit = units[_parts.pick("of", words.PICK_UNIT, labels)]
past = _group.quarters(page, unit)

st.header(labels[unit.code])
for line in _group.lineage(page, unit):
    st.markdown(line)
if not past:
    st.markdown(words.NEVER_COUNTED)
    st.stop()
own = past[-1]
st.caption(f"{words.until(unit.name, own.snapshot['period']['label'])} {words.PRINT_HINT}")

st.subheader(words.RETURNS)
returns = _group.returns(past)
_parts.draw(own, words.RETURNS, matrix_of_returns, returns, words.returns(returns), _group.return_table(returns))

st.subheader(words.INDICATORS)
history = _group.history(past)
if history:
    sentence = words.history(history, own.period)
    _parts.draw(own, words.INDICATORS, heat_map, history, sentence, _group.history_table(history), down="indicators")
    st.table(_group.indicator_table(own), border="horizontal", hide_index=True)
else:
    st.markdown(words.NO_INDICATOR)

st.subheader(words.TRAINING)
cohorts = _training.cohorts(own)
if cohorts:
    cohort_labels = {row["cohort"]: row["cohort_label"] for row in cohorts}
    sentence = chart_words.coverage_sentence(cohorts, labels=cohort_labels)
    table = _training.cohort_table(own, cohorts)
    _parts.draw(own, words.TRAINING, coverage_bars, cohorts, sentence, table, labels=cohort_labels)
else:
    st.markdown(words.NO_COHORT)

st.subheader(words.COMPLAINTS)
source = _group.source(unit)
for line in _group.cases(own, source) if source else [words.NO_REGISTER]:
    st.markdown(line)
_parts.link("complaints", words.GO_TO_CASES, unit=unit.code, period=own.period, profile=own.profile)

st.subheader(words.ANSWERS)
if own.is_meeting:
    st.caption(words.NO_ANSWERS_SHOWN)
else:
    st.caption(words.THREE_STATES)
    st.table(_group.answers(own), border="horizontal", hide_index=True)
st.caption(screens.SOURCE_NOTE)
