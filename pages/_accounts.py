"""The pieces of «Tài khoản»: the list, a new account, one account changed. Each act says what became of it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data import accounts, passwords
from data.accounts import CannotKeepAccount
from data.catalogue import in_force
from data.people import ROLES
from pages import Page, _lines, _parts, _scope, _who
from wording import access as words
from wording.formats import HANOI
from wording.units import fitted

Row = dict[str, Any]
OUTCOME = "account_outcome"
SCOPE = 40  # letters of a unit's name: a longer one would push the state of the account out of sight


def say_mode() -> None:
    """What accounts are for as the app runs now."""
    notes = {"local": words.LOCAL_NOTE, "oidc": words.OIDC_NOTE}
    if note := notes.get(_who.mode()):
        st.info(note)


def say_outcome() -> None:
    """What became of the act just done; a password that was made up is shown here and nowhere else."""
    done = st.session_state.pop(OUTCOME, None)
    if done is not None:
        is_done, sentence = done
        (st.success if is_done else st.error)(sentence)


def show_list(page: Page) -> None:
    """Every account as it stands now."""
    rows = accounts.standing(page.store)
    if rows:
        lines = [words.account_line(row, fitted(_scope.named(page.store, row["unit"]), SCOPE)) for row in rows]
        _parts.show_table(lines, column_config={words.SCOPE: _lines.wide_enough(line[words.SCOPE] for line in lines)})
    else:
        st.markdown(words.NO_ACCOUNTS)


def show_new(page: Page) -> None:
    """A new account, with a password made up for it unless the office's own server knows the person."""
    with st.container(width=560):
        name = st.text_input(words.NAME, help=words.NAME_HELP, key="new_name", max_chars=80).strip().casefold()
        called = st.text_input(words.CALLED, key="new_called", max_chars=accounts.LONGEST_CALLED)
        role = _pick_role("new_role", None)
        unit = _pick_unit(page, "new_unit", role, None)
        if st.button(words.CREATE, type="primary"):
            password = None if _who.mode() == "oidc" else passwords.made_up()
            said = words.one_time(name, password) if password else words.CREATED_WITHOUT.format(name=name)
            given = {"role": role, "unit": unit, "called": called, "password": password}
            _do(page, accounts.add, name, said, **given)


def show_one(page: Page) -> None:
    """One account: what it may, its password, its sessions. What is changed holds at once."""
    rows = {row["name"]: row for row in accounts.standing(page.store)}
    if not rows:
        st.markdown(words.NO_ACCOUNTS)
        return
    with st.container(width=560):
        name = _parts.pick("account", words.CHOOSE, {row["name"]: words.listed_short(row) for row in rows.values()})
        row = rows[name]
        key = f"{name}_{row['version']}"
        called = st.text_input(words.CALLED, row["called"], key=f"called_{key}", max_chars=accounts.LONGEST_CALLED)
        role = _pick_role(f"role_{key}", row["role"])
        unit = _pick_unit(page, f"unit_{key}", role, row["unit"])
        st.caption(words.EFFECT_AT_ONCE)
        with st.container(horizontal=True):
            if st.button(words.SAVE_CHANGES, type="primary"):
                _do(page, accounts.change, name, words.CHANGED.format(name=name), called=called, role=role, unit=unit)
            _offer_more(page, row)


def _offer_more(page: Page, row: Row) -> None:
    name = row["name"]
    if _who.mode() != "oidc" and st.button(words.RESET, icon=":material/key:"):
        password = passwords.made_up()
        _do(page, accounts.set_password, name, words.one_time(name, password), password, must_change=True)
    if st.button(words.SIGN_OUT_EVERYWHERE, icon=":material/devices_off:"):
        _do(page, accounts.sign_out_everywhere, name, words.ENDED.format(name=name))
    if row["is_enabled"] and st.button(words.DISABLE, icon=":material/lock:"):
        _do(page, accounts.change, name, words.DISABLED.format(name=name), is_enabled=False)
    if not row["is_enabled"] and st.button(words.ENABLE, icon=":material/lock_open:"):
        _do(page, accounts.change, name, words.ENABLED.format(name=name), is_enabled=True)


def _do(page: Page, act: Callable[..., None], name: str, said: str, *more: Any, **given: Any) -> None:
    """Does it if whoever asks still may, and says what became of it on the next run."""
    _who.refuse_unless("accounts")
    try:
        act(page.store, name, *more, page.person.name, datetime.now(UTC), **given)
    except CannotKeepAccount as error:
        st.session_state[OUTCOME] = False, words.CANNOT[error.why]
    else:
        st.session_state[OUTCOME] = True, said
    st.rerun()


def _pick_role(key: str, now: str | None) -> str:
    place = ROLES.index(now) if now in ROLES else 0
    chosen: str = st.selectbox(words.ROLE, ROLES, place, key=key, format_func=words.role)
    return chosen


def _pick_unit(page: Page, key: str, role: str, now: str | None) -> str | None:
    """A unit in force today, or all; whoever looks after accounts has all."""
    if role == "admin":
        st.caption(words.CANNOT["whole"])
        return None
    today = datetime.now(HANOI).date()
    known = [unit.code for unit in page.store.catalogue.units if in_force(unit, today)]
    options = [None, *known, *([now] if now and now not in known else [])]
    chosen: str | None = st.selectbox(
        words.SCOPE, options, options.index(now), key=key, format_func=lambda code: _scope.named(page.store, code)
    )
    return chosen
