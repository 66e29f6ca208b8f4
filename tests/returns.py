"""A correct return of any unit as a workbook, to be spoilt in one place: every test says only what differs.

Headings stand in row 1 and values from row 2 on, so an address follows from the form: the figure of the first measure
is E2 of Số liệu, the first course is row 2 of Tập huấn. `answer_cell` finds the figure of an MS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook

from data.catalogue import Measure, Unit
from data.store import Store
from loaders.intake import Outcome, load_files
from loaders.returns import Return, read_return
from tests.facts import ward_catalogue
from tests.workbooks import saved
from wording.formats import HANOI

Values = Mapping[str, Any]
OMITTED = object()  # in place of a value: the label or the row of the measure is not there at all

COVER = ("Mẫu số", "Phiên bản mẫu", "Mã đơn vị", "Tên đơn vị", "Kỳ báo cáo", "Ngày lập", "Người lập")
MEASURES = ("MS", "Nội dung", "Cách tính", "Đơn vị tính", "Số liệu", "Ghi chú")
TRAINING = (
    "STT", "Ngày", "Chuyên đề", "Nội dung", "Đối tượng", "Triệu tập", "Tham dự", "Trong đó nữ", "Dự lần đầu trong năm",
    "Ghi chú",
)  # fmt: skip
COMPLAINTS = (
    "STT", "Mã vụ việc", "Loại đơn", "Lĩnh vực", "Ngày tiếp nhận", "Ngày thụ lý", "Vụ việc phức tạp", "Số ngày gia hạn",
    "Số ngày tạm đình chỉ", "Thuộc thẩm quyền", "Tình trạng", "Ngày kết thúc", "Ghi chú",
)  # fmt: skip
COMPLAINTS_SHORT = ("STT", "Mã vụ việc", "Lĩnh vực", "Ngày tiếp nhận", "Tình trạng", "Ngày kết thúc", "Ghi chú")
FOLLOW_UP = ("STT", "Loại", "Nội dung", "Hạn", "Ngày hoàn thành", "Ghi chú")
COHORT = {"group": "C4", "people_committee": "C1", "front": "C3"}
DATES = {43: date(2024, 5, 10)}
WHOLE, PART, FEW = 10, 5, 1  # 1: a group has one head, who is trained once
RECEIVED_ON = date(2026, 6, 20)


def a_return(
    unit: str = "HA-01",
    period: str = "2026-Q2",
    *,
    cover: Values | None = None,
    measures: Mapping[int, Any] | None = None,
    training: Sequence[Values] = ({},),
    complaints: Sequence[Values] = ({},),
    matters: Sequence[Values] | None = None,
    sheets: Mapping[str, Iterable[Sequence[Any]]] | None = None,
    without: Iterable[str] = (),
) -> Workbook:
    """The workbook. `cover` by label, `measures` by MS; a course or a case is what differs from `a_course`, `a_case`.

    `matters`: likewise of `a_matter`; without any the optional sheet is not there. `sheets` adds sheets by name, or
    replaces them; `without` leaves sheets out.
    """
    row = ward_catalogue().unit(unit, last_day(period)) or ward_catalogue().unit("HA-01", last_day(period))
    assert row
    book = {"Thông tin": cover_rows(row, unit, period, cover or {}), "Số liệu": measure_rows(row.kind, measures or {})}
    if row.kind != "council":
        book["Tập huấn"] = table(TRAINING, [a_course(row.kind, period) | dict(course) for course in training])
    if row.kind in ("group", "people_committee"):
        headings = COMPLAINTS_SHORT if row.kind == "group" else COMPLAINTS
        book["Đơn thư"] = table(headings, [a_case(row.kind) | dict(case) for case in complaints])
    if matters is not None:
        book["Theo dõi"] = table(FOLLOW_UP, [a_matter() | dict(matter) for matter in matters])
    book |= {name: [list(line) for line in rows] for name, rows in (sheets or {}).items()}
    return a_workbook({name: rows for name, rows in book.items() if name not in without})


def cover_rows(unit: Unit, code: str, period: str, changed: Values) -> list[list[Any]]:
    """Label and value, one pair a row, then the labels that only the test knows."""
    values: dict[str, Any] = dict(zip(COVER, ("01/DCCS", 1, code, unit.name, period, last_day(period)), strict=False))
    values["Ngày lập"] = last_day(period)
    return [[label, value] for label, value in (values | dict(changed)).items() if value is not OMITTED]


def measure_rows(kind: str, changed: Mapping[int, Any]) -> list[list[Any]]:
    """The headings, then one row a measure in the order of the form."""
    answers = {measure.ms: an_answer(measure) for measure in ward_catalogue().measures_of(kind)} | dict(changed)
    rows = [[f"{ms:02}", None, None, None, value] for ms, value in answers.items() if value is not OMITTED]
    return [list(MEASURES), *rows]


def an_answer(measure: Measure) -> Any:
    """What a unit answers that has everything; blank where it need not answer."""
    if measure.ms in DATES:
        return DATES[measure.ms]
    if not measure.required:
        return None
    if measure.value_type == "flag":
        return "Có"
    return FEW if measure.key.endswith("_roster") else PART if measure.not_more_than else WHOLE


def a_course(kind: str, period: str) -> dict[str, Any]:
    """One course at which one of the unit's own people was: for the first time this year only in the first quarter."""
    return {
        "STT": 1, "Ngày": first_day(period) + timedelta(days=20), "Chuyên đề": "B", "Đối tượng": COHORT[kind],
        "Triệu tập": 1, "Tham dự": 1, "Trong đó nữ": 0, "Dự lần đầu trong năm": int(period.endswith("Q1")),
    }  # fmt: skip


