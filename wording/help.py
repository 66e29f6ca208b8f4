"""What an indicator is, in two sentences made of its row: how it is computed; its clause, and who reports it."""

from __future__ import annotations

from collections.abc import Iterable

from wording.group import clause
from wording.methods import computed
from wording.pace import ROMAN
from wording.terms import TARGET_KIND

COMPUTED = "Cách tính:"
REPORTERS = {
    "group": "các tổ dân phố",
    "people_committee": "Ủy ban nhân dân phường",
    "front": "Ủy ban Mặt trận Tổ quốc Việt Nam phường",
    "council": "Thường trực Hội đồng nhân dân phường",
}
# Method → the sheets of the form that its figures come from; of the others the sheet of measures alone.
SHEETS = {"coverage": "«Tập huấn» và «Số liệu»", "register": "«Đơn thư»"}
MEASURES = "«Số liệu»"
# What a basis begins with, and the kinds of target whose own word says the same.
RESOLUTION, SAID_BY_KIND = "Nghị quyết: ", ("stated", "implied")


def explained(
    method: str, numerator: str, denominator: str | None, code_of_clause: str, target_kind: str, basis: str,
    reporters: Iterable[str], judged_from_quarter: int, *, is_summed: bool = True,
) -> str:  # fmt: skip
    """Two sentences. `numerator`, `denominator`: the words of methods.py; `reporters`: kinds of unit; `is_summed`: the
    figure is a sum over units."""
    when = f", đánh giá từ Quý {ROMAN[judged_from_quarter]}" if target_kind != "tracked" else ""
    said = basis.removeprefix(RESOLUTION) if target_kind in SAID_BY_KIND else basis
    said = said[:1].lower() + said[1:] if target_kind == "tracked" else said
    source = f"Căn cứ {clause(code_of_clause).replace('Mục', 'mục')} ({TARGET_KIND[target_kind].lower()}: {said})"
    sheets = SHEETS.get(method, MEASURES)
    how = computed(method, numerator, denominator, is_summed=is_summed)
    return f"{how} {source}{when}; do {named(reporters)} báo cáo ở trang {sheets} của mẫu."


def named(kinds: Iterable[str]) -> str:
    """Who reports, of some kinds of unit."""
    return ", ".join(name for kind, name in REPORTERS.items() if kind in set(kinds))
