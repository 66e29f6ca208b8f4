"""Every problem code: a workbook that provokes it and nothing else, and one that only just does not."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from data.catalogue import Catalogue
from data.store import Store
from loaders.history import History
from loaders.inquiries import ask_question
from loaders.intake import judge, read_files
from loaders.spreadsheets.limits import MOST_FILE_BYTES
from tests.facts import ward_catalogue
from tests.returns import RECEIVED_ON, a_return, answer_cell, read, saved, sent
from tests.workbooks import changed, claiming, compound, packed
from wording.problems import SENTENCES

FILES = Path(__file__).parent / "files"
COVER, MEASURES, TRAINING, COMPLAINTS = "Thông tin", "Số liệu", "Tập huấn", "Đơn thư"
EXPLANATIONS = "Giải trình"
Place = tuple[str, str | None, str | None]  # code, sheet, cell
NAME = "bao-cao.xlsx"
ASKED_AT = datetime(2026, 4, 1, tzinfo=UTC)
MOST_SECONDS = 1.0  # of processor time, for one file


@dataclass(frozen=True)
class Sent:
    """What comes in: a batch of files, or one return and what of it differs; and who receives it, and when."""

    differing: dict[str, Any] = field(default_factory=dict)
    cells: dict[tuple[str, str], Any] = field(default_factory=dict)
    change: Callable[[openpyxl.Workbook], object] = lambda book: None
    files: Callable[[], list[tuple[str, bytes]]] | None = None
    earlier: tuple[dict[str, Any], ...] = ()
    name: str = NAME
    on: date = RECEIVED_ON
    allowed: tuple[str, ...] | None = None
    catalogue: Callable[[], Catalogue] = ward_catalogue

    def batch(self) -> list[tuple[str, bytes]]:
        """Its files."""
        if self.files:
            return self.files()
        book = a_return(**self.differing)
        for (sheet, address), value in self.cells.items():
            book[sheet][address] = value
        self.change(book)
        return [(self.name, saved(book))]

    def problems(self) -> list[Place]:
        """All that is said of it, in the order of reading; reading takes less than a second."""
        batch, history = self.batch(), None
        with ExitStack() as opened:
            if self.earlier:
                store = opened.enter_context(Store(catalogue=self.catalogue()))
                sent(store, *(a_return(**differing) for differing in self.earlier), on=self.on)
                ask_question(
                    store, "lãnh đạo", ASKED_AT, unit="HA-01", period="2026-Q1", text="Vì sao?", measure="c4_roster"
                )
                history = History.read(store, {"HA-01", "HA-UB"}, store.ask("last_event")[0]["last_event_at"])
            begun = time.process_time()
            outcomes = judge(read_files(batch, self.catalogue(), self.on), history, self.allowed)
        assert time.process_time() - begun < MOST_SECONDS * len(batch)
        return [(problem.code, problem.sheet, problem.cell) for outcome in outcomes for problem in outcome.problems]


@dataclass(frozen=True)
class Example:
    """`wrong` says exactly this, `near` says only that (most often nothing)."""

    wrong: Sent
    said: Sequence[Place]
    near: Sent
    said_of_near: Sequence[Place] = ()


@cache
def sound() -> bytes:
    return saved(a_return())


def file(content: Callable[[], bytes], name: str = NAME, **more: Any) -> Sent:
    return Sent(files=lambda: [(name, content())], **more)


def of_size(size_bytes: int) -> bytes:
    """A sound return with an enclosure that makes the file this long."""
    empty = changed_stored(b"")
    return changed_stored(bytes(size_bytes - len(empty)))


def changed_stored(enclosure: bytes) -> bytes:
    stream = BytesIO(sound())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/a", enclosure)
    return stream.getvalue()


def with_epoch(epoch: Any) -> Sent:
    return Sent(change=lambda book: setattr(book, "epoch", epoch))


def hiding(row: int) -> Sent:
    return Sent(change=lambda book: setattr(book[MEASURES].row_dimensions[row], "hidden", True))


def measure(ms: int, value: Any, **more: Any) -> Sent:
    return Sent({"measures": {ms: value}} | more)


def at_measure(code: str, ms: int, kind: str = "group") -> list[Place]:
    return [(code, MEASURES, answer_cell(ms, kind))]


def cover(label: str, value: Any, **more: Any) -> Sent:
    return Sent({"cover": {label: value}}, **more)


def course(**differing: Any) -> Sent:
    return Sent({"training": [{heading.replace("_", " "): value for heading, value in differing.items()}]})


def case(unit: str = "HA-UB", **differing: Any) -> Sent:
    return Sent({"unit": unit, "complaints": [{name.replace("_", " "): value for name, value in differing.items()}]})


def units_until(valid_to: date) -> Catalogue:
    """The ward's catalogue in which HA-01 ends on a day (the first on which it is not in force)."""
    known = ward_catalogue()
    return replace(known, units=tuple(replace(u, valid_to=valid_to) if u.code == "HA-01" else u for u in known.units))


