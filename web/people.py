"""Who is looking at the page of this run: the session that the gate has written beside its websocket."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

import pages
from data import accounts, sessions
from data.people import Person
from data.sessions import Session
from web.gate import HEADER, find


def _session() -> Session | None:
    digest = st.context.headers.get(HEADER)
    return find(digest) if digest else None


def signed_in() -> Person | None:
    """The person as they are at this moment; None once the session has ended. Asked at every look and every act."""
    session = _session()
    return session.person if session else None


def sign_out(everywhere: bool) -> None:
    """Ends the session of this browser, or every session of its account."""
    if session := _session():
        store, name, now = pages.open_database(), session.person.name, datetime.now(UTC)
        if everywhere:
            accounts.sign_out_everywhere(store, name, name, now)
        else:
            sessions.end(store, session, now)
