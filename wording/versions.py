"""What is said of the versions of a return: how they differ, what a batch would change, which was withdrawn and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from wording import access
from wording.charts import marked
from wording.formats import UNKNOWN, day, instant, number, ratio
from wording.group import BLANK, NO, NOT_REPORTED, NOTHING_AROSE, YES
from wording.screens import figure
from wording.sources import measure_label
from wording.terms import STATUS

Row = Mapping[str, Any]

# --- the history of a unit and period ----------------------------------------------------------------------------

PICK_UNIT = "Xem lịch sử của"
VERSION, RECEIVED, FILE, STATE = "Bản", "Nhận", "Tệp", "Hiện nay"
CURRENT, REPLACED = "✓ Đang dùng", "Đã có bản khác thay"
CHOOSE_VERSION = "Chọn bản"
SAMPLE = "Đây là dữ liệu mẫu: không rút từng bản, chỉ xóa cả bộ bằng nút «Xóa dữ liệu mẫu»."
LOOKING_BACK = "Đang xem lại một ngày đã qua. Muốn rút báo cáo, hãy bỏ ngày ở ô «Xem như tại ngày»."
SAME = "Hai bản ghi số liệu như nhau."
COMPARE, FROM_VERSION, TO_VERSION = "So sánh hai bản", "Từ bản", "Sang bản"
WHERE, BEFORE, AFTER = "Chỗ thay đổi", "Trước", "Sau"
REFUSED_AT, REFUSED_BY, PLACE, PROBLEM = "Lúc", "Người gửi", "Ở đâu", "Lỗi"
NO_CONTENTS = "Phần mềm chỉ giữ lại vị trí và loại lỗi, không giữ nội dung của tệp bị từ chối."


def whose(unit: str, period: str) -> str:
    """Whose history it is."""
    return f"**{unit}**, {period}"


def none_received(unit: str, period: str) -> str:
    """A unit and period without any return so far."""
    return f"Chưa nhận báo cáo nào của **{unit}** cho {period}."


def version(row: Row) -> str:
    """One version in a list to choose from."""
    withdrawn = " (đã rút)" if row["withdrawn_at"] else ""
    return f"Bản {row['version']}, nhận {instant(row['received_at'])}{withdrawn}"


def numbered(version: int) -> str:
    """Which version, and whether it corrects another."""
    return f"{version} (lần đầu)" if version == 1 else f"{version} (sửa)"


def received(row: Row) -> str:
    """When a version came in, and who took it in."""
    return f"{instant(row['received_at'])}, {row['received_by']}"


def state(row: Row) -> str:
    """What has become of a version."""
    if row["withdrawn_at"]:
        return (
            f"✗ Đã rút lúc {instant(row['withdrawn_at'])}, người rút {row['withdrawn_by']}: {row['reason'] or UNKNOWN}"
        )
    return CURRENT if row["is_current"] else REPLACED


def download(version: int) -> str:
    """The original of a version."""
    return f"Tải tệp gốc của bản {version}"


def world_before(version: int) -> str:
    """A link to the figures as they stood without a version."""
    return f"Xem số liệu ngay trước khi nhận bản {version}"


def refusals(count: int) -> str:
    """How often files of a unit and period were refused."""
    return f"{number(count)} lần bị từ chối"


# --- withdrawal --------------------------------------------------------------------------------------------------

REASON = "Lý do rút (bắt buộc, tối đa 200 ký tự; không ghi số điện thoại, số căn cước)"
CANCEL = "Thôi, không rút"
NOTHING_IS_DELETED = (
    "Bản đã rút vẫn nằm trong lịch sử cùng lý do và người rút; không xóa gì. Xem như tại một ngày trước khi rút thì số "
    "liệu vẫn như cũ. Muốn dùng lại bản này thì nộp lại tệp."
)
NOT_CURRENT = "Bản này hiện không dùng để tính, nên rút nó không làm đổi số liệu nào."
NONE_LEFT = "Sau khi rút, đơn vị này coi như **chưa nộp** báo cáo của kỳ."
NO_SUCH_VERSION = "Không có báo cáo như vậy; hãy nêu mã lần nộp, hoặc --unit, --period và nếu cần --version."
CANNOT = {
    "unknown": "Không có báo cáo này.",
    "sample": "Đây là dữ liệu mẫu: không rút từng bản, chỉ xóa cả bộ.",
    "withdrawn": "Bản này đã được rút rồi.",
    "no_reason": "Hãy ghi lý do rút.",
    "too_long": "Lý do dài quá 200 ký tự; hãy ghi ngắn hơn.",
    "not_allowed": access.NOT_YOURS,
    "personal_data": "Lý do có số điện thoại hoặc số giấy tờ cá nhân; hãy bỏ đi.",
    "legacy_encoding": "Lý do gõ bằng bảng mã cũ hoặc lỗi phông; hãy gõ lại bằng Unicode.",
}


def withdraw(version: int) -> str:
    """The button that asks, and the one that does."""
    return f"Rút bản {version}"


def withdrawing(version: int, unit: str, period: str) -> str:
    """The title of the question."""
    return f"Rút bản {version} của {unit}, {period}?"


def current_again(version: int) -> str:
    """Which version counts when the current one is withdrawn."""
    return f"Sau khi rút, **bản {version}** lại được dùng cho mọi số liệu."


def withdrawn(unit: str, period: str, version: int, moment: datetime) -> str:
    """What the command says."""
    return f"Đã rút bản {version} của {unit}, {period}, lúc {instant(moment)}."


# --- what differs ------------------------------------------------------------------------------------------------

NOT_THERE = "Không có"
HAS_CHANGED = "Có thay đổi"
NOTE_CHANGED = "ghi chú đã đổi"
DENUNCIATIONS = "Đơn thư: đơn tố cáo"


def answer(state: str, value: int | bool | date | str | None) -> str:
    """A figure in its four states, which never merge."""
    words = {"nothing_arose": NOTHING_AROSE, "blank": BLANK, "no_return": NOT_REPORTED}
    return words.get(state) or said(value)


def said(value: object) -> str:
    """A value of a cell as people read it."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return day(value)
    return number(value) if isinstance(value, int) else str(value)


