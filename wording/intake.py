"""What the page says of batches that are found again: after a reload, in another tab, after a stop."""

from __future__ import annotations

from datetime import datetime

from wording.formats import instant, number

FOLLOW = "Xem đợt này"
GONE = (
    "Đợt nạp này không còn trong bộ nhớ (đã bị bỏ, để quá lâu, hoặc phần mềm đã khởi động lại). Báo cáo nào đã lưu thì "
    "vẫn còn nguyên; tệp nào chưa lưu thì hãy thả lại, tệp đã lưu rồi sẽ không bị nhân đôi."
)
PHASES = {
    "reading": "đang đọc {done}/{total} tệp",
    "read": "đã đọc {total} tệp, chưa lưu, đang chờ bấm «Nhận»",
    "storing": "đang lưu {done}/{total} tệp",
    "stored": "đã xong {done}/{total} tệp",
    "failed": "dừng giữa chừng sau {done}/{total} tệp",
}


def batch(begun_at: datetime, phase: str, done: int, total: int) -> str:
    """One batch in a list; its files are not named to whoever opens the page."""
    stands = PHASES[phase].format(done=number(done), total=number(total))
    return f"Đợt nạp lúc {instant(begun_at)}: {stands}"


def left(count: int) -> str:
    """A batch that ended before its last file."""
    return f"Còn {number(count)} tệp chưa được xử lý. Hãy thả lại cả đợt: tệp đã lưu rồi sẽ không bị nhân đôi."
