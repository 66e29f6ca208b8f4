"""What is said of trial restorings, and of backups under a passphrase."""

from __future__ import annotations

from datetime import datetime

from wording.formats import instant, number

TRY_NOW, TRYING = "Khôi phục thử ngay", "Đang khôi phục thử bản sao lưu mới nhất…"
LOCKED = (
    "Bản sao lưu được mã hóa bằng mật khẩu của cơ quan. Mất mật khẩu thì không ai mở lại được: hãy cất một bản giấy."
)
OPEN = (
    "Bản sao lưu chưa có mật khẩu. Muốn mã hóa, đặt DCCS_BACKUP_PASSPHRASE hoặc DCCS_BACKUP_PASSPHRASE_FILE "
    "rồi khởi động lại."
)
ASK, ASK_AGAIN, NOT_THE_SAME = "Mật khẩu bản sao lưu: ", "Gõ lại mật khẩu: ", "Hai lần gõ không giống nhau."
UNREADABLE = "Không đọc được tệp mật khẩu mà DCCS_BACKUP_PASSPHRASE_FILE chỉ tới; chưa sao lưu gì."
REASONS = {
    "missing": "chưa có bản sao lưu nào",
    "broken": "bản sao lưu hỏng hoặc không đủ",
    "locked": "bản sao lưu có mật khẩu mà phần mềm chưa được cho biết",
    "passphrase": "mật khẩu bản sao lưu không đúng",
    "newer": "bản sao lưu do phiên bản phần mềm mới hơn lập",
    "full": "ổ đĩa đầy hoặc không cho ghi",
    "unreadable": "không mở được dữ liệu khôi phục ra",
}
WAY_BACK = "Hãy mở Sổ ghi, bấm «Sao lưu ngay» rồi «Khôi phục thử ngay»; vẫn vậy thì báo người quản trị."


def proven(tried_at: datetime, matched: int, total: int) -> str:
    """The newest backup would bring everything back."""
    compared = f"khớp {number(matched)}/{number(total)}" if total else "đầy đủ, chưa có kỳ nào để so"
    return f"Bản sao lưu mới nhất đã khôi phục thử lúc {instant(tried_at)} – {compared}"


def not_proven(tried_at: datetime, matched: int, total: int, reason: str) -> str:
    """It would not, or nobody knows."""
    why = REASONS.get(reason, reason) if reason else f"chỉ khớp {number(matched)}/{number(total)} kỳ"
    return f"Khôi phục thử bản sao lưu lúc {instant(tried_at)} không đạt: {why}. {WAY_BACK}"


def long_ago(tried_at: datetime) -> str:
    """Nobody has tried for days."""
    return f"Bản sao lưu chưa được khôi phục thử từ {instant(tried_at)}. {WAY_BACK}"


def never() -> str:
    """Days of data, and no backup was ever tried."""
    return f"Chưa lần nào khôi phục thử bản sao lưu. {WAY_BACK}"


def about(backup_at: datetime | None, matched: int, total: int, reason: str) -> str:
    """A trial in the record of acts."""
    of = f"bản lúc {instant(backup_at)}: " if backup_at else ""
    return of + (REASONS.get(reason, reason) if reason else f"khớp {number(matched)}/{number(total)}")
