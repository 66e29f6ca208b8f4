"""Questions on the pages and in the papers: asked beside a figure, answered beside it, and kept in the office."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import pages
from data.people import Person
from data.store import Store
from exports.formats import formats
from exports.snapshot import Snapshot, build
from exports.tables import tables
from loaders.inquiries import ask_question
from loaders.intake import load_files
from loaders.samples import FOLDER
from loaders.template.book import write_template
from pages import _who
from tests.papers import text_of
from tests.test_explanations import answered
from tests.test_template import period_of
from wording import questions as words

PAGES = Path(pages.__file__).parent
PERIOD, INDICATOR, MEASURE = "2026-Q3", "2.1-d", "households"
TEXT, WHY = "Vì sao *chưa* tập huấn?", "Đã đăng ký lớp tháng [11] của phường."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A quarter's returns in the database that the pages open."""
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    pages._store.cache_clear()
    opened = pages.open_database()
    files = [(path.name, path.read_bytes()) for path in sorted(FOLDER.glob(f"{PERIOD}_*.xlsx"))]
    assert {outcome.outcome for outcome in load_files(files, opened, "tests", datetime.now(UTC))} == {"accepted"}
    yield opened
    opened.close()
    pages._store.cache_clear()


def run(stem: str, **choices: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / f"{stem}.py"), default_timeout=90)
    for name, value in {"period": PERIOD, **choices}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    shown = [*page.subheader, *page.markdown, *page.caption]
    return "\n".join([*(str(element.value) for element in shown), *(str(code.value) for code in page.code)])


def ask(store: Store, **more: Any) -> str:
    about = {"unit": "HA-01", "period": PERIOD, "text": TEXT, "indicator": INDICATOR, **more}
    return ask_question(store, "lãnh đạo", datetime.now(UTC), **about)


def answer(store: Store, text: str = WHY) -> None:
    """The group answers in its next return, with the form of the quarter after."""
    now = datetime.now(UTC)
    group = next(unit for unit in store.catalogue.units if unit.code == "HA-01")
    form = write_template(store, store.catalogue, group, period_of("2026-Q4"), now)
    outcome = load_files([("a.xlsx", answered(form, text, figures={23: 9_000, 24: 250}))], store, "thư ký", now)[0]
    assert [problem.message for problem in outcome.problems if problem.severity == "error"] == []


def snapshot(store: Store, profile: str = "internal", period: str = PERIOD) -> Snapshot:
    return build(store, unit="HA", period=period, as_of=datetime.now(UTC), profile=profile)


@pytest.mark.parametrize(
    ("stem", "choices"),
    [
        ("indicators", {"indicator": INDICATOR}),
        ("group", {"of": "HA-01"}),
        ("sources", {"indicator": INDICATOR, "of": "HA-01"}),
    ],
)
def test_a_question_is_asked_beside_a_figure_and_stands_there(store: Store, stem: str, choices: dict[str, str]) -> None:
    page = run(stem, **choices)
    page.text_area(key="ask_text").set_value(TEXT)
    next(button for button in page.button if button.label == words.SEND).click().run()
    assert not page.exception
    (question,) = snapshot(store)["questions"]
    assert (question["unit"], question["period"], question["text"]) == ("HA-01", PERIOD, TEXT)
    assert bool(question["indicator"]) is not bool(question["measure"])
    assert "**HA-01-GT01**" in said(page)
    assert "Vì sao \\*chưa\\* tập huấn?" in said(page)
    assert words.STATES["open"] in said(page)


def test_what_may_not_travel_is_refused_with_a_sentence(store: Store) -> None:
    page = run("indicators", indicator=INDICATOR)
    page.text_area(key="ask_text").set_value("Gọi 0905 123 456")
    next(button for button in page.button if button.label == words.SEND).click().run()
    assert page.error[0].value == words.CANNOT["personal_data"]
    assert snapshot(store)["questions"] == []


def test_an_unanswered_question_is_named_on_the_overview_and_among_the_reminders(store: Store) -> None:
    assert words.SHORT not in said(run("overview"))
    ask(store)
    assert words.unanswered(1, ["Thanh Chữ"]) in said(run("overview"))
    reminders = said(run("submit", section="remind"))
    assert words.REMIND in reminders
    assert f"- HA-01-GT01: {TEXT}" in reminders
    assert "sheet Giải trình" in reminders
    answer(store)
    assert words.unanswered(1, ["Thanh Chữ"]) not in said(run("overview"))
    assert words.REMIND not in said(run("submit", section="remind"))


