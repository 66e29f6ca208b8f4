"""What is said about a catalogue row that cannot be used."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from wording.formats import day

FlawKind = Literal[
    "not_in_list",
    "twice",
    "ends_before_it_begins",
    "overlapping",
    "period_dates",
    "unknown_name",
    "circle",
    "denominator_and_method",
    "made_of",
]


def place(file_name: str, line: int) -> str:
    """Where a row stands."""
    return f"Danh mục {file_name}, dòng {line}"


def columns_missing(file_name: str, columns: list[str]) -> str:
    """A file without a declared column."""
    return f"Danh mục {file_name}: thiếu cột {', '.join(columns)}."


def unreadable(file_name: str, reason: str) -> str:
    """A file that cannot be read as CSV."""
    return f"Danh mục {file_name}: không đọc được ({reason})."


def field_empty(place: str) -> str:
    """A required field left empty."""
    return f"{place}: không được để trống."


def field_wrong(place: str, found: str, expected: str) -> str:
    """A field that is not of its declared type."""
    return f"{place}: «{found}» không đúng kiểu {expected}."


def not_in_list(column: str, found: str, accepted: list[str]) -> str:
    """A value outside its list."""
    return f"{column} «{found}» không có trong: {', '.join(accepted)}."


def twice(name: str) -> str:
    """A key that stands twice."""
    return f"«{name}» xuất hiện hai lần."


def ends_before_it_begins() -> str:
    """valid_to not after valid_from."""
    return "valid_to phải sau valid_from."


def overlapping(since: date) -> str:
    """Two rows of one key in force on one day."""
    return f"thời gian hiệu lực chồng lên dòng bắt đầu {day(since)}."


def period_dates() -> str:
    """A period whose dates are out of order."""
    return "thứ tự ngày phải là year_starts_on ≤ starts_on ≤ ends_on ≤ due_on."


def unknown_name(name: str, file_name: str) -> str:
    """A name that no row bears."""
    return f"«{name}» không có trong {file_name}."


def circle(name: str) -> str:
    """A unit that is its own ancestor."""
    return f"đơn vị «{name}» là cấp trên của chính nó."


def denominator_and_method(method: str) -> str:
    """A ratio without a whole, or a whole without a ratio."""
    return f"cách tính «{method}» và cột denominator không khớp nhau."


def flaw(kind: FlawKind, column: str, found: str, accepted: tuple[Any, ...]) -> str:
    """What is wrong between rows, for whoever edits the files: columns and values by the names that stand in them."""
    match kind:
        case "not_in_list":
            return not_in_list(column, found, list(accepted))
        case "twice":
            return twice(found)
        case "ends_before_it_begins":
            return ends_before_it_begins()
        case "overlapping":
            return overlapping(accepted[0])
        case "period_dates":
            return period_dates()
        case "unknown_name":
            return unknown_name(found, ", ".join(f"{table}.csv" for table in accepted))
        case "circle":
            return circle(found)
        case "denominator_and_method":
            return denominator_and_method(found)
        case "made_of":
            return field_wrong(column, found, accepted[0])


def quarter_label(quarter: int, year: int) -> str:
    """What a period is called."""
    return f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]} năm {year}"
