"""What is said of sealed figures: on every page of the papers, on «Tài liệu họp», by the commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from wording import report, terms
from wording.formats import HANOI, day, instant, number

Row = Mapping[str, Any]

# --- on the papers -----------------------------------------------------------------------------------------------

SEALED, NOT_SEALED = "Chốt số liệu", "Số liệu chưa chốt"
NOT_SEALED_YET = "chưa chốt – số liệu còn có thể thay đổi khi có báo cáo mới"


NOT_FROZEN = "chưa chốt"


def frozen(row: Row, *, has_changed: bool) -> str:
    """At the head of each page: `đã chốt 21/09/2026 (mã ABC-DEF-GHJ)`."""
    changed = ", sau đó có thay đổi" if has_changed else ""
    return f"đã chốt {day(row['sealed_at'].astimezone(HANOI).date())} (mã {row['code']}){changed}"


def mark(code: str | None) -> str:
    """On every page: `Mã chốt ABC-DEF-GHJ`, or that nobody has sealed these figures."""
    return f"Mã chốt {code}" if code else NOT_SEALED


def about(seal: Row | None) -> str:
    """On the cover: code, name and moment of the seal."""
    if not seal:
        return NOT_SEALED_YET
    return f"mã {seal['code']} – {seal['name']}, chốt lúc {instant(datetime.fromisoformat(seal['sealed_at']))}"


def qr_alt(code: str) -> str:
    """For readers that do not see the picture."""
    return f"Mã QR ghi mã chốt {code} và mã nội dung"


# --- sealing -----------------------------------------------------------------------------------------------------

HEADING = "Chốt số liệu kỳ họp"
WHY = (
    "Chốt là giữ nguyên toàn bộ số liệu đang xem, kèm một mã ngắn. Tài liệu tải từ bản đã chốt về sau vẫn đúng các số "
    "này, dù có thêm báo cáo nộp sau; mã và mã QR in trên mọi trang để đối chiếu."
)
NAME, SEAL = "Tên kỳ họp", "Chốt số liệu kỳ họp"
NAME_HELP = "Tên in trên tài liệu, ví dụ: Họp Ủy ban nhân dân phường sơ kết quý III."
MAY_NOT = "Người có quyền lãnh đạo hoặc quản trị mới chốt được số liệu."
FAILED = {
    "no_name": "Hãy ghi tên kỳ họp.",
    "long_name": "Tên kỳ họp dài quá 80 ký tự; hãy rút gọn.",
    "units": "Hai bản chốt {detail} của hai đơn vị khác nhau nên không so sánh được.",
    "unknown": "Không có bản chốt nào mang mã «{detail}».",
    "unseen": "Không có bản chốt nào mang mã «{detail}» ở Chế độ họp; bản nội bộ chỉ kiểm tra được khi tắt Chế độ họp.",
    "mistyped": "«{detail}» không phải mã chốt (9 chữ và số, ví dụ ABC-DEF-GHJ) hay mã nội dung (ít nhất 8 ký tự 0–9, "
    "a–f). Có thể gõ nhầm một ký tự: hãy đối chiếu lại với tài liệu.",
}


def proposed_name(period_label: str) -> str:
    """What a meeting is called unless somebody says otherwise."""
    return f"Kỳ họp {period_label}"


def failed(reason: str, detail: str) -> str:
    """Why nothing was sealed or found."""
    return FAILED[reason].format(detail=detail)


def sealed(row: Row) -> str:
    """After sealing, and by the command."""
    return f"Đã chốt «{row['name']}». Mã chốt: {row['code']}"


# --- checking ----------------------------------------------------------------------------------------------------

CHECK_HEADING, CHECK, TYPED = "Kiểm tra một mã", "Kiểm tra", "Mã chốt hoặc mã nội dung in trên tài liệu"
TYPED_HELP = "Gõ chữ hoa hay chữ thường, có hay không có dấu gạch đều được; dán cả nội dung mã QR cũng được."
WHOLE = "Bản chốt còn nguyên vẹn: nội dung khớp mã nội dung và khớp sổ ghi."
SAME = "Tính lại từ cơ sở dữ liệu, như tại thời điểm chốt, ra đúng các số này."
DIFFERENT = (
    "Tính lại từ cơ sở dữ liệu, như tại thời điểm chốt, nay ra khác (báo cáo đã bị xóa, danh mục hoặc quy tắc tính "
    "đã đổi). Tài liệu của bản chốt vẫn in các số đã chốt. Khác nhau ở:"
)
FAULT = {
    "unreadable": "Bản chốt {which} hỏng: không đọc được nội dung đã lưu.",
    "document": "Bản chốt {which} KHÔNG còn nguyên vẹn: nội dung đã lưu không khớp mã nội dung.",
    "record": "Bản chốt {which} KHÔNG khớp sổ ghi: sổ ghi không có việc chốt mã này với nội dung này.",
    "missing": "Bản chốt {which} có trong sổ ghi nhưng không còn trong cơ sở dữ liệu.",
}
PART = {
    "period": "Kỳ báo cáo",
    "returns": "Báo cáo",
    "indicators": "Chỉ tiêu",
    "training": "Tập huấn",
    "complaints": "Đơn thư",
}
NOT_THERE = "không có"
_FIGURE = {"numerator", "denominator", "value", "low", "high", "status"}


def which(row: Row) -> str:
    """A seal by code and name."""
    return f"{row['code']} «{row['name']}»" if row["name"] else str(row["code"])


def fault(reason: str, row: Row) -> str:
    """Why a seal can no longer be trusted."""
    return FAULT[reason].format(which=which(row))


def difference(
    part: str, name: str, then: Row | None, now: Row | None, units: Sequence[str], places: int
) -> str:  # fmt: skip
    """One thing that is worked out otherwise now."""
    if part == "choice":
        return f"danh mục không còn «{name}»"
    if places:
        return f"{PART[part]}: {number(places)} số"
    said = then or now or {}
    if part == "returns":
        return f"Báo cáo của {said['name']}: {_state(then)} → {_state(now)}"
    label = f"Chỉ tiêu {said['code']} {said['label']}"
    if _told(then) == _told(now):
        return f"{label}: số theo đơn vị ({', '.join(units)})" if units else f"{label}: số kỳ trước hoặc căn cứ"
    return f"{label}: {_told(then)} → {_told(now)}"


def _state(row: Row | None) -> str:
    return terms.RETURN_STATE[row["state"]][1].lower() if row else NOT_THERE


def _told(row: Row | None) -> str:
    """Figure and status of an indicator."""
    return f"{report.figure(dict(row))}, {report.status(dict(row))}" if row else NOT_THERE


# --- the list ----------------------------------------------------------------------------------------------------

LIST_HEADING = "Các bản đã chốt"
NONE_YET = "Chưa có bản chốt nào."
NONE_FOR_MEETING = "Chưa có bản chốt nào ở Chế độ họp; các bản nội bộ không hiển thị khi đang chiếu."
CODE, CALLED, UNIT, PERIOD, PROFILE, SEALED_AT, SEALED_BY, CONTENT = (
    "Mã chốt", "Kỳ họp", "Đơn vị", "Kỳ báo cáo", "Chế độ", "Chốt lúc", "Người chốt", "Mã nội dung",
)  # fmt: skip
PROFILES = {"public": "Chế độ họp", "internal": "Nội bộ"}
PICK = "Tải tài liệu của bản chốt"
SAVE_NOTE = "Tài liệu dưới đây lấy từ bản đã chốt, không phải từ số liệu hiện nay."


def line(row: Row, units: Mapping[str, str], periods: Mapping[str, str], *, with_person: bool) -> dict[str, str]:
    """A seal as a row of a table; who sealed stays in the office."""
    said = {
        CODE: row["code"],
        CALLED: row["name"],
        UNIT: units.get(row["unit"], row["unit"]),
        PERIOD: periods.get(row["period"], row["period"]),
        PROFILE: PROFILES[row["profile"]],
        SEALED_AT: instant(row["sealed_at"]),
        SEALED_BY: row["sealed_by"],
        CONTENT: row["content_hash"][:12],
    }
    return said if with_person else {name: text for name, text in said.items() if name != SEALED_BY}


def option(row: Row) -> str:
    """A seal as a choice."""
    return f"{row['code']} · {row['name']} · {PROFILES[row['profile']]} · {instant(row['sealed_at'])}"


# --- comparing two ------------------------------------------------------------------------------------------------

COMPARE, TO_COMPARE = "So sánh hai bản chốt", "So với"
WAYS = {"moment": "Một kỳ, một ngày", "seals": "Hai bản đã chốt"}
EARLIER, LATER = "Bản chốt thứ nhất", "Bản chốt thứ hai"
ABOUT_PAIR = (
    "**Đã trình**: đúng các số đã chốt lần trước. **Sau khi sửa**: vẫn kỳ ấy, tính lại như đã biết khi chốt lần sau. "
    "**Nay**: đúng các số đã chốt lần sau. Khác nhau giữa hai số đầu là do **sửa số đã báo cáo**, giữa hai số sau là "
    "do **việc mới phát sinh**."
)


def compared(earlier: Row, later: Row) -> str:
    """Which two are compared, the earlier first."""
    return f"Từ {which(earlier)} đến {which(later)}."


# --- the commands ------------------------------------------------------------------------------------------------

NO_SEALS = NONE_YET
NO_PERIOD = "Cần --period (kỳ báo cáo, ví dụ 2026-Q3), hoặc --seal (mã chốt)."
CANNOT_READ = "Không đọc được nội dung bản chốt {code}: dữ liệu đã hỏng."


def kept_whole(count: int) -> str:
    """None of the seals has changed since it was made."""
    return f"Đã kiểm tra {number(count)} bản chốt: nguyên vẹn." if count else NO_SEALS


def differs(row: Row) -> str:
    """A whole seal of which the database makes other figures today."""
    return f"Bản chốt {which(row)} nguyên vẹn, nhưng tính lại ra khác; xem: python -m exports verify {row['code']}"


def verified(count: int) -> str:
    """After all seals have been looked at."""
    return f"Đã kiểm tra {number(count)} bản chốt: khớp." if count else NO_SEALS


def first_fault(row: Row) -> str:
    """The seal that a check of all stumbled over first."""
    return f"Bản chốt đầu tiên không khớp: {which(row)}."


def listed(row: Row) -> str:
    """A seal as a line on a terminal."""
    said = (row["code"], instant(row["sealed_at"]), row["unit"], row["period"], PROFILES[row["profile"]], row["name"])
    return "  ".join(said)
