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
BY_BRANCH = "Biểu đồ cộng các đơn vị của từng phường, xã; bảng có từng đơn vị."
UNIT, DUE, ON_TIME, LATE, MISSING, REFUSED, ANSWERED = (
    "Đơn vị", "Số kỳ đến hạn", "Đúng hạn", "Trễ hạn", "Chưa nộp", "Lần bị từ chối", "Mục đã trả lời",
)  # fmt: skip
STATES = {
    "on_time": ("Đúng hạn", "met"), "late": ("Trễ hạn", "incomplete"), "missing": ("Chưa nộp", "not_reported"),
}  # fmt: skip
MEASURES = {"answered": ("Mục đã trả lời", "met"), "blank": ("Mục chưa trả lời", "not_reported")}
NOTHING_DUE = "Chưa có kỳ nào đến hạn nộp."


def sentence(rows: Iterable[Row]) -> str:
    """«Đúng hạn 85,7% (60/70 lượt nộp đến hạn); chưa nộp lượt nào: …»"""
    kept = list(rows)
    due, on_time = sum(row["due"] for row in kept), sum(row["on_time"] for row in kept)
    never = [row for row in kept if row["missing"] == row["due"]]
    lead = f"Đúng hạn **{percent(on_time, due)}** ({number(on_time)}/{number(due)} lượt báo cáo đã đến hạn)"
    silent = f"chưa nộp kỳ nào: {units.shortened(never, NAMED_AT_MOST)}" if never else "đơn vị nào cũng đã từng nộp"
    refused = [row for row in kept if row["refusals"]]
    times = number(sum(row["refusals"] for row in refused))
    named = units.shortened(refused, NAMED_AT_MOST)
    turned = f"tệp bị từ chối: {times} lần ({named})" if refused else "không có tệp nào bị từ chối"
    return f"{lead}; {silent}; {turned}."


def in_time(row: Row) -> dict[str, Any]:
    """One unit in the chart of its returns."""
    return {**row, "said": percent(row["on_time"], row["due"])}


def completeness(row: Row) -> dict[str, Any]:
    """One unit in the chart of what its returns answer; never more than was asked."""
    blank = row["asked"] - row["answered"]
    return {"name": row["name"], "answered": row["answered"], "blank": blank,
            "said": percent(row["answered"], row["asked"])}  # fmt: skip


def answered(rows: Iterable[Row]) -> str:
    """«Đã trả lời 91,2% số mục (912/1.000); ít nhất: An Hòa (75%).»"""
    kept = [row for row in rows if row["asked"]]
    done, asked = sum(row["answered"] for row in kept), sum(row["asked"] for row in kept)
    least = min(kept, key=lambda row: row["answered"] / row["asked"], default=None)
    lead = f"Đã trả lời **{percent(done, asked)}** số mục phải báo cáo ({number(done)}/{number(asked)})"
    if least is None or done == asked:
        return f"{lead}."
    same = [row["name"] for row in kept if row["answered"] * least["asked"] == least["answered"] * row["asked"]]
    return f"{lead}; ít nhất: {', '.join(same[:3])} ({percent(least['answered'], least['asked'])})."


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
