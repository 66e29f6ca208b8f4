"""What the commands say on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from wording.formats import instant, number

OUTCOME = {"accepted": "nhận", "unchanged": "không đổi", "refused": "từ chối"}
STORE_FAILED = {
    "held": "Cơ sở dữ liệu {path} đang được phần mềm (hoặc lệnh khác) sử dụng. "
    "Hãy dùng trang Nộp báo cáo (sao lưu: trang Sổ ghi), hoặc tắt phần mềm rồi chạy lại lệnh.",
    "newer": "Cơ sở dữ liệu {path} do phiên bản phần mềm mới hơn tạo ra. Hãy cập nhật phần mềm; "
    "số liệu không bị thay đổi.",
    "unreadable": "Không mở được cơ sở dữ liệu {path}: tệp hỏng, hoặc thư mục không cho đọc, ghi. "
    "Hãy kiểm tra quyền truy cập, ổ đĩa, hoặc khôi phục từ bản sao lưu.",
    "missing": "Không thấy cơ sở dữ liệu {path} (hoặc tệp chỉ còn vỏ rỗng), trong khi bên cạnh còn bản sao lưu hay "
    "nhật ký của nó. Hãy tìm lại tệp, hoặc khôi phục bản sao lưu mới nhất bằng lệnh `python -m data restore`. "
    "Nếu thật sự muốn bắt đầu lại từ đầu thì dời thư mục backups đi nơi khác.",
    "gone": "Tệp cơ sở dữ liệu {path} đã bị xóa hoặc bị thay trong lúc phần mềm đang chạy; không nhận thêm gì để khỏi "
    "mất. Những gì đã nhận vẫn còn trong phần mềm: vào trang Sổ ghi bấm «Sao lưu ngay», tải bản đó về, tắt phần mềm "
    "rồi khôi phục bằng lệnh `python -m data restore`.",
    "full": "Không ghi được vào {path}: ổ đĩa có thể đã đầy hoặc không cho ghi. Hãy giải phóng chỗ trống; "
    "những gì đã nhận trước đó vẫn còn nguyên.",
}
READING, STORING = "Đang đọc", "Đang lưu"
NO_FILES = "Không có tệp báo cáo nào (.xlsx, .xlsm, .xls, .xlsb, .ods, .zip) ở nơi đã chỉ."
BAD_MOMENT = "Thời điểm phải dạng 2026-09-21 hoặc 2026-09-21T08:00:00+07:00."
INITIALISED = "Đã sẵn sàng: {path}"
VERIFIED = "Đã kiểm tra {count} báo cáo: khớp."


def store_failed(reason: str, path: str) -> str:
    """Why the database cannot be used, and the way back."""
    return STORE_FAILED[reason].format(path=path)


def no_such_path(path: str) -> str:
    """A file or folder that is not there."""
    return f"Không tìm thấy {path}."


def unreadable_path(path: str) -> str:
    """A file that cannot be read."""
    return f"Không đọc được {path}: kiểm tra quyền truy cập."


IS_FOLDER = "{path} là thư mục: hãy ghi cả tên tệp."
NO_FOLDER = "Không có thư mục {path}: hãy tạo thư mục trước, hoặc chọn chỗ khác."


def cannot_write(path: str, *, is_full: bool) -> str:
    """A paper that could not be put where it was asked for."""
    why = "ổ đĩa đã đầy, hãy giải phóng chỗ trống" if is_full else "không được phép ghi vào đó, hãy chọn chỗ khác"
    return f"Không ghi được {path}: {why}."


def unknown_choice(what: str, code: str) -> str:
    """A unit or period that the catalogue does not have."""
    return f"Danh mục không có {'đơn vị' if what == 'unit' else 'kỳ báo cáo'} «{code}»."


def unknown_format(name: str, known: list[str]) -> str:
    """An export that no file makes."""
    return f"Không có định dạng «{name}». Hiện có: {', '.join(known)}."


def file_line(outcome: str, file_name: str, unit: str | None, period: str | None, version: int | None) -> str:
    """One line a file."""
    whose = f" – {unit} {period}" if unit and period else ""
    which = f", bản {version}" if version else ""
    return f"[{OUTCOME[outcome]}] {file_name}{whose}{which}"


def summary(counts: Mapping[str, int]) -> str:
    """One line a batch."""
    return "; ".join(f"{OUTCOME[name]} {number(counts.get(name, 0))}" for name in OUTCOME)


def interrupted(done: int) -> str:
    """A batch that was stopped from the keyboard."""
    return f"Đã dừng theo yêu cầu sau {number(done)} tệp; tệp nào đã báo thì đã xong. Chạy lại lệnh để làm tiếp."


def samples_loaded(count: int) -> str:
    """Made-up returns that were stored."""
    return f"Đã nạp {number(count)} báo cáo mẫu."


def info(path: str, schema: str, submissions: int, last: datetime | None, catalogue: str) -> str:
    """What stands in a database."""
    return (
        f"Cơ sở dữ liệu: {path}\nPhiên bản cấu trúc: {schema}\nSố báo cáo đã nhận: {number(submissions)}\n"
        f"Nhận gần nhất: {instant(last)}\nDanh mục: {catalogue[:12]}"
    )


def broken(submission: str, file_name: str, why: str) -> str:
    """A stored return that no longer says what it said."""
    return f"{file_name} ({submission}): {BROKEN[why]}"


BROKEN = {
    "bytes": "tệp gốc đã bị thay đổi (mã băm không khớp)",
    "missing": "không còn tệp gốc",
    "unpurged": "sổ ghi nói đã xóa nội dung, nhưng tệp gốc vẫn còn",
    "reading": "đọc lại tệp gốc không ra đúng nội dung đã lưu",
    "rows": "số liệu trong cơ sở dữ liệu khác với tệp gốc",
}
