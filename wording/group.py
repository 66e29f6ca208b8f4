"""What «Tổ dân phố» says of one unit: where it comes from, its returns, its indicators over time, its last answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wording.charts import STATES, SUPPRESSED, period_name, stated
from wording.formats import UNKNOWN, day, number, percent, ratio
from wording.terms import RETURN_STATE

Row = Mapping[str, Any]

PICK_UNIT = "Chọn tổ dân phố hoặc cơ quan"
PRINT_VIEW, PRINT_HINT = "Mở bản in (A4 dọc)", "Nhấn Ctrl+P để in, khổ A4 dọc."
RETURNS, INDICATORS, TRAINING, COMPLAINTS, ANSWERS = (
    "Báo cáo đã nộp",
    "Chỉ tiêu",
    "Tập huấn",
    "Đơn thư",
    "Số liệu ghi gần nhất",
)
NO_REPORTER = "Không có tổ dân phố hoặc cơ quan nào trong phạm vi này."
NEVER_COUNTED = "Không có kỳ báo cáo nào kết thúc trong thời gian đơn vị này hoạt động."
NO_INDICATOR = "Không có chỉ tiêu nào áp dụng cho đơn vị này."
NO_COHORT = "Không có chỉ tiêu tập huấn nào áp dụng cho đơn vị này."
NO_REGISTER = "Đơn vị này không ghi nhận đơn thư."
NO_ANSWERS_SHOWN = "Chế độ họp không nêu từng số liệu ghi trong báo cáo."
WITHHELD_CASES = "Chế độ họp không nêu đơn thư của từng đơn vị."
THREE_STATES = (
    "«0»: đếm được bằng không · «Không phát sinh»: báo cáo ghi KPS · «Trống»: báo cáo để trống ô đó · "
    "«Chưa báo cáo»: chưa nhận báo cáo nào có dòng này."
)
GO_TO_CASES = "Xem đơn thư của đơn vị này"
INDICATOR, VALUE, BEFORE, LAST_YEAR = "Chỉ tiêu", "Kết quả", "Kỳ trước", "Cùng kỳ năm trước"
MEASURE, ANSWER, TYPED, PERIOD, READ_FROM = "Số liệu", "Giá trị", "Ghi trong báo cáo", "Kỳ", "Kỳ · dòng"
STATE, RECEIVED_AT, VERSION = "Tình trạng", "Nhận lúc", "Bản"
YES, NO = "Có", "Không"
NOTHING_AROSE, BLANK, NOT_REPORTED = "Không phát sinh", "Trống", "Chưa báo cáo"


def listed(name: str, is_ended: bool) -> str:
    """A unit in the list to choose from."""
    return f"{name} (đã thôi hoạt động)" if is_ended else name


def until(name: str, period: str) -> str:
    """Below the unit's name: which period the figures are of."""
    return f"Số liệu của {name}, {period}."


def began(names: Sequence[str], on: date) -> str:
    """A unit made of others."""
    return f"Thành lập ngày {day(on)} từ: {', '.join(names)}."


def ended(names: Sequence[str], on: date) -> str:
    """A unit that ended: merged, split, or without a successor."""
    if not names:
        return f"Thôi hoạt động từ ngày {day(on)}, không có đơn vị kế tiếp."
    how = "sáp nhập vào" if len(names) == 1 else "chia thành"
    return f"Từ ngày {day(on)} {how}: {', '.join(names)}."


def renamed(name: str, on: date) -> str:
    """An earlier name of the same unit."""
    return f"Trước ngày {day(on)} có tên: {name}."


def returns(rows: Sequence[Row]) -> str:
    """«4/5 kỳ nộp đúng hạn; trễ hạn: Quý III/2025; chưa nộp: Quý II/2026.»"""
    by_state = {state: [period_name(row["period"]) for row in rows if row["state"] == state] for state in RETURN_STATE}
    on_time = len(by_state.pop("on_time"))
    others = [f"{RETURN_STATE[state][1].lower()}: {', '.join(names)}" for state, names in by_state.items() if names]
    return "; ".join([f"{number(on_time)}/{number(len(rows))} kỳ gần đây nộp đúng hạn", *others]) + "."


