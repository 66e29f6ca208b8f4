"""The catalogue as it stood at the page's moment, table by table, and the versions that it has had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

from data.catalogue import Catalogue, in_force
from data.store import Store
from pages import Page, _counting, _lines, _parts
from pages._on_record import downloading
from wording import catalogue_book as book_words
from wording import catalogue_page as words
from wording import sources
from wording.formats import HANOI, instant
from wording.leaving import CATALOGUE, leaving

Row = dict[str, str]
LEADING = 3  # columns that say who or what a row is
WHEN_AND_WHY = ("valid_from", "valid_to", "basis")


def show_rows(page: Page) -> None:
    """One table whole, and the download of all."""
    catalogue = _counting.catalogue(page)
    offered = {table: said.name for table, said in book_words.SHEETS.items()}
    table = _parts.pick("table", words.TABLE, offered)
    rows = catalogue.rows(table)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{book_words.SHEETS[table].about} {words.rows(len(rows))}.")
        download(page.store, catalogue)
    moment = page.as_of or datetime.now(UTC)
    lines = [_line(table, row, moment.astimezone(HANOI).date()) for row in rows]
    name = book_words.SHEETS["units"].headings["name"]
    _parts.show_table(lines, column_config={name: _lines.wide_enough(line.get(name, "") for line in lines)})


def download(store: Store, catalogue: Catalogue) -> None:
    """The catalogue as one workbook, written when asked for."""
    st.download_button(
        words.DOWNLOAD, downloading(store, leaving(CATALOGUE, catalogue.digest), lambda: _writer()(catalogue)),
        words.FILE_NAME, _parts.WORKBOOK, on_click="ignore",
        icon=":material/download:", key="download_catalogue",
    )  # fmt: skip


def _writer() -> Callable[[Catalogue], bytes]:
    from loaders.catalogue_book import write_book  # only a download needs what writes workbooks

    return write_book


def row_said(table: str, row: Any) -> Row:
    """A row under its headings."""
    from loaders.catalogue_book import said

    return {
        heading: said(table, name, getattr(row, name)) for name, heading in book_words.SHEETS[table].headings.items()
    }


def _line(table: str, row: Any, today: date) -> Row:
    """A row for the screen: who or what it is, then since when, until when and by what it counts, then the rest."""
    shown = row_said(table, row)
    headings = book_words.SHEETS[table].headings
    told = [heading for name, heading in headings.items() if name in WHEN_AND_WHY]
    if "valid_from" in headings:
        told.insert(0, words.VALIDITY)
        shown[words.VALIDITY] = (
            words.IN_FORCE if in_force(row, today) else words.TO_COME if today < row.valid_from else words.ENDED
        )
    rest = [heading for heading in headings.values() if heading not in told]
    return {heading: shown[heading] for heading in [*rest[:LEADING], *told, *rest[LEADING:]]}


def show_versions(page: Page) -> None:
    """Every recording, the latest first: when, by whom, why."""
    st.caption(words.VERSIONS_NOTE)
    moment = page.as_of or datetime.max.replace(tzinfo=UTC)
    versions = [row for row in page.store.ask("catalogue_versions") if row["recorded_at"] <= moment]
    _parts.show_table(
        [
            {
                words.RECORDED_AT: instant(row["recorded_at"]),
                words.RECORDED_BY: sources.plain(row["recorded_by"]),
                words.WHY: sources.plain(row["why"] or words.FROM_FILES),
                words.VERSION: row["digest"][:12] + (f" {words.CURRENT}" if place == 0 else ""),
            }
            for place, row in enumerate(versions)
        ],
        st.table,
        border="horizontal",
    )
