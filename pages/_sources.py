"""The pieces of «Nguồn số liệu»: which figure, and the cells that it is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from data.catalogue import in_force
from exports.provenance import Piece, Side, Trace, trace
from exports.snapshot import Snapshot
from loaders.returns import sheet_forms
from pages import Page, _choose, _chosen, _counting, _lines, _show_in_address, open_database
from pages._once import framed
from wording import purges as purge_words
from wording import sources as words
from wording.formats import instant, number
from wording.units import fitted

Row = dict[str, Any]
NAME = 40  # letters: the longest of an office; a longer one would push the figures out of sight
RIGHT = st.column_config.TextColumn(alignment="right")


# --- which figure ------------------------------------------------------------------------------------------------


def choose(page: Page) -> tuple[str, str]:
    """An indicator and a unit at or below the page's: those of the address, else the first and the page's own."""
    units = _units(page)
    rows = {row["code"]: row["label"] for row in page.snapshot["indicators"]}
    if not rows:
        return "", page.unit
    left, right = st.columns([3, 2])
    with left:
        named = {code: words.indicator(code, label) for code, label in rows.items()}
        code = _pick("indicator", words.INDICATOR, named, _chosen("indicator"), _choose)
    with right:
        unit = _pick("of", words.OF_UNIT, units, st.query_params.get("of"), _show_in_address)
    _show_in_address("indicator", code)
    _show_in_address("of", unit if unit != page.unit else None)
    return code, unit


def _pick(
    name: str, label: str, options: Mapping[str, str], asked: str | None, keep: Callable[[str, str], None]
) -> str:
    key = f"pick_{name}"
    st.session_state[key] = asked if asked in options else next(iter(options))
    chosen: str = st.selectbox(
        label, list(options), key=key, format_func=lambda code: options[code],
        on_change=lambda: keep(name, st.session_state[key]),
    )  # fmt: skip
    return chosen


def _units(page: Page) -> dict[str, str]:
    """The page's unit and those in force below it, by code."""
    ends_on = date.fromisoformat(page.snapshot["period"]["ends_on"])
    known = [unit for unit in page.store.catalogue.units if in_force(unit, ends_on)]
    below = {page.unit}
    while more := {unit.code for unit in known if unit.parent in below} - below:
        below |= more
    names = {unit.code: unit.name for unit in known if unit.code in below}
    return {page.unit: page.snapshot["unit_name"], **names}


def name_of(page: Page, unit: str) -> str:
    """A unit by its name."""
    return _units(page).get(unit, unit)


def find(page: Page, code: str, unit: str) -> Trace | None:
    """Where the figure of an indicator comes from; None where the unit has none."""
    snapshot = replace(page, unit=unit).snapshot
    return _trace(snapshot["content_hash"], snapshot["as_of"], snapshot["data_version"], code, snapshot)


@st.cache_resource(show_spinner=False, max_entries=50)
def _trace(content_hash: str, as_of: str, data_version: int, code: str, _snapshot: Snapshot) -> Trace | None:
    """Cached by what the snapshot says and when."""
    return trace(open_database(), _snapshot, code)


# --- its cells ---------------------------------------------------------------------------------------------------


def show_side(page: Page, found: Trace, place: int) -> None:
    """Numerator or denominator: its cells, whether they add up, the units that nothing is known of."""
    side = found.sides[place]
    named = _operand(page, side, found.indicator["method"], is_whole=place > 0)
    st.subheader(words.side_title(named, is_whole=place > 0, has_two=len(found.sides) > 1))
    if side.operand is None:
        st.caption(words.UNIT_COUNTS_ONE)
    elif side.pieces:
        _show_table(page, found, side, f"{cell_key(found)}_{place}")
    if any(piece.how == "unlisted" for piece in side.pieces):
        st.caption(words.CASES_HIDDEN)
    st.markdown(words.added_up(side.total, side.figure))
    if side.silent:
        st.caption(words.silent(side.silent))


