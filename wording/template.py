"""What the empty return says to the clerk who fills it in: titles, marks, input messages and the guide."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from wording import follow_up, printed
from wording.formats import day, number

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
REPORT = "BÁO CÁO THỰC HIỆN DÂN CHỦ Ở CƠ SỞ"
NOT_OFFICIAL = "Biểu tổng hợp nội bộ của phường, không thay biểu mẫu do cơ quan có thẩm quyền ban hành."
COMPOSED_BY = "NGƯỜI LẬP BIỂU"
HEADS = {"group": "TỔ TRƯỞNG"}
HEAD = "THỦ TRƯỞNG ĐƠN VỊ"
SIGN_HERE = "(Ký trên bản in)"
TITLES = {
    "answer": "SỐ LIỆU THỰC HIỆN DÂN CHỦ Ở CƠ SỞ",
    "training": "CÁC LỚP TẬP HUẤN TRONG KỲ",
    "complaint": "ĐƠN THƯ VÀ KIẾN NGHỊ, PHẢN ÁNH",
    "follow_up": follow_up.SHEET_TITLE,
    "explanation": "ĐỀ NGHỊ GIẢI TRÌNH VÀ TRẢ LỜI",
}
LISTS = "DANH MỤC ĐỂ CHỌN"
CODE = "Mã"
GUIDE = "HƯỚNG DẪN GHI BÁO CÁO"
YES, NO = "Có", "Không"
YES_OR_NO = f"{YES}/{NO}"

# Beside what is filled in from the quarter before: a word, so that a print in black says it too. Short, since a row has
# at most two lines if a group's measures are to fit one page at 13 pt.
FROM_BEFORE = "số kỳ trước"
CASE_FROM_BEFORE = "kỳ trước chuyển sang"
CARRIED_OVER = "*"


def unit_name(kind: str, name: str) -> str:
    """`Tổ dân phố Thanh Chữ`, `Tổ dân phố 2` of «Tổ 2»; an office's name is complete in itself."""
    if kind != "group":
        return name
    own = name.removeprefix("Tổ ") if name[3:4].isdigit() else name
    return name if own.casefold().startswith("tổ dân phố") else f"Tổ dân phố {own}"


def optional(label: str) -> str:
    """A measure that may be left blank."""
    return f"{label} (nếu có)"


def section(number_of: int, name: str) -> str:
    """`IV. Ứng dụng công nghệ thông tin`."""
    return f"{roman(number_of)}. {name}"


def roman(value: int) -> str:
    """Roman numerals below forty."""
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def days(first: date, last: date) -> str:
    """The days that a return speaks of."""
    return f"từ ngày {day(first)} đến ngày {day(last)}"


def whose(name: str, period: str) -> str:
    """The line below a sheet's title."""
    return f"{name} – {period}"


def send_by(due_on: date) -> str:
    """When the return is due."""
    how = f"Cách ghi: xem sheet Hướng dẫn ở cuối tệp. In từ sheet {printed.SHEET}."
    return f"Gửi về phường chậm nhất ngày {day(due_on)}. {how}"


def footer(unit: str, period: str) -> str:
    """At the foot of every page, in the code of spreadsheet footers: &A is the sheet, &P the page, &N how many."""
    font = '&"Times New Roman,Regular"&13'
    return f"{font} {unit} · {period} · &A · trang &P/&N"


MEASURES_HINT = "Dòng ghi «nếu có» được để trống; các dòng khác phải ghi, không có thì ghi 0 hoặc KPS."
FROM_BEFORE_HINT = f" Ghi chú «{FROM_BEFORE}»: số điền sẵn từ kỳ trước, sửa nếu thay đổi và xóa ghi chú."
TRAINING_HINT = (
    "Mỗi lớp, mỗi đối tượng ghi một dòng. Kỳ này không có thì để trống bảng, hoặc ghi «Không phát sinh» ở cột Nội dung."
)
CASES_HINT = (
    "Ghi vụ việc còn mở đầu kỳ và vụ việc tiếp nhận trong kỳ. Kỳ này không có thì để trống bảng, "
    "hoặc ghi «Không phát sinh» ở cột Mã vụ việc."
)
CARRIED_OVER_HINT = f" Số thứ tự có dấu {CARRIED_OVER}: vụ việc kỳ trước chuyển sang, cập nhật tình trạng rồi giữ lại."
MATTERS_OVER_HINT = f" Số thứ tự có dấu {CARRIED_OVER}: việc kỳ trước chưa xong, xong thì ghi Ngày hoàn thành."
HINTS = {
    "answer": MEASURES_HINT, "training": TRAINING_HINT, "complaint": CASES_HINT, "follow_up": follow_up.SHEET_HINT,
}  # fmt: skip


