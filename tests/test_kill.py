"""Nothing half done: a batch of 200 is killed at fifty moments, and what was acknowledged is there whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.store import Store, StoreError
from loaders.intake import read_files
from loaders.returns import Return, sheet_forms
from tests.loader_process import END
from tests.wards import RETURNS, catalogue_of_wards, returns_of_wards
from wording.formats import HANOI

HOUSE = Path(__file__).parent.parent
KILLS = (25, 25)  # of each of two databases, until its batch is complete
OPENING, STORING_ONE, CLOSING = 0.4, 0.02, 0.1  # seconds, about
TABLES = ["cover", *(form.table for form in sheet_forms().values())]
Loader = subprocess.Popen[str]


@dataclass(frozen=True)
class Moment:
    """So many seconds after so many lines."""

    lines: int
    seconds: float


@pytest.fixture(scope="module")
def loader() -> Iterator[Loader]:
    """The process whose forks are killed."""
    command = [sys.executable, "-m", "tests.loader_process"]
    with subprocess.Popen(
        command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield process
        process.terminate()


@pytest.fixture(scope="module")
def returns() -> dict[str, Return]:
    """What the files of the batch say, by their hash."""
    read = read_files(returns_of_wards(), catalogue_of_wards(), datetime.now(HANOI).date())
    return {result.sha256: result for result in read}


def moments(kills: int, chance: random.Random) -> list[Moment]:
    """From before a database is made until after its last return, each with more of the batch done than before."""
    midway = sorted(chance.choices(range(1, RETURNS), k=kills - 8))
    return [
        *(Moment(0, chance.uniform(0, OPENING)) for _ in range(4)),
        *(Moment(lines, chance.uniform(0, STORING_ONE)) for lines in midway),
        *(Moment(RETURNS, chance.uniform(0, CLOSING)) for _ in range(4)),
    ]


def killed(loader: Loader, database: Path, moment: Moment) -> list[dict[str, Any]]:
    """Loads the batch until the moment has come; gives what was acknowledged: every line that was printed whole."""
    assert loader.stdin
    assert loader.stdout
    print(database, file=loader.stdin, flush=True)
    printed = [loader.stdout.readline() for _ in range(moment.lines)]
    time.sleep(moment.seconds)
    print("kill", file=loader.stdin, flush=True)
    printed += iter(loader.stdout.readline, f"{END}\n")
    return [json.loads(line) for line in printed if line.endswith("}\n")]


def standing(database: Path, returns: dict[str, Return]) -> set[str]:
    """The hashes of the files that stand whole in a database after a restart; fails where one does in part."""
    restarted = restart(database)
    with duckdb.connect(str(restarted)) as connection:

        def pairs(sql: str) -> dict[str, Any]:
            return dict(connection.execute(sql).fetchall())

        submissions = pairs("select id, sha256 from submission")
        assert pairs("select submission, sha256(content) from original") == submissions
        assert (
            pairs("select string_split(detail, ' ')[3], 1 from audit where act = 'accept'").keys() == submissions.keys()
        )
        for table in TABLES:
            read = {id: len(returns[sha256].rows.get(table, ())) for id, sha256 in submissions.items()}
            kept = pairs(f'select submission, count(*) from "{table}" group by submission')
            assert kept == {id: rows for id, rows in read.items() if rows}, table
    assert len(set(submissions.values())) == len(submissions), "a file that stood already was stored again"
    return set(submissions.values())


def restart(database: Path) -> Path:
    """A copy that has been opened and closed as the app does it; the original stays as the kill has left it."""
    restarted = database.with_name("restarted.duckdb")
    for suffix in ("", ".wal"):
        copy, left = (path.with_name(path.name + suffix) for path in (restarted, database))
        copy.unlink(missing_ok=True)
        if left.exists():
            shutil.copy(left, copy)
    Store(restarted, catalogue_of_wards()).close()
    return restarted


@pytest.mark.parametrize(("number", "kills"), [*enumerate(KILLS)])
def test_what_was_acknowledged_is_there_whole_and_nothing_in_part_whenever_the_process_is_killed(
    loader: Loader, returns: dict[str, Return], tmp_path: Path, number: int, kills: int
) -> None:
    database, named = tmp_path / "dccs.duckdb", {result.file_name: sha256 for sha256, result in returns.items()}
    before: set[str] = set()
    for moment in moments(kills, random.Random(number)):
        lines = killed(loader, database, moment)
        assert {line["outcome"] for line in lines} <= {"accepted", "unchanged"}, moment
        acknowledged = {named[line["file"]] for line in lines}
        after = standing(database, returns)
        assert before | acknowledged <= after, moment
        assert len(after - before - acknowledged) <= 1, moment  # stored, and killed before it could say so
        before = after
    assert before == set(returns)


@pytest.mark.parametrize("written", [0, 4096, 8192, 12_287])
def test_a_database_whose_making_was_killed_is_made_anew(tmp_path: Path, written: int) -> None:
    database = tmp_path / "dccs.duckdb"
    duckdb.connect(str(database)).close()
    os.truncate(database, written)
    with Store(database) as store:
        assert store.ask("info")[0]["submissions"] == 0


def test_a_short_file_with_a_log_beside_it_is_not_touched(tmp_path: Path) -> None:
    database, log = tmp_path / "dccs.duckdb", tmp_path / "dccs.duckdb.wal"
    database.touch()
    log.write_bytes(b"facts")
    with pytest.raises(StoreError, match="unreadable"):
        Store(database)
    assert log.read_bytes() == b"facts"
