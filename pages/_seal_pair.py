"""Which two seals «Thay đổi» compares; without two of the page's unit, a period and a day as before."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from exports.comparison import Moment
from exports.seal_comparison import Pair, paired
from exports.seals import seals
from pages import Page, _parts, _since, _tree
from pages._seal_scope import may_see
from wording import seals as words
from wording.formats import HANOI


def choose(page: Page) -> Moment | Pair:
    """What the page compares with: a moment, or two seals where there are two."""
    known = {row["code"]: row for row in seals(page.store) if row["unit"] == page.unit and may_see(page, row)}
    if len(known) < 2 or _parts.segment("compare", words.TO_COMPARE, words.WAYS) == "moment":
        before = _since.choose_before(page)
        _tree.stop_unless_known(page, before.as_of)
        return before
    said = {code: words.option(row) for code, row in known.items()}
    left, right = st.columns(2)
    with left:
        first = _parts.pick("earlier", words.EARLIER, dict([*list(said.items())[1:], *list(said.items())[:1]]))
    with right:
        second = _parts.pick("later", words.LATER, {code: text for code, text in said.items() if code != first})
    return paired(known[first], known[second])


def say_summary(page: Page, before: Moment | Pair) -> None:
    """What has come in since, and what the three readings are."""
    if isinstance(before, Moment):
        _since.say_summary(page, before)
        return
    rows = {row["code"]: row for row in seals(page.store)}
    earlier, later = (rows[code] for code in before)
    st.markdown(words.compared(earlier, later))
    known_at: datetime = earlier["known_at"]
    _since.say_returns(page, before, known_at.astimezone(HANOI))
    st.caption(words.ABOUT_PAIR)
