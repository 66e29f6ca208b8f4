"""What is said about how units report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wording import units
from wording.formats import number, percent, ratio

Row = Mapping[str, Any]
NAMED_AT_MOST = 12

HEADING = "Nền nếp báo cáo"
ABOUT = (
    "Tính trên các kỳ đã đến hạn đang hiển thị ở bảng trên. «Đúng hạn» xét theo lần nhận đầu tiên. «Mục đã trả lời» là "
    "số mục có số liệu, ngày, nội dung hoặc ghi «Không phát sinh», trên tổng số mục phải báo cáo; kỳ không nộp tính là "
    "chưa trả lời."
)
UNIT, DUE, ON_TIME, LATE, MISSING, REFUSED, ANSWERED = (
    "Đơn vị", "Số kỳ đến hạn", "Đúng hạn", "Trễ hạn", "Chưa nộp", "Lần bị từ chối", "Mục đã trả lời",
)  # fmt: skip
NOTHING_DUE = "Chưa có kỳ nào đến hạn nộp."


def sentence(rows: Iterable[Row]) -> str:
    """«Đúng hạn 85,7% (60/70 lượt nộp đến hạn); chưa nộp lượt nào: …»"""
    kept = list(rows)
    due, on_time = sum(row["due"] for row in kept), sum(row["on_time"] for row in kept)
    never = [row for row in kept if row["missing"] == row["due"]]
    lead = f"Đúng hạn **{percent(on_time, due)}** ({number(on_time)}/{number(due)} lượt báo cáo đã đến hạn)"
    return (
        f"{lead}; chưa nộp kỳ nào: {units.shortened(never, NAMED_AT_MOST)}."
        if never
        else f"{lead}; đơn vị nào cũng đã từng nộp."
    )


def line(row: Row) -> dict[str, str]:
    """One unit in the table."""
    return {
        UNIT: row["name"],
        DUE: number(row["due"]),
        ON_TIME: f"{percent(row['on_time'], row['due'])} ({ratio(row['on_time'], row['due'])})",
        LATE: number(row["late"]),
        MISSING: number(row["missing"]),
        REFUSED: number(row["refusals"]),
        ANSWERED: f"{percent(row['answered'], row['asked'])} ({ratio(row['answered'], row['asked'])})",
    }
