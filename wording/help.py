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


def explained(
    method: str, numerator: str, denominator: str | None, code_of_clause: str, target_kind: str, basis: str,
    reporters: Iterable[str], judged_from_quarter: int,
) -> str:  # fmt: skip
    """Two sentences. `numerator`, `denominator`: the words of methods.py; `reporters`: kinds of unit."""
    who = ", ".join(name for kind, name in REPORTERS.items() if kind in set(reporters))
    when = f", đánh giá từ Quý {ROMAN[judged_from_quarter]}" if target_kind != "tracked" else ""
    source = f"Căn cứ {clause(code_of_clause).replace('Mục', 'mục')} ({TARGET_KIND[target_kind].lower()}; {basis})"
    sheets = SHEETS.get(method, MEASURES)
    return f"{computed(method, numerator, denominator)} {source}{when}; do {who} báo cáo ở trang {sheets} của mẫu."
