"""What the papers say in words: the draft text of the report, the headings of its parts, notes on sources and method.

Each sentence takes numbers of the snapshot; it counts and names and never judges beyond the status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from wording import charts, indicators, papers, screens
from wording.day_codes import DAY_CODE
from wording.formats import collation_key, number
from wording.terms import RETURN_STATE, STATUS, TARGET_KIND

Row = Mapping[str, Any]

TITLE = "Báo cáo"
NAMED_AT_MOST = 8  # units that a sentence or a cell names
IN_OFFICE = {"internal": "Nội bộ – chỉ dùng trong cơ quan", "public": "Chế độ họp"}
FINDINGS, INDICATORS, BY_UNIT, TRAINING, COMPLAINTS, FOLLOW_UP, RETURNS, NOTES = (
    "Những điểm chính", "Kết quả từng chỉ tiêu", "Kết quả theo đơn vị", "Tập huấn, bồi dưỡng",
    "Tiếp nhận, giải quyết đơn thư", "Việc cần theo dõi", "Tình hình báo cáo của các đơn vị",
    "Nguồn số liệu và cách tính",
)  # fmt: skip
KINDS = {kind: f"Chỉ tiêu {word[:1].lower()}{word[1:]}" for kind, word in TARGET_KIND.items()} | {
    "tracked": "Số liệu chỉ theo dõi, không đặt mức phải đạt"
}
CODE, INDICATOR, RESULT, TARGET, JUDGED, BEFORE, YEAR_AGO, LACKS, WHERE = (
    "Mã", "Chỉ tiêu", "Kết quả", "Mức phải đạt", "Đánh giá", "Kỳ trước", "Cùng kỳ năm trước", "Còn thiếu", "Ở đâu",
)  # fmt: skip
UNIT, MARKS, CONTENTS = "Đơn vị", "Ký hiệu", "Các phần"
NO_SCRIPT = "Trình duyệt đang tắt JavaScript: biểu đồ không động được, số liệu và hình dưới đây vẫn đủ."
FACTS = (papers.RETURNS_IN, papers.AS_OF, papers.PROFILE, DAY_CODE)  # of the cover's lines, those under the title
EACH_BY_UNIT = "Từng chỉ tiêu, theo đơn vị"
WHERE_LACKING, NOT_ON_TIME = "Còn thiếu ở đâu", "Chưa báo cáo hoặc báo cáo trễ"
OVERDUE_CASES, NO_CASES_DUE = "Vụ việc quá hạn hoặc sắp đến hạn", "Không có vụ việc nào quá hạn hoặc sắp đến hạn."
ALL_ON_TIME = "Tất cả đơn vị đã báo cáo đúng hạn."
NOTHING_REPORTED = "Kỳ này chưa có báo cáo nào, nên chưa có kết quả để đánh giá."
NO_TARGETS = "Đơn vị này không có chỉ tiêu nào có mức phải đạt."
NO_REGISTER = "Đơn vị này không giữ sổ đơn thư."
NO_TRAINING = "Chưa có số liệu tập huấn."
NOT_REPORTED = "Chưa có báo cáo kỳ này."
PARTLY_WITHHELD = "Một phần số liệu không nêu trong chế độ họp."
NO_COMPLAINT_TARGET = "Nghị quyết không nêu chỉ tiêu về đơn thư; số liệu đếm theo vụ việc."

METHOD = (
    "Kỳ báo cáo tính theo chế độ báo cáo hành chính (từ ngày 15 tháng trước đến ngày 14), không phải quý dương lịch.",
    "Tỷ lệ chung là tổng số đạt chia tổng số phải đạt của các đơn vị, không phải trung bình cộng các tỷ lệ.",
    "«Chưa đến hạn đánh giá»: chỉ tiêu của cả năm, kỳ này chưa xét đạt hay chưa đạt. «Chưa đủ báo cáo»: các đơn vị "
    "chưa báo cáo có thể làm thay đổi kết luận.",
    "«–» là chưa có số liệu; «0» là đã báo cáo và bằng không; «không nêu» là số được che trong chế độ họp.",
    "«Hiểu theo nghị quyết» là điều nghị quyết yêu cầu mà không nêu con số; «Theo luật» là mức do luật, nghị định đặt "
    "ra; «Chỉ theo dõi» là số liệu không có mức phải đạt.",
    "Đơn thư đếm theo vụ việc; sổ của Ủy ban nhân dân và phản ánh ghi nhận tại tổ là hai sổ, không cộng với nhau. "
    "Tỷ lệ đúng hạn chỉ tính vụ việc đã giải quyết, nên luôn đọc cùng số đang quá hạn.",
)


def subject(unit: str, period: str) -> str:
    """What the paper is about."""
    return f"Kết quả thực hiện Nghị quyết số 50/NQ-HĐND về thực hiện dân chủ ở cơ sở – {unit}, {period}"


def foot(counted: str, profile: str) -> str:
    """At the foot of every page: from when to when, and for whom."""
    return f"{counted} · {IN_OFFICE[profile]}"


def same_code(content_hash: str) -> str:
    """What the short code on each page is for."""
    return f"{papers.hash_note(content_hash)} có ở mọi trang; hai bản cùng mã là cùng số liệu."


def headline(kind: str, counts: Mapping[str, int]) -> str:
    """«7 chỉ tiêu nghị quyết nêu rõ: 3 đạt, 4 chưa đến hạn đánh giá.»; `suppressed` counts what is withheld."""
    words = {**{code: word.lower() for code, (_, word) in STATUS.items()}, "suppressed": papers.WITHHELD}
    parts = ", ".join(f"{number(counts[code])} {word}" for code, word in words.items() if counts.get(code))
    return f"{number(sum(counts.values()))} {screens.TARGETS_OF[kind]}: {parts}."


def figure(row: Row) -> str:
    """`60,5% (23/38)`; what is withheld says so."""
    return papers.WITHHELD if row.get("is_suppressed") else charts.figure_of(charts.stated(row))


def status(row: Row) -> str:
    """Mark and word, so that black and white paper says the same."""
    return charts.status(charts.stated(row)["status"])


def target(row: Row, *, is_share: bool) -> str:
    """`100%`, `không quá 0`."""
    return screens.target(row["target"], row["better"], is_share=is_share)


def before(row: Row, *, is_share: bool) -> dict[str, str]:
    """The same indicator a quarter and a year before."""
    if row.get("is_suppressed"):
        return dict.fromkeys((BEFORE, YEAR_AGO), papers.WITHHELD)
    points = {BEFORE: row["previous"], YEAR_AGO: row["last_year"]}
    return {name: screens.beside(point, is_share=is_share) for name, point in points.items()}


def earlier(row: Row, *, is_share: bool) -> str:
    """The same in one line."""
    return " · ".join(f"{name}: {shown}" for name, shown in before(row, is_share=is_share).items())


def return_state(code: str) -> str:
    """Mark and word of how a return came in."""
    return charts.marked(RETURN_STATE[code])


def moved(difference: Fraction | None, against: str, *, is_share: bool) -> str:
    """«tăng 24,1 điểm phần trăm so với kỳ trước»; empty where there is nothing to compare."""
    if difference is None:
        return ""
    if not difference:
        return f"không đổi so với {against}"
    size = indicators.moved(difference, is_share=is_share).lstrip("+−").removesuffix(f" {indicators.POINT}")
    return f"{'tăng' if difference > 0 else 'giảm'} {size}{' điểm phần trăm' if is_share else ''} so với {against}"


def lacks(row: Row) -> str:
    """«còn thiếu 443», «cần giảm 1»; empty where nothing is lacking or nothing has been reported."""
    if not row["still_needed"] or row["status"] == "not_reported":
        return ""
    return screens.needed(row["still_needed"], row["better"])


def lack_count(row: Row) -> str:
    """The same under a heading that already says what it is."""
    return number(row["still_needed"]) if row["better"] == "higher" else lacks(row)


def where(row: Row, units: Sequence[Row], at_most: int = NAMED_AT_MOST, *, is_past: bool = False) -> str:
    """«Bồn Trì 151, An Lưu 80; chưa báo cáo: An Vân»: the units that lack something, and those nothing is known of;
    whether it can still be made up for."""
    silent = sorted((unit["name"] for unit in row["by_unit"] if unit["status"] == "not_reported"), key=collation_key)
    parts = [indicators.where(units, at_most)] if units else []
    parts += [indicators.PAST] if is_past else []
    return "; ".join([*parts, *([f"chưa báo cáo: {screens.missing_units(silent, at_most)}"] if silent else [])])


def lacks_where(row: Row, units: Sequence[Row], units_named: int = NAMED_AT_MOST, *, is_past: bool = False) -> str:
    """«còn thiếu 443 (Bồn Trì 151, An Lưu 80)»; a single unit goes without its name. `is_past`: «đã thiếu 3; tỷ lệ cả
    năm không bù được nữa»."""
    if not lacks(row):
        return ""
    places = where(row, units, units_named) if len(row["by_unit"]) > 1 else ""
    said = indicators.past(row, number(row["still_needed"])) if is_past else lacks(row)
    return said + (f" ({places})" if places else "") + (f"; {indicators.PAST}" if is_past else "")


def result(
    row: Row, units: Sequence[Row], changes: Sequence[str], *, is_share: bool, is_past: bool = False,
    units_named: int = NAMED_AT_MOST,
) -> str:  # fmt: skip
    """The report's sentence on one indicator, every number bound to its row; `units`: those that lack something;
    `is_past`: it can be made up for no more this year."""
    shown = charts.stated(row)
    if shown["value"] is None:
        return f"{row['label']}: {charts.STATES[shown['status']][1].lower()}."
    asked = f"mức phải đạt {target(row, is_share=is_share)}: {charts.STATES[shown['status']][1].lower()}"
    between = screens.between(row["low"], row["high"], is_share=is_share)
    parts = [
        figure(row),
        asked,
        lacks_where(row, units, units_named, is_past=is_past),
        f"khi đủ báo cáo: {between}" if between else "",
        *changes,
    ]
    return f"{row['label']}: {'; '.join(filter(None, parts))}."


def returns(rows: Sequence[Row]) -> str:
    """Who has reported on time, late, not at all; nobody at all is a sentence of its own."""
    if len(rows) == 1:
        return f"{rows[0]['name']}: {RETURN_STATE[rows[0]['state']][1].lower()}."
    if not any(row["received_at"] for row in rows):
        return NOTHING_REPORTED
    return charts.returns_sentence(rows)


def about(register: str, sentence: str) -> str:
    """A sentence about one register."""
    return f"{register}: {sentence[:1].lower()}{sentence[1:]}"


def of_kinds(names: Sequence[str], sentence: str) -> str:
    """A sentence about some kinds only: what the profile tells."""
    return f"{'; '.join(name.lower() for name in names)} – {sentence[:1].lower()}{sentence[1:]}"


def told_by_year(kind: str, received: int, resolved: int) -> str:
    """All that leaves the office about denunciations."""
    return f"{kind}: tiếp nhận {number(received)}, đã giải quyết {number(resolved)} vụ việc từ đầu năm."


def by_some(received: int, total: int) -> str:
    """How much of a register has been reported."""
    return f"Theo {number(received)}/{number(total)} đơn vị đã báo cáo kỳ này."


def due(overdue: int, soon: int) -> str:
    """What stands open past its day or nearly."""
    return f"{number(overdue)} vụ việc đang quá hạn; {number(soon)} vụ việc đến hạn trong 7 ngày tới."


def more_missed(count: int) -> str:
    """Indicators that are not met and for which the first page has no room."""
    return f"Và {number(count)} chỉ tiêu chưa đạt khác, xem phần «{INDICATORS}»."


def legend(codes: Sequence[str]) -> str:
    """«Ký hiệu: ✓ Đạt · ✗ Chưa đạt»: the marks that occur in a table."""
    return f"{MARKS}: {' · '.join(map(charts.status, codes))}"
