"""What a new version of the catalogue changes, and what it may not take away from returns that stand; recording it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from data.asking import Row
from data.catalogue import ROW_TYPES, Catalogue
from data.catalogue_checks import DATED_KEYS, KEYS
from data.store import Store

# What a return was read by; when it was due and what it is called may still be put right.
DATES_OF_A_PERIOD = ("year", "quarter", "year_starts_on", "starts_on", "ends_on")


class Change(NamedTuple):
    """One row that is new (`before` None), gone (`after` None) or different in `columns`."""

    table: str
    before: Any
    after: Any
    columns: tuple[str, ...]


class Orphan(NamedTuple):
    """A row that returns name and that the new version takes away or turns into something else."""

    table: str
    code: str
    period: str | None


class InUse(ValueError):
    """The version would leave returns without what they name."""

    def __init__(self, orphans: list[Orphan]) -> None:
        super().__init__(orphans)
        self.orphans = orphans


class Overtaken(ValueError):
    """Another version was recorded after the one that this was made from."""


def changes(old: Catalogue, new: Catalogue) -> list[Change]:
    """Row by row in the order of the tables: what is new or different, then what is gone."""
    return [change for table in ROW_TYPES for change in _changes(table, old, new)]


def _changes(table: str, old: Catalogue, new: Catalogue) -> Iterator[Change]:
    key = KEYS.get(table) or (*DATED_KEYS[table], "valid_from")

    def by_key(catalogue: Catalogue) -> dict[tuple[Any, ...], Any]:
        return {tuple(getattr(row, column) for column in key): row for row in catalogue.rows(table)}

    before, after = by_key(old), by_key(new)
    names = tuple(field.name for field in fields(ROW_TYPES[table]))
    for place, row in after.items():
        was = before.get(place)
        if row != was:
            yield Change(table, was, row, tuple(n for n in names if was and getattr(was, n) != getattr(row, n)))
    for place, row in before.items():
        if place not in after:
            yield Change(table, row, None, ())


def orphans(old: Catalogue, new: Catalogue, in_use: Iterable[Row]) -> list[Orphan]:
    """What returns name (queries/catalogue_in_use.sql) and no longer find as it was."""
    return [Orphan(r["named"], r["code"], r["period"]) for r in in_use if not _is_kept(old, new, **r)]


def _is_kept(old: Catalogue, new: Catalogue, named: str, code: str, period: str | None) -> bool:
    match named:
        case "units":
            return _is_unit_kept(old, new, code, period or "")
        case "periods":
            was, now = old.period(code), new.period(code)
            return was is None or (
                now is not None and all(getattr(was, n) == getattr(now, n) for n in DATES_OF_A_PERIOD)
            )
        case "measures":
            known, kept = old.measure_by_key.get(code), new.measure_by_key.get(code)
            return known is None or (kept is not None and known.value_type == kept.value_type)
        case "deadlines":
            return code in {row.kind for row in new.deadlines} or code not in {row.kind for row in old.deadlines}
        case _:
            return code in {row.code for row in new.rows(named)} or code not in {row.code for row in old.rows(named)}


def _is_unit_kept(old: Catalogue, new: Catalogue, code: str, period: str) -> bool:
    """A unit that reported for a period is in force on its last day, and of the same kind. A lost period is its own."""
    quarter = old.period(period)
    was = old.unit(code, quarter.ends_on) if quarter else None
    now = new.unit(code, quarter.ends_on) if quarter else None
    return was is None or (now is not None and now.kind == was.kind)


def have_files_changed(store: Store) -> bool:
    """Whether the files are not those beside which the current version was made on the page."""
    files = store.ask("latest_catalogue")[0]["files"]
    return files is not None and files != store.files.rows_digest


def record(store: Store, catalogue: Catalogue, by: str, now: datetime, why: str, based_on: str) -> None:
    """Makes a checked catalogue the current version. Raises Overtaken or InUse, and then nothing has changed.

    `based_on` is the digest of the version that it was compared with. The files themselves, taken over again, are a
    version of the files: later changes of theirs are then followed. A batch of returns being stored is waited for.
    """
    files = None if catalogue.rows_digest == store.files.rows_digest else store.files.rows_digest
    with store.intake:
        with store.keep("catalogue", by, now) as writing:
            if writing.ask("latest_catalogue")[0]["digest"] != based_on:
                raise Overtaken
            if lost := orphans(store.catalogue, catalogue, writing.ask("catalogue_in_use")):
                raise InUse(lost)
            writing.add_catalogue(catalogue, files, why)
        store.catalogue = catalogue
