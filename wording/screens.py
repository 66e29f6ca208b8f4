"""What the screens say: the shell first (frame, menu, refusals), then one section a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from wording.formats import UNKNOWN, number, percent, percent_value

# --- the shell ---------------------------------------------------------------------------------------------------

APP_TITLE = "Dân chủ ở cơ sở"


class MenuEntry(NamedTuple):
    """One line of the menu. `url_path` is Vietnamese without diacritics, so that a link can be read out."""

    title: str
    icon: str
    url_path: str


# File stem in pages/ → its line, in the order shown; the first is the start page. A page without a line here
# comes last under its own stem.
MENU = {
    "overview": MenuEntry("Tổng quan", ":material/dashboard:", "tong-quan"),
    "indicators": MenuEntry("Chỉ tiêu", ":material/flag:", "chi-tieu"),
    "training": MenuEntry("Tập huấn", ":material/school:", "tap-huan"),
    "complaints": MenuEntry("Đơn thư", ":material/gavel:", "don-thu"),
    "follow_up": MenuEntry("Theo dõi", ":material/checklist:", "theo-doi"),
    "group": MenuEntry("Tổ dân phố", ":material/holiday_village:", "to-dan-pho"),
    "changes": MenuEntry("Thay đổi", ":material/change_history:", "thay-doi"),
    "submit": MenuEntry("Nộp báo cáo", ":material/upload_file:", "nop-bao-cao"),
    "meeting": MenuEntry("Tài liệu họp", ":material/co_present:", "tai-lieu-hop"),
    "sources": MenuEntry("Nguồn số liệu", ":material/manage_search:", "nguon-so-lieu"),
    "catalogue": MenuEntry("Danh mục", ":material/menu_book:", "danh-muc"),
    "records": MenuEntry("Sổ ghi", ":material/history_edu:", "so-ghi"),
    "accounts": MenuEntry("Tài khoản", ":material/manage_accounts:", "tai-khoan"),
    "guide_leader": MenuEntry("Hướng dẫn lãnh đạo", ":material/help_center:", "huong-dan-lanh-dao"),
    "guide_clerk": MenuEntry("Hướng dẫn cán bộ", ":material/contact_support:", "huong-dan-can-bo"),
}
MENU_ICON = ":material/description:"


def page_title(title: str) -> str:
    """What the browser's tab says."""
    return f"{title} · {APP_TITLE}"


def page_failed(code: str) -> str:
    """For an error nobody foresaw; `code` stands beside the details in the server's log."""
    return (
        "Trang này chưa hiển thị được vì phần mềm gặp lỗi ngoài dự kiến. Các trang khác vẫn dùng được, "
        "số liệu đã nộp không bị ảnh hưởng. Hãy tải lại trang; nếu vẫn lỗi, "
        f"báo người quản trị mã lỗi **{code}**."
    )


def error_code(code: str) -> str:
    """The line in the server's log that finds the traceback above it."""
    return f"Mã lỗi {code}: xem chi tiết ngay phía trên."


LOOPBACK_ONLY = (
    "Phần mềm đang chạy cho riêng một máy nên chỉ mở được ngay trên máy đó, tại địa chỉ http://localhost:8501. "
    "Nếu bạn là người quản trị: để nhiều máy cùng dùng, hãy lập tài khoản rồi chạy lại với DCCS_ACCESS=accounts."
)
NEEDS_JAVASCRIPT = "Trang này cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi tải lại trang."

# --- the frame of every page -------------------------------------------------------------------------------------

