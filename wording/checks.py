"""What the sheet of checks in a form says: a line a rule, in the words that a clerk finds on the form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wording.formats import day

TITLE = "KIỂM TRA TRƯỚC KHI GỬI"
HINT = (
    "Kết quả tự tính lại khi điền (chưa hiện thì bấm Cho phép chỉnh sửa). Trong các sheet, ô cần sửa được tô đỏ, "
    "ô bắt buộc còn trống tô hồng nhạt. Khi nhận, phường còn đối chiếu với báo cáo kỳ trước."
)
WHAT, RESULT, FIRST_CELL = "Nội dung kiểm tra", "Kết quả", "Ô đầu tiên"
# Number formats: the cell holds how many cells are wrong, and shows a verdict. The words stand between quotes.
VERDICT = '[=0]"ĐẠT";"CẦN SỬA "0'
ADVICE = '[=0]"ĐẠT";"NÊN XEM "0'
UNSEEN = ";;;"
ROWS = '0" dòng"'


def last_row(above: int) -> str:
    """The number format of the last row that is read; up to the row above the table there is none."""
    return f'[<={above}]"(bảng trống)";"đến dòng "0'


ALL_DONE = "Bảng kiểm tra: không còn ô nào cần sửa."
STILL, TO_MEND = "Bảng kiểm tra: còn ", " ô cần sửa, xem sheet Kiểm tra."
BROKEN = "Bảng kiểm tra không tính được: có ô báo lỗi hoặc công thức đã bị sửa."

REQUIRED = "Các dòng bắt buộc đã ghi đủ"
REQUIRED_IN_ROW = "Dòng đã ghi thì đủ các ô bắt buộc"
COUNTS = "Số: số nguyên từ 0 đến 10.000.000, hoặc KPS"
PEOPLE = "Số người: số nguyên từ 0 đến 10.000.000"
DAY_COUNTS = "Số ngày: số nguyên, không có thì để trống"
FLAGS = "Ô Có/Không: ghi Có hoặc Không"
LISTED = "Các ô chọn trong danh sách đúng với danh mục"
DAYS = "Ngày: ghi đủ ngày/tháng/năm"
CODES_DIFFER = "Mỗi vụ việc một dòng, không trùng Mã vụ việc"
STATUS_AND_DAY = "Đã kết thúc thì có Ngày kết thúc, chưa thì để trống"
ACCEPTANCE = "Khiếu nại, tố cáo đang hoặc đã giải quyết có Ngày thụ lý; Đã giải quyết thì thuộc thẩm quyền"
NO_NOTE = "Dòng tố cáo không có ghi chú"
NO_GAPS = "Không có dòng số liệu nằm dưới hai dòng trống liền nhau"
COMPOSED = "Ngày lập: ghi đủ ngày/tháng/năm, hoặc để trống"


def days_until(last: date) -> str:
    """Dates of measures."""
    return f"Ngày: ghi đủ ngày/tháng/năm, không sau {day(last)}; chưa có thì để trống hoặc KPS"


def days_within(first: date, last: date) -> str:
    """Dates of courses."""
    return f"Ngày: ghi đủ ngày/tháng/năm, từ {day(first)} đến {day(last)}"


def order(first: date, last: date) -> str:
    """Dates of a case."""
    return f"Ngày theo đúng thứ tự, không sau {day(last)}; kết thúc không trước {day(first)}"


def text_length(longest: int) -> str:
    """The answers that are texts."""
    return f"Chữ ở cột Số liệu: tối đa {longest} ký tự"


def note_length(longest: int) -> str:
    """Free text."""
    return f"Nội dung, ghi chú: tối đa {longest} ký tự"


def case_codes(longest: int) -> str:
    """What a code is made of."""
    return f"Mã vụ việc: chỉ chữ, số và . / - , tối đa {longest} ký tự"


def extension(normal: int, complex_: int) -> str:
    """Days of extension and suspension by kind."""
    return f"Gia hạn: chỉ tố cáo, tối đa {normal} ngày, phức tạp {complex_}; kiến nghị, phản ánh không tạm đình chỉ"


def at_most(pairs: Iterable[tuple[str, str]]) -> str:
    """Parts and wholes by heading."""
    return "; ".join(f"{part} không lớn hơn {whole}" for part, whole in pairs)


def parts(pairs: Iterable[tuple[int, int]]) -> str:
    """Parts and wholes by MS."""
    return f"Phần không lớn hơn tổng: {_pairs(pairs)}"


def parts_to_look_at(pairs: Iterable[tuple[int, int]]) -> str:
    """Where a part above its whole may be right."""
    return f"Số đã tuyên truyền thường không lớn hơn tổng: {_pairs(pairs)}"


def _pairs(pairs: Iterable[tuple[int, int]]) -> str:
    return "; ".join(f"MS {part:02} ≤ MS {whole:02}" for part, whole in pairs)


def date_needed(date_ms: int, flag_ms: int) -> str:
    """A flag that asks for a date."""
    return f"MS {flag_ms:02} là Có thì MS {date_ms:02} đã ghi ngày"


def section(sheet: str) -> str:
    """The line above a sheet's rules."""
    return f"Sheet {sheet}"


# --- the mark of a form ----------------------------------------------------------------------------------------------

_LOOK_AGAIN = "Báo cáo vẫn được nhận theo đơn vị và kỳ ghi ở sheet này; hãy xem lại số kỳ trước và vụ việc điền sẵn."
_FETCH_ANEW = "Lần sau hãy tải mẫu mới."
OTHER_MARK = f"Mã mẫu này không do phần mềm ghi. {_LOOK_AGAIN} {_FETCH_ANEW}"


def other_form(unit: str | None, period: str | None) -> str:
    """A form made for another unit or quarter, each None where it is the same; or before the measures changed."""
    if unit or period:
        made_for = [f"đơn vị {unit}" if unit else "", f"kỳ {period}" if period else ""]
        return f"Mẫu được tạo cho {', '.join(part for part in made_for if part)}. {_LOOK_AGAIN} {_FETCH_ANEW}"
    return f"Danh mục số liệu đã thay đổi sau khi tải mẫu. Báo cáo vẫn được kiểm tra theo danh mục mới. {_FETCH_ANEW}"
