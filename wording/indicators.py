"""What «Chỉ tiêu» says of one indicator: how far it is, what is lacking and where, how it moved, how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from wording import charts, screens
from wording.formats import UNKNOWN, collation_key, number, percent_value, ratio
from wording.terms import TARGET_KIND

Row = Mapping[str, Any]
NAMED_AT_MOST = 8

PICK, EARLIER, LATER = "Chọn chỉ tiêu", "Trước", "Sau"
ALL_BY_CLAUSE = "Danh sách tất cả chỉ tiêu theo mục của nghị quyết"
PICK_IN_LIST = "Bấm ô đầu dòng để mở chỉ tiêu đó."
CLAUSE, CODE = "Mục", "Mã"
BY_UNIT, OVER_TIME, UNITS_OVER_TIME = "Từng đơn vị so với mức phải đạt", "Qua các quý", "Từng đơn vị qua các quý"
TRACKED_BY_UNIT = "Theo đơn vị"
LACKS, QUARTER, SOURCES, SOURCES_BY_UNIT = "Còn thiếu", "Quý", "Nguồn số liệu", "Nguồn số liệu của từng đơn vị"
NO_UNITS_SHOWN = "Chế độ họp không nêu số liệu đơn thư qua các quý theo từng đơn vị."
NOT_SHOWN = "Chế độ họp không nêu số liệu này."
OTHER_UNITS = ("đơn vị", "đơn vị")
# Kind of unit → the noun in full and its short form; other kinds, or several together, are units.
NOUNS = {"group": ("tổ dân phố", "tổ")}
KIND_SHORT = {"stated": "nêu rõ", "implied": "hiểu theo", "law": "theo luật", "tracked": "theo dõi"}
POINT, CASE = "điểm", "vụ việc"


def noun(kinds: set[str]) -> tuple[str, str]:
    """What to call units of these kinds."""
    return NOUNS.get(next(iter(kinds)), OTHER_UNITS) if len(kinds) == 1 else OTHER_UNITS


def name_in_list(row: Row) -> str:
    """In the list to pick from: `2.4-a · Tổ dân phố có hương ước … · ✓ Đạt`."""
    return f"{row['code']} · {row['label']} – {status(row)}"


def status(row: Row) -> str:
    """Mark and word; what is withheld says so."""
    return charts.status(charts.stated(row)["status"])


def short_status(code: str) -> str:
    """The word of a headline, where room is short."""
    word = screens.STATUS_SHORT.get(code) or charts.STATES[code][1]
    return word[:1].upper() + word[1:]


def not_here(code: str) -> str:
    """An address names an indicator that the unit or the period does not have."""
    return f"Chỉ tiêu {code} không có ở đơn vị hoặc kỳ đang chọn. Đang hiển thị chỉ tiêu khác."


def asked_for(row: Row, *, is_share: bool) -> str:
    """The target with its kind: `Nghị quyết nêu rõ: 100%`; without one, that it is only followed."""
    kind = TARGET_KIND[row["target_kind"]]
    return (
        kind if row["target"] is None else f"{kind}: {screens.target(row['target'], row['better'], is_share=is_share)}"
    )


def asked_shortly(row: Row, *, is_share: bool) -> str:
    """The target and its kind on a card: `nêu rõ 100%`."""
    return f"{KIND_SHORT[row['target_kind']]} {screens.target(row['target'], row['better'], is_share=is_share)}"


def clause_line(row: Row, *, is_share: bool) -> str:
    """Where it stands in the resolution, what is asked, on what basis."""
    return f"Mục {row['clause']} · {asked_for(row, is_share=is_share)} · Căn cứ: {row['basis']}"


def within(row: Row, *, is_share: bool) -> str:
    """«72,0% – từ 61,2% đến 83,1% khi đủ báo cáo»; empty where nothing is missing or no bounds are known."""
    low, high = row["low"], row["high"]
    if low is None or high is None or low == high:
        return ""
    show = percent_value if is_share else number
    return f"{screens.figure(dict(row))} – từ {show(low)} đến {show(high)} khi đủ báo cáo"


def moved(difference: Fraction | None, *, is_share: bool) -> str:
    """`+22,7 điểm`, `−3`, `không đổi`; a dash where there is nothing to compare."""
    if difference is None:
        return UNKNOWN
    if not difference:
        return "không đổi"
    size = number(abs(difference), 1 if is_share and difference.denominator > 1 else 0)
    if size == "0,0":
        size = "chưa đến 0,1 "
    return f"{'+' if difference > 0 else '−'}{size.strip()}{f' {POINT}' if is_share else ''}"


def changes(quarter: str, year: str) -> str:
    """Both comparisons in one line."""
    return f"So với quý trước: **{quarter}** · cùng kỳ năm trước: **{year}**"


def partial(before: Row | None) -> str:
    """A comparison with a quarter whose returns were not all in says so."""
    return " (kỳ đó chưa đủ báo cáo)" if before is not None and before["status"] == "incomplete" else ""


# --- what is lacking ---------------------------------------------------------------------------------------------


def still_needed(row: Row, measure: str) -> str:
    """«Còn thiếu 443 hộ», «Cần giảm 1 vụ việc»; empty where the target is met or there is none."""
    if not row["still_needed"]:
        return ""
    said = f"{screens.needed(row['still_needed'], row['better'])} {measure}".strip()
    return said[:1].upper() + said[1:]


def lacking(row: Row, lacks: Sequence[Row], silent: Sequence[str], measure: str) -> str:
    """What is missing to meet the target, and where: units by name with how many each lacks."""
    if row["target"] is None:
        return "Chỉ theo dõi: nghị quyết và pháp luật không đặt mức phải đạt."
    unsent = f"Chưa báo cáo: {_names(silent)}." if silent else ""
    lead = still_needed(row, measure)
    if not lead:
        met = "Không còn thiếu gì so với mức phải đạt." if row["still_needed"] == 0 else ""
        return (
            " ".join(filter(None, (met, unsent)))
            or f"{NOT_SHOWN if row.get('is_suppressed') else charts.NO_ROWS + '.'}"
        )
    return " ".join(filter(None, (f"**{lead}** để đạt{f': {where(lacks)}' if lacks else ''}.", unsent)))


def where(lacks: Sequence[Row], at_most: int = NAMED_AT_MOST) -> str:
    """«Bồn Trì 151, An Lưu 80 và 3 đơn vị khác», the most first; where each lacks one, the names alone."""
    each_one = all(unit["lacks"] == 1 for unit in lacks)
    named = sorted(lacks, key=lambda unit: (-unit["lacks"], collation_key(unit["name"])))
    shown = [unit["name"] if each_one else f"{unit['name']} {number(unit['lacks'])}" for unit in named[:at_most]]
    rest = len(named) - len(shown)
    return ", ".join(shown) + (f" và {rest} đơn vị khác" if rest else "")


def _names(names: Sequence[str]) -> str:
    return screens.missing_units(sorted(names, key=collation_key), NAMED_AT_MOST)


def source_of(unit: Row) -> str:
    """A link to where a unit's figure comes from."""
    figure = screens.figure(dict(unit))
    whole = f" ({ratio(unit['numerator'], unit['denominator'])})" if unit["denominator"] else ""
    return f"{unit['name']}: {figure}{whole}"


