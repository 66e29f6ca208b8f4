"""One sentence for every problem code of the return: what is wrong, what was read, what is accepted.

A template may use {found} (what stands in the cell) and {expected} (a phrase of this module or a catalogue name).
Personal data never reaches a template: its problem carries no `found`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wording.formats import day, number

# Megabytes as Windows Explorer counts them.
MEGABYTE = 1024 * 1024

SENTENCES = {
    # file
    "NOT_A_WORKBOOK": "Tệp không mở được như một bảng tính Excel. {expected}",
    "WRONG_EXTENSION": "Đuôi tệp «{found}» không khớp với nội dung tệp. {expected}",
    "ENCRYPTED": "Tệp có đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi gửi.",
    "TOO_LARGE": "Tệp quá lớn ({found}). {expected}",
    "ZIP_BOMB": "Nội dung nén của tệp phình ra quá lớn hoặc không khớp khi giải nén, nên không mở. {expected}",
    "NESTED_ZIP": "Trong tệp nén lại có tệp nén «{found}». Hãy bỏ các báo cáo vào một tệp nén duy nhất.",
    "DATE_SYSTEM_1904": "Tệp dùng hệ ngày 1904 (thường từ máy Mac cũ) nên mọi ngày có thể lệch bốn năm. "
    "Trong Excel: Tệp > Tùy chọn > Nâng cao, bỏ chọn «Dùng hệ ngày 1904», nhập lại các ngày rồi lưu.",
    "HIDDEN_DATA": "Có dữ liệu trong phần bị ẩn: {found}. Hãy cho hiện lại (bỏ ẩn, bỏ lọc) rồi gửi.",
    "MACROS_IGNORED": "Tệp có chứa macro; macro không được chạy, chỉ đọc số liệu.",
    "NOT_CHECKED": "Với loại tệp {found}, phần mềm không kiểm tra được dòng ẩn và công thức chưa có kết quả. "
    "Nên lưu thành .xlsx.",
    "SAME_RETURN_TWICE": "Trong cùng đợt nạp có hai tệp của một đơn vị, một kỳ; tệp này được thay bằng «{found}».",
    # sheet
    "SHEET_MISSING": "Thiếu sheet «{expected}». Hãy đặt lại đúng tên sheet này nếu tên bị gõ khác, "
    "hoặc chép sheet từ mẫu.",
    "SHEET_DUPLICATE": "Có hai sheet cùng tên «{found}». Hãy xóa sheet thừa, chỉ giữ lại một.",
    "SHEET_NOT_YOURS": "Sheet «{found}» có số liệu nhưng loại đơn vị này không báo cáo biểu đó. {expected}",
    "SHEET_UNKNOWN": "Sheet «{found}» không thuộc mẫu báo cáo, nên bỏ qua. {expected}",
    "HEADING_MISSING": "Thiếu tiêu đề «{expected}». Hãy ghi đúng tiêu đề này vào đầu cột (hoặc đầu dòng) của nó, "
    "như trong mẫu.",
    "HEADING_DUPLICATE": "Tiêu đề «{found}» xuất hiện hai lần. Hãy xóa cột thừa, chỉ giữ lại một cột.",
    "HEADING_UNKNOWN": "Cột «{found}» không thuộc mẫu, nên bỏ qua. {expected}",
    "TOO_MANY_ROWS": "Sheet có {found}; {expected}",
    "ROWS_AFTER_END": "Còn dòng có số liệu nằm dưới chỗ bảng đã kết thúc (hai dòng trống liền nhau). "
    "Hãy đưa dòng này lên liền bảng hoặc xóa đi.",
    # cover
    "LABEL_DUPLICATE": "Nhãn «{found}» lặp lại nội dung đã ghi ở ô {expected}. Hãy xóa dòng thừa, chỉ giữ lại một.",
    "FORM_UNKNOWN": "Mẫu số «{found}» không phải mẫu của báo cáo này. Hãy ghi {expected}.",
    "VERSION_UNKNOWN": "Phiên bản mẫu «{found}» không còn dùng. Phiên bản đang có hiệu lực là {expected}; "
    "nếu gõ nhầm, hãy ghi {expected}; nếu đang dùng mẫu cũ, hãy tải mẫu mới.",
    "UNIT_UNKNOWN": "Không có đơn vị mã «{found}». Hãy ghi mã của đơn vị mình. {expected}",
    "UNIT_NAME_MISMATCH": "Tên đơn vị «{found}» không khớp với mã đơn vị. Mã này là của {expected}: hãy sửa tên; "
    "nếu mã bị nhầm thì sửa mã rồi gửi lại, khi đó các lỗi khác do nhầm mã sẽ hết.",
    "UNIT_NOT_IN_FORCE": "Đơn vị «{found}» không hoạt động vào ngày cuối kỳ báo cáo. "
    "Hãy sửa mã đơn vị hoặc kỳ báo cáo. {expected}",
    "PERIOD_UNKNOWN": "Không có kỳ báo cáo «{found}». {expected}",
    "PERIOD_NOT_BEGUN": "Kỳ báo cáo «{found}» chưa bắt đầu. Hãy ghi đúng kỳ của báo cáo này. {expected}",
    "NOT_ALLOWED": "Bạn không được nộp báo cáo cho đơn vị «{found}». Hãy ghi mã đơn vị của mình, hoặc hỏi phường.",
    "TEMPLATE_MISMATCH": "Tệp làm từ một mẫu khác ({found}). {expected}",
    # cell
    "REQUIRED_MISSING": "Ô bắt buộc còn trống: {expected}. Hãy điền vào (số: không có thì ghi 0); "
    "nếu bảng thiếu cả dòng này thì thêm dòng như trong mẫu.",
    "NOT_A_NUMBER": "«{found}» không phải là số. {expected}",
    "AMBIGUOUS_NUMBER": "«{found}» có thể hiểu theo hai cách. {expected}",
    "NEGATIVE": "Số âm «{found}» không hợp lệ. {expected}",
    "NOT_WHOLE": "«{found}» không phải số nguyên. {expected}",
    "OUT_OF_RANGE": "«{found}» nằm ngoài khoảng cho phép. {expected}",
    "NOT_A_DATE": "«{found}» không phải là ngày. {expected}",
    "DATE_OUT_OF_RANGE": "Ngày «{found}» nằm ngoài khoảng cho phép. {expected}",
    "NOT_IN_LIST": "«{found}» không có trong danh mục. {expected}",
    "TEXT_TOO_LONG": "Nội dung dài {found} ký tự. Hãy viết ngắn lại. {expected}",
    "BAD_CODE": "Mã vụ việc «{found}» không hợp lệ. {expected}",
    "FORMULA_WITHOUT_RESULT": "Công thức trong ô chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc gõ thẳng số.",
    "ERROR_VALUE": "Ô đang báo lỗi {found}. Hãy sửa công thức hoặc gõ thẳng số.",
    "LEGACY_ENCODING": "«{found}» gõ bằng bảng mã cũ (TCVN3, VNI) hoặc bị lỗi phông. Hãy gõ lại bằng bảng mã Unicode.",
    "PERSONAL_DATA": "Có thông tin cá nhân ({expected}). Báo cáo chỉ chứa số liệu: hãy xóa thông tin này ở ô "
    "và ở ghi chú gắn với ô; nếu ở tiêu đề thì xóa cả cột, nếu ở tên tệp hay tên sheet thì đổi tên.",
    # row
    "MEASURE_UNKNOWN": "Không có chỉ số MS «{found}» trong danh mục. {expected}",
    "MEASURE_NOT_YOURS": "MS «{found}» không do loại đơn vị này báo cáo. Hãy xóa số liệu ở dòng này.",
    "DUPLICATE_ROW": "«{found}» đã có ở ô {expected}. Mỗi dòng chỉ ghi một lần: hãy xóa dòng thừa, "
    "hoặc sửa mã bị gõ nhầm.",
    "PART_EXCEEDS_WHOLE": "Phần lớn hơn tổng: {found}. Phần không được lớn hơn tổng. {expected}",
    "DATE_ORDER": "Ngày không hợp lý: {found}. Phải tiếp nhận, rồi thụ lý, rồi kết thúc, không sau kỳ báo cáo. "
    "{expected}",
    "COHORT_NOT_YOURS": "Đối tượng «{found}» không do loại đơn vị này báo cáo. {expected}",
    "KIND_NOT_YOURS": "Loại đơn «{found}» không do loại đơn vị này báo cáo. {expected}",
    "STATUS_INCONSISTENT": "Tình trạng «{found}» không khớp với các ô khác của dòng. {expected}",
    "EXTENSION_TOO_LONG": "Số ngày «{found}» vượt mức cho phép. {expected}",
    "NOTE_NOT_ALLOWED": "Dòng tố cáo không được có ghi chú (bảo vệ người tố cáo). Hãy xóa ghi chú ở dòng này.",
    "TOTAL_MISMATCH": "Dòng cộng không khớp: {found}. Hãy sửa dòng cộng hoặc sửa các dòng trên. {expected}",
    # between returns
    "CUMULATIVE_DECREASED": "Số lũy kế giảm: {found}. {expected}",
    "CASE_CONFLICT": "Việc «{found}» mâu thuẫn với báo cáo trước. {expected} "
    "Hãy ghi như trước; việc khác thì dùng mã hoặc nội dung khác.",
    "CASE_DISAPPEARED": "Việc «{found}» còn mở ở kỳ trước nhưng không có trong báo cáo này; vẫn tính là chưa xong.",
    "QUESTION_UNKNOWN": "Mã câu hỏi «{found}» không có trong các câu hỏi đã gửi đơn vị {expected}. "
    "Hãy ghi lại đúng mã như trong mẫu, hoặc xóa dòng này.",
    "ROSTER_EXCEEDED": "{found}. Chỉ tiêu chỉ tính tối đa bằng số người hiện có.",
    "LATER_RETURN_AFFECTED": "Báo cáo này làm báo cáo kỳ sau không còn khớp: {found}. {expected}",
}

WARNINGS = frozenset(
    [
        "MACROS_IGNORED",
        "NOT_CHECKED",
        "SAME_RETURN_TWICE",
        "SHEET_UNKNOWN",
        "HEADING_UNKNOWN",
        "TEMPLATE_MISMATCH",
        "CASE_DISAPPEARED",
        "ROSTER_EXCEEDED",
        "LATER_RETURN_AFFECTED",
    ]
)

# What is accepted, by what a cell should hold.
A_COUNT = "Hãy ghi số nguyên, ví dụ 0, 25 hoặc 1.234; không có thì ghi 0 hoặc KPS, chưa rõ thì để trống."
A_NUMBER_OF_PEOPLE = "Hãy ghi số nguyên, ví dụ 0, 25 hoặc 1.234; không có thì ghi 0."
A_NUMBER_OF_DAYS = "Hãy ghi số ngày nguyên, ví dụ 0 hoặc 30; không có thì để trống."
PLAIN_NUMBER = "Hãy ghi số nguyên viết liền, ví dụ 1234."
A_DATE = "Hãy ghi ngày dạng ngày/tháng/năm, ví dụ 05/03/2026."
A_YEAR = "Năm phải từ 2000 đến 2100."
YES_OR_NO = "Được ghi: Có hoặc Không."
TWELVE_DIGITS = "số căn cước 12 chữ số"
NINE_DIGITS = "số chứng minh 9 chữ số"
PHONE_NUMBER = "số điện thoại"
PERSONAL_HEADING = "cột hỏi thông tin của người dân"
PERSONAL_FILE_NAME = "trong tên tệp"
PERSONAL_SHEET_NAME = "trong tên sheet"
WORKBOOK_TYPES = "Hãy gửi tệp .xlsx, .xlsm, .xls, .xlsb, .ods hoặc .zip chứa các tệp đó."
SAVE_AGAIN = "Hãy mở bằng Excel, chọn «Lưu thành», kiểu .xlsx, rồi gửi lại."
BLANK = "(ô trống)"
TOO_MANY_CELLS = "quá nhiều ô hoặc định dạng"
REMOVE_SURPLUS = "Hãy xóa các dòng, cột thừa rồi gửi lại."
NO_EXTENSION = "(không có đuôi)"


def sentence(code: str, found: str | None, expected: str | None) -> str:
    """The whole sentence of a problem; unknown codes are our own bug and raise KeyError."""
    return " ".join(filter(None, wrong_and_accepted(code, found, expected)))


def wrong_and_accepted(code: str, found: str | None, expected: str | None) -> tuple[str, str]:
    """The sentence in two: what is wrong, and what is accepted or to be done (empty where there is nothing to do)."""
    wrong, stop, accepted = SENTENCES[code].partition(". ")
    said = {"found": found or BLANK, "expected": expected or ""}
    return f"{wrong}{stop.strip()}".format(**said), accepted.format(**said).strip()


def place(sheet: str | None, cell: str | None) -> str:
    """`Sheet «Số liệu», ô E12`, or what of it is known."""
    return ", ".join(part for part in (f"Sheet «{sheet}»" if sheet else "", f"ô {cell}" if cell else "") if part)


def one_of(names: list[str], nearest: str | None = None) -> str:
    """The accepted values of a list, the nearest to what was typed first."""
    hint = f"Có phải «{nearest}»? " if nearest else ""
    return f"{hint}Được ghi: {'; '.join(names)}."


def did_you_mean(nearest: str | None, otherwise: str) -> str:
    """A suggestion where there is a near name, else where to look."""
    return f"Có phải «{nearest}»?" if nearest else otherwise


def between_days(first: date | None, last: date) -> str:
    """The days that are accepted."""
    if first is None:
        return f"Được ghi ngày không sau {day(last)}."
    return f"Được ghi từ {day(first)} đến {day(last)}."


def between_counts(first: int, last: int) -> str:
    """The numbers that are accepted."""
    return f"Được ghi từ {number(first)} đến {number(last)}."


def at_most_characters(limit: int) -> str:
    """The longest text that is accepted."""
    return f"Tối đa {limit} ký tự."


def nth_sheet(number: int) -> str:
    """What a sheet is called whose own name must not be repeated."""
    return f"sheet thứ {number}"


def hidden_sheet(name: str) -> str:
    """A sheet that is hidden."""
    return f"sheet «{name}»"


def hidden_row(number: int) -> str:
    """A row that is hidden or filtered away."""
    return f"dòng {number}"


def hidden_column(letter: str) -> str:
    """A column that is hidden."""
    return f"cột {letter}"


A_PERIOD = "Hãy ghi dạng 2026-Q1 hoặc Quý I/2026."
ASK_FOR_THE_CODE = "Xem mã đơn vị trên mẫu do phường gửi."


def periods_known(first: str, last: str) -> str:
    """The periods of the catalogue."""
    return f"Danh mục có các kỳ từ {first} đến {last}."


def begins_on(day_one: date) -> str:
    """When a period begins."""
    return f"Kỳ này bắt đầu từ ngày {day(day_one)}."


def succeeded_by(codes: str) -> str:
    """The units that took a unit's place."""
    return f"Đơn vị kế tiếp: {', '.join(codes.split('|'))}."


