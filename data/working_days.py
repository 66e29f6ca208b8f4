"""The days on which an office works."""

from __future__ import annotations

from datetime import date, timedelta

from data.catalogue import Catalogue


def working_days(catalogue: Catalogue) -> list[date]:
    """The days on which an office works, from the first deadline counted in working days to a year past the periods.

    Public holidays, and the Saturdays worked for a day off between two of them, by the `holidays` package for Vietnam;
    `workdays.csv` overrides a day.
    """
    import holidays  # 0.1 s to import; only a new catalogue version needs it

    starts = [row.valid_from for row in catalogue.deadlines if row.day_type == "working"]
    if not starts or not catalogue.periods:
        return []
    first, last = min(starts), max(period.ends_on for period in catalogue.periods) + timedelta(days=365)
    public = holidays.country_holidays("VN", years=range(first.year, last.year + 1))
    overrides = {row.day: row.kind == "worked" for row in catalogue.workdays}
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if overrides.get(day, public.is_working_day(day))]
