"""From a figure back to its cells: what each cell of each return adds to an indicator's numerator and denominator.

The cells are chosen by the rules that make the figure (steps/figure.sql, data/rules.py), so that what is taken from
them adds up to it; a test holds the two together. Counts in the measure's own unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from data.asking import Row
from data.rules import CAPPED, KEPT_AFTER_THE_END, PER_UNIT, TWO_MEASURES
from data.store import Store
from exports.complaints import KINDS_HELD, LISTED_KINDS
from exports.snapshot import Snapshot

Ask = Callable[..., list[Row]]
Place = tuple[Any, ...]


@dataclass(frozen=True)
class Piece:
    """One cell, and the part of the figure that is taken from it.

    `how` it is read and, where less is taken than it says, the `limit`: capped | no_whole | once. `unit` it counts for,
    `source` reported it. Without a submission it is no cell: a unit that counts as 1, or a case that is not listed.
    """

    unit: str
    unit_name: str
    how: str
    taken: int
    value: int | bool | date | None = None
    limit: str | None = None
    source_name: str = ""
    measure: str | None = None
    typed: str | None = None
    table: str = ""
    column: str = ""
    row_number: int | None = None
    submission: str | None = None
    period: str | None = None
    file_name: str = ""
    version: int | None = None
    received_at: datetime | None = None
    received_by: str = ""
    places: str = "{}"

    @property
    def place(self) -> Place:
        """What makes it one cell, whichever sides of the figure it is part of."""
        return self.submission, self.table, self.column, self.row_number


@dataclass(frozen=True)
class Side:
    """Numerator or denominator: its operand as the catalogue spells it (None: 1 a unit), its pieces, its figure.

    `silent`: units in scope that nothing is known of.
    """

    operand: str | None
    pieces: list[Piece]
    silent: list[str]
    figure: int | None

    @property
    def total(self) -> int:
        """What the pieces add up to."""
        return sum(piece.taken for piece in self.pieces)


@dataclass(frozen=True)
class Trace:
    """An indicator's row in the snapshot of a unit, with both its sides; `is_told` False: only sums may be shown."""

    unit: str
    indicator: Row
    sides: list[Side]
    is_told: bool = True

    @property
    def cells(self) -> list[Piece]:
        """Every cell once, in the order of the sides."""
        found = {piece.place: piece for side in self.sides for piece in side.pieces if piece.row_number is not None}
        return list(found.values())

    @property
    def returns(self) -> int:
        """How many returns the cells stand in."""
        return len({piece.submission for piece in self.cells})

    @property
    def has_unlisted(self) -> bool:
        """Whether cases are part of the figure that no paper lists."""
        return any(piece.how == "unlisted" for side in self.sides for piece in side.pieces)


def trace(store: Store, snapshot: Snapshot, code: str) -> Trace | None:
    """Where the figure of an indicator comes from, as the snapshot's moment knew it; None where it has none."""
    return next(iter(traces(store, snapshot, code)), None)


def traces(store: Store, snapshot: Snapshot, code: str | None = None) -> list[Trace]:
    """The same of one indicator or of all.

    In the public profile nothing is said of what is counted from single cases.
    """
    period, as_of = snapshot["period"], datetime.fromisoformat(snapshot["as_of"])
    rows = [row for row in snapshot["indicators"] if code in (None, row["code"])]
    with store.asking(unit=snapshot["unit"], period=period["code"], periods=[period["code"]], as_of=as_of) as ask:
        names = {unit["code"]: unit["name"] for unit in ask("units_below")}
        leaves = [leaf | {"unit_name": names[leaf["unit"]]} for leaf in ask("indicator_figures")]
        return [
            Trace(snapshot["unit"], row, [], is_told=False)
            if snapshot["profile"] == "public" and row["method"] == "register"
            else Trace(snapshot["unit"], row, _sides(ask, snapshot, row, leaves))
            for row in rows
        ]


def _sides(ask: Ask, snapshot: Snapshot, row: Row, found: list[Row]) -> list[Side]:
    method, read = row["method"], _Reader(ask, row["method"], snapshot["period"]).read
    leaves = {
        leaf["unit"]: leaf
        for leaf in found
        if leaf["indicator"] == row["code"] and (leaf["is_in_scope"] or method in KEPT_AFTER_THE_END)
    }
    part, *whole = row["operands"]
    sides = [_side(part, _limited(read(part, is_whole=False), leaves, method), leaves, row["numerator"])]
    if whole:
        sides.append(_side(whole[0], _of(read(whole[0], is_whole=True), leaves), leaves, row["denominator"]))
    elif method in PER_UNIT:
        ones = [Piece(leaf["unit"], leaf["unit_name"], "per_unit", 1, 1) for leaf in leaves.values()]
        sides.append(Side(None, ones, [], row["denominator"]))
    return sides


