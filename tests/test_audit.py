"""The record of acts: what was changed in it shows, older databases get their seals, and the page reads it out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data import __main__ as command
from data.backup import back_up
from data.backup_folder import back_up_into, backups, cut_since, folder_beside, is_due
from data.migrations import SCHEMA_VERSION
from data.restore import restore
from data.store import Store
from exports.standing import content_hashes
from loaders.inquiries import How
from pages._daily_backup import back_up_if_due, failure
from tests.facts import AFTER_ALL, a_catalogue, a_store, at, give, withdraw
from wording import records as words

HOUSE = Path(__file__).parent.parent
PAGE = HOUSE / "pages" / "records.py"
OK, REFUSED = 0, 1


def change(store: Store, sql: str) -> None:
    """What somebody does who opens the file without the app."""
    with store._cursor() as cursor:
        cursor.execute(sql)


def broken(store: Store) -> tuple[int, bool] | None:
    store._answers.clear()  # no commit of the app's has moved the data version
    found = store.ask("audit_broken")
    return (found[0]["place"], found[0]["is_gap"]) if found else None


@pytest.fixture
def store() -> Store:
    """Ten acts after the one that records the catalogue; texts of people hold what separates the parts of a seal."""
    store = a_store()
    for number in range(10):
        with store.keep("accept", f"Lần|{number}", at("2026-03-20") - timedelta(days=number)) as writing:
            writing.detail = f"|G1|😀 2026-Q1 {number}"
    return store


def test_acts_follow_each_other_however_the_clock_is_set(store: Store) -> None:
    assert broken(store) is None
    with store._cursor() as cursor:
        assert [place for (place,) in cursor.execute("select place from audit order by rowid").fetchall()] == [
            *range(1, 12)
        ]


@pytest.mark.parametrize(
    ("sql", "place", "is_gap"),
    [
        ("update audit set detail = detail || ' ' where place = 5", 5, False),
        ("update audit set acted_by = 'Mai' where place = 1", 1, False),
        ("update audit set acted_by = acted_by || '1', act = 'ccept' where place = 11", 11, False),
        ("update audit set acted_at = acted_at + interval 1 microsecond where place = 11", 11, False),
        ("update audit set seal = repeat('0', 64) where place = 7", 7, False),
        ("delete from audit where place = 1", 2, True),
        ("delete from audit where place in (4, 5, 9)", 6, True),
        ("insert into audit select * from audit where place = 3", 3, True),
        ("update audit set place = 15 - place where place in (7, 8)", 7, False),
        ("delete from audit where place = 4; update audit set place = place - 1 where place > 4", 4, False),
    ],
)  # fmt: skip
def test_a_changed_record_names_the_first_act_that_does_not_follow(
    store: Store, sql: str, place: int, is_gap: bool
) -> None:
    change(store, sql)
    assert broken(store) == (place, is_gap)


def test_a_write_that_fails_leaves_no_gap(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.keep("accept", "Lan", AFTER_ALL):
        _ = 1 / 0
    with store.keep("withdraw", "Lan", AFTER_ALL):
        pass
    assert broken(store) is None
    assert store.ask("last_act")[0]["place"] == 12


def as_version_1(path: Path) -> None:
    """The database as it stood before acts had seals and catalogue versions their reasons."""
    with Store(path, a_catalogue()) as store:
        change(
            store,
            "create table old as select id, acted_at, acted_by, act, detail from audit order by place;"
            "drop table audit; alter table old rename to audit;"
            "alter table catalogue_version drop column files; alter table catalogue_version drop column why;"
            "update house set value = '1' where name = 'schema_version'",
        )


def test_a_database_from_before_the_seals_gets_them_once(tmp_path: Path) -> None:
    path = tmp_path / "dccs.duckdb"
    with Store(path, a_catalogue()) as store:
        for quarter, received in (("2026-Q2", "2026-06-20"), ("2026-Q1", "2026-03-20")):
            withdraw(store, give(store, "G1", quarter, received), received)
        before = store.ask("acts", by=None, act=None, since=None, until=None, rows=9, skipped=0)
    as_version_1(path)
    for _ in range(2):
        with Store(path, a_catalogue()) as store:
            assert store.ask("acts", by=None, act=None, since=None, until=None, rows=9, skipped=0) == before
            assert (broken(store), store.ask("last_act")[0]["place"]) == (None, 5)
    with Store(path, a_catalogue()) as store:
        give(store, "G2", "2026-Q1", "2026-03-21")
        assert (broken(store), store.ask("last_act")[0]["place"]) == (None, 6)
        assert store._read_version() == SCHEMA_VERSION


def test_verify_names_the_first_broken_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dccs.duckdb"
    monkeypatch.setenv("DCCS_DATABASE", str(path))
    assert command.main(["verify"]) == OK
    assert words.chain_whole(1) in capsys.readouterr().out
    with Store(path) as store:
        change(store, "update audit set acted_by = 'Mai'")
        [row] = store.ask("audit_broken")
    assert command.main(["verify"]) == REFUSED
    said = capsys.readouterr().out.strip()
    assert said == words.chain_broken(row)
    assert "việc số 1 (Ghi bản danh mục mới" in said


def test_a_record_that_was_cut_off_or_sealed_anew_is_known_by_the_newest_backup(tmp_path: Path) -> None:
    with Store(tmp_path / "dccs.duckdb") as store:
        folder = folder_beside(tmp_path / "dccs.duckdb")
        for who in ("Lan", "Mai"):
            with store.keep("accept", who, datetime.now(UTC)):
                pass
        assert cut_since(store, folder) is None
        path, manifest = back_up_into(store, folder, datetime.now(UTC), content_hashes)
        with store.keep("accept", "Hoa", datetime.now(UTC)):
            pass
        assert cut_since(store, folder) is None
        change(store, "delete from audit where place > 2")
    with Store(tmp_path / "dccs.duckdb") as store:
        with store.keep("accept", "Mai", datetime.now(UTC)):
            pass
        assert broken(store) is None
        assert cut_since(store, folder) == datetime.fromisoformat(manifest.as_of)
    restore(path, tmp_path / "dccs.duckdb", "Lan", datetime.now(UTC), content_hashes)
    with Store(tmp_path / "dccs.duckdb") as store:
        assert (broken(store), cut_since(store, folder)) == (None, None)


def test_a_record_that_a_restoring_took_back_was_not_cut(tmp_path: Path) -> None:
    """The newest backup is of acts that the older one, which was put back, does not know."""
    path = tmp_path / "dccs.duckdb"
    folder, old = folder_beside(path), tmp_path / "old.zip"
    with Store(path) as store:
        back_up(store, old, datetime.now(UTC), content_hashes)
        with store.keep("accept", "Mai", datetime.now(UTC)):
            pass
        back_up_into(store, folder, datetime.now(UTC), content_hashes)
    restore(old, path, "Lan", datetime.now(UTC), content_hashes)
    with Store(path) as store:
        assert cut_since(store, folder) is None


def test_every_act_has_a_word() -> None:
    """The names that the house keeps acts under, wherever it does."""
    kept = {
        node.args[0].value
        for folder in ("data", "loaders", "pages", "exports")
        for path in (HOUSE / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "keep"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert kept | {f"question_{how}" for how in get_args(How)} == set(words.ACTS)


@pytest.mark.parametrize(
    ("act", "detail", "said"),
    [
        ("accept", "HA-01 2026-Q1 01920000-0000-7000-8000-000000000000", "Tổ 1, Quý I"),
        ("withdraw", "HA-99 2031-Q1 01920000-0000-7000-8000-000000000000", "HA-99, 2031-Q1"),
        ("refuse", "01920000-0000-7000-8000-000000000000", "–"),
        ("catalogue", "ab" * 32, "bản abababababab"),
        ("remove_samples", "", "–"),
        ("restore", f"2026-09-21T05:00:00+00:00 {'ab' * 32}", "số liệu đến 12:00 21/09/2026"),
        ("unheard-of", "what", "–"),
    ],
)
def test_what_an_act_was_about_is_said_in_names(act: str, detail: str, said: str) -> None:
    assert words.about(act, detail, {"HA-01": "Tổ 1"}, {"2026-Q1": "Quý I"}) == said


# --- the page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    store = pages.open_database()
    for number in range(60):
        with store.keep("accept", "Lan", at("2026-03-20") + timedelta(days=number)) as writing:
            writing.detail = "HA-01 2026-Q1 01920000-0000-7000-8000-000000000000"
    with store.keep("withdraw", "Mai", at("2026-06-20")):
        pass
    yield store
    store.close()
    pages._store.cache_clear()


def run(**choices: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in choices.items():
        page.query_params[name] = value
    return page.run()


def acts(page: AppTest) -> list[dict[str, str]]:
    return page.dataframe[0].value.to_dict("records")


def said(page: AppTest) -> str:
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.info, *page.error])


def test_the_page_reads_the_acts_newest_first_and_a_page_at_a_time(app: Store) -> None:
    page = run()
    assert not page.exception
    assert words.chain_whole(62) in said(page)
    assert len(acts(page)) == 50
    newest, before = acts(page)[:2]
    assert newest[words.WHAT] == words.ACTS["withdraw"]
    names = next(unit.name for unit in app.catalogue.units if unit.code == "HA-01"), app.catalogue.period("2026-Q1")
    assert names[1]
    assert before == {
        words.WHEN: "12:00 18/05/2026",
        words.WHO: "Lan",
        words.WHAT: words.ACTS["accept"],
        words.ABOUT: f"{names[0]}, {names[1].label}",
    }
    assert len(acts(run(leaf="2"))) == 12


def test_the_page_filters_by_person_act_and_day(app: Store) -> None:
    assert [row[words.WHAT] for row in acts(run(by="Mai"))] == [words.ACTS["withdraw"]]
    assert [row[words.WHO] for row in acts(run(what="withdraw"))] == ["Mai"]
    page = run(what="accept")
    page.date_input(key="acts_since").set_value(datetime(2026, 3, 21, tzinfo=UTC).date())
    page.date_input(key="acts_until").set_value(datetime(2026, 3, 22, tzinfo=UTC).date())
    assert [row[words.WHEN] for row in acts(page.run())] == ["12:00 22/03/2026", "12:00 21/03/2026"]
    assert words.NO_ACTS in said(run(by="Mai", what="accept"))


def test_the_page_says_that_the_record_was_changed(app: Store) -> None:
    change(app, "update audit set detail = 'x' where place = 9")
    assert "việc số 9" in run().error[0].value


def test_in_a_meeting_nobody_is_named_and_nothing_is_given_away(app: Store) -> None:
    page = run(profile="public")
    assert not page.exception
    assert [element.value for element in page.info] == [words.NOT_IN_MEETING]
    assert (len(page.dataframe), len(page.get("download_button")), len(page.button)) == (0, 0, 0)


def test_a_backup_is_a_button_and_then_a_download(app: Store) -> None:
    page = run()
    assert words.NO_BACKUPS in said(page)
    page.button[0].click().run()
    assert not page.exception
    assert not page.error
    assert app.path
    [(_, path)] = backups(folder_beside(app.path))
    assert page.dataframe[1].value[words.FILE].tolist() == [path.name]
    assert len(page.get("download_button")) == 1


def test_the_backup_of_the_day_is_made_once_and_only_if_something_has_changed(app: Store) -> None:
    assert app.path
    folder, now = folder_beside(app.path), datetime.now(UTC)
    for _ in range(2):
        back_up_if_due(app)
    assert len(backups(folder)) == 1
    tomorrow = now + timedelta(days=1)
    assert not is_due(app, folder, tomorrow)
    with app.keep("accept", "Lan", now):
        pass
    assert is_due(app, folder, tomorrow)
    assert not is_due(app, folder, now)


def test_a_backup_that_cannot_be_made_is_a_sentence(app: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be", encoding="utf-8")
    sentence = failure(app, tmp_path / "backups")
    assert sentence
    assert str(tmp_path / "backups") in sentence
