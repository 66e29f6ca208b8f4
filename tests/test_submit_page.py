"""«Nộp báo cáo» beside the batch: who has sent, whom to remind, the forms; in a meeting only who has sent."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from exports.snapshot import build
from pages import Page, _forms, _received
from tests.facts import a_store, a_unit, at, day, give, groups, withdraw
from tests.shown import empty, run, text  # noqa: F401 – fixture
from wording import reminders as words

PAGE = Path(pages.__file__).parent / "submit.py"
NOW = "2026-03-25T09:00:00+07:00"  # the return of 2026-Q1 was due four days before
OFFICES = ["HA-UB", "HA-MT", "HA-HD"]


@pytest.fixture(autouse=True)
def forget() -> None:
    """Stores in memory look alike."""
    st.cache_resource.clear()


@pytest.fixture
def ward() -> Iterator[Store]:
    """On time, late, withdrawn, missing; G4 begins in 2026-Q1, G5 has ended by then."""
    units = [*groups("G1", "G2", "G3"), a_unit("G4", valid_from="2026-01-01"), a_unit("G5", valid_to="2025-12-31")]
    with a_store(units=units) as store:
        give(store, "G1", "2025-Q4", "2025-12-21 23:59")
        give(store, "G2", "2025-Q4", "2025-12-22 00:00")
        give(store, "G5", "2025-Q4", "2025-12-20")
        give(store, "G1", "2026-Q1", "2026-03-16")
        give(store, "G1", "2026-Q1", "2026-03-24")
        withdraw(store, give(store, "G2", "2026-Q1", "2026-03-16"), "2026-03-17")
        yield store


def look(store: Store, period: str = "2026-Q1", as_of: str = "2026-03-25", **more: Any) -> Page:
    return Page(store, more.get("unit", "W"), period, at(as_of), more.get("profile", "internal"))


def states(page: Page) -> dict[str, dict[str, str]]:
    """Unit → period → state."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _received.returns(page):
        found[row["unit"]][row["period"]] = row["state"]
    return found


# --- who has sent ------------------------------------------------------------------------------------------------


def test_a_cell_is_on_time_late_missing_or_outside_the_time_of_the_unit(ward: Store) -> None:
    found = states(look(ward))
    assert found["G1"] == {"2025-Q4": "on_time", "2026-Q1": "on_time", "2026-Q2": "not_yet_due"}
    assert found["G2"] == {"2025-Q4": "late", "2026-Q1": "missing", "2026-Q2": "not_yet_due"}  # withdrawn is missing
    assert found["G3"] == {"2025-Q4": "missing", "2026-Q1": "missing", "2026-Q2": "not_yet_due"}
    assert found["G4"] == {"2025-Q4": "not_in_force", "2026-Q1": "missing", "2026-Q2": "not_yet_due"}
    assert found["G5"] == {"2025-Q4": "on_time", "2026-Q1": "not_in_force", "2026-Q2": "not_in_force"}


def test_every_column_says_what_the_snapshot_says(ward: Store) -> None:
    found = states(look(ward))
    for period in ("2025-Q4", "2026-Q1", "2026-Q2"):
        returns = build(ward, unit="W", period=period, as_of=at("2026-03-25"))["returns"]
        own = {unit: of[period] for unit, of in found.items() if of[period] != "not_in_force"}
        assert own == {row["unit"]: row["state"] for row in returns}


def test_an_earlier_moment_shows_what_was_known_then(ward: Store) -> None:
    found = states(look(ward, as_of="2026-03-16 13:00"))
    assert found["G2"]["2026-Q1"] == "on_time"
    assert found["G3"]["2026-Q1"] == "not_yet_due"


def test_a_unit_below_shows_itself_alone(ward: Store) -> None:
    assert list(states(look(ward, unit="G2"))) == ["G2"]


def test_the_matrix_begins_with_the_first_return_and_holds_eight_periods_with_the_chosen_one() -> None:
    with a_store() as store:

        def shown(period: str, as_of: str) -> list[str]:
            return [found.code for found in _received.periods(look(store, period, as_of))]

        assert shown("2026-Q2", "2026-06-20") == ["2026-Q2", "2026-Q3"]
        give(store, "G1", "2025-Q4", "2025-12-20")
        assert shown("2026-Q2", "2026-06-01") == ["2025-Q4", "2026-Q1", "2026-Q2"]
        give(store, "G1", "2024-Q3", "2024-09-20")
        assert shown("2027-Q4", "2027-11-01") == [
            f"{year}-Q{quarter}" for year in (2026, 2027) for quarter in range(1, 5)
        ]
        assert shown("2024-Q4", "2027-11-01")[0] == "2024-Q4"
        assert len(shown("2024-Q4", "2027-11-01")) == 8
        assert shown("2026-Q1", "2025-11-01")[-1] == "2026-Q1"  # looked at from before it began


def send(store: Store, *units: str, period: str = "2026-Q1", on: str = "2026-03-16") -> None:
    for unit in units:
        give(store, unit, period, on)


def figure_of(page: AppTest) -> Any:
    """The matrix: the first figure; how each unit reports is drawn below it."""
    chart, *_ = page.get("plotly_chart")
    return json.loads(chart.proto.spec)


