"""What the sheet «Bản in» says: the whole return on as few pages of paper as there can be."""

from __future__ import annotations

from collections.abc import Iterable

SHEET = "Bản in"
CODED = " (mã)"
CUT = "…"
CUT_HERE = f"Ô kết thúc bằng dấu {CUT} là chữ dài, được cắt cho vừa trang: xem đủ ở sheet ghi số liệu."
STILL, ROWS_IN = "Còn ", " dòng, xem sheet "
NOTHING_AROSE = "Không phát sinh trong kỳ."
NOT_HERE = "In từ sheet Bản in. Muốn in riêng sheet này: bỏ vùng in của sheet (Bố trí trang > Vùng in > Xóa vùng in)."
TO_PRINT = "In từ sheet Bản in: cả báo cáo trên khổ A4, tự lấy số liệu từ các sheet đã điền; không ghi gì vào sheet đó."


def legend(heading: str, choices: Iterable[tuple[str, str]]) -> str:
    """What the codes of a column stand for: `Chuyên đề: A – Chuyên môn; B – Hương ước.`"""
    return f"{heading}: {'; '.join(f'{code} – {label}' for code, label in choices)}."


def title(number: int, name: str) -> str:
    """The line above a table on paper."""
    return f"{number}. {name}"
