"""What «Đơn thư» shows of the registers in the snapshot: totals, cards, tables. The cases stand in _cases.py."""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts.cases import ageing, by_field, case_flow
from data.registers import COUNTS, REGISTERS
from exports.profiles import SOURCES
from pages import Page, _parts
from wording import charts as chart_words
from wording import complaints as words
from wording import screens, terms
from wording.formats import ratio

Row = dict[str, Any]
REGISTER_OF = {source: register for register, source in SOURCES.items()}
WITH_UNITS = ("feedback",)  # the snapshot breaks this register down by unit
DRAWN_AT_MOST = 10  # units in a figure


def sources(page: Page) -> dict[str, str]:
    """The registers that units below the page's unit keep, with their names."""
    kinds = {row["kind"] for row in page.snapshot["returns"]}
    return {source: words.REGISTER[source] for register, source in SOURCES.items() if REGISTERS[register] in kinds}


def kind_labels(page: Page) -> dict[str, str]:
    """Kinds of complaint and their names."""
    return {row.kind: row.label for row in page.store.catalogue.deadlines}


def of_source(page: Page, table: str, source: str) -> list[Row]:
    """The rows of one register in a table of the snapshot's complaints."""
    return [row for row in page.snapshot["complaints"][table] if row["source"] == source]


def by_kind(page: Page, source: str, span: str) -> list[Row]:
    """One line a kind, over a span."""
    return [row for row in of_source(page, "by_kind", source) if row["span"] == span]


def total(rows: list[Row]) -> Row:
    """The register's counts over its kinds; unknown as soon as a part is withheld."""
    return {name: chart_words.total(row[name] for row in rows) for name in COUNTS}


def indicators(page: Page, source: str) -> list[Row]:
    """The indicators drawn from a register."""
    rows = (row for row in page.snapshot["indicators"] if row["method"] == "register")
    return [row for row in rows if row["operands"][0].startswith(f"{REGISTER_OF[source]}:")]


def bases(page: Page, source: str) -> str:
    """That the resolution sets no target, and what each indicator of the register rests on."""
    lines = [
        words.basis(row["label"], row["code"], terms.TARGET_KIND[row["target_kind"]], row["basis"])
        for row in indicators(page, source)
    ]
    return "  \n".join([f"**{words.NO_TARGET}** {words.ABOUT[source]}", *lines])


def has_deadline(page: Page, source: str) -> bool:
    """Whether the law gives days for the resolution of any kind that the register holds."""
    kinds = {row["kind"] for row in of_source(page, "by_kind", source)}
    found = page.store.catalogue.deadlines
    return any(row.days is not None and row.step == "resolution" and row.kind in kinds for row in found)


def cards(page: Page, source: str, rows: list[Row]) -> None:
    """The shares of the register, on time always beside what is overdue; in public the indicators, which withhold."""
    if page.is_meeting:
        _indicator_cards(page, source)
        return
    whole, columns = total(rows), st.columns(4 if has_deadline(page, source) else 2)
    with columns[0]:
        _card(words.RESOLVED, words.share(whole["resolved"], whole["under_competence"]))
    if has_deadline(page, source):
        over = whole["open_overdue"]
        with columns[1]:
            _card(words.ON_TIME, words.share(whole["resolved_on_time"], whole["resolved_with_deadline"]), over)
        with columns[2]:
            judged = whole["resolved_with_deadline"] + over
            _card(words.TIMELY, words.share(whole["resolved_on_time"], judged), over)
    with columns[-1], st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(f"**{words.MEDIAN}**", help=words.MEDIAN_HELP)
        labels = kind_labels(page)
        for row in rows:
            st.markdown(f"{labels[row['kind']]}: **{words.days(row['median_days'])}**")
    st.caption(words.WHY_BESIDE if has_deadline(page, source) else f"{words.NO_DEADLINE}.")


