"""What stands in and under the figures: axis words, labels, hover boxes, and one true sentence for each figure.

The sentences take the rows of their figure as a list of dicts with None for the unknown (`charts.records` makes it of a
frame) and serve as caption and as text for screen readers. They count and name; they never judge beyond the status.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from wording import units
from wording.formats import collation_key, day, instant, number, percent, percent_value, ratio
from wording.terms import RETURN_STATE, STATUS

Row = Mapping[str, Any]
Rows = Sequence[Row]

NO_ROWS = "Chưa có số liệu"
NO_FLOW = "Không nêu đủ số liệu để vẽ"
RANGE = "Khoảng có thể"
UNITS_CHANGED = "Đơn vị thay đổi"
TRAINED, UNTRAINED = "Đã tập huấn", "Chưa tập huấn"
INVITED, ATTENDED = "Được mời", "Đã dự"
RECEIVED, RESOLVED, CLOSING = "Tiếp nhận", "Đã giải quyết", "Chưa giải quyết"
FIELD_COUNTS = {"received": RECEIVED, "resolved": RESOLVED, "closing": CLOSING}
FLOW = {
    "opening": "Kỳ trước chuyển sang",
    "received": "Tiếp nhận",
    "resolved": "Đã giải quyết",
    "closed_otherwise": "Kết thúc khác",
    "closing": "Còn lại cuối kỳ",
}
AGE = {"0-10": "0–10 ngày", "11-30": "11–30 ngày", "31-45": "31–45 ngày", "46-90": "46–90 ngày", "90": "Trên 90 ngày"}
SUPPRESSED = "Số nhỏ, không nêu"
SURVIVAL_X = "Số ngày kể từ khi thụ lý"
HALF = "Một nửa"
QUARTERS = {"1": "I", "2": "II", "3": "III", "4": "IV"}

# What a figure can show of a unit: the statuses, and a count that the public profile withholds.
STATES = {**STATUS, "suppressed": ("□", SUPPRESSED)}
JUDGED = {"met", "not_met", "not_due", "incomplete"}
# What is only followed has no colour: in grey it would look like what is met, printed in black and white.
STATE_PAINTS = {state: state for state in STATES} | {"no_target": "followed"}
# A unit that had not begun, or had ended, owes no return.
RETURN_WORDS = {**RETURN_STATE, "partial": ("◐", "Chưa nộp đủ"), "not_in_force": ("·", "Ngoài thời gian hoạt động")}
RETURN_PAINTS = {
    "on_time": "met",
    "late": "incomplete",
    "missing": "not_reported",
    "not_yet_due": "not_due",
    "partial": "rest",
    "not_in_force": "nothing_arose",
}

NAMED_AT_MOST = 5
FIELD = "lĩnh vực"
UNITS = ("đơn vị", "đơn vị")  # the noun in full and its short form: ("tổ dân phố", "tổ")


# --- labels ------------------------------------------------------------------------------------------------------


def stated(row: Row) -> dict[str, Any]:
    """What a figure shows of a row: that nothing was sent for the period, even where an earlier figure is known; else
    that its figures are withheld (`is_suppressed`); else its status."""
    if row.get("status") == "not_reported":
        return {**row, "value": None, "low": None, "high": None}
    return {**row, "status": "suppressed"} if row.get("is_suppressed") and "status" in row else dict(row)


def label(row: Row, name: str, labels: Mapping[str, str]) -> str:
    """The catalogue's name of a code: from `labels`, else from the row's own `…_label`, else the code."""
    return labels.get(row[name]) or row.get(f"{name}_label") or str(row[name])


def as_day(value: date | str) -> date:
    """A day as the snapshot holds it, or as its JSON writes it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def marked(term: tuple[str, str]) -> str:
    return f"{term[0]} {term[1]}"


