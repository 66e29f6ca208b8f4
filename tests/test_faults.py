"""What goes wrong with the machine: each fault is a sentence with the way back, and nothing that was kept is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app as server
import pages
from data import __main__ as command
from data.backup_folder import back_up_into, backups, folder_beside, is_due, newest
from data.restore import restore
from data.store import Store, StoreError
from exports.standing import content_hashes
from loaders.intake import load_files
from tests.facts import a_catalogue, at, give
from wording import commands as words
from wording import faults

HOUSE = Path(__file__).parent.parent
OK, REFUSED, HELD = 0, 1, 3
SENT = [HOUSE / "data" / "samples" / f"2026-Q3_{unit}.xlsx" for unit in ("HA-01", "HA-02")]
NOBODY = 65534


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with two returns, and its backup."""
    path = tmp_path / "dccs.duckdb"
    monkeypatch.setenv("DCCS_DATABASE", str(path))
    with Store(path) as store:
        send(store)
        back_up_into(store, folder_beside(path), datetime.now(UTC), content_hashes)
    return path


def send(store: Store, moment: datetime | None = None) -> None:
    files = [(path.name, path.read_bytes()) for path in SENT]
    outcomes = load_files(files, store, "test", moment or at("2026-10-02"))
    assert [outcome.outcome for outcome in outcomes] == ["accepted", "accepted"]


def reason(path: Path) -> str:
    with pytest.raises(StoreError) as error:
        Store(path)
    return error.value.reason


@pytest.fixture
def app(database: Path) -> Iterator[Store]:
    store = pages.open_database()
    yield store
    store.close()
    pages._store.cache_clear()


def page(name: str = "overview") -> AppTest:
    test = AppTest.from_file(str(HOUSE / "pages" / f"{name}.py"), default_timeout=60).run()
    assert not test.exception
    return test


# --- the file ----------------------------------------------------------------------------------------------------


