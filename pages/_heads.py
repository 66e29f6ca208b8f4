"""What is still to do on «Tập huấn»: courses that few attended, who is left where, heads not trained since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import streamlit as st

from charts.grids import heat_map
from charts.stacks import stacks
from pages import Page, _below, _parts, _training
from pages._once import still
from wording import heads as words
from wording.formats import number

Row = dict[str, Any]


@still
def show_few(page: Page, span: str, labels: dict[str, str]) -> None:
    """Courses of the span to which less than half of those invited came."""
    held = [row for row in _training.courses(page, span) if row["invited"]]
    few = [row for row in held if 2 * row["attended"] < row["invited"]]
    if not held:
        return
    said = f"**{words.FEW}.** {words.few(few, len(held))}"
    if few:
        emptiest = sorted(few, key=lambda row: row["attended"] - row["invited"])[: words.DRAWN_AT_MOST]
        drawn = [words.attendance(row) for row in emptiest]
        table = _training.course_table(few, labels)
        _parts.draw(page, words.FEW, stacks, drawn, said, table, parts=words.ATTENDANCE)
        st.caption(words.about_few(len(drawn), len(few)))
    else:
        st.markdown(said)


def show_left(page: Page, names: dict[str, str]) -> None:
    """How many are left: units down, cohorts across."""
    asked = _training.coverage_indicators(page)
    left = {
        (row["unit"], row["cohort"], row["topic"]): row["untrained"] for row in page.snapshot["training"]["by_unit"]
    }
    cells = [
        unit
        | {
            "code": row["code"],
            "label": row["label"],
            "said": words.still(left.get((unit["unit"], *of)), unit["status"]),
        }
        for of, row in asked.items()
        for unit in row["by_unit"]
    ]
    if not cells:
        return
    order = {unit: place for place, unit in enumerate(names)}
    cells.sort(key=lambda cell: order[cell["unit"]])
    st.subheader(words.LEFT)
    rows = [
        row | {"name": names.get(row["unit"], row["unit"])}
        for row in page.snapshot["training"]["by_unit"]
        if (row["cohort"], row["topic"]) in asked
    ]
    if _below.has_branches(page, cells):
        lines = list(dict.fromkeys(row["unit"] for row in rows))
        _below.draw_units(page, words.LEFT, heat_map, cells, words.left(rows), _table(rows), lines)
    else:
        _parts.draw(page, words.LEFT, heat_map, cells, words.left(rows), _table(rows))
    st.caption(words.columns((row["code"], row["label"]) for row in asked.values()))


def _table(rows: list[Row]) -> list[Row]:
    """A dash where a unit has not said, nothing where it is not asked; the sum of what is known."""
    cohorts = dict.fromkeys(row["cohort_label"] for row in rows)
    left: dict[str, dict[str, int | None]] = {}
    for row in rows:
        left.setdefault(row["name"], {})[row["cohort_label"]] = row["untrained"]
    return [
        {words.UNIT: name}
        | {cohort: number(own[cohort]) if cohort in own else "" for cohort in cohorts}
        | {words.TOTAL: number(_known(own.values()))}
        for name, own in left.items()
    ]


def _known(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def heads(page: Page) -> list[Row]:
    """Heads with a known day of taking office: whether trained since, whether new this year."""
    found = page.store.ask(
        "heads_in_office", unit=page.unit, period=page.period, periods=[page.period],
        as_of=datetime.fromisoformat(page.snapshot["as_of"]),
    )  # fmt: skip
    return [
        row
        | {
            "is_trained": row["last_course_on"] is not None and row["last_course_on"] >= row["took_office_on"],
            "is_new": row["took_office_on"] >= row["year_starts_on"],
        }
        for row in found
        if row["took_office_on"]
    ]


@still
def show_heads(page: Page) -> None:
    """Which heads have not been trained since they took office."""
    rows = heads(page)
    st.subheader(words.HEADS)
    if not rows:
        st.markdown(words.heads(rows))
        return
    drawn = [words.trained_since(label, own) for label, own in _by_cohort(rows).items()]
    table = [words.head_line(row) for row in rows]
    _parts.draw(page, words.HEADS, stacks, drawn, words.heads(rows), table, parts=words.SINCE_OFFICE)
    st.caption(words.ABOUT_HEADS)


def say_not_since(page: Page) -> None:
    """Of a unit that reports: heads untrained since they took office whose post counts as trained."""
    trained = {row["cohort"] for row in _training.cohorts(page) if row["untrained"] == 0}
    for row in heads(page):
        if row["cohort"] in trained and not row["is_trained"]:
            st.markdown(words.not_since(row))


def _by_cohort(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["cohort_label"], []).append(row)
    return found