def _card(label: str, share: tuple[str, str], overdue: int | None = None) -> None:
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(f"**{label}**")
        st.markdown(f"#### {share[0]}" + (f" :small[({share[1]})]" if share[1] else ""))
        if overdue is not None:
            icon, color = (":material/alarm:", "red") if overdue else (":material/check:", "green")
            st.badge(words.counted(words.OVERDUE, overdue), icon=icon, color=color)


def _indicator_cards(page: Page, source: str) -> None:
    shown = [row for row in indicators(page, source) if not row.get("is_suppressed")]
    for column, row in zip(st.columns(max(1, len(shown))), shown, strict=False):
        with column:
            _parts.card(row)


def draw_flow(page: Page, source: str, rows: list[Row]) -> None:
    """What came and went, of the kinds whose five counts are told."""
    told = [row for row in rows if all(row[name] is not None for name in chart_words.FLOW)]
    whole, labels = total(told) if told else dict.fromkeys(COUNTS), kind_labels(page)
    sentence = chart_words.flow_sentence(whole)
    if len(told) < len(of_kinds := {row["kind"] for row in of_source(page, "by_kind", source)}) and told:
        sentence = words.of_kinds([labels[row["kind"]] for row in told if row["kind"] in of_kinds], sentence)
    _parts.draw(page, words.FLOW, case_flow, whole, sentence, _flow_table(rows, labels))


def draw_ageing(page: Page, source: str) -> None:
    """How long open cases have been waiting."""
    rows, labels = of_source(page, "ageing", source), kind_labels(page)
    table = [{words.KIND: labels[row["kind"]], words.DAYS: chart_words.AGE[chart_words.bucket(row["bucket"])],
              words.CLOSING: words.count(row["cases"])} for row in rows]  # fmt: skip
    _parts.draw(page, words.AGEING, ageing, rows, chart_words.ageing_sentence(rows, labels=labels), table, labels=labels)


def draw_fields(page: Page, source: str) -> None:
    """What the cases of the year are about."""
    rows = of_source(page, "by_field", source)
    table = [{words.FIELD: row["field_label"]} | _came_and_went(row) for row in rows]
    _parts.draw(page, words.BY_FIELD, by_field, rows, chart_words.fields_sentence(rows, labels={}), table)


def draw_units(page: Page) -> None:
    """Where petitions at the groups come from; the figure holds the units with most."""
    rows = [{**row, "field": row["unit"], "field_label": row["name"]} for row in page.snapshot["complaints"]["by_unit"]]
    most = sorted(rows, key=lambda row: -(row["received"] or 0))[:DRAWN_AT_MOST]
    table = [{words.UNIT: row["name"]} | _came_and_went(row) for row in rows]
    _parts.draw(page, words.BY_UNIT, by_field, most, chart_words.fields_sentence(rows, labels={}), table)


def _came_and_went(row: Row) -> Row:
    columns = {words.RECEIVED: "received", words.CLOSED: "resolved", words.CLOSING: "closing"}
    return {heading: words.count(row[name]) for heading, name in columns.items()}


def _flow_table(rows: list[Row], labels: dict[str, str]) -> list[Row]:
    columns = {words.OPENING: "opening", words.RECEIVED: "received", words.CLOSED: "resolved",
               words.OTHERWISE: "closed_otherwise", words.CLOSING: "closing"}  # fmt: skip
    return [
        {words.KIND: labels[row["kind"]]} | {heading: words.count(row[name]) for heading, name in columns.items()}
        for row in rows
    ]


def kind_table(page: Page, rows: list[Row]) -> list[Row]:
    """How each kind is resolved."""
    labels = kind_labels(page)
    return [
        {
            words.KIND: labels[row["kind"]],
            words.RECEIVED: words.count(row["received"]),
            words.RESOLVED: words.share_text(row["resolved"], row["under_competence"]),
            words.ON_TIME: words.share_text(row["resolved_on_time"], row["resolved_with_deadline"]),
            words.OVERDUE: words.count(row["open_overdue"]),
            words.SOON: words.count(row["due_soon"]),
            words.UNACCEPTED: words.count(row["acceptance_overdue"]),
        }
        for row in rows
    ]
