"""Backups under a passphrase: back with the right one, and otherwise a name for what is wrong and nothing changed."""

from __future__ import annotations

import json
import random
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from data import __main__ as command
from data import backup as work
from data import backup_cipher as cipher
from data import store as door
from data.backup import BackupError, back_up, read_manifest
from data.restore import restore
from data.store import Store
from exports.standing import content_hashes
from tests.facts import a_catalogue, at, give
from wording import drills, records

OK, REFUSED, USAGE = 0, 1, 2
NOW, LATER = at("2026-09-21"), at("2026-09-22")
CATALOGUE = a_catalogue()
PASSPHRASE = "một mật khẩu đủ dài"
SECRET = "ghi chú bí mật"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost stands in every backup; what takes half a second of the processor would be a minute here."""
    monkeypatch.setattr(cipher, "COST", 1 << 10)
    monkeypatch.setattr(door, "read_catalogue", lambda: CATALOGUE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database, and its backup under the passphrase."""
    with Store(tmp_path / "live.duckdb") as store:
        give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3})
        with store.keep("accept", "test", NOW) as writing:
            writing.add("original", [{"submission": "x", "content": random.Random(1).randbytes(400_000)}])
            writing.add("cover", [{"submission": "x", "row_number": 1, "label": "Người lập", "typed": SECRET}])
        back_up(store, tmp_path / "backup.zip", NOW, content_hashes, PASSPHRASE)
    return tmp_path


def refused(backup: Path, live: Path, passphrase: str | None) -> str:
    before = {path: path.read_bytes() for path in live.parent.iterdir()}
    with pytest.raises(BackupError) as error:
        restore(backup, live, "test", LATER, content_hashes, passphrase=passphrase)
    assert {path: path.read_bytes() for path in live.parent.iterdir()} == before
    return error.value.reason


def test_what_was_sealed_comes_back_under_its_passphrase(folder: Path) -> None:
    restore(folder / "backup.zip", folder / "new" / "dccs.duckdb", "test", LATER, content_hashes, passphrase=PASSPHRASE)
    with Store(folder / "new" / "dccs.duckdb") as restored, Store(folder / "live.duckdb") as live:
        assert restored.rows_of("cover", "x")[0]["typed"] == SECRET
        assert content_hashes(restored, NOW) == content_hashes(live, NOW)


def test_no_passphrase_and_a_wrong_one_are_told_apart_from_damage(folder: Path) -> None:
    backup, live = folder / "backup.zip", folder / "live.duckdb"
    assert refused(backup, live, None) == "locked"
    assert refused(backup, live, "") == "locked"
    assert refused(backup, live, PASSPHRASE + " ") == "passphrase"
    assert refused(backup, live, PASSPHRASE.upper()) == "passphrase"


def test_a_sealed_backup_that_was_cut_or_changed_is_broken(folder: Path) -> None:
    backup, live = folder / "backup.zip", folder / "live.duckdb"
    whole, chance = backup.read_bytes(), random.Random(2)
    for offset in [0, len(whole) - 1, *chance.sample(range(1, len(whole)), 6)]:
        (folder / "cut.zip").write_bytes(whole[:offset])
        assert refused(folder / "cut.zip", live, PASSPHRASE) == "broken", offset
    with zipfile.ZipFile(backup) as archive:
        end = archive.getinfo(work.LOCKED_DATABASE).compress_size
    for offset in chance.sample(range(100, end), 6):
        (folder / "cut.zip").write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        assert refused(folder / "cut.zip", live, PASSPHRASE) == "broken", offset


def test_the_manifest_of_a_sealed_backup_cannot_be_changed_unseen(folder: Path) -> None:
    for changes in ({"as_of": LATER.isoformat()}, {"figures": {}}, {"last_seal": "0" * 64}):
        with zipfile.ZipFile(folder / "backup.zip") as old, zipfile.ZipFile(folder / "lying.zip", "w") as new:
            new.writestr(work.LOCKED_DATABASE, old.read(work.LOCKED_DATABASE))
            new.writestr(work.MANIFEST, json.dumps(json.loads(old.read(work.MANIFEST)) | changes))
        assert refused(folder / "lying.zip", folder / "live.duckdb", PASSPHRASE) == "broken", changes


