"""What the official report says around its figures, in the layout of Decree 30/2020/NĐ-CP: a draft to be completed.

Number, date, recipients, signature and seal are left to the office; so is what no figure can say.
"""

from __future__ import annotations

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
COMMITTEE, TO_FILL = "ỦY BAN NHÂN DÂN", "……………………"
NUMBER_LINE, DATE_LINE = "Số:          /BC-UBND", "……………, ngày …… tháng …… năm 20……"
NUMBER_TO_FILL = "Số:          /BC-……"
DRAFT, TITLE = "DỰ THẢO", "BÁO CÁO"
RETURNS, RESULTS, TRAINING, COMPLAINTS, ASSESSMENT, TASKS = (
    "Tình hình báo cáo của các đơn vị", "Kết quả thực hiện các chỉ tiêu", "Công tác tập huấn, bồi dưỡng",
    "Tiếp nhận, giải quyết đơn thư", "Đánh giá chung", "Nhiệm vụ thời gian tới, kiến nghị",
)  # fmt: skip
TO_ASSESS = (
    "1. Ưu điểm: " + TO_FILL,
    "2. Hạn chế, nguyên nhân: " + TO_FILL,
)
TO_DO = "Tập trung hoàn thành phần còn thiếu của các chỉ tiêu sau:"
TO_ASK = "Kiến nghị, đề xuất: " + TO_FILL
NOTHING_LACKING = "Không còn chỉ tiêu nào thiếu so với mức phải đạt theo số liệu đã báo cáo."
RECIPIENTS, RECIPIENT_LINES = "Nơi nhận:", ("- " + TO_FILL + ";", "- " + TO_FILL + ";", "- Lưu: VT.")
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
SIGNATURE_TO_FILL = (TO_FILL,)
APPENDIX = "PHỤ LỤC"
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def opening(unit: str, period: str, counted: str) -> str:
    """On what ground, about what, from when to when."""
    return (
        "Thực hiện Nghị quyết số 50/NQ-HĐND ngày 28 tháng 6 năm 2024 của Hội đồng nhân dân phường Hương An về quy định "
        "các biện pháp bảo đảm thực hiện dân chủ ở cơ sở trên địa bàn, kết quả thực hiện "
        f"{period[:1].lower()}{period[1:]} của {unit} ({counted[:1].lower()}{counted[1:]}) như sau:"
    )


def closing(unit: str, period: str) -> str:
    """The last sentence, with the mark that nothing follows."""
    return (
        f"Trên đây là báo cáo kết quả thực hiện Nghị quyết số 50/NQ-HĐND {period[:1].lower()}{period[1:]} của {unit}./."
    )


def part(place: int, heading: str) -> str:
    """`II. KẾT QUẢ …`: parts in Roman numbers and capitals."""
    return f"{NUMERALS[place]}. {heading.upper()}"


def item(place: int, heading: str) -> str:
    """`1. …` within a part."""
    return f"{place}. {heading}"


def dash(sentence: str) -> str:
    """One of several sentences of a part."""
    return f"- {sentence}"


def bound(sentence: str, clause: str, code: str = "") -> str:
    """A sentence with the indicator and the clause that its numbers belong to, for whoever edits the draft."""
    place = clause if clause.startswith("Điều") else f"mục {clause}"
    of = ", ".join(filter(None, [f"chỉ tiêu {code}" if code else "", place if clause else ""]))
    return f"{sentence.removesuffix('.')} ({of})." if of else sentence
