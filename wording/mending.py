"""What the returned workbook says to its sender, and how much a corrected file has mended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from wording.formats import number

SIGNED = "Phần mềm theo dõi"
SEVERITIES = {"error": "PHẢI SỬA", "warning": "LƯU Ý"}
HEADINGS = ("TT", "Mức", "Sheet", "Ô", "Sai ở đâu", "Sửa thế nào")
WHOLE_FILE = "(cả tệp)"
HOW_TO = (
    "Bấm vào tên ô (hoặc tên sheet) có gạch chân để đến chỗ sai; rê chuột lên ô để đọc ghi chú. Sửa ngay trong tệp "
    "này, lưu lại rồi gửi lại. Không cần xóa sheet này, màu tô và ghi chú của phần mềm: lần kiểm tra sau sẽ bỏ qua."
)
MAY_STAY = "Có thể để nguyên."
WITHOUT_FORMAT = (
    "Bản này giữ nguyên từng ô của tệp đã gửi (kể cả ngày và tên sheet), nhưng không giữ được định dạng, công thức "
    "và ghi chú; nên gửi bản này (.xlsx) cho các lần sau."
)
WITHOUT_MACROS = "Macro trong tệp đã gửi được bỏ đi."
NOTHING_TO_RETURN = (
    "Tệp này không mở được nên không có bản ghi chú để tải về; hãy sửa theo chỉ dẫn dưới đây rồi gửi lại."
)
DOWNLOAD = "Tải tệp đã ghi chú để sửa"
DOWNLOAD_HELP = "Chính tệp đã gửi: ô sai được tô màu và có ghi chú, sheet đầu «Cần sửa» liệt kê các chỗ sai."
_YOURS = "— Ghi chú của người gửi: —"


def note(text: str, theirs: str) -> str:
    """A cell's note, with what its sender had noted there."""
    return f"{text}\n{_YOURS}\n{theirs}" if theirs else text


def theirs(noted: str) -> str:
    """What the sender had noted, out of a note of ours."""
    return noted.partition(f"{_YOURS}\n")[2]


def note_of(severity: str, sentences: Sequence[str]) -> str:
    """The note at a cell: its first line says whose it is and how grave it is."""
    return "\n".join([f"{SIGNED}: {SEVERITIES[severity]}", *(f"• {sentence}" for sentence in sentences)])


def title(errors: int, warnings: int) -> str:
    """Over the list."""
    parts = [f"{number(errors)} chỗ phải sửa"] if errors else []
    return f"CẦN SỬA: {' · '.join([*parts, f'{number(warnings)} lưu ý'] if warnings else parts)}"


def file_name(sent: str | None) -> str:
    """What the returned workbook is called; a name that must not be repeated gives way."""
    return f"{(PurePosixPath(sent).stem if sent else 'bao-cao').removesuffix(_SUFFIX)}{_SUFFIX}.xlsx"


_SUFFIX = "_can-sua"


def mended(mended: int, left: int, new: int) -> str:
    """A corrected file that is refused again, against the one before it."""
    first = f"đã sửa **{number(mended)}** chỗ" if mended else "chưa sửa chỗ nào"
    parts = [first, f"còn **{number(left)}** chỗ" if left else "", f"mới thấy **{number(new)}** chỗ" if new else ""]
    return f"So với tệp gửi trước: {', '.join(part for part in parts if part)}."


def all_mended(file_name: str, count: int) -> str:
    """A corrected file that is accepted."""
    return f"✓ {file_name}: đã sửa xong cả **{number(count)}** chỗ của tệp gửi trước."


def first_of(shown: int, count: int) -> str:
    """Where there is more than is listed; empty where all is."""
    more = f"Tệp có {number(count)} chỗ; ở đây ghi {number(shown)} chỗ đầu, sửa xong gửi lại sẽ thấy các chỗ còn lại."
    return more if shown < count else ""
