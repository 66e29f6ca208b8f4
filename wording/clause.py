"""What «Chỉ tiêu» says of the indicators of one clause beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wording.formats import collation_key, number, ratio
from wording.screens import missing_units

Row = Mapping[str, Any]

NAMED_AT_MOST = 8
UNIT = "Đơn vị"
DONE, NOT_DONE, NOT_REPORTED = "Có", "Chưa", "Chưa báo cáo"
ALREADY, NOTHING_DONE = "đã ", "chưa làm việc nào trong năm"
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


def together(rows: Sequence[Row]) -> str:
    """«Đủ cả 3: An Lưu; chỉ rà soát, đánh giá: An Hòa; chưa làm việc nào trong năm: Bồn Phổ.»: the units by what they
    have not done. Empty where a unit stands for many, or too few have reported to tell them apart."""
    lacks: dict[str, list[str]] = {}
    for row in rows:
        for unit in row["by_unit"]:
            said = answer(unit)
            if said not in (DONE, NOT_DONE, NOT_REPORTED):
                return ""
            codes = lacks.setdefault(unit["name"], [])
            codes += [row["code"]] if said == NOT_DONE else [NOT_REPORTED] if said == NOT_REPORTED else []
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(lacks, key=collation_key):
        if NOT_REPORTED not in lacks[name]:
            groups.setdefault(tuple(lacks[name]), []).append(name)
    if len(groups) < 2:
        return ""
    told = sorted(groups.items(), key=lambda each: (len(each[0]), each[0]))
    parts = [f"{_left(codes, rows)}: {missing_units(units, NAMED_AT_MOST)}" for codes, units in told]
    return f"**Gộp lại**: {'; '.join(parts)}."


def _left(codes: Sequence[str], rows: Sequence[Row]) -> str:
    """What units that lack these indicators have done of the clause: of what is done each year «chỉ …», of the rest
    «chưa …»."""
    if not codes:
        return f"đủ cả {number(len(rows))}"
    yearly = [row for row in rows if row["method"] == "event_in_year"]
    short = _shortened(rows) | (_shortened(yearly) if len(yearly) > 1 else {})
    done = [short[row["code"]] for row in yearly if row["code"] not in codes]
    if len(yearly) < 2 or len(done) == len(yearly):
        return ", ".join(f"chưa {short[code]}" for code in codes)
    states = [f"chưa {short[code]}" for code in codes if code not in {row["code"] for row in yearly}]
    return ", ".join([*states, f"chỉ {', '.join(done)}" if done else NOTHING_DONE])


def _shortened(rows: Sequence[Row]) -> dict[str, str]:
    """Code → label without the words that all labels begin and end with, nor «đã»; the whole label where none would be
    left: «sửa đổi, bổ sung» of «Tổ dân phố đã sửa đổi, bổ sung hương ước, quy ước trong năm»."""
    split = {row["code"]: row["label"].split() for row in rows}
    first, last = (_shared([words[::step] for words in split.values()]) for step in (1, -1))
    short = {code: words[first : len(words) - last] for code, words in split.items()}
    said = {code: " ".join(words or split[code]).rstrip(",;").removeprefix(ALREADY) for code, words in short.items()}
    return {code: text[:1].lower() + text[1:] for code, text in said.items()}


def _shared(lines: Sequence[Sequence[str]]) -> int:
    """How many words all lines begin with; none of a single line."""
    if len(lines) < 2:
        return 0
    return next((place for place, own in enumerate(zip(*lines, strict=False)) if len(set(own)) > 1), 0)


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
