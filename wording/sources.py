"""What the page «Nguồn số liệu» says: from a figure back to the cells that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wording.formats import UNKNOWN, day, number, percent, ratio
from wording.tables import KIND

INDICATOR, OF_UNIT, CELL = "Chỉ tiêu", "Đơn vị", "Chọn một ô (hoặc một dòng ở bảng trên) để xem trong tệp gốc"
PART, WHOLE, FIGURE = "Tử số", "Mẫu số", "Số liệu"
NUMBER, ROW, REPORTED_BY, FOR_PERIOD, FILE, SHEET, ADDRESS = "#", "Dòng", "Đơn vị", "Kỳ", "Tệp", "Trang tính", "Ô"
TYPED, TAKEN, HOW, MEASURE = "Ghi trong ô", "Cộng vào", "Cách lấy", "Số liệu"
VERSION, RECEIVED_AT, RECEIVED_BY = "Bản", "Nhận lúc", "Người nhận"
IN_THE_FILE = "Trong tệp gốc"
DOWNLOAD = "Tải tệp gốc"
NOT_IN_MEETING = "Chế độ họp không cho tải tệp gốc: tệp có thể có danh sách vụ việc."
ORIGINAL_GONE = "Không còn giữ tệp gốc của báo cáo này; các số đã đọc vẫn còn nguyên."
SHEET_GONE = "Không mở lại được trang tính này trong tệp gốc; hãy tải tệp gốc để xem."
ONLY_SUMS = (
    "Số này đếm từ từng vụ việc. Chế độ họp chỉ nêu số tổng, không nêu vụ việc nào, báo cáo nào, "
    "để không lộ người khiếu nại, tố cáo, phản ánh."
)
WITHHELD = "Chế độ họp không nêu số này: số nhỏ, hoặc liên quan đơn tố cáo."
CASES_HIDDEN = "Đơn tố cáo chỉ nêu số tổng, không nêu từng vụ việc; dòng của đơn tố cáo cũng được che khi xem tệp gốc."
ROW_HIDDEN = "(không nêu)"
KEEP_IT_IN = "Tệp gốc chỉ dùng trong cơ quan: có thể có danh sách vụ việc, kể cả đơn tố cáo."
UNITS_IN_SCOPE = "số đơn vị trong phạm vi chỉ tiêu"
UNIT_COUNTS_ONE = "Không lấy từ ô nào: mỗi đơn vị trong phạm vi chỉ tiêu tính là 1."

HOW_TAKEN = {
    "stock": "số cuối kỳ gần nhất",
    "cumulative": "lũy kế từ đầu năm, lần báo gần nhất",
    "flow": "cộng các kỳ trong năm",
    "no_change": "không phát sinh: chưa có lũy kế trong năm, tính 0",
    "is_true": "Có = 1",
    "is_false": "Không = 0",
    "in_year": "ngày trong năm báo cáo = 1",
    "not_in_year": "ngày ngoài năm báo cáo = 0",
    "has_come": "ngày đã đến = 1",
    "is_to_come": "ngày chưa đến = 0",
    "first_time": "số người dự lần đầu trong năm, cộng các lớp",
    "case": "mỗi vụ việc = 1",
    "unlisted": "chỉ nêu số tổng, không nêu từng vụ việc",
    "per_unit": "mỗi đơn vị = 1",
}
LIMITS = {
    "capped": "tính tối đa bằng tổng",
    "no_whole": "chưa có số tổng nên chưa cộng",
    "once": "đơn vị đã được tính 1 ở ô khác",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:=])")


def indicator(code: str, label: str) -> str:
    """One indicator in the list."""
    return f"{code} · {label}"


def not_counted(code: str, unit: str) -> str:
    """An indicator that has no figure for a unit."""
    return f"Chỉ tiêu **{code}** không tính cho {unit} trong kỳ này."


def figure(row: Mapping[str, Any]) -> str:
    """«1.117/1.560 (71,6%)» or the bare count."""
    whole = ratio(row["numerator"], row["denominator"])
    return whole if row["denominator"] is None else f"{whole} ({percent(row['numerator'], row['denominator'])})"


def origin(row: Mapping[str, Any], cells: int, returns: int, *, has_unlisted: bool = False) -> str:
    """«Số 1.117/1.560 của chỉ tiêu 2.2-b lấy từ 14 ô trong 7 báo cáo.»"""
    others = " và từ đơn tố cáo (chỉ nêu số tổng)" if has_unlisted else ""
    if row["numerator"] is None:
        return f"Chỉ tiêu **{row['code']}** chưa có số: chưa có báo cáo nào nêu đủ số liệu để tính."
    said = f"Số **{figure(row)}** của chỉ tiêu **{row['code']}**"
    if not cells and others:
        return f"{said} lấy{others.removeprefix(' và')}."
    if not cells:
        return f"{said} không lấy từ ô nào của các báo cáo."
    return f"{said} lấy từ **{number(cells)} ô** trong **{number(returns)} báo cáo**{others}."


def untold(row: Mapping[str, Any]) -> str:
    """A figure that the public profile gives without its origin, or does not give."""
    if row.get("is_suppressed") or row["numerator"] is None:
        return WITHHELD if row.get("is_suppressed") else origin(row, 0, 0)
    return f"Số **{figure(row)}** của chỉ tiêu **{row['code']}**. {ONLY_SUMS}"


def side_title(operand: str, *, is_whole: bool, has_two: bool) -> str:
    """What a table of cells is about."""
    return f"{(WHOLE if is_whole else PART) if has_two else FIGURE}: {operand}"


def cases(counted: str) -> str:
    """A count of a register."""
    return f"vụ việc {counted}"


def kind(code: str | None) -> str:
    """A kind of complaint."""
    return KIND.get(code or "", "")


def measure_label(ms: int, label: str) -> str:
    """A measure with its number in the form."""
    return f"{ms:02} {label}"


def how(code: str, limit: str | None) -> str:
    """How a cell is taken, and why less than it says."""
    return f"{HOW_TAKEN[code]}; {LIMITS[limit]}" if limit else HOW_TAKEN[code]


def counted_for(unit: str, source: str) -> str:
    """The unit that reported, and the one that it now counts for."""
    return f"{source} → {unit}" if source and source != unit else unit


def typed(text: str | None, value: int | bool | date | None) -> str:
    """What stands in the cell; where that was not kept, what was read of it."""
    if text:
        return text
    return day(value) if isinstance(value, date) else number(value) if value is not None else UNKNOWN


def added_up(total: int, figure: int | None) -> str:
    """Whether the cells give the figure."""
    if figure is None:
        return f"Cộng lại: **{number(total)}** – chỉ tiêu chưa tính được vì còn thiếu số liệu."
    if total == figure:
        return f"Cộng lại: **{number(total)}** – khớp với số trên màn hình."
    return (
        f"Cộng lại: **{number(total)}** – KHÔNG khớp với số **{number(figure)}** trên màn hình; hãy báo người quản trị."
    )


def silent(names: Iterable[str]) -> str:
    """Units in scope that nothing is known of."""
    return f"Chưa có số (không cộng gì): {', '.join(names)}."


def cell_option(place: int, whose: str, period: str, sheet: str, cell: str) -> str:
    """One cell in the list of cells; the number is that of its line in the tables."""
    return " · ".join((str(place), whose, period, *([sheet, f"ô {cell}"] if cell else [])))


def where(file_name: str, sheet: str, cell: str, version: int, received: str, by: str) -> str:
    """The full address of a cell."""
    place = f"Ô **{cell}**, trang tính **{plain(sheet)}**, tệp" if cell else "Tệp"
    return f"{place} {plain(file_name)} · bản {version}, nhận lúc {received}, người nhận {plain(by)}"


def marked(text: str) -> str:
    """The cell that the figure is taken from: marked by sign and ground."""
    return f":orange-background[**▶ {plain(text)}**]"


def plain(text: str) -> str:
    """A sender's text, so that nothing in it is taken for a format, a picture or a link."""
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
