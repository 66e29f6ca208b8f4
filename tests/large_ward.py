"""A ward as large as the papers must bear: sixty groups that have reported every quarter for three years.

The catalogue is the ward's own, with its 43 and more indicators; the answers follow from numbers of unit, measure and
quarter, so every run has the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from data.catalogue import Catalogue, Measure, Period
from data.catalogue_checks import check
from data.store import Store
from tests.facts import a_case, a_course, give, ward_catalogue
from wording.formats import HANOI

GROUPS, QUARTERS = 60, 12
WARD, LAST = "HA", "2027-Q2"
AS_OF = datetime(2027, 6, 20, tzinfo=HANOI)
SILENT = ("HA-17", "HA-42")  # groups without a return of the last quarter
LONG = "Tổ dân phố Nghĩa Hiệp Thượng – khu tái định cư phía Tây Bắc đường Nguyễn Văn Linh số"
FIELDS = ("DD", "CS", "TP", "HT", "KH")
Row = dict[str, Any]


@cache
def large_catalogue(count: int = GROUPS, name: str = "Thôn Đồng") -> Catalogue:
    """The ward's catalogue with this many groups; each is called `name` and its number."""
    catalogue = ward_catalogue()
    offices = [unit for unit in catalogue.units if unit.kind != "group"]
    model = next(unit for unit in catalogue.units if unit.kind == "group")
    groups = [replace(model, code=f"HA-{place:02}", name=f"{name} {place}") for place in range(1, count + 1)]
    enlarged = replace(catalogue, units=(*offices, *groups), unit_aliases=())
    check(enlarged, {})
    return enlarged


def large_ward(path: Path | None = None, *, count: int = GROUPS, quarters: int = QUARTERS, name: str = "Thôn") -> Store:
    """A database, in memory without a path, with the returns of the last quarters up to LAST."""
    catalogue = large_catalogue(count, name)
    store = Store(path, catalogue, by="tests") if path else Store(catalogue=catalogue)
    codes = sorted(period.code for period in catalogue.periods if period.code <= LAST)[-quarters:]
    reporters = [unit for unit in catalogue.units if unit.parent]
    for code in codes:
        period = catalogue.period(code)
        assert period is not None
        for place, unit in enumerate(reporters):
            if code != LAST or unit.code not in SILENT:
                answers = {m.key: _answer(m, place, period) for m in catalogue.measures if unit.kind in m.reporter}
                moment = datetime.combine(period.ends_on + timedelta(days=3), datetime.min.time(), HANOI)
                rows = list(_courses(unit.kind, place, period)), list(_cases(unit.kind, place, period))
                give(store, unit.code, code, moment, answers, *rows)
    return store


def _answer(measure: Measure, place: int, period: Period) -> Any:
    """Cumulative counts grow through the year; a part is about four fifths of its whole."""
    if measure.value_type == "date":
        return period.year_starts_on + timedelta(days=place % 60) if (place + measure.ms) % 4 else None
    if measure.value_type == "flag":
        return (place + measure.ms) % 7 > 0
    if measure.value_type == "text":
        return f"{place + 10}/QĐ-UBND"
    if measure.key.endswith("_roster") and measure.key[:2] in ("c4", "c5"):
        return 1
    whole = 3 + (place * 7 + measure.ms // 10 * 13) % 90
    part = whole - (place + measure.ms) % 3 if measure.not_more_than else whole
    return max(0, part * period.quarter // 4 if measure.kind == "cumulative" else part)


def _courses(kind: str, place: int, period: Period) -> Iterator[Row]:
    held_on = (period.starts_on + timedelta(days=10 + place % 50)).isoformat()
    if kind == "group" and period.quarter == 1 + place % 4:
        for cohort, topic in (("C2", "A"), ("C4", "B"), ("C5", "B")):
            yield a_course(cohort, topic, held_on, 1, 1, title="Nghiệp vụ về hương ước, quy ước")
    if kind in ("people_committee", "front"):
        yield a_course("C1" if kind == "people_committee" else "C3", "A", held_on, 2, 1, title="Dân chủ ở cơ sở")


def _cases(kind: str, place: int, period: Period) -> Iterator[Row]:
    """Twenty cases of every kind in the People's Committee's register, two petitions of each group."""
    kinds = {"people_committee": ("KN", "TC", "KNPA") * 7, "group": ("KNPA",) * 2}.get(kind, ())
    for number, case_kind in enumerate(kinds):
        received_on = period.starts_on + timedelta(days=(number * 11 + place) % 60)
        closed = {"closed_on": str(received_on + timedelta(days=20))} if (number + place) % 3 else {}
        yield a_case(
            f"{case_kind}-{period.code[2:]}-{place:02}{number:02}", received_on.isoformat(), case_kind,
            field=FIELDS[(number + place) % len(FIELDS)], accepted_on=_soon(received_on), **closed,
        )  # fmt: skip


def _soon(received_on: date) -> str:
    return (received_on + timedelta(days=4)).isoformat()