def size(size_bytes: int) -> str:
    """`12,3 MB`."""
    return f"{number(Decimal(size_bytes) / MEGABYTE, 1)} MB"


def at_most_size(limit_bytes: int) -> str:
    """The largest file that is accepted."""
    return f"Mỗi tệp tối đa {limit_bytes // MEGABYTE} MB."


def at_most_unpacked(limit_bytes: int) -> str:
    """The largest content of a packed file."""
    return f"Sau khi giải nén tối đa {limit_bytes // MEGABYTE} MB."


def right_extension(extension: str) -> str:
    """What the content is, and what to do about the name."""
    return f"Nội dung là tệp {extension}: hãy đổi đuôi thành {extension}, hoặc mở ra, lưu thành .xlsx rồi gửi lại."


def extent(rows: int, columns: int) -> str:
    """`200.001 dòng, 300 cột`; what is 0 is left out."""
    parts = (f"{number(rows)} dòng" if rows else "", f"{number(columns)} cột" if columns else "")
    return ", ".join(part for part in parts if part)


def at_most_extent(rows: int, columns: int) -> str:
    """The largest sheet that is accepted."""
    return f"mỗi sheet tối đa {number(rows)} dòng và {number(columns)} cột. Hãy xóa các dòng, cột thừa."


def cells(count: int) -> str:
    """`4.000.001 ô`."""
    return f"{number(count)} ô"