def measure(ms: int, label: str) -> str:
    """A measure of the form."""
    return f"MS {measure_label(ms, label)}"


def course(held_on: date, topic: str, cohort: str) -> str:
    """A row of the training sheet."""
    return f"Tập huấn {day(held_on)}: {topic}; {cohort}"


def case(code: str) -> str:
    """A row of the sheet of complaints."""
    return f"Vụ việc {code}"


def columns(pairs: Iterable[tuple[str, str]]) -> str:
    """«Triệu tập 20; Tham dự 18»."""
    return "; ".join(f"{heading} {value}" for heading, value in pairs)


def unlisted(count: int) -> str:
    """Denunciations that differ, which nothing lists."""
    return f"{number(count)} vụ việc có thay đổi (không nêu từng vụ)"


# --- what a batch would change -----------------------------------------------------------------------------------

REPORT, MEASURE, NOW, USUAL, EARLIER = "Báo cáo", "Số liệu", "Kỳ này", "Thường khoảng", "Các kỳ trước"
INDICATOR, AT_PRESENT, IF_ACCEPTED = "Chỉ tiêu", "Hiện nay", "Nếu nhận"
MOVES = "Chỉ tiêu sẽ thay đổi thế nào nếu nhận cả đợt"
MOVES_PERIOD = "Xem thay đổi của kỳ"
JUMPS_ARE_NO_ERROR = "Có thể đúng, có thể gõ nhầm: hãy hỏi lại đơn vị nếu thấy lạ. Báo cáo vẫn nhận được bình thường."
GROWTH = "tăng thêm trong kỳ"


def report(unit: str, period: str) -> str:
    """Whose return a line is about."""
    return f"{unit}, {period}"


def changed(first: int, again: int, replacing: int, places: int) -> str:
    """What the accepted files of a batch are, against what stands."""
    parts = [f"**{number(first)}** báo cáo nộp lần đầu"] if first else []
    parts += [f"**{number(again)}** báo cáo nộp lại sau khi rút"] if again else []
    parts += [f"**{number(replacing)}** báo cáo thay bản đang dùng, khác **{number(places)}** chỗ"] if replacing else []
    return " · ".join(parts)


def see_changes(places: int) -> str:
    """Opens the list of what differs."""
    return f"Xem {number(places)} chỗ khác với bản đang dùng"


def far_out(count: int) -> str:
    """Opens the list of figures far from the earlier ones."""
    return f"! {number(count)} số liệu khác xa các kỳ trước của chính đơn vị"


def jump_measure(ms: int, label: str, is_cumulative: bool) -> str:
    """A measure; of a cumulative one its growth in the quarter is compared."""
    return f"{measure(ms, label)} ({GROWTH})" if is_cumulative else measure(ms, label)


def usual(value: Fraction) -> str:
    """The median of the earlier figures."""
    return number(value, 0 if value.denominator == 1 else 1)


def earlier(values: Sequence[int]) -> str:
    """The earlier figures, oldest first."""
    return "; ".join(map(number, values))


def moved(count: int, unit: str, period: str) -> str:
    """How many indicators a batch would move."""
    if not count:
        return f"Nhận cả đợt cũng không làm đổi chỉ tiêu nào của **{unit}**, {period}."
    return f"Nếu nhận cả đợt, **{number(count)}** chỉ tiêu của **{unit}**, {period} thay đổi:"


def value(row: Row, *, is_judged: bool) -> str:
    """An indicator's figure with what it is made of, and its status where that is news."""
    whole = f" ({ratio(row['numerator'], row['denominator'])})" if row["denominator"] is not None else ""
    status = f" {marked(STATUS[row['status']])}" if is_judged else ""
    return f"{figure(dict(row))}{whole}{status}"


