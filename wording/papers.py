"""What the papers of the meeting say: names of formats and files, titles and headings of tables, the cover."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from wording.formats import number
from wording.screens import SOURCE_NOTE

# --- the page «Tài liệu họp» -------------------------------------------------------------------------------------

FORMATS = {
    "json": "Dữ liệu cho phần mềm khác (JSON)",
    "xlsx": "Bảng tính Excel",
    "csv": "Bảng CSV (zip)",
    "docx": "Văn bản Word",
    "pdf": "Bản in PDF",
    "pptx": "Trình chiếu PowerPoint",
    "html": "Trang web một tệp (HTML)",
}
FORMAT_ORDER = ("pptx", "docx", "pdf", "xlsx", "html", "csv", "json")
PROFILES = {"public": "Chế độ họp (được mang ra ngoài cơ quan)", "internal": "Nội bộ (chỉ dùng trong cơ quan)"}
WHICH, CHECK, PREVIEW, DOWNLOADS = "Bản số liệu này", "Cần biết trước khi tải", "Xem trước", "Tải về"
LABEL, SAID, NOTHING_TO_SAY = "Thông tin", "Nội dung", "Đủ báo cáo, đúng hạn, không có số nào phải che."
INTERNAL_WARNING = (
    "Đây là bản **nội bộ**: có danh sách vụ việc và các số nhỏ. Không chiếu, không gửi ra ngoài cơ quan. "
    "Bật **Chế độ họp** ở thanh bên để có bản được mang ra ngoài."
)
WITHHELD_NOTE = (
    "Bản này không nêu từng vụ việc; về tố cáo chỉ có số tiếp nhận và đã giải quyết cả năm; các số nhỏ về đơn thư được che."
)
DOWNLOAD_NOTE = "Mọi tệp tải về đều mang đúng các số này; mã nội dung giống nhau nghĩa là số liệu giống nhau."
PREVIEW_COMPLAINTS = "Đơn thư từ đầu năm"
NO_TARGETS = "Đơn vị này không có chỉ tiêu nào nghị quyết nêu rõ."


def format_label(stem: str) -> str:
    """The name of a format; one that has none goes by its own."""
    return FORMATS.get(stem, stem.upper())


def missing(names: str, count: int, total: int) -> str:
    """Who has not reported."""
    return f"**{count}/{total}** đơn vị chưa có báo cáo kỳ này: {names}."


def late(names: str, count: int) -> str:
    """Who reported late."""
    return f"**{count}** đơn vị nộp trễ hạn: {names}."


def incomplete(codes: list[str]) -> str:
    """Indicators that cannot be judged."""
    return f"**{len(codes)}** chỉ tiêu chưa đánh giá được vì thiếu báo cáo: {', '.join(codes)}."


def withheld(indicators: int, rows: int) -> str:
    """How much the profile does not show."""
    return f"**{number(indicators)}** chỉ tiêu và **{number(rows)}** dòng theo đơn vị, lĩnh vực, loại đơn có số bị che."


def file_name(unit: str, period: str, profile: str, content_hash: str, suffix: str) -> str:
    """`So-lieu-dan-chu_Phuong-Huong-An_2026-Q2_hop_1a2b3c4d.xlsx`: for any disk, whatever its language."""
    kind = "hop" if profile == "public" else "noi-bo"
    return f"So-lieu-dan-chu_{without_marks(unit)}_{period}_{kind}_{content_hash[:8]}{suffix}"


def without_marks(text: str) -> str:
    """Vietnamese text in plain letters, digits and hyphens."""
    spelled = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^A-Za-z0-9]+", "-", spelled.encode("ascii", "ignore").decode()).strip("-")


# --- words of every paper ----------------------------------------------------------------------------------------

TITLE = "Theo dõi thực hiện Nghị quyết số 50/NQ-HĐND về thực hiện dân chủ ở cơ sở"
FOR_MEETING = "Tài liệu phục vụ họp – chưa phải văn bản hành chính"
NOTES = (FOR_MEETING, SOURCE_NOTE)
COVER = "Bìa"
UNIT, PERIOD, COUNTED_FROM, AS_OF, PROFILE, RETURNS_IN, DATA_VERSION, CATALOGUE, CONTENT_HASH = (
    "Đơn vị", "Kỳ báo cáo", "Thời gian", "Xem như tại", "Chế độ", "Đơn vị đã báo cáo", "Bản số liệu", "Danh mục",
    "Mã nội dung",
)  # fmt: skip
SHEETS, LINES = "Các bảng", "Số dòng"
NO_LINES = "Không có dòng nào."
WITHHELD, NO_TARGET, AT_MOST = "không nêu", "không đặt", "không quá"
WITHHELD_MARK = "□"
YEAR_TO_DATE = "Từ đầu năm"


def counted_from(first: str, last: str) -> str:
    """From when to when the numbers count."""
    return f"Số liệu tính từ ngày {first} đến ngày {last}"


def page_of(here: str, total: str) -> str:
    """Beside the content's hash at the foot of a printed sheet."""
    return f"Trang {here}/{total}"


def hash_note(content_hash: str) -> str:
    """Which figures a printed sheet carries."""
    return f"Mã nội dung {content_hash[:12]}"


def line_count(count: int) -> str:
    """How long a table is."""
    return f"{number(count)} dòng"