def at_most_cells(limit: int) -> str:
    """The most cells of a workbook."""
    return f"Các sheet cộng lại tối đa {cells(limit)}. {REMOVE_SURPLUS}"


def sheets(count: int) -> str:
    """`300 sheet`."""
    return f"{number(count)} sheet"


def at_most_sheets(limit: int) -> str:
    """The most sheets of a workbook."""
    return f"Mỗi tệp tối đa {sheets(limit)}."


GIVE_THE_MS = "Hãy ghi MS như trong mẫu, hoặc xóa dòng này."
COUNTED_AT_MOST = "Chỉ tiêu chỉ tính tối đa bằng tổng."
CHECK_BOTH = "Hãy kiểm tra lại cả hai."
A_CASE_CODE = "Chỉ dùng chữ, số và các dấu . / - , tối đa 30 ký tự, không có dấu cách."
CODE_BECAME_A_DATE = "Excel đã đổi mã thành ngày: hãy đặt định dạng ô là Văn bản (Text) rồi gõ lại mã."
NO_SUCH_DAYS = "Với loại đơn này, hãy để trống hoặc ghi 0."
CLOSED_NEEDS_DAY = "Vụ việc đã kết thúc phải có Ngày kết thúc."
OPEN_HAS_NO_DAY = "Vụ việc chưa kết thúc thì để trống Ngày kết thúc."
RESOLVED_IS_COMPETENT = "Đã giải quyết thì Thuộc thẩm quyền phải là Có."
NEEDS_ACCEPTANCE_DAY = "Khiếu nại, tố cáo ở tình trạng này phải có Ngày thụ lý."


