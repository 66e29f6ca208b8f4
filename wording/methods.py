"""How an indicator is worked out, in one line of words: what is counted, over what, since when."""

from __future__ import annotations

from collections.abc import Sequence

METHODS = {
    "coverage": "{numerator}, cộng từ đầu năm, mỗi người tính một lần; chia cho {denominator} theo báo cáo gần nhất.",
    "reach": "{numerator}, lũy kế từ đầu năm và không quá tổng số; chia cho {denominator} theo báo cáo gần nhất.",
    "cumulative_ratio": "{numerator}; chia cho {denominator}; cả hai lũy kế từ đầu năm.",
    "flow_ratio": "{numerator}; chia cho {denominator}; cả hai cộng các quý từ đầu năm.",
    "stock_ratio": "{numerator}; chia cho {denominator}; cả hai theo báo cáo gần nhất.",
    "flow": "{numerator}, cộng các quý từ đầu năm.",
    "stock": "{numerator}, theo báo cáo gần nhất.",
    "state": "Số đơn vị báo cáo là có: {numerator}; chia cho số đơn vị phải báo cáo.",
    "event_in_year": "Số đơn vị có ngày này rơi vào trong năm: {numerator}; chia cho số đơn vị phải báo cáo.",
    "state_date": "Số đơn vị có ngày này không muộn hơn ngày cuối kỳ: {numerator}; chia cho số đơn vị phải báo cáo.",
    "register": "Đếm vụ việc trong báo cáo đơn thư, từ đầu năm đến cuối kỳ: số {numerator}; chia cho số {denominator}.",
    "register_count": "Đếm vụ việc trong báo cáo đơn thư, từ đầu năm đến cuối kỳ: số {numerator}.",
}
PART_OF = "Trong đó: "
SUMS_FIRST = "Cộng số của các đơn vị trước rồi mới tính phần trăm."
# The counts of a register, as the catalogue names them.
COUNTED = {
    "opening": "kỳ trước chuyển sang",
    "received": "tiếp nhận",
    "under_competence": "thuộc thẩm quyền",
    "resolved": "đã giải quyết",
    "resolved_with_deadline": "đã giải quyết có thời hạn",
    "resolved_on_time": "đã giải quyết đúng thời hạn",
    "closed_otherwise": "kết thúc khác",
    "closing": "chưa giải quyết",
    "open_overdue": "chưa giải quyết đã quá thời hạn",
    "due_soon": "sắp đến hạn trong 7 ngày",
    "acceptance_overdue": "quá hạn thụ lý",
}
KINDS = {"KN": "khiếu nại", "TC": "tố cáo", "KNPA": "kiến nghị, phản ánh"}
ALL_AT_HAND = "phải xem xét (kỳ trước chuyển sang và tiếp nhận)"


def computed(method: str, numerator: str, denominator: str | None, *, is_summed: bool = True) -> str:
    """What is counted, over what, since when, in one sentence. `is_summed`: of more units than one."""
    key = f"{method}_count" if denominator is None and f"{method}_count" in METHODS else method
    line = METHODS[key].format(numerator=numerator, denominator=denominator)
    is_sum = is_summed and key not in ("flow", "stock", "register_count")
    return f"{line.removesuffix('.')}; {SUMS_FIRST[:1].lower()}{SUMS_FIRST[1:]}" if is_sum else line


def operand(number_on_form: int, label: str) -> str:
    """A measure as the form names it; a part of the one above it («Trong đó: …») by its own words."""
    own = label.removeprefix(PART_OF)
    return f"«{own[:1].upper()}{own[1:]}» (MS {number_on_form:02d})"


def either(labels: Sequence[str]) -> str:
    """Any of several measures."""
    return " hoặc ".join(labels)


def trained(cohort: str, topic: str) -> str:
    """The numerator of a training coverage."""
    return f"Số người «Dự lần đầu» của đối tượng «{cohort}», chuyên đề «{topic}»"


def counted(kinds: Sequence[str], count: str, *, is_whole: bool) -> str:
    """A count of a register; `received` as a whole means all that was at hand."""
    word = ALL_AT_HAND if is_whole and count == "received" else COUNTED[count]
    return f"{', '.join(KINDS[kind] for kind in kinds)} {word}".strip()
