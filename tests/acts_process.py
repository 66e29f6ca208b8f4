"""All that is ever kept, in random order, by forks that are killed: uploads, withdrawals, purges, catalogue versions,
notes, seals and backups. Speaks as tests/loader_process.py does: a line `PATH SEED` starts a fork, the next kills it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import holidays  # noqa: F401 – imported late, which would be most of the time of a fork

from data.backup_folder import back_up_into, folder_beside
from data.catalogue import Catalogue
from data.catalogue_changes import record
from data.catalogue_files import read_catalogue
from data.drill import drill
from data.store import Store
from exports.seals import seal
from exports.standing import content_hashes
from loaders.intake import keep_returns, read_files
from loaders.purges import purge
from loaders.returns import Return
from loaders.withdrawals import withdraw

END, LINES_AT_MOST = "END", 9
SAMPLES = Path(__file__).parents[1] / "data" / "samples"
BY = "Lan"
Said = dict[str, Any]


@cache
def returns() -> list[Return]:
    """What there is to send: a quarter's returns, read once."""
    files = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("2025-Q[12]_*.xlsx"))]
    return list(read_files(files, read_catalogue(), datetime.now(UTC).date()))


def upload(store: Store, chance: random.Random) -> Said:
    """One return; of a unit whose last one was withdrawn, the same again."""
    [outcome] = keep_returns([chance.choice(returns())], store, BY, datetime.now(UTC))
    return {"outcome": outcome.outcome, "sha256": outcome.result.sha256, "version": outcome.version}


def take_back(store: Store, chance: random.Random) -> Said:
    taken = {row["submission"] for row in _rows(store, "withdrawal")}
    kept = [row["id"] for row in store.ask("submissions") if row["id"] not in taken]
    if not kept:
        return {}
    submission = chance.choice(kept)
    withdraw(store, submission, BY, datetime.now(UTC), "Ghi nhầm")
    return {"submission": submission}


def take_away(store: Store, chance: random.Random) -> Said:
    gone = {row["submission"] for row in store.ask("purges_kept")}
    kept = [row["id"] for row in store.ask("submissions") if row["id"] not in gone]
    if not kept:
        return {}
    submission = chance.choice(kept)
    purge(store, submission, BY, datetime.now(UTC), "Hết thời hạn lưu", has_titles=chance.random() < 0.5)
    return {"submission": submission}


def change_catalogue(store: Store, chance: random.Random) -> Said:
    """Another due day of the last period."""
    catalogue: Catalogue = store.catalogue
    *others, last = catalogue.periods
    day = last.ends_on.replace(day=1 + chance.randrange(27))
    changed = replace(catalogue, periods=(*others, replace(last, due_on=day)))
    record(store, changed, BY, datetime.now(UTC), "Đổi hạn nộp", catalogue.digest)
    return {"digest": changed.digest}


def freeze(store: Store, chance: random.Random) -> Said:
    row = seal(
        store, name=f"Họp {chance.random()}", unit="HA", period="2025-Q1", as_of=None, profile="internal", by=BY,
        now=datetime.now(UTC),
    )  # fmt: skip
    return {"code": row["code"]}


def note(store: Store, chance: random.Random) -> Said:
    what = f"paper pdf HA {chance.random()}"
    with store.keep("export", BY, datetime.now(UTC)) as writing:
        writing.detail = what
    return {"detail": what}


def back_up(store: Store, _: random.Random) -> Said:
    assert store.path
    path, manifest = back_up_into(store, folder_beside(store.path), datetime.now(UTC), content_hashes)
    return {"backup": path.name, "sha256": manifest.sha256}


def try_backup(store: Store, _: random.Random) -> Said:
    assert store.path
    result = drill(store, folder_beside(store.path), BY, datetime.now(UTC), content_hashes)
    return {"detail": result.detail()}


def _rows(store: Store, table: str) -> list[Said]:
    with store._cursor() as cursor:
        return [{"submission": id} for (id,) in cursor.execute(f"select submission from {table}").fetchall()]


Act = Callable[[Store, random.Random], Said]
ACTS: dict[str, tuple[Act, int]] = {  # and how often, beside each other
    "upload": (upload, 6),
    "withdraw": (take_back, 2),
    "purge": (take_away, 2),
    "catalogue": (change_catalogue, 2),
    "note": (note, 2),
    "seal": (freeze, 1),
    "backup": (back_up, 2),
    "drill": (try_backup, 1),
}


def act_on(path: Path, seed: str) -> None:
    """Acts until it is killed; a line for each that is done, at once: whoever reads it may rely on it."""
    chance = random.Random(seed)
    names, weights = list(ACTS), [often for _, often in ACTS.values()]
    with Store(path, by=BY) as store:
        say(json.dumps({"act": "open"}))
        while True:
            [name] = chance.choices(names, weights)
            say(json.dumps({"act": name, **ACTS[name][0](store, chance)}))


def fail() -> None:
    """Says what went wrong as often as lines may be waited for, then waits for the kill."""
    line = json.dumps({"act": "failed", "error": traceback.format_exc()})
    say("\n".join([line] * LINES_AT_MOST))
    signal.pause()


def say(line: str) -> None:
    """At once: whoever reads it may rely on it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Reading workbooks writes nothing, so it is done once and not before every kill."""
    assert returns()
    while line := sys.stdin.readline():
        path, seed = line.split()
        if not (fork := os.fork()):
            try:
                act_on(Path(path), seed)
            finally:
                fail()
        sys.stdin.readline()
        os.kill(fork, signal.SIGKILL)
        os.waitpid(fork, 0)
        say(f"\n{END}")


if __name__ == "__main__":
    main()
