"""What drawings say to a reader that does not see them, and words shortened where a drawing has no room."""

from __future__ import annotations

from collections.abc import Sequence


def bar(figure: str, target: str, status: str) -> str:
    """Of a bar against its target; the status without its mark, which a voice would not read."""
    return f"Thanh kết quả {figure} so với mức phải đạt {target}: {status.split(' ', 1)[-1].lower()}."


def chart(title: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Of a bar chart: its message, then every name with what its bars say; `series`: name and labels."""
    told = [
        f"{name}: {', '.join(f'{of.lower()} {labels[place]}' for of, labels in series if labels[place])}"
        for place, name in enumerate(names)
    ]
    return f"Biểu đồ thanh. {title}. {'; '.join(told)}."


def table(title: str, rows: int) -> str:
    """Of a table on a slide."""
    return f"Bảng {rows} dòng. {title}."


def shortened(text: str, at_most: int) -> str:
    """A text cut after a word where a slide has no room; the whole of it stands in the presenter's notes."""
    if len(text) <= at_most:
        return text
    return text[: at_most - 1].rsplit(" ", 1)[0].rstrip(",;–- ") + "…"
