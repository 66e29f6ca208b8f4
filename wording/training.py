"""What «Tập huấn» says: who is still untrained and where, courses over time, the headings of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from wording.formats import collation_key, number, percent, ratio
from wording.units import counted

NAMED_AT_MOST = 8
BY_COHORT, BY_UNIT, COURSES, ALL_FIGURES = "Theo đối tượng", "Theo đơn vị", "Các lớp tập huấn", "Bảng đầy đủ"
PICK_COHORT, SPAN_OF_COURSES = "Chọn đối tượng", "Lớp tổ chức"
SPAN = {"quarter": "Trong kỳ", "year": "Từ đầu năm"}
COURSE = "lớp"  # what a measure of courses is counted in
OUTSIDE = "Ngoài chỉ tiêu"
COUNTING = (
    "Tính lũy kế từ đầu năm, theo người **dự lần đầu trong năm**. Người thuộc hai đối tượng được đếm ở cả hai. "
    "Nghị quyết không nêu con số về tập huấn; mức phải đạt và căn cứ của từng đối tượng ở bảng dưới biểu đồ. "
    "Ở đây tính **theo chức danh, trong năm**: người tiền nhiệm đã dự thì chức danh ấy là đã tập huấn. Phần «Người "
    "đứng đầu» bên dưới tính **theo người đương nhiệm**, từ ngày nhận nhiệm vụ, nên số chưa tập huấn có thể khác."
)
NO_COURSE = {
    "quarter": "Các báo cáo đã nhận không ghi lớp tập huấn nào trong kỳ.",
    "year": "Các báo cáo đã nhận không ghi lớp tập huấn nào từ đầu năm.",
}
ONE_COURSE = "Một lớp là một ngày và một chuyên đề, gộp người của mọi đơn vị đi học."

UNIT, COHORT, TOPIC, COURSES_HELD = "Đơn vị", "Đối tượng", "Chuyên đề", "Số lớp"
INVITED, ATTENDED, RATE, WOMEN = "Lượt mời", "Lượt dự", "Tỷ lệ dự", "Nữ"
FIRST_TIME, COVERAGE, UNTRAINED = "Dự lần đầu/tổng số", "Đã tập huấn", "Chưa tập huấn"
HELD_ON, TITLE = "Ngày", "Nội dung lớp"
TARGET, STATUS, BASIS = "Mức phải đạt", "Đánh giá", "Căn cứ"


def untrained(left: Sequence[tuple[str, int]], unknown: Sequence[str]) -> str:
    """«Còn **27** người chưa tập huấn: Bồn Trì 6, An Lưu 4, …»; units by name, most first; the silent ones too."""
    some = sorted((item for item in left if item[1]), key=lambda item: (-item[1], collation_key(item[0])))
    tail = f" Chưa có số liệu đối tượng của {_names(unknown)}." if unknown else ""
    if some:
        count = sum(people for _, people in some)
        return f"Còn **{number(count)}** người chưa tập huấn: {_units(some)}.{tail}"
    return f"Không còn ai chưa tập huấn.{tail}" if left else f"Chưa có số liệu về đối tượng tập huấn.{tail}"


def left_of(cohort: str, roster: int, left: Sequence[tuple[str, int]], unknown: Sequence[str]) -> str:
    """«**Tổ trưởng tổ dân phố**: còn 3/7 – An Lưu, An Vân, Thanh Chữ.»: one cohort; units as in `untrained`, without
    the number where each lacks one."""
    some = sorted((item for item in left if item[1]), key=lambda item: (-item[1], collation_key(item[0])))
    tail = f" Chưa có số liệu: {_names(unknown)}." if unknown else ""
    if not some:
        return f"**{cohort}**: {_none_left(unknown) if left else 'chưa có số liệu'}.{tail if left else ''}"
    people = sum(count for _, count in some)
    named = _names([name for name, _ in some]) if all(count == 1 for _, count in some) else _units(some)
    return f"**{cohort}**: còn {number(people)}/{number(roster)} – {named}.{tail}"


def _none_left(unknown: Sequence[str]) -> str:
    return "không còn ai ở nơi đã báo" if unknown else "không còn ai"


def measured(code: str, label: str, figure: str, measure: str, reporters: str) -> str:
    """How the courses listed relate to an indicator that counts courses."""
    return (
        f"Khác với chỉ tiêu **{code}** {label} ({figure} {measure} từ đầu năm): số ấy do {reporters} ghi một con số ở "
        "sheet «Số liệu»; các lớp ở đây gộp từ từng dòng mà mọi đơn vị ghi ở sheet «Tập huấn», kể cả lớp do nơi khác "
        "tổ chức. Hai số không phải bằng nhau."
    )


def shown_of(shown: int, total: int) -> str:
    """Before the sentence of a timeline that holds only the latest courses."""
    return f"Biểu đồ chỉ vẽ các lớp gần nhất trong {number(total)} lớp (bảng có đủ): " if shown < total else ""


def share(part: int | None, whole: int | None) -> str:
    """`60,5% (23/38)`; a dash where there is no whole or it is not known."""
    shown = percent(part, whole)
    return f"{shown} ({ratio(part, whole)})" if whole and part is not None else shown


def _units(counts: list[tuple[str, int]]) -> str:
    if len(counts) <= NAMED_AT_MOST:
        return _names(counted(counts))
    first, rest = counts[: NAMED_AT_MOST - 1], counts[NAMED_AT_MOST - 1 :]
    *named, last = counted([*first, (f"{len(rest)} đơn vị khác", sum(people for _, people in rest))])
    return f"{', '.join(named)} và {last}"


def _names(items: Sequence[str]) -> str:
    """Names; of many the first and how many others."""
    shown = items[:NAMED_AT_MOST]
    others = len(items) - len(shown)
    return ", ".join(shown) + (f" và {others} đơn vị khác" if others else "")
