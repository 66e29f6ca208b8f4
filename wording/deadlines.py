"""What «Đơn thư» says of the deadline of each open case and of how long acceptance took, in working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median_low
from typing import Any

from wording.complaints import NO_DEADLINE, TO_CHECK, case_of, from_due, note
from wording.formats import UNKNOWN, day, number
from wording.terms import CASE_STATUS

Row = Mapping[str, Any]

HEADING, ACCEPTED = "Thời hạn của từng vụ việc đang mở", "Thời gian thụ lý"
CODE, KIND, STATUS, DUE_ON, FROM_DUE, MADE_OF, EXTENDED, SUSPENDED, BASIS, NOTE = (
    "Mã vụ việc", "Loại", "Tình trạng", "Hạn", "So với hạn", "Cách tính hạn", "Số ngày gia hạn", "Số ngày tạm đình chỉ",
    "Căn cứ", "Lưu ý",
)  # fmt: skip
RECEIVED_ON, ACCEPTED_ON, ACCEPT_BY, WORKING_DAYS, LATE = (
    "Ngày tiếp nhận", "Ngày thụ lý", "Hạn thụ lý", "Số ngày làm việc", "Thụ lý",
)  # fmt: skip
NOT_ACCEPTED, NO_OPEN = "Chưa thụ lý", "Không có vụ việc nào đang mở."
ABOUT_ACCEPTED = (
    "Đếm ngày làm việc sau ngày tiếp nhận, trừ thứ Bảy, Chủ nhật, ngày lễ; tính cả ngày nghỉ, làm bù hoán đổi. Vụ việc "
    "chưa thụ lý tính đến ngày chốt. Chỉ tính loại có hạn thụ lý, tiếp nhận từ đầu năm. Tố cáo có trong số đếm, "
    "không có trong bảng."
)
NONE_ACCEPTED = "Từ đầu năm không tiếp nhận vụ việc nào thuộc loại có hạn thụ lý."
BUCKETS = ((0, 3), (4, 7), (8, 10), (11, None))  # working days
CASES, LATE_CASES = "Vụ việc", "Trong đó sau hạn thụ lý"


def to_confirm(rows: Sequence[tuple[date, str]]) -> str:
    """Swapped working days of the year that the ward has not confirmed yet: day and kind (off | worked)."""
    kinds = {"off": "nghỉ", "worked": "làm bù"}
    named = ", ".join(f"{day(on)} ({kinds[kind]})" for on, kind in rows)
    return f"Ngày hoán đổi {TO_CHECK}: {named}; phường xác nhận hoặc sửa ở trang Danh mục, sheet «Ngày nghỉ, ngày bù»."


def bucket(first: int, last: int | None) -> str:
    """`4–7 ngày`, `từ 11 ngày`."""
    return f"từ {first} ngày" if last is None else f"{first}–{last} ngày"


def open_cases(rows: Sequence[Row], unlisted: Sequence[Row]) -> str:
    """How many open cases have a deadline, how many were extended or suspended; denunciations as numbers."""
    lead = _counted(rows) if rows else NO_OPEN
    return f"{lead} Tố cáo (chỉ nêu tổng số): {_counted(unlisted)}" if unlisted else lead


def nearest(rows: Sequence[Row], within: Mapping[str, str]) -> str:
    """«Quá hạn lâu nhất: KN-1 (quá 71 ngày).» or which day comes first; rows with a deadline, the first one first."""
    first = rows[0]
    over = (first["cut_off"] - first["due_on"]).days
    lead = "Quá hạn lâu nhất" if over > 0 else "Đến hạn sớm nhất"
    return f"{lead}: **{case_of(first, within)}** ({from_due(over)}, hạn {day(first['due_on'])})."


def _counted(rows: Sequence[Row]) -> str:
    parts = {
        "có hạn giải quyết": "due_on",
        "được gia hạn": "extension_days",
        "có thời gian tạm đình chỉ": "suspension_days",
    }
    counts = ", ".join(f"{number(sum(bool(row[name]) for row in rows))} {word}" for word, name in parts.items())
    return f"**{number(len(rows))}** vụ việc đang mở: {counts}."


def made_of(row: Row) -> str:
    """«15/03/2026 + 30 ngày + gia hạn 30 ngày»; why there is no deadline where there is none."""
    if row["due_on"] is None:
        return NOT_ACCEPTED if row["accept_by"] and not row["accepted_on"] else NO_DEADLINE
    extra = [
        f"{word} {row[name]} ngày"
        for word, name in (("gia hạn", "extension_days"), ("tạm đình chỉ", "suspension_days"))
        if row[name]
    ]
    return " + ".join([day(row["accepted_on"]), f"{row['due_days']} ngày", *extra])


def waits_for(row: Row) -> str:
    """Why the days of an open case do not run, as they are not counted as overdue; empty where they do."""
    if row["status"] == "suspended":
        return "không tính: tạm đình chỉ"
    return "" if row["is_under_competence"] else "không tính: không thuộc thẩm quyền"


def open_line(row: Row, kind: str) -> dict[str, str]:
    """One open case: the day, what it is made of, the law behind it; not yet accepted, the day for that."""
    waits = row["due_on"] is None and not row["accepted_on"]
    due_on, basis = (row["accept_by"], row["accept_basis"]) if waits else (row["due_on"], row["due_basis"])
    return {
        CODE: row["code"],
        KIND: kind,
        STATUS: CASE_STATUS[row["status"]],
        DUE_ON: day(due_on),
        FROM_DUE: waits_for(row) or (from_due((row["cut_off"] - due_on).days) if due_on else UNKNOWN),
        MADE_OF: made_of(row),
        EXTENDED: number(row["extension_days"]),
        SUSPENDED: number(row["suspension_days"]),
        BASIS: basis or NO_DEADLINE,
        NOTE: note(basis),
    }


def accepted(rows: Sequence[Row]) -> str:
    """«**5** vụ việc …: một nửa trong 3 ngày làm việc trở lại, lâu nhất 11; **1** quá hạn thụ lý.»"""
    days = [row["working_days"] for row in rows if row["working_days"] is not None]
    if not days:
        return NONE_ACCEPTED
    late = sum(row["is_late"] for row in rows)
    waiting = sum(row["accepted_on"] is None for row in rows)
    return (
        f"**{number(len(rows))}** vụ việc ({number(waiting)} chưa thụ lý): một nửa trong "
        f"**{number(median_low(days))}** ngày làm việc trở lại, lâu nhất **{number(max(days))}**; "
        f"**{number(late)}** sau hạn thụ lý."
    )


def accepted_line(row: Row, kind: str) -> dict[str, str]:
    """One case that may be listed."""
    return {
        CODE: row["code"],
        KIND: kind,
        RECEIVED_ON: day(row["received_on"]),
        ACCEPTED_ON: day(row["accepted_on"]) if row["accepted_on"] else NOT_ACCEPTED,
        WORKING_DAYS: number(row["working_days"]),
        ACCEPT_BY: day(row["accept_by"]),
        LATE: "✗ Sau hạn" if row["is_late"] else "✓ Trong hạn",
        BASIS: row["basis"],
    }
