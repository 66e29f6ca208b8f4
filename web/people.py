"""Who is looking at the page of this run: the session that the gate has written beside its websocket."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

import pages
from data import sessions
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


def sign_out() -> None:
    """Ends the session of this browser."""
    if session := _session():
        sessions.end(pages.open_database(), session, datetime.now(UTC))
