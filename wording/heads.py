"""What «Tập huấn» says of courses that few attended, of who is left in which unit, and of heads not trained since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wording.formats import collation_key, day, number, percent, ratio

Row = Mapping[str, Any]
NAMED_AT_MOST = 8
MOST = 3

FEW, LEFT, HEADS = (
    "Lớp ít người dự",
    "Còn phải tập huấn, theo đối tượng và đơn vị",
    "Người đứng đầu: tập huấn từ khi nhận nhiệm vụ",
)
UNIT, COHORT, TOOK_OFFICE, LAST_COURSE, SINCE = (
    "Đơn vị", "Đối tượng", "Nhận nhiệm vụ", "Lớp gần nhất", "Từ khi nhận nhiệm vụ",
)  # fmt: skip
TOTAL = "Cộng số đã biết"
TRAINED = {True: "✓ Đã tập huấn", False: "✗ Chưa tập huấn"}
NOBODY_LEFT = "Không đơn vị nào có số liệu còn người chưa tập huấn."
NO_FEW = "Không có lớp nào dưới một nửa số người được mời đến dự."
DRAWN_AT_MOST = 10
ATTENDANCE = {"came": ("Đến dự", "met"), "absent": ("Được mời, không dự", "not_met")}
SINCE_OFFICE = {
    "trained": ("Đã tập huấn từ khi nhận nhiệm vụ", "met"),
    "waiting": ("Chưa tập huấn từ khi nhận nhiệm vụ", "not_met"),
}  # fmt: skip
ABOUT_HEADS = (
    "So ngày người đương nhiệm nhận nhiệm vụ với lớp gần nhất, đúng chuyên đề của đối tượng, có người của đơn vị dự; "
    "tính mọi báo cáo đã nhận. Số này có thể khác tỷ lệ đã tập huấn ở trên: tỷ lệ ấy tính ai dự trong năm, kể cả người "
    "tiền nhiệm; người mới nhận nhiệm vụ sau lớp học vẫn là chưa tập huấn."
)
# Of one unit, beside a post that counts as trained.
NOT_SINCE = (
    "**{cohort}** đương nhiệm nhận nhiệm vụ ngày {took_office}, từ đó chưa dự lớp nào; «Đã tập huấn» ở đây tính cho "
    "chức danh trong năm, kể cả người tiền nhiệm."
)
UNKNOWN_HEADS = "Chưa đơn vị nào báo ngày nhận nhiệm vụ."


def few(few_courses: Sequence[Row], held: int) -> str:
    """«**4** trong 10 lớp có chưa đến một nửa số người được mời đến dự; thấp nhất …»"""
    if not few_courses:
        return NO_FEW
    missed = sum(row["invited"] - row["attended"] for row in few_courses)
    lead = f"**{number(len(few_courses))}** trong {number(held)} lớp có dưới một nửa số người được mời đến dự"
    return f"{lead}; ở các lớp này {number(missed)} người được mời không dự."


def about_few(drawn: int, courses: int) -> str:
    """What the chart holds: all of them, or those that most people missed."""
    few_of = f" Biểu đồ vẽ {number(drawn)} lớp vắng nhiều người nhất." if drawn < courses else ""
    return f"Lớp có số người dự dưới một nửa số người được mời.{few_of}"


def attendance(row: Row) -> dict[str, Any]:
    """One course in the chart."""
    name = f"{day(date.fromisoformat(row['held_on']))} {row['title'] or row['topic_label']}"
    came, invited = row["attended"], row["invited"]
    return {"name": name, "came": came, "absent": invited - came, "said": percent(came, invited)}


def trained_since(cohort: str, rows: Sequence[Row]) -> dict[str, Any]:
    """The heads of one cohort in the chart."""
    trained = sum(row["is_trained"] for row in rows)
    return {"name": cohort, "trained": trained, "waiting": len(rows) - trained, "said": ratio(trained, len(rows))}


def left(rows: Sequence[Row]) -> str:
    """«Nhiều nhất: Ủy ban nhân dân phường 6 (Người được giao …), …»; the units and cohorts with most people left."""
    some = sorted((row for row in rows if row["untrained"]), key=lambda row: -row["untrained"])[:MOST]
    named = "; ".join(f"{row['name']}: {number(row['untrained'])} ({row['cohort_label']})" for row in some)
    return f"Còn nhiều nhất: {named}." if some else NOBODY_LEFT


def still(left: int | None, status: str) -> str:
    """How many are left, beside the mark of a cell; nothing where nobody is, or it is not known for the quarter."""
    return number(left) if left and status != "not_reported" else ""


def columns(indicators: Iterable[tuple[str, str]]) -> str:
    """«**2.1-a** Người được giao nhiệm vụ đã tập huấn … · **2.1-b** …»: what the columns of the grid stand for."""
    return " · ".join(f"**{code}** {label}" for code, label in indicators)


def heads(rows: Sequence[Row]) -> str:
    """«**2** người nhận nhiệm vụ mà chưa tập huấn từ đó: …; trong 1 người mới từ đầu năm, 0 đã tập huấn.»"""
    if not rows:
        return UNKNOWN_HEADS
    waiting = [row for row in rows if not row["is_trained"]]
    new = [row for row in rows if row["is_new"]]
    named = sorted(waiting, key=lambda row: (-row["took_office_on"].toordinal(), collation_key(row["name"])))
    shown = _people(named)
    counts = f"**{number(len(waiting))}** trong {number(len(rows))} người"
    lead = (
        f"{counts} chưa dự lớp nào từ khi nhận nhiệm vụ: {shown}."
        if waiting
        else f"Cả {number(len(rows))} người đều đã dự lớp từ khi nhận nhiệm vụ."
    )
    trained = sum(row["is_trained"] for row in new)
    who = _people(new)
    late = f"nhận nhiệm vụ từ đầu năm {number(len(new))} người ({who}), đã tập huấn {number(trained)}" if new else ""
    return f"{lead} {'Trong đó ' + late if late else 'Không ai nhận nhiệm vụ từ đầu năm'}."


def not_since(row: Row) -> str:
    """The head of one unit who has attended no course since, though the post counts as trained."""
    return NOT_SINCE.format(cohort=row["cohort_label"], took_office=day(row["took_office_on"]))


def _people(rows: Sequence[Row]) -> str:
    """The first of them, and how many others there are; the name of a group in a city has brackets of its own."""
    named = [f"{row['name']} – {row['cohort_label']}" for row in rows[:NAMED_AT_MOST]]
    others = len(rows) - len(named)
    return ", ".join(named) + (f" và {number(others)} người khác" if others else "")


def head_line(row: Row) -> dict[str, str]:
    """One head in the table."""
    return {UNIT: row["name"], COHORT: row["cohort_label"], TOOK_OFFICE: day(row["took_office_on"]),
            LAST_COURSE: day(row["last_course_on"]), SINCE: TRAINED[row["is_trained"]]}  # fmt: skip
