"""The ward's own template for slides: what its layouts may be called, and what is said where it cannot serve."""

from __future__ import annotations

from collections.abc import Sequence

# The layout of a title with room below it, as PowerPoint and LibreOffice name it in Vietnamese and English.
TITLE_ONLY = ("Chỉ Tiêu đề", "Chỉ có tiêu đề", "Title Only")
UPLOAD = "Mẫu trình chiếu của phường (.pptx)"
UPLOAD_HELP = (
    "Bản trình chiếu dùng phông, màu, biểu trưng của tệp này; cần có bố cục «Chỉ Tiêu đề» (Title Only). "
    "Muốn dùng mãi: đặt tệp mau-trinh-chieu.pptx cạnh tệp cơ sở dữ liệu."
)
IN_USE = "Đang dùng mẫu mau-trinh-chieu.pptx đặt cạnh cơ sở dữ liệu."
UNREADABLE = "Tệp mẫu trình chiếu không mở được. Hãy dùng một tệp .pptx không có macro."
TOO_LARGE = "Tệp mẫu trình chiếu lớn hơn 20 MB. Hãy bớt ảnh rồi thử lại."
NO_TITLE = "Bố cục «{layout}» của tệp mẫu không có ô tiêu đề."
NO_ROOM = "Bố cục «{layout}» của tệp mẫu chừa quá ít chỗ dưới tiêu đề để vẽ biểu đồ."


def same(name: str, asked: str) -> bool:
    """Whether a layout's name is the one asked for, whatever its letters and blanks."""
    return " ".join(name.split()).casefold() == asked.casefold()


def no_layout(known: Sequence[str]) -> str:
    """Which layout is needed, and which there are."""
    asked = ", ".join(f"«{name}»" for name in TITLE_ONLY)
    return f"Tệp mẫu trình chiếu thiếu bố cục cần dùng, tên là một trong: {asked}. Đang có: {', '.join(known) or '–'}."
