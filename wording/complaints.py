"""What «Đơn thư» says: two registers never mixed, the flow and its carried-over balance, shares, deadlines, cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wording.formats import day, number, percent, ratio

Row = Mapping[str, Any]

PICK_REGISTER, PICK_SPAN = "Sổ", "Khoảng thời gian"
REGISTER = {"register": "Sổ của Ủy ban nhân dân phường", "feedback": "Phản ánh ghi nhận tại tổ"}
OF_SEVERAL = {**REGISTER, "register": "Sổ của Ủy ban nhân dân các phường, xã"}  # where several units keep it
ABOUT = {
    "register": "Khiếu nại, tố cáo, kiến nghị, phản ánh do Ủy ban nhân dân phường báo cáo; đếm theo vụ việc. "
    "Không cộng với phản ánh ghi nhận tại tổ.",
    "feedback": "Kiến nghị, phản ánh do các tổ dân phố tiếp nhận và báo cáo; đếm theo vụ việc. "
    "Không cộng với sổ của Ủy ban nhân dân phường.",
}
SPAN = {"quarter": "Trong kỳ", "year": "Từ đầu năm"}
NO_REGISTER = "Đơn vị này không giữ sổ đơn thư."
NO_TARGET = "Nghị quyết không nêu chỉ tiêu về đơn thư."
FLOW, AGEING, BY_KIND, BY_FIELD, BY_UNIT = (
    "Tiếp nhận và giải quyết",
    "Chưa giải quyết, theo số ngày",
    "Theo loại",
    "Theo lĩnh vực, từ đầu năm",
    "Theo đơn vị, từ đầu năm",
)
INDICATORS = "Chỉ tiêu lấy từ sổ này, từ đầu năm"
DUE, ACCEPTANCE, OPEN_CASES, DEADLINES = (
    "Quá hạn và sắp đến hạn",
    "Quá hạn thụ lý",
    "Vụ việc đang mở hoặc kết thúc trong kỳ",
    "Thời hạn đang áp dụng và căn cứ",
)
NO_CASES_SHOWN = "Chế độ họp không nêu từng vụ việc."
NOR_SECTIONS = (
    "Các phần quá hạn và sắp đến hạn, thời hạn từng vụ việc, thời gian giải quyết, đối chiếu với biểu khác vì thế "
    "chỉ có khi tắt Chế độ họp."
)
WITHHELD, NOTHING_AROSE = "Không nêu", "Không phát sinh"
TO_CHECK, TO_CHECK_MARK = "cần kiểm tra", "! Cần kiểm tra"
WHY_BESIDE = (
    "«Đúng hạn» chỉ tính vụ việc **đã giải quyết** thuộc loại có thời hạn, nên có thể đạt 100% trong khi vụ việc quá "
    "hạn còn để đó; vì vậy luôn đọc cùng **số đang quá hạn** và tỷ lệ tính cả số đó."
)
SUSPENDED_NAMED_AT_MOST = 6
NO_DEADLINES = "Sổ này không có loại vụ việc nào có thời hạn giải quyết luật định, nên không có số đúng hạn, quá hạn."
NO_DEADLINE = "Không có thời hạn"
SMALL_WITHHELD = "Chế độ họp không nêu các số này, vì có số nhỏ."

RESOLVED, ON_TIME, TIMELY, MEDIAN = (
    "Đã giải quyết, trong số thuộc thẩm quyền",
    "Đúng hạn, trong số đã giải quyết",
    "Đúng hạn, tính cả số đang quá hạn",
    "Số ngày giải quyết (trung vị bốn kỳ gần nhất)",
)
MEDIAN_HELP = (
    "Tính từ ngày thụ lý, trên vụ việc thuộc thẩm quyền thụ lý trong kỳ và ba kỳ trước; vụ việc chưa xong vẫn được "
    "tính (phương pháp Kaplan–Meier). Chưa tính được khi chưa đến một nửa số vụ việc được giải quyết, hoặc khi không "
    "vụ việc nào có ngày thụ lý."
)
NO_MEDIAN = "chưa tính được"
KIND, OPENING, RECEIVED, COMPETENT, CLOSED, OTHERWISE, CLOSING = (
    "Loại", "Kỳ trước chuyển sang", "Tiếp nhận", "Thuộc thẩm quyền", "Đã giải quyết", "Kết thúc khác", "Còn lại",
)  # fmt: skip
IN_TIME, IN_TIME_OF_ALL = "Đúng hạn", "Đúng hạn, tính cả quá hạn"
OVERDUE, SOON, UNACCEPTED = "Đang quá hạn", "Đến hạn trong 7 ngày", "Quá hạn thụ lý"
CODE, UNIT, FIELD, RECEIVED_ON, ACCEPTED_ON, DUE_ON, FROM_DUE, STATUS, DAYS, CLOSED_ON, BASIS, NOTE = (
    "Mã vụ việc", "Đơn vị", "Lĩnh vực", "Ngày tiếp nhận", "Ngày thụ lý", "Hạn", "So với hạn", "Tình trạng",
    "Số ngày từ khi tiếp nhận", "Ngày kết thúc", "Căn cứ", "Lưu ý",
)  # fmt: skip
STEP, COMPLEXITY, LIMIT = "Bước", "Tính chất", "Thời hạn"
STEPS = {"acceptance": "Thụ lý", "resolution": "Giải quyết"}
COMPLEXITIES = {"any": "Mọi vụ việc", "normal": "Thông thường", "complex": "Phức tạp"}
DAY_TYPES = {"calendar": "ngày", "working": "ngày làm việc"}
REASONS = {"late": "báo cáo muộn", "corrected": "báo cáo sau đã sửa", "moved": "đơn vị không còn trong phạm vi"}
SIGNS = {"opening": "thêm", "closing": "bớt"}


def basis(label: str, code: str, kind_of_target: str, law: str) -> str:
    """One indicator drawn from the register, and on what it rests."""
    return f"{code} {label}: {kind_of_target.lower()} ({law})"


def share(part: int | None, whole: int | None) -> tuple[str, str]:
    """A share and its counts: `60,5%`, `23/38`; the part alone where only the whole is withheld; else a word."""
    if part is None or whole is None:
        return count(part), ""
    return (percent(part, whole), ratio(part, whole)) if whole else (NOTHING_AROSE, "")


def share_text(part: int | None, whole: int | None) -> str:
    """The same in one cell of a table."""
    shown, counts = share(part, whole)
    return f"{shown} ({counts})" if counts else shown


def count(value: int | None) -> str:
    """A count, or that it is not told."""
    return WITHHELD if value is None else number(value)


def days(value: int | None) -> str:
    """A median."""
    return NO_MEDIAN if value is None else f"{number(value)} ngày"


def in_span(span: str, part: int | None, whole: int | None) -> str:
    """A share over the other span, beside the one that is shown."""
    return f"{SPAN[span]}: {share_text(part, whole)}"


def contents(sections: Mapping[str, str]) -> str:
    """The way to each section of a long page: anchor → its heading."""
    links = " · ".join(f"[{heading}](#{anchor})" for anchor, heading in sections.items())
    return f"Trong trang này: {links}"


def counted(word: str, value: int | None) -> str:
    """`Đang quá hạn: 2`."""
    return f"{word}: {count(value)}"


def without(names: Iterable[str], sentence: str) -> str:
    """A sentence about some kinds only, as in the public profile; which are left out."""
    return f"{sentence} Không kể {', '.join(name.lower() for name in names)} (Chế độ họp không nêu)."


def from_due(days_over: int) -> str:
    """How far a case is from its day."""
    if days_over > 0:
        return f"quá {number(days_over)} ngày"
    return f"còn {number(-days_over)} ngày" if days_over else "đúng ngày hạn"


def due(over: int, soon: int, cut_off: date) -> str:
    """How many of the cases that may be listed are overdue or soon will be."""
    first = f"**{number(over)}** vụ việc quá hạn" if over else "không có vụ việc nào quá hạn"
    second = f"**{number(soon)}** đến hạn trong 7 ngày tới" if soon else "không vụ việc nào đến hạn trong 7 ngày tới"
    return f"Khiếu nại; kiến nghị, phản ánh, tính đến {day(cut_off)}: {first}, {second}."


def case_of(row: Row, within: Mapping[str, str]) -> str:
    """A case by its code and, unbroken, the ward that keeps it where there are several."""
    ward = within.get(row["unit"])
    return f"{row['code']} {ward.replace(' ', ' ')}" if ward else str(row["code"])


def suspended(rows: Sequence[Row], within: Mapping[str, str]) -> str:
    """Listed cases that are suspended past their day: not counted as overdue, and not to be overlooked. `within`: the
    ward of each keeper, where there are several."""
    first = sorted(rows, key=lambda row: str(row["due_on"]))[:SUSPENDED_NAMED_AT_MOST]
    named = ", ".join(f"{case_of(row, within)} (hạn {day(date.fromisoformat(row['due_on']))})" for row in first)
    more = f" và {number(len(rows) - len(first))} vụ việc khác" if len(rows) > len(first) else ""
    return f"**{number(len(rows))}** vụ việc tạm đình chỉ đã qua hạn ban đầu, không tính là quá hạn: {named}{more}."


def denunciations(row: Row) -> str:
    """Denunciations as numbers of the ward; none is listed."""
    parts = [
        f"{number(row[name])} {word}"
        for name, word in (
            ("closing", "chưa giải quyết"),
            ("open_overdue", "quá hạn"),
            ("due_soon", "đến hạn trong 7 ngày tới"),
            ("acceptance_overdue", "quá hạn thụ lý"),
        )
    ]
    return f"Tố cáo (chỉ nêu tổng số): {' · '.join(parts)}."


def unaccepted(cases: int) -> str:
    """How many listed cases are past their last day for acceptance."""
    return f"{number(cases)} vụ việc quá hạn thụ lý." if cases else "Không có vụ việc nào quá hạn thụ lý."


# --- the balance carried over -------------------------------------------------------------------------------------


def nothing_before(label: str) -> str:
    """Where there is nothing to compare the opening with."""
    return f"Chưa có báo cáo {label} để đối chiếu số chuyển sang."


NO_PERIOD_BEFORE = "Danh mục không có kỳ trước để đối chiếu số chuyển sang."


def carried(opening: int, closing: int, label: str, differences: int) -> str:
    """This span's opening beside what was left at the end of the span before."""
    lead = f"Số chuyển sang ({number(opening)}) so với số còn lại cuối {label} ({number(closing)})"
    if opening == closing:
        return f"{lead}: {'bằng nhau, nhưng có vụ việc thay đổi' if differences else 'khớp'}."
    return f"{lead}: {'thêm' if opening > closing else 'bớt'} {number(abs(opening - closing))} vụ việc."


def difference(counted_in: str, reason: str, kind: str, code: str, unit: str) -> str:
    """One case that makes a difference: `Thêm KN-2026-003 (Khiếu nại, An Lưu): báo cáo muộn.`"""
    return f"{SIGNS[counted_in].capitalize()} {code} ({kind}, {unit}): {REASONS[reason]}."


def differences_unnamed(counted_in: str, kind: str, cases: int) -> str:
    """Cases that are told as a number only."""
    return f"{kind}: {SIGNS[counted_in]} {number(cases)} vụ việc (không nêu mã)."


def limit(days_allowed: int | None, day_type: str) -> str:
    """`30 ngày`, or that there is none."""
    return "không quy định" if days_allowed is None else f"{number(days_allowed)} {DAY_TYPES[day_type]}"


def note(law: str | None) -> str:
    """Whether the ward still has to confirm a row of the deadlines."""
    return TO_CHECK_MARK if law and TO_CHECK in law else ""
