"""Charts of a page that runs no scripts: rows of name, bar and figure, which a telephone lays out as it likes.

They draw what the figures of charts/ draw, in the same paints; names and figures are text, whole, and read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from charts.bars import reach
from charts.cases import FIELD_PAINTS, stair
from charts.rows import Row, ordered, records
from wording import charts as words

BESIDE = 40  # letters that a telephone has room for above a bar
Key = tuple[str, str]  # a paint of charts.theme and its word


@dataclass(frozen=True)
class Piece:
    """A part of a bar: where it begins and how long it is, in percent of the axis, and the key of its paint."""

    start: float
    size: float
    paint: str


@dataclass(frozen=True)
class Strip:
    """A row: a name, its bars one below the other, what they say, a line under them; `span`: from floor to ceiling."""

    name: str
    bars: list[list[Piece]]
    figure: str
    note: str = ""
    span: tuple[float, float] | None = None


@dataclass(frozen=True)
class Strips:
    """A chart; `aim` is its target in percent of the axis, `legend` its paints in words."""

    rows: list[Strip]
    legend: list[Key]
    aim: float | None = None
    aim_said: str = ""

    @property
    def is_long(self) -> bool:
        """Whether name and figure of some row need a line each on a telephone."""
        return any(len(row.name) + len(row.figure) > BESIDE for row in self.rows)


def against_target(units: Iterable[Row], *, target: float, better: str, is_share: bool) -> Strips:
    """One bar a unit, best first; unknown: the whole bar in its own paint. Rows as of `charts.bars_against_target`;
    `is_share`: the target is percent, even where no unit has reported."""
    rows = ordered(records(units), "value", better=better)
    top = reach(rows, target)
    said = words.target_label(target, better, "", is_share=is_share)
    seen = words.in_order({row["status"] for row in rows})
    return Strips(
        [_unit(row, top) for row in rows], [(key, words.status(key)) for key in seen], 100 * target / top, said
    )


def _unit(row: dict[str, Any], top: float) -> Strip:
    size = 100.0 if row["value"] is None else _share(row["value"], top)
    low, high = row.get("low"), row.get("high")
    span = None if low is None or high is None or low == high else (_share(low, top), _share(high, top))
    return Strip(row["name"], [[Piece(0, size, row["status"])]], words.unit_label(row, ""), span=span)


def coverage(cohorts: Iterable[Row]) -> Strips:
    """Trained for the first time of the roster. Rows as of `charts.coverage_bars`."""
    rows = [_cohort(row) for row in records(cohorts)]
    seen = {piece.paint for row in rows for bar in row.bars for piece in bar if piece.size}
    return Strips(rows, [(key, word) for key, word in COVERED.items() if key in seen])


COVERED = {"first": words.TRAINED, "rest": words.UNTRAINED,
           **{key: words.status(key) for key in ("nothing_arose", "not_reported")}}  # fmt: skip


def _cohort(row: dict[str, Any]) -> Strip:
    if row["roster"] is None or row["first_time"] is None:
        bar = [Piece(0, 100, "not_reported")]
    elif row["roster"] == 0:
        bar = [Piece(0, 100, "nothing_arose")]
    else:
        trained = _share(row["first_time"], row["roster"])
        bar = [Piece(0, trained, "first"), Piece(trained, 100 - trained, "rest")]
    note = " · ".join(line for line in (words.untrained(row), words.attendance(row)) if line)
    return Strip(row["cohort_label"], [bar], words.cohort_figure(row), note)


def flow(row: Row) -> Strips:
    """What came and went as a stair. Row as of `charts.case_flow`, none of its counts unknown."""
    [kept] = records([row])
    most = max(1, kept["opening"] + kept["received"])
    bars = [[[Piece(_share(base, most), _share(size, most), paint)]] for base, size, paint in stair(kept)]
    return Strips([Strip(*row) for row in zip(words.FLOW.values(), bars, words.flow_labels(kept), strict=True)], [])


def fields(rows: Iterable[Row]) -> Strips:
    """Received, resolved and open by field; a withheld count has no bar. Rows as of `charts.by_field`."""
    kept = records(rows)
    most = max([1, *(row[key] for row in kept for key in FIELD_PAINTS if row[key] is not None)])
    legend = [(paint, words.FIELD_COUNTS[key]) for key, paint in FIELD_PAINTS.items()]
    return Strips([_field(row, most) for row in kept], legend)


def _field(row: dict[str, Any], most: int) -> Strip:
    bars = [
        [] if row[key] is None else [Piece(0, _share(row[key], most), paint)] for key, paint in FIELD_PAINTS.items()
    ]
    return Strip(row["field_label"], bars, words.field_counts(row))


def _share(value: Any, whole: Any) -> float:
    """Percent of the axis, to two places: a bar of a telephone has 350 points."""
    return round(100 * float(value) / float(whole), 2)
