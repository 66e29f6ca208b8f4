"""What is said of purging: the bytes and free text of a return taken away for a reason, its figures kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from wording.formats import instant, number

Row = Mapping[str, Any]

HEADING = "Xóa nội dung báo cáo"
ABOUT = (
    "Khi trong tệp có dữ liệu cá nhân không được phép giữ, hoặc đã hết thời hạn lưu, quản trị viên xóa **tệp gốc và "
    "phần chữ tự ghi** (ghi chú, người lập, tên tệp) của một lần nộp. Số liệu, mã băm và dòng sổ ghi vẫn còn. "
    "Việc này **không hoàn lại được**."
)
UNIT, PERIOD, VERSION = "Đơn vị", "Kỳ báo cáo", "Lần nộp"
REASON = "Lý do xóa (bắt buộc, tối đa 200 ký tự; không ghi số điện thoại, số căn cước, tên người)"
TITLES = "Xóa cả tên lớp tập huấn, tên việc theo dõi"
TITLES_HELP = (
    "Các tên này có in trên tài liệu họp. Xóa thì số liệu không đổi, nhưng mã nội dung của tài liệu cũ có tên đó sẽ "
    "không tính lại được; báo cáo sau nêu lại việc theo dõi ấy sẽ coi là một việc mới. Bản số liệu đã chốt không đổi."
)
MEANT = "Tôi hiểu: không lấy lại được"
DO, DOING = "Xóa nội dung", "Đang xóa và ghi đè chỗ cũ trong tệp dữ liệu…"
NONE_TO_PURGE = "Chưa có lần nộp nào còn nội dung để xóa (dữ liệu mẫu thì xóa cả bộ)."
PROPOSED_HEADING, PURGED_HEADING = "Đã quá thời hạn lưu, đề nghị xóa", "Đã xóa"
NO_RETENTION = (
    "Chưa đặt thời hạn lưu tệp gốc. Cơ quan muốn phần mềm nhắc thì đặt biến môi trường DCCS_RETENTION_YEARS "
    "(số năm) rồi khởi động lại; phần mềm chỉ nhắc, không tự xóa."
)
NOTHING_PROPOSED = "Chưa có báo cáo nào quá {years} năm."
PURGED_AT, BY, WHY, RECEIVED, WHICH, STILL_IN = "Xóa lúc", "Người xóa", "Lý do", "Nhận lúc", "Báo cáo", "Còn nằm trong"
NOWHERE = "không còn bản sao lưu nào trên máy này"
STILL_IN_NOTE = (
    "Các bản sao lưu lập trước lúc xóa vẫn giữ nội dung cũ: chờ đến khi phần mềm tự bỏ theo vòng lưu, hoặc xóa tay; "
    "nhớ cả những bản đã chép ra USB, ổ đĩa khác."
)
ORIGINAL_PURGED = "Tệp gốc của bản này đã được xóa."
CANNOT = {
    "unknown": "Không có lần nộp này.",
    "sample": "Đây là dữ liệu mẫu: xóa cả bộ bằng nút «Xóa dữ liệu mẫu».",
    "purged": "Nội dung của lần nộp này đã được xóa rồi.",
    "no_reason": "Hãy ghi lý do xóa.",
    "too_long": "Lý do dài quá 200 ký tự; hãy ghi ngắn hơn.",
    "personal_data": "Lý do có số điện thoại hoặc số giấy tờ cá nhân; hãy bỏ đi.",
    "legacy_encoding": "Lý do gõ bằng bảng mã cũ hoặc lỗi phông; hãy gõ lại bằng Unicode.",
}


def gone(row: Row) -> str:
    """In the place of what was purged: since when and why."""
    return f"đã xóa lúc {instant(row['purged_at'])} theo: {row['reason']}"


def file_gone(row: Row) -> str:
    """Why there is no file to look at."""
    return (
        f"Tệp gốc và phần chữ tự ghi của báo cáo này {gone(row)} (người xóa: {row['purged_by']}). "
        "Các số đã đọc vẫn còn nguyên."
    )


def purged(unit: str, period: str, version: int, moment: datetime) -> str:
    """What was done."""
    return (
        f"Đã xóa tệp gốc và phần chữ tự ghi của lần nộp {version}, {unit}, {period}, lúc {instant(moment)}. "
        "Số liệu giữ nguyên."
    )


def purged_again(count: int) -> str:
    """After an older copy was put back."""
    return f"Đã xóa lại nội dung của {number(count)} báo cáo vốn đã xóa sau khi lập bản sao lưu này."


def verified(count: int) -> str:
    """What cannot be read again, and need not be."""
    return f"{number(count)} báo cáo đã xóa nội dung theo lý do ghi trong sổ: còn số liệu và mã băm, không đọc lại tệp."


def holding(copies: Sequence[tuple[datetime, str]]) -> str:
    """The copies that still hold the text, by moment and name."""
    if not copies:
        return NOWHERE
    return "; ".join(f"{name} ({instant(moment)})" for moment, name in copies)


def proposed(row: Row) -> str:
    """A return whose time is over, for the command line."""
    return f"{row['submission']}  {row['unit']} {row['period']}, nhận {instant(row['received_at'])}"


def overdue(count: int, years: int) -> str:
    """How many returns are older than the office keeps their files."""
    return f"{number(count)} báo cáo đã nhận quá {number(years)} năm mà tệp gốc còn giữ."


def choice(row: Row) -> str:
    """One return to choose."""
    return f"Bản {row['version']}, nhận {instant(row['received_at'])}"