def measure_named(ms: int, label: str) -> str:
    """A measure as clerks know it."""
    return f"MS {ms:02} – {label}"


def part_and_whole(part_ms: int, part: int, whole_ms: int, whole: int) -> str:
    """A part above its whole, by MS."""
    return f"MS {part_ms:02} = {number(part)}, MS {whole_ms:02} = {number(whole)}"


def counts_named(part_name: str, part: int, whole_name: str, whole: int) -> str:
    """A part above its whole, by heading."""
    return f"{part_name} = {number(part)}, {whole_name} = {number(whole)}"


def total_and_sum(stated: int, real: int) -> str:
    """A check sum that differs."""
    return f"dòng cộng ghi {number(stated)}, cộng các dòng được {number(real)}"


def dated(heading: str, on: date) -> str:
    """A date under its heading."""
    return f"{heading} {day(on)}"


def before(heading: str, on: date, earlier_heading: str, earlier: date) -> str:
    """Two dates in the wrong order."""
    return f"{heading} {day(on)} trước {earlier_heading} {day(earlier)}"


def correct_earlier_return(first: date) -> str:
    """A case closed before the period: the earlier return is the place to say so."""
    return f"Kỳ này bắt đầu từ {day(first)}; vụ việc kết thúc trước đó thì sửa báo cáo kỳ trước."


