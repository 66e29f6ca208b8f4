"""What «Chỉ tiêu» says of the pace so far beside the pace that the target asks for, and of places among units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from wording.formats import collation_key, number, percent, ratio

Row = Mapping[str, Any]
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
ENOUGH = {True: "đủ nhanh", False: "chưa đủ nhanh"}

HEADING = "Nhịp độ để kịp đạt"
SO_FAR, NEEDED, JUDGED = "Đã làm mỗi quý", "Cần làm mỗi quý", "Nhịp độ"
UNIT = "Đơn vị"
ABOUT = (
    "«Đã làm mỗi quý» là số lũy kế từ đầu năm chia cho số quý đã qua; «Cần làm mỗi quý» là số còn thiếu chia cho số "
    "quý còn lại đến quý đánh giá. Đơn vị chưa báo cáo không có trong biểu đồ."
)
PLACES, PLACE, VALUE, OF_WHOLE = "Thứ tự giữa các đơn vị", "Thứ tự", "Kết quả", "Số đạt/tổng"


def per_quarter(value: Fraction) -> str:
    """`425`, `12,5`."""
    return number(value, 0 if value.denominator == 1 else 1)


def sentence(so_far: Fraction, needed: Fraction, quarters_left: int, judged_from: int, measure: str) -> str:
    """«Cần **425** hộ mỗi quý trong 2 quý còn lại …; từ đầu năm được **384** hộ mỗi quý: **chưa đủ nhanh**.»"""
    when = f"mỗi quý trong {quarters_left} quý còn lại" if quarters_left > 1 else "trong quý còn lại"
    return (
        f"Cần **{per_quarter(needed)}** {measure} {when} để đạt khi đánh giá (Quý {ROMAN[judged_from]}); từ "
        f"đầu năm được **{per_quarter(so_far)}** {measure} mỗi quý: "
        f"**{ENOUGH[so_far >= needed]}**."
    )


def places(rows: Sequence[Row], noun: tuple[str, str]) -> str:
    """«Thứ tự của n = 7 tổ dân phố có số liệu: cao nhất …, thấp nhất …»; those of one place together."""
    best, last = (_names(rows, limit(row["place"] for row in rows)) for limit in (min, max))
    ties = len(rows) - len({row["place"] for row in rows})
    tied = " Kết quả bằng nhau thì cùng thứ tự." if ties else ""
    return f"Thứ tự của n = {len(rows)} {noun[0]} có số liệu: đứng đầu {best}; đứng cuối {last}.{tied}"


def _names(rows: Sequence[Row], place: int) -> str:
    found = sorted((row for row in rows if row["place"] == place), key=lambda row: collation_key(row["name"]))
    return f"{', '.join(row['name'] for row in found)} ({percent(found[0]['numerator'], found[0]['denominator'])})"


def no_places(units: int, noun: tuple[str, str], whole: int | None = None, measure: str = "") -> str:
    """Why there are no places; of yes and no (`whole`: how many are asked), what one of them weighs."""
    if whole:
        one, points = (noun[0] if whole == units else measure), number(Fraction(100, whole), 1)
        return f"Mỗi {one} trong {number(whole)} là {points} điểm; chỉ có đạt hoặc chưa, không xếp thứ tự."
    why = "quá ít đơn vị, hoặc có tổng dưới 10 mà một trường hợp đã hơn 10 điểm"
    return f"Không xếp thứ tự {units} {noun[0]} có số liệu: {why}."


def place_line(row: Row) -> dict[str, str]:
    """One unit in the table."""
    return {PLACE: number(row["place"]), UNIT: row["name"], VALUE: percent(row["numerator"], row["denominator"]),
            OF_WHOLE: ratio(row["numerator"], row["denominator"])}  # fmt: skip