def test_the_answer_stands_beside_the_figure_and_the_question_can_be_closed(store: Store) -> None:
    ask(store)
    answer(store)
    page = run("indicators", indicator=INDICATOR)
    assert words.answered("Đã đăng ký lớp tháng \\[11\\] của phường\\.", "2026-Q4") in said(page) or WHY[:20] in said(
        page
    )
    page.button(key="end_HA-01-GT01").click().run()
    assert snapshot(store)["questions"][0]["state"] == "closed"
    assert not [button for button in page.button if button.key == "end_HA-01-GT01"]


def test_who_may_not_ask_sees_the_answer_and_no_form(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(store)
    monkeypatch.setattr(_who._known, "find", lambda: Person("cán bộ", "clerk"))
    page = run("indicators", indicator=INDICATOR)
    assert "GT01" in said(page)
    assert [button.label for button in page.button if button.label in (words.SEND, words.TAKE_BACK)] == []


def test_a_leader_of_one_group_asks_that_group_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_who._known, "find", lambda: Person("tổ trưởng", "leader", "HA-01"))
    page = run("indicators", indicator=INDICATOR)
    assert page.selectbox(key="ask_unit").options == ["Tổ dân phố Thanh Chữ"]
    page.text_area(key="ask_text").set_value(TEXT)
    next(button for button in page.button if button.label == words.SEND).click().run()
    assert {row["unit"] for row in snapshot(store)["questions"]} == {"HA-01"}


def test_on_a_projector_and_in_the_past_nothing_is_asked(store: Store) -> None:
    ask(store)
    meeting = run("indicators", indicator=INDICATOR, profile="public")
    assert "GT01" not in said(meeting)
    assert words.SEND not in [button.label for button in meeting.button]
    past = run("indicators", indicator=INDICATOR, as_of="2026-10-01")
    assert "GT01" not in said(past)
    assert words.SEND not in [button.label for button in past.button]


# --- papers -----------------------------------------------------------------------------------------------------------


def test_papers_for_the_office_hold_questions_and_answers_and_public_ones_neither(store: Store) -> None:
    ask(store)
    ask(store, unit="HA-02", indicator=None, measure=MEASURE, text="Số hộ giảm, vì sao?")
    answer(store)
    own = snapshot(store)
    table = next(table for table in tables(own) if table.key == "questions")
    by_code = {row[0].value: [cell.text() for cell in row] for row in table.rows}
    assert by_code["HA-01-GT01"][-2] == WHY
    assert words.STATES["open"] in by_code["HA-02-GT01"]
    for stem, text in {
        stem: _text(stem, own) for stem in ("pdf", "docx", "pptx", "html", "xlsx", "csv", "json")
    }.items():
        assert "HA-02-GT01" in text, stem
        assert "lớp tháng [11]" in text, stem
    public = snapshot(store, "public")
    assert public["questions"] == []
    assert "questions" not in {table.key for table in tables(public)}
    assert "GT01" not in _text("json", public) + _text("html", public)


def test_papers_without_a_question_say_nothing_of_them(store: Store) -> None:
    assert words.HEADING not in _text("pdf", snapshot(store))
    assert "Giải trình" not in load_workbook(BytesIO(formats()["xlsx"].render(snapshot(store)))).sheetnames


def _text(stem: str, given: Snapshot) -> str:
    """What a reader finds in a paper, on one line."""
    content = formats()[stem].render(given)
    if stem == "xlsx":
        sheets = load_workbook(BytesIO(content)).worksheets
        found = " ".join(str(v) for sheet in sheets for row in sheet.iter_rows(values_only=True) for v in row)
    elif stem == "csv":
        with zipfile.ZipFile(BytesIO(content)) as packed:
            found = " ".join(packed.read(name).decode("utf-8-sig", "ignore") for name in packed.namelist())
    else:
        found = content.decode() if stem == "json" else text_of(stem, content)
    return " ".join(found.split()).replace("- ", "-")  # a code is broken at its hyphens
