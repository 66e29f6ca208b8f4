"""How much room a text takes on paper in Times New Roman, so that a row is as high as its text.

Excel and LibreOffice keep the height that a file gives them until someone types into the row; merged cells never grow.
"""

from __future__ import annotations

import unicodedata

CM_A_POINT = 2.54 / 72
FONT_PT = 13
LINE_PT, ROW_EDGE_PT = 15.0, 1.5  # a line of 13 pt, and what a row adds to its lines
CELL_EDGE_CM = 0.2  # left and right of a cell's text
BOLD_IS_WIDER = 1.06
# Advance of a character in thousandths of the font's size (Adobe's metrics of Times-Roman); an accent adds nothing.
_WIDTHS = {
    250: " ,.", 278: "ijlt:;/", 333: "fr()-I!", 389: "sJ", 444: "acez?", 556: "FPS", 611: "ELTZ", 667: "BCR",
    722: "ADGHKNOQUVXYw", 778: "m&", 889: "M", 944: "W",
}  # fmt: skip
_WIDTH_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 500  # digits and most small letters


def width_cm(text: str, *, is_bold: bool = False) -> float:
    """The length of a text on one line."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    thousandths = sum(_WIDTH_OF.get(letter, _OTHER) for letter in letters)
    return thousandths / 1000 * FONT_PT * CM_A_POINT * (BOLD_IS_WIDER if is_bold else 1)


def lines_of(text: object, column_cm: float, *, is_bold: bool = False) -> int:
    """How many lines a text takes in a column; words are kept whole while they fit."""
    room, lines, used = column_cm - CELL_EDGE_CM, 1, 0.0
    space = width_cm(" ", is_bold=is_bold)
    for word in str(text or "").split():
        length = width_cm(word, is_bold=is_bold)
        if used and used + space + length > room:
            lines, used = lines + 1, 0.0
        lines += int(length / room)  # a word longer than its column is broken
        used += length % room + (space if used else 0)
    return lines


def height_pt(lines: int) -> float:
    """The height of a row of so many lines."""
    return lines * LINE_PT + ROW_EDGE_PT
