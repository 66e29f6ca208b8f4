"""One cell to one value, or to what is wrong with it (form, Cells and Personal data)."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time

import pytest

from loaders.cells import (
    BadCell,
    is_blank,
    read_choice,
    read_count,
    read_date,
    read_flag,
    read_text,
    says_nothing_arose,
)
from loaders.hygiene import asks_for_persons, is_legacy_encoding, personal_data

# --- numbers ---


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (12, 12),
        (12.0, 12),
        (0, 0),
        ("0", 0),
        ("007", 7),
        ("1.234", 1234),
        ("12.345.678", None),
        ("1.234,0", 1234),
        ("12,0", 12),
        ("12 345", 12345),
        ("12\u00a0345", 12345),
        ("12\u202f345", 12345),
        ("1\u2009234\u2009567", 1234567),
        (" 25 ", 25),
        ("2\u200b5", 25),
        (10_000_000, 10_000_000),
        ("10.000.000", 10_000_000),
        (3.0000000000000004, 3),
    ],
)
def test_a_count_is_read_as_vietnamese_write_it(value, count):
    result = read_count(value)
    assert result == count if count is not None else result.code == "OUT_OF_RANGE"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1,234", "AMBIGUOUS_NUMBER"),
        ("12.5", "AMBIGUOUS_NUMBER"),
        ("0.123", "AMBIGUOUS_NUMBER"),
        ("12.0", "AMBIGUOUS_NUMBER"),
        ("1.23", "AMBIGUOUS_NUMBER"),
        ("1234.567", "AMBIGUOUS_NUMBER"),
        ("1,234,567", "AMBIGUOUS_NUMBER"),
        ("1.234.5", "AMBIGUOUS_NUMBER"),
        (12.5, "NOT_WHOLE"),
        ("12,5", "NOT_WHOLE"),
        ("1.234,5", "NOT_WHOLE"),
        (-1, "NEGATIVE"),
        ("-5", "NEGATIVE"),
        ("− 5", "NEGATIVE"),
        (10_000_001, "OUT_OF_RANGE"),
        (1e300, "OUT_OF_RANGE"),
        ("9" * 500, "OUT_OF_RANGE"),
        (True, "NOT_A_NUMBER"),
        (False, "NOT_A_NUMBER"),
        (date(2026, 3, 5), "NOT_A_NUMBER"),
        (time(12), "NOT_A_NUMBER"),
        ("-", "NOT_A_NUMBER"),
        ("–", "NOT_A_NUMBER"),
        ("…", "NOT_A_NUMBER"),
        ("...", "NOT_A_NUMBER"),
        ("chín mươi", "NOT_A_NUMBER"),
        ("25 hộ", "NOT_A_NUMBER"),
        ("1e3", "NOT_A_NUMBER"),
        ("５", "NOT_A_NUMBER"),
        (float("inf"), "NOT_A_NUMBER"),
        (float("nan"), "NOT_A_NUMBER"),
    ],
)
def test_what_is_not_a_count_is_refused_by_its_reason(value, code):
    result = read_count(value)
    assert isinstance(result, BadCell)
    assert result.code == code


@pytest.mark.parametrize("dash", ["-", "–", "…"])
def test_a_dash_gets_the_advice_to_say_which_of_three_things_is_meant(dash):
    result = read_count(dash)
    assert all(word in result.expected for word in ("0", "KPS", "để trống"))


# --- flags ---


@pytest.mark.parametrize("value", ["Có", "CÓ", "x", "X", "✓", "✓\ufe0f", "v", "1", 1, 1.0, "TRUE", True])
def test_ways_to_say_yes(value):
    assert read_flag(value) is True


@pytest.mark.parametrize("value", ["Không", "không", "0", 0, 0.0, "FALSE", False])
def test_ways_to_say_no(value):
    assert read_flag(value) is False


@pytest.mark.parametrize("value", ["KPS", "Không phát sinh", "có lẽ", "2", 2, "✗", "-", date(2026, 1, 1)])
def test_anything_else_is_not_in_the_list(value):
    assert read_flag(value).code == "NOT_IN_LIST"


# --- dates ---


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 3, 5),
        datetime(2026, 3, 5, 23, 59),  # noqa: DTZ001 (a spreadsheet knows no zone)
        "05/03/2026",
        "5/3/2026",
        "05-03-2026",
        "5-3-2026",
        "05.03.2026",
        "5.3.2026",
        "ngày 5 tháng 3 năm 2026",
        "Ngày 05 tháng 03 năm 2026",
        unicodedata.normalize("NFD", "ngày 5 tháng 3 năm 2026"),
        "2026-03-05",
        " 05/03/2026\u00a0",
        46086,
        46086.0,
        46086.75,
    ],
)
def test_the_fifth_of_march(value):
    assert read_date(value) == date(2026, 3, 5)


def test_the_day_always_comes_first():
    assert read_date("01/02/2026") == date(2026, 2, 1)
    assert read_date("02/13/2026").code == "NOT_A_DATE"


@pytest.mark.parametrize(
    "value",
    [
        "05/03/26", "5/3", "03/2026", "2026", 2026, "31/02/2026", "2026-3-5", "2026/03/05", "05/03-2026", "hôm qua",
        "KPS", "46086", 29_999, 80_001, True, time(12), "0", float("inf"), float("nan"),
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(value):
    assert read_date(value).code == "NOT_A_DATE"


@pytest.mark.parametrize("value", ["31/12/1999", "01/01/2101", date(1999, 12, 31), 30_000, 80_000, "05/03/0026"])
def test_a_year_outside_2000_to_2100_is_out_of_range(value):
    assert read_date(value).code == "DATE_OUT_OF_RANGE"


@pytest.mark.parametrize(("value", "day"), [("01/01/2000", date(2000, 1, 1)), ("31/12/2100", date(2100, 12, 31))])
def test_the_first_and_the_last_year_are_within_range(value, day):
    assert read_date(value) == day


# --- text, lists and blanks ---


@pytest.mark.parametrize("text", ["=SUM(A1)", "+84", "-5", "@a", " hai  dấu cách ", "Uỷ ban", "a\nb", "'01"])
def test_free_text_is_kept_as_typed(text):
    assert read_text(text) == text


def test_free_text_is_kept_in_nfc():
    assert read_text(unicodedata.normalize("NFD", "Tổ dân phố")) == "Tổ dân phố"


def test_free_text_has_at_most_two_hundred_characters():
    assert read_text("ă" * 200) == "ă" * 200
    assert read_text(unicodedata.normalize("NFD", "ế" * 200)) == "ế" * 200
    assert read_text("ă" * 201) == BadCell("TEXT_TOO_LONG", "201", "Tối đa 200 ký tự.")


@pytest.mark.parametrize("number", [905123456, 905123456.0, 185012345678])
def test_a_number_in_place_of_a_text_may_be_a_phone_number_too(number):
    result = read_text(number)
    assert (result.code, result.found) == ("PERSONAL_DATA", "")


def test_a_list_is_matched_by_code_or_label_and_never_by_part():
    fields = {"DD": ["Đất đai", "DD"], "TP": ["Tư pháp", "TP"]}
    assert read_choice("đất  ĐAI", fields) == "DD"
    assert read_choice("tp", fields) == "TP"
    assert read_choice("Đất", fields).code == "NOT_IN_LIST"
    assert read_choice(5, fields).code == "NOT_IN_LIST"


def test_an_unknown_list_value_is_refused_with_the_nearest_known_one():
    assert "Có phải «Tư pháp»?" in read_choice("Tư phap", {"DD": ["Đất đai"], "TP": ["Tư pháp"]}).expected


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0", "\u200b", "\n"])
def test_what_cannot_be_seen_is_blank(value):
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, "0", "-", "."])
def test_what_can_be_seen_is_not_blank(value):
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("value", "says_so"),
    [("Không phát sinh", True), ("kps", True), ("KPS:", True), ("Không", False), (0, False), (None, False)],
)
def test_nothing_arose_is_a_statement(value, says_so):
    assert says_nothing_arose(value) is says_so


# --- personal data ---

PERSONAL = [
    "001085012345",
    "CCCD 001085012345.",
    "123456789",
    "QĐ-123456789",
    "0905123456",
    "0905 123 456",
    "0905.123.456",
    "0905-123-456",
    "09 05 12 34 56",
    "0905–123–456",
    "+84905123456",
    "+84 905 123 456",
    "x0905123456y",
    "0905 123 456 - 15 người",
    "0905\u200b123\u00a0456",
    "ngày 05.03.2026, 0905123456",
    "0905123456 0905123457",
    "0905 2026 12",
]
HARMLESS = [
    "12345678", "1234567890", "12345678901", "1234567890123", "09051234567", "05/03/2026 - 06/03/2026",
    "2026-03-05 2026-03-06", "05.03.2026 12", "05 03 02 10 12 14", "123/QĐ-UBND", "KN-2026-004", "10.000.000",
    "HA-01 20260614", "HA-01-2026-06-14", "KN-01-2026-0012", "(+84)", "",
]  # fmt: skip


@pytest.mark.parametrize("text", PERSONAL)
def test_numbers_that_name_a_person_are_found(text):
    assert personal_data(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_are_not(text):
    assert personal_data(text) is None


def test_nine_digits_may_be_the_code_of_a_case_but_twelve_or_a_phone_number_may_not():
    assert personal_data("123456789", is_case_code=True) is None
    assert personal_data("001085012345", is_case_code=True)
    assert personal_data("0905123456", is_case_code=True)


@pytest.mark.parametrize(
    "heading",
    [
        "Họ tên", "HỌ VÀ TÊN", "Họ tên người gửi", "Địa chỉ:", "Địa chỉ thường trú", "CCCD", "Số CCCD", "CMND/CCCD",
        "Căn cước công dân", "Số điện thoại", "Người khiếu nại", "Người tố cáo", "Tên người tố\u00a0cáo",
    ],
)  # fmt: skip
def test_headings_that_ask_for_a_person(heading):
    assert asks_for_persons(heading)


@pytest.mark.parametrize(
    "heading", ["Người lập", "Tên đơn vị", "Số người", "Khiếu nại", "Ghi chú", "Dự lần đầu trong năm"]
)
def test_headings_that_do_not(heading):
    assert not asks_for_persons(heading)


# --- old encodings ---


@pytest.mark.parametrize(
    "text",
    [
        "Tæ d©n phè",
        "Toå daân phoá",
        "Sè liÖu",
        "QuyÕt ®Þnh",
        "Tá»• dÃ¢n phá»‘",
        "Äá»‘i chiáº¿u",
        "Ä\x90",
        "Đối chiếu".encode().decode("latin-1"),
        "Ã¡",
    ],
)
def test_old_encodings_and_mojibake_are_found(text):
    assert is_legacy_encoding(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tổ dân phố", "ÐƠN THƯ", "Ã", "Â", "ÂM LỊCH", "LÃ", "ð", "a – b … «c»", "5 µ", "✓", "₫", "plain",
        unicodedata.normalize("NFD", "Nguyễn Ước Ý Ỹ"), "1.000 m²",
    ],
)  # fmt: skip
def test_vietnamese_is_not(text):
    assert not is_legacy_encoding(text)