def test_a_lock_that_asks_for_more_memory_than_there_is_is_broken(folder: Path) -> None:
    with zipfile.ZipFile(folder / "backup.zip") as old, zipfile.ZipFile(folder / "lying.zip", "w") as new:
        told = json.loads(old.read(work.MANIFEST))
        new.writestr(work.LOCKED_DATABASE, old.read(work.LOCKED_DATABASE))
        new.writestr(work.MANIFEST, json.dumps(told | {"lock": told["lock"] | {"cost": 1 << 40}}))
    assert refused(folder / "lying.zip", folder / "live.duckdb", PASSPHRASE) == "broken"


def test_neither_texts_nor_the_passphrase_stand_in_the_file_or_the_record(folder: Path) -> None:
    content = (folder / "backup.zip").read_bytes()
    with zipfile.ZipFile(folder / "backup.zip") as archive:
        inner = b"".join(archive.read(name) for name in archive.namelist())
    with Store(folder / "live.duckdb") as store:
        acts = str(store.ask("acts", by=None, act=None, since=None, until=None, rows=99, skipped=0))
    for text in (SECRET, PASSPHRASE):
        assert text.encode() not in content + inner
        assert text not in acts
    assert read_manifest(folder / "backup.zip").lock


# --- the chunks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 1000])
def test_chunks_come_back_however_long_the_text_is(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(cipher, "CHUNK", 100)
    lock, key = cipher.new_lock("x")
    text = random.Random(size).randbytes(size)
    pieces = [text[start : start + 37] for start in range(0, size, 37)]
    kept = b"".join(cipher.sealed(pieces, key, lock, b"said"))
    assert b"".join(cipher.opened(BytesIO(kept).read, key, lock, b"said")) == text


def test_no_chunk_can_be_left_out_doubled_moved_or_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "CHUNK", 10)
    lock, key = cipher.new_lock("x")
    chunks = list(cipher.sealed([bytes(range(45))], key, lock, b"said"))
    assert len(chunks) == 5
    wrong = {
        "left out": chunks[1:],
        "last left out": chunks[:-1],
        "doubled": [*chunks[:2], *chunks[1:]],
        "moved": [chunks[1], chunks[0], *chunks[2:]],
        "cut": [*chunks[:-1], chunks[-1][:-1]],
        "nothing": [],
    }
    for name, kept in wrong.items():
        with pytest.raises(cipher.Tampered):
            raise AssertionError(name, list(cipher.opened(BytesIO(b"".join(kept)).read, key, lock, b"said")))
    with pytest.raises(cipher.Tampered):
        list(cipher.opened(BytesIO(b"".join(chunks)).read, key, lock, b"else"))


def test_every_backup_has_a_salt_and_a_prefix_of_its_own() -> None:
    locks = [cipher.new_lock("x")[0] for _ in range(3)]
    assert len({lock.salt for lock in locks}) == len({lock.prefix for lock in locks}) == 3


def test_the_passphrase_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\nnot this\n", encoding="utf-8")
    named = {"DCCS_BACKUP_PASSPHRASE_FILE": str(tmp_path / "key")}
    assert cipher.passphrase_from(named) == "from a file"
    assert cipher.passphrase_from(named | {"DCCS_BACKUP_PASSPHRASE": "itself"}) == "itself"
    assert cipher.passphrase_from({}) is None
    with pytest.raises(FileNotFoundError):
        cipher.passphrase_from({"DCCS_BACKUP_PASSPHRASE_FILE": str(tmp_path / "nowhere")})


# --- the commands ------------------------------------------------------------------------------------------------


def test_the_commands_ask_for_the_passphrase_and_never_say_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(folder / "live.duckdb"))
    target = folder / "b.zip"
    answers = iter(["một", "hai", PASSPHRASE, PASSPHRASE, "sai", PASSPHRASE])
    monkeypatch.setattr(command.getpass, "getpass", lambda _: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert command.main(["backup", str(target), "--encrypt"]) == USAGE
    assert not target.exists()
    assert command.main(["backup", str(target), "--encrypt"]) == OK
    assert read_manifest(target).lock
    assert command.main(["restore", str(target)]) == REFUSED
    assert command.main(["restore", str(target)]) == OK
    said = capfd.readouterr()
    assert drills.NOT_THE_SAME in said.err
    assert records.backup_failed("passphrase", str(target), "") in said.err
    assert PASSPHRASE not in said.out + said.err


def test_a_passphrase_file_that_cannot_be_read_makes_no_open_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(folder / "live.duckdb"))
    monkeypatch.setenv("DCCS_BACKUP_PASSPHRASE_FILE", str(folder / "nowhere"))
    assert command.main(["backup", str(folder / "b.zip")]) == USAGE
    assert capsys.readouterr().err.strip() == drills.UNREADABLE
    assert not (folder / "b.zip").exists()
