"""What the page «Danh mục» says: rows and versions, what an edited workbook gets wrong, the common acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wording.catalogue import FlawKind
from wording.catalogue_book import CHOICES, SHEETS
from wording.formats import day, number

# --- what is wrong between the rows of a workbook ----------------------------------------------------------------

A_WHOLE_NUMBER = "Hãy ghi số nguyên, ví dụ 4 hoặc 30."
A_TARGET = "Hãy ghi một số từ 0 trở lên, ví dụ 100 hoặc 99,5; chỉ theo dõi thì để trống."
NO_ROWS = "Sheet này không có dòng nào. Hãy giữ ít nhất một dòng như trong tệp đã tải về."
_HEADINGS = {column: heading for said in SHEETS.values() for column, heading in said.headings.items()}
_WORDS = {code: word for choices in CHOICES.values() for code, word in choices.items()}
_MADE_OF = {"training": "tập huấn, ghi «training:mã đối tượng:mã chuyên đề»", "register": "đơn thư, ghi «complaints:…»"}


def flaw(kind: FlawKind, column: str, found: str, accepted: tuple[Any, ...]) -> str:
    """One sentence: what stands there, why it cannot be, what is accepted."""
    match kind:
        case "not_in_list":
            return f"«{_said(found)}» không được dùng ở đây. Được ghi: {'; '.join(map(_said, accepted))}."
        case "twice":
            return f"«{found}» xuất hiện hai lần. Hãy xóa dòng thừa hoặc sửa lại mã."
        case "ends_before_it_begins":
            return f"Ngày hết hiệu lực {found} không sau ngày có hiệu lực. Hãy ghi một ngày sau đó, hoặc để trống."
        case "overlapping":
            return (
                f"Từ {found} trùng thời gian với dòng bắt đầu {day(accepted[0])}. "
                "Hãy ghi ngày kết thúc cho dòng đó, hoặc sửa ngày của dòng này."
            )
        case "period_dates":
            return (
                f"Kỳ bắt đầu {found} không đúng thứ tự: năm bắt đầu, kỳ bắt đầu, kỳ kết thúc, hạn nộp phải lần lượt "
                "không sớm hơn nhau. Hãy sửa lại các ngày của dòng."
            )
        case "unknown_name":
            sheets = " hoặc ".join(f"«{SHEETS[table].name}»" for table in accepted)
            return f"Không có «{found}» trong sheet {sheets}. Hãy ghi một mã có ở đó, hoặc thêm dòng."
        case "circle":
            return f"Đơn vị «{found}» thành cấp trên của chính nó. Hãy sửa mã đơn vị cấp trên."
        case "denominator_and_method":
            return f"Cách tính «{_said(found)}» và ô Mẫu số không khớp. Tỷ lệ phải có mẫu số, số đếm thì để trống."
        case "made_of":
            return f"«{found}» không dùng được với cách tính này. Phải là {_made_of(accepted[0])}."


def _said(text: str) -> str:
    """A code by its word, a day as people write it."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return _WORDS.get(text, text)


def _made_of(wanted: str) -> str:
    kind, _, value_type = wanted.partition(" ")
    return _MADE_OF.get(wanted) or f"mã số liệu có cách ghi «{_said(kind)}», kiểu ô «{_said(value_type)}»"


# --- the page ----------------------------------------------------------------------------------------------------

