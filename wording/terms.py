"""Words and marks of the house, one word per thing: a status, a kind of target, a state of a return."""

from __future__ import annotations

from typing import Literal

# code: (mark, word). A mark stands beside every colour, so that black and white paper says the same.
STATUS: dict[str, tuple[str, str]] = {
    "met": ("✓", "Đạt"),
    "not_met": ("✗", "Chưa đạt"),
    "not_due": ("◔", "Chưa đến hạn đánh giá"),
    "incomplete": ("◐", "Chưa đủ báo cáo"),
    "not_reported": ("∅", "Chưa báo cáo"),
    "nothing_arose": ("–", "Không phát sinh"),
    "no_target": ("·", "Chỉ theo dõi"),
}

TARGET_KIND: dict[str, str] = {
    "stated": "Nghị quyết nêu rõ",
    "implied": "Hiểu theo nghị quyết",
    "law": "Theo luật",
    "tracked": "Chỉ theo dõi",
}

RETURN_STATE: dict[str, tuple[str, str]] = {
    "on_time": ("✓", "Đúng hạn"),
    "late": ("▲", "Trễ hạn"),
    "missing": ("∅", "Chưa nộp"),
    "not_yet_due": ("◔", "Chưa đến hạn nộp"),
}

# How a complaint case stands (form, Đơn thư); the first three are open.
CASE_STATUS: dict[str, str] = {
    "unresolved": "Chưa giải quyết",
    "in_progress": "Đang giải quyết",
    "suspended": "Tạm đình chỉ",
    "resolved": "Đã giải quyết",
    "forwarded": "Chuyển đơn",
    "guided": "Hướng dẫn",
    "withdrawn": "Rút đơn",
    "discontinued": "Đình chỉ",
    "not_accepted": "Không thụ lý",
    "archived": "Lưu đơn",
}

# Status → icon and colour of its badge on screen; the word always stands beside them.
STATUS_BADGE: dict[str, tuple[str, Literal["green", "red", "blue", "orange", "gray"]]] = {
    "met": (":material/check_circle:", "green"),
    "not_met": (":material/cancel:", "red"),
    "not_due": (":material/schedule:", "blue"),
    "incomplete": (":material/hourglass_top:", "orange"),
    "not_reported": (":material/do_not_disturb_on:", "gray"),
    "nothing_arose": (":material/remove:", "gray"),
    "no_target": (":material/visibility:", "gray"),
}
