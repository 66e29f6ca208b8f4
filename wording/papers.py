"""What the papers of the meeting say: names of formats and files, titles and headings of tables, the cover."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from wording.formats import number
from wording.screens import SOURCE_NOTE

# --- the page «Tài liệu họp» -------------------------------------------------------------------------------------

FORMATS = {
    "pack": "Tất cả tài liệu (một tệp zip)",
    "json": "Dữ liệu cho phần mềm khác (JSON)",
    "xlsx": "Bảng tính Excel",
    "csv": "Bảng CSV (zip)",
    "docx": "Văn bản Word",
    "pdf": "Bản in PDF",
    "pptx": "Trình chiếu PowerPoint",
    "html": "Trang web một tệp (HTML)",
}
FORMAT_ORDER = ("pack", "pptx", "docx", "pdf", "xlsx", "html", "csv", "json")
PROFILES = {"public": "Chế độ họp (được mang ra ngoài cơ quan)", "internal": "Nội bộ (chỉ dùng trong cơ quan)"}
WHICH, CHECK, PREVIEW, DOWNLOADS = "Bản số liệu này", "Cần biết trước khi tải", "Xem trước", "Tải về"
NOTHING_TO_SAY = "Đủ báo cáo, đúng hạn, không có số nào phải che."
INTERNAL_WARNING = (
    "Đây là bản **nội bộ**: có danh sách vụ việc và các số nhỏ. Không chiếu, không gửi ra ngoài cơ quan. "
    "Bật **Chế độ họp** ở thanh bên để có bản được mang ra ngoài."
)
WITHHELD_NOTE = (
    "Bản này không nêu từng vụ việc; về tố cáo chỉ có số tiếp nhận và đã giải quyết cả năm. "
    "Số 1–2 về đơn thư của từng đơn vị, từng lĩnh vực được che, kèm những số có thể suy ra chúng, cả từ bản đã chốt "
    "trước trong năm. Số chung theo loại đơn của toàn địa bàn vẫn nêu, kể cả số nhỏ."
)
DOWNLOAD_NOTE = "Mọi tệp tải về đều mang đúng các số này; mã nội dung giống nhau nghĩa là số liệu giống nhau."
PREVIEW_COMPLAINTS = "Đơn thư từ đầu năm"
CARRIED_NOTE = "Thuộc thẩm quyền và đã giải quyết tính cả vụ việc kỳ trước chuyển sang."
NO_TARGETS = "Đơn vị này không có chỉ tiêu nào nghị quyết nêu rõ."

# What the screen shows of a table before it is downloaded: its key → columns.
PREVIEWED = {
    "indicators": ("code", "label", "value", "numerator", "denominator", "target", "status", "previous", "last_year"),
    "by_kind": ("source", "kind", "received", "under_competence", "resolved", "closing", "open_overdue"),
}


def format_label(stem: str) -> str:
    """The name of a format; one that has none goes by its own."""
    return FORMATS.get(stem, stem.upper())


def place(stem: str) -> tuple[int, str]:
    """Where a format stands among the others; one without a place of its own comes last."""
    return (FORMAT_ORDER.index(stem) if stem in FORMAT_ORDER else len(FORMAT_ORDER), stem)


def missing(names: str, count: int, total: int) -> str:
    """Who has not reported."""
    return f"**{count}/{total}** đơn vị chưa có báo cáo kỳ này: {names}."


def late(names: str, count: int) -> str:
    """Who reported late."""
    return f"**{count}** đơn vị nộp trễ hạn: {names}."


FEW = 3  # indicators whose names have room beside their codes


def incomplete(rows: Sequence[Mapping[str, Any]]) -> str:
    """Indicators that cannot be judged."""
    few = "; ".join(f"{row['code']} {row['label']}" for row in rows)
    named = few if len(rows) <= FEW else ", ".join(row["code"] for row in rows)
    return f"**{len(rows)}** chỉ tiêu chưa đánh giá được vì thiếu báo cáo hoặc số liệu để trống: {named}."


def withheld(indicators: int, rows: int) -> str:
    """How much the profile does not show."""
    lines = f"**{number(rows)}** dòng theo đơn vị, lĩnh vực, loại đơn"
    return f"{f'**{number(indicators)}** chỉ tiêu và ' if indicators else ''}{lines} có số không nêu."


def fact(label: str, said: str) -> str:
    """One line on which figures these are; a long hash by its beginning, as at the foot of the papers."""
    return f"{label}: **{said[:12] if label == CONTENT_HASH else said}**"


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
COVER, CHARTS = "Bìa", "Biểu đồ"
UNIT, PERIOD, COUNTED_FROM, AS_OF, PROFILE, RETURNS_IN, DATA_VERSION, CATALOGUE, CONTENT_HASH = (
    "Đơn vị", "Kỳ báo cáo", "Thời gian", "Xem như tại", "Chế độ", "Đơn vị đã báo cáo", "Bản số liệu", "Danh mục",
    "Mã nội dung",
)  # fmt: skip
SHEETS, LINES = "Các bảng", "Số dòng"
NO_LINES = "Không có dòng nào."
WITHHELD, NO_TARGET, AT_MOST = "không nêu", "không đặt", "không quá"
WITHHELD_MARK = "□"


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


# --- the CSV files and the pack ------------------------------------------------------------------------------------

SAMPLE = "DỮ LIỆU MẪU"
SAMPLE_NOTE = "DỮ LIỆU MẪU – tự đặt ra để dùng thử, không phải số liệu thật của đơn vị nào."
CSV_HOW = (
    "Mỗi bảng là một tệp CSV (UTF-8, cột cách nhau bằng dấu phẩy, dấu thập phân là dấu chấm, ngày dạng 2026-09-14).",
    "Ô trống là chưa có số liệu; «không nêu» là số được che trong chế độ họp; 0 là đã báo cáo và bằng không.",
    "Mở bằng Excel: Dữ liệu → Từ văn bản/CSV, chọn mã UTF-8 và dấu phẩy. Tỷ lệ tính bằng phần trăm.",
)
PACK_ABOUT = {
    "pptx": "chiếu tại cuộc họp, biểu đồ sửa được",
    "docx": "dự thảo báo cáo theo thể thức văn bản hành chính, sửa được",
    "pdf": "bản để in và phát tay",
    "xlsx": "mọi bảng số, tổng tính bằng công thức",
    "html": "xem bằng trình duyệt, không cần mạng",
    "csv": "các bảng cho phần mềm khác",
    "json": "toàn bộ số liệu cho phần mềm khác",
}
INDEX, CHECKED = "MUC-LUC.txt", "Cần biết:"


def making(done: int, total: int, stem: str) -> str:
    """While the pack is made: how far it has come, and what comes next."""
    return f"Đang làm bộ tài liệu: {number(done)}/{number(total)} – {format_label(stem)}"


def csv_readme(facts: list[tuple[str, str]], files: list[tuple[str, str]], *, is_sample: bool) -> str:
    """What the zip holds and how to open it."""
    listed = [f"{name}: {about}" for name, about in files]
    return _page([*_about(facts, is_sample=is_sample), "", *CSV_HOW, "", *listed])


def pack_index(
    facts: list[tuple[str, str]], files: list[tuple[str, str]], checked: list[str], *, is_sample: bool
) -> str:  # fmt: skip
    """What the pack holds: what to know of its figures (Markdown), format and name of each file."""
    listed = [f"{name} – {format_label(stem)}: {PACK_ABOUT.get(stem, stem)}" for stem, name in files]
    known = [f"- {line.replace('**', '')}" for line in checked] or [NOTHING_TO_SAY]
    return _page([*_about(facts, is_sample=is_sample), "", CHECKED, *known, "", *listed, "", DOWNLOAD_NOTE])


def _about(facts: list[tuple[str, str]], *, is_sample: bool) -> list[str]:
    return [TITLE, *([SAMPLE_NOTE] if is_sample else []), *NOTES, "", *(f"{label}: {said}" for label, said in facts)]


def _page(lines: list[str]) -> str:
    """Lines as Windows writes them."""
    return "\r\n".join(lines) + "\r\n"