# --- how it is worked out ----------------------------------------------------------------------------------------

METHODS = {
    "coverage": "{numerator}, cộng từ đầu năm, mỗi người tính một lần; chia cho {denominator}, theo số báo cáo gần nhất.",
    "reach": "{numerator}, lũy kế từ đầu năm và không quá tổng số; chia cho {denominator}, theo số báo cáo gần nhất.",
    "cumulative_ratio": "{numerator}; chia cho {denominator}; cả hai lũy kế từ đầu năm.",
    "flow_ratio": "{numerator}; chia cho {denominator}; cả hai cộng các quý từ đầu năm.",
    "stock_ratio": "{numerator}; chia cho {denominator}; theo số báo cáo gần nhất.",
    "flow": "{numerator}, cộng các quý từ đầu năm.",
    "stock": "{numerator}, theo số báo cáo gần nhất.",
    "state": "Số đơn vị báo cáo là có: {numerator}; chia cho số đơn vị phải báo cáo.",
    "event_in_year": "Số đơn vị có trong năm: {numerator}; chia cho số đơn vị phải báo cáo.",
    "state_date": "Số đơn vị đã có, tính đến cuối kỳ: {numerator}; chia cho số đơn vị phải báo cáo.",
    "register": "Đếm vụ việc trong báo cáo đơn thư từ đầu năm: {numerator}; chia cho {denominator}.",
    "register_count": "Đếm vụ việc trong báo cáo đơn thư từ đầu năm: {numerator}.",
}
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


def computed(method: str, numerator: str, denominator: str | None) -> str:
    """One line: what is counted, over what, since when."""
    key = f"{method}_count" if denominator is None and f"{method}_count" in METHODS else method
    line = METHODS[key].format(numerator=numerator, denominator=denominator)
    return f"**Cách tính:** {line}" + (f" {SUMS_FIRST}" if key not in ("flow", "stock", "register_count") else "")


def operand(number_on_form: int, label: str) -> str:
    """A measure as the form names it."""
    return f"«{label}» (MS {number_on_form:02d})"


def either(labels: Sequence[str]) -> str:
    """Any of several measures."""
    return " hoặc ".join(labels)


def trained(cohort: str, topic: str) -> str:
    """The numerator of a training coverage."""
    return f"«Dự lần đầu» của {cohort}, chuyên đề {topic}"


def counted(kinds: Sequence[str], count: str, *, is_whole: bool) -> str:
    """A count of a register; `received` as a whole means all that was at hand."""
    word = ALL_AT_HAND if is_whole and count == "received" else COUNTED[count]
    return f"{', '.join(KINDS[kind] for kind in kinds)} {word}".strip()
