"""Pieces of screen that several pages share: the frame's lines, the empty state, cards, tables and figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from charts.theme import config
from data.catalogue import in_force
from data.store import Store
from exports.seals import seals
from pages import Page, _chosen, _picked, _show_in_address, _who, person
from pages._on_record import downloading
from pages._once import made, shown, still
from wording import charts as chart_words
from wording import screens, terms
from wording import seals as seal_words
from wording import units as unit_words
from wording.formats import HANOI, day, instant, ratio
from wording.leaving import FORM, FORMS, leaving

Row = dict[str, Any]
FEW = 12  # links that a reader takes in at a glance
WORKBOOK, ZIP = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"


@still
def say_frame(page: Page) -> None:
    """From when to when the numbers count, how many units have reported, and since when they hold."""
    snapshot = page.snapshot
    period, returns = snapshot["period"], snapshot["returns"]
    first, last, year_from = (
        day(datetime.fromisoformat(period[name])) for name in ("starts_on", "ends_on", "year_starts_on")
    )
    received = [row["received_at"] for row in returns if row["received_at"]]
    latest = datetime.fromisoformat(max(received)) if received else None
    moment = page.as_of or latest
    lines = [
        screens.counted_from(first, last, year_from),
        screens.units_reported(len(received), len(returns)),
        *([screens.last_changed(instant(moment), page.as_of is not None)] if moment else []),
        _frozen(page, latest),
        *([screens.IN_MEETING] if page.is_meeting and not page.is_on_desk else []),
    ]
    st.caption(" · ".join(lines))
    if returns and not received:
        st.info(screens.NONE_REPORTED, icon=":material/info:")


def _frozen(page: Page, latest: datetime | None) -> str:
    """Whether these figures have been sealed, and stand as they did. `latest`: when the last of them came in."""
    shown, seen = page.snapshot, {page.profile, "public"}  # whoever may see internal figures may see both
    known = datetime.fromisoformat(shown["as_of"])
    of_page = (row for row in seals(page.store) if (row["unit"], row["period"]) == (page.unit, page.period))
    newest = next((row for row in of_page if row["profile"] in seen and row["sealed_at"] <= known), None)
    if newest is None:
        return seal_words.NOT_FROZEN
    is_other = newest["profile"] == page.profile and newest["content_hash"] != shown["content_hash"]
    return seal_words.frozen(newest, has_changed=is_other or (latest is not None and latest > newest["sealed_at"]))


def say_sample(page: Page) -> None:
    """That the figures are made up, and the way to be rid of them; on a projector nothing is offered to be removed."""
    if page.store.ask("samples")[0]["samples"]:
        with st.container(horizontal=True, vertical_alignment="center", key="sample_note"):
            st.markdown(f":orange[:material/science: {screens.SAMPLE_NOTE}]", width="content")
            if not page.is_meeting and person().may("samples") and st.button(screens.REMOVE_SAMPLES, type="tertiary"):
                from loaders.samples import remove_samples  # the first page does not wait for what reads workbooks

                remove_samples(page.store, person().name, datetime.now(UTC))
                st.rerun()


def say_empty(store: Store) -> None:
    """What to do first."""
    st.title(screens.EMPTY_TITLE)
    st.markdown(screens.EMPTY_STEPS)
    today = datetime.now(HANOI).date()
    begun = [period for period in store.catalogue.periods if period.starts_on <= today]
    with st.container(horizontal=True, vertical_alignment="center"):
        link("submit", screens.GO_TO_SUBMIT)
        if begun and person().may("upload"):
            download_templates(store, begun[-1].code, person().unit or "all")
        if person().may("samples") and st.button(screens.TRY_SAMPLES, icon=":material/science:"):
            from loaders.samples import load_samples

            with st.spinner(screens.LOADING_SAMPLES):
                load_samples(store, person().name, datetime.now(UTC))
            st.rerun()


def link(stem: str, label: str, **choices: str) -> None:
    """A link to a page by the stem of its file, with choices for its address; plain words where a page stands alone, or
    is not the person's to open."""
    if stem in _who.hidden():
        st.markdown(label)
        return
    try:
        st.page_link(f"{stem}.py", label=label, icon=screens.MENU[stem].icon, query_params=choices or None)
    except StreamlitPageNotFoundError:  # a page run without the menu, as its tests do, has nowhere to go
        st.markdown(label)


