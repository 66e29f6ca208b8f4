"""What is said before any page: refusals of a request that should not reach the app."""

from __future__ import annotations

UNKNOWN_HOST = (
    "Không mở được trang bằng địa chỉ này. Trên máy đang chạy phần mềm, hãy mở bằng http://localhost với cổng đã chọn. "
    "Để mở từ máy khác, người quản trị khai báo tên máy chủ (server.allowedHosts) và bật đăng nhập theo mục "
    "«Cài đặt cho cơ quan» trong README."
)
NO_HSTS = "DCCS_HSTS phải là số giây, ví dụ 31536000 (một năm); đang là «{said}»."


def too_large(megabytes: int) -> str:
    """For a request that brings more than it may."""
    return f"Dữ liệu gửi lên quá lớn, tối đa {megabytes} MB. Hãy chia nhỏ rồi gửi lại."
