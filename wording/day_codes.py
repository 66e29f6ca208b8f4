"""The short code of a day: what papers print of the record of acts, and what «Sổ ghi» says of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wording.formats import day, number

DAY_CODE = "Mã sổ ghi"
CODES_HEADING = "Mã sổ ghi từng ngày"
ABOUT_CODES = (
    "Mã của một ngày lấy từ niêm của việc cuối cùng làm thay đổi số liệu trong ngày; tải về, mở bản in không đổi mã. "
    "Tài liệu mang mã của việc cuối cùng như thế trước lúc lập. Sổ ghi bị sửa thì mã sẽ khác mã đã in trên giấy."
)
FIND, FIND_HELP = "Mã trên giấy", "Ví dụ 7F3A-91C2; không phân biệt chữ hoa, chữ thường"
CODE, DAY, LAST = "Mã", "Ngày", "Việc số"
NOT_FOUND = (
    "Sổ ghi không có việc nào mang mã này. Hãy xem lại mã; nếu mã đúng thì sổ ghi đã bị thay đổi sau khi in, "
    "hoặc giấy không do phần mềm này lập."
)


def day_code(seal: str) -> str:
    """`7F3A-91C2`: the first 8 digits of a seal."""
    return f"{seal[:4]}-{seal[4:8]}".upper()


def code_typed(text: str) -> str:
    """What somebody read off a paper, as seals are spelled; empty where it cannot be a code."""
    digits = "".join(character for character in text.lower() if character.isalnum())
    return digits if len(digits) >= 8 and set(digits) <= set("0123456789abcdef") else ""


def day_line(acted_on: date, place: int, seal: str) -> dict[str, Any]:
    """A day as a row of a table."""
    return {DAY: day(acted_on), CODE: day_code(seal), LAST: number(place)}