def test_a_missing_database_beside_its_backups_is_not_begun_anew(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database.unlink()
    sentence = words.store_failed("missing", str(database))
    assert "restore" in sentence
    assert [error.value for error in page().error] == [sentence]
    assert command.main(["info"]) == REFUSED
    assert capsys.readouterr().err.strip() == sentence
    assert not database.exists()
    [(_, backup)] = backups(folder_beside(database))
    assert command.main(["restore", str(backup)]) == OK
    with Store(database) as store:
        assert store.ask("info")[0]["submissions"] == 2
    pages._store.cache_clear()


def test_an_empty_shell_or_a_log_alone_is_a_lost_database_too(database: Path, tmp_path: Path) -> None:
    for left in (b"", bytes(8) + b"DUCK" + bytes(4084)):
        database.write_bytes(left)
        assert reason(database) == "missing"
        assert database.read_bytes() == left
    alone = tmp_path / "other" / "dccs.duckdb"
    alone.parent.mkdir()
    alone.with_name("dccs.duckdb.wal").write_bytes(b"facts")
    assert reason(alone) == "missing"
    assert alone.with_name("dccs.duckdb.wal").read_bytes() == b"facts"


def test_a_new_office_without_backups_begins_as_ever(tmp_path: Path) -> None:
    with Store(tmp_path / "new" / "dccs.duckdb") as store:
        assert store.ask("info")[0]["submissions"] == 0


def test_a_file_that_is_taken_away_while_the_app_runs_takes_nothing_in_and_loses_nothing(app: Store) -> None:
    assert app.path
    away = app.path.with_name("away.duckdb")
    for cause in ("deleted", "replaced"):
        app.path.replace(away)
        if cause == "replaced":
            shutil.copy(away, app.path)
        with pytest.raises(StoreError) as error:
            give(app, "HA-03", "2026-Q3", "2026-10-03", {})
        assert error.value.reason == "gone"
        away.replace(app.path)
    app.path.unlink()
    assert "Sao lưu ngay" in words.store_failed("gone", str(app.path))
    path, manifest = back_up_into(app, folder_beside(app.path), datetime.now(UTC), content_hashes)
    assert manifest.tables["submission"] == 2
    restore(path, app.path.with_name("back.duckdb"), "test", datetime.now(UTC), content_hashes)


def answered(path: Path) -> object:
    """What a database says, or the reason why it says nothing."""
    try:
        with Store(path) as store:
            originals = [store.ask("original", submission=row["id"]) for row in store.ask("submissions")]
            return content_hashes(store, at("2026-11-01")), originals
    except StoreError as error:
        return error.reason


def test_a_file_cut_anywhere_is_named_and_brought_back(database: Path) -> None:
    """Where what is lost is not missed at once, it is missed when it is asked for; never is half an answer given."""
    whole, chance = database.read_bytes(), random.Random(3)
    standing = answered(database)
    cuts = [12_288, 12_289, len(whole) - 262_144, *chance.sample(range(12_288, len(whole)), 5)]
    for cut in cuts:
        database.write_bytes(whole[:cut])
        assert answered(database) in (standing, "unreadable"), cut
    assert "bản sao lưu" in words.store_failed("unreadable", str(database))
    database.write_bytes(whole[: len(whole) // 2])
    [(_, backup)] = backups(folder_beside(database))
    restore(backup, database, "test", datetime.now(UTC), content_hashes)
    with Store(database) as store:
        assert store.ask("info")[0]["submissions"] == 2


def test_blocks_that_are_lost_while_the_app_runs_are_a_sentence_on_the_page(
    app: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(server.st, "error", said.append)
    assert server.show_page_failed(StoreError("unreadable", "dccs.duckdb"))
    assert said == [words.store_failed("unreadable", "dccs.duckdb")]


@pytest.mark.parametrize("said", ["unreadable", "newer", "held", "full", "missing", "gone"])
def test_every_fault_of_the_database_has_a_sentence_with_a_way_back(said: str) -> None:
    assert words.STORE_FAILED.keys() == {"unreadable", "newer", "held", "full", "missing", "gone"}
    assert "ãy" in words.store_failed(said, "dccs.duckdb") or "vào trang" in words.store_failed(said, "dccs.duckdb")


def test_a_file_of_a_newer_version_is_left_alone(database: Path) -> None:
    with Store(database) as store, store._cursor() as cursor:
        cursor.execute("update house set value = '99' where name = 'schema_version'")
    before = database.read_bytes()
    assert [error.value for error in page().error] == [words.store_failed("newer", str(database))]
    assert database.read_bytes() == before
    pages._store.cache_clear()


def test_two_servers_on_one_file_the_second_says_so_and_the_first_goes_on(database: Path) -> None:
    first = (
        "import sys\nfrom pathlib import Path\nfrom data.store import Store\n"
        "store = Store(Path(sys.argv[1]))\nprint('open', flush=True)\nsys.stdin.readline()\n"
        "print(store.ask('info')[0]['submissions'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", first, str(database)],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        assert [error.value for error in page().error] == [words.store_failed("held", str(database))]
        assert holder.communicate("go on\n")[0] == "2\n"
    pages._store.cache_clear()
    assert not page("indicators").error
    pages._store.cache_clear()


# --- the disk ----------------------------------------------------------------------------------------------------

WORK = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from data.backup import BackupError
from data.backup_folder import back_up_into, folder_beside
from data.store import Store, StoreError
from exports.standing import content_hashes
from loaders.intake import load_files
database, sent = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
if os.geteuid() == 0 and os.environ.get("AS_NOBODY"):
    os.setuid(65534)
try:
    with Store(database) as store:
        store.ask("info")
        for name, work in (
            ("send", lambda: load_files([(p.name, p.read_bytes()) for p in sent], store, "x", datetime.now(UTC))),
            ("back up", lambda: back_up_into(store, folder_beside(database), datetime.now(UTC), content_hashes)),
        ):
            try:
                work()
                print(name, "done")
            except StoreError as error:
                print(name, error.reason)
            except OSError as error:
                print(name, type(error).__name__)
        print("returns", store.ask("info")[0]["submissions"], len(store.ask("audit_broken")))
except StoreError as error:
    print("open", error.reason)
"""


def worked(*command: str, database: Path, **environment: str) -> list[str]:
    sent = str(SENT[0].with_name("2026-Q3_HA-03.xlsx"))
    ran = subprocess.run(
        [*command, sys.executable, "-c", WORK, str(database), sent],
        cwd=HOUSE, capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def small_disk(megabytes: int, folder: Path) -> list[str]:
    """A command before another: for it alone the folder is a disk of so many megabytes, with what is there."""
    script = (
        f"cp -a {folder} {folder}.kept && mount -t tmpfs -o size={megabytes}m,mode=777 none {folder} && "
        f'cp -a {folder}.kept/. {folder}/ && "$@"; code=$?; '
        f"cp -a {folder} {folder}.back; exit $code"
    )
    return ["unshare", "-rm", "sh", "-c", script, "sh"]


def can_mount(folder: Path) -> bool:
    probe = f"mount -t tmpfs -o size=1m none {folder}"
    found = shutil.which("unshare")
    return bool(found) and subprocess.run(["unshare", "-rm", "sh", "-c", probe], check=False).returncode == 0


def test_a_full_disk_keeps_what_stands_and_takes_no_half_of_the_rest(database: Path, tmp_path: Path) -> None:
    """A real small disk where the machine lets us make one, else a limit on the length of files."""
    folder = tmp_path / "disk"
    folder.mkdir()
    full = folder / "dccs.duckdb"
    shutil.copy(database, full)
    size = -(-full.stat().st_size // (1 << 20))
    if can_mount(folder):
        said = worked(*small_disk(size, folder), database=full)
        full = Path(f"{folder}.back") / "dccs.duckdb"
    else:
        limit = ["prlimit", f"--fsize={full.stat().st_size}"]
        said = worked(*limit, database=full)
    assert "back up full" in said, said
    assert said[-1] in ("returns 2 0", "returns 3 0")
    with Store(full) as store:
        assert store.ask("info")[0]["submissions"] == int(said[-1].split()[1])
        assert [path.name for path in folder_beside(full).glob("*")] == []


def test_a_folder_that_may_not_be_written_to_is_a_sentence(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    shutil.copy(database, folder / "dccs.duckdb")
    before = (folder / "dccs.duckdb").read_bytes()
    (folder / "dccs.duckdb").chmod(0o444)
    folder.chmod(0o555)
    for above in (tmp_path, *tmp_path.parents[:3]):
        if above.stat().st_uid == os.geteuid() and above != Path("/tmp"):
            above.chmod(0o755)
    said = worked(database=folder / "dccs.duckdb", AS_NOBODY="1", HOME=str(folder), PYTHONDONTWRITEBYTECODE="1")
    folder.chmod(0o755)
    assert said == ["open unreadable"]
    assert (folder / "dccs.duckdb").read_bytes() == before
    assert "không cho đọc, ghi" in words.store_failed("unreadable", "x")


# --- the clock ---------------------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_hides_no_return_and_is_told(app: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not page().warning
    send_later = datetime.now(UTC) + timedelta(days=400)  # when they came in, as a clock had it that is right again
    with app._cursor() as cursor:
        cursor.execute("update submission set received_at = received_at + interval 400 day")
    app._answers.clear()
    app.data_version += 1
    shown = page()
    assert [warning.value for warning in shown.warning][:1] != []
    assert shown.warning[0].value.startswith("Đồng hồ máy chủ")
    assert any("2/10" in markdown.value for markdown in [*shown.caption, *shown.markdown])
    assert "vẫn đủ" in faults.clock_behind(datetime.now(UTC), send_later)


def test_a_backup_of_a_wrong_clock_hides_no_later_one(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with Store(tmp_path / "dccs.duckdb", a_catalogue()) as store:
        folder = folder_beside(tmp_path / "dccs.duckdb")
        wrong, _ = back_up_into(store, folder, now + timedelta(days=900), content_hashes)
        assert newest(folder, now) == (backups(folder)[0][0], wrong)
        give(store, "G1", "2026-Q1", "2026-03-20", {"events": 1})
        assert is_due(store, folder, now)
        right, _ = back_up_into(store, folder, now, content_hashes)
        assert not is_due(store, folder, now)
        found = newest(folder, now)
        assert found
        assert found[1] == right