PERIOD, UNIT, AS_OF, MEETING_MODE = "Kỳ báo cáo", "Đơn vị", "Xem như tại ngày", "Chế độ họp"
AS_OF_HELP = "Để trống để xem số liệu mới nhất. Chọn một ngày để xem lại đúng số liệu đã có vào cuối ngày đó."
MEETING_HELP = (
    "Dùng khi chiếu trước nhiều người: chữ và biểu đồ lớn hơn, bảng chọn này đóng lại, không nêu từng vụ việc, che các "
    "số nhỏ về đơn thư. Giữ nguyên khi sang trang khác, cho đến khi tắt ở đây."
)
SOURCE_NOTE = "Theo số liệu đơn vị báo cáo; không thay kết luận của cơ quan có thẩm quyền."
SAMPLE_NOTE = "Đang hiển thị **dữ liệu mẫu** (tự đặt ra để dùng thử), không phải số liệu của phường."
REMOVE_SAMPLES = "Xóa dữ liệu mẫu"
EMPTY_TITLE = "Chưa có báo cáo nào"
EMPTY_STEPS = (
    "1. Tải mẫu báo cáo của kỳ này và gửi cho các tổ dân phố, cơ quan.\n"
    "2. Khi nhận lại các tệp Excel, mở trang **Nộp báo cáo** và thả cả loạt tệp vào.\n"
    "3. Mở trang **Tổng quan** để xem từng chỉ tiêu của Nghị quyết 50/NQ-HĐND so với mức phải đạt."
)
DOWNLOAD_TEMPLATES = "Tải mẫu báo cáo của tất cả đơn vị (zip)"
TRY_SAMPLES = "Xem thử với dữ liệu mẫu"
GO_TO_SUBMIT = "Đến trang Nộp báo cáo"
LOADING_SAMPLES = "Đang nạp dữ liệu mẫu…"


def counted_from(first: str, last: str, year_from: str) -> str:
    """From when to when the numbers count, and from when those of the year do."""
    cumulated = f" (cả năm: từ {year_from})" if year_from != first else ""
    return f"Số liệu tính từ ngày **{first}** đến ngày **{last}**{cumulated}"


NONE_REPORTED = (
    "Chưa đơn vị nào báo cáo kỳ này. Những số có ở đây là số của các kỳ trước còn giá trị (ngày, số lượng gần nhất, vụ "
    "việc chưa xong), không phải số của kỳ này."
)


def units_reported(reported: int, total: int) -> str:
    """How many units' returns are in."""
    return f"**{reported}/{total}** đơn vị đã báo cáo"


IN_MEETING = "**Chế độ họp** (tắt sau nút »)"


def last_changed(moment: str, is_past: bool) -> str:
    """Since when the numbers hold."""
    return f"xem như tại {moment}" if is_past else f"báo cáo gần nhất nhận lúc {moment}"


def templates_name(period: str) -> str:
    """The zip of all forms."""
    return f"Mau-bao-cao_{period}.zip"


# --- Tổng quan ---------------------------------------------------------------------------------------------------

TARGETS_OF = {
    "stated": "chỉ tiêu nghị quyết nêu rõ",
    "implied": "chỉ tiêu hiểu theo nghị quyết",
    "law": "chỉ tiêu theo luật",
}
HEADLINE_ORDER = ("met", "not_met", "not_due", "incomplete", "not_reported", "nothing_arose")
TARGET, STATUS_WORD, VALUE, OF_WHOLE = "Mức phải đạt", "Đánh giá", "Kết quả", "Số đạt/tổng"
INDICATOR, KIND_OF_TARGET = "Chỉ tiêu", "Loại chỉ tiêu"
NOT_IN = "Chưa báo cáo"
ALL_IN = "Đã đủ báo cáo"
SEE_TABLE = "Xem bảng"
UNIT_COLUMN, RANGE = "Đơn vị", "Khi đủ báo cáo"
NO_TARGET = "không đặt mức"


def headline(kind: str, counts: dict[str, int]) -> str:
    """How many indicators of a kind of target stand where; the words of the statuses in their order."""
    total = sum(counts.values())
    parts = [f"{STATUS_SHORT[status]} **{counts[status]}**" for status in HEADLINE_ORDER if counts.get(status)]
    return f"**{total}** {TARGETS_OF[kind]}: {' · '.join(parts)}"


STATUS_SHORT = {
    "met": "đạt",
    "not_met": "chưa đạt",
    "not_due": "chưa đến hạn",
    "incomplete": "chưa đủ báo cáo",
    "not_reported": "chưa báo cáo",
    "nothing_arose": "không phát sinh",
}


def target(value: float | None, better: str, *, is_share: bool) -> str:
    """`100%`, or `không quá 0` where fewer is better."""
    if value is None:
        return NO_TARGET
    shown = percent_value(value) if is_share else number(value)
    return f"không quá {shown}" if better == "lower" else shown


def asked(value: float | None, better: str, *, is_share: bool) -> str:
    """The target on a card."""
    shown = target(value, better, is_share=is_share)
    return f"phải đạt {shown}" if better == "higher" and value is not None else shown


