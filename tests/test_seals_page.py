"""Sealing on «Tài liệu họp»: what is kept is what stood on screen, and who may not see or seal does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import pages
from data.people import Person
from exports.seals import document, seals
from pages import Page, _seal_scope
from tests.facts import give
from tests.shown import empty, run, text  # noqa: F401 – fixtures
from wording import seals as words

PAGE = Path(pages.__file__).parent / "meeting.py"


@pytest.fixture
def ward(empty):  # noqa: F811
    """An app in which one group has reported."""
    give(empty, "HA-01", "2026-Q3", "2026-09-10", {"households": 100})
    return empty


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def sealed(profile="public", name="Họp quý III"):
    page = run(PAGE, period="2026-Q3", profile=profile)
    page.text_input(key="seal_name_2026-Q3").set_value(name)
    return press(page, words.SEAL)


def test_what_stands_on_screen_is_sealed_listed_and_offered(ward):
    page = sealed()
    assert not page.exception
    [row] = seals(ward)
    assert (row["name"], row["profile"], row["period"], row["unit"]) == ("Họp quý III", "public", "2026-Q3", "HA")
    assert [said.value for said in page.success] == [words.sealed(row)]
    [listed] = [table.value for table in page.dataframe if words.CODE in table.value]
    assert row["code"] in listed[words.CODE].to_list()
    assert words.SEALED_BY not in listed, "names of people do not stand on a projector"
    offered = [button for button in page.get("download_button") if "sealed_" in button.proto.id]
    assert len(offered) == 8
    assert document(ward, row["code"])["profile"] == "public"


def test_the_head_of_each_page_says_whether_its_figures_are_frozen(ward):
    first = PAGE.with_name("overview.py")
    assert f"· {words.NOT_FROZEN}" in text(run(first, period="2026-Q3"))
    sealed(profile="internal")
    code = seals(ward)[0]["code"]
    assert f"(mã {code})" in text(run(first, period="2026-Q3"))
    assert f"· {words.NOT_FROZEN}" in text(run(first, period="2026-Q3", profile="public")), "nothing internal is told"
    sealed(profile="public")
    code = seals(ward)[0]["code"]
    for profile in ("internal", "public"):
        assert f"(mã {code})" in text(run(first, period="2026-Q3", profile=profile))
    give(ward, "HA-01", "2026-Q3", datetime.now(UTC) + timedelta(seconds=1), {"households": 90})
    assert f"(mã {code}), sau đó có thay đổi" in text(run(first, period="2026-Q3"))


def test_a_code_is_checked_on_the_page(ward):
    page = sealed()
    code = seals(ward)[0]["code"]
    page.text_input(key="typed_code").set_value(code.lower())
    page = press(page, words.CHECK)
    assert words.WHOLE in page.success[0].value
    assert words.SAME in text(page)
    page.text_input(key="typed_code").set_value("ABC-DEF-GHJ")
    assert "không phải mã chốt" in press(page, words.CHECK).error[0].value


def test_a_meeting_without_a_name_is_not_sealed(ward):
    assert [said.value for said in sealed(name=" ").error] == [words.FAILED["no_name"]]
    assert not seals(ward)


def test_nothing_internal_is_listed_or_found_on_a_projector(ward):
    sealed("internal")
    [row] = seals(ward)
    page = run(PAGE, period="2026-Q3", profile="public")
    assert words.NONE_FOR_MEETING in text(page)
    page.text_input(key="typed_code").set_value(row["code"])
    assert page.success == []
    assert words.failed("unseen", row["code"]) in press(page, words.CHECK).error[0].value


def test_who_may_not_seal_has_no_button(ward, monkeypatch):
    monkeypatch.setattr(pages, "person", lambda: Person("Lan", "viewer"))
    page = run(PAGE, period="2026-Q3", profile="public")
    assert words.SEAL not in [button.label for button in page.button]
    assert words.MAY_NOT in text(page)


@pytest.mark.parametrize(
    ("person", "profile", "unit", "sees"),
    [
        (Person("", "admin"), "internal", "HA-01", True),
        (Person("", "viewer"), "internal", "HA", False),
        (Person("", "viewer"), "public", "HA", True),
        (Person("", "clerk", "HA-01"), "public", "HA", False),
        (Person("", "clerk", "HA-01"), "internal", "HA-01", True),
        (Person("", "leader", "HA"), "internal", "HA-01", True),
    ],
)
def test_a_seal_is_seen_by_those_whose_figures_it_holds(empty, monkeypatch, person, profile, unit, sees):  # noqa: F811
    monkeypatch.setattr(pages, "person", lambda: person)
    page = Page(empty, "HA", "2026-Q3", None, "internal")
    assert _seal_scope.may_see(page, {"profile": profile, "unit": unit}) == sees