def later(**differing: Any) -> dict[str, Any]:
    return {"period": "2026-Q2", **differing}


def first(**differing: Any) -> dict[str, Any]:
    return {"period": "2026-Q1", **differing}


def answering(code: str) -> Sent:
    return Sent({"sheets": {EXPLANATIONS: [["Mã câu hỏi", "Trả lời"], [code, "Đã rà soát lại"]]}})


TC = {"Loại đơn": "TC"}
NOT_CHECKED: Place = ("NOT_CHECKED", None, None)
EXAMPLES: dict[str, Example] = {
    # file
    "NOT_A_WORKBOOK": Example(file(lambda: b"MS;So lieu\n1;2\n"), [("NOT_A_WORKBOOK", None, None)], file(sound)),
    "WRONG_EXTENSION": Example(file(sound, "a.xls"), [("WRONG_EXTENSION", None, None)], file(sound, "a.XLSX")),
    "ENCRYPTED": Example(
        file(lambda: compound("EncryptedPackage")),
        [("ENCRYPTED", None, None)],
        file((FILES / "return.xls").read_bytes, "a.xls"),
        [NOT_CHECKED],
    ),
    "TOO_LARGE": Example(
        file(lambda: of_size(MOST_FILE_BYTES + 1)), [("TOO_LARGE", None, None)], file(lambda: of_size(MOST_FILE_BYTES))
    ),
    "ZIP_BOMB": Example(
        file(lambda: claiming(sound(), 100)),
        [("ZIP_BOMB", None, None)],
        file(lambda: changed(sound(), {"xl/media/a": bytes(20_000_000)})),
    ),
    "NESTED_ZIP": Example(
        file(lambda: packed({"b.zip": packed({"a.xlsx": sound()})}), "a.zip"),
        [("NESTED_ZIP", None, None)],
        file(lambda: packed({"b/a.xlsx": sound()}), "a.zip"),
    ),
    "DATE_SYSTEM_1904": Example(
        with_epoch(CALENDAR_MAC_1904), [("DATE_SYSTEM_1904", None, None)], with_epoch(CALENDAR_WINDOWS_1900)
    ),
    "HIDDEN_DATA": Example(hiding(3), [("HIDDEN_DATA", MEASURES, "A3")], hiding(90)),
    "MACROS_IGNORED": Example(
        file(lambda: changed(sound(), {"xl/vbaProject.bin": b"Auto_Open"}), "a.xlsm"),
        [("MACROS_IGNORED", None, None)],
        file(sound, "a.xlsm"),
    ),
    "NOT_CHECKED": Example(
        file((FILES / "return.ods").read_bytes, "a.ods"), [NOT_CHECKED], file((FILES / "return.xlsx").read_bytes)
    ),
    "SAME_RETURN_TWICE": Example(
        Sent(files=lambda: [("a.xlsx", sound()), ("b.xlsx", sound())]),
        [("SAME_RETURN_TWICE", None, None)],
        Sent(files=lambda: [("a.xlsx", sound()), ("b.xlsx", saved(a_return("HA-02")))]),
    ),
    # sheet
    "SHEET_MISSING": Example(
        Sent({"without": [COMPLAINTS]}),
        [("SHEET_MISSING", None, None)],
        Sent({"unit": "HA-MT"}),
    ),
    "SHEET_DUPLICATE": Example(
        Sent({"sheets": {"TẬP  HUẤN": []}}),
        [("SHEET_DUPLICATE", "TẬP  HUẤN", None)],
        Sent({"sheets": {"Cần sửa": [], "Hướng dẫn": []}}),
    ),
    "SHEET_NOT_YOURS": Example(
        Sent({"unit": "HA-MT", "sheets": {COMPLAINTS: [["STT", "Mã vụ việc"], [1, "V-01"]]}}),
        [("SHEET_NOT_YOURS", COMPLAINTS, "A2")],
        Sent({"unit": "HA-MT", "sheets": {COMPLAINTS: [["STT", "Mã vụ việc"], [1, "Không phát sinh"]]}}),
    ),
    "SHEET_UNKNOWN": Example(
        Sent({"sheets": {"Sheet4": []}}), [("SHEET_UNKNOWN", "Sheet4", None)], Sent({"sheets": {"DANH  MỤC": []}})
    ),
    "HEADING_MISSING": Example(
        Sent(cells={(TRAINING, "C1"): None}),
        [("HEADING_MISSING", TRAINING, "A1")],
        Sent(cells={(TRAINING, "D1"): None}),
    ),
    "HEADING_DUPLICATE": Example(
        Sent(cells={(TRAINING, "K1"): "NGÀY :"}),
        [("HEADING_DUPLICATE", TRAINING, "K1")],
        Sent(
            cells={
                (TRAINING, "A1"): "Ngày",
                (TRAINING, "B1"): "STT",
                (TRAINING, "A2"): date(2026, 4, 4),
                (TRAINING, "B2"): 1,
            }
        ),
    ),
    "HEADING_UNKNOWN": Example(
        Sent(cells={(TRAINING, "K1"): "Giờ"}),
        [("HEADING_UNKNOWN", TRAINING, "K1")],
        Sent(cells={(TRAINING, "J1"): "GHI CHÚ:"}),
    ),
    "TOO_MANY_ROWS": Example(
        Sent(cells={(TRAINING, "B20001"): "x"}),
        [("TOO_MANY_ROWS", TRAINING, None)],
        Sent(cells={(TRAINING, "B20000"): "x"}),
    ),
    "ROWS_AFTER_END": Example(
        Sent(cells={(TRAINING, "A6"): 5, (TRAINING, "B6"): "x"}),
        [("ROWS_AFTER_END", TRAINING, "A6")],
        Sent(cells={(TRAINING, "B6"): "Người lập", (TRAINING, "H6"): "Trưởng tổ"}),
    ),
    # cover
    "LABEL_DUPLICATE": Example(
        cover("MÃ ĐƠN VỊ:", "HA-02"), [("LABEL_DUPLICATE", COVER, "A7")], cover("Mã đơn vị cũ", "HA-02")
    ),
    "FORM_UNKNOWN": Example(cover("Mẫu số", "02/DCCS"), [("FORM_UNKNOWN", COVER, "B1")], cover("Mẫu số", " 01/dccs")),
    "VERSION_UNKNOWN": Example(
        cover("Phiên bản mẫu", 2), [("VERSION_UNKNOWN", COVER, "B2")], cover("Phiên bản mẫu", "01")
    ),
    "UNIT_UNKNOWN": Example(cover("Mã đơn vị", "HA-1"), [("UNIT_UNKNOWN", COVER, "B3")], cover("Mã đơn vị", "ha-01")),
    "UNIT_NAME_MISMATCH": Example(
        cover("Tên đơn vị", "Cổ Bưu"), [("UNIT_NAME_MISMATCH", COVER, "B4")], cover("Tên đơn vị", "TDP Thanh Chử")
    ),
    "UNIT_NOT_IN_FORCE": Example(
        Sent(catalogue=lambda: units_until(date(2026, 6, 14))),
        [("UNIT_NOT_IN_FORCE", COVER, "B3")],
        Sent(catalogue=lambda: units_until(date(2026, 6, 15))),
    ),
    "PERIOD_UNKNOWN": Example(
        cover("Kỳ báo cáo", "Quý V/2026"), [("PERIOD_UNKNOWN", COVER, "B5")], cover("Kỳ báo cáo", "Quý II/2026")
    ),
    "PERIOD_NOT_BEGUN": Example(
        Sent({"period": "2026-Q3", "cover": {"Ngày lập": None}, "training": []}, on=date(2026, 6, 14)),
        [("PERIOD_NOT_BEGUN", COVER, "B5")],
        Sent({"period": "2026-Q3", "cover": {"Ngày lập": None}, "training": []}, on=date(2026, 6, 15)),
    ),
    "NOT_ALLOWED": Example(Sent(allowed=("HA-02",)), [("NOT_ALLOWED", COVER, "B3")], Sent(allowed=("HA-01",))),
    "TEMPLATE_MISMATCH": Example(
        cover("Mã mẫu", "HA-02 · 2026-Q2 · 1 · XXXX"), [("TEMPLATE_MISMATCH", COVER, "B7")], cover("Mã mẫu cũ", "HA-02")
    ),
    # cell
    "REQUIRED_MISSING": Example(measure(1, None), at_measure("REQUIRED_MISSING", 1), measure(2, None)),
    "NOT_A_NUMBER": Example(measure(25, "–"), at_measure("NOT_A_NUMBER", 25), measure(25, "KPS")),
    "AMBIGUOUS_NUMBER": Example(measure(25, "1,234"), at_measure("AMBIGUOUS_NUMBER", 25), measure(25, "1.234,0")),
    "NEGATIVE": Example(measure(25, -1), at_measure("NEGATIVE", 25), measure(25, 0)),
    "NOT_WHOLE": Example(measure(25, 12.5), at_measure("NOT_WHOLE", 25), measure(25, 12.0)),
    "OUT_OF_RANGE": Example(measure(25, 10_000_001), at_measure("OUT_OF_RANGE", 25), measure(25, 10_000_000)),
    "NOT_A_DATE": Example(measure(43, "05/03/26"), at_measure("NOT_A_DATE", 43), measure(43, "5.3.2026")),
    "DATE_OUT_OF_RANGE": Example(
        course(Ngày="14/03/2026"), [("DATE_OUT_OF_RANGE", TRAINING, "B2")], course(Ngày="15/03/2026")
    ),
    "NOT_IN_LIST": Example(course(Chuyên_đề="C"), [("NOT_IN_LIST", TRAINING, "C2")], course(Chuyên_đề="\u200bb ")),
    "TEXT_TOO_LONG": Example(course(Ghi_chú="x" * 201), [("TEXT_TOO_LONG", TRAINING, "J2")], course(Ghi_chú="x" * 200)),
    "BAD_CODE": Example(case(Mã_vụ_việc="KN 01"), [("BAD_CODE", COMPLAINTS, "B2")], case(Mã_vụ_việc="KN-01/2026.A")),
    "FORMULA_WITHOUT_RESULT": Example(
        measure(25, "=1+1"), at_measure("FORMULA_WITHOUT_RESULT", 25), Sent(cells={(MEASURES, "F2"): "'=1+1"})
    ),
    "ERROR_VALUE": Example(
        measure(25, "#REF!"), at_measure("ERROR_VALUE", 25), Sent(cells={(MEASURES, "H2"): "#REF!"})
    ),
    "LEGACY_ENCODING": Example(
        course(Ghi_chú="Tæ d©n phè"), [("LEGACY_ENCODING", TRAINING, "J2")], course(Ghi_chú="Ðợt 2 – 5 m²")
    ),
    "PERSONAL_DATA": Example(
        course(Ghi_chú="0905 123 456"), [("PERSONAL_DATA", TRAINING, "J2")], course(Ghi_chú="05/03/2026, 1.234.567")
    ),
    # row
    "MEASURE_UNKNOWN": Example(measure(99, 5), [("MEASURE_UNKNOWN", MEASURES, "A21")], measure(25, 5)),
    "MEASURE_NOT_YOURS": Example(measure(11, 5), [("MEASURE_NOT_YOURS", MEASURES, "E21")], measure(11, None)),
    "DUPLICATE_ROW": Example(
        Sent({"unit": "HA-UB", "complaints": [{}, {"STT": 2, "Mã vụ việc": "v-01"}]}),
        [("DUPLICATE_ROW", COMPLAINTS, "B3")],
        Sent({"unit": "HA-UB", "complaints": [{}, {"STT": 2, "Mã vụ việc": "V-01.2"}]}),
    ),
    "PART_EXCEEDS_WHOLE": Example(
        course(Tham_dự=2), [("PART_EXCEEDS_WHOLE", TRAINING, "G2")], course(Triệu_tập=2, Tham_dự=2)
    ),
    "DATE_ORDER": Example(
        case(Ngày_thụ_lý=date(2024, 6, 30)), [("DATE_ORDER", COMPLAINTS, "F2")], case(Ngày_thụ_lý=date(2024, 7, 1))
    ),
    "COHORT_NOT_YOURS": Example(course(Đối_tượng="C1"), [("COHORT_NOT_YOURS", TRAINING, "E2")], course(Đối_tượng="C5")),
    "KIND_NOT_YOURS": Example(
        case("HA-01", Loại_đơn="TC"), [("KIND_NOT_YOURS", COMPLAINTS, "H2")], case("HA-01", Loại_đơn="KNPA")
    ),
    "STATUS_INCONSISTENT": Example(
        case(Ngày_kết_thúc=date(2026, 5, 5)),
        [("STATUS_INCONSISTENT", COMPLAINTS, "L2")],
        case(Tình_trạng="Đã giải quyết", Ngày_kết_thúc=date(2026, 5, 5)),
    ),
    "EXTENSION_TOO_LONG": Example(
        case(**TC, Số_ngày_gia_hạn=31),
        [("EXTENSION_TOO_LONG", COMPLAINTS, "H2")],
        case(**TC, Số_ngày_gia_hạn=60, Vụ_việc_phức_tạp="x"),
    ),
    "NOTE_NOT_ALLOWED": Example(
        case(**TC, Ghi_chú="x"), [("NOTE_NOT_ALLOWED", COMPLAINTS, "M2")], case(**TC, Ghi_chú="\u00a0")
    ),
    "TOTAL_MISMATCH": Example(
        Sent(cells={(TRAINING, "A3"): "Cộng", (TRAINING, "G3"): 2}),
        [("TOTAL_MISMATCH", TRAINING, "G3")],
        Sent(cells={(TRAINING, "A3"): "Cộng", (TRAINING, "G3"): 1}),
    ),
    # between returns
    "CUMULATIVE_DECREASED": Example(
        measure(24, 3, **later()), at_measure("CUMULATIVE_DECREASED", 24), measure(24, 4, **later())
    ),
    "CASE_CONFLICT": Example(
        case(Ngày_tiếp_nhận=date(2024, 7, 2)), [("CASE_CONFLICT", COMPLAINTS, "E2")], case(Mã_vụ_việc="V-01")
    ),
    "CASE_DISAPPEARED": Example(
        case(Mã_vụ_việc="V-02"), [("CASE_DISAPPEARED", COMPLAINTS, "B1")], case(Mã_vụ_việc="v-01")
    ),
    "QUESTION_UNKNOWN": Example(
        answering("HA-01-GT02"), [("QUESTION_UNKNOWN", EXPLANATIONS, "A2")], answering(" ha-01-gt01")
    ),
    "ROSTER_EXCEEDED": Example(
        course(Dự_lần_đầu_trong_năm=1), [("ROSTER_EXCEEDED", TRAINING, "I2")], course(Dự_lần_đầu_trong_năm=0)
    ),
    "LATER_RETURN_AFFECTED": Example(
        measure(24, 6, **first()), at_measure("LATER_RETURN_AFFECTED", 24), measure(24, 5, **first())
    ),
}
EARLIER = {
    "CUMULATIVE_DECREASED": first(measures={24: 4}),
    "CASE_CONFLICT": first(unit="HA-UB"),
    "CASE_DISAPPEARED": first(unit="HA-UB"),
    "QUESTION_UNKNOWN": first(),
    "ROSTER_EXCEEDED": first(),
    "LATER_RETURN_AFFECTED": later(measures={24: 5}),
}


