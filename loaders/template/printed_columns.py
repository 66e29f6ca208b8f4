"""How the tables of the form stand on the sheet «Bản in»: their columns, upright on A4 unless one needs more width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders import complaints, measures, questions, training
from loaders.form import SheetForm
from loaders.template.columns import columns_of, widths_of
from loaders.template.style import printable_cm

# Upright, the lists of long labels are printed as codes, and what they stand for once above the table.
UPRIGHT_CM: Mapping[str, Mapping[str, float]] = {
    measures.SHEET.table: {"ms": 1.0, "content": 9.7, "count_unit": 2.2, "answer": 2.6, "note": 2.6},
    training.SHEET.table: {
        "ordinal": 1.0, "held_on": 2.4, "topic": 1.7, "title": 3.3, "cohort": 1.6, "invited": 1.4, "attended": 1.4,
        "women": 1.5, "first_time": 1.7, "note": 2.1,
    },
    complaints.SHEET.table: {
        "ordinal": 1.0, "code": 3.7, "field": 3.1, "received_on": 2.4, "status": 2.2, "closed_on": 2.6, "note": 3.1,
    },
}  # fmt: skip
ACROSS_CM: Mapping[str, Mapping[str, float]] = {
    measures.SHEET.table: {"ms": 1.0, "content": 15.8, "count_unit": 2.4, "answer": 3.0, "note": 4.6},
    complaints.SHEET.table: {
        "ordinal": 1.0, "code": 3.0, "kind": 2.4, "field": 3.1, "received_on": 2.3, "accepted_on": 2.3,
        "is_complex": 1.6, "extension_days": 1.3, "suspension_days": 1.3, "is_under_competence": 1.6, "status": 2.2,
        "closed_on": 2.3, "note": 2.4,
    },
}  # fmt: skip
CODED = frozenset({"topic", "cohort"})
# Rows of events on paper. A group's return ends with the page that it has reached; offices print what they need.
ROWS_OF_A_GROUP, FEWEST_ROWS, ROWS_OF_AN_OFFICE, SPARE_ROWS = 5, 3, 10, 4


# An answer may be as long as a question: it is read where it was typed.
NOT_PRINTED = frozenset({questions.SHEET.table})


def is_across(forms: Sequence[SheetForm], kind: str) -> bool:
    """Whether the paper lies: a unit with the long form of complaints has more columns than an upright page holds."""
    upright = UPRIGHT_CM[complaints.SHEET.table]
    return any(form.table == complaints.SHEET.table and len(columns_of(form, kind)) > len(upright) for form in forms)


def printed_widths(form: SheetForm, kind: str, *, across: bool) -> dict[str, float]:
    """The columns on paper and their widths; none for a sheet that is not printed."""
    if form.table in NOT_PRINTED:
        return {}
    known = ACROSS_CM if across else UPRIGHT_CM
    if form.table in known:
        return dict(known[form.table])
    columns = columns_of(form, kind)
    own = widths_of(form, columns)
    full = printable_cm(is_landscape=across)
    widths = [round(width * full / sum(own), 1) for width in own]
    widths[-1] += full - sum(widths)
    return {column.name: width for column, width in zip(columns, widths, strict=True)}


def printed_rows(kind: str, carried: int, that_fit: int | None) -> int:
    """How many rows of events are printed. `that_fit`: of a last table, so many as its page still holds."""
    if kind != "group":
        return max(ROWS_OF_AN_OFFICE, carried + SPARE_ROWS)
    return ROWS_OF_A_GROUP if that_fit is None else max(FEWEST_ROWS, that_fit)
