"""Where nobody has reported, a count of 0 says nothing: what papers leave unknown instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data.registers import COUNTS, REGISTERS
from exports.profiles import SOURCES
from exports.snapshot import Snapshot

Row = dict[str, Any]
# What a row of a register or of training counts, and what is made of it.
COUNTED = frozenset({*COUNTS, "cases", "median_days", "timely_share", "courses", "invited", "attended", "women",
                     "first_time"})  # fmt: skip


def registers_kept(snapshot: Snapshot) -> set[str]:
    """The registers that some unit here keeps: of another, 0 cases would be an answer to what nobody was asked."""
    kinds = {row["kind"] for row in snapshot["returns"]}
    return {source for register, source in SOURCES.items() if REGISTERS[register] in kinds}


def reported(snapshot: Snapshot, source: str) -> tuple[int, int]:
    """Of the units that keep a register, how many have reported for the period; without them its zeros say nothing."""
    register = next(register for register, of in SOURCES.items() if of == source)
    keepers = [row for row in snapshot["returns"] if row["kind"] == REGISTERS[register]]
    return sum(row["received_at"] is not None for row in keepers), len(keepers)


def knows_training(snapshot: Snapshot) -> bool:
    """Whether anyone has told of a course or of people to be trained."""
    training = snapshot["training"]
    return bool(training["courses"]) or any(row["roster"] is not None for row in training["by_cohort"])


def of_registers(rows: Iterable[Row], snapshot: Snapshot) -> list[Row]:
    """Rows of the registers that are kept here, by their `source`."""
    kept = registers_kept(snapshot)
    silent = {source for source in kept if not reported(snapshot, source)[0]}
    return [_unknown(row) if row["source"] in silent else row for row in rows if row["source"] in kept]


def of_units(rows: Iterable[Row], snapshot: Snapshot) -> list[Row]:
    """Rows of direct children: those that report themselves by their `unit`, of others a unit below was heard, by their
    `name`. What one said of training in an earlier quarter of the year stays."""
    heard = {row.get("branch") or row["unit"] for row in snapshot["returns"] if row["received_at"]}
    return [row if {row["unit"], row["name"]} & heard or row.get("courses") else _unknown(row) for row in rows]


def training(snapshot: Snapshot, names: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Rows of cohorts and of units; `names`: unit → name. Of a cohort nothing is known while no unit has told of it."""
    part = snapshot["training"]
    units = of_units([{**row, "name": names.get(row["unit"], row["unit"])} for row in part["by_unit"]], snapshot)
    known = {(row["cohort"], row["topic"]) for row in units if not row.get("is_unreported")}
    cohorts = [row if (row["cohort"], row["topic"]) in known else _unknown(row) for row in part["by_cohort"]]
    return cohorts, units


def _unknown(row: Row) -> Row:
    return {name: None if name in COUNTED else value for name, value in row.items()} | {"is_unreported": True}
