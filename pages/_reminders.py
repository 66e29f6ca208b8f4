"""Ready messages: to the sender of a refused file, to a unit that has not sent, to all of them at once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

from exports.branches import has_branches
from exports.snapshot import unanswered
from loaders.hygiene import personal_data
from loaders.intake import Outcome
from loaders.questions import SHEET as QUESTIONS
from pages import Page, _parts, _received
from pages._once import shown, still
from wording import questions as question_words
from wording import reminders as words
from wording.formats import HANOI, collation_key
from wording.template import unit_name

Row = dict[str, Any]


@still
def show_reminders(page: Page) -> None:
    """For the page's period: how far it is, one text for all who have not sent, one for each of them."""
    own = _received.of_period(page)
    waiting = [row for row in own if row["received_at"] is None]
    if not own:
        st.markdown(words.NO_REPORTER)
    elif not waiting:
        st.markdown(f":material/task_alt: {words.all_in(len(own), own[0]['label'])}")
    else:
        first = own[0]
        st.markdown(words.in_hand(len(own) - len(waiting), len(own), first["label"], first["due_on"], first["today"]))
        st.caption(words.HOW_TO_COPY)
        left, right = st.columns(2)
        is_of_branches = has_branches(own)
        with left:
            st.subheader(words.REMIND_ALL)
            _copyable(_to_branches(page, waiting, len(own)) if is_of_branches else _to_all(page, waiting, len(own)))
        with right, st.container(gap="xsmall"):
            st.subheader(words.REMIND_BRANCH if is_of_branches else words.REMIND_EACH)
            _remind_branches(page, waiting, own) if is_of_branches else _remind_each(waiting)
    _remind_questions(page)
    _link_other_periods(page)


def _remind_questions(page: Page) -> None:
    """One message a unit that has not answered what it was asked, whether its return is in or not."""
    by_unit: dict[str, list[Row]] = {}
    for row in unanswered(page.snapshot):
        by_unit.setdefault(row["unit"], []).append(row)
    if not by_unit:
        return
    st.subheader(question_words.REMIND)
    for rows in by_unit.values():
        name = unit_name(rows[0]["kind"], rows[0]["name"])
        with st.expander(name):
            _copyable(question_words.message(name, [(row["id"], row["text"]) for row in rows], QUESTIONS.name))


def _remind_each(waiting: list[Row]) -> None:
    for row in waiting:
        with st.expander(unit_name(row["kind"], row["own_name"])):
            _copyable(_to_unit(row))


def _remind_branches(page: Page, waiting: list[Row], own: list[Row]) -> None:
    """Of hundreds of units, one message to each branch that names its own."""
    for branch, silent in _by_branch(waiting).items():
        of = sum((row["branch"] or row["name"]) == branch for row in own)
        with st.expander(words.sent_of(branch, "partial" if len(silent) < of else "missing", of - len(silent), of)):
            _copyable(_to_all(page, silent, of))


def _by_branch(rows: list[Row]) -> dict[str, list[Row]]:
    """The direct children of the page's unit by the alphabet, with the units below each."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: collation_key(row["branch"] or row["name"])):
        found.setdefault(row["branch"] or row["name"], []).append(row)
    return found


def _to_branches(page: Page, waiting: list[Row], of: int) -> str:
    first, counts = waiting[0], {branch: len(silent) for branch, silent in _by_branch(waiting).items()}
    sender = _name(page, page.unit)
    return words.missing_by_branch(counts, of, sender, first["label"], first["due_on"], first["today"])


def offer_message(page: Page, outcome: Outcome) -> None:
    """The message to the sender of a refused file, behind a button."""
    message = _to_sender(page, outcome)

    def show() -> None:
        with st.popover(words.COMPOSE, icon=":material/sms:"):
            st.caption(words.HOW_TO_COPY)
            _copyable(message)

    shown(f"message {message}", show)


def _copyable(message: str) -> None:
    """Text with Streamlit's own button that copies it."""
    st.code(message, language=None, wrap_lines=True)


def _to_all(page: Page, waiting: list[Row], of: int) -> str:
    first = waiting[0]
    parents = {row["parent_name"] for row in waiting}
    groups: dict[str, list[str]] = {}
    for row in waiting:
        title = words.title_of(row["kind"], row["parent_name"] if len(parents) > 1 else None)
        groups.setdefault(title, []).append(row["own_name"])
    sender = first["parent_name"] if len(parents) == 1 else _name(page, page.unit)
    return words.missing_all(groups, of, sender, first["label"], first["due_on"], first["today"])


def _to_unit(row: Row) -> str:
    refused_at = row["refused_at"]
    return words.missing(
        unit_name(row["kind"], row["own_name"]), row["parent_name"], row["label"], (row["starts_on"], row["ends_on"]),
        row["due_on"], row["today"], refused_at.astimezone(HANOI).date() if refused_at else None,
    )  # fmt: skip


def _to_sender(page: Page, outcome: Outcome) -> str:
    unit, period = outcome.result.unit, outcome.result.period
    file_name = PurePosixPath(outcome.result.file_name).name
    return words.refused(
        unit_name(unit.kind, unit.name) if unit else None,
        _name(page, unit.parent) if unit and unit.parent else None,
        period.label if period else None,
        None if personal_data(file_name) else file_name,
        (period.due_on, datetime.now(HANOI).date()) if period else None,
        [problem.message for problem in outcome.problems if problem.severity == "error"],
    )


def _name(page: Page, code: str) -> str | None:
    """A unit as it was last called."""
    return next((unit.name for unit in reversed(page.store.catalogue.units) if unit.code == code), None)


def _link_other_periods(page: Page) -> None:
    """The other periods of the matrix that are not complete."""
    waiting = [row for row in _received.returns(page) if row["is_in_force"] and row["received_at"] is None]
    counts = Counter(row["period"] for row in waiting if row["period"] != page.period)
    found = {row["period"]: row for row in waiting if row["period"] in counts}
    links = [
        (words.not_in(row["label"], counts[code], row["due_on"]), {"period": code, "section": "remind"})
        for code, row in sorted(found.items(), reverse=True)
    ]
    if links:
        _parts.link_each(page, "submit", words.OTHER_PERIODS, links)
