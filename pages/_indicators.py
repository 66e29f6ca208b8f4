"""The pieces of «Chỉ tiêu»: which indicator is looked at, its figures over time, what they are counted in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from charts.bars import bars_against_target
from charts.multiples import small_multiples
from charts.trends import trend
from data.catalogue import Catalogue
from data.rules import PER_UNIT
from exports.history import BEGINS_AGAIN, History, change, lacking, silent
from exports.history import history as build_history
from pages import Page, _choose, _chosen, _parts, _show_in_address, open_database
from wording import charts as chart_words
from wording import indicators as words
from wording import screens, terms
from wording.formats import HANOI, ratio

Row = dict[str, Any]
WITHHELD = ("suppressed", ":material/visibility_off:", "gray")


# --- which indicator ---------------------------------------------------------------------------------------------


def choose(page: Page) -> Row:
    """The indicator of the address, else the first that is not met, else the first stated one."""
    rows = {row["code"]: row for row in page.snapshot["indicators"]}
    asked = _chosen("indicator")
    if asked and asked not in rows:
        st.info(words.not_here(asked), icon=":material/info:")
    code = asked if asked in rows else _first(list(rows.values()))
    st.session_state["pick_indicator"] = code
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words.PICK, list(rows), key="pick_indicator", format_func=lambda code: words.name_in_list(rows[code]),
            on_change=lambda: _choose("indicator", st.session_state["pick_indicator"]),
        )  # fmt: skip
        codes = list(rows)
        place = codes.index(code)
        _step(words.EARLIER, ":material/chevron_left:", codes[place - 1] if place else None)
        _step(words.LATER, ":material/chevron_right:", codes[place + 1] if place + 1 < len(codes) else None)
    _show_in_address("indicator", code)
    return rows[code]


def _first(rows: list[Row]) -> str:
    order = list(terms.TARGET_KIND)
    ranked = sorted(rows, key=lambda row: (row["status"] != "not_met", order.index(row["target_kind"])))
    return str(ranked[0]["code"])


def _step(label: str, icon: str, code: str | None) -> None:
    st.button(label, icon=icon, disabled=code is None, on_click=_choose, args=("indicator", code))


def list_by_clause(page: Page, code: str) -> None:
    """All indicators in the order of the resolution; a chosen line opens its indicator and closes the list."""
    rows, key = page.snapshot["indicators"], f"list_{code}"

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen:
            _choose("indicator", rows[chosen[0]]["code"])

    with st.expander(words.ALL_BY_CLAUSE, icon=":material/list:"):
        st.caption(words.PICK_IN_LIST)
        st.dataframe(
            [_line(row) for row in rows], hide_index=True, key=key, on_select=picked, selection_mode="single-row",
            height=420,
        )  # fmt: skip


def _line(row: Row) -> dict[str, str]:
    return {
        words.CLAUSE: row["clause"],
        words.CODE: row["code"],
        screens.STATUS_WORD: words.status(row),
        screens.INDICATOR: row["label"],
        screens.VALUE: screens.figure(row),
        screens.OF_WHOLE: ratio(row["numerator"], row["denominator"]),
        screens.TARGET: screens.target(row["target"], row["better"], is_share=_parts.is_share(row)),
        screens.KIND_OF_TARGET: terms.TARGET_KIND[row["target_kind"]],
    }


# --- what it is counted in and how -------------------------------------------------------------------------------


def catalogue(page: Page) -> Catalogue:
    """The catalogue as it was at the page's moment."""
    return page.store.catalogue_at(page.as_of) if page.as_of else page.store.catalogue


def noun(page: Page, row: Row) -> tuple[str, str]:
    """What to call the units that an indicator is broken down by."""
    kinds = {unit.code: unit.kind for unit in catalogue(page).units}
    return words.noun({kinds[unit["unit"]] for unit in row["by_unit"] if unit["unit"] in kinds})


def measure(page: Page, row: Row) -> str:
    """What the numerator counts: households, people, cases, units."""
    if row["method"] in PER_UNIT:
        return noun(page, row)[1]
    if row["method"] == "register":
        return words.CASE
    known = catalogue(page).measure_by_key
    named = known.get(row["operands"][0]) or known.get(row["operands"][-1])
    return (named.count_unit if named else None) or ""


def computed(page: Page, row: Row) -> str:
    """One line on how the figure is made."""
    operands = [_operand(catalogue(page), name, is_whole=place > 0) for place, name in enumerate(row["operands"])]
    return words.computed(row["method"], operands[0], operands[1] if len(operands) > 1 else None)


def _operand(known: Catalogue, name: str, *, is_whole: bool) -> str:
    """The words of a measure, of any of several (`a|b`), of a training cohort or of a register's count."""
    if ":" not in name:
        measures = [known.measure_by_key[key] for key in name.split("|")]
        return words.either([words.operand(found.ms, found.label) for found in measures])
    register, *parts, last = name.split(":")
    if register == "training":
        cohorts, topics = ({row.code: row.label for row in known.rows(table)} for table in ("cohorts", "topics"))
        return words.trained(cohorts[parts[0]], topics[last])
    return words.counted(parts[0].split("+") if parts else [], last, is_whole=is_whole)


# --- its figures -------------------------------------------------------------------------------------------------


def badge(row: Row) -> None:
    """The status; what is withheld says so."""
    if row["status"] is None:
        code, icon, color = WITHHELD
        st.badge(chart_words.STATES[code][1], icon=icon, color=color)  # type: ignore[arg-type]
    else:
        _parts.badge(row["status"])