def a_case(kind: str) -> dict[str, Any]:
    """One case that is still in progress: a petition of a group, a complaint of the People's Committee."""
    case = {"STT": 1, "Mã vụ việc": "V-01", "Ngày tiếp nhận": date(2024, 7, 1), "Tình trạng": "Đang giải quyết"}
    return case if kind == "group" else case | {"Loại đơn": "KN", "Ngày thụ lý": date(2024, 7, 5)}


def a_matter() -> dict[str, Any]:
    """One matter that an office follows: a disclosure whose deadline lies after the period."""
    return {"STT": 1, "Loại": "Công khai", "Nội dung": "Thu chi quỹ", "Hạn": date(2026, 7, 30)}


def table(headings: Sequence[str], rows: Iterable[Values]) -> list[list[Any]]:
    """The headings and the rows under them; a heading that a row has and the form has not stands at the end."""
    rows = list(rows)
    every = list(dict.fromkeys([*headings, *(heading for row in rows for heading in row)]))
    return [every, *([row.get(heading) for heading in every] for row in rows)]


def a_workbook(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> Workbook:
    """Sheets of rows from A1 on."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def read(
    book: Workbook | bytes, received_on: date = RECEIVED_ON, file_name: str = "bao-cao.xlsx", **more: Any
) -> Return:
    """The return that is read from a workbook; `catalogue` may be another than the ward's."""
    content = book if isinstance(book, bytes) else saved(book)
    return read_return(file_name, content, more.get("catalogue") or ward_catalogue(), received_on)


def problems(book: Workbook | bytes, **more: Any) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and cell of everything that is wrong with a workbook, in the order in which a clerk reads it."""
    return [(problem.code, problem.sheet, problem.cell) for problem in read(book, **more).problems]


def sent(store: Store, *books: Workbook, on: date | None = None, by: str = "thư ký", **more: Any) -> list[Outcome]:
    """The outcomes of a batch that comes in at noon: by default a fortnight after the end of 2026."""
    now = datetime.combine(on or date(2026, 12, 28), time(12), HANOI)
    files = [(f"bao-cao-{number}.xlsx", saved(book)) for number, book in enumerate(books, start=1)]
    return load_files(files, store, by, now, **more)


def answer_cell(ms: int, kind: str = "group") -> str:
    """Where the figure of an MS stands in `a_return`."""
    numbers = [measure.ms for measure in ward_catalogue().measures_of(kind)]
    return f"E{numbers.index(ms) + 2}"


def first_day(period: str) -> date:
    """The first day of a period of the ward's catalogue."""
    row = ward_catalogue().period(period)
    return row.starts_on if row else date(2026, 3, 15)


def last_day(period: str) -> date:
    """Its last day; of a period that the catalogue does not have, that of 2026-Q2."""
    row = ward_catalogue().period(period)
    return row.ends_on if row else date(2026, 6, 14)