def download_templates(
    store: Store, period: str, unit: str = "all", *, label: str = screens.DOWNLOAD_TEMPLATES, is_single: bool = False
) -> None:
    """The forms of a unit and of those below it, or of all, in a zip; a single one as it is. Written when asked for."""

    def write() -> bytes:
        from loaders.template.book import templates

        found = store.catalogue.period(period)
        assert found is not None
        forms = list(templates(store, store.catalogue, unit, found, datetime.now(UTC)))
        if is_single:
            return forms[0][1]
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in forms:
                archive.writestr(name, content)
        return packed.getvalue()

    name, kind = (f"{period}_{unit}.xlsx", WORKBOOK) if is_single else (screens.templates_name(period), ZIP)
    st.download_button(
        label, downloading(store, leaving(FORM if is_single else FORMS, unit, period), write), name, kind,
        on_click="ignore", icon=":material/download:", key=f"templates_{unit}_{period}",
    )  # fmt: skip


def is_share(row: Row) -> bool:
    """Whether an indicator is a share of a whole."""
    return row["denominator"] is not None or row["method"] in ("coverage", "reach")


def badge(status: str) -> None:
    """A status as word, icon and colour."""
    icon, color = terms.STATUS_BADGE[status]
    st.badge(terms.STATUS[status][1], icon=icon, color=color)


def card(row: Row) -> None:
    """One indicator: how it is judged, how far, against what, and how it stood before."""
    share = is_share(row)
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(f"**{row['code']}** {row['label']}")
        whole = f" :small[({ratio(row['numerator'], row['denominator'])})]" if share else ""
        st.markdown(f"#### {screens.figure(row)}{whole}")
        badge(row["status"])
        missing = [screens.needed(row["still_needed"], row["better"])] if row["still_needed"] else []
        asked = screens.asked(row["target"], row["better"], is_share=share)
        st.caption(" · ".join([part for part in (asked, *missing) if part]))


def headline(rows: list[Row], kind: str) -> str:
    """One sentence for the indicators of a kind of target."""
    counts: dict[str, int] = {}
    for row in rows:
        if row["target_kind"] == kind:
            counts[row["status"]] = counts.get(row["status"], 0) + 1
    return screens.headline(kind, counts) if counts else ""


def unit_table(rows: list[Row]) -> list[dict[str, str]]:
    """One indicator by unit, as people read it."""
    return [
        {
            screens.UNIT_COLUMN: row["name"],
            screens.VALUE: screens.figure(row),
            screens.OF_WHOLE: ratio(row["numerator"], row["denominator"]),
            screens.STATUS_WORD: " ".join(terms.STATUS[row["status"]]),
            screens.RANGE: screens.between(row["low"], row["high"], is_share=row["denominator"] is not None),
        }
        for row in rows
    ]


def draw(
    page: Page, name: str, figure: Callable[..., go.Figure], rows: list[Row], sentence: str, table: list[Row],
    picked: Callable[..., None] | None = None, legend: str = "", **given: Any,
) -> None:  # fmt: skip
    """A figure with its one true sentence, its table, and its picture under a Vietnamese file name.

    `picked` is called with what a clicked point stands for (its `customdata`); `legend`: the marks of a figure that has
    no legend of its own.
    """
    st.markdown(sentence)
    given |= {"dark": page.is_dark, "scale": page.scale}
    file_name = chart_words.image_name(name, page.unit, page.period)
    settings: dict[str, Any] = {"theme": None, "config": config(file_name), "key": f"chart_{name}", "alt": sentence}
    asked = f"{figure.__module__}.{figure.__qualname__} {rows} {given}"
    if picked:
        drawn = made(asked=asked, _make=lambda: figure(rows, **given))
        event: Any = st.plotly_chart(drawn, on_select="rerun", selection_mode="points", **settings)
        if event.selection.points:
            picked(*event.selection.points[0]["customdata"])
    else:
        shown(f"{asked} {settings}", lambda: st.plotly_chart(figure(rows, **given), **settings))
    if legend:
        st.caption(legend)
    if not table or st.context.is_embedded:  # the view that goes to paper, where nothing can be opened
        return
    with st.expander(screens.SEE_TABLE):
        show_table(table)


