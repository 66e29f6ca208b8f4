"""Messages that a clerk sends on: polite, whole, short enough for a chat, and without anybody's personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import streamlit as st

from data.store import Store
from loaders.intake import Outcome
from pages import Page, _reminders
from tests.facts import AFTER_ALL, a_store, a_unit
from tests.returns import a_return, answer_cell, sent
from wording import reminders as words

DUE, SPAN = date(2026, 6, 21), (date(2026, 3, 15), date(2026, 6, 14))
QUARTER = "Quý II năm 2026"


@pytest.fixture
def ward() -> Iterator[Store]:
    """The ward's own catalogue, in memory."""
    st.cache_resource.clear()
    with Store() as store:
        yield store


def to_sender(store: Store, outcome: Outcome) -> str:
    return _reminders._to_sender(Page(store, "HA", "2026-Q2", AFTER_ALL, "internal"), outcome)


def to_unit(today: date, refused_on: date | None = None) -> str:
    return words.missing("Tổ dân phố An Lưu", "Phường Hương An", QUARTER, SPAN, DUE, today, refused_on)


def to_all(groups: dict[str, list[str]], of: int, today: date = date(2026, 6, 24)) -> str:
    return words.missing_all(groups, of, "Phường Hương An", QUARTER, DUE, today)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 6, 11), "còn 10 ngày"),
        (date(2026, 6, 21), "hôm nay là ngày cuối"),
        (date(2026, 6, 22), "đã quá hạn 1 ngày"),
    ],
)
def test_the_due_day_itself_still_counts(today: date, said: str) -> None:
    assert words.left(DUE, today) == said


# --- to the sender of a refused file -----------------------------------------------------------------------------


def test_a_refused_file_is_told_cell_by_cell_with_what_is_accepted_until_when_and_how_to_send_again(
    ward: Store,
) -> None:
    [outcome] = sent(ward, a_return("HA-01", "2026-Q2", measures={1: "chín mươi", 2: -3}))
    message = to_sender(ward, outcome)
    assert outcome.outcome == "refused"
    assert message.startswith("Kính gửi Tổ dân phố Thanh Chữ,\n")
    assert "«bao-cao-1.xlsx» (báo cáo thực hiện dân chủ ở cơ sở Quý II năm 2026)" in message
    assert "vì còn 2 chỗ phải sửa" in message
    for place, problem in enumerate(outcome.problems, start=1):
        assert f"\n{place}. {problem.message}" in message
    assert f"ô {answer_cell(1)}: «chín mươi» không phải là số. Hãy ghi số nguyên" in message
    assert "Hạn nộp: 21/06/2026" in message
    assert "trả lời tin nhắn này kèm cả tệp" in message
    assert message.endswith("Trân trọng cảm ơn.\nPhường Hương An")


def test_what_need_not_be_mended_is_left_out(ward: Store) -> None:
    [outcome] = sent(ward, a_return(measures={1: "chín mươi"}, sheets={"Nháp": [["x"]]}))
    assert {problem.severity for problem in outcome.problems} == {"error", "warning"}
    assert "Nháp" not in to_sender(ward, outcome)


def test_personal_data_is_named_by_its_cell_and_never_repeated(ward: Store) -> None:
    [outcome] = sent(ward, a_return("HA-01", "2026-Q2", measures={1: "0905 123 456"}))
    outcome.result.file_name = "lo.zip/Bao cao 0905123456.xlsx"
    message = to_sender(ward, outcome)
    assert f"ô {answer_cell(1)}: Có thông tin cá nhân" in message
    assert "tệp đã gửi" in message
    assert not re.search(r"905\s?123", message)


def test_a_file_that_tells_nothing_of_itself_still_gets_an_answer(ward: Store) -> None:
    outcome = sent(ward, a_return(without=["Thông tin"]))[0]
    message = to_sender(ward, outcome)
    assert message.startswith("Kính gửi đơn vị báo cáo,\n\nChưa ghi nhận được tệp «bao-cao-1.xlsx» vì còn 1 chỗ")
    assert "Hạn nộp" not in message


