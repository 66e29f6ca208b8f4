"""A clerk who spoils returns as people do, and one who mends them knowing only what the returned workbook says.

The second opens the returned workbook, reads the notes at its cells and the list of what has no cell, and does what the
words ask. What only the unit itself can know – a figure that was left blank – stands in the papers on the clerk's desk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import Unit
from tests.facts import ward_catalogue
from tests.returns import COMPLAINTS_SHORT, COVER, TRAINING, a_case, a_course, a_return, an_answer, last_day, table

UNITS = ("HA-01", "HA-01", "HA-03", "HA-UB", "HA-MT", "HA-HD")
PERIOD = "2026-Q2"
Spoil = Callable[[Workbook, Random], object]
Defect = tuple[Spoil, str]  # and the sheet that it needs


# --- the clerk who spoils ---


def spoiled(random: Random) -> tuple[str, Workbook]:
    """The code of a unit and its return with one to five defects."""
    unit = random.choice(UNITS)
    book = a_return(unit, PERIOD)
    for _ in range(random.randint(1, 5)):
        fitting = [spoil for spoil, sheet in DEFECTS[random.choice(list(DEFECTS))] if sheet in book.sheetnames]
        if fitting:
            random.choice(fitting)(book, random)
    return unit, book


def below(sheet: str, heading: str, *values: Any) -> Defect:
    """One of these values in some row under a heading, wherever the sheet has it."""

    def spoil(book: Workbook, random: Random) -> None:
        column = {cell.value: cell.column for cell in book[sheet][1]}.get(heading)
        if column:
            row = random.randint(2, max(2, book[sheet].max_row))
            put(book[sheet].cell(row, column), random.choice(values))

    return spoil, sheet


def answered(numbers: tuple[int, ...], *values: Any) -> Defect:
    """One of these values as the answer to one of these measures."""

    def spoil(book: Workbook, random: Random) -> None:
        rows = [row for row in book["Số liệu"].iter_rows(min_row=2) if row[0].value in {f"{ms:02}" for ms in numbers}]
        if rows:
            put(random.choice(rows)[4], random.choice(values))

    return spoil, "Số liệu"


def labelled(label: str, *values: Any) -> Defect:
    """One of these values beside a label of the cover."""

    def spoil(book: Workbook, random: Random) -> None:
        book["Thông tin"].cell(COVER.index(label) + 1, 2).value = random.choice(values)

    return spoil, "Thông tin"


def renamed(sheet: str, heading: str, *others: Any) -> Defect:
    """A heading, or a label of the cover, that is written otherwise."""

    def spoil(book: Workbook, random: Random) -> None:
        cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == heading]
        if cells:
            cells[0].value = random.choice(others)

    return spoil, sheet


def further(sheet: str, *rows: dict[str, Any], gap: int = 0) -> Defect:
    """One of these rows below the table, by heading; `gap` rows stay blank above it."""

    def spoil(book: Workbook, random: Random) -> None:
        row, columns = random.choice(rows), {cell.value: cell.column for cell in book[sheet][1]}
        number = book[sheet].max_row + 1 + gap
        for heading, value in row.items():
            column = columns.get(heading) or book[sheet].max_column + 1
            book[sheet].cell(1, column, heading)
            book[sheet].cell(number, column, value)

    return spoil, sheet


def done_to(sheet: str, work: Callable[[Worksheet, Random], object]) -> Defect:
    """Anything else that can be done to a sheet."""
    return (lambda book, random: work(book[sheet], random)), sheet


def put(cell: Cell, value: Any) -> None:
    cell.value = value
    if isinstance(value, str) and value.startswith("#"):
        cell.data_type = "e"


def hide_row(sheet: Worksheet, random: Random) -> None:
    sheet.row_dimensions[random.randint(1, sheet.max_row)].hidden = True


def hide_column(sheet: Worksheet, random: Random) -> None:
    sheet.column_dimensions[random.choice("ABCDE")].hidden = True


def hide_sheet(sheet: Worksheet, random: Random) -> None:
    sheet.sheet_state = random.choice(("hidden", "veryHidden"))


def misname(sheet: Worksheet, random: Random) -> None:
    sheet.title = random.choice((sheet.title.replace(" ", ""), f"{sheet.title}s", sheet.title.replace("ậ", "a")))


def note_a_number(sheet: Worksheet, random: Random) -> None:
    cell = sheet.cell(random.randint(1, sheet.max_row), 2)
    cell.comment = Comment(random.choice(("Gọi 0905 123 456", "CCCD 046123456789")), "Tôi")


def report_for_others(sheet: Worksheet, random: Random) -> None:
    """Rows in a sheet that other kinds of unit send."""
    for name, headings, row in (("Tập huấn", TRAINING, COURSE), ("Đơn thư", COMPLAINTS_SHORT, CASE)):
        if name not in sheet.parent.sheetnames:
            for line in table(headings, [row]):
                (sheet.parent[name] if name in sheet.parent.sheetnames else sheet.parent.create_sheet(name)).append(
                    line
                )


COUNTED = (1, 2, 12, 14, 15, 24, 25, 27, 28)
PEOPLE = ("Triệu tập", "Tham dự", "Trong đó nữ", "Dự lần đầu trong năm")
DATES_OF = (("Tập huấn", "Ngày"), ("Đơn thư", "Ngày tiếp nhận"), ("Đơn thư", "Ngày thụ lý"))
TABLES = ("Số liệu", "Tập huấn", "Đơn thư")
EVERY = ("Thông tin", *TABLES)
COURSE = {**a_course("group", PERIOD), "STT": 2}
CASE = {"STT": 2, "Mã vụ việc": "V-02", "Ngày tiếp nhận": date(2026, 5, 1), "Tình trạng": "Đang giải quyết"}
OLD_CASE = CASE | {"Mã vụ việc": "V-03", "Ngày tiếp nhận": date(2025, 4, 1)}


def counts(*values: Any) -> list[Defect]:
    """Values where a count belongs, in any sheet."""
    return [answered(COUNTED, *values), *(below("Tập huấn", heading, *values) for heading in PEOPLE)]


def days(*values: Any) -> list[Defect]:
    """Values where a day belongs, in any sheet."""
    return [answered((43, 44, 45), *values), *(below(sheet, heading, *values) for sheet, heading in DATES_OF)]


# What a return may be refused for, by the code that it earns first. What forbids to open a file has no returned one.
DEFECTS: dict[str, list[Defect]] = {
    "HIDDEN_DATA": [
        *(done_to(sheet, hide_row) for sheet in EVERY),
        *(done_to(sheet, hide) for sheet in TABLES for hide in (hide_column, hide_sheet)),
    ],
    "SHEET_MISSING": [
        *(done_to(sheet, misname) for sheet in EVERY),
        *(done_to(sheet, lambda sheet, random: sheet.parent.remove(sheet)) for sheet in ("Tập huấn", "Đơn thư")),
    ],
    "SHEET_UNKNOWN": [done_to("Số liệu", lambda sheet, random: sheet.parent.create_sheet("Nháp"))],
    "SHEET_NOT_YOURS": [done_to("Số liệu", report_for_others)],
    "HEADING_MISSING": [
        renamed("Số liệu", "Số liệu", "Số liêu", "Số  lượng", "Kết quả"),
        renamed("Số liệu", "MS", "Mã số", "M.S"),
        renamed("Tập huấn", "Triệu tập", "Triệu tâp", "Số mời"),
        renamed("Đơn thư", "Tình trạng", "Tình trang", "Trạng thái"),
        renamed("Thông tin", "Mã đơn vị", "Mã ĐV", "Mã đon vị"),
        renamed("Thông tin", "Kỳ báo cáo", "Kỳ", "Ky bao cao"),
    ],
    "HEADING_DUPLICATE": [
        renamed("Số liệu", "Ghi chú", "Số liệu"),
        renamed("Tập huấn", "Nội dung", "Tham dự"),
        renamed("Đơn thư", "Ghi chú", "Ngày tiếp nhận"),
    ],
    "ROWS_AFTER_END": [
        further("Số liệu", {"MS": "46", "Nội dung": "Cộng thêm", "Số liệu": 3}, gap=3),
        further("Đơn thư", CASE, gap=2),
        further("Tập huấn", COURSE, gap=2),
    ],
    "LABEL_DUPLICATE": [renamed("Thông tin", "Người lập", "Mã đơn vị"), renamed("Thông tin", "Ngày lập", "Kỳ báo cáo")],
    "FORM_UNKNOWN": [labelled("Mẫu số", "02/DCCS", "DCCS")],
    "VERSION_UNKNOWN": [labelled("Phiên bản mẫu", 2, "một")],
    "UNIT_UNKNOWN": [labelled("Mã đơn vị", "HA-1", "HA01", "HA-99", "HA 03")],
    "UNIT_NAME_MISMATCH": [labelled("Tên đơn vị", "Thanh Chứ", "Tổ 7", "Phường"), labelled("Mã đơn vị", "HA-07")],
    "PERIOD_UNKNOWN": [labelled("Kỳ báo cáo", "2026", "Quý V/2026", "2019-Q1", "quý hai")],
    "PERIOD_NOT_BEGUN": [labelled("Kỳ báo cáo", "2026-Q4", "Quý III/2026")],
    "REQUIRED_MISSING": [
        answered((*COUNTED, 31, 41, 43), None),
        *(below("Tập huấn", heading, None) for heading in ("Ngày", "Chuyên đề", "Đối tượng", "Triệu tập")),
        *(below("Đơn thư", heading, None) for heading in ("Mã vụ việc", "Ngày tiếp nhận", "Tình trạng", "Loại đơn")),
        *(labelled(label, None) for label in COVER[:5]),
        done_to("Số liệu", lambda sheet, random: sheet.delete_rows(random.choice((2, 3)))),
    ],
    "NOT_A_NUMBER": counts("chín mươi", "12 người", "-", "…", True),
    "AMBIGUOUS_NUMBER": counts("12.5", "1,234", "0.123", "12.0"),
    "NEGATIVE": counts(-3, "-5"),
    "NOT_WHOLE": counts(12.5, "0,5"),
    "OUT_OF_RANGE": counts(99_999_999, 123_456_789),
    "NOT_A_DATE": [*days("10/5/24", "31/02/2026", "tháng 5", "05.2026", 12, "5-2026"), answered((43,), "KPS")],
    "DATE_OUT_OF_RANGE": [
        *days(date(1999, 5, 1), date(2031, 1, 1)),
        below("Tập huấn", "Ngày", date(2026, 1, 5), "01/07/2026"),
        labelled("Ngày lập", "31/12/2026", date(2026, 12, 1)),
    ],
    "NOT_IN_LIST": [
        answered((31, 41), "Cóa", "đã có", "KPS", "khong"),
        below("Tập huấn", "Chuyên đề", "D", "Chuyên đề", "Bs"),
        below("Tập huấn", "Đối tượng", "C9", "Tổ trường", "C4, C5"),
        below("Đơn thư", "Loại đơn", "Khiếu nạii", "Đơn"),
        below("Đơn thư", "Lĩnh vực", "Đất", "Khác biệt"),
        below("Đơn thư", "Thuộc thẩm quyền", "không rõ", "Khong"),
        below("Đơn thư", "Tình trạng", "Xong", "Đang giai quyết"),
    ],
    "TEXT_TOO_LONG": [
        answered((42,), "x" * 61),
        below("Tập huấn", "Ghi chú", "x" * 201),
        below("Đơn thư", "Ghi chú", "y" * 300),
    ],
    "BAD_CODE": [below("Đơn thư", "Mã vụ việc", "V 01", "Đơn của ông Nguyễn Văn A gửi tổ dân phố", date(2026, 2, 1))],
    "FORMULA_WITHOUT_RESULT": counts("=1+1"),
    "ERROR_VALUE": [*counts("#REF!", "#DIV/0!"), *days("#N/A")],
    "LEGACY_ENCODING": [
        answered((31, 41), "CÃ³"),
        below("Tập huấn", "Ghi chú", "TËp huÊn ®ît 1"),
        below("Đơn thư", "Lĩnh vực", "§Êt ®ai"),
        below("Đơn thư", "Tình trạng", "§ang gi¶i quyÕt"),
    ],
    "PERSONAL_DATA": [
        *(done_to(sheet, note_a_number) for sheet in EVERY),
        answered((42,), "Số 0905123456"),
        labelled("Người lập", "Lê A 0905123456"),
        renamed("Thông tin", "Người lập", "Địa chỉ"),
        renamed("Số liệu", "Nội dung", "Họ và tên", "Số điện thoại"),
        renamed("Tập huấn", "Nội dung", "CCCD"),
        renamed("Đơn thư", "Ghi chú", "Người khiếu nại"),
        below("Đơn thư", "Ghi chú", "Bà A, 0905.123.456", "046123456789"),
        done_to("Số liệu", lambda sheet, random: sheet.parent.create_sheet("0905123456")),
    ],
    "MEASURE_UNKNOWN": [further("Số liệu", {"MS": "99", "Số liệu": 5}, {"Số liệu": 7})],
    "MEASURE_NOT_YOURS": [further("Số liệu", {"MS": 19, "Số liệu": 3}, {"MS": 21, "Số liệu": "Có"})],
    "DUPLICATE_ROW": [further("Số liệu", {"MS": 1, "Số liệu": 3}), further("Đơn thư", {**CASE, "Mã vụ việc": "V-01"})],
    "PART_EXCEEDS_WHOLE": [answered((2, 24, 28, 95), 5000), below("Tập huấn", "Tham dự", 50)],
    "DATE_ORDER": [
        below("Đơn thư", "Ngày tiếp nhận", date(2026, 12, 1)),
        below("Đơn thư", "Ngày thụ lý", date(2020, 1, 1)),
        further("Đơn thư", {**CASE, "Tình trạng": "Đã giải quyết", "Ngày kết thúc": date(2026, 4, 1)}),
        further("Đơn thư", {**OLD_CASE, "Tình trạng": "Rút đơn", "Ngày kết thúc": date(2025, 9, 1)}),
    ],
    "COHORT_NOT_YOURS": [further("Tập huấn", {**COURSE, "Đối tượng": other}) for other in ("C1", "C3", "C5")],
    "KIND_NOT_YOURS": [further("Đơn thư", {**CASE, "Loại đơn": "KN", "Ngày thụ lý": date(2026, 5, 4)})],
    "STATUS_INCONSISTENT": [
        below("Đơn thư", "Tình trạng", "Đã giải quyết", "Rút đơn"),
        below("Đơn thư", "Ngày kết thúc", date(2026, 5, 5)),
        below("Đơn thư", "Ngày thụ lý", None),
    ],
    "EXTENSION_TOO_LONG": [below("Đơn thư", "Số ngày gia hạn", 30, 90)],
    "NOTE_NOT_ALLOWED": [
        further("Đơn thư", {**CASE, "Loại đơn": "TC", "Ngày thụ lý": date(2026, 5, 4), "Ghi chú": "ẩn danh"})
    ],
    "TOTAL_MISMATCH": [further("Tập huấn", {"STT": "Cộng", "Triệu tập": 9}, {"STT": "Tổng cộng", "Tham dự": 7})],
}  # fmt: skip


# --- the clerk who mends ---


@dataclass
class Papers:
    """What lies on the clerk's desk: whose return it is, and the figures on paper."""

    unit: Unit
    answers: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str) -> Papers:
        """The papers of a unit."""
        unit = ward_catalogue().unit(code, last_day(PERIOD))
        assert unit
        known: dict[str, Any] = dict(zip(COVER, ("01/DCCS", 1, code, unit.name, PERIOD), strict=False))
        known |= {f"{m.ms:02}": an_answer(m) or _even_so(m.value_type) for m in ward_catalogue().measures_of(unit.kind)}
        course = a_course(unit.kind, PERIOD) if unit.kind != "council" else {}
        return cls(unit, known | course | {"Ngày kết thúc": last_day(PERIOD)} | a_case(unit.kind) | {"Loại đơn": "KN"})