KIND = {"KN": "Khiếu nại", "TC": "Tố cáo", "KNPA": "Kiến nghị, phản ánh"}
SOURCE = {"register": "Sổ của Ủy ban nhân dân", "feedback": "Phản ánh ghi nhận tại tổ"}
SPAN = {"quarter": "Trong kỳ", "year": "Từ đầu năm"}
CASE_NOTES = {"is_open_overdue": "Quá hạn giải quyết", "is_due_soon": "Đến hạn trong 7 ngày", "is_acceptance_overdue": "Quá hạn thụ lý"}
COUNTED = {
    "opening": "Kỳ trước chuyển sang",
    "received": "Tiếp nhận",
    "under_competence": "Thuộc thẩm quyền",
    "resolved": "Đã giải quyết",
    "resolved_with_deadline": "Đã giải quyết, có thời hạn",
    "resolved_on_time": "Trong đó đúng hạn",
    "closed_otherwise": "Kết thúc khác",
    "closing": "Còn lại",
    "open_overdue": "Đang quá hạn",
    "due_soon": "Đến hạn trong 7 ngày",
    "acceptance_overdue": "Quá hạn thụ lý",
}


class TableWords(NamedTuple):
    """A table's name, what it is, and its columns in their order: name in the snapshot → heading."""

    name: str
    about: str
    headings: dict[str, str]


_FIGURES = {"numerator": "Số đạt", "denominator": "Tổng", "value": "Kết quả", "status": "Đánh giá"}
_RANGE = {"low": "Ít nhất khi đủ báo cáo", "high": "Nhiều nhất khi đủ báo cáo"}
_TRAINING = {
    "cohort_label": "Đối tượng", "topic_label": "Chuyên đề", "courses": "Số lớp", "invited": "Triệu tập",
    "attended": "Tham dự", "attendance_rate": "Tham dự/triệu tập", "women": "Trong đó nữ", "roster": "Số phải tập huấn",
    "first_time": "Đã tập huấn trong năm", "coverage": "Đã tập huấn/phải tập huấn", "untrained": "Chưa tập huấn",
}  # fmt: skip
_THREE = {name: COUNTED[name] for name in ("received", "resolved", "closing")}

TABLES = {
    "returns": TableWords(
        "Báo cáo", "Tình hình nộp báo cáo của từng đơn vị",
        {"unit": "Mã", "name": "Đơn vị", "state": "Tình trạng", "received_at": "Nhận lúc", "version": "Bản", "refused_at": "Bị từ chối gần nhất"},
    ),
    "indicators": TableWords(
        "Chỉ tiêu", "Kết quả từng chỉ tiêu; phần trăm tính trên tổng của các đơn vị",
        {"code": "Mã", "clause": "Mục", "label": "Chỉ tiêu", "target_kind": "Loại chỉ tiêu", "target": "Mức phải đạt"} | _FIGURES
        | {"still_needed": "Còn thiếu", **_RANGE, "previous": "Kỳ trước", "last_year": "Cùng kỳ năm trước", "basis": "Căn cứ"},
    ),
    "by_unit": TableWords(
        "Chỉ tiêu theo đơn vị", "Kết quả từng chỉ tiêu của từng đơn vị",
        {"code": "Mã", "label": "Chỉ tiêu", "unit": "Mã đơn vị", "name": "Đơn vị"} | _FIGURES | _RANGE,
    ),
    "training_by_cohort": TableWords("Tập huấn", "Tập huấn từ đầu năm theo đối tượng; số người", _TRAINING),
    "training_by_unit": TableWords(
        "Tập huấn theo đơn vị", "Tập huấn từ đầu năm theo đối tượng và đơn vị; số người", {"unit": "Mã", "name": "Đơn vị"} | _TRAINING
    ),
    "courses": TableWords(
        "Lớp tập huấn", "Các lớp tập huấn từ đầu năm; mỗi lớp là một ngày và một chuyên đề",
        {"held_on": "Ngày", "topic_label": "Chuyên đề", "title": "Nội dung", "cohorts": "Đối tượng", "invited": "Triệu tập", "attended": "Tham dự"},
    ),
    "by_kind": TableWords(
        "Đơn thư", "Đơn thư theo loại; đếm theo vụ việc, hai sổ không cộng với nhau",
        {"source": "Sổ", "kind": "Loại", "span": "Khoảng"} | COUNTED
        | {"timely_share": "Đúng hạn, tính cả số đang quá hạn", "median_days": "Số ngày giải quyết (trung vị)"},
    ),
    "ageing": TableWords(
        "Đơn thư còn lại", "Vụ việc chưa giải quyết, theo số ngày từ khi tiếp nhận",
        {"source": "Sổ", "kind": "Loại", "bucket": "Từ khi tiếp nhận", "cases": "Số vụ việc"},
    ),
    "by_field": TableWords("Đơn thư theo lĩnh vực", "Từ đầu năm; số vụ việc", {"source": "Sổ", "field_label": "Lĩnh vực"} | _THREE),
    "feedback": TableWords("Phản ánh theo đơn vị", "Kiến nghị, phản ánh ghi nhận tại tổ từ đầu năm; số vụ việc", {"unit": "Mã", "name": "Đơn vị"} | _THREE),
    "cases": TableWords(
        "Vụ việc", "Khiếu nại và kiến nghị, phản ánh đang mở hoặc kết thúc trong kỳ – chỉ dùng nội bộ",
        {"source": "Sổ", "name": "Đơn vị", "code": "Mã vụ việc", "kind": "Loại", "field_label": "Lĩnh vực", "received_on": "Ngày tiếp nhận",
         "accepted_on": "Ngày thụ lý", "due_on": "Hạn giải quyết", "status": "Tình trạng", "closed_on": "Ngày kết thúc",
         "days": "Số ngày từ khi tiếp nhận", "note": "Lưu ý"},
    ),
}  # fmt: skip