def _side(operand: str, pieces: list[Piece], leaves: dict[str, Row], figure: int | None) -> Side:
    heard = {piece.unit for piece in pieces}
    silent = [leaf["unit_name"] for unit, leaf in leaves.items() if leaf["is_in_scope"] and unit not in heard]
    # Of courses and cases a return without any is an answer: none.
    is_counted = operand.partition(":")[1] != ""
    known = [leaf["unit_name"] for leaf in leaves.values() if is_counted and leaf["is_known"]]
    return Side(operand, _summed(pieces), [name for name in silent if name not in known], figure)


def _of(pieces: Iterable[Piece], leaves: dict[str, Row]) -> list[Piece]:
    return [piece for piece in pieces if piece.unit in leaves]


def _limited(pieces: Iterable[Piece], leaves: dict[str, Row], method: str) -> list[Piece]:
    """The pieces of a numerator, cell by cell up to what the unit may add. Source: data/rules.py, a unit's part."""
    room: dict[str, int | None] = {}
    for unit, leaf in leaves.items():
        if method in TWO_MEASURES and leaf["denominator"] is None:
            room[unit] = 0
        else:
            room[unit] = leaf["denominator"] if method in CAPPED else 1 if method in PER_UNIT else None
    limited = []
    for piece in _of(pieces, leaves):
        left = room[piece.unit]
        if left is not None:
            taken = min(piece.taken, left)
            room[piece.unit] = left - taken
            if taken < piece.taken:
                is_whole_known = leaves[piece.unit]["denominator"] is not None
                limit = "once" if method in PER_UNIT else "capped" if is_whole_known else "no_whole"
                piece = replace(piece, taken=taken, limit=limit)
        limited.append(piece)
    return limited


def _summed(pieces: list[Piece]) -> list[Piece]:
    """Cases that are not listed become one line a unit and kind, behind the others."""
    listed = [piece for piece in pieces if piece.how != "unlisted"]
    lines: dict[tuple[str, str | None], Piece] = {}
    for piece in pieces:
        if piece.how == "unlisted":
            line = lines.get((piece.unit, piece.measure))
            lines[piece.unit, piece.measure] = replace(piece, taken=1 + (line.taken if line else 0))
    return [*listed, *lines.values()]


@dataclass(frozen=True)
class _Reader:
    """Reads the cells of one operand; `period` is the snapshot's."""

    ask: Ask
    method: str
    period: Row

    def read(self, operand: str, *, is_whole: bool) -> list[Piece]:
        name, *rest = operand.split(":")
        if self.method == "register":
            return self._cases(name, rest, is_whole)
        if rest:
            cohort, topic = rest
            rows = self.ask("training_cells", cohort=cohort, topic=topic)
            return [_piece(row, "training", "first_time", "first_time", row["first_time"]) for row in rows]
        return [self._answer(row) for row in self.ask("figure_cells", measures=operand.split("|"))]

    def _answer(self, row: Row) -> Piece:
        """Flags and dates count as 0 or 1, and a count as itself."""
        value = next((row[name] for name in ("quantity", "is_true", "happened_on") if row[name] is not None), None)
        if isinstance(value, bool):
            how, taken = ("is_true", 1) if value else ("is_false", 0)
        elif isinstance(value, date):
            how, taken = self._day(value)
        else:
            how, taken = row["kind"] if row["is_figure"] else "no_change", value or 0
        return _piece(row, "answer", "answer", how, taken, value)

    def _day(self, day: date) -> tuple[str, int]:
        first, last = (date.fromisoformat(self.period[name]) for name in ("year_starts_on", "ends_on"))
        if self.method == "state_date":
            return ("has_come", 1) if day <= last else ("is_to_come", 0)
        return ("in_year", 1) if first <= day <= last else ("not_in_year", 0)

    def _cases(self, register: str, rest: list[str], is_whole: bool) -> list[Piece]:
        """`received` as a denominator means opening + received, as in indicator_figures.sql."""
        counted = "at_hand" if is_whole and rest[-1] == "received" else rest[-1]
        kinds = rest[0].split("+") if len(rest) > 1 else KINDS_HELD[register]
        rows = self.ask("case_rows", register=register, listed=sorted(LISTED_KINDS))
        return [
            _piece(row, "complaint", "code", "case" if row["code"] else "unlisted", 1, None)
            for row in rows
            if row["kind"] in kinds and row[f"is_{counted}"]
        ]


def _piece(row: Row, table: str, column: str, how: str, taken: int, value: Any = ...) -> Piece:
    """A piece of a row of figure_cells, training_cells or case_rows; one that is not listed names no file."""
    if how == "unlisted":
        return Piece(row["unit"], row["unit_name"], how, taken, measure=row["kind"])
    return Piece(
        row["unit"], row["unit_name"], how, taken, taken if value is ... else value,
        source_name=row["source_name"], measure=row.get("measure") or row.get("kind"),
        typed=row.get("code") or row.get("typed"), table=table, column=column, row_number=row["row_number"],
        submission=row["submission"], period=row["period"], file_name=row["file_name"], version=row["version"],
        received_at=row["received_at"], received_by=row["received_by"], places=row["places"],
    )  # fmt: skip
