"""On «Tài liệu họp»: what papers printed now would tell, by unit and part: missing, late, withheld, not for outside."""

from __future__ import annotations

from typing import Any

from charts.grids import leaving
from exports.print_check import print_check
from pages import Page, _parts
from pages._once import still
from wording import charts as chart_words
from wording import print_check as words

Row = dict[str, Any]


@still
def show_check(page: Page) -> None:
    """The sentence, the grid of units and parts, and all of it in words."""
    rows = print_check(page.snapshot)
    units = dict.fromkeys(row["unit"] for row in rows)
    kept = _first(rows, page.unit) if len(units) > words.DRAWN_AT_MOST else list(units)
    said = words.sentence(rows, page.unit) + words.drawn(len(kept), len(units))
    drawn = [row for row in rows if row["unit"] in kept]
    seen = {row["state"] for row in drawn}
    marks = " · ".join(chart_words.marked(term) for state, term in words.STATES.items() if state in seen)
    _parts.draw(page, words.HEADING, leaving, drawn, said, words.table(rows), legend=marks)


def _first(rows: list[Row], whole: str) -> list[str]:
    """The units that the figure has room for: the whole, then those with the most that is not complete."""
    open_still = dict.fromkeys((row["unit"] for row in rows if row["unit"] != whole), 0)
    for row in rows:
        if row["unit"] != whole:
            open_still[row["unit"]] += (row["state"] != "complete") + 100 * (row["state"] in ("missing", "late"))
    worst = sorted(open_still, key=lambda unit: -open_still[unit])
    return [whole, *worst[: words.DRAWN_AT_MOST - 1]]
