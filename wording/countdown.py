"""What is said of days to a deadline."""

from __future__ import annotations

from wording.formats import number

# State → its paint; the order of the legend.
STATES = {"over": "not_met", "soon": "second", "later": "not_due"}
DRAWN_AT_MOST = 15


def state(days: int, soon: int) -> str:
    """over | soon | later; on the very day there is still time."""
    return "over" if days < 0 else "soon" if days <= soon else "later"


def left(days: int) -> str:
    """`còn 5 ngày`, `quá 71 ngày`, `đến hạn đúng ngày`: the day on which the figures were closed."""
    if days == 0:
        return "đến hạn đúng ngày"
    return f"còn {number(days)} ngày" if days > 0 else f"quá {number(-days)} ngày"


def legend(code: str, soon: int) -> tuple[str, str]:
    """Word and paint of a state."""
    said = {"over": "Quá hạn", "soon": f"Còn không quá {soon} ngày", "later": "Còn lâu hơn"}
    return said[code], STATES[code]


def drawn(shown: int, all_of: int) -> str:
    """How many of the rows the chart holds; empty where it holds all."""
    return f" Biểu đồ vẽ {number(shown)} việc có hạn sớm nhất." if shown < all_of else ""