def show_table(rows: list[Row], show: Callable[..., Any] = st.dataframe, **settings: Any) -> None:
    """Rows as `st.dataframe` or `st.table` shows them."""
    asked = f"{show.__name__} {rows} {settings}"
    shown(asked, lambda: show(rows, hide_index=True, **settings))


def unit_names(page: Page) -> dict[str, str]:
    """Codes of units and their names on the period's last day, as the catalogue was at the page's moment; deeper than
    the page's direct children, with what each belongs to."""
    catalogue = page.store.catalogue_at(datetime.fromisoformat(page.snapshot["as_of"]))
    ends_on = date.fromisoformat(page.snapshot["period"]["ends_on"])
    known = sorted(catalogue.units, key=lambda unit: (in_force(unit, ends_on), unit.valid_from))
    names = {unit.code: unit.name for unit in known}
    above = {unit.code: None if page.unit in (unit.code, unit.parent) else unit.parent for unit in known}
    return {code: unit_words.inside(name, names.get(above[code] or "")) for code, name in names.items()}


def segment(name: str, label: str, options: Mapping[str, str]) -> str:
    """A choice of two or three, kept in the address under its name; the first unless chosen."""
    chosen = _kept(name, options)
    st.segmented_control(
        label, list(options), format_func=lambda code: options[code], key=f"pick_{name}", required=True, wrap=True,
        on_change=_picked, args=(name, f"pick_{name}"),
    )  # fmt: skip
    return chosen


def pick(name: str, label: str, options: Mapping[str, str]) -> str:
    """A choice of many, kept in the address under its name; the first unless chosen. One alone is not asked for."""
    chosen = _kept(name, options)
    if len(options) > 1 and not st.context.is_embedded:
        st.selectbox(
            label, list(options), format_func=lambda code: options[code], key=f"pick_{name}",
            on_change=_picked, args=(name, f"pick_{name}"),
        )  # fmt: skip
    return chosen


def _kept(name: str, options: Mapping[str, str]) -> str:
    """The choice from the address if it is one of the options, else the first; shown in the address either way."""
    code = _chosen(name)
    chosen = code if code is not None and code in options else next(iter(options))
    st.session_state[f"pick_{name}"] = chosen
    _show_in_address(name, chosen)
    return chosen


def choices(page: Page, **more: str) -> dict[str, str]:
    """The page's own choices and others, for a link that shows the same anywhere: in a new tab, on another machine."""
    moment = {"as_of": page.as_of.isoformat()} if page.as_of else {}
    profile = {} if page.is_on_desk else {"profile": page.profile}
    return {"unit": page.unit, "period": page.period, **profile, **moment, **more}


def move_to(stem: str, **choices: str) -> None:
    """Opens a page by the stem of its file, with choices for its address; stays where there is no menu."""
    with suppress(StreamlitPageNotFoundError):
        st.switch_page(f"{stem}.py", query_params=choices)


def link_each(page: Page, stem: str, label: str, links: list[tuple[str, dict[str, str]]]) -> None:
    """Links to one page side by side, the label and the own choices of each; open while they are few."""
    icon = screens.MENU[stem].icon
    with st.expander(label, icon=icon, expanded=len(links) <= FEW), st.container(horizontal=True, gap="xsmall"):
        for text, chosen in links:
            link(stem, text, **choices(page) | chosen)
