"""How wide the columns of a sheet are, how high its lines, and how far it is printed, so that nothing is cut."""

from __future__ import annotations

from math import ceil

from exports.tables import Table

NARROWEST, WIDEST = 8, 34  # in digits of the default type
LINE_POINTS = 15  # how high a line is
LETTERS_A_DIGIT = 1.2  # letters of TYPE that stand where such a digit does
TITLE_WIDER, EMPTY = 1.4, 8.43  # a letter of the title beside one of the text; digits that an empty column is wide


def printed_columns(widths: list[float], title: str, about: str) -> int:
    """How many columns are printed: those of the table, and empty ones beside it as far as the lines above reach."""
    letters = max(len(title) * TITLE_WIDER, len(about))
    missing = letters / LETTERS_A_DIGIT - sum(widths)
    return len(widths) + max(0, ceil(missing / EMPTY))


def width(table: Table, column: int) -> float:
    """Wide enough for what stands in it, longer texts on several lines; a heading breaks at its words."""
    heading = table.headings[column]
    texts = [len(row[column].text()) for row in table.rows]
    needed = max([*texts, len(heading) / 3, *(len(word) for word in heading.split())], default=0)
    return min(WIDEST, max(NARROWEST, needed / LETTERS_A_DIGIT + 4))


def line_count(texts: list[str], widths: list[float]) -> int:
    """How many lines the fullest cell of a row takes: Excel does not see to it when a file is opened."""
    return (
        max(-(-len(text) // int((width - 2) * LETTERS_A_DIGIT)) for text, width in zip(texts, widths, strict=True)) or 1
    )