def beside_mark(row: Row) -> str:
    """The mark of a cell's status with what the cell says; nothing where it says no more than its mark."""
    return f"{STATES[row['status']][0]} {row['said']}" if row.get("said") else ""


def status(code: str) -> str:
    return marked(STATES[code])


def in_order(codes: Iterable[str]) -> list[str]:
    """Statuses in the order of the legend."""
    return sorted(codes, key=list(STATES).index)


def is_share(rows: Rows) -> bool:
    """Percent if any row has a whole, else counts."""
    return any(row["denominator"] is not None for row in rows)


def figure_of(row: Row, measure: str = "") -> str:
    """`60,5% (23/38)`, `12 cuộc`; a dash for the unknown."""
    if row["value"] is None:
        return number(None)
    if row["denominator"] is not None:
        return f"{percent(row['numerator'], row['denominator'])} ({ratio(row['numerator'], row['denominator'])})"
    return f"{number(row['numerator'] if row['numerator'] is not None else row['value'])} {measure}".strip()


def short_figure(row: Row) -> str:
    """`60,5%` or `12`, where the whole stands in the hover box."""
    whole = row["denominator"]
    return percent(row["numerator"], whole) if whole is not None else number(row["value"])


def unit_label(row: Row, measure: str) -> str:
    """At the end of a bar: mark and figure, or mark and word where nothing is known."""
    return status(row["status"]) if row["value"] is None else f"{_mark(row)} {figure_of(row, measure)}".strip()


def unit_hover(row: Row, measure: str) -> tuple[str, ...]:
    return (row["name"], _known(row, measure), status(row["status"]), _range(row))


def cell_hover(row: Row) -> tuple[str, ...]:
    return (row["name"], f"{row['code']} {row['label']}", _known(row, ""), status(row["status"]))


def point_hover(row: Row, measure: str) -> tuple[str, ...]:
    return (row.get("label") or period_name(row["period"]), _known(row, measure), status(row["status"]), _range(row))


def point_label(row: Row, *, in_full: bool) -> str:
    """Without its figure a quarter has its symbol alone: a mark beside each would run into the figures on a phone."""
    return f"{_mark(row)} {short_figure(row)}".strip() if in_full or row["value"] is None else ""


def latest(row: Row, last: str) -> str:
    """Above a small trend: `✓ 60,5%`, or the word where nothing is known; with its quarter if that is not the last."""
    shown = status(row["status"]) if row["value"] is None else point_label(row, in_full=True)
    return shown if row["period"] == last else f"{shown} ({period_name(row['period'])})"


def return_hover(row: Row) -> tuple[str, ...]:
    received = row.get("received_at")
    received = datetime.fromisoformat(received) if isinstance(received, str) else received
    sent = f"Nhận lúc {instant(received)}" if received else ""
    if row.get("of"):
        sent = f"Đã nộp {ratio(row['received'], row['of'])} đơn vị"
    return (row["name"], period_name(row["period"]), marked(RETURN_WORDS[row["state"]]), sent)


def partly(row: Row) -> str:
    """`9/10` in the cell of a branch of which some have sent; elsewhere the mark says it all."""
    return ratio(row["received"], row["of"]) if row.get("of") and 0 < row["received"] < row["of"] else ""


def target_label(value: Any, better: str, measure: str, *, is_share: bool) -> str:
    shown = percent_value(value) if is_share else f"{number(value)} {measure}".strip()
    return f"Chỉ tiêu: không quá {shown}" if better == "lower" else f"Chỉ tiêu: {shown}"


def axis_ticks(top: float, *, is_share: bool) -> list[tuple[float, str]]:
    """Few round places on the axis and their text."""
    if is_share:
        return [(at, percent_value(at)) for at in (0, 50, 100)]
    step = next(s for s in (k * 10**e for e in range(12) for k in (1, 2, 5)) if top / s <= 5)
    return [(at, number(at)) for at in range(0, int(top) + 1, step)]


