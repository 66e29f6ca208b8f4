"""What an indicator is counted in, how it is worked out and how it moved: what several pages say beside its figure."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.catalogue import Catalogue
from data.rules import PER_UNIT
from exports.history import change, is_past
from pages import Page, _parts
from wording import charts as chart_words
from wording import indicators as words
from wording import methods, terms, units

Row = dict[str, Any]
WITHHELD = (":material/visibility_off:", "gray")


def catalogue(page: Page) -> Catalogue:
    """The catalogue as it was at the page's moment."""
    return page.store.catalogue_at(page.as_of) if page.as_of else page.store.catalogue


def noun(page: Page, row: Row) -> tuple[str, str]:
    """What to call the units that an indicator is broken down by."""
    kinds = {unit.code: unit.kind for unit in catalogue(page).units}
    below = [unit for unit in row["by_unit"] if unit["unit"] in kinds]
    return units.noun({kinds[unit["unit"]] for unit in below}, [unit["name"] for unit in below])


def scope(page: Page, row: Row) -> set[str]:
    """The kinds of unit that report an indicator, whatever stands between them and the page's unit."""
    return {
        kind for known in catalogue(page).indicators if known.code == row["code"] for kind in known.scope.split("|")
    }


def measure(page: Page, row: Row) -> str:
    """What the numerator counts: households, people, cases, units."""
    if row["method"] in PER_UNIT:
        return units.noun(scope(page, row))[1]  # of a city the wards stand in the table, and groups are counted
    if row["method"] == "register":
        return words.CASE
    known = catalogue(page).measure_by_key
    named = known.get(row["operands"][0]) or known.get(row["operands"][-1])
    return (named.count_unit if named else None) or ""


def needed(page: Page, row: Row) -> str:
    """How much an indicator lacks, in what it counts."""
    return words.still_needed(row, measure(page, row), is_past=is_past(row))


def operands(page: Page, row: Row) -> list[str]:
    """What a figure is made of, in words: the numerator, and the denominator where there is one."""
    return [_operand(catalogue(page), name, is_whole=place > 0) for place, name in enumerate(row["operands"])]


def _operand(known: Catalogue, name: str, *, is_whole: bool) -> str:
    """The words of a measure, of any of several (`a|b`), of a training cohort or of a register's count."""
    if ":" not in name:
        measures = [known.measure_by_key[key] for key in name.split("|")]
        return methods.either([methods.operand(found.ms, found.label) for found in measures])
    register, *parts, last = name.split(":")
    if register == "training":
        cohorts, topics = ({row.code: row.label for row in known.rows(table)} for table in ("cohorts", "topics"))
        return methods.trained(cohorts[parts[0]], topics[last])
    return methods.counted(parts[0].split("+") if parts else [], last, is_whole=is_whole)


def badge(row: Row, *, is_short: bool = False) -> None:
    """The status, short where it stands among the short words of a headline; what is withheld says so."""
    status = chart_words.stated(row)["status"]
    icon, color = terms.STATUS_BADGE.get(status, WITHHELD)
    word = words.short_status(status) if is_short else chart_words.STATES[status][1]
    st.badge(word, icon=icon, color=color)  # type: ignore[arg-type]


def moved(page: Page, row: Row, beside: str) -> str:
    """How far it moved since the quarter before (`previous`) or a year ago (`last_year`)."""
    difference = change(row, row[beside], page.snapshot["period"]["quarter"])
    shown = words.moved(difference, is_share=_parts.is_share(row))
    return shown + (words.partial(row[beside]) if difference is not None else "")
