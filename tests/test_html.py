"""The page of one file: nothing from outside, readable without JavaScript, drawn from the snapshot.

For the office it carries two scripts, allowed by their hash alone; for the public none, and it is light.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from base64 import b64encode
from functools import cache

import pytest

from exports.findings import flow, trained
from exports.formats import formats
from exports.snapshot import Snapshot, build
from exports.strips import Piece, against_target, fields
from tests.large_ward import AS_OF, LAST, LONG, WARD, large_ward
from tests.papers import paper, sample, text_of
from wording import report as words
from wording.charts import cohort_figure, field_counts, stated, unit_label

SCRIPTS = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FIGURES = re.compile(r'<script id="figures" type="application/json">(.*?)</script>', re.DOTALL)


DRAWN = re.compile(r'<div class="drawn" id="([^"]+)">(.*?)</div>', re.DOTALL)
ROW = re.compile(r"<li><span>([^<]+)</span><span class=\"bars\">(.*?)</span><b>([^<]*)</b>", re.DOTALL)
BAR = re.compile(r'<rect class="(?!span)([a-z_]+)"(?: x="([0-9.]+)%")? width="([0-9.]+)%"')


def rows(drawn: str) -> list[tuple[str, list[tuple[str, float, float]], str]]:
    """Of a drawn chart: name, bars (paint, start, size) and what they say, row by row."""
    return [
        (html.unescape(name), [(paint, float(x or 0), float(size)) for paint, x, size in BAR.findall(bars)], said)
        for name, bars, said in ROW.findall(drawn)
    ]


@cache
def large(profile: str) -> Snapshot:
    return build(large_ward(quarters=1, name=LONG), unit=WARD, period=LAST, as_of=AS_OF, profile=profile)


def page(profile: str = "internal") -> str:
    return paper("html", profile).decode()


def test_its_policy_lets_in_its_own_two_scripts_and_nothing_else() -> None:
    said = page()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', said)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))
    scripts = SCRIPTS.findall(said)
    hashes = [f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts]
    assert len(scripts) == 2
    assert rules["script-src"].split() == hashes
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules


def test_it_asks_for_nothing_from_outside() -> None:
    without_scripts = SCRIPTS.sub("", page())
    assert not re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?!#)[a-z]+:""", without_scripts)
    assert not re.findall(r"https?://", without_scripts)
    assert "<link" not in without_scripts
    assert "<img" not in without_scripts


def test_each_live_chart_has_its_place_and_draws_the_snapshot() -> None:
    figures = json.loads(FIGURES.findall(page())[0])
    places = re.findall(r'data-figure="([^"]+)"', page())
    assert sorted(places) == sorted(figures)
    assert {"training", "flow_register", "field_feedback"} <= set(figures)
    rows = {row["code"]: row for row in sample()["indicators"]}
    for code in set(figures) & set(rows):
        drawn = json.dumps(figures[code], ensure_ascii=False)
        assert all(unit["name"] in drawn for unit in rows[code]["by_unit"])
    assert all(figure["config"]["locale"] == "vi" for figure in figures.values())


def test_the_public_page_is_light_and_runs_no_script() -> None:
    """A page of the ward's portal: a telephone on a slow line has it in a second or two."""
    said = page("public")
    assert len(said.encode()) < 120_000
    assert len(formats()["html"].render(large("public"))) < 300_000
    assert "<script" not in said
    assert not re.findall(r'\s(?:style|on[a-z]+)="', said), "its policy would not let them in"
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', said)
    [style] = re.findall(r"<style>(.*?)</style>", said, re.DOTALL)
    named = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.replace("&#39;", "'").startswith(f"default-src 'none'; style-src 'sha256-{named}';")


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_every_bar_that_is_drawn_is_as_long_as_its_figure(profile: str) -> None:
    drawn = {key: rows(part) for key, part in DRAWN.findall(page(profile))}
    of_units = [row for row in sample(profile)["indicators"] if row["target"] is not None and len(row["by_unit"]) > 1]
    assert {row["code"] for row in of_units} <= set(drawn)
    for row in of_units:
        units = {unit["name"]: stated(unit) for unit in row["by_unit"]}
        assert {name for name, _, _ in drawn[row["code"]]} == set(units)
        for name, bars, said in drawn[row["code"]]:
            unit = units[name]
            assert said == unit_label(unit, "")
            assert bars == [(unit["status"], 0, 100 if unit["value"] is None else round(unit["value"], 2))]
    for row, (name, [first, rest], said) in zip(trained(sample(profile)), drawn["training"], strict=True):
        assert (name, said) == (row["cohort_label"], cohort_figure(row))
        assert first == ("first", 0, round(100 * row["first_time"] / row["roster"], 2))
        assert rest[0] == "rest"
        assert first[2] + rest[2] == pytest.approx(100)


def test_the_flow_and_the_fields_are_drawn_to_one_scale() -> None:
    drawn = {key: rows(part) for key, part in DRAWN.findall(page())}
    for source in ("register", "feedback"):
        counts = flow(sample(), source)
        assert counts is not None
        most = counts["opening"] + counts["received"]
        assert [size * most / 100 for _, [(_, _, size)], _ in drawn[f"flow_{source}"]] == pytest.approx(
            list(counts.values()), abs=0.01
        )
        fields = [row for row in sample()["complaints"]["by_field"] if row["source"] == source]
        given = [[row[name] for name in ("received", "resolved", "closing")] for row in fields]
        top = max(map(max, given))
        sizes = [[size * top / 100 for _, _, size in bars] for _, bars, _ in drawn[f"field_{source}"]]
        assert sizes == [pytest.approx(row, abs=0.01) for row in given]
        assert [said for _, _, said in drawn[f"field_{source}"]] == [field_counts(row) for row in fields]


def test_a_target_of_units_that_have_not_reported_is_still_a_share() -> None:
    silent = [
        {"unit": "A", "name": "A", "numerator": None, "denominator": None, "value": None, "status": "not_reported"}
    ]
    assert against_target(silent, target=100, better="higher", is_share=True).aim_said == "Chỉ tiêu: 100%"


def test_what_is_withheld_is_not_drawn() -> None:
    drawn = {key: rows(part) for key, part in DRAWN.findall(page("public"))}
    for source in ("register", "feedback"):
        known = [row for row in sample("public")["complaints"]["by_field"] if row["source"] == source]
        assert (f"field_{source}" in drawn) == any(row["received"] is not None for row in known)
    assert fields([{"field_label": "Đất đai", "received": None, "resolved": 4, "closing": None}]).rows[0].bars == [
        [], [Piece(0, 100, "met")], []
    ]  # fmt: skip


def test_without_javascript_every_unit_stands_in_a_table() -> None:
    said = text_of("html", paper("html"))
    for row in sample()["returns"]:
        if row["kind"] == "group":
            assert row["name"] in said
    assert page().count("<table") > 6
    assert "<noscript>" in page()


def test_on_a_telephone_indicators_are_cards_that_say_what_their_target_is() -> None:
    said = page("public")
    rows = [row for row in sample("public")["indicators"] if row["target"] is not None]
    assert said.count(f'<td data-label="{words.TARGET}">') == len(rows)
    assert "max-width: 40rem" in said