def year(row: Row) -> str:
    return str(row["period"])[:4]


def period_name(period: str) -> str:
    """`2026-Q2` as `Quý II/2026`; a code of another shape stays as it is."""
    found = re.fullmatch(r"(\d{4})-Q([1-4])", period)
    return f"Quý {QUARTERS[found[2]]}/{found[1]}" if found else period


def span(periods: Sequence[str]) -> str:
    """`Quý III/2024 – Quý II/2026` for the time axis of small trends."""
    return period_name(periods[0]) if len(periods) == 1 else f"{period_name(periods[0])} – {period_name(periods[-1])}"


def period_ticks(periods: Sequence[str]) -> list[str]:
    """Under each quarter its Roman number, under the first of a year the year too."""
    ticks = []
    for place, period in enumerate(periods):
        begins = place == 0 or periods[place - 1][:4] != period[:4]
        ticks.append(f"{QUARTERS.get(period[-1], period)}<br>{f'<b>{period[:4]}</b>' if begins else ' '}")
    return ticks


def bucket(code: str) -> str:
    """`0–10`, `over 90` … of the snapshot as one of the five keys of AGE."""
    return "90" if re.search(r"over|>|tr|\+", code) else re.sub(r"\D+", "-", code).strip("-")


def untrained(row: Row) -> str:
    left = row["untrained"]
    if not row["roster"] or left is None:
        return ""
    return "Không còn ai chưa tập huấn" if left == 0 else f"Còn {number(left)} người chưa tập huấn"


def attendance(row: Row) -> str:
    if row["invited"] is None:
        return "Chưa có số liệu mời dự"
    if not row["invited"]:
        return "Chưa mời lượt nào"
    if row["attended"] is None:
        return f"Mời {number(row['invited'])} lượt, chưa có số dự"
    return f"Dự {ratio(row['attended'], row['invited'])} lượt mời ({percent(row['attended'], row['invited'])})"


def attended(row: Row) -> str:
    """`45/60 (75%)` beside a course; a dash for what is unknown."""
    share = percent(row["attended"], row["invited"])
    return f"{number(row['attended'])}/{number(row['invited'])}{'' if share == number(None) else f' ({share})'}"


def cohort_figure(row: Row) -> str:
    if row["roster"] is None or row["first_time"] is None:
        return status("not_reported")
    if row["roster"] == 0:
        return status("nothing_arose")
    return f"{percent(row['first_time'], row['roster'])} ({ratio(row['first_time'], row['roster'])})"


def course_name(row: Row) -> str:
    return f"{day(as_day(row['held_on']))} · {row['title'] or row.get('topic_label') or row['topic']}"


def day_ticks(first: date, span: int) -> list[tuple[int, str]]:
    """Three days across the time axis, as ordinals with their dates."""
    places = (first.toordinal() + round(span * share) for share in (0.08, 0.5, 0.92))
    return [(at, day(date.fromordinal(at))) for at in places]


def count(value: int | None) -> str:
    return SUPPRESSED if value is None else number(value)


def cases(value: int | None) -> str:
    return SUPPRESSED if value is None else f"{number(value)} vụ việc"


def field_counts(row: Row) -> str:
    """What three bars of a field say: «Tiếp nhận 6 · Đã giải quyết 3 · Chưa giải quyết 1»."""
    if all(row[name] is None for name in FIELD_COUNTS):
        return SUPPRESSED
    return " · ".join(f"{word} {_lower(count(row[name]))}" for name, word in FIELD_COUNTS.items())


def total(values: Iterable[int | None]) -> int | None:
    """Unknown as soon as a part is: a total would give the part away, or be too small."""
    known = list(values)
    return None if None in known else sum(value for value in known if value is not None)


def survival_hover(row: Row) -> tuple[str, ...]:
    return (f"Sau {number(row['day'])} ngày", f"{percent_value(row['open_share'])} chưa giải quyết")


