"""One cell of a figure where it stands: its neighbours in the stored workbook, and the workbook itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

from exports.complaints import LISTED_KINDS
from exports.provenance import Piece, Trace
from loaders.cells import typed
from loaders.spreadsheets.files import open_workbook
from loaders.spreadsheets.workbook import Sheet, column_letter
from pages import Page, _sources
from pages._on_record import downloading
from pages._once import still
from wording import purges as purge_words
from wording import sources as words
from wording.formats import instant
from wording.leaving import ORIGINAL, leaving

Row = dict[str, Any]
AROUND = 3  # rows shown above and below the cell
CASES, NOTE = "complaint", "note"
NUMBERS = {column_letter(number): number for number in range(1, 257)}


def show_cell(page: Page, found: Trace) -> None:
    """The chosen cell among its neighbours, and the original to take away."""
    cells, key = found.cells, _sources.cell_key(found)
    if not cells:
        return
    st.subheader(words.IN_THE_FILE)
    if st.session_state.get(key) not in range(len(cells)):
        st.session_state[key] = 0
    chosen = st.selectbox(words.CELL, range(len(cells)), key=key, format_func=lambda place: _option(page, cells, place))
    piece = cells[chosen]
    sheet, cell, _ = _sources.place_of(piece)
    version, received = piece.version or 1, instant(piece.received_at)
    st.markdown(words.where(piece.file_name, sheet, cell, version, received, piece.received_by))
    if not page.store.ask("has_original", submission=piece.submission)[0]["is_kept"]:
        purged = _sources.purged(page, piece.submission)
        st.info(purge_words.file_gone(purged) if purged else words.ORIGINAL_GONE)
        return
    _show_neighbours(page, piece)
    if page.is_meeting:
        st.caption(words.NOT_IN_MEETING)
    elif page.person.may("upload"):
        name = PurePosixPath(piece.file_name).name
        st.download_button(words.DOWNLOAD, original(page, piece.submission), name, on_click="ignore",
                           icon=":material/download:")  # fmt: skip
        st.caption(words.KEEP_IT_IN)


def _option(page: Page, cells: list[Piece], place: int) -> str:
    piece = cells[place]
    sheet, cell, _ = _sources.place_of(piece)
    whose = words.counted_for(piece.unit_name, piece.source_name)
    return words.cell_option(place + 1, whose, _sources.period(page, piece), sheet, cell)


def original(page: Page, submission: str | None) -> Callable[[], bytes]:
    """For a download button: the file as it was sent."""
    what = leaving(ORIGINAL, submission or "")
    return downloading(page.store, what, lambda: _bytes(page, submission))


def _bytes(page: Page, submission: str | None) -> bytes:
    return bytes(page.store.ask("original", submission=submission)[0]["content"])


@still
def _show_neighbours(page: Page, piece: Piece) -> None:
    name, _, form = _sources.place_of(piece)
    book, _ = open_workbook(piece.file_name, _bytes(page, piece.submission))
    sheet = next((sheet for sheet in book.sheets if sheet.name == name), None) if book else None
    if sheet is None:
        st.info(words.SHEET_GONE)
        return
    columns = {letter: column for column, letter in form["columns"].items() if not page.is_meeting or column != NOTE}
    st.table(_rows(page, piece, sheet, form["header_row"], columns), hide_index=True)


def _rows(page: Page, piece: Piece, sheet: Sheet, header: int, columns: dict[str, str]) -> list[Row]:
    """The header and the rows around the cell as they stand in the file, the cell marked; columns by letter.

    Of cases only rows of kinds that may be listed: beside a petition may stand a denunciation.
    """
    assert piece.row_number is not None
    assert piece.submission is not None
    first, last = max(header + 1, piece.row_number - AROUND), min(len(sheet.rows), piece.row_number + AROUND)
    shown = set(range(first, last + 1))
    if piece.table == CASES:
        shown &= {
            row["row_number"] for row in page.store.rows_of(CASES, piece.submission) if row["kind"] in LISTED_KINDS
        }
    letters = sorted(columns, key=NUMBERS.__getitem__)
    is_tall = any(sheet.value(header, NUMBERS[letter]) is None for letter in letters)  # merged with the row above
    headers = range(max(1, header - is_tall), header + 1)
    lines = []
    for number in (*headers, *range(first, last + 1)):
        line = {words.ROW: f"**{number}**" if number == piece.row_number else str(number)}
        for letter in letters:
            is_shown = number in shown or number in headers
            text = (
                typed(sheet.value(number, NUMBERS[letter])) if is_shown else words.ROW_HIDDEN * (letter == letters[0])
            )
            is_cell = number == piece.row_number and columns[letter] == piece.column
            line[letter] = words.marked(text) if is_cell else words.plain(text)
        lines.append(line)
    return lines