PART = "Phần"
PARTS = {"rows": "Xem", "acts": "Việc thường làm", "book": "Sửa bằng Excel", "versions": "Các bản đã ghi"}
TABLE, VALIDITY = "Bảng", "Hiệu lực"
IN_FORCE, ENDED, TO_COME = "✓ Đang hiệu lực", "– Đã hết", "◔ Chưa đến"
DOWNLOAD = "Tải danh mục (Excel)"
FILE_NAME = "Danh-muc.xlsx"
DROP = "Thả tệp danh mục đã sửa vào đây"
DROP_HELP = "Chưa có gì thay đổi cho đến khi bạn bấm «Ghi bản danh mục mới»."
HOW = "Tải danh mục về, sửa bằng Excel, lưu lại rồi thả tệp vào đây. Phần mềm kiểm tra từng ô trước khi cho ghi."
READ_ONLY_MEETING = "Đang ở chế độ họp: chỉ xem, không sửa danh mục."
READ_ONLY_PAST = "Đang xem lại một ngày đã qua. Muốn sửa danh mục, hãy bỏ ngày ở ô «Xem như tại ngày»."
SHEET, ROW, CELL, WHAT, CHANGE, BEFORE, AFTER = "Bảng", "Dòng", "Ô", "Vì sao, sửa thế nào", "Thay đổi", "Trước", "Sau"
PLACE = "Ở đâu"
ADDED, CHANGED, GONE = "Thêm", "Sửa", "Bỏ"
NOTHING_CHANGED = "Tệp này giống hệt danh mục đang dùng, không có gì để ghi."
CHANGES_THE_PAST = (
    "Sửa ngay trên một dòng thì các kỳ đã qua cũng tính lại theo dòng mới. Nếu chỉ đổi từ một ngày: ghi ngày hết hiệu "
    "lực cho dòng cũ và thêm một dòng mới có hiệu lực từ ngày đó."
)
SAMPLES_TOO = "Trong đó có thể là báo cáo mẫu: nếu chỉ đang dùng thử, hãy xóa dữ liệu mẫu trước."
REORDERED = "Chỉ thứ tự các dòng thay đổi."
REASON, REASON_HELP = "Lý do thay đổi (bắt buộc)", "Ví dụ: theo Nghị quyết số …, ngày …. Không ghi thông tin cá nhân."
RECORD = "Ghi bản danh mục mới"
RECORDED = "Đã ghi bản danh mục mới. Mọi trang dùng bản này ngay từ bây giờ."
BATCHES_DROPPED = "Các đợt tệp đang chờ nhận được đọc theo danh mục cũ nên đã bỏ; hãy thả lại ở trang Nộp báo cáo."
NEEDS_REASON = "Hãy ghi lý do thay đổi rồi bấm ghi lại."
REASON_PERSONAL = "Lý do có thông tin cá nhân (số điện thoại hoặc số giấy tờ). Hãy xóa đi rồi bấm ghi lại."
REASON_LEGACY = "Lý do gõ bằng bảng mã cũ. Hãy gõ lại bằng bảng mã Unicode."
OVERTAKEN = "Vừa có người ghi một bản danh mục khác. Chưa ghi gì; hãy xem lại thay đổi so với bản mới rồi ghi lại."
FROM_FILES = "Theo các tệp danh mục của phần mềm"
RECORDED_AT, RECORDED_BY, WHY, VERSION = "Ghi lúc", "Người ghi", "Lý do", "Bản"
CURRENT = "✓ Đang dùng"
VERSIONS_NOTE = "Mỗi lần ghi là một bản. Xem lại một ngày đã qua thì dùng bản của ngày đó."
FILES_CHANGED = (
    "Các tệp danh mục đi kèm phần mềm đã thay đổi sau khi danh mục được ghi trên trang này. Số liệu vẫn tính theo bản "
    "ghi trên trang. Hãy xem khác biệt rồi chọn."
)
SEE_DIFFERENCE = "Xem khác biệt giữa bản đang dùng và các tệp"
SAME_AS_FILES = "Bản đang dùng và các tệp không khác nhau dòng nào."
USE_FILES, KEEP_OWN = "Dùng danh mục trong tệp", "Giữ bản đang dùng"
USED_FILES, KEPT_OWN = "Chọn dùng các tệp danh mục đã thay đổi", "Xem các tệp đã thay đổi và giữ bản trên trang"


def rows(count: int) -> str:
    """How many rows a table has."""
    return f"{number(count)} dòng"


def old_groups(count: int, until: date) -> str:
    """That the units are those of the ward as it was."""
    return (
        f"{number(count)} tổ dân phố trong danh mục là các tổ của phường **trước ngày {day(until)}**. "
        "Từ ngày đó phường Hương An là một phường lớn hơn (Nghị quyết 1675/NQ-UBTVQH15): "
        "hãy cập nhật đơn vị ở phần «Việc thường làm» hoặc bằng Excel."
    )


def ends_soon(label: str, ends_on: date, days: int) -> str:
    """That no further period is known."""
    when = f"còn {number(days)} ngày" if days > 0 else "đã kết thúc" if days < 0 else "kết thúc hôm nay"
    return f"Kỳ cuối trong danh mục là {label}, đến {day(ends_on)} ({when}). Hãy bấm «Thêm năm» ở trang Danh mục."


GO_TO_CATALOGUE = "Đến trang Danh mục"


def mistakes(count: int) -> str:
    """How many places are to be mended."""
    return f"Tệp chưa dùng được: **{number(count)}** chỗ phải sửa. Danh mục chưa thay đổi."