def flow_sum(row: Row) -> str:
    """The identity in two lines; `≠` shows itself should it ever fail."""
    came, gone = _sides(row)
    numbers = {name: number(row[name]) for name in FLOW}
    first = f"{numbers['opening']} + {numbers['received']} = {number(came)} phải xem xét"
    sign = "=" if came == gone else "≠"
    second = f"{numbers['resolved']} + {numbers['closed_otherwise']} + {numbers['closing']} {sign} {number(came)}"
    return f"{first}<br>{second}"


def flow_labels(row: Row) -> list[str]:
    """At the bars of the flow: what comes with plus, what goes with minus, what is left as the result."""
    signs = {"opening": "", "received": "+", "resolved": "−", "closed_otherwise": "−", "closing": "= "}
    return [f"{signs[name] if row[name] or name == 'closing' else ''}{number(row[name])}" for name in FLOW]


def image_name(*parts: str) -> str:
    """File name of a saved picture, in Vietnamese, without what Windows refuses."""
    return re.sub(r'[\\/:*?"<>|\s]+', " ", " – ".join(part for part in parts if part)).strip(" .")


# --- one true sentence a figure ----------------------------------------------------------------------------------


def units_sentence(rows: Rows, *, noun: tuple[str, str] = UNITS, measure: str = "") -> str:
    """«4/7 tổ dân phố đạt; chưa đạt: Bồn Phổ, An Lưu (2 tổ); chưa báo cáo: An Vân (1 tổ).»"""
    if not rows:
        return f"{NO_ROWS}."
    long, short = noun
    rows = [stated(row) for row in rows]
    groups = _by(rows, "status", STATES)
    if "no_target" in groups or (len(groups) > 1 and not groups.keys() & JUDGED):
        return _tracked(rows, groups, noun, measure)
    told, met = len(rows) - len(groups.get("suppressed", [])), len(groups.pop("met", []))
    if met == len(rows):
        return f"Cả {met} {long} đều đạt." if met > 1 else f"{rows[0]['name']} đạt."
    if len(groups) == 1 and not met:
        word = STATES[next(iter(groups))][1]
        return f"{word}: cả {len(rows)} {long}." if len(rows) > 1 else f"{rows[0]['name']}: {word.lower()}."
    lead = f"{met}/{told} {long} đạt" if met else f"Chưa {long} nào đạt (0/{told})"
    return "; ".join([lead, *_named(groups, short, STATES)]) + "."


def indicator_sentence(row: Row, *, target: Any = None, better: str = "higher", measure: str = "") -> str:
    """«60,5% (23/38), chỉ tiêu: 80%: chưa đạt; cần thêm 8.»; `still_needed` is used where the row has it."""
    row = stated(row)
    word = STATES[row["status"]][1]
    if row["value"] is None:
        return f"{word}."
    shares = row["denominator"] is not None
    aim = "" if target is None else ", " + _lower(target_label(target, better, measure, is_share=shares))
    need = row.get("still_needed")
    more = f"; cần {'giảm' if better == 'lower' else 'thêm'} {number(need)}" if need else ""
    span = _lower(_range(row))
    return f"{figure_of(row, measure)}{aim}: {word.lower()}{more}{f'; {span}' if span else ''}."


def legend(rows: Rows) -> str:
    """The marks of a figure in words, where it has no legend of its own: «✓ Đạt · ✗ Chưa đạt»."""
    return " · ".join(status(code) for code in in_order({stated(row)["status"] for row in rows}))


