"""What is said of units that merged, were divided, renamed, moved, that began or ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wording.charts import period_name
from wording.formats import collation_key, day

HEADING = "Đơn vị thay đổi trong thời gian này"
OPEN = "Mở trang của đơn vị trước hoặc sau thay đổi"
_SAID = {
    "merged": "{before} sáp nhập thành {after}",
    "divided": "{before} chia thành {after}",
    "replaced": "{before} thành {after}",
    "renamed": "{before} đổi tên thành {after}",
    "moved": "{after} chuyển sang đơn vị cấp trên khác",
    "begun": "{after} bắt đầu",
    "ended": "{before} thôi hoạt động, không có đơn vị kế tiếp",
}


def changed(what: str, before: Sequence[str], after: Sequence[str], on: date) -> str:
    """«Thanh Chữ, Cổ Bưu sáp nhập thành Tổ 8 (từ 01/05/2026)»"""
    names = {"before": _names(before), "after": _names(after)}
    return f"{_SAID[what].format(**names)} (từ {day(on)})"


def in_period(period: str, said: Sequence[str]) -> str:
    """«Quý II/2026: …»: from which quarter on the figures are those of the new units."""
    return f"- **{period_name(period)}**: {'; '.join(said)}."


def became(name: str, after: Sequence[str]) -> str:
    """`Thanh Chữ → Tổ 8` where a unit that has ended stands beside those that go on."""
    return f"{name} → {_names(after)}" if after else name


def _names(names: Sequence[str]) -> str:
    return ", ".join(sorted(names, key=collation_key))