def _even_so(value_type: str) -> Any:
    return {"count": 0, "flag": "Có", "date": date(2024, 5, 10)}.get(value_type, "1/QĐ")


@dataclass(frozen=True)
class Task:
    """Something that the returned workbook says, and where."""

    sheet: str
    cell: str | None
    said: str
    is_error: bool


class Clerk:
    """Mends one returned workbook; nothing else is known but the papers of the unit."""

    def __init__(self, content: bytes, papers: Papers) -> None:
        self.book = load_workbook(BytesIO(content))
        self.papers = papers
        self.had_wrong_code = False  # then much else was judged as another unit's, and may be right
        self.surplus: set[tuple[str, int]] = set()
        self.new_names: dict[str, str] = {}
        self.unknown_headings: dict[str, list[Cell]] = {}

    def mended(self) -> Workbook:
        """The workbook after everything that it says has been done; rows and names go last, so that places hold."""
        tasks = sorted(self.tasks(), key=lambda task: task.said.startswith("Thiếu"))
        for task in tasks:
            if not (self.had_wrong_code and re.search(OF_ANOTHER_UNIT, task.said)):
                self.follow(task)
        for sheet, row in sorted(self.surplus, reverse=True):
            self.book[sheet].delete_rows(row)
        for sheet, name in self.new_names.items():
            self.book[sheet].title = name
        return self.book

    def tasks(self) -> Iterator[Task]:
        """The list's lines without a cell, then the notes, sheet by sheet."""
        listed = self.book["Cần sửa"]
        for _, severity, sheet, cell, wrong, accepted in listed.iter_rows(values_only=True):
            if severity in ("PHẢI SỬA", "LƯU Ý") and not cell:
                yield Task(sheet, None, f"{wrong} {accepted or ''}".strip(), severity == "PHẢI SỬA")
        for sheet in self.book:
            for row in list(sheet.iter_rows()):
                for cell in row:
                    yield from self._noted(cell) if cell.comment else ()

    def _noted(self, cell: Cell) -> Iterator[Task]:
        text = cell.comment.text.partition("— Ghi chú của người gửi: —")[0]
        if text.startswith("Phần mềm theo dõi: "):
            for said in text.split("\n• ")[1:]:
                yield Task(cell.parent.title, cell.coordinate, said.strip(), "PHẢI SỬA" in text)

    def follow(self, task: Task) -> bool:
        """Does what a sentence asks; False where it asks for nothing that this clerk understands."""
        for pattern, work in HANDBOOK:
            if match := re.search(pattern, task.said):
                work(self, task, *match.groups())
                return True
        return False

    # What can be asked of a clerk.

    def at(self, task: Task) -> Cell:
        assert task.cell
        return self.book[task.sheet][task.cell]

    def write(self, task: Task, value: Any) -> None:
        cell = self.at(task)
        cell.value = value
        cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"

    def clear(self, task: Task, *_: str) -> None:
        self.at(task).value = None

    def clear_number(self, task: Task) -> None:
        """In the cell if it holds that many digits; in its note in any case."""
        cell = self.at(task)
        cell.comment = None
        if sum(letter.isdigit() for letter in str(cell.value)) >= 9:
            cell.value = None

    def clear_row(self, task: Task, *_: str) -> None:
        self.surplus.add((task.sheet, self.at(task).row))

    def clear_column(self, task: Task, *_: str) -> None:
        cell = self.at(task)
        if task.sheet == "Thông tin":
            return self.clear_row(task)
        for row in range(cell.row, cell.parent.max_row + 1):
            cell.parent.cell(row, cell.column).value = None
        return None

    def clear_rows_below(self, task: Task, *_: str) -> None:
        first = self.at(task).row
        self.surplus |= {(task.sheet, row) for row in range(first, self.book[task.sheet].max_row + 1)}

    def take_nearest(self, task: Task, name: str) -> None:
        if task.cell is None:
            self.new_names[task.sheet] = name
        else:
            self.write(task, name)

    def take_listed(self, task: Task, names: str) -> None:
        known = names.split("; ")
        self.write(task, get_close_matches(str(self.at(task).value), known, 1, 0)[0])

    def take_yes_or_no(self, task: Task) -> None:
        self.write(task, "Không" if str(self.at(task).value).lower().startswith(("k", "ch")) else "Có")

    def rename_sheet(self, task: Task, *_: str) -> None:
        place = re.search(r"\d+", task.sheet)
        assert place
        self.book.worksheets[int(place[0]) - 1].title = "Trang khác"

    def unhide(self, task: Task, what: str) -> None:
        sheet = self.book[task.sheet]
        sheet.sheet_state = "visible" if what.startswith("sheet") else sheet.sheet_state
        if what.startswith("dòng"):
            sheet.row_dimensions[int(what.split()[1])].hidden = False
        if what.startswith("cột"):
            letter = what.split()[1]
            for dimension in sheet.column_dimensions.values():
                if dimension.index == letter or letter in dimension.index:
                    dimension.hidden = False

    def add_sheet(self, task: Task, name: str) -> None:
        if name not in self.new_names.values():
            form = a_return(self.papers.unit.code, PERIOD)[name]
            rows = [[cell.value for cell in row] for row in form.iter_rows()]
            added = self.book.create_sheet(name)
            for row in rows if name in ("Thông tin", "Số liệu") else [rows[0], ["Không phát sinh"]]:
                added.append(row)

    def add_heading(self, task: Task, heading: str) -> None:
        sheet = self.book[task.sheet]
        if any(cell.value == heading for row in sheet.iter_rows() for cell in row):
            return
        if misread := self.unknown_headings.get(task.sheet):
            misread.pop(0).value = heading
        elif task.cell is None:
            sheet.append([heading, self.papers.answers.get(heading)])
        else:
            row, column = self.at(task).row, sheet.max_column + 1
            sheet.cell(row, column, heading)
            for number in range(row + 1, sheet.max_row + 1):
                sheet.cell(number, column, self.paper(sheet.cell(number, column)))

    def note_heading(self, task: Task, *_: str) -> None:
        self.unknown_headings.setdefault(task.sheet, []).append(self.at(task))

    def paper(self, cell: Cell, name: str = "") -> Any:
        """What the papers say of a cell: by the number of its measure, its label, or the heading of its column."""
        sheet = cell.parent
        if number := re.match(r"MS (\d+)", name):
            return self.papers.answers.get(number[1])
        ms = sheet.cell(cell.row, 1).value
        if sheet.title == "Số liệu" and str(ms).zfill(2) in self.papers.answers:
            return self.papers.answers[str(ms).zfill(2)]
        label = ms if sheet.title == "Thông tin" else sheet.cell(1, cell.column).value
        return self.papers.answers.get(name or str(label))

    def fill_in(self, task: Task, name: str) -> None:
        cell = self.at(task)
        value = self.paper(cell, name)
        if cell.value is None:
            self.write(task, value)
        else:  # the heading: the row is missing
            number = re.match(r"MS (\d+)", name)
            assert number
            rows = [at for at in range(2, cell.parent.max_row + 1) if cell.parent.cell(at, 1).value]
            line = max(rows, default=1) + 1
            cell.parent.cell(line, 1, number[1])
            cell.parent.cell(line, cell.column, value)

    def from_papers(self, task: Task, *_: str) -> None:
        self.write(task, self.paper(self.at(task)))

    def own_code(self, task: Task, *_: str) -> None:
        self.write(task, self.papers.unit.code)

    def own_name(self, task: Task, name: str, code: str) -> None:
        if code == self.papers.unit.code:
            self.write(task, name)
            return
        self.had_wrong_code = True
        for row in self.book[task.sheet].iter_rows(max_col=2):
            if row[0].value == "Mã đơn vị":
                row[1].value = self.papers.unit.code

    def own_period(self, task: Task, *_: str) -> None:
        self.write(task, PERIOD)

    def within(self, task: Task, first: str | None, last: str | None, *_: str | None) -> None:
        """The day in the papers; the nearest that is accepted if the papers have another."""
        known = self.paper(self.at(task))
        known = known if isinstance(known, date) else day(first or last or "")
        known = max(known, day(first)) if first else known
        self.write(task, min(known, day(last)) if last else known)

    def count(self, task: Task, said: str) -> None:
        self.write(task, int(said.replace(".", "")))

    def acceptance_day(self, task: Task) -> None:
        cell = self.at(task)
        headings = {heading.value: heading.column for heading in cell.parent[1]}
        self.write(task, cell.parent.cell(cell.row, headings["Ngày tiếp nhận"]).value)

    def shorten(self, task: Task, limit: str) -> None:
        self.write(task, str(self.at(task).value)[: int(limit)])

    def plain_code(self, task: Task) -> None:
        self.write(task, re.sub(r"[^\w./-]", "", str(self.at(task).value))[:30])

    def code_as_text(self, task: Task) -> None:
        value = self.at(task).value
        self.write(task, f"{value.day}-{value.month}" if isinstance(value, date | datetime) else "V-09")

    def retype(self, task: Task) -> None:
        """What the old font shows, typed anew."""
        old = str(self.at(task).value)
        self.write(task, OLD_FONT.get(old) or old.encode("cp1252").decode())


