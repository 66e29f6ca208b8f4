"""A copy in one file and the way back: the same figures and rows, or a sentence and the database as it was."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import __main__ as command
from data import backup as work
from data import store as door
from data.backup import BackupError, back_up, read_manifest
from data.backup_folder import back_up_into, backups, outdated
from data.restore import restore
from data.store import Store, StoreError
from exports.standing import content_hashes
from tests.backup_process import MOMENTS, do
from tests.facts import a_case, a_catalogue, a_course, at, give
from wording import commands as words
from wording import records
from wording.formats import HANOI

HOUSE = Path(__file__).parent.parent
OK, REFUSED, HELD = 0, 1, 3
NOW = at("2026-09-21")
LATER = at("2026-09-22")
CATALOGUE = a_catalogue()


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "read_catalogue", lambda: CATALOGUE)


def fill(path: Path, seed: int = 0) -> None:
    """Returns of two quarters, with a correction, cases and courses."""
    chance = random.Random(seed)
    with Store(path) as store:
        for unit in ("G1", "G2", "G3", "G1"):
            for period, received in (("2026-Q1", "2026-03-20"), ("2026-Q2", "2026-06-20")):
                answers = {"events": chance.randrange(9), "households": 10, "reached": chance.randrange(10)}
                case = a_case(f"Đ'{chance.randrange(99)}", "2026-01-05")
                give(store, unit, period, received, answers, [a_course("C4", "B", "2026-02-05", 2, 1)], [case])
        with store.keep("accept", "test", at("2026-06-21")) as writing:
            writing.add("original", [{"submission": "x", "content": chance.randbytes(50_000)}])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database, a backup of it, and what the database has taken since."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "read_catalogue", lambda: CATALOGUE)
        fill(folder / "live.duckdb")
        do("backup", folder)
        with Store(folder / "live.duckdb") as store:
            give(store, "G2", "2026-Q3", "2026-09-20", {"events": 7})
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "folder"))


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with Store(path) as store, store._cursor() as cursor:
        named = "select table_name from duckdb_tables() where not temporary order by 1"
        tables = [name for (name,) in cursor.execute(named).fetchall()]
        return {table: cursor.execute(f'select * from "{table}" order by all').fetchall() for table in tables}


def hashes(path: Path) -> dict[str, str]:
    with Store(path) as store:
        return content_hashes(store, NOW)


def lying(backup: Path, **changes: Any) -> Path:
    """A backup whose manifest says something else."""
    changed = backup.with_name("lying.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(changed, "w") as new:
        new.writestr(work.DATABASE, old.read(work.DATABASE))
        new.writestr(work.MANIFEST, json.dumps(json.loads(old.read(work.MANIFEST)) | changes))
    return changed


def refused(backup: Path, live: Path) -> str:
    """Why nothing was put back; fails where anything was changed all the same."""
    before = {path: path.read_bytes() for path in live.parent.iterdir() if path.is_file()}
    with pytest.raises((BackupError, StoreError)) as error:
        restore(backup, live, "test", LATER, content_hashes)
    assert {path: path.read_bytes() for path in live.parent.iterdir() if path.is_file()} == before
    return str(error.value.reason)


# --- there and back ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_what_comes_back_is_what_was_copied_row_by_row_and_figure_by_figure(tmp_path: Path, seed: int) -> None:
    live, target, elsewhere = tmp_path / "it's.duckdb", tmp_path / "usb" / "b.zip", tmp_path / "new" / "dccs.duckdb"
    fill(live, seed)
    before, figures = rows(live), hashes(live)
    with Store(live) as store:
        manifest = back_up(store, target, NOW, content_hashes)
    assert restore(target, elsewhere, "Lan", LATER, content_hashes) is None
    after = rows(elsewhere)
    *acts, restored = after.pop("audit")
    assert acts == before.pop("audit")
    assert restored[3:6] == ("Lan", "restore", f"{manifest.as_of} {manifest.sha256}")
    assert after == before
    assert hashes(elsewhere) == figures == manifest.figures
    assert sorted(figures) == ["2026-Q1 W", "2026-Q2 W"]
    assert rows(live)["submission"] == before["submission"]


def test_the_file_of_before_is_kept_under_a_dated_name(folder: Path) -> None:
    before = rows(folder / "live.duckdb")
    aside = restore(folder / "backup.zip", folder / "live.duckdb", "Lan", LATER, content_hashes)
    assert aside == folder / "live_2026-09-22_120000.duckdb"
    assert rows(aside) == before
    assert "2026-Q3 W" not in hashes(folder / "live.duckdb")
    assert sorted(path.name for path in folder.iterdir()) == ["backup.zip", "live.duckdb", aside.name]


def test_a_copy_made_while_others_write_is_of_one_moment(tmp_path: Path) -> None:
    """Every return says one event; in the copy there are as many events as returns and acts of receiving."""
    written, done = threading.Event(), threading.Event()
    with Store(tmp_path / "live.duckdb") as store:

        def write() -> None:
            for second in range(3000):
                give(store, "G1", "2026-Q1", at("2026-03-20") + timedelta(seconds=second), {"events": 1})
                written.set()
                if done.is_set():
                    return

        writer = threading.Thread(target=write)
        writer.start()
        written.wait()
        first = store.ask("info")[0]["submissions"]
        manifests = [back_up(store, tmp_path / f"{n}.zip", NOW, content_hashes) for n in range(2)]
        last = store.ask("info")[0]["submissions"]
        done.set()
        writer.join()
    for manifest in manifests:
        counts = manifest.tables
        assert counts["submission"] == counts["answer"] == counts["audit"] - 1
        assert first <= counts["submission"] < last, "nothing was written meanwhile"


def test_a_restored_database_may_have_another_catalogue_since(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "read_catalogue", lambda: a_catalogue(indicators=CATALOGUE.indicators[:2]))
    assert restore(folder / "backup.zip", folder / "live.duckdb", "Lan", LATER, content_hashes)


# --- what is refused ---------------------------------------------------------------------------------------------


def test_a_backup_cut_off_anywhere_is_refused_and_nothing_is_changed(folder: Path) -> None:
    whole, cut = (folder / "backup.zip").read_bytes(), folder / "cut.zip"
    for offset in [0, 1, len(whole) - 1, *random.Random(1).sample(range(2, len(whole) - 1), 17)]:
        cut.write_bytes(whole[:offset])
        assert refused(cut, folder / "live.duckdb") == "broken", offset


def test_a_changed_byte_is_refused(folder: Path) -> None:
    backup = folder / "backup.zip"
    whole = backup.read_bytes()
    with zipfile.ZipFile(backup) as archive:
        end = archive.getinfo(work.DATABASE).compress_size
    for offset in random.Random(2).sample(range(100, end), 8):
        backup.write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        assert refused(backup, folder / "live.duckdb") == "broken", offset


def test_a_backup_that_does_not_hold_what_it_says_is_refused(folder: Path) -> None:
    told, live = read_manifest(folder / "backup.zip"), folder / "live.duckdb"
    for changes, reason in (
        ({"sha256": "0" * 64}, "broken"),
        ({"tables": told.tables | {"answer": 1}}, "broken"),
        ({"schema_version": door.SCHEMA_VERSION + 1}, "newer"),
        ({"figures": told.figures | {"2026-Q2 W": "0" * 64}}, "figures"),
        ({"surprise": 1}, "broken"),
    ):
        assert refused(lying(folder / "backup.zip", **changes), live) == reason, changes
    accepted = lying(folder / "backup.zip", figures={})
    assert restore(accepted, live, "test", LATER, content_hashes, accept_figures=True)


def test_what_is_no_backup_and_what_is_no_database_is_left_alone(folder: Path, tmp_path: Path) -> None:
    live, backup = folder / "live.duckdb", folder / "backup.zip"
    assert refused(folder / "nowhere.zip", live) == "missing"
    assert refused(folder, live) == "broken"
    assert refused(live, live) == "broken"
    book = folder / "Đơn thư.xlsx"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(book, live) == "broken"
    assert refused(backup, book) == "not_a_database"
    assert refused(backup, tmp_path / "folder") == "not_a_database"
    with Store(live) as store:
        for occupied in (book, folder):
            with pytest.raises(BackupError, match="not_a_backup"):
                back_up(store, occupied, NOW, content_hashes)
    assert zipfile.ZipFile(book).namelist() == ["xl/workbook.xml"]


def test_a_damaged_database_is_replaced_and_kept_with_its_log(folder: Path) -> None:
    live = folder / "live.duckdb"
    damaged = live.read_bytes()[:12] + bytes(20_000)
    live.write_bytes(damaged)
    (folder / "live.duckdb.wal").write_bytes(b"log")
    aside = restore(folder / "backup.zip", live, "Lan", LATER, content_hashes)
    assert aside
    assert aside.read_bytes() == damaged
    assert aside.with_name(f"{aside.name}.wal").read_bytes() == b"log"
    assert sorted(hashes(live)) == ["2026-Q1 W", "2026-Q2 W"]


# --- the commands ------------------------------------------------------------------------------------------------


def test_the_commands_say_in_one_sentence_what_was_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    live, target = folder / "live.duckdb", folder / "b.zip"
    monkeypatch.setenv("DCCS_DATABASE", str(live))
    assert command.main(["backup", str(target)]) == OK
    manifest = read_manifest(target)
    assert capsys.readouterr().out == f"{records.backed_up(str(target), target.stat().st_size, manifest.tables)}\n"
    assert command.main(["restore", str(target)]) == OK
    said = capsys.readouterr().out.strip()
    [aside] = folder.glob("live_*.duckdb")
    assert said == records.restored(str(live), datetime.fromisoformat(manifest.as_of), str(aside))
    for arguments, sentence in (
        (["restore", str(folder / "no.zip")], records.backup_failed("missing", str(folder / "no.zip"), "")),
        (["backup", str(live)], records.backup_failed("not_a_backup", str(live), "")),
    ):
        assert command.main(arguments) == REFUSED
        assert capsys.readouterr().err.strip() == sentence


def test_a_database_that_the_app_holds_is_neither_copied_nor_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    live = folder / "live.duckdb"
    monkeypatch.setenv("DCCS_DATABASE", str(live))
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(live)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        for arguments in (["backup", str(folder / "b.zip")], ["restore", str(folder / "backup.zip")]):
            assert command.main(arguments) == HELD
            assert capsys.readouterr().err.strip() == words.store_failed("held", str(live))
        holder.communicate()
    assert sorted(path.name for path in folder.iterdir()) == ["backup.zip", "live.duckdb"]


def test_a_full_disk_is_a_sentence_and_leaves_everything_as_it_was(folder: Path) -> None:
    """No file may grow beyond a limit: the copy, and the file that comes out of a backup, are larger."""
    limited = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom unittest import mock\n"
        "from data import store as door\nfrom tests.backup_process import do\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "for work in ('backup', 'restore'):\n"
        "    try: do(work, Path(sys.argv[1]))\n"
        "    except door.StoreError as error: print(error.reason)\n"
    )
    before = rows(folder / "live.duckdb"), (folder / "backup.zip").read_bytes()
    ran = subprocess.run(
        [sys.executable, "-c", limited, str(folder)], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "full\nfull\n", ran.stderr
    assert (rows(folder / "live.duckdb"), (folder / "backup.zip").read_bytes()) == before
    assert sorted(path.name for path in folder.iterdir()) == ["backup.zip", "live.duckdb"]


# --- killed ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def killed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for every moment, as the kill has left it."""
    above = tmp_path_factory.mktemp("killed")
    folders = [shutil.copytree(made, above / name) for name in MOMENTS]
    subprocess.run([sys.executable, "-m", "tests.backup_process", *folders], cwd=HOUSE, check=True)
    return above


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_at_any_moment_leaves_database_and_backup_whole(made: Path, killed: Path, moment: str) -> None:
    folder = killed / moment
    live, backup = folder / "live.duckdb", folder / "backup.zip"
    assert backup.read_bytes() == (made / "backup.zip").read_bytes()
    stands, before = rows(live), rows(made / "live.duckdb")
    if moment == "restore_swapped":
        assert (len(stands["submission"]), stands["audit"][-1][4]) == (len(before["submission"]) - 1, "restore")
    else:
        assert stands == before
    do(moment, folder)
    assert [path.name for path in folder.iterdir() if path.suffix not in (".zip", ".duckdb")] == []
    assert read_manifest(backup).tables["submission"] == len(rows(live)["submission"])


