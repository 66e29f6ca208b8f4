"""The commands as a clerk's scheduled task would call them: what they print, what they store, how they end."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wording import commands as words

HOUSE = Path(__file__).parent.parent
SAMPLES = HOUSE / "data" / "samples"
OK, REFUSED, USAGE, HELD = 0, 1, 2, 3


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "dccs.duckdb"


def run(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DCCS_DATABASE": str(database), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=HOUSE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def lines(ran: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_check_stores_nothing_and_load_does(database: Path) -> None:
    file = str(SAMPLES / "2026-Q2_HA-01.xlsx")
    checked = run(database, "loaders", "check", file, "--json")
    assert (checked.returncode, [line["outcome"] for line in lines(checked)]) == (OK, ["accepted"])
    assert not database.exists()
    loaded = run(database, "loaders", "load", file, "--json", "--by", "Lan")
    assert lines(loaded) == [
        {
            "file": "2026-Q2_HA-01.xlsx",
            "outcome": "accepted",
            "unit": "HA-01",
            "period": "2026-Q2",
            "version": 1,
            "problems": [],
        }
    ]
    again = run(database, "loaders", "load", file, "--json")
    assert (again.returncode, lines(again)[0]["outcome"]) == (OK, "unchanged")


def test_a_zip_is_a_batch_and_its_members_are_named(database: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.zip"
    with zipfile.ZipFile(batch, "w") as archive:
        archive.write(SAMPLES / "2026-Q2_HA-01.xlsx", "inner.xlsx")
        archive.writestr("hỏng.xlsx", "không phải Excel")
    loaded = run(database, "loaders", "load", str(batch), "--json")
    outcomes = {str(line["file"]): line["outcome"] for line in lines(loaded)}
    assert outcomes == {"batch.zip/inner.xlsx": "accepted", "batch.zip/hỏng.xlsx": "refused"}
    assert loaded.returncode == REFUSED


def test_a_refusal_names_code_sheet_cell_and_a_vietnamese_sentence(database: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.xlsx"
    renamed.write_bytes(b"MS;So lieu\n1;2\n")
    [line] = lines(run(database, "loaders", "check", str(renamed), "--json"))
    [problem] = line["problems"]  # type: ignore[misc]
    assert set(problem) == {"code", "severity", "sheet", "cell", "found", "expected", "message"}
    assert (problem["code"], problem["severity"]) == ("NOT_A_WORKBOOK", "error")


def test_wrong_usage_ends_with_two_and_a_sentence(database: Path) -> None:
    for arguments in (
        ("loaders", "check", "/no/such/folder"),
        ("exports", "json", "--period", "1999-Q1"),
        ("exports", "papyrus", "--period", "2026-Q2"),
        ("exports", "json", "--period", "2026-Q2", "--as-of", "yesterday"),
        ("loaders", "template", "--unit", "HA-99", "--period", "2026-Q2"),
    ):
        ran = run(database, *arguments)
        assert ran.returncode == USAGE, arguments
        assert "Traceback" not in ran.stderr


def test_the_snapshot_is_printed_and_the_same_at_the_same_moment(database: Path) -> None:
    run(database, "loaders", "load", str(SAMPLES / "2026-Q2_HA-01.xlsx"))
    asked = ("exports", "json", "--period", "2026-Q2", "--as-of", "2030-01-01T00:00:00+07:00")
    first, second = (json.loads(run(database, *asked).stdout) for _ in range(2))
    assert first == second
    assert first["unit"] == "HA"
    assert run(database, "exports", "json", "--period", "2026-Q2", "--unit", "HA-01").returncode == OK


def test_verify_reads_the_stored_files_again(database: Path) -> None:
    run(database, "loaders", "load", str(SAMPLES / "2026-Q2_HA-01.xlsx"), str(SAMPLES / "2026-Q2_HA-UB.xlsx"))
    assert run(database, "data", "verify").returncode == OK
    change = "update answer set quantity = 7 where measure = 'households'"
    tamper = f"import duckdb, sys; duckdb.connect(sys.argv[1]).execute({change!r})"
    subprocess.run([sys.executable, "-c", tamper, str(database)], check=True)
    verified = run(database, "data", "verify")
    assert verified.returncode == REFUSED
    assert "2026-Q2_HA-01.xlsx" in verified.stdout


def test_a_held_database_is_a_sentence_and_ends_with_three(database: Path) -> None:
    run(database, "data", "init")
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for command in (
            ("loaders", "load", str(SAMPLES)),
            ("exports", "json", "--period", "2026-Q2"),
            ("data", "info"),
        ):
            ran = run(database, *command)
            assert ran.returncode == HELD, ran.stderr
            assert "Traceback" not in ran.stderr
        checked = run(database, "loaders", "check", str(SAMPLES / "2026-Q2_HA-01.xlsx"))
        assert checked.returncode == OK, "checking needs no database"
        holder.communicate()


def test_templates_of_all_units_are_written(database: Path, tmp_path: Path) -> None:
    written = run(
        database, "loaders", "template", "--unit", "all", "--period", "2026-Q4", "--out", str(tmp_path / "forms")
    )
    assert written.returncode == OK, written.stderr
    assert len(list((tmp_path / "forms").glob("2026-Q4_HA-*.xlsx"))) == 10


def test_a_full_disk_is_a_sentence_and_what_was_acknowledged_stays(database: Path) -> None:
    """No file may grow beyond 800 kB: the way a full disk is met in the middle of a batch."""
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))\n"
        "from loaders.__main__ import main\n"
        f"sys.exit(main(['load', {str(SAMPLES)!r}, '--json']))"
    )
    environment = os.environ | {"DCCS_DATABASE": str(database), "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, "-c", limited], cwd=HOUSE, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == REFUSED
    assert ran.stderr.strip() == words.store_failed("full", str(database))
    acknowledged = lines(ran)
    assert 0 < len(acknowledged) < 70
    again = lines(run(database, "loaders", "load", str(SAMPLES), "--json"))
    outcomes = {str(line["file"]): line["outcome"] for line in again}
    assert all(outcomes[str(line["file"])] == "unchanged" for line in acknowledged)
    assert run(database, "data", "verify").returncode == OK


def test_a_reader_that_has_seen_enough_is_no_failure(database: Path) -> None:
    environment = os.environ | {"DCCS_DATABASE": str(database), "PYTHONIOENCODING": "utf-8"}
    command = f"{sys.executable} -m exports json --period 2026-Q2 | head -1"
    ran = subprocess.run(
        command, shell=True, cwd=HOUSE, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.stdout, ran.stderr) == ("{\n", "")


def test_a_quarters_folder_with_files_and_zips_is_one_line_a_file_and_a_summary(database: Path, tmp_path: Path) -> None:
    quarter = tmp_path / "Quý II"
    (quarter / "sáng").mkdir(parents=True)
    for name in ("2026-Q2_HA-01.xlsx", "2026-Q2_HA-02.xlsx"):
        shutil.copy(SAMPLES / name, quarter / "sáng")
    with zipfile.ZipFile(quarter / "chiều.zip", "w") as archive:
        archive.write(SAMPLES / "2026-Q2_HA-03.xlsx", "HA-03.xlsx")
    (quarter / "~$2026-Q2_HA-01.xlsx").write_bytes(b"lock")
    (quarter / "ghi chú.txt").write_text("not a return")
    loaded = run(database, "loaders", "load", str(quarter))
    assert loaded.returncode == OK, loaded.stderr
    assert loaded.stdout.splitlines() == [
        words.file_line("accepted", f"{place}{unit}.xlsx", unit, "2026-Q2", 1).replace(
            f"{place}{unit}", f"{place}{name}"
        )
        for place, unit, name in (
            ("sáng/", "HA-01", "2026-Q2_HA-01"),
            ("sáng/", "HA-02", "2026-Q2_HA-02"),
            ("chiều.zip/", "HA-03", "HA-03"),
        )
    ] + [words.summary({"accepted": 3})]
    assert loaded.stderr == ""  # a bar is drawn on a terminal only


def test_a_terminal_shows_how_far_a_batch_has_come(database: Path) -> None:
    shown, inner = pty.openpty()
    environment = os.environ | {"DCCS_DATABASE": str(database)}
    command = [sys.executable, "-m", "loaders", "load", str(SAMPLES / "2026-Q2_HA-01.xlsx")]
    ran = subprocess.run(command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=inner, check=True)
    os.close(inner)
    drawn = os.read(shown, 65_536).decode()
    assert f"{words.READING} [{'█' * 30}] 1/1" in drawn
    assert f"{words.STORING} [{'█' * 30}] 1/1" in drawn
    assert b"\r" not in ran.stdout


def test_output_that_goes_to_a_file_is_unicode_whatever_the_machine_is_set_to(database: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "tổ 1.xlsx"
    shutil.copy(SAMPLES / "2026-Q2_HA-01.xlsx", renamed)
    environment = os.environ | {"DCCS_DATABASE": str(database), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "loaders", "load", str(renamed)]
    ran = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, check=False)
    assert ran.returncode == OK, ran.stderr
    assert "tổ 1.xlsx" in ran.stdout.decode("utf-8")


def test_a_batch_that_is_stopped_from_the_keyboard_says_how_far_it_came_and_goes_on_later(database: Path) -> None:
    environment = os.environ | {"DCCS_DATABASE": str(database), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "loaders", "load", str(SAMPLES), "--json"]
    with subprocess.Popen(
        command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as loading:
        assert loading.stdout
        assert json.loads(loading.stdout.readline())["outcome"] == "accepted"
        loading.send_signal(signal.SIGINT)
        rest, errors = loading.communicate()
    acknowledged = 1 + len(rest.splitlines())
    assert (loading.returncode, errors.strip()) == (REFUSED, words.interrupted(acknowledged))
    again = [line["outcome"] for line in lines(run(database, "loaders", "load", str(SAMPLES), "--json"))]
    assert again.count("unchanged") in (acknowledged, acknowledged + 1)  # one may have been stored in silence
    assert again.count("accepted") + again.count("unchanged") == 70
