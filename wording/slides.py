"""What the slides say: one true sentence about the figures as the title of each, and what the presenter can add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wording import charts, indicators, report, screens
from wording.formats import UNKNOWN, collation_key, number

Row = Mapping[str, Any]

RESULT, TARGET, CASES = "Kết quả", "Mức phải đạt", "Số vụ việc"
TRAINED, UNTRAINED = charts.TRAINED, charts.UNTRAINED
SOURCES = "Số liệu lấy từ báo cáo của các đơn vị; không thay kết luận của cơ quan có thẩm quyền"
NOT_SHOWN_FIGURES = "Chưa có số liệu để vẽ."
NOBODY_LACKS = "Không chỉ tiêu nào còn thiếu so với mức phải đạt theo số liệu đã báo cáo"
UNITS_JUDGED = "Số chỉ tiêu của mỗi đơn vị, theo đánh giá"
NOTES_OF = "Số liệu và căn cứ:"


def title(sentence: str) -> str:
    """A sentence as a title: without its last full stop."""
    return sentence.removesuffix(".")


def furthest(kind: str, rows: Sequence[Row]) -> str:
    """«Chỉ tiêu nghị quyết nêu rõ: 3/7 đạt; xa nhất: Tổ dân phố đã … – 57,1% (4/7)»; rows with the furthest first."""
    if all(row["status"] == "not_reported" for row in rows):
        return f"{kind}: {number(len(rows))} chỉ tiêu chưa có báo cáo"
    met = sum(row["status"] == "met" for row in rows)
    told = [row for row in rows if row["value"] is not None and row["status"] not in ("met", "not_reported")]
    lead = f"{kind}: {number(met)}/{number(len(rows))} đạt"
    return f"{lead}; xa nhất: {told[0]['label']} – {report.figure(told[0])}" if told else lead


def units(cells: Sequence[Row]) -> str:
    """«33/70 kết quả của các đơn vị đã đạt; chưa đạt nhiều nhất: An Lưu (5 chỉ tiêu)»."""
    if all(cell["status"] == "not_reported" for cell in cells):
        return f"Chưa đơn vị nào có kết quả trong {number(len(cells))} kết quả cần báo cáo"
    met = sum(cell["status"] == "met" for cell in cells)
    lead = f"{number(met)}/{number(len(cells))} kết quả của các đơn vị đã đạt"
    missed = Counter(cell["name"] for cell in cells if cell["status"] == "not_met")
    if not missed:
        return lead
    most = max(missed.values())
    names = screens.missing_units(
        sorted((name for name, count in missed.items() if count == most), key=collation_key), 4
    )
    return f"{lead}; chưa đạt nhiều nhất: {names} ({number(most)} chỉ tiêu)"


def lacking(rows: Sequence[Row]) -> str:
    """How many indicators still lack something, and which is the largest gap in what it counts."""
    return f"{number(len(rows))} chỉ tiêu còn thiếu so với mức phải đạt" if rows else NOBODY_LACKS


def more(count: int, what: str = "chỉ tiêu") -> str:
    """«và 8 đơn vị khác»: what has no room on the slide stands in the workbook."""
    return f"và {number(count)} {what} khác"


def label(row: Row) -> str:
    """Beside a bar: the indicator with its counts, and the status by mark and word, which no line end parts."""
    whole = indicators.whole(row)
    mark, _, word = report.status(row).partition(" ")
    return f"{row['label']}{f' ({whole})' if whole else ''} – {mark}\u00a0{word}"


def note(row: Row, sentence: str) -> str:
    """For the presenter: the clause and basis beside the numbers."""
    return f"{row['code']} (mục {row['clause']}): {sentence} Căn cứ: {row['basis']}."


def question(code: str, unit: str, figure: str, text: str, state: str, answer: str) -> str:
    """For the presenter: a question to a unit in full, and its answer or that there is none."""
    told = f"{state.lower()} – {answer}" if answer != UNKNOWN else state.lower()
    return f"{code} · {unit} · {figure}: {text} ({told})"
