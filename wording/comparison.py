"""What is said about changes since the last meeting: new events apart from corrections of what had been shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from wording import terms
from wording.formats import UNKNOWN, day, instant, number, percent, percent_value

Row = Mapping[str, Any]

PICK_BEFORE, PICK_SINCE = "Kỳ đã trình lần trước", "Số liệu đã biết đến hết ngày"
SINCE_HELP = "Ngày chốt số liệu của cuộc họp trước. Mặc định là hạn nộp của kỳ đã trình."
ABOUT = (
    "**Đã trình**: kỳ trước, đúng như đã biết khi ấy. **Sau khi sửa**: vẫn kỳ ấy, tính lại với các báo cáo nộp muộn, "
    "nộp lại hoặc rút về sau đó. **Nay**: kỳ đang xem. Khác nhau giữa hai số đầu là do **sửa số đã báo cáo**, "
    "giữa hai số sau là do **việc mới phát sinh**."
)
READING = {"shown": "Đã trình", "corrected": "Sau khi sửa", "now": "Nay"}
AXIS = [(share, f"{share}%") for share in (0, 25, 50, 75, 100)]
WHAT = {
    "new": "Báo cáo kỳ mới",
    "late": "Báo cáo kỳ cũ nộp sau",
    "correction": "Sửa báo cáo đã nộp",
    "withdrawal": "Rút báo cáo",
}
CASE_WHAT = {
    "received": "Mới tiếp nhận",
    "closed": "Mới kết thúc",
    "late": "Thuộc kỳ cũ, nay mới báo",
    "corrected": "Sửa số đã báo",
    "gone": "Không còn trong báo cáo",
}
CASE_FIELD = {
    "kind": "loại đơn",
    "field": "lĩnh vực",
    "received_on": "ngày tiếp nhận",
    "accepted_on": "ngày thụ lý",
    "due_on": "hạn giải quyết",
}
INDICATORS, RETURNS, CASES = "Chỉ tiêu có thay đổi", "Báo cáo gây ra thay đổi", "Vụ việc"
COUNTS = "Chỉ tiêu tính bằng số đếm (không phải tỷ lệ):"
INDICATOR, BY_CORRECTION, BY_EVENTS = "Chỉ tiêu", "Do sửa", "Do phát sinh mới"
WHEN, UNIT, PERIOD, VERSION, WHAT_COLUMN, FILE, REASON = (
    "Lúc", "Đơn vị", "Kỳ", "Bản", "Loại", "Tệp", "Lý do",
)  # fmt: skip
CODE, KIND, DETAIL = "Mã vụ việc", "Loại đơn", "Chi tiết"
NOTHING_MOVED = "Không chỉ tiêu nào thay đổi."
NO_RETURNS = "Không có báo cáo nào nộp, sửa hoặc rút trong khoảng này."
NO_CASES = "Không có vụ việc nào thay đổi."
NO_CASES_SHOWN = "Chế độ họp không nêu từng vụ việc."


def summary(returns: Iterable[Row], since: datetime) -> str:
    """«Từ sau ngày 20/07/2026: 11 báo cáo kỳ mới; 2 lần sửa báo cáo đã nộp.»"""
    counts = Counter(row["what"] for row in returns)
    words = {"new": "báo cáo kỳ mới", "late": "báo cáo kỳ cũ nộp sau", "correction": "lần sửa báo cáo đã nộp",
             "withdrawal": "lần rút báo cáo"}  # fmt: skip
    parts = [f"**{number(counts[what])}** {word}" for what, word in words.items() if counts[what]]
    return f"Từ sau ngày {day(since.date())}: {'; '.join(parts)}." if parts else NO_RETURNS


def moved(total: int, corrected: int) -> str:
    """How many indicators moved, and how many of them because of what had already been shown."""
    if not total:
        return NOTHING_MOVED
    why = f"trong đó {number(corrected)} có phần do sửa số đã trình" if corrected else "đều do việc mới phát sinh"
    return f"**{number(total)}** chỉ tiêu thay đổi, {why}."


def figure(reading: Row | None, *, is_share: bool) -> str:
    """A reading as people read it: `60,5% (23/38)`, `12`, or a dash."""
    if reading is None or reading["value"] is None:
        return UNKNOWN
    if not is_share:
        return number(reading["value"])
    shown = percent(reading["numerator"], reading["denominator"])
    return f"{shown} ({number(reading['numerator'])}/{number(reading['denominator'])})"


def reading(name: str, share: float | None) -> str:
    """A line of the hover box."""
    return f"{READING[name]}: {percent_value(share)}"


def case_detail(case: Row) -> str:
    """What of a case is stated otherwise now, or when it came and went."""
    if case["changed"]:
        return "; ".join(f"{CASE_FIELD[name]}: {_told(then)} → {_told(now)}" for name, then, now in case["changed"])
    if case["what"] == "closed":
        return f"{terms.CASE_STATUS[case['status']]} ngày {_told(case['closed_on'])}"
    return f"Tiếp nhận ngày {_told(case['received_on'])}"


def _told(value: str | None) -> str:
    """A day of the snapshot as people write it; anything else as it is."""
    if value is None:
        return UNKNOWN
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def when(moment: datetime) -> str:
    """`05/10/2026 08:30`."""
    return instant(moment)
