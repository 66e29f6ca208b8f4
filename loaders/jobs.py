"""Reading and storing a batch outside the page's script thread: a rerun or a closed tab does not stop it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from data.store import Store, StoreError, new_id
from loaders.intake import Outcome, check_returns, keep_returns, read_member
from loaders.returns import Return
from loaders.spreadsheets.files import Member, unpack
from wording.formats import HANOI

Phase = Literal["reading", "read", "storing", "stored", "failed"]
_JOBS: dict[str, Job] = {}


@dataclass
class Job:
    """One batch on its way: read and judged first, stored only when asked. Counts are files."""

    id: str
    file_names: tuple[str, ...]
    phase: Phase = "reading"
    total: int = 0
    done: int = 0
    returns: list[Return] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    failure: StoreError | None = None
    is_cancelled: bool = False

    @property
    def acceptable(self) -> int:
        """How many files would be stored."""
        return sum(outcome.outcome == "accepted" for outcome in self.outcomes)


def begin(files: Sequence[tuple[str, bytes]], store: Store) -> Job:
    """Starts reading a batch; nothing is stored."""
    job = Job(new_id(datetime.now(UTC)), tuple(name for name, _ in files))
    _JOBS[job.id] = job
    _start(_read, job, files, store)
    return job


def find(job_id: str | None) -> Job | None:
    """The job of that id, while this process lives."""
    return _JOBS.get(job_id or "")


def store_all(job: Job, store: Store, by: str) -> None:
    """Starts storing the sound returns of a batch that has been read."""
    if job.phase == "read":
        job.phase, job.done = "storing", 0
        _start(_keep, job, store, by)


def forget(job: Job) -> None:
    """Drops a batch that is no longer shown; a running one stops after the file in hand."""
    job.is_cancelled = True
    _JOBS.pop(job.id, None)


def _start(work: object, *arguments: object) -> None:
    threading.Thread(target=_guarded, args=(work, *arguments), name="dccs-intake", daemon=True).start()


def _guarded(work: object, job: Job, *arguments: object) -> None:
    """A batch that cannot be stored says why; anything else is a bug and goes to the log with its traceback."""
    assert callable(work)
    try:
        work(job, *arguments)
    except StoreError as error:
        job.phase, job.failure = "failed", error
    except BaseException:
        job.phase = "failed"
        raise


def _now() -> datetime:
    return datetime.now(UTC)


def _read(job: Job, files: Sequence[tuple[str, bytes]], store: Store) -> None:
    now = _now()
    members: list[Member] = [member for name, content in files for member in unpack(name, content)]
    job.total = len(members)
    for member in members:
        if job.is_cancelled:
            return
        job.returns.append(read_member(member, store.catalogue, now.astimezone(HANOI).date()))
        job.done += 1
    job.outcomes = check_returns(job.returns, store, now)
    job.phase = "read"


def _keep(job: Job, store: Store, by: str) -> None:
    def report(_: Outcome) -> None:
        job.done += 1

    now = _now()
    kept = keep_returns(job.returns, store, by, now, report=report, is_cancelled=lambda: job.is_cancelled, clock=_now)
    job.outcomes, job.phase = kept, "stored"
