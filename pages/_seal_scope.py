"""Which seals a person may see: those of their part of the tree, and of the internal profile only those who may."""

from __future__ import annotations

from typing import Any

from pages import Page


def may_see(page: Page, row: dict[str, Any]) -> bool:
    """Nothing internal while a page stands on a projector."""
    if row["profile"] == "internal" and (page.is_meeting or not page.person.may("see_internal")):
        return False
    return page.allowed is None or row["unit"] in page.allowed