def _show_table(page: Page, found: Trace, side: Side, table: str) -> None:
    """The cells of a side; a clicked line is the cell that is shown below."""
    cells, key = {piece.place: place for place, piece in enumerate(found.cells)}, cell_key(found)
    shown, chosen = [cells.get(piece.place) for piece in side.pieces], st.session_state.get(key, 0)
    marked = [line for line, place in enumerate(shown) if place == chosen]
    has_measures = len({piece.measure for piece in side.pieces}) > 1
    lines = [_line(page, piece, cells, has_measures=has_measures) for piece in side.pieces]
    names = _lines.wide_enough(line[words.REPORTED_BY] for line in lines)
    columns = {words.TAKEN: RIGHT, words.TYPED: RIGHT, words.REPORTED_BY: names}
    st.dataframe(
        framed(lines), hide_index=True, key=f"{table}_{chosen}", column_config=columns,
        selection_mode="single-row", selection_default={"selection": {"rows": marked[:1], "columns": [], "cells": []}},
        on_select=lambda: _picked(key, f"{table}_{chosen}", shown),
    )  # fmt: skip


def cell_key(found: Trace) -> str:
    """Where the choice of a cell is kept: one choice a figure."""
    return f"cell_{found.indicator['code']}_{found.unit}"


def _picked(key: str, table: str, shown: list[int | None]) -> None:
    rows = st.session_state[table].selection.rows
    if rows and shown[rows[0]] is not None:
        st.session_state[key] = shown[rows[0]]


def _operand(page: Page, side: Side, method: str, *, is_whole: bool) -> str:
    if side.operand is None:
        return words.UNITS_IN_SCOPE
    named = _counting._operand(_counting.catalogue(page), side.operand, is_whole=is_whole)
    return words.cases(named) if method == "register" else named


def _line(page: Page, piece: Piece, cells: dict[Any, int], *, has_measures: bool) -> Row:
    """A piece as people read it; the number is the cell's in the list of cells."""
    sheet, cell, _ = place_of(piece)
    is_cell = piece.row_number is not None
    line = {
        words.NUMBER: str(cells[piece.place] + 1) if is_cell else "",
        words.REPORTED_BY: words.counted_for(fitted(piece.unit_name, NAME), fitted(piece.source_name, NAME)),
        words.MEASURE: measure(page, piece),
        words.FOR_PERIOD: period(page, piece),
        words.SHEET: sheet,
        words.ADDRESS: cell,
        words.TYPED: _typed(page, piece) if is_cell else "",
        words.TAKEN: number(piece.taken),
        words.HOW: words.how(piece.how, piece.limit),
        words.FILE: piece.file_name,
        words.VERSION: str(piece.version or ""),
        words.RECEIVED_AT: instant(piece.received_at) if is_cell else "",
        words.RECEIVED_BY: piece.received_by,
    }
    return line if has_measures else {name: said for name, said in line.items() if name != words.MEASURE}


def _typed(page: Page, piece: Piece) -> str:
    row = purged(page, piece.submission)
    is_gone = row is not None and piece.typed in (None, "")
    return purge_words.gone(row) if row and is_gone else words.typed(piece.typed, piece.value)


def purged(page: Page, submission: str | None) -> Row | None:
    """Since when and why the bytes and free text of a return are gone; None where they are not."""
    return next((row for row in page.store.ask("purges") if row["submission"] == submission), None)


def period(page: Page, piece: Piece) -> str:
    """The period of the return that a cell stands in."""
    found = page.store.catalogue.period(piece.period or "")
    return found.label if found else piece.period or ""


def measure(page: Page, piece: Piece) -> str:
    """What a cell says: a measure with its number, or a kind of complaint."""
    known = _counting.catalogue(page).measure_by_key.get(piece.measure or "")
    return words.measure_label(known.ms, known.label) if known else words.kind(piece.measure)


def place_of(piece: Piece) -> tuple[str, str, Row]:
    """Sheet, address and where that sheet keeps its columns; empty where it was not kept."""
    names = {form.table: form.name for form in sheet_forms().values()}
    form: Row = json.loads(piece.places).get(names.get(piece.table, ""), {})
    letter = form.get("columns", {}).get(piece.column)
    return form.get("sheet", ""), f"{letter}{piece.row_number}" if letter else "", form
