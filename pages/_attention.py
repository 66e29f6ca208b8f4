"""«Cần chú ý ngay»: returns past their day, cases past theirs, indicators that are judged and not met."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from exports.snapshot import unanswered
from pages import Page, _counting, _parts
from pages._once import still
from wording import overview as words
from wording import questions as question_words
from wording import screens, terms
from wording.formats import day

Row = dict[str, Any]
Matter = tuple[str, str, str, dict[str, str]]  # page, sentence, what the link says, choices for its address
SAID_AT_MOST = 3  # sentences; further indicators that are not met are one more line, or the first screen is too low


@still
def say_attention(page: Page) -> None:
    """What cannot wait, a sentence each, and a link to the page that shows it."""
    found = [*_late_returns(page), *_late_cases(page), *_late_matters(page), *_unanswered(page)]
    found += _missed(page, max(1, SAID_AT_MOST - len(found)))
    with st.container(gap=None, key="attention"):
        if not found:
            st.markdown(f":material/task_alt: {words.NOTHING_NOW}")
            return
        st.markdown(f":material/priority_high: **{words.ATTENTION}**")
        for stem, sentence, label, choices in found:
            with st.container(horizontal=True, wrap=False, gap="xsmall"):
                _parts.link(stem, label, **_parts.choices(page, **choices))
                st.markdown(sentence, width="stretch")


def _late_returns(page: Page) -> list[Matter]:
    rows = [row for row in page.snapshot["returns"] if row["state"] == "missing"]
    due_on = day(date.fromisoformat(page.snapshot["period"]["due_on"]))
    return (
        [("submit", words.overdue_returns(rows, due_on), screens.MENU["submit"].title, {"section": "remind"})]
        if rows
        else []
    )


def _late_cases(page: Page) -> list[Matter]:
    """The meeting profile withholds a part of these numbers: there the indicator's own sentence has to do."""
    if page.is_meeting:
        return []
    rows = [row for row in page.snapshot["complaints"]["by_kind"] if row["span"] == "quarter"]
    overdue, waiting = (sum(row[name] or 0 for row in rows) for name in ("open_overdue", "acceptance_overdue"))
    return (
        [("complaints", words.overdue_cases(overdue, waiting), screens.MENU["complaints"].title, {})]
        if overdue or waiting
        else []
    )


def _late_matters(page: Page) -> list[Matter]:
    """What offices follow until it is done, past its day."""
    overdue = sum(row["overdue"] or 0 for row in page.snapshot["follow_up"]["by_kind"])
    return [("follow_up", words.overdue_matters(overdue), screens.MENU["follow_up"].title, {})] if overdue else []


def _unanswered(page: Page) -> list[Matter]:
    """Questions to units that have no answer yet."""
    rows = unanswered(page.snapshot)
    if not rows:
        return []
    sentence = question_words.unanswered(len(rows), list(dict.fromkeys(row["name"] for row in rows)))
    return [("submit", sentence, question_words.SHORT, {"section": "remind"})]


def _missed(page: Page, at_most: int) -> list[Matter]:
    """Indicators that are judged and not met: the stated ones first, then those farthest from the target; overdue
    cases have their own sentence."""
    order = list(terms.TARGET_KIND)
    has_own = _late_cases(page)
    rows = [
        row
        for row in page.snapshot["indicators"]
        if row["status"] == "not_met" and not (has_own and any(o.endswith(":open_overdue") for o in row["operands"]))
    ]
    rows.sort(key=lambda row: (row["target_kind"] != "stated", _attained(row), order.index(row["target_kind"])))
    said: list[Matter] = [
        ("indicators", _missed_sentence(page, row), row["code"], {"indicator": row["code"]}) for row in rows[:at_most]
    ]
    rest = rows[at_most:]
    if rest:
        said.append(("indicators", words.more(rest), screens.MENU["indicators"].title, {"indicator": rest[0]["code"]}))
    return said


def _attained(row: Row) -> float:
    """How much of what is asked has been reached; what should be less comes first."""
    return float(row["value"]) / float(row["target"]) if row["better"] == "higher" and row["target"] else 0.0


def _missed_sentence(page: Page, row: Row) -> str:
    asked = screens.asked(row["target"], row["better"], is_share=_parts.is_share(row))
    return words.missed(row, asked, _counting.needed(page, row))
