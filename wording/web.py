"""What is said before any page: refusals of a request that should not reach the app."""

from __future__ import annotations

UNKNOWN_HOST = (
    "Không mở được trang bằng địa chỉ này. Trên máy đang chạy phần mềm, hãy mở bằng http://localhost với cổng đã chọn. "
    "Để mở từ máy khác, người quản trị khai báo tên máy chủ (server.allowedHosts) và bật đăng nhập theo mục "
    "«Cài đặt cho cơ quan» trong README."
)
