"""The questions of a form: the sheet where they are answered, and a note beside each figure that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import Catalogue
from loaders.cells import LONGEST_TEXT
from loaders.form import Context
from loaders.inquiries import measures_of
from loaders.questions import SHEET
from loaders.template import checks
from loaders.template.names import Area
from loaders.template.style import CENTRE, TEXT_FORMAT, UNLOCKED, box, protect, put, set_height
from loaders.template.tables import Place, write_head
from loaders.template.text import lines_of
from wording import questions as words
from wording import template as form_words

Row = Mapping[str, Any]
LEAST_LINES = 3  # to answer in
NOTE_WIDTH, NOTE_HEIGHT = 340, 150  # pixels


def write_questions(place: Place, rows: Sequence[Row]) -> Area:
    """One row a question; only the answers are typed."""
    first = write_head(place, hint=words.HINT)
    for number, row in enumerate(rows, start=1):
        at = first + number - 1
        about = words.about(figure(place.context.catalogue, row), row["period_label"])
        values = {"ordinal": number, "question": row["id"], "about": about, "text": row["text"], "answer": None}
        for name, value in values.items():
            centred = {"alignment": CENTRE} if name in ("ordinal", "question") else {}
            put(place.at(at, name), value, number_format=TEXT_FORMAT if name != "ordinal" else "0", **centred)
        answer = place.at(at, "answer")
        answer.protection = UNLOCKED
        box(place.sheet, at, place.positions)
        widths = dict(zip((column.name for column in place.columns), place.widths_cm, strict=True))
        lines = max(lines_of(values[name], widths[name]) for name in ("about", "text"))
        set_height(place.sheet, at, max(lines, LEAST_LINES))
        check = checks.text(LONGEST_TEXT, form_words.text_wanted(LONGEST_TEXT))
        check.add(answer.coordinate)
        place.sheet.add_data_validation(check)
    protect(place.sheet)
    entries = {"ordinal": ("ordinal", "count"), "answer": ("text",)}
    return place.area(first, first + max(len(rows), 1) - 1, entries)


def hang_questions(
    sheets: Mapping[str, Worksheet], areas: Iterable[Area], rows: Sequence[Row], context: Context
) -> None:
    """Notes on the answers that the questions are about, one after another where several ask about one."""
    area = next((area for area in areas if area.rows), None)
    if area is None:
        return
    said: dict[int, list[str]] = {}
    for row in rows:
        for measure in measures_of(context.catalogue, context.unit.kind, row["indicator"], row["measure"]):
            said.setdefault(measure.ms, []).append(words.note(row["id"], row["period_label"], row["text"]))
    for ms, lines in said.items():
        note = Comment("\n".join([*lines, words.answer_in(SHEET.name)]), words.ASKED_BY)
        note.width, note.height = NOTE_WIDTH, NOTE_HEIGHT
        sheets[area.sheet].cell(area.rows[ms], area.position("answer")).comment = note


def figure(catalogue: Catalogue, row: Row) -> str:
    """What a question is about, in words; its key where the catalogue no longer has it."""
    if row["measure"]:
        measure = catalogue.measure_by_key.get(row["measure"])
        return words.measure(measure.ms, measure.label) if measure else str(row["measure"])
    labels = {indicator.code: indicator.label for indicator in catalogue.indicators}
    return words.indicator(row["indicator"], labels.get(row["indicator"], ""))
