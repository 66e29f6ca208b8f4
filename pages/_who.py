"""Who is looking, and what is not theirs. `app.py` says how people are known; on the machine itself it is its user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn

import streamlit as st

from data.people import NEEDED, Act, Person, machine_user
from wording import access as words
from wording.sources import plain

Mode = Literal["local", "accounts", "oidc"]


@dataclass
class _Known:
    mode: Mode = "local"
    find: Callable[[], Person | None] = machine_user
    sign_out: Callable[[bool], None] | None = None
    base: str = ""


_known = _Known()


def know_people_by(
    mode: Mode = "local",
    find: Callable[[], Person | None] = machine_user,
    sign_out: Callable[[bool], None] | None = None,
    base: str = "",
) -> None:
    """Said once, at the start of the server. `find` gives the person of the run that asks, or None for nobody;
    `sign_out` ends their session, or with True every one that they have; `base`: the app's sub-path."""
    _known.mode, _known.find, _known.sign_out, _known.base = mode, find, sign_out, base


def mode() -> Mode:
    """How people are known."""
    return _known.mode


def person() -> Person:
    """Who is looking at the page of this run, as they are at this moment; a run without anybody ends here."""
    found = _known.find()
    if found is None:
        refuse(words.SIGNED_OUT)
    return found


def forget_another() -> None:
    """Drops what a page kept for somebody else: on a shared computer a page left open goes on for who signs in next."""
    name = person().name
    if st.session_state.setdefault("whose", name) != name:
        st.session_state.clear()
        st.session_state["whose"] = name


def hidden() -> frozenset[str]:
    """Stems of the pages that menu and links leave out. What protects a page is its own open_page()."""
    found = _known.find()
    return found.hidden if found else frozenset(NEEDED)


def refuse(sentence: str) -> NoReturn:
    """Says why there is nothing to see here, and stops."""
    st.error(sentence, icon=":material/lock:")
    st.stop()


def refuse_unless(may: Act) -> None:
    """Stops whoever may not do what a page, or an act, takes."""
    who = person()
    if not who.may(may):
        refuse(words.REFUSED.format(role=words.ROLES[who.role]))


def say_who(scope: str) -> None:
    """The foot of the sidebar, which stays in sight: whose session this is, and the ways out of it; nothing where
    nobody signs in."""
    if _known.sign_out is None:
        return
    who, end = person(), _known.sign_out
    with st.sidebar.container(key="who", gap=None):
        with st.popover(plain(who.called or who.name), icon=":material/account_circle:", type="tertiary"):
            st.markdown(words.who(plain(who.called or who.name), who.role, plain(scope)))
            if _known.mode == "accounts":
                st.link_button(words.NEW_PASSWORD, f"{_known.base}{words.NEW_PASSWORD_PATH}")
            st.button(words.SIGN_OUT_EVERYWHERE, key="sign_out_everywhere", on_click=end, args=(True,))
            st.caption(words.EVERYWHERE_HELP)
        st.button(
            words.SIGN_OUT, key="sign_out", icon=":material/logout:", on_click=end, args=(False,), width="stretch"
        )
