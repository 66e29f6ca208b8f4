"""Help where it is needed: what an indicator is, in two sentences from its row in the catalogue."""

from __future__ import annotations

from typing import Any

from pages import Page, _counting
from wording import help as words

Row = dict[str, Any]


def of(page: Page, row: Row) -> str:
    """How an indicator of the snapshot is computed; from which clause and by whom it is reported. For `help=`."""
    operands = _counting.operands(page, row)
    return words.explained(
        row["method"], operands[0], operands[1] if len(operands) > 1 else None, row["clause"], row["target_kind"],
        row["basis"], _counting.scope(page, row), row["judged_from_quarter"],
        is_summed=len(row["by_unit"]) > 1,
    )  # fmt: skip
