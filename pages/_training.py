"""What «Tập huấn» shows of the snapshot: rows for its figures and tables, as people read them."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from exports import unreported
from pages import Page, _counting
from pages._parts import is_share, unit_names
from wording import charts as chart_words
from wording import help as help_words
from wording import indicators as indicator_words
from wording import screens, terms
from wording import training as words
from wording.formats import day, number

Row = dict[str, Any]
DRAWN_AT_MOST = 15  # courses in a figure that a reader can still follow
# Columns whose words would push the numbers out of sight.
NARROW = dict.fromkeys((words.COHORT, words.TOPIC), st.column_config.Column(width="medium"))


def coverage_indicators(page: Page) -> dict[tuple[str, str], Row]:
    """Cohort and topic → the indicator that asks for its coverage (its first operand is `training:cohort:topic`)."""
    found = (row for row in page.snapshot["indicators"] if row["method"] == "coverage")
    return {(parts[1], parts[2]): row for row in found if len(parts := row["operands"][0].split(":")) == 3}


def cohorts(page: Page) -> list[Row]:
    """The cohorts of which units below the page's unit are asked, each with its topic; rows of `by_cohort`."""
    asked = coverage_indicators(page)
    return [row for row in page.snapshot["training"]["by_cohort"] if (row["cohort"], row["topic"]) in asked]


def untrained_where(page: Page, names: dict[str, str], cohort: str | None = None) -> str:
    """The one true sentence: how many people are left and in which units; of one cohort where it is named."""
    return words.untrained(*_left(page, names, cohort))


def say_each(page: Page, names: dict[str, str]) -> None:
    """A sentence a cohort: how many are left of how many, and in which units."""
    each = [
        words.left_of(row["cohort_label"], row["roster"] or 0, *_left(page, names, row["cohort"]))
        for row in cohorts(page)
    ]
    if len(each) > 1:
        st.markdown("\n".join(f"- {line}" for line in each))


def _left(page: Page, names: dict[str, str], cohort: str | None) -> tuple[list[tuple[str, int]], list[str]]:
    """The units asked with how many people they have left, and those that have not said."""
    asked, left, unknown = coverage_indicators(page), dict[str, int](), dict[str, None]()
    for row in page.snapshot["training"]["by_unit"]:
        if (row["cohort"], row["topic"]) not in asked or cohort not in (None, row["cohort"]):
            continue
        name = names.get(row["unit"], row["unit"])
        if row["untrained"] is None:
            unknown[name] = None
        else:
            left[name] = left.get(name, 0) + row["untrained"]
    return list(left.items()), list(unknown)


def courses_measured(page: Page) -> list[str]:
    """How the courses relate to the indicators that count courses as their reporters do; none where there is none."""
    return [
        words.measured(
            row["code"], row["label"], indicator_words.figure(row), words.COURSE,
            help_words.named(_counting.scope(page, row)),
        )
        for row in page.snapshot["indicators"]
        if row["method"] == "flow" and _counting.measure(page, row) == words.COURSE
    ]  # fmt: skip


def courses(page: Page, span: str) -> list[Row]:
    """The courses of the quarter, or of the year to date, from the first to the last."""
    starts_on = page.snapshot["period"]["starts_on"] if span == "quarter" else ""
    return [row for row in page.snapshot["training"]["courses"] if row["held_on"] >= starts_on]


def latest(rows: list[Row]) -> tuple[list[Row], str]:
    """As many courses as a figure can hold, and the true sentence about them."""
    drawn = rows[-DRAWN_AT_MOST:]
    return drawn, words.shown_of(len(drawn), len(rows)) + chart_words.timeline_sentence(drawn)


def by_need(page: Page) -> dict[str, Row]:
    """Cohort → its coverage indicator, the cohort with most people untrained first."""
    asked = coverage_indicators(page)
    rows = sorted(cohorts(page), key=lambda row: -(row["untrained"] or 0))
    return {row["cohort"]: asked[row["cohort"], row["topic"]] for row in rows}


def cohort_table(page: Page) -> list[Row]:
    """One line a cohort and topic, with the target of its indicator."""
    asked = coverage_indicators(page)
    held = {row["cohort"] for row in cohorts(page)}
    rows = [row for row in unreported.training(page.snapshot, unit_names(page))[0] if row["cohort"] in held]
    return [_line(row, asked) | _judged(asked.get((row["cohort"], row["topic"]))) for row in rows]


def unit_table(page: Page, names: dict[str, str]) -> list[Row]:
    """One line a unit, cohort and topic."""
    asked = coverage_indicators(page)
    return [{words.UNIT: row["name"]} | _line(row, asked) for row in unreported.training(page.snapshot, names)[1]]


def course_table(rows: list[Row], labels: dict[str, str]) -> list[Row]:
    """One line a course."""
    return [
        {
            words.HELD_ON: day(date.fromisoformat(row["held_on"])),
            words.TITLE: row["title"] or row["topic_label"],
            words.TOPIC: row["topic_label"],
            words.COHORT: ", ".join(labels.get(code, code) for code in row["cohorts"]),
            words.INVITED: number(row["invited"]),
            words.ATTENDED: number(row["attended"]),
            words.RATE: words.share(row["attended"], row["invited"]),
        }
        for row in reversed(rows)
    ]


def _line(row: Row, asked: dict[tuple[str, str], Row]) -> Row:
    """Attendance of all topics; coverage only where an indicator asks for it."""
    is_asked = (row["cohort"], row["topic"]) in asked
    return {
        words.COHORT: row["cohort_label"],
        words.COVERAGE: words.share(row["first_time"], row["roster"]) if is_asked else words.OUTSIDE,
        words.UNTRAINED: number(row["untrained"]) if is_asked else words.OUTSIDE,
        words.RATE: words.share(row["attended"], row["invited"]),
        words.WOMEN: number(row["women"]),
        words.COURSES_HELD: number(row["courses"]),
        words.TOPIC: row["topic_label"],
    }


def _judged(indicator: Row | None) -> Row:
    if indicator is None:
        return {words.TARGET: words.OUTSIDE, words.STATUS: words.OUTSIDE, words.BASIS: words.OUTSIDE}
    return {
        words.TARGET: screens.target(indicator["target"], indicator["better"], is_share=is_share(indicator)),
        words.STATUS: " ".join(terms.STATUS[indicator["status"]]),
        words.BASIS: f"{terms.TARGET_KIND[indicator['target_kind']]}. {indicator['basis']}",
    }
