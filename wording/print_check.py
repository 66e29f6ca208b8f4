"""What is said of papers before they are printed: by unit and part, what is missing, late, withheld or private."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wording.formats import number
from wording.screens import UNIT_COLUMN
from wording.terms import RETURN_STATE

Row = Mapping[str, Any]

HEADING = "Nếu in ngay bây giờ"
PARTS = {
    "returns": "Báo cáo",
    "indicators": "Chỉ tiêu",
    "training": "Tập huấn",
    "complaints": "Đơn thư",
    "follow_up": "Theo dõi",
}
# State of a cell → mark and word; its paint among those of charts/theme.py.
STATES = {
    "private": ("!", "Nêu riêng từng việc, chỉ dùng nội bộ"),
    "withheld": ("□", "Có số không nêu"),
    "missing": (RETURN_STATE["missing"][0], "Chưa có"),
    "partial": ("◐", "Thiếu một phần"),
    "late": (RETURN_STATE["late"][0], "Nộp trễ hạn"),
    "complete": ("✓", "Đủ, được nêu"),
}
PAINTS = {
    "private": "not_met",
    "withheld": "suppressed",
    "missing": "not_reported",
    "partial": "rest",
    "late": "incomplete",
    "complete": "met",
}
LINES = {"private": "việc nêu riêng", "withheld": "dòng có số không nêu", "missing": "dòng chưa có số liệu"}
DRAWN_AT_MOST = 16  # units


def cell(row: Row) -> str:
    """In the cell: the mark, and how many lines it is about where that is not all of them."""
    mark = STATES[row["state"]][0]
    counted = {"private": "private", "withheld": "withheld", "partial": "missing"}.get(row["state"])
    return f"{mark} {number(row[counted])}" if counted else mark


def hover(row: Row) -> tuple[str, ...]:
    """The cell in words."""
    return f"{row['name']} – {PARTS[row['part']]}", STATES[row["state"]][1], *_lines(row)


def _lines(row: Row) -> list[str]:
    return [f"{number(row[name])} {said}" for name, said in LINES.items() if row[name]]


def sentence(rows: Sequence[Row], unit: str) -> str:
    """Whether anything is private, withheld, missing or late; who, stands above. `unit` is the snapshot's own."""
    private = sum(row["private"] for row in rows)
    below = [row for row in rows if row["unit"] != unit] or rows
    said = [
        f"**{number(private)}** việc được nêu riêng (vụ việc, việc theo dõi, giải trình): bản này chỉ dùng nội bộ"
        if private
        else "Không vụ việc, việc theo dõi hay giải trình nào được nêu riêng"
    ]
    for state, word in (("withheld", "có số không nêu"), ("missing", "còn thiếu báo cáo"), ("late", "nộp trễ hạn")):
        parts = below if state == "withheld" else [row for row in below if row["part"] == "returns"]
        units = {row["unit"] for row in parts if row[state]}
        if units:
            said.append(f"**{number(len(units))}** đơn vị {word}")
    return "; ".join(said) + "."


def drawn(shown: int, of: int) -> str:
    """The figure has no room for all units; empty where it has."""
    return (
        f" Biểu đồ vẽ {number(shown)} trong {number(of)} đơn vị, nơi cần xem trước; bảng có đủ." if shown < of else ""
    )


def table(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Units down, parts across, each cell in words."""
    lines: dict[str, dict[str, str]] = {}
    for row in rows:
        line = lines.setdefault(row["unit"], {UNIT_COLUMN: row["name"], **dict.fromkeys(PARTS.values(), "")})
        said = [f"{STATES[row['state']][0]} {STATES[row['state']][1]}", *_lines(row)]
        line[PARTS[row["part"]]] = "; ".join(said)
    return list(lines.values())