def carried_over_hint(table: str) -> str:
    """What the mark beside a row's number says."""
    return MATTERS_OVER_HINT if table == "follow_up" else CARRIED_OVER_HINT


# --- messages of a cell: at most 32 characters a title, 225 a text ---------------------------------------------------

NOT_ACCEPTED = "Chưa nhận được"
COUNT_TITLE, DATE_TITLE, LIST_TITLE, TEXT_TITLE = (
    "Ghi số nguyên",
    "Ghi ngày/tháng/năm",
    "Chọn trong danh sách",
    "Ghi chữ",
)


def count_wanted(most: int) -> str:
    """Before a count is typed."""
    return f"Số nguyên từ 0 đến {number(most)}, ví dụ 0, 25, 1234. Không phát sinh: ghi KPS. Chưa có số liệu: để trống."


def count_wrong(most: int) -> str:
    """After something else was typed."""
    return f"Ô này nhận số nguyên từ 0 đến {number(most)}, hoặc KPS (không phát sinh), hoặc để trống."


def people_wanted(most: int) -> str:
    """Before a count of a table is typed."""
    return f"Số nguyên từ 0 đến {number(most)}, ví dụ 0, 25."


def date_wanted(first: date, last: date) -> str:
    """Before a date is typed."""
    return f"Ví dụ 05/03/2026. Nhận ngày từ {day(first)} đến {day(last)}."


def date_wrong(first: date, last: date) -> str:
    """After something else was typed."""
    return f"Ô này nhận ngày dạng ngày/tháng/năm, từ {day(first)} đến {day(last)}."


LIST_WANTED = "Bấm mũi tên ở góc ô để chọn."
LIST_WRONG = "Nội dung vừa ghi không có trong danh sách ở sheet Danh mục. Chỉ giữ lại nếu đó là mã của danh mục."
FLAG_WRONG = f"Ô này ghi {YES} hoặc {NO}."


def text_wanted(longest: int) -> str:
    """Before a text is typed."""
    return f"Tối đa {longest} ký tự. Không ghi họ tên, địa chỉ, số điện thoại, số căn cước của người dân."


def code_wanted(longest: int) -> str:
    """Before the code of a case is typed."""
    return (
        f"Mã riêng của đơn vị, không trùng mã cũ. Chỉ dùng chữ, số và . / - , tối đa {longest} ký tự, không dấu cách."
    )


def text_wrong(longest: int) -> str:
    """After a longer one was typed."""
    return f"Ô này nhận tối đa {longest} ký tự."


# --- the guide ------------------------------------------------------------------------------------------------------


