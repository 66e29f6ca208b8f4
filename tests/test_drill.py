"""The backup that is proven: tried every day beside the live data, and the first page says how it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import __main__ as command
from data import backup_cipher as cipher
from data import store as door
from data.backup_folder import back_up_into, backups, folder_beside, is_due
from data.drill import Drill, drill, is_drill_due, last_drill
from data.store import Store
from exports.standing import content_hashes
from loaders.intake import load_files
from loaders.purges import purge
from pages import _daily_backup
from pages._drill import OVERDUE, standing
from tests.facts import a_catalogue, at, give
from tests.shown import app_on, shown
from wording import drills as words
from wording import records

HOUSE = Path(__file__).parent.parent
OK, REFUSED = 0, 1
NOW = at("2026-09-21")
CATALOGUE = a_catalogue()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Two quarters, and the folder of backups beside it."""
    monkeypatch.setattr(door, "read_catalogue", lambda: CATALOGUE)
    monkeypatch.setattr(cipher, "COST", 1 << 10)
    with Store(tmp_path / "dccs.duckdb") as opened:
        give(opened, "G1", "2026-Q1", "2026-03-20", {"events": 3})
        give(opened, "G1", "2026-Q2", "2026-06-20", {"events": 4})
        yield opened


@pytest.fixture
def folder(store: Store) -> Path:
    assert store.path
    return folder_beside(store.path)


def tried(store: Store, folder: Path, passphrase: str | None = None) -> Drill:
    return drill(store, folder, "test", NOW + timedelta(hours=1), content_hashes, passphrase)


def test_a_sound_backup_is_proven_and_nothing_is_left_of_the_trial(store: Store, folder: Path) -> None:
    _, manifest = back_up_into(store, folder, NOW, content_hashes)
    give(store, "G2", "2026-Q2", NOW + timedelta(minutes=1), {"events": 9})
    before, version = {path.name: path.read_bytes() for path in folder.iterdir()}, store.data_version
    result = tried(store, folder)
    assert result == Drill(datetime.fromisoformat(manifest.as_of), 2, 2)
    assert result.is_proven
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert store.data_version == version
    assert last_drill(store) == (NOW + timedelta(hours=1), result)


def test_under_a_passphrase_too_and_without_it_nothing_is_proven(store: Store, folder: Path) -> None:
    back_up_into(store, folder, NOW, content_hashes, "mật khẩu")
    assert tried(store, folder, "mật khẩu").is_proven
    assert (tried(store, folder).reason, tried(store, folder, "khác").reason) == ("locked", "passphrase")


def test_a_damaged_a_cut_and_a_missing_backup_are_named(store: Store, folder: Path) -> None:
    assert tried(store, folder) == Drill(None, reason="missing")
    path, _ = back_up_into(store, folder, NOW, content_hashes)
    whole = path.read_bytes()
    for damaged in (whole[:-100], b"", whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:]):
        path.write_bytes(damaged)
        result = tried(store, folder)
        assert (result.reason, result.is_proven) == ("broken", False)
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_live_data_that_say_something_else_than_the_backup_are_found(store: Store, folder: Path) -> None:
    back_up_into(store, folder, NOW, content_hashes)
    with store._cursor() as cursor:  # somebody who opens the file without the app
        cursor.execute("update answer set quantity = quantity + 1 where measure = 'events'")
    result = tried(store, folder)
    assert (result.matched, result.total, result.is_proven) == (0, 2, False)


def test_what_was_taken_out_on_purpose_since_is_no_fault(store: Store, folder: Path) -> None:
    for act in ("remove_samples", "restore"):
        back_up_into(store, folder, NOW, content_hashes)
        with store._cursor() as cursor:
            cursor.execute("update answer set quantity = quantity + 1 where measure = 'events'")
        assert not tried(store, folder).is_proven
        with store.keep(act, "test", NOW + timedelta(minutes=1)):
            pass
        assert tried(store, folder).is_proven, act
        with store._cursor() as cursor:
            cursor.execute("update audit set acted_at = timestamp '2020-01-01' where act = ?", [act])


def test_a_purge_since_does_not_make_the_backup_look_wrong(tmp_path: Path) -> None:
    with Store(tmp_path / "dccs.duckdb") as store:
        content = (HOUSE / "data" / "samples" / "2026-Q2_HA-UB.xlsx").read_bytes()
        load_files([("a.xlsx", content)], store, "test", at("2026-07-01"))
        folder = folder_beside(tmp_path / "dccs.duckdb")
        back_up_into(store, folder, NOW, content_hashes)
        submission = store.ask("submissions")[0]["id"]
        purge(store, submission, "test", NOW + timedelta(minutes=1), "Có tên người", has_titles=False)
        assert tried(store, folder).is_proven


