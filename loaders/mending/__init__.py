"""The returned workbook: the sender's own file, what is wrong marked at its cells and listed on a first sheet.

An .xlsx keeps every byte of its cells, formats and pictures: only notes, fills and the list are added. Any other kind
is written anew from its values. Nothing of it disturbs the next check, and the next round takes it off again.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.hygiene import MASK, personal_data
from loaders.mending.book import Book
from loaders.mending.listing import Line, write_listing
from loaders.mending.marks import LISTING, Mark, fill, looks
from loaders.mending.notes import write_notes
from loaders.mending.parts import NotEditable, Parts
from loaders.mending.rebuilt import rebuild
from loaders.problems import Problem, in_reading_order
from loaders.returns import Return
from wording import mending as words
from wording import problems as problem_words

# With every cell of a large sheet marked, a workbook would grow beyond what the next check may open.
MOST_SHOWN = 1_000
_UNSAID = "…"


def may_be_returned(result: Return) -> bool:
    """Whether the file could be opened, so that there is something to write notes into."""
    return bool(result.sheets)


def returned_name(result: Return) -> str:
    """What the returned workbook is called; never after a person's number."""
    return words.file_name(None if MASK in result.file_name or personal_data(result.file_name) else result.file_name)


def returned(result: Return, problems: Sequence[Problem]) -> bytes:
    """The returned workbook, an .xlsx, of a file that `may_be_returned`."""
    graver_first = sorted(problems, key=lambda problem: problem.severity == "warning")
    shown = in_reading_order(graver_first[:MOST_SHOWN], result.sheets)
    notes = [words.HOW_TO, words.first_of(len(shown), len(problems))]
    has_macros = any(problem.code == "MACROS_IGNORED" for problem in problems)
    try:
        return _marked(result, result.content, shown, [*notes, words.WITHOUT_MACROS if has_macros else ""])
    except NotEditable:
        return _marked(result, rebuild(result.file_name, result.content), shown, [*notes, words.WITHOUT_FORMAT])


def _marked(result: Return, content: bytes, problems: Sequence[Problem], notes: Sequence[str]) -> bytes:
    parts = Parts(content)
    book = Book(parts)
    sheets = book.worksheets()
    if len(sheets) != len(result.sheets):
        raise NotEditable(LISTING)
    numbers = looks(parts)
    for known_as, (_, part) in zip(result.sheets, sheets, strict=True):
        here = [problem for problem in problems if problem.sheet == known_as]
        if any(problem.code == "HIDDEN_DATA" for problem in here):
            book.unveil(part)
        marks = _marks(here)
        fill(parts, part, marks, numbers)
        write_notes(parts, part, marks)
    book.drop(LISTING)
    names = _names(book, result, sheets)
    lines = [_line(problem, names) for problem in problems]
    part, header = write_listing(parts, lines, [note for note in notes if note])
    book.put_first(LISTING, part, header)
    return parts.packed()


def _names(book: Book, result: Return, sheets: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str | None]]:
    """Name in the problems → name in the listing, and for links. A name that must not be repeated is a place."""
    places = {part: place for place, (_, part) in enumerate(book.worksheets(), start=2)}
    names: dict[str, tuple[str, str | None]] = {}
    for known_as, (name, part) in zip(result.sheets, sheets, strict=True):
        may_be_said = personal_data(name) is None
        names[known_as] = (known_as, name) if may_be_said else (problem_words.nth_sheet(places[part]), None)
    return names


def _marks(problems: Sequence[Problem]) -> list[Mark]:
    """One note a cell, its errors before its warnings."""
    by_cell: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.severity == "warning"):
        if problem.cell:
            by_cell.setdefault(problem.cell, []).append(problem)
    return [
        Mark(cell, words.note_of(here[0].severity, [" ".join(_said(problem)) for problem in here]), here[0].severity)
        for cell, here in by_cell.items()
    ]


def _line(problem: Problem, names: dict[str, tuple[str, str | None]]) -> Line:
    shown, name = names.get(problem.sheet or "", (words.WHOLE_FILE, None))
    quoted = name.replace("'", "''") if name else None
    link = f"'{quoted}'!{problem.cell or 'A1'}" if quoted else None
    wrong, accepted = _said(problem)
    if problem.severity == "warning":
        accepted = accepted or words.MAY_STAY
    return Line(problem.severity, shown, problem.cell or "", wrong, accepted, link)


def _said(problem: Problem) -> tuple[str, str]:
    """What is wrong and what is accepted. A quote that the next check would take for a person's number is left out."""
    said = problem_words.wrong_and_accepted(problem.code, problem.quote, problem.expected)
    if personal_data(" ".join(said)):
        return problem_words.wrong_and_accepted(problem.code, _UNSAID, problem.expected)
    return said
