"""Purging: file and free text of a return are gone from everywhere for a reason; hash, figures and the act stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data import __main__ as command
from data import people
from data.backup_folder import back_up_into, folder_beside
from data.store import Store
from exports.seals import seal
from exports.snapshot import build
from exports.standing import content_hashes
from loaders.intake import load_files
from loaders.purges import CannotPurge, copies_holding, proposed, purge, retention_years, seals_holding
from loaders.verify import verify
from loaders.withdrawals import withdraw
from tests.facts import AFTER_ALL, at
from tests.returns import a_return, saved
from tests.shown import app_on, shown
from wording import purges as words
from wording import records
from wording.seals import mark

HOUSE = Path(__file__).parent.parent
OK, REFUSED = 0, 1
SECRET = "Nguyễn Thị Bí Mật"  # in every place of a return where people may write what they like
SENT, PURGED = at("2026-06-16"), at("2026-09-01")
UNIT, PERIOD = "HA-01", "2026-Q2"


def telling() -> bytes:
    """A return that names somebody wherever text is free."""
    book = a_return(
        UNIT,
        PERIOD,
        cover={"Người lập": f"{SECRET} 1"},
        measures={42: f"{SECRET} 2"},
        training=[{"Nội dung": f"{SECRET} 3", "Ghi chú": f"{SECRET} 4"}],
        complaints=[{"Ghi chú": f"{SECRET} 5"}],
    )
    for row in range(2, book["Số liệu"].max_row + 1):
        book["Số liệu"].cell(row, 6, f"{SECRET} 6")
    return saved(book)


def send(store: Store, content: bytes, moment: datetime = SENT) -> str:
    [outcome] = load_files([(f"{SECRET}.xlsx", content)], store, "test", moment)
    assert outcome.outcome == "accepted", [problem.message for problem in outcome.problems]
    return str(store.ask("submissions")[-1]["id"])


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    return tmp_path / "dccs.duckdb"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database) as opened:
        yield opened


def texts(store: Store) -> dict[str, list[str]]:
    """Every value of every table that names somebody, by table and column."""
    found: dict[str, list[str]] = {}
    with store._cursor() as cursor:
        columns = (
            "select table_name, column_name from information_schema.columns where data_type in ('VARCHAR', 'BLOB')"
        )
        for table, column in cursor.execute(columns).fetchall():
            [(count,)] = cursor.execute(
                f"select count(*) from \"{table}\" where \"{column}\"::varchar like '%' || ? || '%'", [SECRET]
            ).fetchall()
            if count:
                found.setdefault(table, []).append(column)
    return found


def figures(store: Store) -> dict[str, Any]:
    """The snapshot, but for what moves with every act."""
    return build(store, unit="HA", period=PERIOD, as_of=AFTER_ALL) | {"data_version": 0, "day_code": ""}


def test_text_is_free_in_seven_places(store: Store) -> None:
    send(store, telling())
    assert texts(store) == {
        "submission": ["file_name"],
        "answer": ["text", "typed", "note"],
        "complaint": ["note"],
        "cover": ["typed"],
        "training": ["title", "note"],
    }


def test_file_and_free_text_are_gone_and_hash_figures_and_act_stay(store: Store) -> None:
    submission = send(store, telling())
    before, [kept] = figures(store), store.ask("submissions")
    assert store.ask("has_original", submission=submission)[0]["is_kept"]
    done = purge(store, submission, "Lan", PURGED, "Có tên người")
    assert (done.unit, done.period, done.version, done.purged_at) == (UNIT, PERIOD, 1, PURGED)
    assert texts(store) == {"training": ["title"]}, "titles of courses stand on papers"
    assert store.ask("audit_broken") == []
    assert not store.ask("has_original", submission=submission)[0]["is_kept"]
    assert store.ask("original", submission=submission) == []
    assert figures(store) == before
    assert store.ask("submissions") == [kept | {"file_name": f"{PERIOD}_{UNIT}.xlsx"}]
    [act, *_] = store.ask("acts", by="Lan", act=None, since=None, until=None, rows=9, skipped=0)
    assert (act["act"], act["detail"]) == ("purge", f"{UNIT} {PERIOD} {submission}")
    assert store.ask("audit_broken") == []
    [row] = store.ask("purges")
    assert (row["reason"], row["purged_by"], row["purged_at"]) == ("Có tên người", "Lan", PURGED)


def test_titles_of_courses_go_when_asked_for_and_no_figure_with_them(store: Store) -> None:
    submission = send(store, telling())
    before = figures(store)
    purge(store, submission, "Lan", PURGED, "Có tên người", has_titles=False)
    assert texts(store) == {}
    after = figures(store)
    assert SECRET in str(before["training"]["courses"])
    for part in ("training", "indicators", "complaints", "returns"):
        if part == "training":
            for course in before[part]["courses"]:
                course["title"] = None
        assert after[part] == before[part]


def test_matters_that_are_followed_are_counted_as_before(store: Store) -> None:
    """They are known by their text; where that goes too, by its hash."""
    matters = [{"Nội dung": f"{SECRET} 7", "Ghi chú": f"{SECRET} 8"}, {"STT": 2, "Nội dung": "Thu chi quỹ"}]
    submission = send(store, saved(a_return("HA-UB", PERIOD, matters=matters)))
    before = figures(store)["follow_up"]
    for has_titles in (True, False):
        purge(store, submission, "Lan", PURGED, "Có tên người", has_titles=has_titles)
        after = figures(store)["follow_up"]
        assert (after["by_kind"], after["by_unit"]) == (before["by_kind"], before["by_unit"])
        assert len(after["items"]) == len(before["items"]) == 2
        with store._cursor() as cursor:
            cursor.execute("delete from purge")
        store.data_version += 1
    assert SECRET.casefold() not in str(texts(store)) + str(store.rows_of("follow_up", submission)).casefold()


def test_why_a_return_was_withdrawn_is_free_text_too(store: Store) -> None:
    submission = send(store, telling())
    withdraw(store, submission, "Lan", PURGED, f"Ghi nhầm của {SECRET}")
    purge(store, submission, "Lan", PURGED + timedelta(days=1), "Có tên người", has_titles=False)
    assert texts(store) == {}


def test_nothing_is_left_in_the_file_of_the_database_itself(store: Store, database: Path) -> None:
    content = telling()
    submission = send(store, content)
    send(store, saved(a_return("HA-03", PERIOD)), SENT + timedelta(hours=1))
    with store._cursor() as cursor:
        cursor.execute("force checkpoint")
    piece = content[len(content) // 2 :][:200]
    assert piece in database.read_bytes()
    purge(store, submission, "Lan", PURGED, "Có tên người")
    log = database.with_name(f"{database.name}.wal")
    assert piece not in database.read_bytes() + (log.read_bytes() if log.exists() else b"")
    assert len(store.ask("submissions")) == 2


def test_a_file_whose_cleaning_was_interrupted_is_cleaned_when_it_is_opened(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = telling()
    with Store(database) as store:
        submission = send(store, content)
        with store._cursor() as cursor:
            cursor.execute("force checkpoint")
        with monkeypatch.context() as patch:
            patch.setattr(Store, "scrub", lambda self: None)
            purge(store, submission, "Lan", PURGED, "Có tên người")
    piece = content[len(content) // 2 :][:200]
    assert piece in database.read_bytes()
    with Store(database):
        assert piece not in database.read_bytes()


@pytest.mark.parametrize(
    ("reason", "why"),
    [("", "no_reason"), ("  ", "no_reason"), ("x" * 201, "too_long"), ("gọi 0905 123 456", "personal_data")],
)
def test_nothing_is_purged_without_a_reason_that_may_be_kept(store: Store, reason: str, why: str) -> None:
    submission = send(store, telling())
    with pytest.raises(CannotPurge) as refused:
        purge(store, submission, "Lan", PURGED, reason)
    assert (refused.value.why, bool(store.ask("original", submission=submission))) == (why, True)


def test_what_is_not_there_or_gone_already_is_not_purged(store: Store) -> None:
    submission = send(store, telling())
    purge(store, submission, "Lan", PURGED, "Có tên người")
    for meant, why in ((submission, "purged"), ("nothing", "unknown")):
        with pytest.raises(CannotPurge) as refused:
            purge(store, meant, "Lan", PURGED, "Có tên người")
        assert refused.value.why == why
    assert set(words.CANNOT) >= {"purged", "unknown", "sample", "no_reason", "too_long", "personal_data"}


def test_verify_accepts_what_was_purged_and_not_what_only_says_so(store: Store) -> None:
    submission = send(store, telling())
    assert list(verify(store)) == []
    purge(store, submission, "Lan", PURGED, "Có tên người")
    assert list(verify(store)) == []
    other = send(store, saved(a_return("HA-03", PERIOD)), SENT + timedelta(hours=1))
    with store.keep("purge", "Lan", PURGED) as writing:
        row = {"purged_at": PURGED, "purged_by": "Lan", "reason": "x", "has_titles": True}
        writing.add("purge", [{"submission": other, **row}])
    assert [(found, why) for found, _, why in verify(store)] == [(other, "unpurged")]


def test_the_seals_that_still_hold_purged_titles_are_named(store: Store) -> None:
    submission = send(store, telling())
    unit = store.ask("submissions")[0]["unit"]
    given = {"period": PERIOD, "as_of": None, "profile": "internal", "by": "Lan", "now": SENT + timedelta(hours=1)}
    rows = [seal(store, name="Họp", unit=of, **given) for of in ("HA", unit, "HA-UB")]
    purge(store, submission, "Lan", PURGED, "Có tên người", has_titles=False)
    seal(store, name="Họp sau", unit="HA", **given | {"now": PURGED + timedelta(hours=1)})
    [purged] = store.ask("purges")
    theirs = [mark(row["code"]) for row in rows if row["unit"] != "HA-UB"]
    assert [said for _, said in seals_holding(store, purged)] == theirs
    assert seals_holding(store, purged | {"has_titles": True}) == []


def test_the_copies_that_still_hold_the_text_are_those_from_between(store: Store, database: Path) -> None:
    made = []
    for moment in (SENT - timedelta(days=1), SENT + timedelta(days=1), PURGED + timedelta(days=1)):
        path, _ = back_up_into(store, folder_beside(database), moment, content_hashes)
        made.append(path)
    aside = database.with_name("dccs_2026-07-01_080000.duckdb")
    aside.write_bytes(b"put aside by a restoring")
    row = {"received_at": SENT, "purged_at": PURGED}
    assert [path for _, path in copies_holding(database, row)] == [made[1], aside]


def test_retention_proposes_and_never_purges(store: Store) -> None:
    submission = send(store, telling())
    years = retention_years({"DCCS_RETENTION_YEARS": "5"})
    assert years == 5
    assert proposed(store, SENT.replace(year=2031) - timedelta(days=1), years) == []
    overdue = proposed(store, SENT.replace(year=2031) + timedelta(days=1), years)
    assert [row["submission"] for row in overdue] == [submission]
    assert store.ask("has_original", submission=submission)[0]["is_kept"]
    purge(store, submission, "Lan", PURGED, "Hết thời hạn lưu")
    assert proposed(store, datetime(2040, 1, 1, tzinfo=UTC), years) == []
    assert [retention_years({"DCCS_RETENTION_YEARS": text}) for text in ("", "0", "x")] == [None] * 3


# --- the commands ------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did_and_which_copies_hold_it(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(database) as store:
        submission = send(store, telling(), SENT)
        with store._cursor() as cursor:
            cursor.execute("update submission set received_at = received_at - interval 2 year")
        backup, _ = back_up_into(store, folder_beside(database), datetime.now(UTC), content_hashes)
    assert command.main(["purge"]) == OK
    assert words.NO_RETENTION in capsys.readouterr().out
    monkeypatch.setenv("DCCS_RETENTION_YEARS", "2")
    assert command.main(["purge"]) == OK
    assert submission in capsys.readouterr().out
    assert command.main(["purge", submission]) == REFUSED
    assert capsys.readouterr().err.strip() == words.CANNOT["no_reason"]
    assert command.main(["purge", submission, "--reason", "Có tên người"]) == OK
    said = capsys.readouterr().out
    assert UNIT in said
    assert backup.name in said
    assert command.main(["verify"]) == OK
    assert words.verified(1) in capsys.readouterr().out


def test_a_restored_older_copy_is_purged_again_before_it_takes_the_place(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = telling()
    with Store(database) as store:
        submission = send(store, content)
        backup, _ = back_up_into(store, folder_beside(database), datetime.now(UTC), content_hashes)
        purge(store, submission, "Lan", datetime.now(UTC), "Có tên người", has_titles=False)
    assert command.main(["restore", str(backup)]) == OK
    assert words.purged_again(1) in capsys.readouterr().out
    with Store(database) as store:
        assert texts(store) == {}
        assert store.ask("purges")[0]["reason"] == "Có tên người"
        assert (store.ask("original", submission=submission), store.ask("audit_broken")) == ([], [])
    assert content[len(content) // 2 :][:200] not in database.read_bytes()


# --- the pages ---------------------------------------------------------------------------------------------------


@pytest.fixture
def app(database: Path) -> Iterator[Store]:
    with app_on(database) as store:
        yield store


def said(page: AppTest) -> str:
    elements = [*page.markdown, *page.caption, *page.info, *page.success, *page.error]
    tables = [str(cell) for table in [*page.table, *page.dataframe] for cell in table.value.to_numpy().ravel()]
    return " ".join([*(str(element.value) for element in elements), *tables])


def test_an_admin_purges_on_the_page_with_a_reason_and_twice_asked(app: Store) -> None:
    submission = send(app, telling())
    page = shown("records")
    button = next(button for button in page.button if button.label == words.DO)
    assert button.disabled
    page.text_input(key=f"purge_reason_{submission}").set_value("Có tên người")
    page.checkbox(key=f"purge_meant_{submission}").set_value(True)
    page.run()
    next(button for button in page.button if button.label == words.DO).click().run()
    assert not page.exception
    assert not app.ask("has_original", submission=submission)[0]["is_kept"]
    assert len(page.success) == 1
    page = shown("records")
    assert "Có tên người" in said(page)
    assert records.ACTS["purge"] in said(page)


def test_with_nothing_to_purge_nothing_is_asked(app: Store) -> None:
    page = shown("records")
    assert words.NONE_TO_PURGE in said(page)
    assert [box.key for box in page.selectbox if (box.key or "").startswith("purge_")] == []


def test_others_see_nothing_of_it(app: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    send(app, telling())
    monkeypatch.setattr(pages, "person", lambda: people.Person("Mai", "clerk"))
    assert words.HEADING not in [heading.value for heading in shown("records").subheader]


def test_where_figures_come_from_says_why_the_text_is_gone(app: Store) -> None:
    submission = send(app, telling())
    asked = {"period": PERIOD, "indicator": "2.2-b", "of": UNIT}
    assert SECRET in said(shown("sources", **asked))
    purge(app, submission, "Lan", datetime.now(UTC), "Có tên người")
    page = shown("sources", **asked)
    assert SECRET not in said(page)
    assert "theo: Có tên người" in said(page)
    assert len(page.get("download_button")) == 0


def test_the_history_says_it_and_offers_no_file(app: Store) -> None:
    submission = send(app, telling())
    asked = {"section": "history", "period": PERIOD, "of": UNIT}
    assert len(shown("submit", **asked).get("download_button")) == 1
    purge(app, submission, "Lan", datetime.now(UTC), "Có tên người")
    page = shown("submit", **asked)
    assert len(page.get("download_button")) == 0
    assert words.ORIGINAL_PURGED in said(page)
    assert "Có tên người" in said(page)
    assert SECRET not in said(page)


def test_the_unit_s_page_and_its_next_form_still_stand(app: Store) -> None:
    from loaders.template.book import templates

    purge(app, send(app, telling()), "Lan", datetime.now(UTC), "Có tên người", has_titles=False)
    assert SECRET not in said(shown("group", period=PERIOD, of=UNIT))
    period = app.catalogue.period("2026-Q3")
    assert period
    assert len(list(templates(app, app.catalogue, UNIT, period, datetime.now(UTC)))) == 1


def test_a_day_that_february_lacks_is_no_fault() -> None:
    with Store() as store:
        assert proposed(store, datetime.combine(date(2028, 2, 29), SENT.timetz()), 1) == []
    assert replace(people.Person("Lan", "admin"), role="leader").may("purge") is False