def test_the_page_shows_the_matrix_with_marks_and_words_and_a_link_for_each_unit(empty: Store) -> None:  # noqa: F811
    send(empty, "HA-01", *OFFICES)
    send(empty, "HA-02", on="2026-03-23")
    page = run(PAGE, period="2026-Q1", as_of=NOW)
    assert not page.exception
    assert [trace["name"] for trace in figure_of(page)["data"]] == [
        "✓ Đúng hạn",
        "▲ Trễ hạn",
        "∅ Chưa nộp",
        "◔ Chưa đến hạn nộp",
    ]
    assert "Quý I/2026: 4/10 đơn vị nộp đúng hạn; trễ hạn: Cổ Bưu (1 đơn vị); chưa nộp: An Hòa, An Lưu" in text(page)
    table = page.dataframe[0].value
    assert "▲ Trễ hạn, 23/03/2026" in table.to_numpy()
    for link in ("✓ Thanh Chữ", "▲ Cổ Bưu", "∅ An Lưu"):
        assert link in text(page)


# --- whom to remind ----------------------------------------------------------------------------------------------


def test_all_and_each_of_those_who_have_not_sent_get_a_text(empty: Store) -> None:  # noqa: F811
    send(empty, "HA-01", "HA-02", "HA-03", "HA-04", "HA-05", "HA-UB", "HA-HD")
    page = run(PAGE, section="remind", period="2026-Q1", as_of=NOW)
    together, *each = (code.value for code in page.code)
    assert "Quý I năm 2026: đã nhận **7/10** báo cáo · hạn nộp **21/03/2026**, đã quá hạn 4 ngày." in text(page)
    assert "Còn 3/10 đơn vị chưa nộp:" in together
    assert "- Tổ dân phố (2): An Vân, An Hòa" in together
    assert [message.splitlines()[0] for message in each] == [
        "Kính gửi Ủy ban Mặt trận Tổ quốc Việt Nam phường,",
        "Kính gửi Tổ dân phố An Vân,",
        "Kính gửi Tổ dân phố An Hòa,",
    ]
    assert all("21/03/2026 (đã quá hạn 4 ngày)" in message for message in each)
    assert "Quý II năm 2026: 10 đơn vị, hạn 21/06/2026" in text(page)  # another period that is not complete


def test_when_all_have_sent_a_sentence_says_so_and_there_is_nothing_to_copy(empty: Store) -> None:  # noqa: F811
    send(empty, *OFFICES, *(f"HA-0{number}" for number in range(1, 8)))
    page = run(PAGE, section="remind", period="2026-Q1", as_of=NOW)
    assert words.all_in(10, "Quý I năm 2026") in text(page)
    assert not page.code
    alone = run(PAGE, section="remind", period="2026-Q1", as_of=NOW, unit="HA-04")
    assert "Đơn vị đã nộp báo cáo Quý I năm 2026" in text(alone)


def test_a_withdrawn_return_is_asked_for_again(empty: Store) -> None:  # noqa: F811
    withdraw(empty, give(empty, "HA-04", "2026-Q1", "2026-03-16"), "2026-03-17")
    page = run(PAGE, section="remind", period="2026-Q1", as_of=NOW, unit="HA-04")
    assert page.code[0].value.splitlines()[4] == "- Tổ dân phố (1): An Lưu"


# --- the forms ---------------------------------------------------------------------------------------------------


def test_the_period_due_next_is_offered_first_then_those_to_come() -> None:
    with a_store() as store:
        offered = [period.code for period in _forms._offered(look(store), day("2026-12-21"))]
    assert offered[:3] == ["2026-Q4", "2027-Q1", "2027-Q2"]
    assert offered[-1] == "2024-Q3"
    assert offered[offered.index("2027-Q4") + 1] == "2026-Q3"


def test_a_form_says_whose_it_is_and_of_which_period_to_come(empty: Store) -> None:  # noqa: F811
    page = run(PAGE, section="forms", form_period="2027-Q2")
    assert "**Tất cả 10 đơn vị** · **Quý II năm 2027**: số liệu từ **15/03/2027** đến **14/06/2027**" in text(page)
    assert [button.proto.label for button in page.get("download_button")] == ["Tải 10 mẫu (zip)"]
    page = run(PAGE, section="forms", form_period="2027-Q2", form_unit="HA-03")
    assert "**Bồn Phổ** · **Quý II năm 2027**" in text(page)
    assert [button.proto.label for button in page.get("download_button")] == ["Tải mẫu (Excel)"]


# --- in a meeting, and before anything has come in ---------------------------------------------------------------


@pytest.mark.parametrize("section", words.SECTIONS)
def test_a_meeting_sees_who_has_sent_and_nothing_else(empty: Store, section: str) -> None:  # noqa: F811
    send(empty, "HA-01")
    page = run(PAGE, section=section, period="2026-Q1", as_of=NOW, profile="public")
    assert not page.exception
    assert figure_of(page)["data"]
    assert not [*page.code, *page.get("file_uploader"), *page.get("download_button"), *page.get("button_group")]
    assert "∅ An Lưu" not in text(page)


def test_the_history_of_a_unit_and_period_is_a_section_of_its_own(empty: Store) -> None:  # noqa: F811
    send(empty, "HA-02", on="2026-03-23")
    page = run(PAGE, section="history", of="HA-02", period="2026-Q1", as_of=NOW)
    assert not page.exception
    assert "**Cổ Bưu**, Quý I năm 2026" in text(page)


def test_before_anything_has_come_in_no_unit_is_accused(empty: Store) -> None:  # noqa: F811
    page = run(PAGE)
    assert words.NOTHING_RECEIVED in text(page)
    assert not page.get("plotly_chart")
