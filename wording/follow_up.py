"""What is said of matters followed until they are done, on the form, on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wording.charts import period_name
from wording.formats import day, instant, number
from wording.units import shortened

Row = Mapping[str, Any]

# --- the form --------------------------------------------------------------------------------------------------------

SHEET_TITLE = "CÁC VIỆC CẦN THEO DÕI"
SHEET_HINT = (
    "Không bắt buộc: không theo dõi thì xóa cả sheet này. Mỗi việc một dòng; không có việc nào thì để trống bảng, "
    "hoặc ghi «Không phát sinh» ở cột Nội dung."
)
GUIDE = [
    "Theo dõi (không bắt buộc; không theo dõi thì xóa cả sheet): mỗi nội dung phải công khai, dự án có giám sát cộng "
    "đồng, kiến nghị đã gửi ghi một dòng, từ khi phát sinh đến khi xong. Hạn có thể sau ngày cuối kỳ; chưa xong thì để "
    "trống Ngày hoàn thành. Kỳ sau giữ nguyên Loại, Nội dung, Hạn; hạn được lùi thì ghi ở Ghi chú.",
]


def days(last: date) -> str:
    """Dates of a matter."""
    return f"Ngày: ghi đủ ngày/tháng/năm; Hạn có thể sau kỳ, Ngày hoàn thành không sau {day(last)}"


def was_done(on: date, period: str) -> str:
    """A matter that an earlier return said was done."""
    return f"Báo cáo {period} đã ghi hoàn thành ngày {day(on)}."


def named(content: str) -> str:
    """A matter by its content."""
    return f"việc «{content}»"


def line(kind: str, content: str) -> str:
    """A matter where two returns are compared."""
    return f"Theo dõi, {kind}: {content}"


# --- screen and paper ------------------------------------------------------------------------------------------------

TITLE = "Việc cần theo dõi"
ABOUT = (
    "Từ sheet «Theo dõi» của Ủy ban nhân dân, Mặt trận, Hội đồng nhân dân (không bắt buộc): nội dung nào phải công "
    "khai, dự án nào chưa có ban giám sát, kiến nghị nào chưa được trả lời. Phần mềm so ngày, không kết luận thay cơ "
    "quan có thẩm quyền; ngày cuối cùng của hạn vẫn là đúng hạn."
)


# Theo dõi and the indicators beside it, at the head of the one and by the link of the others.
TWO_COUNTS = (
    "Hai cách đếm khác nhau: **Theo dõi** nêu tên từng việc do các cơ quan theo dõi; **chỉ tiêu** cộng số lượng mà mọi "
    "đơn vị ghi ở sheet «Số liệu» (tổ dân phố chỉ ghi số, không ghi tên từng việc). Hai số không phải bằng nhau."
)


def counted_to(cut_off: date) -> str:
    """The day that deadlines are compared with: not today's where the period is over."""
    return f"Số ngày tính đến {day(cut_off)}."


