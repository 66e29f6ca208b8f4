"""What is said about how long cases stay open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wording.formats import number, percent_value

Row = Mapping[str, Any]

HEADING = "Thời gian giải quyết"
ABOUT = (
    "Vụ việc thuộc thẩm quyền, thụ lý trong kỳ và ba quý trước đó. Vụ việc chưa giải quyết vẫn được tính đến ngày chốt "
    "(ước lượng Kaplan–Meier), nên số ngày không đẹp lên vì còn việc để đó."
)
ABOUT_BAND = "Dải mờ quanh đường là khoảng tin cậy 95%."
DAY, STILL_OPEN, BAND = "Sau số ngày", "Chưa giải quyết", "Khoảng tin cậy 95%"
NOTHING = "Không có vụ việc nào được thụ lý trong kỳ và ba quý trước đó."


def name(kind: str) -> str:
    """Of the figure and its picture."""
    return f"{HEADING}, {kind}"


def counted(kind: str, row: Row, enough: int) -> str:
    """`Khiếu nại: 12 vụ việc đã thụ lý, 9 đã giải quyết; …` where there are too few for a curve."""
    half = "chưa đến một nửa được giải quyết" if row["median_days"] is None else _half(row["median_days"])
    return (
        f"**{kind}**: {number(row['cases'])} vụ việc đã thụ lý, {number(row['resolved'])} đã giải quyết; {half} "
        f"(từ {enough} vụ việc trở lên mới vẽ đường)."
    )


def _half(days: int) -> str:
    return f"ước tính một nửa được giải quyết trong vòng {number(days)} ngày"


def sentence(kind: str, row: Row, told: str) -> str:
    """The chart's own sentence, with the kind and how many cases it rests on."""
    return f"**{kind}** ({number(row['cases'])} vụ việc): {told[:1].lower()}{told[1:]}"


def band(point: Row) -> str:
    """`61,9% – 95,2%`."""
    return f"{percent_value(point['low'])} – {percent_value(point['high'])}"
