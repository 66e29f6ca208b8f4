"""What to know of figures before they leave: who is missing or late, what cannot be judged, how much is withheld."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exports.snapshot import Snapshot
from exports.tables import Table, tables
from wording import papers as words
from wording import units

Row = dict[str, Any]
NAMED_AT_MOST = 6


def last_check(snapshot: Snapshot, found: Iterable[Table] | None = None) -> list[str]:
    """Sentences in Markdown, none where there is nothing to say. `found`: the papers' tables, if there already."""
    return [*_returns(snapshot["returns"]), *_indicators(snapshot, tables(snapshot) if found is None else found)]


def _returns(returns: list[Row]) -> list[str]:
    missing = [row for row in returns if row["received_at"] is None]
    late = [row for row in returns if row["state"] == "late"]
    said = [words.missing(units.shortened(missing, NAMED_AT_MOST), len(missing), len(returns))] if missing else []
    return [*said, words.late(units.shortened(late, NAMED_AT_MOST), len(late))] if late else said


def _indicators(snapshot: Snapshot, found: Iterable[Table]) -> list[str]:
    rows = snapshot["indicators"]
    open_still = [row for row in rows if row["status"] in ("incomplete", "not_reported")]
    said = [words.incomplete(open_still)] if open_still else []
    withheld = sum(bool(row.get("is_suppressed")) for row in rows)
    lines = sum(
        any(cell.form == "withheld" for cell in line)
        for table in found if table.key != "indicators" for line in table.rows
    )  # fmt: skip
    return [*said, words.withheld(withheld, lines)] if withheld or lines else said
