"""What the screens say: the shell first (frame, menu, refusals), then one section a page."""

from __future__ import annotations

from typing import NamedTuple

# --- the shell ---------------------------------------------------------------------------------------------------

APP_TITLE = "Dân chủ ở cơ sở"
APP_ICON = "🏛️"


class MenuEntry(NamedTuple):
    """One line of the menu. `url_path` is Vietnamese without diacritics, so that a link can be read out."""

    title: str
    icon: str
    url_path: str


# File stem in pages/ → its line, in the order shown; the first is the start page. A page without a line here
# comes last under its own stem.
MENU = {
    "overview": MenuEntry("Tổng quan", ":material/dashboard:", "tong-quan"),
    "submit": MenuEntry("Nộp báo cáo", ":material/upload_file:", "nop-bao-cao"),
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
    "Phần mềm này chưa có kiểm soát truy cập nên chỉ mở được ngay trên máy đang chạy nó, tại địa chỉ "
    "http://localhost:8501. Nếu bạn là người quản trị: hãy chạy lại với địa chỉ 127.0.0.1."
)
NEEDS_JAVASCRIPT = "Trang này cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi tải lại trang."