OLD_FONT = {"§ang gi¶i quyÕt": "Đang giải quyết", "§Êt ®ai": "Đất đai", "TËp huÊn ®ît 1": "Tập huấn đợt 1"}
OF_ANOTHER_UNIT = "còn trống: MS|loại đơn vị này|Thiếu sheet"  # what goes when a wrong code is mended
_DAY = r"(\d\d/\d\d/\d{4})"
HANDBOOK: list[tuple[str, Callable[..., object]]] = [
    (r"thông tin cá nhân \(trong tên sheet\)", Clerk.rename_sheet),
    (r"thông tin cá nhân \(cột hỏi", Clerk.clear_column),
    (r"thông tin cá nhân .* hãy xóa thông tin này ở ô và ở ghi chú", Clerk.clear_number),
    (r"phần bị ẩn: (.+)\. Hãy cho hiện lại", Clerk.unhide),
    (r"Hãy ghi mã của đơn vị mình|Hãy sửa mã đơn vị", Clerk.own_code),
    (r"Có phải «(.+?)»\?", Clerk.take_nearest),
    (r"Cột «.*» không thuộc mẫu", Clerk.note_heading),
    (r"Thiếu sheet «(.+)»\. .*chép sheet từ mẫu", Clerk.add_sheet),
    (r"Thiếu tiêu đề «(.+)»\. Hãy ghi đúng tiêu đề", Clerk.add_heading),
    (r"Hãy xóa cột thừa", Clerk.clear_column),
    (r"đưa dòng này lên liền bảng hoặc xóa đi|[Hh]ãy xóa dòng thừa|hoặc xóa dòng này", Clerk.clear_row),
    (r"Hãy xóa các dòng của sheet này", Clerk.clear_rows_below),
    (r"Hãy xóa (?:số liệu|ghi chú) ở dòng này", Clerk.clear),
    (r"không phải mẫu của báo cáo này\. Hãy ghi (\S+)\.", lambda clerk, task, form: clerk.write(task, form)),
    (r"[Nn]ếu gõ nhầm, hãy ghi (\d+)", Clerk.count),
    (r"Mã này là của (.+) \((.+)\): hãy sửa tên", Clerk.own_name),
    (r"Không có kỳ báo cáo|Hãy ghi đúng kỳ", Clerk.own_period),
    (r"còn trống: (.+)\. Hãy điền vào", Clerk.fill_in),
    (r"Phần lớn hơn tổng: .+ = [\d.]+, .+ = ([\d.]+)\. Phần không được", Clerk.count),
    (r"cộng các dòng được ([\d.]+)\. Hãy sửa dòng cộng", Clerk.count),
    (rf" trước .+ {_DAY}\. Phải tiếp nhận()", Clerk.within),
    (rf"Được ghi từ {_DAY} đến {_DAY}", Clerk.within),
    (rf"Được ghi ngày không sau(?P<first>) {_DAY}", Clerk.within),
    (rf"Kỳ này bắt đầu từ {_DAY};()", Clerk.within),
    (r"Được ghi từ 0 đến (?!30|60)[\d.]+\.", Clerk.from_papers),
    (r"Được ghi: Có hoặc Không\.", Clerk.take_yes_or_no),
    (r"Được ghi: (.+)\.", Clerk.take_listed),
    (r"ngày/tháng/năm|Năm phải từ|Hãy ghi số nguyên|gõ thẳng số", Clerk.from_papers),
    (r"Hãy ghi số ngày nguyên|để trống hoặc ghi 0|Được ghi từ 0 đến [36]0\.", lambda clerk, task: clerk.write(task, 0)),
    (r"thì để trống Ngày kết thúc", Clerk.clear),
    (r"phải có Ngày kết thúc", Clerk.from_papers),
    (r"phải có Ngày thụ lý", Clerk.acceptance_day),
    (r"Thuộc thẩm quyền phải là Có", lambda clerk, task: clerk.write(task, "Có")),
    (r"Hãy viết ngắn lại\. Tối đa (\d+) ký tự", Clerk.shorten),
    (r"Chỉ dùng chữ, số và các dấu", Clerk.plain_code),
    (r"đặt định dạng ô là Văn bản", Clerk.code_as_text),
    (r"Hãy gõ lại bằng bảng mã Unicode", Clerk.retype),
]  # fmt: skip


def day(said: str) -> date:
    return datetime.strptime(said, "%d/%m/%Y").date()  # noqa: DTZ007
