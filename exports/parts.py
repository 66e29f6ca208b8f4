"""What papers are made of: the parts of the report and of the slides, and grids cut from the snapshot's tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from exports.tables import Cell, Table

NARROWEST = 6  # letters that a column of a grid is made for
WIDEST, WIDEST_OF_MANY, MANY = 34, 20, 7  # of a grid with as many columns
FEW, LINES, WIDER = 4, 4, 1.6  # among few columns, one whose text would need more lines than these is wider
WORD = 1.3  # letters that one of a word is wide which nothing may break: dates and codes are digits and capitals
Line = dict[str, Cell]  # a row of a table by the names of its columns


@dataclass(frozen=True)
class Points:
    """Sentences, one below the other."""

    lines: list[str]
    kind: str = "points"


@dataclass(frozen=True)
class Grid:
    """A table as text; `weights` are the widths of its columns in letters, `is_number` which of them hold figures."""

    heading: str
    headings: list[str]
    rows: list[list[str]]
    weights: list[int]
    is_number: list[bool]
    kind: str = "grid"


@dataclass(frozen=True)
class Bar:
    """An indicator against its target: percent for the bar (None: no bar), and what stands in words beside it.

    `clause` is that of the resolution; `alt` says what the bar shows, for a reader that does not see it.
    """

    code: str
    clause: str
    label: str
    figure: str
    target: str
    status: str
    earlier: str
    sentence: str
    alt: str
    filled: float | None
    low: float | None
    high: float | None
    aim: float | None


@dataclass(frozen=True)
class Bars:
    """The indicators of one kind of target."""

    heading: str
    bars: list[Bar]
    kind: str = "bars"


@dataclass(frozen=True)
class Heat:
    """Units down, indicators across: in each cell a status by its code, empty where the unit is not asked.

    `marks` tells the mark of each status that occurs, `legend` says what they mean.
    """

    sentence: str
    codes: list[str]
    rows: list[tuple[str, list[str]]]
    marks: dict[str, str]
    legend: str
    kind: str = "heat"


@dataclass(frozen=True)
class Section:
    """A part of the report under its heading; `is_wide`: it needs a sheet across; `clause`: of the resolution."""

    heading: str
    parts: list[Points | Grid | Bars | Heat]
    is_wide: bool = False
    clause: str = ""


@dataclass(frozen=True)
class Report:
    """What a paper says, from its title to its last note; `code` and `foot` stand on every page."""

    title: str
    subject: str
    counted: str
    foot: str
    code: str
    sample: str
    facts: list[tuple[str, str]]
    headlines: list[str]
    notes: list[str]
    sections: list[Section]


@dataclass(frozen=True)
class Series:
    """The values of one series, their labels as the papers say them, and the key of its fill."""

    name: str
    values: list[float | None]
    labels: list[str]
    paint: str


@dataclass(frozen=True)
class Chart:
    """Horizontal bars by name; `top`: where the axis ends (None: by itself); `is_whole`: all bars as long as 100%."""

    names: list[str]
    series: list[Series]
    is_stacked: bool = False
    is_whole: bool = False
    top: float | None = None


@dataclass(frozen=True)
class Rows:
    """A table of few lines; `weights`: the widths of its columns."""

    headings: list[str]
    rows: list[list[str]]
    weights: list[int]


@dataclass(frozen=True)
class Lines:
    """Sentences."""

    lines: list[str]


@dataclass(frozen=True)
class Slide:
    """One message; `aside` is a line under the chart, `is_first` the title slide."""

    title: str
    body: Chart | Rows | Lines
    aside: str = ""
    notes: list[str] = field(default_factory=list)
    is_first: bool = False


# --- grids -------------------------------------------------------------------------------------------------------


def grid(table: Table, shown: tuple[str, ...], heading: str = "", keep: Callable[[Line], bool] | None = None) -> Grid:
    """Some columns of a table, and of its rows those to keep."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    kept = [row for row in rows if keep is None or keep(row)]
    texts = [[row[name].text() for name in shown] for row in kept]
    is_number = [any(row[name].form not in ("text", "withheld") for row in rows) for name in shown]
    return made_grid(heading, [table.said.headings[name] for name in shown], texts, is_number)


def made_grid(heading: str, headings: list[str], rows: list[list[str]], is_number: list[bool]) -> Grid:
    """A grid whose columns are wide enough for their longest text, up to a limit, and for each word of the heading."""
    widest = WIDEST_OF_MANY if len(headings) >= MANY else WIDEST
    columns = list(zip(headings, *rows, strict=True))
    longest = [max(map(len, texts[1:]), default=0) for texts in columns]
    words = [max((len(word) for text in texts[1:] for word in text.split()), default=0) for texts in columns]
    weights = [
        1
        + max(
            NARROWEST,
            *map(len, texts[0].split()),
            min(widest, round(word * WORD)),
            min(round(widest * WIDER) if len(headings) <= FEW and most > LINES * widest else widest, most),
        )
        for texts, most, word in zip(columns, longest, words, strict=True)
    ]
    return Grid(heading, headings, rows, weights, is_number)