DELETE_THE_ROWS = "Hãy xóa các dòng của sheet này, hoặc gửi chúng bằng báo cáo của đơn vị đúng."
NEVER_FALLS = "Số lũy kế trong năm không được giảm; hãy kiểm tra lại hoặc sửa báo cáo kỳ trước."


def fell(ms: int, earlier: int, earlier_period: str, later: int, later_period: str) -> str:
    """A cumulative figure that falls from one period to a later one."""
    return f"MS {ms:02}: {earlier_period} là {number(earlier)}, {later_period} là {number(later)}"


def correct_later_return(period: str) -> str:
    """A later return that a correction has made inconsistent."""
    return f"Hãy kiểm tra và gửi lại báo cáo {period}."


def roster_exceeded(cohort: str, topic: str, people: int, roster: int) -> str:
    """More first-time participants than there are people."""
    return f"{cohort}, chuyên đề {topic}: dự lần đầu trong năm {number(people)} người, hiện có {number(roster)} người"


def case_named(code: str) -> str:
    """A case by its code."""
    return f"vụ việc {code}"


def was_before(heading: str, value: str, period: str) -> str:
    """What an earlier return said of a case."""
    return f"Báo cáo {period} ghi {heading}: {value}."


def was_closed(period: str) -> str:
    """A case that an earlier return closed."""
    return f"Báo cáo {period} đã ghi kết thúc; vụ việc mới cần mã mới."
