"""«Đơn thư»: the figures of the snapshot, two registers apart, the balance carried over, cases by code but no TC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

import pages
from exports.snapshot import build
from tests.facts import AFTER_ALL, a_case, a_store, give, groups, register, snapshot
from tests.shown import empty, full, run, text, ward_with_gaps  # noqa: F401 – fixtures
from wording import charts as chart_words
from wording import complaints as words
from wording import screens
from wording.formats import percent, ratio

PAGE = Path(pages.__file__).parent / "complaints.py"


def by_kind(store, source, span, period="2026-Q2"):
    rows = build(store, unit="HA", period=period, as_of=datetime.now(UTC))["complaints"]["by_kind"]
    return [row for row in rows if (row["source"], row["span"]) == (source, span)]


@pytest.mark.parametrize("source", ["register", "feedback"])
@pytest.mark.parametrize("span", ["quarter", "year"])
def test_the_flow_and_the_shares_are_those_of_the_snapshot(full, source, span):  # noqa: F811
    shown = text(run(PAGE, period="2026-Q2", register=source, span=span))
    rows = by_kind(full, source, span)
    whole = {name: sum(row[name] for row in rows) for name in (*chart_words.FLOW, "under_competence")}
    assert chart_words.flow_sentence(whole) in shown
    share = percent(whole["resolved"], whole["under_competence"])
    assert f"#### {share} :small[({ratio(whole['resolved'], whole['under_competence'])})]" in shown
    assert words.NO_TARGET in shown
    assert "khớp" in shown  # the samples carry every open case over


def test_on_time_stands_beside_the_open_overdue_and_the_share_that_counts_them(full):  # noqa: F811
    shown = text(run(PAGE, period="2026-Q2"))
    rows = by_kind(full, "register", "quarter")
    on_time, dated, over = (sum(row[name] for row in rows) for name in
                            ("resolved_on_time", "resolved_with_deadline", "open_overdue"))  # fmt: skip
    assert over == 1
    assert f"({ratio(on_time, dated)})" in shown
    assert f"({ratio(on_time, dated + over)})" in shown
    assert words.WHY_BESIDE in shown


def test_overdue_cases_stand_by_code_with_day_and_basis_and_denunciations_as_numbers(full):  # noqa: F811
    page = run(PAGE, period="2026-Q2")
    lists = [table.value for table in page.dataframe if words.FROM_DUE in table.value.columns]
    line = lists[0].iloc[0]
    assert (line[words.CODE], line[words.DUE_ON], line[words.FROM_DUE]) == ("KN-2026-030", "14/04/2026", "quá 61 ngày")
    assert line[words.BASIS] == "Luật Khiếu nại 2011 Điều 28"
    assert "Tố cáo (chỉ nêu tổng số): 1 chưa giải quyết" in text(page)
    assert not [
        table for table in page.dataframe if table.value.astype(str).map(lambda v: v.startswith("TC-")).any(axis=None)
    ]


def test_acceptance_overdue_stands_with_its_day_and_basis(full):  # noqa: F811
    page = run(PAGE, period="2026-Q1")
    line = next(table.value for table in page.dataframe if words.FROM_DUE in table.value.columns).iloc[0]
    assert (line[words.CODE], line[words.DUE_ON], line[words.BASIS]) == (
        "KN-2026-030", "08/03/2026", "Luật Khiếu nại 2011 Điều 27",
    )  # fmt: skip


def test_a_card_says_the_other_span_too_so_that_it_agrees_with_the_indicator(full):  # noqa: F811
    shown = {span: text(run(PAGE, period="2026-Q3", span=span)) for span in words.SPAN}
    assert "#### 33,3% :small[(1/3)]" in shown["quarter"]
    assert "Từ đầu năm: 16,7% (1/6)" in shown["quarter"]
    assert "#### 16,7% :small[(1/6)]" in shown["year"]
    assert "Trong kỳ: 33,3% (1/3)" in shown["year"]


def test_a_projector_says_whom_it_leaves_out_and_which_parts_are_gone(full):  # noqa: F811
    shown = text(run(PAGE, period="2026-Q3", profile="public"))
    assert "Không kể tố cáo (Chế độ họp không nêu)." in shown
    assert words.NOR_SECTIONS in shown
    assert words.NOR_SECTIONS not in text(run(PAGE, period="2026-Q3", profile="public", register="feedback"))


@pytest.mark.parametrize("register", ["register", "feedback"])
def test_the_way_to_each_section_leads_to_one(full, register):  # noqa: F811
    page = run(PAGE, period="2026-Q3", register=register)
    [said] = [element.value for element in page.markdown if element.value.startswith("Trong trang này")]
    anchors = {heading.proto.anchor: heading.value for heading in page.subheader if heading.proto.anchor}
    assert {anchor: heading for heading, anchor in re.findall(r"\[(.+?)\]\(#(.+?)\)", said)} == anchors


def test_a_group_that_has_not_reported_is_named_and_has_no_zeros(tmp_path):
    """Of the quarter's returns in tests/returns_sent/gaps those of Cổ Bưu and Bồn Phổ are missing."""
    with ward_with_gaps(tmp_path):
        page = run(PAGE, period="2026-Q1", register="feedback")
        tables = [table.value for table in page.dataframe if words.UNIT in table.value.columns]
        heard = next(table for table in tables if words.RECEIVED in table.columns)
    assert set(heard[words.UNIT]) == {"Thanh Chữ", "An Lưu", "Bồn Trì", "An Vân", "An Hòa"}
    assert f"{screens.NOT_IN}: Cổ Bưu, Bồn Phổ" in text(page)


