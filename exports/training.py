"""The training part of the snapshot: attendance and coverage by cohort, topic and unit, over the year to date.

`first_time` counts, unit by unit, at most the roster, as the coverage indicators do; counts are people.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Place = tuple[str, str]  # cohort and topic


def training(rows: list[Row], rosters: list[Row], lists: list[Row]) -> Row:
    """by_cohort, by_unit and courses; every cohort stands with its own topic, trained or not."""
    names = {(row["list"], row["code"]): row["label"] for row in lists}
    own_topics = [(row["code"], row["topic"]) for row in lists if row["list"] == "cohort"]
    places = list(dict.fromkeys([*own_topics, *((row["cohort"], row["topic"]) for row in rows)]))
    held, asked = {place: _of(rows, place) for place in places}, {place: _of(rosters, place) for place in places}
    by_unit = [
        {"unit": unit} | _line(place, courses.get(unit, []), own, names)
        for place in places
        for courses in [_by_child(held[place])]
        for unit, own in _by_child(asked[place]).items()
    ]
    return {
        "by_cohort": [_line(place, held[place], asked[place], names) for place in places],
        "by_unit": by_unit,
        "courses": _courses(rows, names),
    }


def _of(rows: list[Row], place: Place) -> list[Row]:
    """Rows of a cohort and – where rows have one – a topic."""
    cohort, topic = place
    return [row for row in rows if row["cohort"] == cohort and row.get("topic", topic) == topic]


def _by_child(rows: list[Row]) -> dict[str, list[Row]]:
    """Rows below each direct child, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["child"], []).append(row)
    return found


def _line(place: Place, rows: list[Row], rosters: list[Row], names: dict[tuple[str, str], str]) -> Row:
    invited, attended = (sum(row[name] for row in rows) for name in ("invited", "attended"))
    women = [row["women"] for row in rows if row["women"] is not None]
    known = [row for row in rosters if row["roster"] is not None]
    roster = sum(row["roster"] for row in known) if known else None
    first = {row["unit"]: 0 for row in known}
    for row in rows:
        if row["unit"] in first:
            first[row["unit"]] += row["first_time"]
    counted = sum(min(first[row["unit"]], row["roster"]) for row in known) if known else None
    return {
        "cohort": place[0],
        "cohort_label": names["cohort", place[0]],
        "topic": place[1],
        "topic_label": names["topic", place[1]],
        "courses": len({(row["held_on"], row["topic"]) for row in rows}),
        "invited": invited,
        "attended": attended,
        "women": sum(women) if women or not rows else None,
        "attendance_rate": Fraction(100 * attended, invited) if invited else None,
        "first_time": counted,
        "roster": roster,
        "coverage": Fraction(100 * counted, roster) if roster and counted is not None else None,
        "untrained": None if roster is None or counted is None else roster - counted,
    }


def _courses(rows: list[Row], names: dict[tuple[str, str], str]) -> list[Row]:
    """One line a course, which is a day and a topic, over all units and cohorts."""
    courses: dict[Any, list[Row]] = {}
    for row in rows:
        courses.setdefault((row["held_on"], row["topic"]), []).append(row)
    return [
        {
            "held_on": held_on,
            "topic": topic,
            "topic_label": names["topic", topic],
            "title": min((row["title"] for row in held if row["title"]), default=None),
            "cohorts": sorted({row["cohort"] for row in held}),
            "invited": sum(row["invited"] for row in held),
            "attended": sum(row["attended"] for row in held),
        }
        for (held_on, topic), held in sorted(courses.items())
    ]