def figure(row: dict[str, Any]) -> str:
    """An indicator's value as people read it: a share with %, a count, or a dash."""
    if row["denominator"] is not None:
        return percent(row["numerator"], row["denominator"])
    return number(row["numerator"]) if row.get("value") is not None or row["numerator"] is not None else UNKNOWN


def beside(row: dict[str, Any] | None, *, is_share: bool) -> str:
    """The figure of another period; a dash where there is none."""
    if row is None or row["value"] is None:
        return UNKNOWN
    return percent_value(row["value"]) if is_share else number(row["value"])


def between(low: float | None, high: float | None, *, is_share: bool) -> str:
    """From floor to ceiling when returns are missing; empty where there is nothing to say."""
    if low is None or high is None or low == high:
        return ""
    show = percent_value if is_share else number
    return f"{show(low)} – {show(high)}"


def missing_units(names: list[str], at_most: int = 6) -> str:
    """Units by name, the first ones and how many more."""
    shown = ", ".join(names[:at_most])
    return f"{shown} và {len(names) - at_most} đơn vị khác" if len(names) > at_most else shown


def needed(count: int, better: str) -> str:
    """What the target still asks for."""
    return f"cần giảm {number(count)}" if better == "lower" else f"còn thiếu {number(count)}"


# --- Nộp báo cáo -------------------------------------------------------------------------------------------------

DROP_FILES = "Thả các tệp báo cáo vào đây để kiểm tra (Excel, hoặc một tệp .zip); chưa lưu gì cho đến khi bấm «Nhận»"
DROP_HELP = "Chưa có gì được lưu cho đến khi bạn bấm nút «Nhận».\nNhận .xlsx, .xlsm, .xls, .xlsb, .ods, .zip."
FILE, FOR_UNIT, FOR_PERIOD, RESULT, VERSION, PROBLEMS = "Tệp", "Đơn vị", "Kỳ", "Kết quả", "Bản", "Cần xem"
WILL_BE = {"accepted": "✓ Nhận được", "unchanged": "= Đã có, không đổi", "refused": "✗ Từ chối"}
HAS_BEEN = {"accepted": "✓ Đã nhận", "unchanged": "= Đã có, không đổi", "refused": "✗ Từ chối"}
PLACE, WHAT, SEVERITY = "Ở đâu", "Vì sao, sửa thế nào", "Mức"
SEVERITIES = {"error": "✗ Phải sửa", "warning": "! Lưu ý"}
STOP, START_OVER = "Dừng lại", "Nạp đợt khác"
SAMPLES_BLOCK = "Hãy xóa dữ liệu mẫu trước khi nhận báo cáo thật, để số liệu không lẫn vào nhau."
IMPORT_BROKE = "Đợt nạp này dừng giữa chừng vì lỗi ngoài dự kiến. Các tệp đã báo «Đã nhận» vẫn còn nguyên; hãy nạp lại."


def reading(done: int, total: int) -> str:
    """Progress of reading."""
    return f"Đang đọc và kiểm tra {done}/{total} tệp…"


def storing(done: int, total: int) -> str:
    """Progress of storing."""
    return f"Đang lưu {done}/{total} tệp…"


def accept(count: int) -> str:
    """The one button."""
    return f"Nhận {count} báo cáo hợp lệ"


def verdicts(counts: Mapping[str, int], *, is_stored: bool) -> str:
    """What has become, or would become, of a batch."""
    words = ("đã nhận", "không đổi", "bị từ chối") if is_stored else ("nhận được", "không đổi", "phải sửa")
    parts = zip(("accepted", "unchanged", "refused"), words, strict=True)
    return " · ".join(f"**{counts.get(name, 0)}** {word}" for name, word in parts)


def problem_counts(errors: int, warnings: int) -> str:
    """How much of a file is to be looked at."""
    parts = [f"{errors} chỗ phải sửa"] if errors else []
    return " · ".join([*parts, f"{warnings} lưu ý"] if warnings else parts)


def more_refused(count: int) -> str:
    """Refused files that are not shown one by one."""
    return f"Còn {count} tệp bị từ chối nữa; hãy nạp riêng các tệp đó để xem từng ô phải sửa."


def noted(count: int) -> str:
    """Accepted files with something to note."""
    return f"{count} tệp nhận được nhưng có điểm cần lưu ý"
