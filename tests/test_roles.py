"""Who may what: every page and act for every role, what addresses ask for beyond it, figures within the scope."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.people import MAY, NEEDED, ROLES, Person
from data.store import Store
from loaders import jobs
from loaders.withdrawals import CannotWithdraw, withdraw
from pages._who import know_people_by
from tests.shown import app_on, made_up
from wording import access as words
from wording import screens

PAGES = Path(pages.__file__).parent
STEMS = sorted(path.stem for path in PAGES.glob("[!_]*.py"))
GROUP = "HA-01"
SCOPE = {"admin": None, "leader": None, "clerk": GROUP, "viewer": None}
SECONDS = 120


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The made-up returns; the tests here only read, but for one batch that is never kept."""
    with app_on(made_up(tmp_path_factory.mktemp("roles"))) as opened:
        yield opened


@pytest.fixture(autouse=True)
def back_to_local() -> Iterator[None]:
    yield
    know_people_by()


def be(role: str, unit: str | None = None) -> Person:
    person = Person(role, role, unit or SCOPE[role], f"Người {role}")  # type: ignore[arg-type]
    know_people_by("accounts", lambda: person, lambda everywhere: None)
    return person


def run(stem: str, **choices: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / f"{stem}.py"), default_timeout=SECONDS)
    for name, value in choices.items():
        page.query_params[name] = value
    return page.run()


def refused(page: AppTest) -> bool:
    assert not page.exception
    return bool(page.error) and not page.title


def is_for(role: str, stem: str) -> bool:
    return stem not in NEEDED or NEEDED[stem] in MAY[role]  # type: ignore[index]


def everything(page: AppTest) -> bytes:
    """All that the page sends to the browser: sentences, tables, figures, choices. Figures spell letters as in JSON."""
    sent = [element.proto for part in (page.main, page.sidebar) for element in part]
    return b"".join(proto.SerializeToString() for proto in sent if hasattr(proto, "SerializeToString"))


def stands_in(name: str, sent: bytes) -> bool:
    return name.encode() in sent or json.dumps(name)[1:-1].encode() in sent


@pytest.mark.parametrize("role", [role for role in ROLES if role != "clerk"])  # a clerk's: with the scope, below
def test_each_page_opens_for_those_whose_it_is(store: Store, role: str) -> None:
    be(role)
    opened = {stem: not refused(run(stem, period="2026-Q2")) for stem in STEMS}
    assert opened == {stem: is_for(role, stem) for stem in STEMS}