# --- a folder of backups -----------------------------------------------------------------------------------------


def test_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    first = datetime(2025, 1, 1, 2, 15, tzinfo=HANOI)
    kept: set[datetime] = set()
    for hours in range(0, 24 * 600, 12):  # twice a day for 600 days, the outdated removed each time
        kept |= {first + timedelta(hours=hours)}
        kept -= outdated(kept)
    shown = [f"{moment:%Y-%m-%d %H}" for moment in sorted(kept)]
    assert shown == [
        "2025-09-30 14", "2025-10-31 14", "2025-11-30 14", "2025-12-31 14", "2026-01-31 14", "2026-02-28 14",
        "2026-03-31 14", "2026-04-30 14", "2026-05-31 14", "2026-06-30 14", "2026-07-31 14", "2026-08-02 14",
        "2026-08-09 14", "2026-08-16 14", "2026-08-17 14", "2026-08-18 14", "2026-08-19 14", "2026-08-20 14",
        "2026-08-21 14", "2026-08-22 14", "2026-08-23 14",
    ]  # fmt: skip


def test_days_without_a_backup_do_not_push_the_others_out() -> None:
    years_apart = [datetime(year, 1, 1, tzinfo=HANOI) for year in range(2015, 2026)]
    assert outdated(years_apart) == set()