def test_a_trial_is_read_back_from_the_record_as_it_was() -> None:
    for result in (Drill(NOW, 7, 7), Drill(NOW, 6, 7), Drill(None, reason="missing"), Drill(NOW, reason="broken")):
        assert Drill.read(result.detail()) == result
    assert records.about("drill", Drill(NOW, 6, 7).detail(), {}, {}) == "bản lúc 12:00 21/09/2026: khớp 6/7"
    assert records.about("drill", Drill(None, reason="missing").detail(), {}, {}) == words.REASONS["missing"]


def test_a_day_has_one_trial_and_no_trial_makes_a_backup_due(store: Store, folder: Path) -> None:
    assert not is_drill_due(store, folder, NOW)
    back_up_into(store, folder, NOW, content_hashes)
    assert is_drill_due(store, folder, NOW)
    tried(store, folder)
    assert not is_drill_due(store, folder, NOW + timedelta(hours=2))
    assert is_drill_due(store, folder, NOW + timedelta(days=1))
    assert not is_due(store, folder, NOW + timedelta(days=1))
    with store.keep("export", "test", NOW):
        pass
    assert is_due(store, folder, NOW + timedelta(days=1)), "the record of acts is to be kept too"


# --- what the pages say ------------------------------------------------------------------------------------------


def test_what_is_said_follows_the_last_trial(store: Store, folder: Path) -> None:
    first = at("2026-03-20")
    assert standing(store, first + timedelta(days=1)) == ("", False)
    assert standing(store, NOW) == (words.never(), True)
    back_up_into(store, folder, NOW, content_hashes)
    tried(store, folder)
    at_hand = NOW + timedelta(hours=1)
    assert standing(store, at_hand) == (words.proven(at_hand, 2, 2), False)
    assert "khớp 2/2" in words.proven(at_hand, 2, 2)
    assert "0/0" not in words.proven(at_hand, 0, 0)
    assert standing(store, at_hand + OVERDUE + timedelta(minutes=1)) == (words.long_ago(at_hand), True)
    backups(folder)[0][1].write_bytes(b"")
    tried(store, folder)
    sentence, is_fault = standing(store, at_hand)
    assert is_fault
    assert words.REASONS["broken"] in sentence


def test_every_reason_has_words() -> None:
    from typing import get_args

    from data.backup import Reason

    named = set(get_args(Reason)) - {"figures", "not_a_backup", "not_a_database"}  # of trials there are none such
    assert named | {"newer", "full", "unreadable"} == set(words.REASONS)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Store]:
    with app_on(tmp_path / "dccs.duckdb") as store:
        content = (HOUSE / "data" / "samples" / "2026-Q3_HA-01.xlsx").read_bytes()
        load_files([("a.xlsx", content)], store, "test", at("2026-10-01"))
        yield store


def test_the_first_page_says_it_is_proven_or_shows_a_red_banner(app: Store) -> None:
    assert app.path
    folder = folder_beside(app.path)
    assert [error.value for error in shown("overview").error] == [words.never()]
    _daily_backup.back_up_if_due(app)
    _daily_backup.try_if_due(app, folder, "test")
    page = shown("overview")
    assert not page.error
    assert any("khớp 1/1" in caption.value for caption in page.caption)
    backups(folder)[0][1].write_bytes(b"")
    drill(app, folder, "test", datetime.now(UTC), content_hashes)
    assert words.REASONS["broken"] in shown("overview").error[0].value
    meeting = shown("overview", profile="public")
    assert not meeting.error, "a projector shows figures"


def test_the_record_s_page_tries_at_a_press(app: Store) -> None:
    assert app.path
    back_up_into(app, folder_beside(app.path), datetime.now(UTC), content_hashes)
    page = shown("records")
    next(button for button in page.button if button.label == words.TRY_NOW).click().run()
    assert not page.exception
    last = last_drill(app)
    assert last
    assert last[1].is_proven
    assert any("khớp 1/1" in element.value for element in page.markdown)


def test_the_command_tries_and_says_so(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert store.path
    monkeypatch.setenv("DCCS_DATABASE", str(store.path))
    path, _ = back_up_into(store, folder, NOW, content_hashes)
    store.close()
    assert command.main(["drill"]) == OK
    assert "khớp 2/2" in capsys.readouterr().out
    path.write_bytes(path.read_bytes()[:-1])
    assert command.main(["drill"]) == REFUSED
    assert words.REASONS["broken"] in capsys.readouterr().err