def after_others(code: str, what: Sent) -> Sent:
    """The rules between returns need others to have come before."""
    return replace(what, earlier=(EARLIER[code],)) if code in EARLIER else what


def test_every_code_has_its_example() -> None:
    assert EXAMPLES.keys() == SENTENCES.keys()


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_workbook_provokes_the_code_at_its_cell_and_no_other(code: str) -> None:
    assert after_others(code, EXAMPLES[code].wrong).problems() == EXAMPLES[code].said


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_workbook_that_only_just_keeps_the_rule_provokes_nothing(code: str) -> None:
    assert after_others(code, EXAMPLES[code].near).problems() == list(EXAMPLES[code].said_of_near)


# --- the same by other programs ------------------------------------------------------------------------------------


def wrong() -> openpyxl.Workbook:
    """A return of the People's Committee with a number, a date, a list, a text, an error and a row that are wrong."""
    book = a_return(
        "HA-UB",
        measures={11: "1,234", 25: -1},
        training=[{"Ngày": "31/02/2026", "Chuyên đề": "Chuyên đề Z"}, {"STT": 2, "Ghi chú": "0905 123 456"}],
        complaints=[{"Tình trạng": "Đã giải quyết"}, {"STT": 2, "Mã vụ việc": "V-01"}],
    )
    book[TRAINING]["A9"], book[TRAINING]["B9"] = 9, "sót lại"
    return book


