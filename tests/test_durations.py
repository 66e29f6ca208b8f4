"""«Thời gian giải quyết» on «Đơn thư»: a curve where cases are many, a sentence where few, nothing in public."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import pages
from exports.durations import ENOUGH_FOR_A_CURVE, durations
from exports.snapshot import build
from tests.shown import empty, full, run, text  # noqa: F401 – fixtures
from wording import durations as words

PAGE = Path(pages.__file__).parent / "complaints.py"


def found(store, period="2026-Q3"):
    return durations(store, unit="HA", period=period, as_of=datetime.now(UTC))


def test_the_median_is_the_snapshots_and_a_curve_needs_enough_cases(full):  # noqa: F811
    rows = found(full)
    by_kind = build(full, unit="HA", period="2026-Q3", as_of=datetime.now(UTC))["complaints"]["by_kind"]
    medians = {(row["source"], row["kind"]): row["median_days"] for row in by_kind}
    assert rows
    for row in rows:
        assert row["median_days"] == medians[row["source"], row["kind"]]
        assert bool(row["points"]) == (row["cases"] >= ENOUGH_FOR_A_CURVE)
        assert row["resolved"] <= row["cases"]


@pytest.mark.parametrize("enough", [1, 1000])
def test_a_kind_with_many_cases_is_drawn_and_one_with_few_is_said(full, monkeypatch, enough):  # noqa: F811
    monkeypatch.setattr("exports.durations.ENOUGH_FOR_A_CURVE", enough)
    page = run(PAGE, period="2026-Q3")
    labels = {row.kind: row.label for row in full.catalogue.deadlines}
    rows = [row for row in found(full) if row["source"] == "register"]
    assert rows
    for row in rows:
        drawn = words.sentence(labels[row["kind"]], row, "").strip()
        assert (drawn in text(page)) is bool(enough == 1 and row["points"])
        assert (f"**{labels[row['kind']]}**: {row['cases']} vụ việc" in text(page)) is not (drawn in text(page))


def test_nothing_of_it_stands_on_a_projector(full):  # noqa: F811
    assert words.ABOUT not in text(run(PAGE, period="2026-Q3", profile="public"))
