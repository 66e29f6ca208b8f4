"""The charts of the web page by part of the report: drawn for everyone, live where scripts may run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from charts.bars import bars_against_target
from charts.cases import by_field, case_flow
from charts.training import coverage_bars
from exports import findings, strips
from exports.snapshot import Snapshot
from exports.strips import Strips
from exports.tables import is_share
from exports.unreported import knows_training, registers_kept, reported
from wording import charts as chart_words
from wording import complaints as complaint_words
from wording import report as words
from wording import tables as table_words
from wording import training as training_words


@dataclass(frozen=True)
class Drawing:
    """A chart with its heading and its true sentence; one of many is folded behind its heading.

    `figure` makes the live chart of charts/, which draws the same rows.
    """

    key: str
    heading: str
    sentence: str
    strips: Strips
    figure: Callable[[], Any]
    is_folded: bool = False


def page_charts(snapshot: Snapshot) -> dict[str, list[Drawing]]:
    """Heading of a part → its charts."""
    return {
        words.BY_UNIT: _by_unit(snapshot),
        words.TRAINING: _training(snapshot),
        words.COMPLAINTS: _complaints(snapshot),
    }


def _by_unit(snapshot: Snapshot) -> list[Drawing]:
    """Behind its name each indicator, unit by unit."""
    return [_indicator(row) for row in snapshot["indicators"] if row["target"] is not None and len(row["by_unit"]) > 1]


def _indicator(row: Any) -> Drawing:
    units, given = row["by_unit"], {"target": row["target"], "better": row["better"]}
    return Drawing(
        row["code"], f"{row['code']} · {row['label']}", chart_words.units_sentence(units),
        strips.against_target(units, **given, is_share=is_share(row)), partial(bars_against_target, units, **given),
        is_folded=True,
    )  # fmt: skip


def _training(snapshot: Snapshot) -> list[Drawing]:
    rows = findings.trained(snapshot)
    live = partial(coverage_bars, rows, labels={})
    made = Drawing("training", training_words.BY_COHORT, findings.training(snapshot), strips.coverage(rows), live)
    return [made] if rows and knows_training(snapshot) else []


def _complaints(snapshot: Snapshot) -> list[Drawing]:
    """Of each register the flow through the quarter and what it was about, as far as the profile tells."""
    drawn = []
    for source in table_words.SOURCE:
        if source not in registers_kept(snapshot) or not reported(snapshot, source)[0]:
            continue
        name, flow = complaint_words.REGISTER[source], findings.flow(snapshot, source)
        if flow:
            heading, said = words.about(name, complaint_words.FLOW), chart_words.flow_sentence(flow)
            drawn.append(Drawing(f"flow_{source}", heading, said, strips.flow(flow), partial(case_flow, flow)))
        rows = [row for row in snapshot["complaints"]["by_field"] if row["source"] == source]
        if any(row["received"] is not None for row in rows):
            heading, said = words.about(name, complaint_words.BY_FIELD), findings.fields(snapshot, source)
            drawn.append(Drawing(f"field_{source}", heading, said, strips.fields(rows), partial(by_field, rows)))
    return drawn
