"""What «Nộp báo cáo» says of who has sent and who has not, the forms, and the messages that a clerk sends on.

A message is plain text for a chat (Zalo takes about 2,000 characters) and never repeats what a person is called or
where to be found: problems bring what was read, but for personal data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from wording.formats import day, number
from wording.terms import RETURN_STATE

LONGEST = 2000  # characters of a message
LONGEST_LINE = 400  # of one problem in it
SECTIONS = {"received": "Ai đã nộp", "remind": "Nhắc nộp", "forms": "Tải mẫu", "history": "Lịch sử"}
RECEIVED = "Báo cáo đã nhận theo kỳ"
NOTHING_RECEIVED = (
    "Chưa nhận báo cáo nào. Hãy mở **Tải mẫu**, gửi mẫu cho các đơn vị; nhận lại thì thả tệp vào ô ở trên."
)
NO_REPORTER = "Trong phạm vi này không có đơn vị nào phải nộp báo cáo kỳ này."
REMIND_ALL = "Nhắc tất cả"
REMIND_EACH = "Nhắc từng đơn vị"
REMIND_BRANCH, OPEN_BRANCHES = "Nhắc từng phường, xã", "Mở trang này cho từng đơn vị cấp dưới"
OTHER_PERIODS = "Kỳ khác còn đơn vị chưa nộp"
COMPOSE = "Tin nhắn gửi đơn vị"
HOW_TO_COPY = "Đưa chuột (hoặc chạm) vào tin nhắn, bấm nút **Chép** ở góc trên bên phải rồi dán vào Zalo."
FORM_UNIT, FORM_PERIOD = "Mẫu của đơn vị", "Kỳ của mẫu"
PREFILLED = "Mẫu đã ghi sẵn tên, mã đơn vị và kỳ; số kỳ trước và vụ việc chưa xong được điền trước và đánh dấu."
DOWNLOAD_FORM = "Tải mẫu (Excel)"

_REPORT = "báo cáo thực hiện dân chủ ở cơ sở"
_THANKS = "Trân trọng cảm ơn."
_EVEN_IF_NOTHING = "Không có phát sinh vẫn gửi: ghi 0 hoặc KPS."
_OR_ASK = "Nếu đã gửi hoặc có vướng mắc, xin nhắn lại để được hỗ trợ."
_KINDS = {"group": "Tổ dân phố"}
_OFFICES = "Cơ quan"


# --- on the page -------------------------------------------------------------------------------------------------


def about(unit: str, period: str) -> str:
    """What the sections are about."""
    return f"{unit} · {period}"


def open_returns(period: str) -> str:
    """Above the links to what each unit has sent."""
    return f"Xem các lần nộp {period} của từng đơn vị"


def opened(unit: str, state: str) -> str:
    """The link to what a unit has sent."""
    return f"{RETURN_STATE[state][0]} {unit}"


def sent_of(unit: str, state: str, received: int, of: int) -> str:
    """The link to the returns of a branch: `◐ Phường An Cựu: 9/10`."""
    mark = {**RETURN_STATE, "partial": ("◐", "")}[state][0]
    return f"{mark} {unit}: {number(received)}/{number(of)}"


def with_day(state: str, received_on: str | None) -> str:
    """`✓ Đúng hạn, 17/03/2026` in the table beside the matrix; of a branch `◐ Chưa nộp đủ, 9/10`."""
    return f"{state}, {received_on}" if received_on else state


def in_hand(received: int, of: int, period: str, due_on: date, today: date) -> str:
    """«Quý III năm 2026: đã nhận 8/10 báo cáo · hạn nộp 21/09/2026, đã quá hạn 63 ngày.»"""
    late = "" if received == of else f", {left(due_on, today)}"
    return f"{period}: đã nhận **{received}/{of}** báo cáo · hạn nộp **{day(due_on)}**{late}."


def all_in(count: int, period: str) -> str:
    """Nobody is to be reminded."""
    whole = "Đơn vị" if count == 1 else f"Cả {number(count)} đơn vị"
    return f"{whole} đã nộp báo cáo {period}; không phải nhắc ai."


def not_in(period: str, count: int, due_on: date) -> str:
    """The link to another period's reminders."""
    return f"{period}: {number(count)} đơn vị, hạn {day(due_on)}"


def all_forms(count: int) -> str:
    """The choice of every unit."""
    return f"Tất cả {number(count)} đơn vị"


def forms_of_branch(name: str, count: int) -> str:
    """The choice of all units of a ward."""
    return f"{name}: {number(count)} mẫu"


def download_forms(count: int) -> str:
    """The button for a zip of forms."""
    return f"Tải {number(count)} mẫu (zip)"


def form_of(units: str, period: str, starts_on: date, ends_on: date, due_on: date) -> str:
    """Whose form, what it counts, until when it is to be sent."""
    span = f"số liệu từ **{day(starts_on)}** đến **{day(ends_on)}**, hạn nộp **{day(due_on)}**"
    return f"**{units}** · **{period}**: {span}. {PREFILLED}"


def left(due_on: date, today: date) -> str:
    """How far the deadline is, or how long it has passed; the due day itself still counts."""
    days = (due_on - today).days
    if days == 0:
        return "hôm nay là ngày cuối"
    return f"còn {number(days)} ngày" if days > 0 else f"đã quá hạn {number(-days)} ngày"


# --- messages ----------------------------------------------------------------------------------------------------


