"""What is said of when figures came about: the days counted, the due day, the returns, since when they hold, seals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wording.formats import day, instant, number

Row = Mapping[str, Any]

HEADING = "Từ ngày nào, giữ nguyên từ khi nào"
COUNTED, UNCHANGED, SEALED = "Kỳ số liệu", "Không đổi từ", "Đã chốt"
REPORTED, LATE, SEAL = "Số đơn vị đã báo cáo", "Ngày có báo cáo nộp sau hạn", "Chốt số liệu"
WHEN, WHAT = "Ngày", "Việc"
BEGINS, ENDS, DUE = "Ngày đầu của kỳ số liệu", "Ngày cuối của kỳ số liệu", "Hạn nộp báo cáo"
DONE = {"first": "Nhận báo cáo", "corrected": "Nhận bản sửa", "withdrawn": "Rút báo cáo"}
NOT_SEALED, NONE_IN = "chưa chốt", "chưa có báo cáo"
CODES_AT_MOST = 2


def due(row: Row) -> str:
    """The line across the figure."""
    return f"{DUE}: {day(row['due_on'])}"


def units(count: int) -> str:
    """At the top of the axis."""
    return f"{number(count)} đơn vị"


def counted(row: Row) -> str:
    """Beside the bar of the days that count."""
    return f"◀ {COUNTED}: {day(row['starts_on'])} – {day(row['ends_on'])}"


def unchanged(row: Row) -> str:
    """Beside the bar from the last receipt on."""
    return f"{UNCHANGED} {instant(row['holds_since'])}" if row["holds_since"] else f"{UNCHANGED}: {NONE_IN}"


def sealed(row: Row) -> str:
    """Beside the seals: the newest codes."""
    codes = [seal["code"] for seal in reversed(row["seals"])]
    more = f" và {number(len(codes) - CODES_AT_MOST)} bản trước" if len(codes) > CODES_AT_MOST else ""
    return f"{SEALED}: {', '.join(codes[:CODES_AT_MOST]) or NOT_SEALED}{more}"


def day_hover(row: Row, of: int) -> tuple[str, ...]:
    """A day on which something came in."""
    done = [f"{DONE[name]}: {_names(row[name])}" for name in DONE if row[name]]
    return day(row["on"]), *done, f"{number(row['reported'])}/{number(of)} đơn vị đã báo cáo"


def seal_hover(seal: Row) -> tuple[str, ...]:
    return f"{SEALED} {seal['code']}", seal["name"], day(seal["on"])


def sentence(row: Row) -> str:
    """«Số liệu của kỳ 15/06/2026 – 14/09/2026, hạn nộp 21/09/2026. 9/10 đơn vị đã báo cáo, 1 báo cáo nộp sau
    hạn; số liệu không đổi từ 12:00 25/09/2026. Chưa chốt.»"""
    days: Sequence[Row] = row["days"]
    first = f"Số liệu của kỳ {day(row['starts_on'])} – {day(row['ends_on'])}, hạn nộp {day(row['due_on'])}."
    if not days:
        return f"{first} Chưa có báo cáo nào."
    late = sum(len(each["first"]) for each in days if each["is_late"])
    came = f"{number(days[-1]['reported'])}/{number(row['units'])} đơn vị đã báo cáo"
    late_ones = f", {number(late)} báo cáo nộp sau hạn" if late else ""
    held = f"{came}{late_ones}; số liệu không đổi từ {instant(row['holds_since'])}."
    if not row["seals"]:
        return f"{first} {held} Chưa chốt: báo cáo nhận thêm sẽ làm số liệu thay đổi."
    last = row["seals"][-1]
    return f"{first} {held} Chốt gần nhất: **{last['code']}** ngày {day(last['on'])} ({last['name']})."


def table(row: Row) -> list[dict[str, str]]:
    """Every moment in order of time, in words."""
    found = [(row["starts_on"], BEGINS), (row["ends_on"], ENDS), (row["due_on"], DUE)]
    found += [
        (each["on"], f"{DONE[name]}: {_names(each[name])}") for each in row["days"] for name in DONE if each[name]
    ]
    found += [(seal["on"], f"{SEALED} {seal['code']}: {seal['name']}") for seal in row["seals"]]
    return [{WHEN: day(on), WHAT: what} for on, what in sorted(found, key=lambda each: each[0])]


def _names(names: Sequence[str], at_most: int = 8) -> str:
    more = f" và {number(len(names) - at_most)} đơn vị khác" if len(names) > at_most else ""
    return f"{number(len(names))} ({', '.join(names[:at_most])}{more})"
