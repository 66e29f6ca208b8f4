"""What people read of signing in, of accounts, and of what their role does not open to them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from wording.formats import UNKNOWN, instant

# --- pages before the app ----------------------------------------------------------------------------------------

SIGN_IN, NEW_PASSWORD = "Đăng nhập", "Đổi mật khẩu"
SIGN_IN_PATH, NEW_PASSWORD_PATH = "/dang-nhap", "/doi-mat-khau"
OIDC_START_PATH, OIDC_BACK_PATH = "/dang-nhap/co-quan", "/dang-nhap/tro-lai"
OFFICE = "Phường Hương An"
WHAT_FOR = "Theo dõi việc thực hiện Nghị quyết về dân chủ ở cơ sở"
NAME, PASSWORD = "Tên đăng nhập", "Mật khẩu"
NOW_PASSWORD, NEW, REPEATED = "Mật khẩu đang dùng", "Mật khẩu mới", "Nhập lại mật khẩu mới"
SAVE, BACK = "Lưu mật khẩu mới", "Quay lại"
WITH_OFFICE = "Đăng nhập bằng tài khoản của cơ quan"
FORGOTTEN = "Quên mật khẩu hoặc chưa có tài khoản: hãy báo người quản trị phần mềm."
FIRST_TIME = "Đây là mật khẩu được cấp. Hãy đặt mật khẩu riêng của bạn trước khi vào phần mềm."
PASSWORD_RULE = (
    "Ít nhất 10 ký tự, không có tên đăng nhập, không phải dãy quen thuộc. Một câu ngắn dễ nhớ là tốt nhất. "
    "Sau khi đổi, các máy khác đang đăng nhập tài khoản này phải đăng nhập lại."
)
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
WRONG_NOW = "Mật khẩu đang dùng không đúng."
NOT_REPEATED = "Hai lần nhập mật khẩu mới không giống nhau."
FORM_EXPIRED = "Trang này đã mở quá lâu hoặc không được mở từ phần mềm. Hãy nhập lại."
BROKEN = (
    "Phần mềm chưa dùng được cơ sở dữ liệu nên chưa cho ai vào. Hãy báo người quản trị; lý do có trong nhật ký máy chủ."
)
SESSION_NEEDED = "Cần đăng nhập để xem nội dung này."
UNKNOWN_PERSON = (
    "Tài khoản «{name}» của cơ quan đúng, nhưng chưa được cấp quyền dùng phần mềm này hoặc đã bị khóa. "
    "Hãy báo người quản trị phần mềm."
)
OIDC_NO_NAME = "Máy chủ đăng nhập của cơ quan không cho biết tên tài khoản ({claim}). Hãy báo người quản trị phần mềm."
OIDC_FAILED = "Chưa đăng nhập được qua máy chủ của cơ quan. Hãy thử lại; nếu vẫn lỗi, báo người quản trị phần mềm."
SIGNED_OUT = "Bạn đã đăng xuất hoặc phiên làm việc đã hết hạn. Hãy đăng nhập lại."
NO_MODE = (
    "DCCS_ACCESS={mode} không có nghĩa. Hãy đặt local (chỉ máy này), accounts (tài khoản riêng) hoặc oidc (tài khoản "
    "của cơ quan)."
)
OIDC_UNSET = "Chế độ oidc cần đặt cả DCCS_OIDC_ISSUER, DCCS_OIDC_CLIENT_ID và DCCS_OIDC_CLIENT_SECRET."


def wait(seconds: float) -> str:
    """How long until the next try is looked at."""
    return f"Đã nhập sai nhiều lần. Hãy thử lại sau {math.ceil(seconds)} giây."


# --- who may what ------------------------------------------------------------------------------------------------

ROLES = {"viewer": "Người xem", "leader": "Lãnh đạo", "clerk": "Cán bộ nhập liệu", "admin": "Quản trị"}
ROLE_MEANS = {
    "viewer": "xem số liệu công khai, như khi họp",
    "leader": "xem số liệu nội bộ, chốt số liệu, gửi câu hỏi",
    "clerk": "xem số liệu nội bộ, nộp và rút báo cáo của các đơn vị trong phạm vi",
    "admin": "mọi việc: danh mục, tài khoản, sổ ghi, sao lưu",
}
WHOLE = "Toàn bộ"
SIGN_OUT, SIGN_OUT_EVERYWHERE = "Đăng xuất", "Đăng xuất mọi nơi"
EVERYWHERE_HELP = "Kết thúc phiên làm việc trên mọi máy đang đăng nhập tài khoản này, kể cả máy này."
REFUSED = "Tài khoản của bạn ({role}) không mở được trang này. Nếu công việc cần đến, hãy báo người quản trị."
REFUSED_INTERNAL = "Tài khoản của bạn ({role}) chỉ xem được số liệu công khai; địa chỉ này là của số liệu nội bộ."
SEE_PUBLIC = "Xem số liệu công khai"
REFUSED_UNIT = "Đơn vị trong địa chỉ này không thuộc phạm vi của bạn ({scope})."
SEE_OWN = "Xem đơn vị của bạn"
NO_UNIT = "Trong kỳ này không có đơn vị nào thuộc phạm vi của bạn ({scope}). Hãy chọn kỳ khác hoặc báo người quản trị."
NOT_YOURS = "Không có việc này trong phạm vi của bạn."


def who(called: str, role: str, scope: str) -> str:
    """The foot of the sidebar."""
    return f"**{called}**  \n{ROLES[role]} · {scope}"


# --- the page «Tài khoản» ----------------------------------------------------------------------------------------

LOCAL_NOTE = (
    "Phần mềm đang chạy cho riêng máy này, không cần đăng nhập. Có thể lập tài khoản trước; chúng có tác dụng khi phần "
    "mềm được chạy với DCCS_ACCESS=accounts (xem README, mục «Cài đặt cho cơ quan»)."
)
OIDC_NOTE = (
    "Mọi người đăng nhập bằng tài khoản của cơ quan; ở đây chỉ ghi ai được vào, vai trò và phạm vi. "
    "Tên đăng nhập phải đúng như máy chủ của cơ quan cho biết."
)
NOT_IN_MEETING = "Danh sách tài khoản nêu tên người dùng nên không hiển thị trong Chế độ họp."
NO_ACCOUNTS = "Chưa có tài khoản nào. Hãy lập tài khoản quản trị trước."
LIST, ADD, EDIT = "Các tài khoản", "Thêm tài khoản", "Sửa tài khoản"
PARTS = {"list": LIST, "add": ADD, "edit": EDIT}
PART = "Việc"
CALLED, ROLE, SCOPE, STATE, LAST = "Họ tên", "Vai trò", "Phạm vi", "Tình trạng", "Đăng nhập gần nhất"
NAME_HELP = "Chữ thường không dấu, số, dấu chấm, gạch; ví dụ nguyen.thi.lan"
CREATE = "Lập tài khoản"
CHOOSE = "Tài khoản"
SAVE_CHANGES = "Lưu thay đổi"
DISABLE, ENABLE, RESET = "Khóa tài khoản", "Mở lại tài khoản", "Cấp mật khẩu mới"
EFFECT_AT_ONCE = "Vai trò, phạm vi và việc khóa có tác dụng ngay, cả với người đang mở phần mềm."
CHANGED = "Đã lưu thay đổi của tài khoản {name}."
DISABLED = "Đã khóa tài khoản {name}; mọi phiên làm việc của tài khoản đã kết thúc."
ENABLED = "Đã mở lại tài khoản {name}."
ENDED = "Đã kết thúc mọi phiên làm việc của tài khoản {name}."
CREATED_WITHOUT = "Đã lập tài khoản {name}."
STATES = {"enabled": "Đang dùng", "waiting": "Chờ đổi mật khẩu", "disabled": "Đã khóa"}
NEVER = "chưa lần nào"


def one_time(name: str, password: str) -> str:
    """The only time that a first password is shown."""
    return (
        f"Mật khẩu cấp cho **{name}**: `{password}`  \nChỉ hiện một lần này. Hãy trao tận tay; người dùng phải đổi khi "
        "đăng nhập lần đầu."
    )


CANNOT = {
    "unknown": "Không có tài khoản này.",
    "known": "Đã có tài khoản tên này.",
    "name": "Tên đăng nhập chỉ gồm chữ thường không dấu, số và các dấu . _ - @ +, từ 2 đến 80 ký tự.",
    "called": "Họ tên dài quá 80 ký tự.",
    "role": "Không có vai trò này: viewer, leader, clerk hoặc admin.",
    "unit": "Không có đơn vị này trong danh mục.",
    "whole": "Quản trị luôn có phạm vi toàn bộ; hãy bỏ đơn vị hoặc chọn vai trò khác.",
    "last_admin": "Phải luôn còn ít nhất một tài khoản quản trị đang dùng.",
    "short": "Mật khẩu phải có ít nhất 10 ký tự.",
    "long": "Mật khẩu dài quá 200 ký tự.",
    "common": "Mật khẩu dễ đoán: có tên đăng nhập, dãy quen thuộc hoặc quá ít ký tự khác nhau.",
    "same": "Mật khẩu mới phải khác mật khẩu đang dùng.",
}


def account_line(row: Mapping[str, Any], scope: str) -> dict[str, str]:
    """An account as a row of a table."""
    return {
        NAME: row["name"],
        CALLED: row["called"],
        ROLE: ROLES.get(row["role"], row["role"]),
        SCOPE: scope,
        STATE: STATES[state(row)],
        LAST: instant(row["signed_in_at"]) if row["signed_in_at"] else NEVER,
    }


def listed_short(row: Mapping[str, Any]) -> str:
    """An account in a list to choose from."""
    called = "" if row["called"] == row["name"] else f" – {row['called']}"
    return f"{row['name']}{called}"


def state(row: Mapping[str, Any]) -> str:
    """enabled | waiting | disabled."""
    if not row["is_enabled"]:
        return "disabled"
    return "waiting" if row["must_change"] else "enabled"


def role(name: str) -> str:
    """A role and what it may."""
    return f"{ROLES[name]} – {ROLE_MEANS[name]}"


# --- the record --------------------------------------------------------------------------------------------------

ACTS = {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không được",
    "sign_out": "Đăng xuất",
    "account": "Ghi tài khoản",
    "password": "Đặt mật khẩu",
}
_WHAT = {
    "added": "lập", "changed": "sửa", "disabled": "khóa", "reset": "cấp mật khẩu mới cho", "set": "đổi mật khẩu của",
    "everywhere": "đăng xuất mọi nơi",
}  # fmt: skip


def about(name: str, detail: str, units: Mapping[str, str]) -> str:
    """What such an act was about: an address, or an account with its role and unit."""
    what, _, rest = detail.partition(" ")
    if what not in _WHAT:
        return f"từ máy {detail}" if detail else UNKNOWN
    account, role_name, *unit = [*rest.split(" "), ""][:3]
    said = [ROLES.get(role_name, role_name), *(units.get(code, code) for code in unit if code)]
    return f"{_WHAT[what]} {account} ({', '.join(said)})"


# --- the commands ------------------------------------------------------------------------------------------------


def told_password(name: str, password: str) -> str:
    """Printed once."""
    return f"Mật khẩu cấp cho {name}: {password} (chỉ hiện một lần; phải đổi khi đăng nhập lần đầu)"


def listed(row: Mapping[str, Any], scope: str) -> str:
    """An account as a line."""
    return "  ".join(account_line(row, scope).values())