def moved(page: Page, row: Row, beside: str) -> str:
    """How far it moved since the quarter before (`previous`) or a year ago (`last_year`)."""
    difference = change(row, row[beside], page.snapshot["period"]["quarter"])
    shown = words.moved(difference, is_share=_parts.is_share(row))
    return shown + (words.partial(row[beside]) if difference is not None else "")


def show_head(page: Page, row: Row) -> None:
    """The figure with its whole, how it is judged, what is lacking, how it moved, where it comes from."""
    share = _parts.is_share(row)
    st.subheader(f"{row['code']} · {row['label']}")
    st.caption(words.clause_line(row, is_share=share))
    left, right = st.columns([2, 5], border=True)
    with left:
        whole = f" :small[({ratio(row['numerator'], row['denominator'])})]" if row["denominator"] is not None else ""
        st.markdown(f"### {screens.figure(row)}{whole}")
        badge(row)
        st.caption(words.asked_for(row, is_share=share))
    with right:
        st.markdown(words.lacking(row, lacking(row), silent(row), measure(page, row)))
        within = words.within(row, is_share=share)
        if within:
            st.markdown(within)
        st.markdown(words.changes(moved(page, row, "previous"), moved(page, row, "last_year")))
        _parts.link("sources", words.SOURCES, **_parts.choices(page, indicator=row["code"], of=page.unit))
    st.caption(computed(page, row))


def show_by_unit(page: Page, row: Row) -> None:
    """Each unit against the target, the table below, a link to the source of each figure."""
    st.subheader(words.BY_UNIT if row["target"] is not None else words.TRACKED_BY_UNIT)
    rows, counted = row["by_unit"], measure(page, row)
    sentence = chart_words.units_sentence(rows, noun=noun(page, row), measure=counted)
    lacks = {unit["unit"]: unit["lacks"] for unit in lacking(row)}
    _parts.draw(
        page, f"{row['code']} {words.BY_UNIT}", bars_against_target, rows, sentence,
        [_unit_line(unit, lacks) for unit in rows], target=row["target"], better=row["better"], measure=counted,
    )  # fmt: skip
    with st.expander(words.SOURCES_BY_UNIT, icon=":material/manage_search:"), st.container(horizontal=True):
        for unit in rows:
            label = words.source_of(chart_words.stated(unit))
            _parts.link("sources", label, **_parts.choices(page, indicator=row["code"], of=unit["unit"]))


def _unit_line(unit: Row, lacks: dict[str, int]) -> dict[str, str]:
    shown = chart_words.stated(unit)
    return {
        screens.UNIT_COLUMN: unit["name"],
        screens.VALUE: chart_words.short_figure(shown),
        screens.OF_WHOLE: ratio(shown["numerator"], shown["denominator"]),
        screens.STATUS_WORD: words.status(unit),
        words.LACKS: str(lacks.get(unit["unit"], "")),
        screens.RANGE: screens.between(shown["low"], shown["high"], is_share=unit["denominator"] is not None),
    }


# --- over time ---------------------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False, max_entries=20)
def _history(
    path: str, version: tuple[Any, ...], unit: str, period: str, as_of: datetime | None, profile: str
) -> History:
    """Cached by everything that its figures depend on, so nothing shown can be stale."""
    return build_history(
        open_database(), unit=unit, period=period, as_of=as_of or datetime.now(UTC), profile=profile
    )  # fmt: skip


def points_of(page: Page, code: str) -> list[Row]:
    """An indicator's figures, a period each, up to the page's period."""
    version = (page.store.data_version, page.store.catalogue.digest, datetime.now(HANOI).date())
    found = _history(str(page.store.path), version, page.unit, page.period, page.as_of, page.profile)
    return found.get(code, [])


def show_over_time(page: Page, row: Row) -> None:
    """The line of the whole, then a small one for each unit; it breaks where the count begins again each year."""
    points, counted, restarts = points_of(page, row["code"]), measure(page, row), row["method"] in BEGINS_AGAIN
    goal = {"target": row["target"], "better": row["better"], "measure": counted, "restarts": restarts}
    st.subheader(words.OVER_TIME)
    sentence = chart_words.trend_sentence(points, restarts=restarts, measure=counted)
    _parts.draw(page, f"{row['code']} {words.OVER_TIME}", trend, points, sentence, [_point_line(p) for p in points], **goal)
    by_unit = [unit | {"period": p["period"], "label": p["label"]} for p in points for unit in p["by_unit"]]
    if len(row["by_unit"]) < 2:
        return
    st.subheader(words.UNITS_OVER_TIME)
    if not by_unit:
        st.markdown(words.NO_UNITS_SHOWN)
        return
    sentence = chart_words.multiples_sentence(by_unit, noun=noun(page, row), measure=counted)
    _parts.draw(
        page, f"{row['code']} {words.UNITS_OVER_TIME}", small_multiples, by_unit, sentence, _grid(by_unit), **goal
    )  # fmt: skip


def _point_line(point: Row) -> dict[str, str]:
    return {
        words.QUARTER: point["label"],
        screens.VALUE: screens.figure(point),
        screens.OF_WHOLE: ratio(point["numerator"], point["denominator"]),
        screens.STATUS_WORD: words.status(point),
        screens.RANGE: screens.between(point["low"], point["high"], is_share=_parts.is_share(point)),
    }


def _grid(rows: list[Row]) -> list[dict[str, str]]:
    """Units down, quarters across."""
    lines: dict[str, dict[str, str]] = {}
    for row in rows:
        line = lines.setdefault(row["unit"], {screens.UNIT_COLUMN: row["name"]})
        line[chart_words.period_name(row["period"])] = chart_words.unit_label(chart_words.stated(row), "")
    return list(lines.values())