def test_only_backups_of_the_folder_are_removed(folder: Path) -> None:
    shelf = folder / "backups"
    shelf.mkdir()
    old = [datetime(2026, 9, 1, hour, tzinfo=HANOI) for hour in range(3)]
    for moment in old:
        shutil.copy(folder / "backup.zip", shelf / f"{moment:{records.BACKUP_NAME}}")
    (shelf / f"{old[0]:{records.BACKUP_NAME}}").write_bytes(b"not ours")
    (shelf / "Ảnh.zip").write_bytes(b"not ours")
    with Store(folder / "live.duckdb") as store:
        target, manifest = back_up_into(store, shelf, NOW.astimezone(UTC), content_hashes)
    assert target.name == "Sao-luu_2026-09-21_120000.zip"
    assert read_manifest(target) == manifest
    assert [moment for moment, _ in backups(shelf)] == [NOW, old[2], old[0]]
    assert (shelf / "Ảnh.zip").exists()


@pytest.fixture
def shelf(folder: Path) -> Path:
    (folder / "shelf").mkdir()
    return folder / "shelf"


def test_the_command_adds_to_a_folder(folder: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(folder / "live.duckdb"))
    assert command.main(["backup", str(shelf)]) == OK
    [(_, path)] = backups(shelf)
    assert read_manifest(path).tables["submission"] == 9