def test_deadlines_that_the_ward_has_to_confirm_are_marked(full):  # noqa: F811
    marks = {period: set(run(PAGE, period=period).dataframe[-1].value[words.NOTE]) for period in ("2026-Q2", "2026-Q3")}
    assert marks == {"2026-Q2": {""}, "2026-Q3": {words.TO_CHECK_MARK, ""}}


def test_in_a_meeting_no_case_is_named_and_denunciations_have_no_open_count(full):  # noqa: F811
    page = run(PAGE, period="2026-Q2", profile="public", span="year")
    shown = text(page) + "".join(table.value.to_string() for table in [*page.dataframe, *page.table])
    assert "KN-2026-030" not in shown
    assert "KNPA-2026" not in shown
    assert words.denunciations(by_kind(full, "register", "year")[1]) not in shown
    assert words.NO_CASES_SHOWN in shown


def test_a_unit_without_a_register_says_so(full):  # noqa: F811
    page = run(PAGE, period="2026-Q2", unit="HA-MT")
    assert not page.exception
    assert words.NO_REGISTER in text(page)


def differences(store, period="2026-Q2", before="2026-Q1", span="quarter"):
    return store.ask(
        "opening_differences",
        unit="W",
        period=period,
        before=before,
        span=span,
        periods=[period, before],
        as_of=AFTER_ALL,
    )


def test_a_case_reported_late_or_corrected_makes_the_difference_and_is_named():
    store = a_store(units=groups("G1", "G2"))
    carried = a_case("KN-1", "2026-01-10", "KN", accepted_on="2026-01-12")
    changed = a_case("KN-2", "2026-01-20", "KN", accepted_on="2026-01-22")
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[carried, changed])
    corrected = a_case("KN-2", "2026-01-20", "KN", accepted_on="2026-01-22", closed_on="2026-03-01")
    late = a_case("KN-3", "2026-02-01", "KN", accepted_on="2026-02-03")
    give(store, "UB", "2026-Q2", "2026-06-16", complaints=[carried, corrected, late])
    found = {(row["counted"], row["reason"], row["code"]) for row in differences(store)}
    assert found == {("opening", "late", "KN-3"), ("closing", "corrected", "KN-2")}
    opening = register(snapshot(store, "2026-Q2"), "KN")["opening"]
    closing = register(snapshot(store, "2026-Q1"), "KN")["closing"]
    assert (opening, closing) == (2, 2)


def test_denunciations_and_cases_that_once_were_one_are_counted_without_code():
    store = a_store(units=groups("G1"))
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[a_case("X-1", "2026-01-10", "KN", accepted_on="2026-01-12")])
    now = [a_case("X-1", "2026-01-10", "TC", accepted_on="2026-01-12"), a_case("X-2", "2026-02-10", "TC")]
    give(store, "UB", "2026-Q2", "2026-06-16", complaints=now)
    found = differences(store)
    assert sorted((row["counted"], row["kind"], row["reason"]) for row in found) == [
        ("closing", "KN", "corrected"), ("opening", "TC", "corrected"), ("opening", "TC", "late"),
    ]  # fmt: skip
    assert {(row["unit"], row["code"]) for row in found} == {(None, None)}


def test_the_opening_minus_the_closing_before_is_what_is_named_on_every_sample_period(full):  # noqa: F811
    periods = [period.code for period in full.catalogue.periods if "2025-Q1" <= period.code <= "2026-Q3"]
    for before, period in pairwise(periods):
        now, then = by_kind(full, "feedback", "quarter", period), by_kind(full, "feedback", "quarter", before)
        named = full.ask("opening_differences", unit="HA", period=period, before=before, span="quarter",
                         periods=[period, before], as_of=datetime.now(UTC))  # fmt: skip
        signs = [1 if row["counted"] == "opening" else -1 for row in named if row["register"] == "feedback"]
        assert now[0]["opening"] - then[0]["closing"] == sum(signs)
