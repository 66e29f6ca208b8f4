"""Tập huấn: how many of each cohort are trained, who is left and where, which courses were held and who came."""

import streamlit as st

from charts.bars import bars_against_target
from charts.training import coverage_bars, timeline
from pages import _below, _heads, _parts, _training, open_page
from wording import charts as chart_words
from wording import screens
from wording import training as words

page = open_page()
training = page.snapshot["training"]
names = _parts.unit_names(page)
labels = {row["cohort"]: row["cohort_label"] for row in training["by_cohort"]}

st.title(screens.MENU["training"].title)
st.markdown(_training.untrained_where(page, names))
_training.say_each(page, names)
st.caption(words.COUNTING)

left, right = st.columns(2)
with left:
    st.subheader(words.BY_COHORT)
    cohorts = _training.cohorts(page)
    sentence, table = chart_words.coverage_sentence(cohorts, labels=labels), _training.cohort_table(page)
    _parts.draw(page, words.BY_COHORT, coverage_bars, cohorts, sentence, table, labels=labels)
with right:
    st.subheader(words.BY_UNIT)
    asked = _training.by_need(page)
    if asked:
        cohort = _parts.pick("cohort", words.PICK_COHORT, {code: labels[code] for code in asked})
        rows, goal = asked[cohort]["by_unit"], {name: asked[cohort][name] for name in ("target", "better")}
        sentence = _training.untrained_where(page, names, cohort)
        opened = [row["unit"] for row in rows]
        _below.draw_units(
            page, labels[cohort], bars_against_target, rows, sentence, _parts.unit_table(rows), opened, **goal
        )

_heads.show_left(page, names)
_heads.show_heads(page)

st.subheader(words.COURSES)
span = _parts.segment("span", words.SPAN_OF_COURSES, words.SPAN)
held = _training.courses(page, span)
if held:
    drawn, sentence = _training.latest(held)
    _parts.draw(page, words.COURSES, timeline, drawn, sentence, _training.course_table(held, labels), labels=labels)
    st.caption(" ".join([words.ONE_COURSE, *_training.courses_measured(page)]))
    _heads.show_few(page, span, labels)
else:
    st.markdown(words.NO_COURSE[span])

st.subheader(words.ALL_FIGURES)
_parts.show_table(_training.unit_table(page, names), column_config=_training.NARROW)
st.caption(screens.SOURCE_NOTE)