def history(rows: Sequence[Row], period: str) -> str:
    """«Quý II/2026: 5 đạt, 2 chưa đạt, …» of the cells of one period."""
    now = [stated(row)["status"] for row in rows if row["unit"] == period]
    parts = [f"{number(now.count(code))} {word.lower()}" for code, (_, word) in STATES.items() if code in now]
    return f"{period_name(period)}: {', '.join(parts)}."


def status(code: str | None) -> str:
    """Mark and word; a status withheld says so."""
    return " ".join(STATES[code or "suppressed"])


def indicator(row: Row, asked: str) -> str:
    """Code, label and what is asked."""
    return f"**{row['code']}** {row['label']}" + (f" (mức phải đạt: {asked})" if row["target"] is not None else "")


def figure(row: Row, shown: str) -> str:
    """Status and figure with its counts: `✗ Chưa đạt · 60,5% (23/38)`; the word alone where there is no figure."""
    word = status(row["status"])
    if row.get("is_suppressed"):
        return word if row["status"] is None else f"{word}: {SUPPRESSED.lower()}"
    if shown == UNKNOWN:
        return word
    counts = f" ({ratio(row['numerator'], row['denominator'])})" if row["denominator"] else ""
    return f"{word}: {shown}{counts}"


def beside(shown: str, row: Row | None) -> str:
    """The figure of another period under its mark; without a figure the word; a dash where it is not compared."""
    if row is None:
        return UNKNOWN
    return status(row["status"]) if shown == UNKNOWN else f"{STATES[row['status']][0]} {shown}"


def read_from(row: Row) -> str:
    """`Quý II/2026 · 16`: the row of the sheet of measures; empty where no return has it."""
    return f"{period_name(row['period'])} · {row['row_number']}" if row["period"] else ""


def clause(code: str) -> str:
    """`Mục II.2.4`; an article stays as it is."""
    return code if code.startswith("Điều") else f"Mục {code}"


def measure(row: Row) -> str:
    """`24 Số hộ đã được tuyên truyền`."""
    return f"{row['ms']:02} {row['label']}"


def cases(row: Row) -> str:
    """The register of one unit over the year to date."""
    parts = [
        f"{number(row['opening'])} năm trước chuyển sang",
        f"{number(row['received'])} tiếp nhận",
        f"{number(row['resolved'])} đã giải quyết",
        f"{number(row['closed_otherwise'])} kết thúc khác",
        f"**{number(row['closing'])} còn lại**",
    ]
    share = percent(row["resolved"], row["under_competence"])
    solved = f" Đã giải quyết {share} ({ratio(row['resolved'], row['under_competence'])}) vụ việc thuộc thẩm quyền."
    return f"Từ đầu năm: {' · '.join(parts)} (vụ việc).{solved if row['under_competence'] else ''}"


def codes(names: Iterable[str]) -> str:
    """Open cases by their code."""
    return f"Đang mở: {', '.join(names)}."


def answer(row: Row) -> str:
    """A last answer as people read it: a value, or which of the three kinds of nothing it is."""
    if row["state"] is None:
        return NOT_REPORTED
    if row["state"] == "nothing_arose":
        return NOTHING_AROSE
    if row["state"] == "blank":
        earlier = (
            row["filled_period"]
            and f" (gần nhất: {row['filled_typed'] or UNKNOWN}, {period_name(row['filled_period'])})"
        )
        return BLANK + (earlier or "")
    if row["value_type"] == "flag":
        return YES if row["is_true"] else NO
    if row["value_type"] == "date":
        return day(row["happened_on"])
    if row["value_type"] == "text":
        return row["text"] or UNKNOWN
    return f"{number(row['quantity'])} {row['count_unit'] or ''}".strip()
