"""What «Chỉ tiêu» says of an indicator: how far it is, what is lacking and where, how it moved, how it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from wording import charts, screens
from wording.formats import UNKNOWN, collation_key, number, percent_value, ratio
from wording.terms import TARGET_KIND
from wording.units import counted

Row = Mapping[str, Any]
NAMED_AT_MOST = 8

PICK, EARLIER, LATER = "Chọn chỉ tiêu", "Trước", "Sau"
ALL_BY_CLAUSE = "Danh sách tất cả chỉ tiêu theo mục của nghị quyết"
ALL_NEEDED = "Việc còn phải làm để đạt, mọi chỉ tiêu"
WHERE, JUDGED_FROM = "Ở đâu", "Đánh giá từ"
PICK_IN_LIST = "Bấm ô đầu dòng để mở chỉ tiêu đó."
CLAUSE, CODE = "Mục", "Mã"
BY_UNIT, OVER_TIME, UNITS_OVER_TIME = "Từng đơn vị so với mức phải đạt", "Qua các quý", "Từng đơn vị qua các quý"
TRACKED_BY_UNIT = "Theo đơn vị"
LACKS, QUARTER, SOURCES, SOURCES_BY_UNIT = "Còn thiếu", "Quý", "Nguồn số liệu", "Nguồn số liệu của từng đơn vị"
SEE_CASES, SEE_TRAINING = "Xem sổ ở trang Đơn thư", "Xem ở trang Tập huấn"
NO_UNITS_SHOWN = "Chế độ họp không nêu số liệu đơn thư qua các quý theo từng đơn vị."
NOT_SHOWN = "Chế độ họp không nêu số liệu này."
MET = "Không còn thiếu gì so với mức phải đạt."
TRACKED = "Chỉ theo dõi: nghị quyết và pháp luật không đặt mức phải đạt."
SOURCES_BY_QUARTER = "Nguồn số liệu của từng quý"
KIND_SHORT = {"stated": "nghị quyết", "implied": "hiểu theo nghị quyết", "law": "theo luật", "tracked": "theo dõi"}
PAST, DO_STILL = "tỷ lệ cả năm không bù được nữa", "việc nào còn làm được thì vẫn phải làm"
POINT, CASE = "điểm", "vụ việc"


def all_needed(count: int) -> str:
    """Over the list of what is still to be done."""
    return f"{ALL_NEEDED} ({number(count)})"


def quarter(of_year: int) -> str:
    """The quarter that an indicator is judged from."""
    return f"Quý {charts.QUARTERS[str(of_year)]}"


def name_in_list(row: Row) -> str:
    """In the list to pick from: `2.4-a · Tổ dân phố có hương ước … (✓ Đạt)`."""
    return f"{row['code']} · {row['label']} ({status(row)})"


def status(row: Row) -> str:
    """Mark and word; what is withheld says so."""
    return charts.status(charts.stated(row)["status"])


def figure(row: Row) -> str:
    """The value, or a dash: what an earlier quarter said does not stand for one that has not been reported."""
    return screens.figure(dict(row)) if row["status"] not in (None, "not_reported") else UNKNOWN


def whole(row: Row) -> str:
    """`23/38` beside a share that is known; empty otherwise."""
    known = row["denominator"] and row["status"] not in (None, "not_reported")
    return ratio(row["numerator"], row["denominator"]) if known else ""


def beside(row: Row, measure: str) -> str:
    """Beside the value in large type: `(23/38)`, or what a count is counted in."""
    over = whole(row)
    return f"({over})" if over else measure if row["denominator"] is None and figure(row) != UNKNOWN else ""


def carried(row: Row) -> str:
    """The figure of an earlier quarter where this one has none."""
    known = row["status"] == "not_reported" and row["value"] is not None
    return f"Số gần nhất: {charts.figure_of(row)}" if known else ""


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
    """The target and its kind on a card: `nghị quyết: 100%`."""
    return f"{KIND_SHORT[row['target_kind']]}: {screens.target(row['target'], row['better'], is_share=is_share)}"


def clause_line(row: Row, *, is_share: bool) -> str:
    """Where it stands in the resolution, what is asked, on what basis."""
    return f"Mục {row['clause']} · {asked_for(row, is_share=is_share)} · Căn cứ: {row['basis']}"


def within(row: Row, *, is_share: bool) -> str:
    """«72,0% – từ 61,2% đến 83,1% khi đủ báo cáo»; empty where nothing is missing or no bounds are known."""
    low, high = row["low"], row["high"]
    if low is None or high is None or low == high or row["status"] == "not_reported":
        return ""
    show = percent_value if is_share else number
    return f"{figure(row)} – từ {show(low)} đến {show(high)} khi đủ báo cáo"


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


def still_needed(row: Row, measure: str, *, is_past: bool = False) -> str:
    """«Còn thiếu 443 hộ», «Cần giảm 1 vụ việc»; `is_past`, where the year cannot make up for it: «Đã thiếu 3 ngày»,
    «5 vụ việc đã trễ hạn». Empty where the target is met, or nothing has been reported."""
    if not row["still_needed"] or row["status"] == "not_reported":
        return ""
    if is_past:
        said = past(row, f"{number(row['still_needed'])} {measure}".strip())
        return said[:1].upper() + said[1:]
    said = f"{screens.needed(row['still_needed'], row['better'])} {measure}".strip()
    return said[:1].upper() + said[1:]


def past(row: Row, count: str) -> str:
    """What is lacking and can be made up for no more: `count` as it is said, «3 ngày»."""
    return f"{count} đã trễ hạn" if row["method"] == "register" else f"đã thiếu {count}"


def lacking(row: Row, lacks: Sequence[Row], silent: Sequence[str], measure: str, *, is_past: bool = False) -> str:
    """What is missing to meet the target, and where: units by name with how many each lacks; `is_past` as above."""
    if row["target"] is None:
        return TRACKED
    unsent = f"Chưa báo cáo: {_names(silent)}." if silent else ""
    lead = still_needed(row, measure, is_past=is_past)
    if not lead:
        met = "Không còn thiếu gì so với mức phải đạt." if row["still_needed"] == 0 else ""
        return (
            " ".join(filter(None, (met, unsent)))
            or f"{NOT_SHOWN if row.get('is_suppressed') else charts.NO_ROWS + '.'}"
        )
    alone = len(row["by_unit"]) == 1  # whoever reports it, need not be who lacks it
    named = f" (theo báo cáo của {lacks[0]['name']})" if alone and lacks else f": {where(lacks)}" if lacks else ""
    still = "" if row["method"] == "register" else f"; {DO_STILL}"
    said = f"**{lead}**{named}; {PAST}{still}" if is_past else f"**{lead}** để đạt{named}"
    return " ".join(filter(None, (f"{said}.", unsent)))


def where(lacks: Sequence[Row], at_most: int = NAMED_AT_MOST) -> str:
    """«Bồn Trì 151, An Lưu 80 và 3 đơn vị khác», the most first; where each lacks one, the names alone."""
    each_one = all(unit["lacks"] == 1 for unit in lacks)
    named = sorted(lacks, key=lambda unit: (-unit["lacks"], collation_key(unit["name"])))
    first = [(unit["name"], unit["lacks"]) for unit in named[:at_most]]
    shown = [name for name, _ in first] if each_one else counted(first)
    rest = len(named) - len(shown)
    return ", ".join(shown) + (f" và {rest} đơn vị khác" if rest else "")


def where_or_who(row: Row, lacks: Sequence[Row]) -> str:
    """Which units lack how many; where a single unit reports the indicator, who that is."""
    return row["by_unit"][0]["name"] if len(row["by_unit"]) == 1 else where(lacks)


def in_list(lead: str, *, is_past: bool) -> str:
    """What is lacking in the list of what is still to be done, where some of it can be done no more."""
    return f"{lead}; {PAST}" if is_past else lead


def _names(names: Sequence[str]) -> str:
    return screens.missing_units(sorted(names, key=collation_key), NAMED_AT_MOST)


def source_of(name: str, row: Row) -> str:
    """A link to where the figure of a unit or a quarter comes from."""
    over = whole(row)
    return f"{name}: {figure(row)}{f' ({over})' if over else ''}"
