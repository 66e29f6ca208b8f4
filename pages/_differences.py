"""What differs between two returns as people read it: one line a place, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from data.catalogue import Catalogue
from exports.complaints import LISTED_KINDS
from loaders import complaints, cover, follow_up, training
from loaders.differences import Difference, Figure, Line
from loaders.returns import sheet_forms
from wording import follow_up as follow_up_words
from wording import versions as words
from wording.tables import KIND
from wording.terms import CASE_STATUS

Row = Mapping[str, Any]
CASE_SAID = ("kind", "field", "received_on", "status", "closed_on")
MATTER_SAID = ("due_on", "completed_on")


def lines(catalogue: Catalogue, found: Difference) -> list[dict[str, str]]:
    """Figures, courses, cases, matters, then what else differs. Denunciations are only counted: nothing lists them."""
    listed = [line for line in found.cases if _is_listed(line)]
    shown = [
        *(_figure(catalogue, figure) for figure in found.figures),
        *(_course(catalogue, line) for line in found.courses),
        *(_case(catalogue, line) for line in listed),
        *(_matter(catalogue, line) for line in found.matters),
    ]
    if len(listed) < len(found.cases):
        shown.append((words.DENUNCIATIONS, "", words.unlisted(len(found.cases) - len(listed))))
    names = {"cover": cover.NAME} | {form.table: form.name for form in sheet_forms().values()}
    shown += [(names.get(table, table), "", words.HAS_CHANGED) for table in found.others]
    return [dict(zip((words.WHERE, words.BEFORE, words.AFTER), line, strict=True)) for line in shown]


def _is_listed(line: Line) -> bool:
    return all(row["kind"] in LISTED_KINDS for row in (line.before, line.after) if row)


def _figure(catalogue: Catalogue, found: Figure) -> tuple[str, str, str]:
    measure = catalogue.measure_by_key.get(found.measure)
    named = words.measure(measure.ms, measure.label) if measure else found.measure
    before, after = (words.answer(answer.state, answer.value) for answer in (found.before, found.after))
    return named, before, after if found.before != found.after else words.columns([(after, words.NOTE_CHANGED)])


def _course(catalogue: Catalogue, line: Line) -> tuple[str, str, str]:
    topics = {topic.code: topic.label for topic in catalogue.topics}
    cohorts = {cohort.code: cohort.label for cohort in catalogue.cohorts}
    row = line.row
    topic, cohort = (labels.get(row[name], row[name]) for name, labels in (("topic", topics), ("cohort", cohorts)))
    before, after = _sides(line, training.COUNTS, training.HEADINGS, lambda _, value: words.said(value))
    return words.course(row["held_on"], str(topic), str(cohort)), before, after


def _case(catalogue: Catalogue, line: Line) -> tuple[str, str, str]:
    fields = {field.code: field.label for field in catalogue.fields}
    labels = {"kind": KIND, "status": CASE_STATUS, "field": fields}

    def said(name: str, value: Any) -> str:
        return words.said(labels.get(name, {}).get(value, value))

    before, after = _sides(line, CASE_SAID, complaints.HEADINGS, said)
    return words.case(line.row["code"]), before, after


def _matter(catalogue: Catalogue, line: Line) -> tuple[str, str, str]:
    kinds = {kind.code: kind.label for kind in catalogue.follow_up_kinds}
    before, after = _sides(line, MATTER_SAID, follow_up.HEADINGS, lambda _, value: words.said(value))
    row = line.row
    return follow_up_words.line(str(kinds.get(row["matter_kind"], row["matter_kind"])), row["content"]), before, after


def _sides(
    line: Line, always: tuple[str, ...], headings: Mapping[str, str], said: Callable[[str, Any], str]
) -> Iterator[str]:
    """Both sides of a line: what changed; of a row that is new or gone, what it says above all."""
    for row in (line.before, line.after):
        names = line.changed or [name for name in always if row and row[name] is not None]
        pairs = ((headings.get(name, name), said(name, row[name])) for name in names) if row else ()
        yield words.columns(pairs) or words.NOT_THERE
