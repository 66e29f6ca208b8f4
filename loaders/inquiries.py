"""Asking a unit to explain a figure, closing a question, taking one back: each a row of its own, none ever changed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from data.catalogue import Catalogue, Measure, Unit
from data.store import Store
from data.writing import Writing, after
from loaders.cells import LONGEST_TEXT
from loaders.hygiene import asks_for_persons, is_legacy_encoding, personal_data

Why = Literal["no_text", "too_long", "personal_data", "legacy_encoding", "no_unit", "no_figure", "unknown", "ended"]
How = Literal["closed", "taken_back"]


class CannotAsk(ValueError):
    """Nothing is kept; `why` says for what."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def ask_question(
    store: Store, by: str, now: datetime, *, unit: str, period: str, text: str, indicator: str | None = None,
    measure: str | None = None,
) -> str:  # fmt: skip
    """Keeps a question about one figure of a unit that reports, and gives its code: `HA-01-GT03`. Raises CannotAsk.

    The text is free text of the form: as long, and without personal data. Source: form, Cells; Personal data.
    """
    text = text.strip()
    if why := _why_not_said(text) or _why_not_of(store.catalogue, unit, period, indicator, measure):
        raise CannotAsk(why)
    with store.keep("question", by, now) as writing:
        known = writing.ask("questions_of", unit=unit)[0]
        code = f"{unit}-GT{known['questions'] + 1:02}"
        row = {
            "id": code, "unit": unit, "period": period, "indicator": indicator, "measure": measure, "text": text,
            "asked_at": after(known["last_at"], now), "asked_by": by,
        }  # fmt: skip
        writing.add("question", [row])
        writing.detail = f"{unit} {period} {code}"
    return code


def end_question(store: Store, by: str, now: datetime, question: str, how: How) -> None:
    """Closes a question, or takes it back. Raises CannotAsk: unknown, ended. Of two people one does."""
    with store.keep(f"question_{how}", by, now) as writing:
        found = writing.ask("question_ended", question=question)
        if not found or found[0]["has_ended"]:
            raise CannotAsk("ended" if found else "unknown")
        _end(writing, question, how)
        writing.detail = f"{found[0]['unit']} {found[0]['period']} {question}"


def take_back_all(writing: Writing) -> None:
    """Takes every question back that has not ended: those about made-up returns go with them."""
    for row in writing.ask("questions_open"):
        _end(writing, row["id"], "taken_back")


def _end(writing: Writing, question: str, how: How) -> None:
    ended_at = after(writing.ask("questions_of", unit=None)[0]["last_at"], writing.now)
    writing.add("question_end", [{"question": question, "how": how, "ended_at": ended_at, "ended_by": writing.by}])


def measures_of(catalogue: Catalogue, kind: str, indicator: str | None, measure: str | None) -> list[Measure]:
    """The answers of a kind of unit that a question is about: the measure, or those that make the indicator."""
    if measure:
        asked = {measure}
    else:
        row = next((row for row in catalogue.indicators if row.code == indicator), None)
        asked = {operand for operand in (row.numerator, row.denominator) if operand} if row else set()
    return [known for known in catalogue.measures_of(kind) if known.key in asked]


def _why_not_said(text: str) -> Why | None:
    if not text:
        return "no_text"
    if len(text) > LONGEST_TEXT:
        return "too_long"
    if personal_data(text) or asks_for_persons(text):
        return "personal_data"
    return "legacy_encoding" if is_legacy_encoding(text) else None


def _why_not_of(catalogue: Catalogue, unit: str, period: str, indicator: str | None, measure: str | None) -> Why | None:
    """A question is put to who can answer: a unit with a form, in force in a known period."""
    found = catalogue.period(period)
    asked = catalogue.unit(unit, found.ends_on) if found else None
    if asked is None or not _reports(catalogue, asked):
        return "no_unit"
    known = {row.code for row in catalogue.indicators} | {row.key for row in catalogue.measures}
    about = [name for name in (indicator, measure) if name is not None]
    return None if len(about) == 1 and about[0] in known else "no_figure"


def _reports(catalogue: Catalogue, unit: Unit) -> bool:
    return bool(catalogue.measures_of(unit.kind))
