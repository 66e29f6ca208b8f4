"""What must hold after a kill: what was acknowledged stands, nothing stands in part, and no other file is half made."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from data.backup_folder import backups, folder_beside
from data.store import Store
from loaders.returns import sheet_forms
from tests.acts_process import END, returns

HOUSE = Path(__file__).parent.parent
Acts = subprocess.Popen[str]
Line = dict[str, Any]
LONGEST = 1.2  # seconds after the last line that was waited for


@contextmanager
def acting() -> Iterator[Acts]:
    """The process whose forks are killed."""
    command = [sys.executable, "-m", "tests.acts_process"]
    with subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.terminate()


def killed(acts: Acts, database: Path, chance: random.Random) -> list[Line]:
    """Acts on a database until a random moment: after some lines, and then some time. Gives what was acknowledged."""
    assert acts.stdin
    assert acts.stdout
    print(f"{database} {chance.random()}", file=acts.stdin, flush=True)
    printed = [acts.stdout.readline() for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8)))]
    time.sleep(chance.uniform(0, LONGEST) ** 2)
    print("kill", file=acts.stdin, flush=True)
    printed += iter(acts.stdout.readline, f"{END}\n")
    return [json.loads(line) for line in printed if line.endswith("}\n")]


def broken(database: Path, acknowledged: list[Line]) -> list[str]:
    """What does not hold, or went wrong before. Looked at in a copy: the original stays as the kill has left it."""
    copy = database.with_name("restarted.duckdb")
    for suffix in ("", ".wal"):
        left, looked_at = database.with_name(database.name + suffix), copy.with_name(copy.name + suffix)
        looked_at.unlink(missing_ok=True)
        if left.exists():
            shutil.copy(left, looked_at)
    failed = [line["error"] for line in acknowledged if line["act"] == "failed"][:1]
    try:
        with Store(copy) as store:
            faults = failed + [f"the chain is broken: {row}" for row in store.ask("audit_broken")]
    except Exception as error:
        return [f"does not open: {error!r}"]
    with duckdb.connect(str(copy), read_only=True) as connection:
        faults += [*_in_part(connection), *_lost(connection, database, acknowledged)]
    return faults + _half_made(database)


def _pairs(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    return dict(connection.execute(sql).fetchall())


def _in_part(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Every act of the record with its rows, all rows with their act."""
    kept = {result.sha256: result for result in returns()}
    submissions = _pairs(connection, "select id, sha256 from submission")
    details = "select string_split(detail, ' ')[3], 1 from audit where act = '{}'"
    for act, table in (("accept", "submission"), ("withdraw", "withdrawal"), ("purge", "purge")):
        name = "id" if act == "accept" else "submission"
        standing = _pairs(connection, f"select {name}, count(*) from {table} group by all")
        if standing.keys() != _pairs(connection, details.format(act)).keys() or set(standing.values()) > {1}:
            yield f"{act} and {table} differ"
    seals = _pairs(connection, "select code, octet_length(document) > 0 from seal")
    if seals != _pairs(connection, "select string_split(detail, ' ')[1], true from audit where act = 'seal'"):
        yield "seals and their acts differ"
    versions = connection.execute("select digest from catalogue_version order by recorded_at").fetchall()
    if versions != connection.execute("select detail from audit where act = 'catalogue' order by place").fetchall():
        yield "catalogue versions and their acts differ"
    purged = _pairs(connection, "select submission, has_titles from purge")
    for submission, content in _pairs(connection, "select submission, sha256(content) from original").items():
        if submission not in purged and content != submissions[submission]:
            yield f"the bytes of {submission} are not those that were sent"
        if submission in purged and content == submissions[submission]:
            yield f"{submission} is purged and has its bytes"
    for table in ("cover", *(form.table for form in sheet_forms().values())):
        rows = _pairs(connection, f"select submission, count(*) from {table} group by all")
        expected = {id: len(kept[sha256].rows.get(table, ())) for id, sha256 in submissions.items()}
        if rows != {id: count for id, count in expected.items() if count}:
            yield f"rows of {table} differ"
        if "note" in {name for name, *_ in connection.execute(f"describe {table}").fetchall()}:
            noted = _pairs(connection, f"select submission, count(note) from {table} group by all")
            yield from (f"{id} is purged and has notes in {table}" for id in purged if noted.get(id))


def _lost(connection: duckdb.DuckDBPyConnection, database: Path, acknowledged: list[Line]) -> Iterator[str]:
    standing = {
        "upload": ("sha256", _pairs(connection, "select sha256, 1 from submission")),
        "withdraw": ("submission", _pairs(connection, "select submission, 1 from withdrawal")),
        "purge": ("submission", _pairs(connection, "select submission, 1 from purge")),
        "catalogue": ("digest", _pairs(connection, "select digest, 1 from catalogue_version")),
        "seal": ("code", _pairs(connection, "select code, 1 from seal")),
        "note": ("detail", _pairs(connection, "select detail, 1 from audit where act = 'export'")),
        "drill": ("detail", _pairs(connection, "select detail, 1 from audit where act = 'drill'")),
        "backup": ("backup", {path.name: 1 for _, path in backups(folder_beside(database))}),
    }
    for line in acknowledged:
        name, found = standing.get(line["act"], ("", {}))
        is_said = name in line and line.get("outcome") != "refused"
        if is_said and line[name] not in found and line["act"] != "backup":
            yield f"lost: {line}"
    newest = [line["backup"] for line in acknowledged if line["act"] == "backup"][-1:]
    yield from (f"lost: {name}" for name in newest if name not in standing["backup"][1])


def _half_made(database: Path) -> list[str]:
    """Whatever has the name of a backup is whole."""
    faults = []
    for _, path in backups(folder_beside(database)):
        try:
            with zipfile.ZipFile(path) as archive:
                fault = archive.testzip()
        except zipfile.BadZipFile as error:
            fault = str(error)
        faults += [f"{path.name}: {fault}"] if fault else []
    return faults
