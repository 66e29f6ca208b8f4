"""A problem of a return is a value, not an exception: code, sheet, cell, what was read, what is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from wording import problems as words

# What was read is quoted at most this long: a problem names a cell, it does not copy the workbook.
LONGEST_QUOTE = 160
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file. `cell` is an address such as `E12`; `found` is never personal data."""

    code: str
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    expected: str | None = None
    is_warning: bool | None = None

    @property
    def severity(self) -> Literal["error", "warning"]:
        """Errors refuse the whole return; warnings do not. A rule may soften one case of its code."""
        softened = self.code in words.WARNINGS if self.is_warning is None else self.is_warning
        return "warning" if softened else "error"

    @property
    def message(self) -> str:
        """The Vietnamese sentence, with place."""
        where = words.place(self.sheet, self.cell)
        said = words.sentence(self.code, self.quote, self.expected)
        return f"{where}: {said}" if where else said

    @property
    def quote(self) -> str | None:
        """What was read, shortened."""
        if self.found is None or len(self.found) <= LONGEST_QUOTE:
            return self.found
        return self.found[: LONGEST_QUOTE - 1] + "…"

    def as_dict(self) -> dict[str, str | None]:
        """The machine-readable form of the command line."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.sheet,
            "cell": self.cell,
            "found": self.quote,
            "expected": self.expected,
            "message": self.message,
        }


def in_reading_order(problems: Iterable[Problem], sheets: Sequence[str]) -> list[Problem]:
    """From top to bottom: what concerns the whole file, then sheet by sheet, in each by row and column."""
    places = {name: place for place, name in enumerate(sheets, start=1)}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        match = _ADDRESS.fullmatch(problem.cell or "")
        letters, row = (match[1], int(match[2])) if match else ("", 0)
        return places.get(problem.sheet or "", 0), row, len(letters), letters

    return sorted(problems, key=place)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether the return is refused."""
    return any(problem.severity == "error" for problem in problems)