def heat_map_sentence(rows: Rows) -> str:
    """«77 ô: 40 đạt, 12 chưa đạt, …; chưa đạt nhiều nhất: An Lưu (5 chỉ tiêu).»"""
    if not rows:
        return f"{NO_ROWS}."
    counts = Counter(stated(row)["status"] for row in rows)
    parts = ", ".join(f"{number(counts[code])} {word.lower()}" for code, (_, word) in STATES.items() if counts[code])
    missed = Counter(row["name"] for row in rows if row["status"] == "not_met")
    if not missed:
        return f"{number(len(rows))} ô (đơn vị × chỉ tiêu): {parts}."
    most = max(missed.values())
    names = _names([name for name, count in missed.items() if count == most])
    return f"{number(len(rows))} ô (đơn vị × chỉ tiêu): {parts}; chưa đạt nhiều nhất: {names} ({most} chỉ tiêu)."


def trend_sentence(points: Rows, *, restarts: bool = True, measure: str = "") -> str:
    """«Quý II/2026: 60,5% (23/38), tăng 10,5 điểm phần trăm so với Quý I/2026.» No comparison across a restart."""
    if not points:
        return f"{NO_ROWS}."
    last = stated(points[-1])
    name = period_name(last["period"])
    if last["value"] is None:
        return f"{name}: {STATES[last['status']][1].lower()}."
    if len(points) < 2:
        return f"{name}: {figure_of(last, measure)}; chưa có kỳ trước để so sánh."
    if restarts and year(points[-2]) != year(last):
        return f"{name}: {figure_of(last, measure)}; đầu năm, số liệu tính lại từ đầu."
    before = stated(points[-2])
    if before["value"] is None:
        return f"{name}: {figure_of(last, measure)}; {period_name(before['period'])} không có số liệu để so sánh."
    return f"{name}: {figure_of(last, measure)}, {_change(before, last)} so với {period_name(before['period'])}."


def multiples_sentence(rows: Rows, *, noun: tuple[str, str] = UNITS, measure: str = "") -> str:
    """The units' sentence for the last period of the rows."""
    if not rows:
        return f"{NO_ROWS}."
    last = max(row["period"] for row in rows)
    now = [row for row in rows if row["period"] == last]
    return f"{period_name(last)}: {units_sentence(now, noun=noun, measure=measure)}"


def coverage_sentence(rows: Rows, *, labels: Mapping[str, str]) -> str:
    """«Đã tập huấn 45/60 lượt đối tượng (75%); còn 15, nhiều nhất: Tổ trưởng tổ dân phố (8 người).»"""
    known = [row for row in rows if row["roster"] and row["first_time"] is not None]
    if not known:
        return f"{NO_ROWS}."
    trained, roster = sum(row["first_time"] for row in known), sum(row["roster"] for row in known)
    lead = f"Đã tập huấn {ratio(trained, roster)} lượt đối tượng ({percent(trained, roster)})"
    missing = [label(row, "cohort", labels) for row in rows if row["roster"] is None or row["first_time"] is None]
    tail = f"; chưa có số liệu: {_names(missing)}" if missing else ""
    if trained == roster:
        return f"{lead}{tail}."
    most = max(row["untrained"] for row in known)
    name = _names(label(row, "cohort", labels) for row in known if row["untrained"] == most)
    return f"{lead}; còn {number(roster - trained)}, nhiều nhất: {name} ({number(most)} người){tail}."


def timeline_sentence(rows: Rows) -> str:
    """«5 lớp từ 05/03/2026 đến 10/06/2026; dự 230/300 lượt mời (76,7%).»"""
    if not rows:
        return "Chưa có lớp tập huấn nào trong kỳ."
    days = sorted(as_day(row["held_on"]) for row in rows)
    when = f"ngày {day(days[0])}" if days[0] == days[-1] else f"từ {day(days[0])} đến {day(days[-1])}"
    known = [row for row in rows if row["invited"] is not None and row["attended"] is not None]
    total = {name: sum(row[name] for row in known) for name in ("invited", "attended")}
    return f"{number(len(rows))} lớp {when}; {_lower(attendance(total))}."


