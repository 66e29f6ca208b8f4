"""What «Sổ ghi» and the commands say of acts and backups: who did what and when, what was copied, what was put back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wording import access, drills, leaving
from wording.formats import UNKNOWN, instant, number

# --- acts --------------------------------------------------------------------------------------------------------

ACTS_HEADING = "Ai đã làm gì, lúc nào"
WHEN, WHO, WHAT, ABOUT = "Lúc", "Ai", "Việc", "Về"
ANYONE, ANYTHING = "Tất cả mọi người", "Tất cả các việc"
SINCE, UNTIL, PAGE_NUMBER = "Từ ngày", "Đến ngày", "Trang"
NO_ACTS = "Không có việc nào trong khoảng đã chọn."
NOT_IN_MEETING = "Sổ ghi nêu tên người thao tác nên không hiển thị trong Chế độ họp."
ACTS = {
    "accept": "Nhận báo cáo",
    "refuse": "Từ chối tệp báo cáo",
    "withdraw": "Rút báo cáo",
    "question": "Đề nghị giải trình",
    "question_closed": "Đóng đề nghị giải trình",
    "question_taken_back": "Rút đề nghị giải trình",
    "remove_samples": "Xóa dữ liệu mẫu",
    "catalogue": "Ghi bản danh mục mới",
    "restore": "Khôi phục từ bản sao lưu",
    "export": "Tải về",
    "print": "Mở bản in",
    "purge": "Xóa nội dung báo cáo",
    "seal": "Chốt số liệu kỳ họp",
    "drill": "Khôi phục thử bản sao lưu",
    **access.ACTS,
}
_OF_A_RETURN = re.compile(r"(?P<unit>\S+) (?P<period>\S+) (?:[0-9a-f-]{36}|\S+-GT\d+)")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def act(name: str) -> str:
    """An act in words; one that this version does not know under its own name."""
    return ACTS.get(name, name)


def about(name: str, detail: str, units: Mapping[str, str], periods: Mapping[str, str]) -> str:
    """What an act was about, in names; nothing where its detail is a number for machines only."""
    if found := _OF_A_RETURN.fullmatch(detail):
        unit, period = found["unit"], found["period"]
        return f"{units.get(unit, unit)}, {periods.get(period, period)}"
    if name == "drill":
        moment, counts, reason = detail.split(" ")
        backup_at = None if moment == "-" else datetime.fromisoformat(moment)
        matched, total = map(int, counts.split("/"))
        return drills.about(backup_at, matched, total, "" if reason == "ok" else reason)
    if name in access.ACTS:
        return access.about(name, detail, units)
    if name in ("export", "print"):
        return leaving.said(detail, units, periods)
    if name == "restore":
        return f"số liệu đến {instant(datetime.fromisoformat(detail.partition(' ')[0]))}"
    if name == "seal":
        return f"mã {detail.partition(' ')[0]}"
    if name == "catalogue" and _DIGEST.fullmatch(detail):
        return f"bản {detail[:12]}"
    return UNKNOWN


def person(name: str) -> str:
    """Who acted, as the machine or `--by` named them; a dash where nobody was named."""
    return name or UNKNOWN


def part(number_: int, of: int) -> str:
    """A page of a long table."""
    return f"{number_}/{of}"


def acts_found(count: int, pages: int) -> str:
    """How many acts fit the choice."""
    return f"{number(count)} việc" + (f", {number(pages)} trang, việc mới nhất ở trang đầu" if pages > 1 else "")


def chain_whole(count: int) -> str:
    """No act was seen to have changed since it was kept."""
    return f"Sổ ghi liền mạch: {number(count)} việc nối nhau, không thấy việc nào bị sửa, xóa hay chèn vào."


def chain_broken(row: Mapping[str, Any]) -> str:
    """The first act that does not follow the one before it."""
    why = "có việc bị xóa hoặc chèn vào ngay trước đó" if row["is_gap"] else "nội dung đã bị sửa sau khi ghi"
    which = f"việc số {number(row['place'])} ({act(row['act'])}, {instant(row['acted_at'])})"
    return f"Sổ ghi không còn liền mạch từ {which}: {why}."


def chain_cut(as_of: datetime) -> str:
    """A backup knows an act that the record does not."""
    return (
        f"Sổ ghi không còn đủ: bản sao lưu lúc {instant(as_of)} có việc mà sổ ghi không có. "
        "Cuối sổ đã bị cắt hoặc ghi lại; "
        "hãy giữ bản sao lưu đó và báo người quản trị."
    )


# --- backups -----------------------------------------------------------------------------------------------------

BACKUP_NAME = "Sao-luu_%Y-%m-%d_%H%M%S.zip"
BACKUPS_HEADING = "Bản sao lưu"
BACK_UP_NOW, DOWNLOAD_NEWEST = "Sao lưu ngay", "Tải bản sao lưu mới nhất"
MADE_AT, SIZE, FILE = "Lập lúc", "Dung lượng", "Tệp"
NO_BACKUPS = "Chưa có bản sao lưu nào."
COPYING, DONE = "Đang sao lưu…", "Đã sao lưu."
KEPT = (
    "Mỗi ngày phần mềm chạy mà số liệu có thay đổi thì tự lập một bản; giữ 7 ngày, 4 tuần và 12 tháng gần nhất. "
    "Bản sao lưu có cả tệp gốc các đơn vị gửi: chỉ chép sang ổ đĩa hoặc USB do cơ quan quản lý, và nên chép hằng tuần "
    "vì ổ đĩa hỏng thì các bản trên máy này cũng mất."
)
FAILED = {
    "missing": "Không tìm thấy bản sao lưu {path}.",
    "broken": "Bản sao lưu {path} hỏng hoặc không đủ; chưa có gì bị thay đổi. Hãy chép lại tệp hoặc dùng bản khác.",
    "locked": "Bản sao lưu {path} có mật khẩu: hãy đặt DCCS_BACKUP_PASSPHRASE (hoặc gõ mật khẩu khi lệnh hỏi) rồi làm "
    "lại; chưa có gì bị thay đổi.",
    "passphrase": "Mật khẩu của bản sao lưu {path} không đúng; chưa có gì bị thay đổi. Không có mật khẩu thì không ai "
    "mở được.",
    "figures": "Bản sao lưu {path} nguyên vẹn, nhưng phiên bản phần mềm này tính ra số khác lúc sao lưu ({detail}); "
    "chưa có gì bị thay đổi. Hãy dùng đúng phiên bản cũ, hoặc thêm --accept-figures nếu chấp nhận số mới.",
    "not_a_backup": "Nơi ghi {path} đã có thứ khác, không phải bản sao lưu; hãy chọn tên khác.",
    "not_a_database": "Nơi khôi phục {path} đã có thứ khác, không phải cơ sở dữ liệu; hãy đổi tên hoặc dời nó đi.",
}


def backup_failed(reason: str, path: str, detail: str) -> str:
    """Why there is no backup, or nothing was put back; what stood before stands."""
    return FAILED[reason].format(path=path, detail=detail)


def backed_up(path: str, size: int, tables: Mapping[str, int]) -> str:
    """What was copied, and where to."""
    return f"Đã sao lưu {number(tables['submission'])} báo cáo vào {path} ({megabytes(size)})."


def restored(path: str, as_of: datetime, earlier: str | None) -> str:
    """What stands now, and where the file of before is."""
    kept = f" Tệp trước đó được giữ tại {earlier}." if earlier else ""
    return f"Đã khôi phục {path} như lúc {instant(as_of)}.{kept}"


def megabytes(size: int) -> str:
    """`1,5 MB`; 1 MB is a million bytes."""
    return f"{number(size / 1_000_000, 1)} MB"


def backup_line(made_at: datetime, size: int, name: str) -> dict[str, str]:
    """A backup as a row of a table."""
    return {MADE_AT: instant(made_at), SIZE: megabytes(size), FILE: name}


def act_line(row: Mapping[str, Any], units: Mapping[str, str], periods: Mapping[str, str]) -> dict[str, str]:
    """An act as a row of a table."""
    return {
        WHEN: instant(row["acted_at"]),
        WHO: person(row["acted_by"]),
        WHAT: act(row["act"]),
        ABOUT: about(row["act"], row["detail"], units, periods),
    }
