"""How fast an indicator has to go on «Chỉ tiêu», by unit too, and the places of its units where they mean something."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import streamlit as st

from charts.pairs import pairs
from data.pace import Pace, pace
from data.ranking import places
from data.rules import PER_UNIT
from exports.history import BEGINS_AGAIN, HAS_NO_FIGURE, lacking
from pages import Page, _counting, _parts
from pages._once import still
from wording import pace as words

Row = dict[str, Any]
LABELS = (words.SO_FAR, words.NEEDED)


@still
def show_pace(page: Page, row: Row) -> None:
    """Only of a count that begins anew each year, before the quarter in which it is judged, and while it lacks."""
    quarter = page.snapshot["period"]["quarter"]
    if row["method"] not in BEGINS_AGAIN or row["better"] != "higher" or row["status"] == "not_reported":
        return
    whole = pace(row["numerator"], row["still_needed"], quarter, row["judged_from_quarter"])
    if whole is None or not whole.needed:
        return
    measure = _counting.measure(page, row)
    st.subheader(words.HEADING)
    said = words.sentence(whole.so_far, whole.needed, whole.quarters_left, row["judged_from_quarter"], measure)
    # what one unit does once is no pace
    found = [(page.snapshot["unit_name"], whole)] if row["method"] in PER_UNIT else _by_unit(row, quarter)
    drawn = [{"name": name, "first": own.so_far, "second": own.needed} for name, own in found]
    table = [_line(name, own) for name, own in found]
    name = f"{row['code']} {words.HEADING}"
    _parts.draw(page, name, pairs, drawn, said, table, labels=LABELS, decimals=1)
    st.caption(words.ABOUT)


def _by_unit(row: Row, quarter: int) -> list[tuple[str, Pace]]:
    lacks = {unit["unit"]: unit["lacks"] for unit in lacking(row)}
    reported = [unit for unit in row["by_unit"] if unit["status"] not in HAS_NO_FIGURE]
    found = [
        (unit["name"], pace(unit["numerator"], lacks.get(unit["unit"], 0), quarter, row["judged_from_quarter"]))
        for unit in reported
    ]
    return [(name, own) for name, own in found if own]


def _line(name: str, own: Pace) -> Row:
    figures: list[Fraction] = [own.so_far, own.needed]
    shown = dict(zip(LABELS, map(words.per_quarter, figures), strict=True))
    return {words.UNIT: name, **shown, words.JUDGED: words.ENOUGH[own.is_enough]}


@still
def show_places(page: Page, row: Row) -> None:
    """The order of the units in a sentence and a table, or why there is none."""
    known = [
        unit for unit in row["by_unit"]
        if unit["denominator"] and unit["numerator"] is not None and unit["status"] != "not_reported"
    ]  # fmt: skip
    if len(known) < 2:
        return
    noun = _counting.noun(page, row)
    shares = {unit["unit"]: (unit["numerator"], unit["denominator"]) for unit in known}
    found = {} if row["method"] in PER_UNIT else places(shares, row["better"])
    if not found:
        weighs = row["denominator"] if row["method"] in PER_UNIT else None
        st.markdown(words.no_places(len(known), noun, weighs, _counting.measure(page, row)))
        return
    ranked = sorted(({**unit, "place": found[unit["unit"]]} for unit in known), key=lambda unit: unit["place"])
    st.markdown(words.places(ranked, noun))
    with st.expander(words.PLACES):
        _parts.show_table([words.place_line(unit) for unit in ranked])
