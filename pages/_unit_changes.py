"""Units that changed while an indicator or a unit is looked at over time: a mark in the figure, a line, links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any

import streamlit as st

from data.catalogue import Unit
from data.unit_changes import UnitChange, predecessors, successors, unit_changes
from pages import Page, _counting, _parts
from wording import unit_changes as words

Row = dict[str, Any]


def by_period(page: Page, periods: Iterable[str]) -> dict[str, list[UnitChange]]:
    """Period → the changes below the page's unit that it is the first to show: it is judged by its last day. `periods`
    in order of time; what changed before the first of them is not told."""
    known = {period.code: period.ends_on for period in _counting.catalogue(page).periods}
    ends = [(code, known[code]) for code in periods]
    found: dict[str, list[UnitChange]] = {}
    for (_, earlier), (code, ends_on) in pairwise(ends):
        changes = unit_changes(_counting.catalogue(page), page.unit, earlier, ends_on)
        if changes:
            found[code] = changes
    return found


def marked(points: list[Row], changes: dict[str, list[UnitChange]]) -> list[Row]:
    """Points of a trend; one that is the first with other units says so (`changed`)."""
    return [
        point | ({"changed": "; ".join(map(said, changes[point["period"]]))} if point["period"] in changes else {})
        for point in points
    ]


def said(change: UnitChange) -> str:
    """One change in words."""
    before, after = ([unit.name for unit in units] for units in (change.before, change.after))
    return words.changed(change.what, before, after, change.on)


def show(page: Page, changes: dict[str, list[UnitChange]]) -> None:
    """A line for each quarter, and links to the units of before and after."""
    if not changes:
        return
    st.markdown(f"**{words.HEADING}**")
    st.markdown("\n".join(words.in_period(code, [said(change) for change in own]) for code, own in changes.items()))
    units = [unit for own in changes.values() for change in own for unit in (*change.before, *change.after)]
    _parts.link_each(page, "group", words.OPEN, [(unit.name, {"of": code}) for code, unit in _once(units).items()])


def _once(units: Iterable[Unit]) -> dict[str, Unit]:
    return {unit.code: unit for unit in units}


def link_line(page: Page, unit: Unit) -> None:
    """Links from a unit to those that it came from and to those that took its place."""
    known = _counting.catalogue(page)
    others = _once([*predecessors(known, unit.code), *successors(known, unit.code)])
    if others and not st.context.is_embedded:
        _parts.link_each(page, "group", words.OPEN, [(other.name, {"of": code}) for code, other in others.items()])


def names_of_ended(page: Page, rows: list[Row]) -> list[Row]:
    """Rows of units (unit, name) over time: one that ended before the page's period ends says what it became."""
    known, found = _counting.catalogue(page), dict[str, str]()
    ends_on = date.fromisoformat(page.snapshot["period"]["ends_on"])
    for row in rows:
        if row["unit"] not in found:
            held = known.unit(row["unit"], ends_on)
            after = () if held else successors(known, row["unit"])
            found[row["unit"]] = words.became("", [unit.name for unit in after])
    return [row | {"name": f"{row['name']}{found[row['unit']]}"} for row in rows]