def test_the_menus_table_and_the_pages_own_protection_say_the_same() -> None:
    said = {}
    for stem in STEMS:
        for node in ast.walk(ast.parse((PAGES / f"{stem}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "needs":
                said[stem] = ast.literal_eval(node.value)
    assert said == NEEDED


def test_a_run_of_nobody_shows_nothing(store: Store) -> None:
    know_people_by("accounts", lambda: None, lambda everywhere: None)
    for stem in STEMS:
        page = run(stem)
        assert [error.value for error in page.error] == [words.SIGNED_OUT]
        assert [*page.title, *page.metric, *page.dataframe, *page.selectbox] == []


def test_an_account_that_is_disabled_or_changed_does_no_more_from_the_next_look_on(store: Store) -> None:
    person: list[Person | None] = [Person("a", "admin")]
    know_people_by("accounts", lambda: person[0], lambda everywhere: None)
    page = run("records")
    assert not refused(page)
    person[0] = Person("a", "leader")
    assert refused(page.run())
    person[0] = None
    assert page.run().error[0].value == words.SIGNED_OUT


def test_a_page_left_open_keeps_nothing_of_one_person_for_the_next(store: Store) -> None:
    person = [Person("a", "admin")]
    know_people_by("accounts", lambda: person[0], lambda everywhere: None)
    page = run("overview", period="2026-Q2")
    page.session_state["kept"] = "of a"
    assert page.run().session_state["kept"] == "of a"
    person[0] = Person("b", "clerk", GROUP)
    page.query_params.clear()
    page.run()
    assert "kept" not in page.session_state
    assert page.sidebar.selectbox(key="pick_unit").options == ["Thanh Chữ"]


# --- the public profile ------------------------------------------------------------------------------------------


def test_a_viewer_sees_the_public_profile_whatever_the_address_asks_for(store: Store) -> None:
    be("viewer")
    for stem in (stem for stem in STEMS if stem not in NEEDED):
        page = run(stem, profile="internal")
        assert page.error[0].value == words.REFUSED_INTERNAL.format(role=words.ROLES["viewer"])
        assert [*page.title, *page.dataframe] == []
    page.button[0].click().run()
    assert page.title
    assert not page.error
    assert "profile" not in page.query_params  # the browser would take it for a projector


def test_a_viewers_figures_are_those_of_a_meeting_in_the_usual_size(store: Store) -> None:
    be("viewer")
    mine = run("complaints", period="2026-Q2")
    be("leader")
    meeting, internal = run("complaints", period="2026-Q2", profile="public"), run("complaints", period="2026-Q2")
    said = [[element.value for element in page.main.markdown] for page in (mine, meeting, internal)]
    assert said[0] == said[1] != said[2]


# --- the scope ---------------------------------------------------------------------------------------------------


def test_another_unit_in_the_address_is_refused_with_a_sentence(store: Store) -> None:
    be("clerk")
    for stem in (stem for stem in STEMS if stem not in NEEDED or NEEDED[stem] == "see_internal"):
        for unit in ("HA", "HA-02", "UBND"):
            if any(known.code == unit for known in store.catalogue.units):
                assert refused(run(stem, unit=unit)), (stem, unit)


def test_a_person_of_a_group_sees_no_other_group_on_any_page(store: Store) -> None:
    be("clerk")
    [own] = {unit.name for unit in store.catalogue.units if unit.code == GROUP}
    others = {unit.name for unit in store.catalogue.units if unit.kind == "group" and unit.code != GROUP} - {own}
    opened, seen = {}, {}
    for stem in STEMS:
        for section in ("received", "remind", "history") if stem == "submit" else ("",):
            page = run(stem, period="2026-Q2", section=section)
            opened[stem] = not refused(page)
            if opened[stem]:
                assert page.sidebar.selectbox(key="pick_unit").options == [own]
                seen |= {(stem, section, name): True for name in others if stands_in(name, everything(page))}
    assert seen == {}
    assert opened == {stem: is_for("clerk", stem) for stem in STEMS}
    be("admin")
    assert all(stands_in(name, everything(run("overview", period="2026-Q2"))) for name in others)


def test_the_scope_is_the_subtree_and_whoever_was_merged_into_it(store: Store) -> None:
    units = store.catalogue.units
    assert Person("a", "clerk").covers(units) is None
    assert Person("a", "clerk", GROUP).covers(units) == {GROUP}
    top = next(unit.code for unit in units if unit.parent is None)
    assert Person("a", "clerk", top).covers(units) == {unit.code for unit in units}
    assert Person("a", "clerk", "gone").covers(units) == {"gone"}


# --- acts --------------------------------------------------------------------------------------------------------


def test_only_who_sends_may_drop_files_and_take_originals(store: Store) -> None:
    for role in ROLES:
        be(role)
        if "see_internal" not in MAY[role]:
            continue
        page, sends = run("submit", period="2026-Q2"), "upload" in MAY[role]
        assert bool(page.get("file_uploader")) == sends
        sections = page.segmented_control(key="pick_section").options
        assert (len(sections) == 4) == sends


def test_only_an_admin_removes_made_up_returns(store: Store) -> None:
    for role in ROLES:
        be(role)
        labels = [button.label for button in run("overview", period="2026-Q2").button]
        assert (screens.REMOVE_SAMPLES in labels) == (role == "admin")


def test_returns_of_another_unit_are_refused_by_the_intake_and_cannot_be_withdrawn(store: Store) -> None:
    samples = Path(pages.__file__).parents[1] / "data" / "samples"
    files = [(path.name, path.read_bytes()) for path in sorted(samples.glob("2026-Q2_HA-0[12].xlsx"))]
    job = jobs.begin(files, store, frozenset({GROUP}))
    while job.phase in jobs.RUNNING:
        pass
    told = {outcome.result.file_name: [problem.code for problem in outcome.problems] for outcome in job.outcomes}
    assert "NOT_ALLOWED" in told["2026-Q2_HA-02.xlsx"]
    assert "NOT_ALLOWED" not in told["2026-Q2_HA-01.xlsx"]
    assert jobs.find(job.id, frozenset({GROUP})) is job
    assert jobs.find(job.id) is job
    assert jobs.find(job.id, frozenset({"HA-02"})) is None
    assert job not in jobs.recent(frozenset({"HA-02"}))
    whole = jobs.begin(files[:1], store)
    assert jobs.find(whole.id, frozenset({GROUP})) is None
    jobs.forget(job)
    jobs.forget(whole)
    others = [row["id"] for row in store.ask("submissions") if row["unit"] == "HA-02"]
    with pytest.raises(CannotWithdraw) as error:
        withdraw(store, others[0], "clerk", datetime.now(UTC), "nhầm", allowed=frozenset({GROUP}))
    assert error.value.why == "not_allowed"


def test_a_batch_of_somebody_else_is_not_shown_by_its_id(store: Store) -> None:
    job = jobs.begin([("a.xlsx", b"no workbook")], store)
    be("clerk")
    page = run("submit", job=job.id)
    assert not stands_in("a.xlsx", everything(page))
    be("admin")
    assert stands_in("a.xlsx", everything(run("submit", job=job.id)))
    jobs.forget(job)
