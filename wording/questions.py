"""What is said of questions to a unit («đề nghị giải trình») and of its answers: in the form, on pages, in papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wording.formats import instant, number

# --- in the form ---------------------------------------------------------------------------------------------------

HINT = "Chỉ ghi ở cột Trả lời (tối đa 200 ký tự, không ghi họ tên, địa chỉ, số điện thoại). Để trống: chưa trả lời."
ASKED_BY = "Phường"


def note(code: str, period: str, text: str) -> str:
    """Beside the figure that is asked about."""
    return f"Đề nghị giải trình {code} ({period}): {text}"


def answer_in(sheet: str) -> str:
    """The end of such a note."""
    return f"Trả lời ở sheet {sheet}."


def measure(ms: int, label: str) -> str:
    """A figure by its number in the form."""
    return f"MS {ms:02} {label}"


def indicator(code: str, label: str) -> str:
    """A figure by the indicator that it belongs to."""
    return f"Chỉ tiêu {code} {label}".rstrip()


def about(figure: str, period: str) -> str:
    """The figure and its period."""
    return f"{figure} – {period}"


# --- on pages ------------------------------------------------------------------------------------------------------

ASK = "Đề nghị giải trình"
ASK_UNIT, ASK_ABOUT, ASK_TEXT = "Gửi đơn vị", "Về số liệu", "Nội dung (tối đa 200 ký tự)"
ASK_HELP = "Câu hỏi đi cùng mẫu báo cáo tới của đơn vị; câu trả lời về cùng báo cáo."
SEND = "Gửi câu hỏi"
CLOSE, TAKE_BACK = "Đóng", "Rút lại"
SHORT = "Giải trình"
HEADING = "Đề nghị giải trình và trả lời"
STATES = {"open": "Chưa trả lời", "answered": "Đã trả lời", "closed": "Đã đóng", "taken_back": "Đã rút"}
CANNOT = {
    "no_text": "Hãy ghi nội dung cần giải trình.",
    "too_long": "Nội dung dài quá 200 ký tự: hãy rút gọn.",
    "personal_data": "Nội dung có thông tin cá nhân (họ tên, địa chỉ, số điện thoại, số căn cước): hãy bỏ đi.",
    "legacy_encoding": "Nội dung gõ bằng bảng mã cũ: hãy gõ lại bằng Unicode.",
    "no_unit": "Đơn vị này không nộp báo cáo trong kỳ nên không nhận được câu hỏi.",
    "no_figure": "Số liệu này không có trong danh mục.",
    "unknown": "Không còn câu hỏi này.",
    "ended": "Câu hỏi này đã được đóng hoặc rút trước đó.",
}


def sent(code: str, unit: str) -> str:
    """After a question was kept."""
    return f"Đã ghi câu hỏi {code}. Câu hỏi sẽ nằm trong mẫu báo cáo tải sau lúc này của {unit}."


def asked(code: str, unit: str, figure: str, text: str, at: datetime) -> str:
    """A question in a list."""
    return f"**{code}** · {unit} · {figure} · hỏi {instant(at)}: {text}"


def answered(answer: str, period: str) -> str:
    """Its answer below."""
    return f"Trả lời ({period}): {answer}"


def unanswered(count: int, units: Sequence[str]) -> str:
    """On «Tổng quan» and beside the reminders: how many wait, and whose."""
    shown = ", ".join(units[:3]) + (f" và {number(len(units) - 3)} đơn vị khác" if len(units) > 3 else "")
    return f"{number(count)} đề nghị chưa được trả lời: {shown}."


REMIND = "Đề nghị giải trình chưa được trả lời"


def message(unit: str, rows: Sequence[tuple[str, str]], sheet: str) -> str:
    """To a unit that still has to answer: its questions by code, and where the answers go."""
    lines = "".join(f"\n- {code}: {text}" for code, text in rows)
    return (
        f"Kính gửi {unit},\n\nCòn {number(len(rows))} đề nghị giải trình chưa được trả lời:{lines}\n\n"
        f"Xin trả lời ở sheet {sheet} của mẫu báo cáo mới tải, rồi gửi lại cả tệp. Trân trọng cảm ơn."
    )


NOUN = "đề nghị giải trình"

# --- in papers -----------------------------------------------------------------------------------------------------


def in_papers(asked: int, waiting: int) -> str:
    """Above the table."""
    unanswered = f"{number(waiting)} chưa được trả lời" if waiting else "tất cả đã được trả lời hoặc đã đóng"
    return f"{number(asked)} đề nghị giải trình: {unanswered}."