@pytest.mark.parametrize(("count", "length"), [(1, 20), (12, 60), (300, 90), (40, 5000), (1, 5000)])
def test_a_long_list_is_cut_with_how_many_more_and_fits_a_chat(count: int, length: int) -> None:
    lines = ["x" * length] * count
    message = words.refused("Tổ dân phố An Lưu", "Phường Hương An", QUARTER, "a.xlsx", (DUE, date(2026, 7, 1)), lines)
    told = len(re.findall(r"^\d+\. x", message, re.MULTILINE))
    more = re.search(r"và ([\d.]+) lỗi khác", message)
    assert len(message) <= words.LONGEST
    assert told >= 1
    assert told + (int(more[1].replace(".", "")) if more else 0) == count
    assert message.endswith("Trân trọng cảm ơn.\nPhường Hương An")


# --- to those who have not sent ----------------------------------------------------------------------------------


def test_before_the_deadline_it_is_a_reminder_and_after_it_a_request() -> None:
    before, after = to_unit(date(2026, 6, 11)), to_unit(date(2026, 6, 24))
    assert "Xin nhắc đơn vị gửi báo cáo" in before
    assert "số liệu từ 15/03/2026 đến 14/06/2026. Hạn nộp: 21/06/2026 (còn 10 ngày)." in before
    assert "chưa nhận được" not in before
    assert "Đến ngày 24/06/2026, Phường Hương An chưa nhận được báo cáo" in after
    assert "Hạn nộp: 21/06/2026 (đã quá hạn 3 ngày)." in after
    for message in (before, after):
        assert message.startswith("Kính gửi Tổ dân phố An Lưu,\n")
        assert QUARTER in message
        assert len(message) < words.LONGEST / 2


def test_a_unit_whose_file_was_refused_is_not_told_that_nothing_came() -> None:
    message = to_unit(date(2026, 6, 24), refused_on=date(2026, 6, 20))
    assert "nhận ngày 20/06/2026 chưa ghi nhận được vì còn chỗ phải sửa" in message
    assert "chưa nhận được" not in message


def test_one_text_for_all_names_them_by_group_with_count_deadline_and_days() -> None:
    message = to_all({"Cơ quan": ["Mặt trận"], "Tổ dân phố": ["An Lưu", "Bồn Trì"]}, of=10)
    assert message.startswith("NHẮC NỘP BÁO CÁO QUÝ II NĂM 2026\n")
    assert "hạn nộp 21/06/2026 (đã quá hạn 3 ngày, tính đến 24/06/2026)" in message
    assert "Còn 3/10 đơn vị chưa nộp:\n- Cơ quan (1): Mặt trận\n- Tổ dân phố (2): An Lưu, Bồn Trì\n" in message


@pytest.mark.parametrize("wards", [1, 60, 400])
def test_hundreds_of_units_fit_a_chat_and_none_is_lost_from_the_count(wards: int) -> None:
    groups = {f"Tổ dân phố, Phường {ward}": [f"Tổ {number}" for number in range(1, 61)] for ward in range(wards)}
    message = to_all(groups, of=60 * wards)
    named = len(re.findall(r"[:,] Tổ \d+(?=[,\n ])", message))
    more = re.search(r"và ([\d.]+) đơn vị khác", message)
    assert len(message) <= words.LONGEST
    assert named + (int(more[1].replace(".", "")) if more else 0) == 60 * wards


def test_units_of_several_wards_are_grouped_by_ward() -> None:
    st.cache_resource.clear()
    units = [
        a_unit("P", "province", None),
        a_unit("W1", "ward", "P", name="Một"),
        a_unit("W2", "ward", "P", name="Hai"),
    ]
    units += [a_unit("A", parent="W1", name="Tổ 1"), a_unit("B", parent="W2", name="Tổ 1")]
    with a_store(units=units) as store:
        page = Page(store, "P", "2026-Q2", AFTER_ALL, "internal")
        own = _reminders._received.of_period(page)
        message = _reminders._to_all(page, own, len(own))
    assert "- Tổ dân phố, Một (1): Tổ 1\n- Tổ dân phố, Hai (1): Tổ 1\n" in message
    assert message.endswith("Unit P")