SOON_DAYS, NAMED_AT_MOST = 30, 6
# State → mark and word; a mark stands beside every colour.
STATES: dict[str, tuple[str, str]] = {
    "overdue": ("✗", "Quá hạn"),
    "due_soon": ("▲", f"Đến hạn trong {SOON_DAYS} ngày"),
    "open": ("◔", "Chưa đến hạn"),
    "done_late": ("!", "Xong, trễ hạn"),
    "done": ("✓", "Xong, đúng hạn"),
}
# State → its word without the mark and how it is painted, in the order to stack.
PARTS = {
    "overdue": ("Quá hạn", "not_met"), "due_soon": (f"Đến hạn trong {SOON_DAYS} ngày", "second"),
    "open": ("Chưa đến hạn", "not_due"), "done_late": ("Xong, trễ hạn", "incomplete"),
    "done": ("Xong, đúng hạn", "met"),
}  # fmt: skip
OPEN = ("overdue", "due_soon", "open")
CHART = "Việc theo dõi theo loại và tình trạng"
LIST = "Việc chưa xong"
DONE_LIST = "Việc đã xong từ đầu năm"
BY_KIND, BY_UNIT = "Theo loại việc", "Đơn vị báo cáo mục Theo dõi"
FIGURES = "Số liệu báo cáo cùng mục của nghị quyết"
ABOUT_FIGURES = "Đây là số cộng từ sheet «Số liệu» của mọi đơn vị, kể cả tổ dân phố: đếm khác với danh sách bên trên."
TOTAL, LEFT = "Số việc", "Chưa xong"
KIND, UNIT, CONTENT, DUE_ON, COMPLETED_ON, STATE, NOTE, DAYS, REPORTED = (
    "Loại", "Đơn vị", "Nội dung", "Hạn", "Ngày hoàn thành", "Tình trạng", "Ghi chú", "So với hạn", "Theo báo cáo",
)  # fmt: skip
ALL = "Mọi loại"
PICK_KIND = "Loại việc"
SEE, EACH = "Xem từng việc đang theo dõi", "Từng việc theo dõi"
SOURCES, FILES = "Ô gốc của từng việc", "Tải tệp gốc ở Nộp báo cáo, phần Lịch sử"
FILE, CELL, RECEIVED = "Tệp", "Ô", "Nhận lúc"
NO_SHEET = "Chưa đơn vị nào gửi sheet «Theo dõi»: chưa biết, không phải là không có việc."
NO_OFFICE = "Đơn vị này không gồm cơ quan nào gửi sheet «Theo dõi»; hãy chọn phường ở ô «Đơn vị»."
NOT_LISTED = "Trên màn hình chiếu và tài liệu gửi ra ngoài chỉ nêu số lượng, không nêu nội dung từng việc."
NONE_OPEN = "Không còn việc nào chưa xong."
NONE_DONE = "Chưa có việc nào xong từ đầu năm."
UNIT_STATES = {
    "reported": "✓ Có báo cáo kỳ này",
    "nothing": "– Không phát sinh",
    "earlier": "◐ Kỳ này không gửi; theo báo cáo {period}",
    "never": "∅ Chưa gửi sheet Theo dõi",
}


def state(code: str) -> str:
    """The mark and the word of a state."""
    return " ".join(STATES[code])


def unit_state(row: Row) -> str:
    """What an office has said of its matters so far."""
    return UNIT_STATES[row["state"]].format(period=period_name(row["reported_in"] or ""))


def from_due(days_left: int, *, is_open: bool) -> str:
    """How far from the deadline: days left or over, or how late it was done."""
    if is_open:
        return f"còn {number(days_left)} ngày" if days_left >= 0 else f"quá {number(-days_left)} ngày"
    return "đúng hạn" if days_left >= 0 else f"trễ {number(-days_left)} ngày"


def answer(row: Row) -> str:
    """The answer of one kind: `Công khai: 2/5 chưa công khai – 1 quá hạn, 1 đến hạn trong 30 ngày`."""
    if not row["items"]:
        return f"**{row['label']}**: không có việc nào."
    if not row["left"]:
        return f"**{row['label']}**: {number(row['items'])} việc, đã xong cả."
    parts = [
        f"**{number(row[name])}** {word}"
        for name, word in (("overdue", "quá hạn"), ("due_soon", f"đến hạn trong {SOON_DAYS} ngày tới"))
        if row[name]
    ]
    return f"**{row['label']}**: **{number(row['left'])}** trong {number(row['items'])} việc {row['pending']}" + (
        f" – {', '.join(parts)}." if parts else ", chưa việc nào đến hạn."
    )


def in_short(row: Row) -> str:
    """One kind as a link says it: `Từng việc theo dõi – Công khai: 3/13 chưa công khai, 1 quá hạn`."""
    over = f", {number(row['overdue'])} quá hạn" if row["overdue"] else ""
    return f"{EACH} – {row['label']}: {number(row['left'])}/{number(row['items'])} {row['pending']}{over}"


# What a kind says of a matter that is not done, before the word for the matter itself.
NOT_YET = ("chưa", "có", "được")


