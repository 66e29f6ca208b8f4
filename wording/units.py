"""Units at any level of the tree: what to call them, where one stands, and long lists of them told by their branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from wording.formats import collation_key, day, number

Row = Mapping[str, Any]
UP, PLACE = "Lên cấp trên", "Vị trí trong cây đơn vị"
PICKER_HELP = "Gõ vài chữ của tên đơn vị hoặc của phường để tìm. Danh sách xếp theo cây đơn vị, tên theo vần."
OTHERS = ("đơn vị", "đơn vị")
# Kind of unit → the noun in full and its short form; other kinds, or several together, are units.
NOUNS = {"group": ("tổ dân phố", "tổ"), "ward": ("phường, xã", "phường, xã")}
WARD = "phường"
# What an office is usually called where its name has no room.
ABBREVIATED = {
    "Ủy ban nhân dân": "UBND",
    "Ủy ban Mặt trận Tổ quốc Việt Nam": "UBMTTQ",
    "Thường trực Hội đồng nhân dân": "HĐND",
}
CLICK_BAR = "Bấm vào một đơn vị trong biểu đồ để mở trang này cho đơn vị đó."
CLICK_LINE = "Bấm ô đầu dòng để mở trang này cho đơn vị đó."


def noun(kinds: Iterable[str], names: Sequence[str] = ()) -> tuple[str, str]:
    """What to call units of these kinds; wards that all bear the word are called by it alone."""
    found = set(kinds)
    if found == {"ward"} and names and all(name.casefold().startswith(WARD) for name in names):
        return WARD, WARD
    return NOUNS.get(next(iter(found)), OTHERS) if len(found) == 1 else OTHERS


def fitted(name: str, at_most: int) -> str:
    """A name in so many letters: an office is abbreviated, then the middle goes, since what tells a unit from its
    neighbours stands at its end: «Tổ dân phố … 42»."""
    for whole, short in ABBREVIATED.items():
        name = name if len(name) <= at_most else name.replace(whole, short)
    if len(name) <= at_most:
        return name
    first, last = name[: at_most - 2], name.rsplit(" ", 1)[-1]
    while len(f"{first} … {last}") > at_most and " " in first:
        first = first.rsplit(" ", 1)[0].rstrip(",;–- ")
    return f"{first} … {last}"


def on_card(name: str) -> str:
    """A name that would take more than two lines of a card, in one."""
    return name if len(name) <= 40 else fitted(name, 24)


def counted(counts: Sequence[tuple[str, int]]) -> list[str]:
    """«An Lưu 4»; where any name ends in a figure, which the number would seem to belong to, all of them are written
    «Tổ dân phố 21 (4)»."""
    is_numbered = any(name[-1:].isdigit() for name, _ in counts)
    return [f"{name} ({number(count)})" if is_numbered else f"{name} {number(count)}" for name, count in counts]


def not_yet_known(moment: datetime) -> str:
    """A moment is asked about at which the catalogue did not have the unit."""
    return f"Đến ngày {day(moment)}, danh mục chưa có đơn vị này. Hãy chọn ngày muộn hơn hoặc đơn vị khác."


def drawn_of(drawn: int, of: int) -> str:
    """A figure has no room for all units."""
    return f"Biểu đồ vẽ {number(drawn)} trong {number(of)} đơn vị, nơi chưa đạt và kết quả thấp trước; bảng có đủ."


def inside(name: str, above: str | None) -> str:
    """`Tổ 1 (Phường An Cựu)`, as in steps/below.sql."""
    return f"{name} ({above})" if above else name


def listed(rows: Sequence[Row], at_most: int) -> list[str]:
    """Units by name while there are few; where many lie in branches, the branches with how many each:
    «Phường A Lưới 10 (7), Phường Kim Long (1)», the most first. Rows: name, and `branch` of those lower down."""
    branches = Counter(row.get("branch") or row["name"] for row in rows)
    if len(rows) <= at_most or not any(row.get("branch") for row in rows):
        return sorted((row["name"] for row in rows), key=collation_key)
    order = sorted(branches, key=lambda name: (-branches[name], collation_key(name)))
    alone = {row["name"] for row in rows if not row.get("branch")}
    return [name if name in alone else f"{name} ({number(branches[name])})" for name in order]


def shortened(rows: Sequence[Row], at_most: int, more: str = OTHERS[0]) -> str:
    """`listed`, and how many others there are."""
    names = listed(rows, at_most)
    if len(names) <= at_most:
        return ", ".join(names)
    what = "nơi" if any(row.get("branch") for row in rows) else more
    return f"{', '.join(names[:at_most])} và {number(len(names) - at_most)} {what} khác"
