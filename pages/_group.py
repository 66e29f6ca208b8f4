"""What «Tổ dân phố» shows of one unit: its line, its last quarters, its indicators, its last answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from data.catalogue import Catalogue, Unit, in_force
from data.registers import REGISTERS
from data.tree import in_order
from exports.complaints import LISTED_KINDS
from exports.profiles import SOURCES
from pages import Page
from pages._complaints import by_kind, total
from pages._parts import choices, is_share, link, show_table, unit_names
from wording import charts as chart_words
from wording import group as words
from wording import screens
from wording.formats import instant

Row = dict[str, Any]
PAPER = 680  # px: what A4 between its margins holds
QUARTERS = 5  # back to the same quarter of the year before


def catalogue(page: Page) -> Catalogue:
    """The catalogue as it was at the page's moment."""
    return page.store.catalogue_at(datetime.fromisoformat(page.snapshot["as_of"]))


def _ends_on(page: Page) -> date:
    return date.fromisoformat(page.snapshot["period"]["ends_on"])


def reporting(page: Page) -> list[Unit]:
    """Units that report, below the page's unit or the page's unit itself, groups first; those that ended come last."""
    known = catalogue(page)
    kinds = {kind for measure in known.measures for kind in measure.reporter.split("|")}
    latest = {unit.code: unit for unit in known.units if unit.valid_from <= _ends_on(page)}
    inside, below = {page.unit}, list[Unit]()
    for unit, _ in in_order(latest.values()):  # whoever stands above comes first
        if unit.code == page.unit or unit.parent in inside:
            inside.add(unit.code)
            below += [unit] if unit.kind in kinds else []
    return sorted(below, key=lambda unit: (not in_force(unit, _ends_on(page)), unit.kind != REGISTERS["feedback"]))


def labels(page: Page, units: list[Unit]) -> dict[str, str]:
    """Codes and names in the list to choose from."""
    names = unit_names(page)
    return {unit.code: words.listed(names[unit.code], not in_force(unit, _ends_on(page))) for unit in units}


def lineage(page: Page, unit: Unit) -> list[str]:
    """Where a unit came from, what it was called, what became of it."""
    rows = catalogue(page).units
    names = {row.code: row.name for row in rows}
    own = sorted((row for row in rows if row.code == unit.code), key=lambda row: row.valid_from)
    before = sorted({row.name for row in rows if unit.code in (row.successor or "").split("|")})
    said = [words.began(before, own[0].valid_from)] if before else []
    said += [words.renamed(row.name, row.valid_to) for row in own if row.valid_to and row.name != unit.name]
    if own[-1].valid_to and own[-1].valid_to <= _ends_on(page):
        later = (own[-1].successor or "").split("|")
        said.append(words.ended([names[code] for code in later if code], own[-1].valid_to))
    return said


def quarters(page: Page, unit: Unit) -> list[Page]:
    """The last quarters up to the page's on whose last day the unit was in force, each as a page of that unit."""
    known = catalogue(page)
    held = [p for p in known.periods if p.ends_on <= _ends_on(page) and known.unit(unit.code, p.ends_on)]
    held.sort(key=lambda period: period.ends_on)
    return [replace(page, unit=unit.code, period=period.code) for period in held[-QUARTERS:]]


def returns(past: list[Page]) -> list[Row]:
    """The unit's return of each quarter, as `matrix_of_returns` draws it."""
    return [{**row, "period": page.period} for page in past for row in page.snapshot["returns"]]


def return_table(rows: list[Row]) -> list[Row]:
    """One line a quarter."""
    return [
        {
            words.PERIOD: chart_words.period_name(row["period"]),
            words.STATE: chart_words.marked(chart_words.RETURN_WORDS[row["state"]]),
            words.RECEIVED_AT: instant(datetime.fromisoformat(row["received_at"]) if row["received_at"] else None),
            words.VERSION: str(row["version"] or ""),
        }
        for row in rows
    ]