def flow_sentence(row: Row) -> str:
    """«12 vụ việc kỳ trước chuyển sang + 30 tiếp nhận = 25 đã giải quyết + 2 kết thúc khác + 15 còn lại.»"""
    if any(row.get(name) is None for name in FLOW):
        return f"{NO_FLOW}."
    came, gone = _sides(row)
    n = {name: number(row[name]) for name in FLOW}
    left = f"{n['opening']} vụ việc kỳ trước chuyển sang + {n['received']} tiếp nhận"
    right = f"{n['resolved']} đã giải quyết + {n['closed_otherwise']} kết thúc khác + {n['closing']} còn lại cuối kỳ"
    return f"{left} {'=' if came == gone else '≠'} {right}."


def ageing_sentence(rows: Rows, *, labels: Mapping[str, str]) -> str:
    """«15 vụ việc chưa giải quyết; 3 trên 90 ngày (Khiếu nại: 2; Kiến nghị, phản ánh: 1).»"""
    if not rows:
        return f"{NO_ROWS}."
    whole = total(row["cases"] for row in rows)
    if whole is None:
        return f"{SUPPRESSED}."
    old = [row for row in rows if bucket(row["bucket"]) == "90" and row["cases"]]
    if not whole:
        return "Không có vụ việc nào chưa giải quyết."
    if not old:
        return f"{number(whole)} vụ việc chưa giải quyết; không vụ việc nào trên 90 ngày."
    kinds = "; ".join(f"{label(row, 'kind', labels)}: {number(row['cases'])}" for row in old)
    oldest = sum(row["cases"] for row in old)
    return f"{number(whole)} vụ việc chưa giải quyết; {number(oldest)} trên 90 ngày ({kinds})."


def fields_sentence(rows: Rows, *, labels: Mapping[str, str], noun: str = FIELD) -> str:
    """«Tiếp nhận nhiều nhất: Đất đai (12/30 vụ việc).» Rows with suppressed counts are left out, and it says so.
    `noun`: what a row is."""
    known = [row for row in rows if row["received"] is not None]
    if not known:
        return f"{SUPPRESSED if rows else NO_ROWS}."
    total = sum(row["received"] for row in known)
    if not total:
        return "Không tiếp nhận vụ việc nào" + ("." if len(known) == len(rows) else f"; không kể {noun} có số nhỏ.")
    top = max(row["received"] for row in known)
    best = [label(row, "field", labels) for row in known if row["received"] == top]
    shown = f"{number(top) if len(known) < len(rows) else ratio(top, total)} vụ việc"
    shown += f" mỗi {noun}" if len(best) > 1 else ""
    aside = f"; không kể {noun} có số nhỏ" if len(known) < len(rows) else ""
    return f"Tiếp nhận nhiều nhất: {_names(best)} ({shown}){aside}."


def survival_sentence(points: Rows) -> str:
    """«Ước tính một nửa … trong vòng 24 ngày …», or that it is fewer. open_share must be exact: floats miss 1/2."""
    if not points:
        return f"{NO_ROWS}."
    half = next((row["day"] for row in points if row["open_share"] <= 50), None)
    if half is None:
        return "Chưa đến một nửa số vụ việc được giải quyết, nên chưa tính được số ngày trung vị."
    return f"Ước tính một nửa số vụ việc được giải quyết trong vòng {number(half)} ngày kể từ khi thụ lý."


def returns_sentence(rows: Rows, *, noun: tuple[str, str] = UNITS) -> str:
    """«Quý II/2026: 6/11 đơn vị nộp đúng hạn; trễ hạn: Bồn Trì (1 đơn vị); chưa nộp: …» for the rows' last period."""
    if not rows:
        return f"{NO_ROWS}."
    long, short = noun
    last = max(row["period"] for row in rows)
    now = [row for row in rows if row["period"] == last]
    groups = {state: [row for row in now if row["state"] == state] for state in RETURN_STATE}
    on_time = len(groups.pop("on_time"))
    if on_time == len(now):
        return f"{period_name(last)}: cả {on_time} {long} nộp đúng hạn."
    lead = f"{on_time}/{len(now)} {long} nộp đúng hạn"
    others = [
        f"{RETURN_STATE[state][1].lower()}: {_by_name_or_branch(own, short)} ({number(len(own))} {short})"
        for state, own in groups.items()
        if own
    ]
    return f"{period_name(last)}: " + "; ".join([lead, *others]) + "."


