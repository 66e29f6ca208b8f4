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


# What Streamlit's uploader says when the server did not take a file, as regular expressions (wording/browser.py).
UPLOAD_FAILED = {
    r"AxiosError: Request failed with status code 413": "Máy chủ không nhận vì tệp quá lớn. Hãy chia nhỏ rồi gửi lại.",
    r"AxiosError: Request failed with status code (40[013])": "Chưa tải lên được (mã $1). Hãy tải lại trang rồi chọn "
    "lại tệp.",
    r"AxiosError: Request failed with status code (\d+)": "Chưa tải lên được (mã $1). Hãy thử lại; nếu vẫn lỗi, báo "
    "người quản trị.",
    r"AxiosError: [A-Z].*": "Chưa tải lên được vì mất kết nối với máy chủ. Hãy thử lại.",
}
