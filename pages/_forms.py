"""The forms to send out: of one unit or of all, for the quarter at hand or one to come."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import streamlit as st

from data.catalogue import Period
from pages import Page, _parts, _received
from wording import reminders as words
from wording.formats import HANOI


def show_forms(page: Page) -> None:
    """Which unit, which period, and the button."""
    offered = {period.code: period for period in _offered(page, datetime.now(HANOI).date())}
    left, right = st.columns(2)
    with right:
        labels = {code: period.label for code, period in offered.items()}
        period = offered[_parts.pick("form_period", words.FORM_PERIOD, labels)]
    found = _received.returns_of(page, period.code)
    units = {row["unit"]: row["name"] for row in found}
    if not units:
        st.markdown(words.NO_REPORTER)
        return
    branches = Counter((row["child"], row["branch"]) for row in found if row["branch"])
    named = {page.unit: words.all_forms(len(units))} if len(units) > 1 else {}
    named |= {child: words.forms_of_branch(name, count) for (child, name), count in branches.items()} | units
    with left:
        unit = _parts.pick("form_unit", words.FORM_UNIT, named)
    st.markdown(words.form_of(named[unit], period.label, period.starts_on, period.ends_on, period.due_on))
    is_single = unit in units
    counts = {child: count for (child, _), count in branches.items()}
    label = words.DOWNLOAD_FORM if is_single else words.download_forms(counts.get(unit, len(units)))
    _parts.download_templates(page.store, period.code, unit, label=label, is_single=is_single)


def _offered(page: Page, today: date) -> list[Period]:
    """The period that is due next, those after it, then those that have passed, the latest first."""
    known = sorted(page.store.catalogue.periods, key=lambda period: period.due_on)
    passed = [period for period in known if period.due_on < today]
    return known[len(passed) :] + passed[::-1]
