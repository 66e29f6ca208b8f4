"""One indicator at a time: an address opens it, its units lack what it lacks, its past is what each snapshot said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import pages
from data.catalogue_files import read_catalogue
from data.store import Store
from exports.history import history, lacking, silent
from exports.snapshot import build
from pages import _counting
from tests.shown import shown, text, ward_with_gaps
from wording import clause as clause_words
from wording import help as help_words
from wording import indicators as words
from wording import screens

PAGE = Path(pages.__file__).parent / "indicators.py"
GAPS = Path(__file__).parent / "returns_sent" / "gaps"
FIGURES = ("numerator", "denominator", "value", "low", "high", "still_needed", "status")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with ward_with_gaps(tmp_path_factory.mktemp("gaps")) as opened:
        yield opened


def snapshot(store: Store, period: str, unit: str = "HA", profile: str = "internal") -> dict[str, Any]:
    return build(store, unit=unit, period=period, as_of=datetime.now(UTC), profile=profile)


def test_a_link_opens_its_indicator_with_its_target_its_basis_and_the_way_to_meet_it(store: Store) -> None:
    said = text(shown("indicators", indicator="2.4-a", period="2025-Q4"))
    assert "2.4-a · Tổ dân phố có hương ước, quy ước được công nhận, đang có hiệu lực" in said
    assert "Mục II.2.4 · Nghị quyết nêu rõ: 100% · Căn cứ: Nghị quyết: 100%" in said
    assert "### 85,7% :small[(6/7)]" in said
    assert "**Còn thiếu 1 tổ** để đạt: An Hòa. Chưa báo cáo: An Lưu." in said
    assert "85,7% – từ 71,4% đến 85,7% khi đủ báo cáo" in said


def test_what_nobody_can_make_up_for_comes_last_and_who_reports_alone_is_named(store: Store) -> None:
    rows = {row["code"]: row for row in snapshot(store, "2025-Q4")["indicators"]}
    table = next(table.value for table in shown("indicators", period="2025-Q4").table if words.LACKS in table.value)
    codes = [str(line).strip("*").split("**")[0] for line in table[screens.INDICATOR]]
    past = [words.PAST in lacks for lacks in table[words.LACKS]]
    assert past == sorted(past)
    assert set(past) == {False, True}
    alone = [rows[code]["by_unit"][0]["name"] for code in codes if len(rows[code]["by_unit"]) == 1]
    assert alone
    assert [
        where for code, where in zip(codes, table[words.WHERE], strict=True) if len(rows[code]["by_unit"]) == 1
    ] == alone


@pytest.mark.parametrize(
    ("code", "way"),
    [("3.3-c", words.SEE_CASES), ("3.3-e", words.SEE_CASES), ("2.1-d", words.SEE_TRAINING), ("2.4-a", None)],
)
def test_an_indicator_of_a_register_or_of_training_leads_there(store: Store, code: str, way: str | None) -> None:
    said = text(shown("indicators", indicator=code, period="2025-Q4"))
    assert [found for found in (words.SEE_CASES, words.SEE_TRAINING) if found in said] == ([way] if way else [])


def test_without_a_choice_the_first_that_is_not_met_is_shown_and_stands_in_the_address(store: Store) -> None:
    page = shown("indicators", period="2025-Q4")
    assert page.query_params["indicator"] == "2.2-b"


def test_an_indicator_that_the_unit_does_not_have_is_named_and_another_is_shown(store: Store) -> None:
    page = shown("indicators", indicator="2.2-a", unit="HA-03", period="2025-Q4")
    assert page.info[0].value == words.not_here("2.2-a")


def test_the_buttons_lead_to_the_neighbours_and_stop_at_the_ends(store: Store) -> None:
    codes = [row["code"] for row in snapshot(store, "2025-Q4")["indicators"]]
    page = shown("indicators", indicator=codes[0], period="2025-Q4")
    earlier, later = (next(b for b in page.button if b.label == label) for label in (words.EARLIER, words.LATER))
    assert earlier.disabled
    later.click().run()
    assert page.query_params["indicator"] == codes[1]


@pytest.mark.parametrize("unit", ["HA", "HA-04", "HA-UB"])
@pytest.mark.parametrize("profile", ["internal", "public"])
def test_an_indicator_of_every_method_can_be_shown_for_every_kind_of_unit(
    store: Store, unit: str, profile: str
) -> None:
    one_each = {row["method"]: row["code"] for row in snapshot(store, "2025-Q4", unit, profile)["indicators"]}
    for code in one_each.values():
        shown("indicators", indicator=code, unit=unit, period="2025-Q4", profile=profile)


@pytest.mark.parametrize("unit", ["HA", "HA-04"])
@pytest.mark.parametrize("profile", ["internal", "public"])
def test_each_point_of_the_past_is_what_the_snapshot_of_its_period_says(store: Store, unit: str, profile: str) -> None:
    now = datetime.now(UTC)
    past = history(store, unit=unit, period="2026-Q1", as_of=now, profile=profile)
    for period in ("2025-Q2", "2026-Q1"):
        for row in build(store, unit=unit, period=period, as_of=now, profile=profile)["indicators"]:
            point = next((point for point in past[row["code"]] if point["period"] == period), None)
            if point is None:  # before the first figure
                assert row["value"] is None
                continue
            assert {name: point[name] for name in FIGURES} == {name: row[name] for name in FIGURES}
            if row["method"] != "register":
                assert point["by_unit"] == row["by_unit"]


def test_the_past_ends_with_the_period_asked_and_begins_with_the_first_figure(store: Store) -> None:
    points = history(store, unit="HA", period="2025-Q3", as_of=datetime.now(UTC))["2.2-b"]
    assert [point["period"] for point in points] == ["2025-Q1", "2025-Q2", "2025-Q3"]


def test_in_the_meeting_the_past_of_the_registers_names_no_unit(store: Store) -> None:
    for points in history(store, unit="HA", period="2026-Q3", as_of=datetime.now(UTC), profile="public").values():
        for point in points:
            assert point["method"] != "register" or point["by_unit"] == []


def test_what_units_lack_and_what_silent_units_hold_is_all_that_is_lacking(store: Store) -> None:
    """With a target of all, units that lack nothing and those that lack something make up the whole."""
    for row in snapshot(store, "2025-Q4")["indicators"]:
        if row["target"] == 100 and row["still_needed"]:
            total = sum(unit["lacks"] for unit in lacking(row))
            assert total == row["still_needed"] or (silent(row) and total < row["still_needed"])


def test_where_fewer_is_better_what_is_lacking_is_a_reduction() -> None:
    unit = {"unit": "A", "name": "A", "numerator": 3, "denominator": None, "value": 3, "status": "not_met"}
    row = {"target": 1, "better": "lower", "status": "not_met", "denominator": None, "by_unit": [unit]}
    assert lacking(row) == [{"unit": "A", "name": "A", "lacks": 2}]
    assert words.still_needed({**row, "still_needed": 2}, "vụ việc") == "Cần giảm 2 vụ việc"


def test_every_indicator_is_explained_in_two_sentences_made_of_its_row() -> None:
    known = read_catalogue()
    for row in known.indicators:
        names = [name for name in (row.numerator, row.denominator) if name]
        said = [_counting._operand(known, name, is_whole=place > 0) for place, name in enumerate(names)]
        kinds = row.scope.split("|")
        whole = said[1] if len(said) > 1 else None
        line = help_words.explained(
            row.method, said[0], whole, row.clause, row.target_kind, row.basis, kinds, row.judged_from_quarter
        )
        how, source = re.split(r"(?<=\.) (?=Căn cứ)", line)
        assert re.findall(r"[.!?] +[A-ZĐÀ-Ỵ]", line) == [". C"], line
        assert said[0] in how
        assert whole is None or whole in how or "đơn vị phải báo cáo" in how
        assert row.clause in source
        assert all(help_words.REPORTERS[kind] in source for kind in kinds)
        assert "None" not in line
        assert "{" not in line
        assert "Trong đó" not in line
        assert "nghị quyết nêu rõ: Nghị quyết" not in line


def test_an_explanation_speaks_of_sums_only_where_there_are_units_to_sum() -> None:
    def said(*, is_summed: bool) -> str:
        return help_words.explained(
            "reach", "«A» (MS 01)", "«B» (MS 02)", "II.2.5", "tracked", "Không đặt chỉ tiêu", ["front"], 4,
            is_summed=is_summed,
        )  # fmt: skip

    assert "cộng số của các đơn vị trước rồi mới tính phần trăm" in said(is_summed=True)
    assert "các đơn vị" not in said(is_summed=False)
    assert "(chỉ theo dõi: không đặt chỉ tiêu)" in said(is_summed=False)


def test_the_page_links_each_figure_to_its_source(store: Store) -> None:
    said = text(shown("indicators", indicator="2.2-b", period="2025-Q4"))
    for unit in next(row for row in snapshot(store, "2025-Q4")["indicators"] if row["code"] == "2.2-b")["by_unit"]:
        assert words.source_of(unit["name"], unit) in said
    assert screens.SOURCE_NOTE in said


def test_what_units_have_done_of_a_clause_is_said_in_words_and_by_the_label_where_nothing_is_shared() -> None:
    def row(code: str, label: str, method: str, **done: int) -> dict[str, Any]:
        units = [{"name": name, "numerator": part, "denominator": 1, "status": "met"} for name, part in done.items()]
        return {"code": code, "label": label, "method": method, "by_unit": units}

    yearly = [
        row("a", "Tổ đã họp trong năm", "event_in_year", A=1, B=0, C=0),
        row("b", "Tổ đã báo cáo trong năm", "event_in_year", A=1, B=1, C=0),
    ]
    assert clause_words.together(yearly) == ("**Gộp lại**: đủ cả 2: A; chỉ báo cáo: B; chưa làm việc nào trong năm: C.")
    states = [row("a", "Có loa", "state", A=1, B=0), row("b", "Nhóm Zalo", "state", A=1, B=1)]
    assert clause_words.together(states) == "**Gộp lại**: đủ cả 2: A; chưa có loa: B."
