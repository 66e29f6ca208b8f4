"""What of the choices in the address is the person's own: units of their scope, the profile of their role."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from data.catalogue import Period, in_force
from data.people import Act
from data.store import Store
from pages import _choose, _chosen, _default_unit, _picked, _tree, _who
from pages._who import person
from wording import access as words
from wording import screens


def say_who(store: Store) -> None:
    """The foot of the sidebar."""
    _who.say_who(scope_name(store))


def admit(store: Store, needs: Act | None) -> None:
    """Stops whoever may not do what a page takes; what it kept for another person is dropped."""
    _who.forget_another()
    if needs and not person().may(needs):
        say_who(store)
        _who.refuse_unless(needs)


def scope_name(store: Store) -> str:
    """The person's part of the tree by its name."""
    return named(store, person().unit)


def named(store: Store, code: str | None) -> str:
    """A scope by the name that its unit has had last; None: all."""
    return next((unit.name for unit in reversed(store.catalogue.units) if unit.code == code), code or words.WHOLE)


def choose_unit(store: Store, period: Period) -> str:
    """A unit of the person's part of the tree in force on the period's last day; unless chosen, its top."""
    covered, asked = person().covers(store.catalogue.units), st.query_params.get("unit")
    is_known = any(unit.code == asked for unit in store.catalogue.units)
    if covered is not None and is_known and asked not in covered:
        _refuse(store, words.REFUSED_UNIT.format(scope=scope_name(store)), words.SEE_OWN, unit=person().unit)
    units = [unit for unit in store.catalogue.units if in_force(unit, period.ends_on)]
    units = [unit for unit in units if covered is None or unit.code in covered]
    labels = _tree.labels(tuple(units))
    if not labels:
        say_who(store)
        _who.refuse(words.NO_UNIT.format(scope=scope_name(store)))
    default = person().unit or _default_unit(store, period)
    code = _chosen("unit")
    chosen = code if code in labels else default if default in labels else next(iter(labels))
    st.session_state["pick_unit"] = chosen
    st.sidebar.selectbox(
        screens.UNIT, list(labels), key="pick_unit", format_func=lambda code: labels[code],
        on_change=_picked, args=("unit", "pick_unit"), help=_tree.help_of(units),
    )  # fmt: skip
    return chosen


def choose_profile(store: Store, default: str | None = None) -> tuple[str, bool]:
    """The profile, and whether it is a viewer's on a screen of their own: theirs is public whatever is asked for, and
    the switch only makes it large."""
    sees_internal = person().may("see_internal")
    if not sees_internal and st.query_params.get("profile") == "internal":
        _refuse(store, words.REFUSED_INTERNAL.format(role=words.ROLES[person().role]), words.SEE_PUBLIC, profile=None)
    if default and sees_internal and "profile" not in st.query_params:
        _choose("profile", default)  # and it stays: what follows on the projector must not suddenly name cases
    is_large = _chosen("profile") == "public"
    st.session_state["pick_meeting"] = is_large
    st.sidebar.toggle(screens.MEETING_MODE, key="pick_meeting", help=screens.MEETING_HELP, on_change=_picked_profile)
    return ("public", not is_large) if not sees_internal else ("public" if is_large else "internal", False)


def _picked_profile() -> None:
    off = "internal" if person().may("see_internal") else None
    _choose("profile", "public" if st.session_state["pick_meeting"] else off)


def _refuse(store: Store, sentence: str, label: str, **instead: str | None) -> NoReturn:
    """Says that this is not the person's, offers what is, and stops."""

    def go() -> None:
        for name, value in instead.items():
            _choose(name, value)

    say_who(store)
    st.error(sentence, icon=":material/lock:")
    st.button(label, on_click=go, icon=":material/arrow_forward:")
    st.stop()