def difference(added: int, changed: int, gone: int) -> str:
    """How much a new version changes."""
    return f"So với bản đang dùng: thêm **{number(added)}**, sửa **{number(changed)}**, bỏ **{number(gone)}** dòng."


def made_from_older() -> str:
    """A workbook made of a version that is no longer current."""
    return (
        "Tệp này tải về từ một bản danh mục cũ hơn bản đang dùng. Dòng mà người khác mới sửa có thể bị sửa ngược lại: "
        "hãy xem kỹ bảng dưới đây, hoặc tải danh mục mới rồi sửa lại."
    )


def columns(pairs: Sequence[tuple[str, str]]) -> str:
    """What stands under each heading."""
    return "; ".join(f"{heading}: {text or '(trống)'}" for heading, text in pairs)


def in_use(kept: Mapping[tuple[str, str], Sequence[str]]) -> str:
    """Why a version is refused: the rows that returns name, and for which periods."""
    lines = [
        f"- {_IN_USE[table].format(code=code, periods=_listed(periods))}" for (table, code), periods in kept.items()
    ]
    return "Chưa ghi được, vì đã có báo cáo dùng các dòng này:\n" + "\n".join(lines)


_IN_USE = {
    "units": "Đơn vị **{code}** đã có báo cáo {periods}: đơn vị phải còn hiệu lực vào ngày cuối các kỳ đó và giữ loại.",
    "periods": "Kỳ **{code}** đã có báo cáo: không bỏ và không đổi năm, quý, ngày bắt đầu, ngày kết thúc.",
    "measures": "Số liệu **{code}** đã có trong báo cáo: không bỏ và không đổi kiểu ô.",
    "topics": "Chuyên đề **{code}** đã có trong báo cáo: không bỏ.",
    "cohorts": "Đối tượng **{code}** đã có trong báo cáo: không bỏ.",
    "fields": "Lĩnh vực **{code}** đã có trong báo cáo: không bỏ.",
    "follow_up_kinds": "Loại việc **{code}** đã có trong báo cáo: không bỏ.",
    "deadlines": "Loại đơn **{code}** đã có trong báo cáo: không bỏ hết các dòng thời hạn của loại này.",
}


def _listed(periods: Sequence[str], at_most: int = 4) -> str:
    shown = ", ".join(periods[:at_most])
    return f"{shown} và {number(len(periods) - at_most)} kỳ khác" if len(periods) > at_most else shown


# --- the common acts ---------------------------------------------------------------------------------------------

ACT = "Việc"
ACTS = {
    "year": "Thêm năm",
    "begin": "Đơn vị mới",
    "end": "Đơn vị kết thúc",
    "rename": "Đổi tên",
    "merge": "Sáp nhập",
    "divide": "Chia tách",
}
EXPLAINED = {
    "begin": "Thêm một đơn vị bắt đầu báo cáo từ một ngày.",
    "end": "Đơn vị thôi hoạt động từ một ngày và không có đơn vị nào thay. Các báo cáo đã nộp vẫn giữ nguyên.",
    "rename": "Đơn vị mang tên mới từ một ngày; mã và các báo cáo giữ nguyên.",
    "merge": "Các đơn vị thành một đơn vị mới từ một ngày. Số liệu trước ngày đó là của các đơn vị cũ gộp lại.",
    "divide": "Một đơn vị thành nhiều đơn vị mới từ một ngày. Số liệu cũ chỉ còn tính trong tổng của phường.",
}
WHICH_UNIT, WHICH_UNITS, ON_DAY = "Đơn vị", "Các đơn vị sáp nhập (từ hai)", "Kể từ ngày"
ON_DAY_HELP = "Ngày đầu tiên của tình trạng mới. Kỳ báo cáo tính theo các đơn vị có hiệu lực vào ngày cuối kỳ."
KIND, NAME, NEW_NAME, CODE, PARENT = "Loại đơn vị", "Tên đơn vị", "Tên mới", "Mã đơn vị", "Thuộc đơn vị"
NAMES, NAMES_HELP = "Tên các đơn vị mới, mỗi tên một dòng (từ hai)", "Mã được đặt tiếp theo các mã đang có."
FILL_IN = "Điền đủ các ô trên để xem thay đổi."


def adding_year(year: int, first: date, last: date) -> str:
    """What «Thêm năm» does."""
    return f"Thêm bốn quý của **năm {year}**, từ {day(first)} đến {day(last)}; hạn nộp là 7 ngày sau khi hết quý."


def unit_label(name: str, code: str) -> str:
    """A unit in a list to choose from."""
    return f"{name} ({code})"
