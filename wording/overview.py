"""What «Tổng quan» says: the headline, the cards, who has not reported, what needs attention now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wording import screens, units
from wording.charts import figure_of
from wording.drawn import shortened
from wording.formats import UNKNOWN, number
from wording.indicators import KIND_SHORT

Row = Mapping[str, Any]
ALWAYS_SAID = ("met", "not_met", "not_due", "incomplete")
ATTENTION = "Cần chú ý ngay"
NOTHING_NOW = "Không có việc nào quá hạn hoặc đến hạn mà chưa đạt."
UNITS_BY_INDICATORS = "Đơn vị × chỉ tiêu có mức phải đạt"
OPEN_CELL = "Bấm một ô để mở chỉ tiêu đó; hoặc chọn ở đây:"
OPEN_UNIT, OPEN_INDICATOR = "Mở đơn vị", "Mở chỉ tiêu"
RETURNS, RETURNS_SHORT = "Báo cáo của các đơn vị", "Nộp"
REPORTED, ALL_ON_TIME = "đã báo cáo", "Tất cả đúng hạn"
STATE_WORDS = {"missing": "Chưa nộp, đã quá hạn", "not_yet_due": "Chưa nộp, còn trong hạn", "late": "Nộp trễ"}
NAMED_AT_MOST = 4
ALL_JUDGED = "chỉ tiêu có mức phải đạt"
MORE_NAMED, LETTERS_NAMED = 2, 42  # further indicators that are not met: how many by name, how much of each name
KINDS_HELP = (
    "«Nghị quyết nêu rõ»: nghị quyết ghi con số. «Hiểu theo nghị quyết»: nghị quyết yêu cầu mà không ghi con số. "
    "«Theo luật»: mức do luật, nghị định đặt ra."
)


def headline(counts: Mapping[str, int]) -> str:
    """«**7** chỉ tiêu nghị quyết nêu rõ: đạt **2** · chưa đạt **0** · …»: the four outcomes always, others if any."""
    said = [code for code in screens.HEADLINE_ORDER if code in ALWAYS_SAID or counts.get(code)]
    parts = " · ".join(f"{screens.STATUS_SHORT[code]} **{counts.get(code, 0)}**" for code in said)
    return f"**{sum(counts.values())}** {screens.TARGETS_OF['stated']}: {parts}"


def others(counts: Mapping[str, Mapping[str, int]]) -> str:
    """«**10** hiểu theo nghị quyết: đạt **3** · … — cả **21** chỉ tiêu có mức phải đạt: đạt **7** · …»: every kind of
    target but the stated one, then all together where they are several; `counts`: kind → status → indicators."""
    said = [_outcomes(KIND_SHORT[kind], of) for kind, of in counts.items() if kind != "stated"]
    every = Counter[str]()
    for of in counts.values():
        every.update(of)
    return " — ".join([*said, *([f"cả {_outcomes(ALL_JUDGED, every)}"] if len(counts) > 1 else [])])


def _outcomes(name: str, counts: Mapping[str, int]) -> str:
    parts = [f"{screens.STATUS_SHORT[code]} **{counts[code]}**" for code in screens.HEADLINE_ORDER if counts.get(code)]
    return f"**{sum(counts.values())}** {name}: {' · '.join(parts)}"


def quarter_moved(shown: str) -> str:
    """Against last quarter, on a card."""
    return f"Quý trước: {shown}"


def year_moved(figure: str, shown: str) -> str:
    """Against the same quarter last year, with its figure."""
    return f"Cùng kỳ {figure}: {shown}" if figure != UNKNOWN else f"Cùng kỳ: {UNKNOWN}"


def named(state: str, rows: Sequence[Row]) -> str:
    """«Nộp trễ: Bồn Trì, An Lưu»; rows of the snapshot's returns."""
    brief = [{**row, "name": units.on_card(row["name"])} for row in rows]
    return f"{STATE_WORDS[state]}: {units.shortened(brief, NAMED_AT_MOST)}"


# --- what needs attention ----------------------------------------------------------------------------------------


def overdue_returns(rows: Sequence[Row], due_on: str) -> str:
    """Returns past their day; rows of the snapshot's returns."""
    shown = units.shortened(rows, NAMED_AT_MOST)
    return f"**{len(rows)} đơn vị chưa nộp báo cáo**, hạn nộp {due_on}: {shown}"


def overdue_cases(overdue: int, not_accepted: int) -> str:
    """Cases past the day the law gives; one sentence for the whole register."""
    parts = [f"**{number(overdue)} vụ việc quá hạn giải quyết**"] if overdue else []
    parts += [f"**{number(not_accepted)} vụ việc quá hạn thụ lý**"] if not_accepted else []
    return " · ".join(parts)


def overdue_matters(count: int) -> str:
    """Disclosures, boards and recommendations that offices follow."""
    return f"**{number(count)} việc theo dõi quá hạn**"


def missed(row: Row, asked: str, lead: str) -> str:
    """An indicator that is judged and not met: how far, what is asked, what is lacking."""
    lack = f", {lead[:1].lower()}{lead[1:]}" if lead else ""
    return f"{row['label']}: **{figure_of(row)}**, {asked}{lack}"


def more(rows: Sequence[Row]) -> str:
    """What else is not met: «Và 1 chỉ tiêu chưa đạt khác – 3.4-c Trường hợp vi phạm đã xử lý: 16,7% (1/6)»; of more
    than two the first alone. Rows of the snapshot's indicators."""
    are_named = len(rows) <= MORE_NAMED
    shown = [f"{row['code']} {shortened(row['label'], LETTERS_NAMED)}: {figure_of(row)}" for row in rows]
    named = "; ".join(shown if are_named else shown[:1])
    return f"Và {len(rows)} chỉ tiêu chưa đạt khác{' –' if are_named else ', trong đó'} {named}"
