"""What «Đơn thư» says of a register over the quarters and of the fields that come again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wording.charts import period_name
from wording.formats import number, percent, ratio

Row = Mapping[str, Any]

HEADING = "Qua các quý"
NAMES = {"resolved": "Đã giải quyết, trong số thuộc thẩm quyền", "timely": "Đúng hạn, tính cả số đang quá hạn"}
PERIOD, SHARE, OF_WHOLE = "Quý", "Tỷ lệ", "Số vụ việc"
NOTHING_AROSE = "Không phát sinh"
RECURRING, FIELD, TOTAL, QUARTERS = "Lĩnh vực lặp lại", "Lĩnh vực", "Cộng", "Số quý có tiếp nhận"
MARK = "Lặp lại"
PARTS = {
    "recurring": ("Quý có tiếp nhận, lặp lại", "second"), "once": ("Quý có tiếp nhận", "not_due"),
    "without": ("Quý không tiếp nhận", "third"),
}  # fmt: skip


def shares(name: str, sentence: str) -> str:
    """The share's name before what is said of it."""
    return f"**{NAMES[name]}.** {sentence}"


def point_line(row: Row) -> dict[str, str]:
    """One quarter in the table."""
    whole = row["denominator"]
    shown = percent(row["numerator"], whole) if whole else NOTHING_AROSE
    return {PERIOD: period_name(row["period"]), SHARE: shown, OF_WHOLE: ratio(row["numerator"], whole) if whole else ""}


def recurring(rows: Sequence[Row], periods: int) -> str:
    """«Lặp lại nhiều quý: Đất đai (4/4 quý, 9 vụ việc)»; or that none does."""
    again = [row for row in rows if row["recurs"]]
    if not again:
        return f"Không lĩnh vực nào có tiếp nhận ở từ ba quý trở lên trong {number(periods)} quý gần nhất."
    named = ", ".join(
        f"**{row['field_label']}** ({row['quarters']}/{periods} quý, {row['received']} vụ việc)" for row in again
    )
    return f"Có tiếp nhận ở từ ba quý trở lên trong {number(periods)} quý gần nhất: {named}."


def quarters_of(row: Row, periods: int) -> dict[str, Any]:
    """One field in the chart: in how many of the quarters something was received."""
    parts = {"recurring": row["quarters"] * row["recurs"], "once": row["quarters"] * (not row["recurs"])}
    said = f"{row['quarters']}/{periods} quý, {number(row['received'])} vụ việc"
    return {"name": row["field_label"], **parts, "without": periods - row["quarters"], "said": said}


def field_line(row: Row) -> dict[str, str]:
    """One field in the table, quarters across."""
    by_period = {period_name(period): number(count) for period, count in row["by_period"].items()}
    return {FIELD: row["field_label"], **by_period, TOTAL: number(row["received"]), MARK: "●" if row["recurs"] else ""}
