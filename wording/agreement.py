"""What «Đơn thư» says of the register beside the inspectorate's table and the city's system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wording.complaints import SPAN
from wording.formats import number

Row = Mapping[str, Any]

HEADING = "Đối chiếu với biểu thanh tra và hệ thống của thành phố"
ABOUT = (
    "Cột «Báo cáo» là số đơn vị ghi theo biểu, hệ thống kia; cột «Sổ» là số đếm từ vụ việc của Ủy ban nhân dân phường. "
    "Biểu thanh tra đối chiếu với cả ba loại, hệ thống của thành phố đối chiếu với kiến nghị, phản ánh."
)
WHAT, SPAN_OF, REPORTED, COUNTED, SAID = "Số liệu", "Khoảng thời gian", "Báo cáo", "Sổ", "Đối chiếu"
NOTHING_TO_COMPARE = (
    "Chưa so được số nào: Ủy ban nhân dân phường chưa ghi, hoặc chưa ghi đủ các quý, số theo biểu thanh tra và số trên "
    "hệ thống của thành phố."
)
AGREES, BLANK = "khớp", "chưa báo"


def said(row: Row) -> str:
    """«khớp», «lệch 2: báo cáo ít hơn sổ», «chưa báo», «chưa báo đủ (1/2 kỳ)»."""
    if row["reported"] is None:
        return BLANK
    if row["periods_answered"] < row["periods_asked"]:
        return f"{BLANK} đủ ({row['periods_answered']}/{row['periods_asked']} kỳ)"
    difference = row["reported"] - row["counted"]
    return (
        f"lệch {number(abs(difference))}: báo cáo {'nhiều' if difference > 0 else 'ít'} hơn sổ"
        if difference
        else AGREES
    )


def comparable(row: Row) -> int | None:
    """What is set beside the register: nothing while a quarter of the span is blank."""
    reported: int | None = row["reported"]
    return reported if row["periods_answered"] >= row["periods_asked"] else None


def sentence(rows: Sequence[Row]) -> str:
    """How many of the figures agree, how many cannot be compared; a list of those that differ, and by how much."""
    told = [said(row) for row in rows]
    differing = [row for row, text in zip(rows, told, strict=True) if text.startswith("lệch")]
    blank = sum(text.startswith(BLANK) for text in told)
    if blank == len(rows):
        return NOTHING_TO_COMPARE
    counts = {"khớp": told.count(AGREES), "lệch": len(differing), "chưa báo hoặc chưa báo đủ": blank}
    lead = ", ".join(f"**{number(count)}** số {word}" for word, count in counts.items())
    return "\n".join([f"{lead}{':' if differing else '.'}", *_differences(differing)])


def _differences(rows: Sequence[Row]) -> list[str]:
    """A line a measure: `- Vụ việc tiếp nhận theo biểu … (MS 65): trong kỳ lệch 2, báo cáo ít hơn sổ.`"""
    found: dict[str, list[str]] = {}
    for row in rows:
        spans = found.setdefault(f"{_label(row)} (MS {row['ms']:02d})", [])
        spans.append(f"{SPAN[row['span']].lower()} {said(row).replace(':', ',')}")
    return [f"- {measure}: {'; '.join(spans)}." for measure, spans in found.items()]


def _label(row: Row) -> str:
    """What the measure counts, without the word for how many and what the form adds in brackets."""
    own = row["label"].partition(" (")[0].removeprefix("Số ")
    return f"{own[:1].upper()}{own[1:]}"


def line(row: Row) -> dict[str, str]:
    """One figure in the table."""
    return {WHAT: f"MS {row['ms']:02d} · {row['label']}", SPAN_OF: SPAN[row["span"]], REPORTED: number(row["reported"]),
            COUNTED: number(row["counted"]), SAID: said(row)}  # fmt: skip


def short(row: Row) -> str:
    """Its name in the figure."""
    return f"{_label(row)} · {SPAN[row['span']].lower()}"
