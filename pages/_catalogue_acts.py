"""The common acts without Excel: add a year; a unit begins, ends, is renamed, merges or is divided on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st

from data import catalogue_acts as acts
from data.catalogue import Catalogue, Unit, in_force
from data.catalogue_checks import flaws
from pages import Page, _parts
from pages._catalogue_change import keyed, propose
from wording import catalogue_book as book_words
from wording import catalogue_page as words
from wording.formats import HANOI

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
Draft = Catalogue | None  # None: something is still to be filled in


def show_acts(page: Page) -> None:
    """One act, what it asks, and what would change."""
    act = _parts.segment("act", words.ACT, words.ACTS)
    if act in words.EXPLAINED:
        st.caption(words.EXPLAINED[act])
    draft = _ASK[act](page.store.catalogue)
    if draft is None:
        st.info(words.FILL_IN)
        return
    found = list(flaws(draft))
    for flaw in found:
        st.error(words.flaw(flaw.kind, flaw.column, flaw.found, flaw.accepted))
    if not found:
        propose(page, draft)


def _year(catalogue: Catalogue) -> Draft:
    draft = acts.year_added(catalogue)
    added = draft.periods[len(catalogue.periods) :]
    st.markdown(words.adding_year(added[0].year, added[0].starts_on, added[-1].ends_on))
    return draft


def _begin(catalogue: Catalogue) -> Draft:
    left, right = st.columns(2)
    with left:
        on = _ask_day()
        kind = st.selectbox(
            words.KIND, list(book_words.UNIT_KINDS), list(book_words.UNIT_KINDS).index("group"),
            format_func=book_words.UNIT_KINDS.__getitem__, key=keyed("act_kind"),
        )  # fmt: skip
        parent = _ask_unit(words.PARENT, _standing(catalogue, on), place=0)
    with right:
        name = _ask_text(words.NAME)
        code = _ask_code(catalogue, kind)
    if not (on and name and code and parent):
        return None
    return acts.begun(catalogue, Unit(code, kind, name, parent.code, on, None, None))


def _end(catalogue: Catalogue) -> Draft:
    on, unit = _ask_day_and_unit(catalogue)
    return acts.ended(catalogue, [unit.code], on) if on and unit else None


def _rename(catalogue: Catalogue) -> Draft:
    on, unit = _ask_day_and_unit(catalogue)
    name = _ask_text(words.NEW_NAME)
    return acts.renamed(catalogue, unit.code, name, on) if on and unit and name else None


def _merge(catalogue: Catalogue) -> Draft:
    left, right = st.columns(2)
    with left:
        on = _ask_day()
    known = _below_the_top(catalogue, on)
    codes = st.multiselect(
        words.WHICH_UNITS, list(known), format_func=lambda code: _label(known[code]), key=keyed("act_units")
    )
    with right:
        name = _ask_text(words.NEW_NAME)
    if not (on and name) or len(codes) < 2:
        return None
    first = known[codes[0]]
    code = acts.free_codes(catalogue, first.code)[0]
    return acts.merged(catalogue, codes, Unit(code, first.kind, name, first.parent, on, None, None))


def _divide(catalogue: Catalogue) -> Draft:
    on, unit = _ask_day_and_unit(catalogue)
    lines = st.text_area(words.NAMES, help=words.NAMES_HELP, key=keyed("act_names")).splitlines()
    names = [line.strip() for line in lines if line.strip()]
    if not (on and unit) or len(names) < 2:
        return None
    codes = acts.free_codes(catalogue, unit.code, len(names))
    parts = [Unit(code, unit.kind, name, unit.parent, on, None, None) for code, name in zip(codes, names, strict=True)]
    return acts.divided(catalogue, unit.code, parts)


_ASK: dict[str, Callable[[Catalogue], Draft]] = {
    "year": _year, "begin": _begin, "end": _end, "rename": _rename, "merge": _merge, "divide": _divide,
}  # fmt: skip


# --- what the forms ask --------------------------------------------------------------------------------------------


def _ask_day() -> date | None:
    return st.date_input(
        words.ON_DAY, value=None, min_value=FIRST_DAY, max_value=LAST_DAY, format="DD/MM/YYYY", help=words.ON_DAY_HELP,
        key=keyed("act_day"),
    )  # fmt: skip


def _ask_text(label: str) -> str:
    return st.text_input(label, max_chars=100, key=keyed("act_name")).strip()


def _ask_code(catalogue: Catalogue, kind: str) -> str:
    """A code, the next of its kind unless another is typed."""
    alike = [unit.code for unit in catalogue.units if unit.kind == kind] or [catalogue.units[0].code]
    free = acts.free_codes(catalogue, max(alike))[0]
    return st.text_input(words.CODE, free, max_chars=30, key=keyed(f"act_code_{free}")).strip()


def _ask_unit(label: str, known: dict[str, Unit], place: int | None = None) -> Unit | None:
    """One of these units; none is chosen beforehand but the one at a place."""
    key = keyed("act_unit")
    code = st.selectbox(label, list(known), place, format_func=lambda code: _label(known[code]), key=key)
    return known.get(code or "")


def _ask_day_and_unit(catalogue: Catalogue) -> tuple[date | None, Unit | None]:
    left, right = st.columns(2)
    with left:
        on = _ask_day()
    with right:
        unit = _ask_unit(words.WHICH_UNIT, _below_the_top(catalogue, on))
    return on, unit


def _standing(catalogue: Catalogue, on: date | None) -> dict[str, Unit]:
    """The units in force on a day, or today, by their codes."""
    day = on or datetime.now(HANOI).date()
    return {unit.code: unit for unit in catalogue.units if in_force(unit, day)}


def _below_the_top(catalogue: Catalogue, on: date | None) -> dict[str, Unit]:
    return {code: unit for code, unit in _standing(catalogue, on).items() if unit.parent is not None}


def _label(unit: Unit) -> str:
    return words.unit_label(unit.name, unit.code)
