"""The page of one file: nothing from outside, scripts allowed by their hash alone, readable without JavaScript."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode

import pytest

from tests.papers import paper, sample, text_of
from wording import report as words

SCRIPTS = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FIGURES = re.compile(r'<script id="figures" type="application/json">(.*?)</script>', re.DOTALL)


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


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_each_chart_has_its_place_and_draws_the_snapshot(profile: str) -> None:
    figures = json.loads(FIGURES.findall(page(profile))[0])
    places = re.findall(r'data-figure="([^"]+)"', page(profile))
    assert sorted(places) == sorted(figures)
    assert {"training", "flow_register", "field_feedback"} <= set(figures)
    rows = {row["code"]: row for row in sample(profile)["indicators"]}
    for code in set(figures) & set(rows):
        drawn = json.dumps(figures[code], ensure_ascii=False)
        assert all(unit["name"] in drawn for unit in rows[code]["by_unit"])
    assert all(figure["config"]["locale"] == "vi" for figure in figures.values())


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