def missing(
    unit: str, sender: str | None, period: str, span: tuple[date, date], due_on: date, today: date,
    refused_on: date | None = None,
) -> str:  # fmt: skip
    """To a unit whose return is not in: before the deadline a reminder, after it a request."""
    ask = f"Xin trả lời tin nhắn này kèm tệp Excel theo mẫu đã gửi. {_EVEN_IF_NOTHING}"
    if refused_on is not None:
        said = f"Tệp {_REPORT} {period} nhận ngày {day(refused_on)} chưa ghi nhận được vì còn chỗ phải sửa."
        ask = "Xin sửa các chỗ đã nêu rồi trả lời tin nhắn này kèm cả tệp."
    elif today <= due_on:
        said = f"Xin nhắc đơn vị gửi {_REPORT} {period}, số liệu từ {day(span[0])} đến {day(span[1])}."
    else:
        said = f"Đến ngày {day(today)}, {sender or 'chúng tôi'} chưa nhận được {_REPORT} {period} của đơn vị."
    deadline = f"Hạn nộp: {day(due_on)} ({left(due_on, today)})."
    return _letter(unit, f"{said} {deadline}\n\n{ask} {_OR_ASK}", sender)


def refused(
    unit: str | None, sender: str | None, period: str | None, file_name: str | None, deadline: tuple[date, date] | None,
    problems: Sequence[str],
) -> str:  # fmt: skip
    """To the sender of a refused file: every cell to mend while there is room. `deadline`: the due day, and today.
    What the file does not tell is None, and so is a file name with personal data."""
    file = f"tệp «{file_name}»" if file_name else "tệp đã gửi"
    of = f" ({_REPORT} {period})" if period else ""
    lead = f"Chưa ghi nhận được {file}{of} vì còn {number(len(problems))} chỗ phải sửa:\n"
    until = f" Hạn nộp: {day(deadline[0])} ({left(*deadline)})." if deadline else ""
    again = (
        "Báo cáo chỉ được ghi nhận khi cả tệp đúng. Xin sửa ngay trên tệp (hoặc trên tệp có ghi chú gửi kèm, nếu có), "
        "lưu lại rồi trả lời tin nhắn này kèm cả tệp."
    )
    lines = [f"\n{place}. {_shortened(problem)}" for place, problem in enumerate(problems, start=1)]
    ending = f"\n\n{again}{until}"
    room = LONGEST - len(_letter(unit, lead + ending, sender))
    listed = _fitted(lines, room, "\nvà {} lỗi khác.")
    return _letter(unit, f"{lead}{listed}{ending}", sender)


def missing_all(
    groups: Mapping[str, Sequence[str]], of: int, sender: str | None, period: str, due_on: date, today: date
) -> str:
    """To a chat that all units read: who has not sent. `groups`: names under the title of each group."""
    head = _head(sum(map(len, groups.values())), of, period, due_on, today)
    tail = (
        f"\n\nXin gửi tệp Excel theo mẫu. {_EVEN_IF_NOTHING} Đơn vị nào đã gửi mà còn tên ở trên, xin nhắn lại.\n"
        f"{_signed(sender)}"
    )
    names = [
        piece
        for title, units in groups.items()
        for piece in (f"\n- {title} ({number(len(units))}): {units[0]}", *(f", {unit}" for unit in units[1:]))
    ]
    return f"{head}{_fitted(names, LONGEST - len(head) - len(tail), ' và {} đơn vị khác')}{tail}"


def missing_by_branch(
    counts: Mapping[str, int], of: int, sender: str | None, period: str, due_on: date, today: date
) -> str:
    """To a chat that all branches read: how many units of each have not sent. `counts`: units by branch."""
    head = _head(sum(counts.values()), of, period, due_on, today)
    tail = f"\n\nXin các nơi đôn đốc đơn vị chưa nộp gửi tệp Excel theo mẫu. {_EVEN_IF_NOTHING}\n{_signed(sender)}"
    names = [f"\n- {branch}: {number(count)} đơn vị" for branch, count in counts.items()]
    return f"{head}{_fitted(names, LONGEST - len(head) - len(tail), chr(10) + 'và {} nơi khác')}{tail}"


def _head(count: int, of: int, period: str, due_on: date, today: date) -> str:
    return (
        f"NHẮC NỘP BÁO CÁO {period.upper()}\n"
        f"{_REPORT.capitalize()}; hạn nộp {day(due_on)} ({left(due_on, today)}, tính đến {day(today)}).\n\n"
        f"Còn {number(count)}/{number(of)} đơn vị chưa nộp:"
    )


def title_of(kind: str, parent: str | None) -> str:
    """The title of a group of units; `parent` where several report to different ones."""
    title = _KINDS.get(kind, _OFFICES)
    return f"{title}, {parent}" if parent else title


def _letter(unit: str | None, body: str, sender: str | None) -> str:
    return f"Kính gửi {unit or 'đơn vị báo cáo'},\n\n{body}\n{_signed(sender)}"


def _signed(sender: str | None) -> str:
    return f"{_THANKS}\n{sender}" if sender else _THANKS


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


def _fitted(pieces: Sequence[str], room: int, more: str) -> str:
    """The pieces one after another while there is room, then how many are left out."""
    if sum(map(len, pieces)) <= room:
        return "".join(pieces)
    room -= len(more.format(number(len(pieces))))
    kept = sum(used <= room for used in accumulate(map(len, pieces)))
    return "".join(pieces[:kept]) + more.format(number(len(pieces) - kept))
