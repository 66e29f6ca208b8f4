"""Which seals a person may see: those of their part of the tree, and of the internal profile only those who may."""

from __future__ import annotations

from typing import Any

from pages import Page


def may_see(page: Page, row: dict[str, Any]) -> bool:
    """Nothing internal while a page stands on a projector."""
    if row["profile"] == "internal" and (page.is_meeting or not page.person.may("see_internal")):
        return False
    return page.person.unit is None or page.person.unit in _above(page, row["unit"])


def _above(page: Page, code: str) -> set[str]:
    """A unit and all that stand above it, in any version of their rows."""
    found, further = set(), {code}
    while further:
        found |= further
        further = {unit.parent for unit in page.store.catalogue.units if unit.code in further and unit.parent} - found
    return found
