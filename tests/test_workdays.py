"""The working days that deadlines are counted in, against the calendars that the government published for two years.

2025: Thông báo 6150/TB-BLĐTBXH of 3/12/2024 (Tết, 30/4 and 1/5 with 2/5 worked on Saturday 26/4, Quốc khánh).
2026: Thông báo of the Ministry of Home Affairs of October 2025 (Tết 14/2–22/2; Quốc khánh with Monday 31/8 worked on
Saturday 22/8); 12729/VPCP-KGVX of 25/12/2025 (Friday 2/1 worked on Saturday 10/1). Giỗ Tổ of 2026 falls on a Sunday:
its Monday is off (Bộ luật Lao động 2019 Điều 111, 112). 24/11, a day off from 2026 on: Nghị quyết 80-NQ/TW.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.catalogue_files import read_catalogue
from data.working_days import working_days
from tests.facts import AFTER_ALL, a_case, a_store, give, groups, ward_catalogue

OFF = {  # weekdays on which offices are closed
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
WORKED = {2025: "04-26", 2026: "01-10 08-22"}  # Saturdays


def days(year: int, listed: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{text}") for text in listed.split()}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_working_days_are_those_of_the_published_calendar(year: int) -> None:
    known = {day for day in working_days(read_catalogue()) if day.year == year}
    of_year = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
    expected = {day for day in of_year if day.weekday() < 5} - days(year, OFF[year]) | days(year, WORKED[year])
    assert known ^ expected == set()
    assert all(day.weekday() < 5 for day in days(year, OFF[year]))
    assert all(day.weekday() == 5 for day in days(year, WORKED[year]))


def test_acceptance_is_counted_in_working_days_across_tet_and_across_a_saturday_worked() -> None:
    store = a_store(units=groups("G1"), deadlines=ward_catalogue().deadlines)
    cases = [
        a_case("KN-1", "2026-02-13", "KN", accepted_on="2026-02-24"),  # Friday; Tết off: Monday 23, Tuesday 24
        a_case("KN-2", "2026-01-09", "KN", accepted_on="2026-01-12"),  # Friday; Saturday 10 worked, Monday 12
        a_case("KN-3", "2025-12-31", "KN", accepted_on="2026-01-04"),  # Wednesday; 1 to 4 January off
        a_case("TC-1", "2026-03-02", "TC"),  # waits: 3 … 6 · 9 … 13 March
        a_case("KNPA-1", "2026-03-02", accepted_on="2026-03-03"),  # no last day for acceptance: left out
    ]
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=cases)
    found = store.ask("acceptance_days", unit="W", period="2026-Q1", periods=["2026-Q1"], as_of=AFTER_ALL)
    assert [(row["kind"], row["code"], row["working_days"], row["is_late"]) for row in found] == [
        ("KN", "KN-3", 0, False), ("KN", "KN-2", 2, False), ("KN", "KN-1", 2, True), ("TC", None, 9, True),
    ]  # fmt: skip
