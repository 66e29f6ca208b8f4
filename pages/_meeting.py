"""The pieces of «Tài liệu họp»: which figures these are, what to know before they leave, the files to take away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from exports.formats import PACK, Format, formats
from exports.last_check import last_check
from exports.pack import file_name
from exports.tables import Table, cover, tables
from pages import Page, _pack, _parts
from pages._on_record import downloading
from pages._once import still
from wording import papers as words
from wording import screens, terms
from wording import tables as table_words
from wording.leaving import PAPER, leaving


@still
def show_which(page: Page) -> None:
    """Unit, period, moment, data version and the hash of what the papers will say."""
    st.subheader(words.WHICH)
    st.markdown("  \n".join(words.fact(label, said) for label, said in cover(page.snapshot)))


@still
def say_what_to_know(page: Page) -> None:
    """Who is missing or late, what cannot be judged, what is withheld, and whether this may leave the office."""
    st.subheader(words.CHECK)
    if page.is_meeting:
        st.info(words.WITHHELD_NOTE, icon=":material/visibility_off:")
    else:
        st.warning(words.INTERNAL_WARNING, icon=":material/lock:")
    said = last_check(page.snapshot, _tables(look=page.look, _page=page))
    st.markdown("\n".join(f"- {line}" for line in said) if said else words.NOTHING_TO_SAY)


@st.cache_resource(show_spinner=False, max_entries=20)
def _tables(look: str, _page: Page) -> list[Table]:
    """The tables of the papers, for every part of the page that reads them."""
    return tables(_page.snapshot)


@still
def show_preview(page: Page) -> None:
    """The stated indicators and the complaints of the year, as the papers print them."""
    st.subheader(words.PREVIEW)
    indicators = page.snapshot["indicators"]
    st.markdown("  \n".join(filter(None, (_parts.headline(indicators, kind) for kind in screens.TARGETS_OF))))
    stated = _preview(page, "indicators", "target_kind", terms.TARGET_KIND["stated"])
    if stated:
        with st.container(key="codes"):  # which stand on one line each, however narrow the column
            _parts.show_table(stated, st.table, border="horizontal")
    else:
        st.markdown(words.NO_TARGETS)
    st.subheader(words.PREVIEW_COMPLAINTS)
    _parts.show_table(_preview(page, "by_kind", "span", table_words.SPAN["year"]), st.table, border="horizontal")
    st.caption(f"{words.CARRIED_NOTE} {screens.SOURCE_NOTE}")


def _preview(page: Page, key: str, column: str, wanted: str) -> list[dict[str, str]]:
    """The lines of a table of the papers that say `wanted` in a column."""
    found = next(table for table in _tables(look=page.look, _page=page) if table.key == key)
    asked = found.columns.index(column)
    shown = [name in words.PREVIEWED[key] for name in found.columns]
    return [
        {heading: cell.text() for heading, cell, is_shown in zip(found.headings, row, shown, strict=True) if is_shown}
        for row in found.rows
        if row[asked].text() == wanted
    ]


def _taken(page: Page, kind: Format, template: bytes | None) -> Callable[[], bytes]:
    snapshot = page.snapshot
    codes = page.unit, page.period, page.profile, snapshot["content_hash"]
    return downloading(page.store, leaving(PAPER, kind.stem, *codes), _pack.maker(kind, snapshot, template))


def offer_downloads(page: Page) -> None:
    """The pack of all papers first, then a button for each; a paper is made when it is asked for."""
    snapshot, known, buttons = page.snapshot, formats(), st.container(horizontal=True)
    _pack.show_progress()
    template = _pack.template(page)
    with buttons:
        for stem in sorted(known, key=words.place):
            name = file_name(snapshot, known[stem].suffix)
            st.download_button(
                words.format_label(stem), _taken(page, known[stem], template), name, known[stem].media_type,
                type="primary" if stem == PACK else "secondary", on_click="ignore", icon=":material/download:",
                key=f"download_{stem}",
            )  # fmt: skip
