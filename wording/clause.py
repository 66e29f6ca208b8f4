"""What «Chỉ tiêu» says of the indicators of one clause beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wording.formats import collation_key, number, ratio
from wording.screens import missing_units

Row = Mapping[str, Any]

NAMED_AT_MOST = 8
UNIT = "Đơn vị"
DONE, NOT_DONE, NOT_REPORTED = "Có", "Chưa", "Chưa báo cáo"
ALL_DONE, NOT_ALL_DONE = "Có đủ", "Chưa đủ"


def heading(clause: str) -> str:
    """Over the figure."""
    return f"Các chỉ tiêu cùng mục {clause}, từng đơn vị"


def answer(unit: Row) -> str:
    """Whether a unit has done what is asked: its numerator is 1 of 1; of one with many below it, how many of them."""
    if unit["status"] == "not_reported" or unit["numerator"] is None:
        return NOT_REPORTED
    if unit["numerator"] == unit["denominator"]:
        return DONE
    return NOT_DONE if unit["denominator"] == 1 else ratio(unit["numerator"], unit["denominator"])


def sentence(row: Row, noun: str) -> str:
    """«2.4-b Tổ dân phố đã sửa đổi …: có 2 tổ (Cổ Bưu, Thanh Chữ); chưa 4 tổ (…); chưa báo cáo 1 tổ (An Hòa).»"""
    is_of_many = any((unit["denominator"] or 0) > 1 for unit in row["by_unit"])
    done, not_done = (ALL_DONE, NOT_ALL_DONE) if is_of_many else (DONE, NOT_DONE)
    names: dict[str, list[str]] = {done: [], not_done: [], NOT_REPORTED: []}
    for unit in row["by_unit"]:
        said = answer(unit)
        names[NOT_REPORTED if said == NOT_REPORTED else done if said == DONE else not_done].append(unit["name"])
    parts = [
        f"{word.lower()} {number(len(own))} {noun} ({missing_units(sorted(own, key=collation_key), NAMED_AT_MOST)})"
        for word, own in names.items()
        if own
    ]
    return f"**{row['code']}** {row['label']}: {'; '.join(parts)}."
