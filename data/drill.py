"""The backup that is proven: the newest one is restored beside the live data, and both must say the same of its moment.

Nothing of the live data is touched; the restored file is removed again. What came of it stands in the record of acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.backup import BackupError, Figures, Manifest, only_while_made, read_manifest, room
from data.backup_folder import backups, newest
from data.restore import unpack
from data.store import Store, StoreError
from wording.formats import HANOI

BESIDE = "khoi-phuc-thu.duckdb"  # beside the backups, while it lasts


@dataclass(frozen=True)
class Drill:
    """What a trial restoring found: how many snapshots are the same, of how many; `backup_at` None: there is no backup.

    `reason`: why there was nothing to compare (of BackupError or StoreError), else empty.
    """

    backup_at: datetime | None
    matched: int = 0
    total: int = 0
    reason: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether the backup would bring everything back."""
        return not self.reason and self.matched == self.total

    def detail(self) -> str:
        """As the record of acts keeps it."""
        moment = self.backup_at.isoformat() if self.backup_at else "-"
        return f"{moment} {self.matched}/{self.total} {self.reason or 'ok'}"

    @staticmethod
    def read(detail: str) -> Drill:
        """The same again."""
        moment, counts, reason = detail.split(" ")
        matched, total = counts.split("/")
        backup_at = None if moment == "-" else datetime.fromisoformat(moment)
        return Drill(backup_at, int(matched), int(total), "" if reason == "ok" else reason)


def drill(
    store: Store, folder: Path, by: str, now: datetime, figures: Figures, passphrase: str | None = None
) -> Drill:  # fmt: skip
    """Restores the newest backup of a folder beside the live data and compares; puts on record what it found."""
    found = newest(folder, now)
    result = _tried(store, *found, figures, passphrase) if found else Drill(None, reason="missing")
    with store.keep("drill", by, now) as writing:
        writing.detail = result.detail()
    return result


def _tried(store: Store, moment: datetime, backup: Path, figures: Figures, passphrase: str | None) -> Drill:
    beside = backup.with_name(BESIDE)
    try:
        manifest = read_manifest(backup)
        with room(beside), only_while_made(beside):
            unpack(backup, manifest, beside, passphrase)
            with Store(beside, store.files) as restored:
                return _compared(store, restored, manifest, figures)
    except (BackupError, StoreError) as error:
        return Drill(moment, reason=error.reason)


def _compared(store: Store, restored: Store, manifest: Manifest, figures: Figures) -> Drill:
    """Against the live data; where they have been changed backwards since, against what the backup was made with."""
    as_of = datetime.fromisoformat(manifest.as_of)
    is_rewritten = store.ask("rewritten_since", as_of=as_of)[0]["is_rewritten"]
    expected: Mapping[str, str] = manifest.figures if is_rewritten else figures(store, as_of)
    found = figures(restored, as_of)
    keys = {*expected, *found}
    return Drill(as_of, sum(expected.get(key) == found.get(key) for key in keys), len(keys))


def last_drill(store: Store) -> tuple[datetime, Drill] | None:
    """When the newest backup was last tried, and with what result; None where it never was."""
    return next(((row["acted_at"], Drill.read(row["detail"])) for row in store.ask("last_drill")), None)


def is_drill_due(store: Store, folder: Path, now: datetime) -> bool:
    """Whether there is a backup that was not tried on this day, Vietnam's."""
    last = last_drill(store)
    today = now.astimezone(HANOI).date()
    return bool(backups(folder)) and (last is None or last[0].astimezone(HANOI).date() != today)
