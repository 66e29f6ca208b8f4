"""The two registers as «Đơn thư» reads them from the snapshot. Figures stand in _registers.py, cases in _cases.py."""

from __future__ import annotations

from typing import Any

from data.registers import COUNTS, REGISTERS
from exports.profiles import SOURCES
from pages import Page
from wording import charts as chart_words
from wording import complaints as words
from wording import terms

Row = dict[str, Any]
REGISTER_OF = {source: register for register, source in SOURCES.items()}
WITH_UNITS = ("feedback",)  # the snapshot breaks this register down by unit


def sources(page: Page) -> dict[str, str]:
    """The registers that units below the page's unit keep, with their names."""
    kinds = [row["kind"] for row in page.snapshot["returns"]]
    named = words.OF_SEVERAL if kinds.count(REGISTERS["complaints"]) > 1 else words.REGISTER
    return {source: named[source] for register, source in SOURCES.items() if REGISTERS[register] in kinds}


def kind_labels(page: Page) -> dict[str, str]:
    """Kinds of complaint and their names."""
    return {row.kind: row.label for row in page.store.catalogue.deadlines}


def of_source(page: Page, table: str, source: str) -> list[Row]:
    """The rows of one register in a table of the snapshot's complaints."""
    return [row for row in page.snapshot["complaints"][table] if row["source"] == source]


def by_kind(page: Page, source: str, span: str) -> list[Row]:
    """One line a kind, over a span."""
    return [row for row in of_source(page, "by_kind", source) if row["span"] == span]


def total(rows: list[Row]) -> Row:
    """The register's counts over its kinds; unknown as soon as a part is withheld."""
    return {name: chart_words.total(row[name] for row in rows) for name in COUNTS}


def timely_whole(row: Row) -> int | None:
    """What `timely_share` is a share of: the cases whose day has come or that were resolved."""
    return chart_words.total([row["resolved_with_deadline"], row["open_overdue"]])


def indicators(page: Page, source: str) -> list[Row]:
    """The indicators drawn from a register."""
    rows = (row for row in page.snapshot["indicators"] if row["method"] == "register")
    return [row for row in rows if row["operands"][0].startswith(f"{REGISTER_OF[source]}:")]


def bases(page: Page, source: str) -> str:
    """That the resolution sets no target, and what each indicator of the register rests on."""
    lines = [
        words.basis(row["label"], row["code"], terms.TARGET_KIND[row["target_kind"]], row["basis"])
        for row in indicators(page, source)
    ]
    return "  \n".join([f"**{words.NO_TARGET}** {words.ABOUT[source]}", *lines])


def has_deadline(page: Page, source: str) -> bool:
    """Whether the law gives days for the resolution of any kind that the register holds."""
    return any(row["kind"] in with_deadline(page) for row in of_source(page, "by_kind", source))


def with_deadline(page: Page) -> set[str]:
    """Kinds for whose resolution the law gives days."""
    return {row.kind for row in page.store.catalogue.deadlines if row.days is not None and row.step == "resolution"}