def guide(
    *, sheets: Collection[str], tables: Collection[str], span: str, due_on: date, year_starts_on: date, is_group: bool
) -> list[str]:
    """The guide, one short paragraph a line; of the sheets only those that the unit fills in."""
    lines = [
        f"Điền lần lượt các sheet: {', '.join(sheets)}. Giữ nguyên tên sheet, tên cột và cột MS. "
        "Ở sheet Thông tin chỉ cần ghi Ngày lập và Người lập.",
        f"Số liệu tính {span}. Gửi về phường chậm nhất ngày {day(due_on)}.",
        "Số: ghi số nguyên viết liền, ví dụ 0, 25, 1234; không ghi kèm chữ (người, hộ, cuộc).",
        "Đếm được bằng không thì ghi 0. Việc đó không phát sinh trong kỳ thì ghi KPS. Chưa có số liệu thì để trống. "
        "Ba cách ghi này khác nhau; không ghi dấu gạch ngang thay số.",
        "«Có đến cuối kỳ»: tình hình vào ngày cuối kỳ. «Phát sinh trong kỳ»: chỉ tính trong kỳ này. "
        f"«Lũy kế từ đầu năm»: cộng dồn từ ngày {day(year_starts_on)}, không được nhỏ hơn kỳ trước trong cùng năm.",
        "Ngày: ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 05/03/2026.",
        f"Ô tô nền và có ghi chú «{FROM_BEFORE}» là số của kỳ trước được điền sẵn: còn đúng thì giữ, "
        "thay đổi thì ghi số mới và xóa ghi chú.",
    ]
    if "training" in tables:
        lines.append(
            "Tập huấn: ghi người của đơn vị mình đi học, kể cả lớp do nơi khác tổ chức; mỗi lớp, mỗi đối tượng "
            "một dòng. «Dự lần đầu trong năm» là số người lần đầu học chuyên đề đó trong năm."
        )
    if "complaint" in tables:
        lines.append(_cases(is_group))
        lines.append(
            f"Số thứ tự có dấu {CARRIED_OVER} là vụ việc kỳ trước chuyển sang: không xóa, chỉ cập nhật. "
            "Vụ việc đã xong thì chọn lại Tình trạng và ghi Ngày kết thúc; chưa xong thì để trống Ngày kết thúc."
        )
    lines += follow_up.GUIDE if "follow_up" in tables else []
    if "explanation" in tables:
        lines.append(
            "Giải trình: phường hỏi thêm về một số liệu; ghi câu trả lời cạnh từng câu hỏi, giữ nguyên Mã câu hỏi. "
            "Ô số liệu được hỏi có ghi chú ở sheet Số liệu."
        )
    if {"training", "complaint"} & set(tables):
        lines.append(
            "Thiếu dòng thì chèn thêm, hoặc ghi tiếp ngay dưới dòng cuối. "
            "Không để hai dòng trống xen giữa các dòng có số liệu."
        )
    return [
        *lines,
        "Không ghi ở bất cứ ô nào: họ tên, địa chỉ, số điện thoại, số căn cước của người dân. "
        "Báo cáo chỉ gồm số đếm, ngày, số quyết định đã công bố và mã vụ việc.",
        "Trước khi gửi, xem sheet Kiểm tra: dòng nào CẦN SỬA thì sửa ô được nêu; các ô đó cũng được tô màu.",
        "Phần không phải điền được khóa, không có mật khẩu (Excel: Xem lại > Bỏ bảo vệ trang tính). "
        "Không ẩn dòng, cột; không đặt mật khẩu. Nên gửi tệp .xlsx này. "
        "Gửi sai thì sửa rồi gửi lại cả tệp: bản sau thay bản trước.",
        printed.TO_PRINT,
    ]


def _cases(is_group: bool) -> str:
    if is_group:
        return (
            "Đơn thư: chỉ ghi kiến nghị, phản ánh tổ dân phố tiếp nhận; mỗi vụ việc một dòng, ghi theo tình hình ngày "
            "cuối kỳ. Khiếu nại, tố cáo do Ủy ban nhân dân phường báo cáo."
        )
    return (
        "Đơn thư: mỗi vụ việc một dòng, ghi theo tình hình ngày cuối kỳ. Dòng tố cáo không có ghi chú, "
        "để bảo vệ người tố cáo. Khiếu nại, tố cáo đang hoặc đã giải quyết phải có Ngày thụ lý."
    )


def same_code(codes: list[str]) -> str:
    """Cases of merged units that bear one code: the form can hold only one of them."""
    return (
        f"Trước khi sáp nhập, hai đơn vị đã dùng chung mã vụ việc: {', '.join(codes)}. "
        "Mẫu chỉ điền sẵn một vụ việc mỗi mã; hãy báo phường để xử lý vụ việc còn lại."
    )