# --- pieces ------------------------------------------------------------------------------------------------------


def _mark(row: Row) -> str:
    """A figure without a target is not judged: it carries no mark."""
    return "" if row["status"] == "no_target" else STATES[row["status"]][0]


def _known(row: Row, measure: str) -> str:
    return "" if row["value"] is None else figure_of(row, measure)


def _range(row: Row) -> str:
    low, high = row.get("low"), row.get("high")
    if low is None or high is None or low == high:
        return ""
    show: Callable[[Any], str] = percent_value if row["denominator"] is not None else number
    return f"Có thể từ {show(low)} đến {show(high)} khi đủ báo cáo"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sides(row: Row) -> tuple[int, int]:
    return row["opening"] + row["received"], row["resolved"] + row["closed_otherwise"] + row["closing"]


def _by(rows: Rows, name: str, terms: Mapping[str, Any]) -> dict[str, list[str]]:
    """Names by status, in the order of the terms."""
    groups = {code: [row["name"] for row in rows if row[name] == code] for code in terms}
    return {code: names for code, names in groups.items() if names}


def _named(groups: Mapping[str, list[str]], short: str, terms: Mapping[str, tuple[str, str]]) -> list[str]:
    return [
        f"{terms[code][1].lower()}: {_names(names, short)} ({len(names)} {short})" for code, names in groups.items()
    ]


def _names(names: Iterable[str], short: str = "nơi") -> str:
    """All names up to five, in the order of the alphabet; of more the first four and how many others."""
    sort = sorted(names, key=collation_key)
    if len(sort) <= NAMED_AT_MOST:
        return ", ".join(sort)
    return f"{', '.join(sort[: NAMED_AT_MOST - 1])} và {len(sort) - NAMED_AT_MOST + 1} {short} khác"


def _by_name_or_branch(rows: Rows, short: str) -> str:
    """As `_names`; of units that lie in branches, the branches with how many each."""
    if any(row.get("branch") for row in rows):
        return units.shortened(rows, NAMED_AT_MOST - 1)
    return _names((row["name"] for row in rows), short)


def _tracked(rows: Rows, groups: dict[str, list[str]], noun: tuple[str, str], measure: str) -> str:
    """Without a target: the highest and who is missing, no judgement."""
    known = [row for row in rows if row["value"] is not None]
    groups.pop("no_target", None)
    tail = _named(groups, noun[1], STATES)
    if not known:
        return "; ".join([NO_ROWS, *tail]) + "."
    top = max(row["value"] for row in known)
    best = [row for row in known if row["value"] == top]
    shown = figure_of(best[0], measure) if len(best) == 1 else short_figure(best[0])
    told = len(rows) - len(groups.get("suppressed", []))
    lead = f"{len(known)}/{told} {noun[0]} có số liệu; cao nhất: {_names(row['name'] for row in best)} – {shown}"
    return "; ".join([lead, *tail]) + "."


def _change(before: Row, now: Row) -> str:
    shares = now["denominator"] is not None
    difference = _exact(now) - _exact(before)
    if not difference:
        return "không đổi"
    size = number(abs(difference), 1 if shares else 0)
    size = "chưa đến 0,1" if size == "0,0" else size
    return f"{'tăng' if difference > 0 else 'giảm'} {size}{' điểm phần trăm' if shares else ''}"


def _exact(row: Row) -> Fraction:
    if row["denominator"]:
        return Fraction(100 * row["numerator"], row["denominator"])
    return Fraction(str(row["value"]))
