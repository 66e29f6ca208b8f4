"""What the sound returns of a batch would change: beside each unit's current return, and beside its earlier figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.catalogue import Measure
from data.store import Store
from data.writing import after
from loaders.differences import Difference, Rows, difference
from loaders.intake import Outcome
from loaders.jumps import Jump, Quarter, jump
from loaders.measures import SHEET as MEASURES
from loaders.returns import Return, sheet_forms


@dataclass(frozen=True)
class Change:
    """One accepted return. `difference` is None where none of the unit's stands for the period; `version` is its own.

    A jump stands with its measure; it is no problem of the return.
    """

    result: Return
    version: int
    difference: Difference | None
    jumps: tuple[tuple[Measure, Jump], ...]


def kept_rows(store: Store, submission: str) -> Rows:
    """What a stored return says, by table."""
    tables = ["cover", *(form.table for form in sheet_forms().values())]
    return {table: store.rows_of(table, submission) for table in tables}


def changes(outcomes: Iterable[Outcome], store: Store, now: datetime) -> list[Change]:
    """What each accepted return changes, in the order in which they would be stored: each knows those before it."""
    accepted = [outcome for outcome in outcomes if outcome.outcome == "accepted"]
    units = sorted({outcome.result.unit.code for outcome in accepted if outcome.result.unit})
    asked = {"units": units, "as_of": after(store.ask("last_event")[0]["last_event_at"], now)}
    current = {(row["unit"], row["period"]): row["submission"] for row in store.ask("history_returns", **asked)}
    series, found = _Series(store, asked), []
    standing: dict[tuple[str, str], Rows] = {}
    for outcome in accepted:
        result = outcome.result
        assert result.unit
        assert result.period
        place = result.unit.code, result.period.code
        if place not in standing and place in current:
            standing[place] = kept_rows(store, current[place])
        before = difference(standing[place], result.rows) if place in standing else None
        found.append(Change(result, outcome.version or 1, before, tuple(series.jumps(result))))
        standing[place] = result.rows
    return found


class _Series:
    """The counts of some units by measure and quarter; takes in what a batch adds."""

    def __init__(self, store: Store, asked: dict[str, object]) -> None:
        self._measures = store.catalogue.measure_by_key
        self._series: defaultdict[tuple[str, str], dict[Quarter, int | None]] = defaultdict(dict)
        quarters = {period.code: (period.year, period.quarter) for period in store.catalogue.periods}
        for row in store.ask("history_figures", **asked):
            if row["period"] in quarters:
                self._series[row["unit"], row["measure"]][quarters[row["period"]]] = row["quantity"]

    def jumps(self, result: Return) -> list[tuple[Measure, Jump]]:
        """The counts of a return that are far from the earlier ones."""
        assert result.unit
        assert result.period
        quarter, found = (result.period.year, result.period.quarter), []
        for row in result.rows.get(MEASURES.table, ()):
            measure, series = self._measures[row["measure"]], self._series[result.unit.code, row["measure"]]
            series.pop(quarter, None)
            if measure.value_type == "count" and row["state"] != "blank":
                series[quarter] = row["quantity"]
                if far := jump(measure.kind, series, quarter):
                    found.append((measure, far))
        return found
