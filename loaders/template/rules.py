"""What a rule of the form is to a spreadsheet: a sentence, and a formula for each column that it judges. Source: form.

A rule says the same as the problem codes of the loaders that it names, which a test holds. What needs other returns,
the day of receipt or a closer look at letters is left to the loaders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from loaders.cells import LONGEST_TEXT
from loaders.template.formulas import is_in
from loaders.template.names import Terms

Condition = Callable[[Terms], str]  # a formula: 1 where a cell of the column is wrong, else 0

COUNT_CODES = frozenset({"NOT_A_NUMBER", "AMBIGUOUS_NUMBER", "NEGATIVE", "NOT_WHOLE", "OUT_OF_RANGE"})
DAY_CODES = frozenset({"NOT_A_DATE", "DATE_OUT_OF_RANGE"})


@dataclass(frozen=True)
class Rule:
    """One line of the sheet of checks: its sentence, the codes it stands for, and what is wrong, by column.

    `of` are the MS whose rows it judges (empty: all rows). `is_missing`: something is still to be typed, which is
    marked more softly; `is_marked`: whether cells are marked at all.
    """

    says: str
    codes: frozenset[str]
    wrong: Mapping[str, Condition]
    of: frozenset[int] = frozenset()
    is_missing: bool = False
    is_warning: bool = False
    is_marked: bool = True


def missing(column: str) -> Condition:
    """A cell that must be filled in its row is blank."""
    return lambda row: f'{row.is_row}*({row.text(column)}="")'


def no_count(column: str) -> Condition:
    """What was typed is no count."""
    return lambda row: f'{row.is_row}*({row.text(column)}<>"")*ISERROR({row.count(column)})'


def no_day(column: str) -> Condition:
    """What was typed is no day."""
    return lambda row: f'{row.is_row}*({row.text(column)}<>"")*ISERROR({row.day(column)})'


def not_listed(column: str, choices: str) -> Condition:
    """What was typed is not in a list."""
    return lambda row: f'{row.is_row}*({row.text(column)}<>"")*(1-{is_in(row.text(column), choices)})'


def too_long(column: str, longest: int = LONGEST_TEXT) -> Condition:
    """A text has too many characters."""
    return lambda row: f"{row.is_row}*(LEN({row.text(column)})>{longest})"


def where(comparison: Callable[[Terms], str]) -> Condition:
    """A comparison of values of which some may not be there: nothing is wrong then."""
    return lambda row: f"IFERROR({row.is_row}*({comparison(row)}),0)"


def either(*conditions: Condition) -> Condition:
    """A cell that is wrong in one of several ways counts once."""
    return lambda row: f"(({'+'.join(condition(row) for condition in conditions)})>0)"


def all_of(*conditions: Condition) -> Condition:
    """A cell that is wrong in no way but this one."""
    return lambda row: "*".join(condition(row) for condition in conditions)


def each(condition: Callable[[str], Condition], columns: Iterable[str]) -> dict[str, Condition]:
    """One condition for several columns."""
    return {column: condition(column) for column in columns}