# Why a file was refused, without what stood in it.
REFUSED_FOR = {
    "NOT_A_WORKBOOK": "Không phải tệp Excel",
    "WRONG_EXTENSION": "Đuôi tệp không khớp nội dung",
    "ENCRYPTED": "Tệp đặt mật khẩu",
    "TOO_LARGE": "Tệp quá lớn",
    "ZIP_BOMB": "Nội dung nén quá lớn",
    "NESTED_ZIP": "Tệp nén trong tệp nén",
    "DATE_SYSTEM_1904": "Hệ ngày 1904",
    "HIDDEN_DATA": "Có dữ liệu bị ẩn",
    "MACROS_IGNORED": "Có macro",
    "NOT_CHECKED": "Loại tệp không kiểm tra hết được",
    "SAME_RETURN_TWICE": "Hai tệp của một đơn vị, một kỳ",
    "SHEET_MISSING": "Thiếu trang tính",
    "SHEET_DUPLICATE": "Trùng tên trang tính",
    "SHEET_NOT_YOURS": "Trang tính không do đơn vị này báo cáo",
    "SHEET_UNKNOWN": "Trang tính ngoài mẫu",
    "HEADING_MISSING": "Thiếu cột hoặc dòng",
    "HEADING_DUPLICATE": "Trùng tiêu đề cột",
    "HEADING_UNKNOWN": "Cột ngoài mẫu",
    "TOO_MANY_ROWS": "Trang tính quá dài hoặc quá rộng",
    "ROWS_AFTER_END": "Còn dòng dưới chỗ bảng đã kết thúc",
    "LABEL_DUPLICATE": "Trùng nhãn ở trang Thông tin",
    "FORM_UNKNOWN": "Sai mẫu số",
    "VERSION_UNKNOWN": "Sai phiên bản mẫu",
    "UNIT_UNKNOWN": "Không có mã đơn vị này",
    "UNIT_NAME_MISMATCH": "Tên đơn vị không khớp mã",
    "UNIT_NOT_IN_FORCE": "Đơn vị không hoạt động vào cuối kỳ",
    "PERIOD_UNKNOWN": "Không có kỳ báo cáo này",
    "PERIOD_NOT_BEGUN": "Kỳ báo cáo chưa bắt đầu",
    "NOT_ALLOWED": "Không được nộp cho đơn vị này",
    "REQUIRED_MISSING": "Ô bắt buộc còn trống",
    "NOT_A_NUMBER": "Không phải là số",
    "AMBIGUOUS_NUMBER": "Số hiểu được theo hai cách",
    "NEGATIVE": "Số âm",
    "NOT_WHOLE": "Không phải số nguyên",
    "OUT_OF_RANGE": "Số ngoài khoảng cho phép",
    "NOT_A_DATE": "Không phải là ngày",
    "DATE_OUT_OF_RANGE": "Ngày ngoài khoảng cho phép",
    "NOT_IN_LIST": "Không có trong danh mục",
    "TEXT_TOO_LONG": "Nội dung quá dài",
    "BAD_CODE": "Mã vụ việc không hợp lệ",
    "FORMULA_WITHOUT_RESULT": "Công thức chưa có kết quả",
    "ERROR_VALUE": "Ô báo lỗi công thức",
    "LEGACY_ENCODING": "Bảng mã cũ hoặc lỗi phông",
    "PERSONAL_DATA": "Có thông tin cá nhân",
    "MEASURE_UNKNOWN": "Không có MS này",
    "MEASURE_NOT_YOURS": "MS không do đơn vị này báo cáo",
    "DUPLICATE_ROW": "Dòng bị lặp",
    "PART_EXCEEDS_WHOLE": "Phần lớn hơn tổng",
    "DATE_ORDER": "Thứ tự ngày không hợp lý",
    "COHORT_NOT_YOURS": "Đối tượng không do đơn vị này báo cáo",
    "KIND_NOT_YOURS": "Loại đơn không do đơn vị này báo cáo",
    "STATUS_INCONSISTENT": "Tình trạng không khớp các ô khác",
    "EXTENSION_TOO_LONG": "Số ngày gia hạn vượt mức",
    "NOTE_NOT_ALLOWED": "Ghi chú ở dòng tố cáo",
    "TEMPLATE_MISMATCH": "Tệp làm từ một mẫu khác",
    "TOTAL_MISMATCH": "Dòng cộng không khớp",
    "CUMULATIVE_DECREASED": "Số lũy kế giảm",
    "CASE_CONFLICT": "Vụ việc mâu thuẫn với báo cáo trước",
    "CASE_DISAPPEARED": "Vụ việc còn mở nhưng không có trong báo cáo",
    "QUESTION_UNKNOWN": "Trả lời cho câu hỏi không gửi đơn vị này",
    "ROSTER_EXCEEDED": "Số người tập huấn vượt số hiện có",
    "LATER_RETURN_AFFECTED": "Báo cáo kỳ sau không còn khớp",
}