def is_about(kind: Row, label: str) -> bool:
    """Whether an indicator is about matters of a kind: its label has the kind's own («Kiến nghị của hai ban đã được
    giải quyết»), or the word for what is not done yet («chưa có ban giám sát», «Ban Giám sát đầu tư … kiện toàn»)."""
    waiting = kind["pending"].casefold().split()
    while waiting and waiting[0] in NOT_YET:
        waiting.pop(0)
    names = (kind["label"].casefold(), " ".join(waiting))
    return any(name and name in label.casefold() for name in names)


def answers(part: Mapping[str, Any]) -> list[str]:
    """One sentence a kind, and which offices have not said anything this quarter; of none known that alone."""
    if all(row["state"] == "never" for row in part["by_unit"]):
        return [NO_SHEET]
    said = [answer(row).replace("**", "") for row in part["by_kind"]]
    return [*said, *filter(None, [silent(part["by_unit"])])]


def silent(units: Sequence[Row]) -> str:
    """Which offices have not said anything this quarter; empty if all have."""
    late = [row for row in units if row["state"] in ("never", "earlier")]
    if not late:
        return ""
    in_order = ", ".join(row["name"] for row in late)
    named = in_order if len(late) <= NAMED_AT_MOST else shortened(late, NAMED_AT_MOST)
    return f"Kỳ này chưa gửi mục Theo dõi: {named}."


def kind_line(row: Row) -> dict[str, str]:
    """One kind in the table under the chart."""
    counts = {word: number(row[code]) for code, (word, _) in PARTS.items()}
    return {KIND: row["label"], TOTAL: number(row["items"]), LEFT: number(row["left"]), **counts}


def unit_line(row: Row) -> dict[str, str]:
    """One office: what it has said of its matters, and how many are left."""
    return {UNIT: row["name"], REPORTED: unit_state(row), TOTAL: number(row["items"]), LEFT: number(row["left"])}


def item_line(row: Row) -> dict[str, str]:
    """One matter; the day on which it was done is no column of those that are not."""
    is_open = row["state"] in OPEN
    done_on = date.fromisoformat(row["completed_on"]) if row["completed_on"] else None
    return {
        DUE_ON: day(date.fromisoformat(row["due_on"])),
        DAYS: from_due(row["days_left"], is_open=is_open).replace(" ", "\u00a0"),  # in a narrow column
        CONTENT: row["content"],
        KIND: row["kind_label"] or row["kind"],
        STATE: state(row["state"]),
        UNIT: row["name"],
        **({} if is_open else {COMPLETED_ON: day(done_on)}),
        NOTE: row["note"] or "",
        REPORTED: period_name(row["period"]).replace(" ", "\u00a0"),
    }


def nearest(row: Row) -> str:
    """The matter whose deadline comes first, or has been over longest."""
    lead = "Quá hạn lâu nhất" if row["days_left"] < 0 else "Đến hạn sớm nhất"
    due_on = day(date.fromisoformat(row["due_on"]))
    return f"{lead}: **{row['content']}** ({from_due(row['days_left'], is_open=True)}, hạn {due_on})."


def source_line(row: Row, cell: tuple[str, str]) -> dict[str, str]:
    """The cell of one matter."""
    return {CONTENT: row["content"], DUE_ON: day(row["due_on"]), UNIT: row["name"], FILE: row["file_name"],
            CELL: "!".join(cell), RECEIVED: instant(row["received_at"])}  # fmt: skip


def left_of(row: Row) -> str:
    """What stands right of a kind's bar."""
    return f"còn {number(row['left'])}/{number(row['items'])}"


def open_states() -> set[str]:
    """The words of the states of what is not done yet."""
    return {state(code) for code in OPEN}


def sentence(rows: Sequence[Row]) -> str:
    """What the chart says of all kinds together."""
    total, left, over = (sum(row[name] for row in rows) for name in ("items", "left", "overdue"))
    if not total:
        return "Không có việc nào cần theo dõi trong năm."
    if not left:
        return f"Cả {number(total)} việc đã xong."
    worst = [row["label"] for row in rows if row["overdue"] and row["overdue"] == max(r["overdue"] for r in rows)]
    most = f"; nhiều nhất: {', '.join(worst)}" if over else ""
    return f"Còn {number(left)} trong {number(total)} việc chưa xong, {number(over)} việc quá hạn{most}."
