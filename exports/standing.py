"""What stands in a database at a moment, as one hash for each period: whether two databases say the same."""

from __future__ import annotations

from datetime import datetime

from data.catalogue import in_force
from data.store import Store
from exports.snapshot import build


def content_hashes(store: Store, as_of: datetime) -> dict[str, str]:
    """Period and unit → content hash of the snapshot, for the periods with a return and the units at the top."""
    catalogue = store.catalogue_at(as_of)
    reported = {row["period"] for row in store.ask("periods_reported")}
    return {
        f"{period.code} {unit.code}": build(store, unit=unit.code, period=period.code, as_of=as_of)["content_hash"]
        for period in catalogue.periods
        if period.code in reported
        for unit in catalogue.units
        if unit.parent is None and in_force(unit, period.ends_on)
    }
