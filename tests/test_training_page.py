"""«Tập huấn» on the samples: the figures of the snapshot, who is left and where, courses of the quarter or the year."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import pages
from exports.snapshot import build
from tests.shown import empty, full, run, text, ward_with_gaps  # noqa: F401 – fixtures
from wording import heads
from wording import training as words
from wording.formats import percent, ratio

PAGE = Path(pages.__file__).parent / "training.py"


def tables(page):
    return [element.value for element in page.dataframe]


def test_who_is_left_and_where_is_the_first_sentence_and_adds_up(full):  # noqa: F811
    shown = text(run(PAGE, period="2026-Q2"))
    snapshot = build(full, unit="HA", period="2026-Q2", as_of=datetime.now(UTC))
    asked = {tuple(row["operands"][0].split(":")[1:]) for row in snapshot["indicators"] if row["method"] == "coverage"}
    left = [row for row in snapshot["training"]["by_unit"] if (row["cohort"], row["topic"]) in asked]
    assert len(asked) == 5
    assert f"Còn **{sum(row['untrained'] for row in left)}** người chưa tập huấn" in shown
    for unit, name in (("HA-01", "Thanh Chữ"), ("HA-02", "Cổ Bưu"), ("HA-UB", "Ủy ban nhân dân phường")):
        assert f"{name} {sum(row['untrained'] for row in left if row['unit'] == unit)}" in shown


def test_the_tables_show_coverage_and_attendance_of_the_snapshot(full):  # noqa: F811
    page = run(PAGE, period="2026-Q2")
    training = build(full, unit="HA", period="2026-Q2", as_of=datetime.now(UTC))["training"]
    by_cohort, all_figures = tables(page)[0], tables(page)[-1]
    row = training["by_cohort"][1]
    line = by_cohort[by_cohort[words.COHORT] == row["cohort_label"]].iloc[0]
    counts = ratio(row["first_time"], row["roster"])
    assert line[words.COVERAGE] == f"{percent(row['first_time'], row['roster'])} ({counts})"
    assert line[words.RATE] == words.share(row["attended"], row["invited"])
    assert len(all_figures) == len(training["by_unit"])
    # a topic that no indicator asks for has attendance, and no coverage
    assert words.OUTSIDE in set(by_cohort[words.COVERAGE])


@pytest.mark.parametrize(("span", "count"), [("quarter", "10"), ("year", "20")])
def test_courses_are_of_the_quarter_or_of_the_year_as_the_address_says(full, span, count):  # noqa: F811
    shown = text(run(PAGE, period="2026-Q2", span=span))
    assert f"{count} lớp" in shown


@pytest.mark.parametrize("unit", ["HA-03", "HA-MT", "HA-HD"])
def test_a_unit_alone_is_shown_with_the_cohorts_it_reports(full, unit):  # noqa: F811
    page = run(PAGE, period="2026-Q2", unit=unit)
    assert not page.exception


def test_many_units_are_named_only_first_and_the_rest_counted():
    left = [(f"Tổ {place}", 2) for place in range(1, 61)]
    said = words.untrained(left, [])
    assert said.startswith("Còn **120** người chưa tập huấn: Tổ 1 (2), Tổ 2 (2)")
    assert said.endswith("và 53 đơn vị khác (106).")


def test_who_has_not_said_is_named_and_not_counted():
    assert words.untrained([("An Lưu", 0)], ["An Vân"]) == (
        "Không còn ai chưa tập huấn. Chưa có số liệu đối tượng của An Vân."
    )
    assert words.untrained([], []) == "Chưa có số liệu về đối tượng tập huấn."


@pytest.mark.parametrize(
    ("left", "unknown", "expected"),
    [
        ([("An Vân", 1), ("An Lưu", 1), ("Cổ Bưu", 0)], [], "**Tổ trưởng**: còn 2/7 – An Lưu, An Vân."),
        (
            [("An Vân", 1), ("Cổ Bưu", 3)],
            ["An Hòa"],
            "**Tổ trưởng**: còn 4/7 – Cổ Bưu 3, An Vân 1. Chưa có số liệu: An Hòa.",
        ),
        ([("An Vân", 0)], ["An Hòa"], "**Tổ trưởng**: không còn ai ở nơi đã báo. Chưa có số liệu: An Hòa."),
        ([("An Vân", 0)], [], "**Tổ trưởng**: không còn ai."),
        ([], ["An Hòa"], "**Tổ trưởng**: chưa có số liệu."),
    ],
)
def test_each_cohort_says_how_many_are_left_and_where(left, unknown, expected):
    assert words.left_of("Tổ trưởng", 7, left, unknown) == expected


def test_the_courses_say_how_they_relate_to_the_indicator_that_counts_courses(full):  # noqa: F811
    row = next(row for row in build(full, unit="HA", period="2026-Q2", as_of=datetime.now(UTC))["indicators"]
               if row["operands"] == ["courses_held"])  # fmt: skip
    said = f"Khác với chỉ tiêu **{row['code']}** {row['label']} ({row['numerator']} lớp từ đầu năm)"
    assert said in text(run(PAGE, period="2026-Q2"))
    alone = text(run(PAGE, period="2026-Q2", unit="HA-01"))
    assert words.ONE_COURSE in alone
    assert "Khác với chỉ tiêu" not in alone  # a group is not asked how many courses were held


def test_a_head_who_came_after_the_course_is_told_on_the_page_of_the_group(full):  # noqa: F811
    said = "**Tổ trưởng tổ dân phố** đương nhiệm nhận nhiệm vụ ngày 10/08/2026, từ đó chưa dự lớp nào"
    assert said in text(run(PAGE.with_name("group.py"), period="2026-Q3", of="HA-07"))
    assert "từ đó chưa dự lớp nào" not in text(run(PAGE.with_name("group.py"), period="2026-Q3", of="HA-05"))


def test_whoever_is_not_named_among_the_new_heads_is_counted():
    one = {"cohort_label": "Tổ trưởng tổ dân phố", "took_office_on": date(2026, 1, 5), "is_new": True}
    rows = [{**one, "name": f"Tổ {number}", "is_trained": number > 9} for number in range(1, 12)]
    waiting, new = heads.heads(rows).split("Trong đó ")
    assert "Tổ 8 – Tổ trưởng tổ dân phố và 1 người khác." in waiting
    assert "11 người (Tổ 1 – " in new
    assert "Tổ 8 – Tổ trưởng tổ dân phố và 3 người khác), đã tập huấn 2." in new


def test_of_a_unit_that_has_not_reported_nothing_is_counted(tmp_path):
    with ward_with_gaps(tmp_path):
        by_unit = tables(run(PAGE, period="2026-Q1"))[-1].set_index(words.UNIT)
    assert set(by_unit.loc["Cổ Bưu", words.COURSES_HELD]) == {"–"}
    assert "–" not in set(by_unit.loc["Thanh Chữ", words.COURSES_HELD])