def rows_of(book: openpyxl.Workbook) -> dict[str, list[list[Any]]]:
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def by_calc(kind: str) -> Callable[[openpyxl.Workbook, str], bytes]:
    """What LibreOffice Calc has written of `a_return("HA-UB")` and of `wrong()`."""
    return lambda book, name: (FILES / f"{name}.{kind}").read_bytes()


def by_xlsxwriter(book: openpyxl.Workbook, name: str) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "dd/mm/yyyy"}) as written:
        for title, rows in rows_of(book).items():
            sheet = written.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


def by_pandas(book: openpyxl.Workbook, name: str) -> bytes:
    stream = BytesIO()
    with pandas.ExcelWriter(stream) as written:
        for title, rows in rows_of(book).items():
            pandas.DataFrame(rows, dtype=object).to_excel(written, sheet_name=title, header=False, index=False)
    return stream.getvalue()


PROGRAMS = {
    "calc.xlsx": by_calc("xlsx"), "calc.xls": by_calc("xls"), "calc.ods": by_calc("ods"),
    "xlsxwriter.xlsx": by_xlsxwriter, "pandas.xlsx": by_pandas,
}  # fmt: skip


@pytest.mark.parametrize("file_name", PROGRAMS)
def test_a_return_says_the_same_whichever_program_has_saved_it(file_name: str) -> None:
    book = a_return("HA-UB")
    result = read(PROGRAMS[file_name](book, "return"), file_name=file_name)
    assert result.content_hash == read(book).content_hash
    assert {problem.code for problem in result.problems} <= {"NOT_CHECKED"}


@pytest.mark.parametrize("file_name", PROGRAMS)
def test_what_is_wrong_is_said_of_the_same_cells_whichever_program_has_saved_it(file_name: str) -> None:
    book = wrong()
    result = read(PROGRAMS[file_name](book, "wrong"), file_name=file_name)
    found = [(p.code, p.sheet, p.cell, p.found) for p in result.problems if p.code != "NOT_CHECKED"]
    assert found == [(p.code, p.sheet, p.cell, p.found) for p in read(book).problems]
    assert len(found) == 8
