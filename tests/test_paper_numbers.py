"""Every number of every table: in files cell by cell, in papers for reading by numbers that nothing else could give."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

import pytest

from exports.formats import formats
from exports.report import FLOW
from exports.snapshot import Snapshot
from tests.papers import READ_BY_PEOPLE, csv_tables, lists_of, number_of, one_line, paper, sample, text_of
from wording import charts as chart_words
from wording import report as words
from wording.formats import number
from wording.tables import TABLES

Row = dict[str, Any]
TRAINED = ("courses", "invited", "attended", "roster", "first_time", "untrained")


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_csv_files_hold_every_number_of_every_table(profile: str) -> None:
    found, files, compared = sample(profile), csv_tables(paper("csv", profile)), 0
    lists = lists_of(found)
    assert {f"{key}.csv" for key in lists} <= set(files)
    for key, rows in lists.items():
        head, *lines = files[f"{key}.csv"]
        assert head == list(TABLES[key].headings.values())
        for line, row in zip(lines, rows, strict=True):
            for name, cell in zip(TABLES[key].headings, line, strict=True):
                value = number_of(row, name)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert float(cell) == value, (key, name)
                    compared += 1
    assert compared > 1000


def marked() -> Snapshot:
    """The snapshot with a number of its own in every place that papers print: from 20.001 on, each once."""
    found, numbers = copy.deepcopy(sample()), count(20_001)
    for row in found["indicators"]:
        if row["numerator"] is not None and row["denominator"] is not None:
            row["numerator"], row["denominator"] = next(numbers), next(numbers)
            row["value"] = 100 * row["numerator"] / row["denominator"]
    for row in found["training"]["by_cohort"]:
        row |= {name: next(numbers) for name in TRAINED}
    for row in found["complaints"]["by_kind"]:
        row |= {name: next(numbers) for name in FLOW}
    return found


@cache
def said(stem: str) -> str:
    """What a reader finds in the paper of these numbers."""
    return text_of(stem, formats()[stem].render(marked()))


def shares(found: Snapshot) -> Iterator[str]:
    """Of every indicator with two parts what stands for it, once its parts are whole."""
    for row in found["indicators"]:
        if row["numerator"] is not None and row["denominator"] is not None:
            yield f"({number(row['numerator'])}/{number(row['denominator'])})"


@pytest.mark.parametrize("stem", ["pdf", "docx", "html"])
def test_papers_for_reading_hold_every_indicator_and_every_count_of_training_and_registers(stem: str) -> None:
    found, text = marked(), re.sub(r"\s", "", said(stem))
    asked = [*shares(found)] if stem != "docx" else [part for whole in shares(found) for part in whole[1:-1].split("/")]
    asked += [number(row[name]) for row in found["training"]["by_cohort"] for name in TRAINED]
    asked += [number(row[name]) for row in found["complaints"]["by_kind"] for name in FLOW]
    assert len(asked) > 120
    assert [figure for figure in asked if figure not in text] == []


def test_the_slides_hold_every_target_with_its_counts_and_the_flow_of_every_register() -> None:
    found, text = marked(), said("pptx")
    asked = [words.figure(row) for row in found["indicators"] if row["target"] is not None]
    rows = [row for row in found["complaints"]["by_kind"] if row["span"] == "quarter"]
    asked += [number(row[name]) for row in rows for name in ("received", "resolved", "closing")]
    assert [figure for figure in asked if one_line(figure) not in text] == []


@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_none_of_these_numbers_was_there_before(stem: str) -> None:
    before = text_of(stem, paper(stem))
    assert not re.findall(r"(?<![\d.])2[01]\.\d{3}(?!\d)", before)


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_marks_by_unit_are_the_snapshots(profile: str) -> None:
    """Row by row of the web page, whose cells say their status by name and by mark."""
    page, found = paper("html", profile).decode(), sample(profile)
    judged = [row for row in found["indicators"] if row["target"] is not None]
    drawn = re.findall(r'<th scope="row">([^<]+)</th>((?:<td class="mark [a-z_]*">[^<]*</td>)+)', page)
    shown = {name: re.findall(r'<td class="mark ([a-z_]*)">([^<]*)</td>', cells) for name, cells in drawn}
    for name, cells in shown.items():
        for row, (state, mark) in zip(judged, cells, strict=True):
            of = [unit for unit in row["by_unit"] if unit["name"] == name]
            expected = chart_words.stated(of[0])["status"] if of else ""
            assert (state, mark) == (expected, chart_words.STATES[expected][0] if of else ""), (name, row["code"])
    assert len(shown) == len({unit["name"] for row in judged for unit in row["by_unit"]})
