"""A guide, task by task: the steps, the way to the page, and its picture, which the tests make (tests/pictures.py)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from pages import Page, _parts
from pages._once import still
from wording import guides as words

PICTURES = Path(__file__).parent / "_pictures"


@still
def show_tasks(page: Page, guide: str) -> None:
    """Every task of a guide, by its stem."""
    for place, task in enumerate(words.GUIDES[guide], start=1):
        left, right = st.columns((2, 3), gap="large")
        with left:
            st.markdown(f"### {place}. {task.title}\n\n{_numbered(task.steps)}")
            _parts.link(task.page, words.OPEN_PAGE, **_parts.choices(page) | dict(task.choices))
        with right:
            st.image(PICTURES / f"{task.picture}.png", alt=task.alt, width="stretch")


def _numbered(steps: Iterable[str]) -> str:
    return "\n".join(f"{place}. {step}" for place, step in enumerate(steps, start=1))
