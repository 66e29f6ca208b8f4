"""A clock that was set back: what came in is shown all the same, and somebody is to put the clock right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from data.store import Store
from wording import faults as words

TOLERATED = timedelta(minutes=10)  # what two machines may differ in, after a move of the file


def say_clock(store: Store) -> None:
    """A warning where the last return came in after this moment."""
    last = store.ask("last_event")[0]["last_event_at"]
    now = datetime.now(UTC)
    if last is not None and last - now > TOLERATED:
        st.warning(words.clock_behind(now, last), icon=":material/schedule:")