def history(past: list[Page]) -> list[Row]:
    """Every indicator of the unit by quarter, as `heat_map` draws it: a quarter stands where a unit would."""
    kept = ("code", "label", "numerator", "denominator", "value", "status", "is_suppressed")
    return [
        {"unit": page.period, "name": chart_words.period_name(page.period)} | {name: row.get(name) for name in kept}
        for page in past
        for row in page.snapshot["indicators"]
    ]


def history_table(rows: list[Row]) -> list[Row]:
    """One line an indicator, one column a quarter."""
    lines: dict[str, Row] = {}
    for row in rows:
        line = lines.setdefault(row["code"], {words.INDICATOR: f"{row['code']} {row['label']}"})
        line[row["name"]] = words.status(row["status"])
    return list(lines.values())


def indicator_table(rows: list[Row]) -> list[Row]:
    """One line an indicator of the snapshot, with the quarter before and the same quarter a year before."""
    return [
        {
            words.INDICATOR: words.indicator(row, screens.target(row["target"], row["better"], is_share=is_share(row))),
            words.VALUE: words.figure(row, screens.figure(row)),
            words.BEFORE: words.beside(screens.beside(row["previous"], is_share=is_share(row)), row["previous"]),
            words.LAST_YEAR: words.beside(screens.beside(row["last_year"], is_share=is_share(row)), row["last_year"]),
        }
        for row in rows
    ]


def indicators(page: Page) -> list[tuple[str, Row]]:
    """The lines of `indicator_table`, each under its clause of the resolution."""
    rows = page.snapshot["indicators"]
    return [(words.clause(row["clause"]), line) for row, line in zip(rows, indicator_table(rows), strict=True)]


def cases(page: Page, unit: Unit) -> list[str]:
    """The year to date of the register that the unit keeps, and the open cases by code where they may be listed."""
    source = next((SOURCES[name] for name, kind in REGISTERS.items() if kind == unit.kind), None)
    if source is None or page.is_meeting:
        return [words.NO_REGISTER if source is None else words.WITHHELD_CASES]
    listed = [row for row in page.snapshot["complaints"]["cases"] if row["kind"] in LISTED_KINDS]
    still_open = [row["code"] for row in listed if not row["closed_on"] and row["source"] == source]
    sentence = words.cases(total(by_kind(page, source, "year")))
    return [sentence, *([words.codes(still_open)] if still_open else [])]


def say_period(page: Page, unit: Unit) -> None:
    """Of which quarter the figures are; the way to paper, which an embedded page (no menu, light) already is."""
    if st.context.is_embedded:
        st.caption(words.until(unit.name, page.snapshot["period"]["label"]))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words.until(unit.name, page.snapshot["period"]["label"]))
        address = urlencode({**choices(page), "embed": "true", "embed_options": "light_theme"})
        st.link_button(words.PRINT_VIEW, f"?{address}", icon=":material/print:", help=words.PRINT_HINT, type="tertiary")
        link("complaints", words.GO_TO_CASES, **choices(page))


def answers(page: Page) -> list[tuple[str, Row]]:
    """The unit's last answer to every measure under its section; internal profile only."""
    as_of = datetime.fromisoformat(page.snapshot["as_of"])
    rows = page.store.ask("latest_answers", unit=page.unit, period=page.period, periods=[page.period], as_of=as_of)
    return [
        (
            row["section"],
            {
                words.MEASURE: words.measure(row),
                words.ANSWER: words.answer(row),
                words.TYPED: row["typed"] or "",
                words.READ_FROM: words.read_from(row),
            },
        )
        for row in rows
    ]


def show_sections(lines: list[tuple[str, Row]]) -> None:
    """Lines below their sections: one table on screen; on paper, where no table goes over two pages, a table each."""
    sections: dict[str, list[Row]] = {}
    for section, line in lines:
        first, *others = line
        sections.setdefault(section, [{first: f"**{section}**", **dict.fromkeys(others, "")}]).append(line)
    whole = [row for rows in sections.values() for row in rows]
    for table in sections.values() if st.context.is_embedded else [whole]:
        show_table(table, st.table, border="horizontal")
