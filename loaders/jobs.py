"""Reading and storing a batch outside the page's script thread: a rerun, a reload or a closed tab does not stop it.

Batches live in this process, few and not for long, for each holds its files; what is stored is in the database. Whoever
comes back finds one by its id, or among the `recent` ones.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from data.store import Store, StoreError
from data.writing import new_id
from loaders.intake import Outcome, check_returns, keep_returns, read_member
from loaders.returns import Return
from loaders.spreadsheets.files import Member, unpack
from wording.formats import HANOI

Phase = Literal["reading", "read", "storing", "stored", "failed"]
RUNNING: frozenset[Phase] = frozenset({"reading", "storing"})
MOST_AT_REST, SECONDS_AT_REST = 6, 3600.0
_JOBS: dict[str, Job] = {}
_LOCK = threading.Lock()


@dataclass
class Job:
    """One batch on its way: read and judged first, stored only when asked. Counts are files.

    `outcomes` are what would become of the files until it is stored, then what has become of those dealt with.
    """

    id: str
    begun_at: datetime
    phase: Phase = "reading"
    total: int = 0
    done: int = 0
    returns: list[Return] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    failure: StoreError | None = None
    is_cancelled: bool = False
    allowed: Collection[str] | None = None  # codes of the units of whoever brought it; None: all

    @property
    def acceptable(self) -> int:
        """How many files would be stored."""
        return sum(outcome.outcome == "accepted" for outcome in self.outcomes)

    @property
    def left(self) -> int:
        """How many files nobody has dealt with because the batch was stopped or failed."""
        return self.total - self.done if self.phase in ("stored", "failed") else 0


def begin(files: Sequence[tuple[str, bytes]], store: Store, allowed: Collection[str] | None = None) -> Job:
    """Starts reading a batch; nothing is stored. `allowed`: the units that the sender may report for; None: all."""
    now = _now()
    job = Job(new_id(now), now, allowed=allowed)
    with _LOCK:
        _JOBS[job.id] = job
    _start(_read, job, files, store)
    return job


def find(job_id: str | None, allowed: Collection[str] | None = None) -> Job | None:
    """The job of that id, while this process lives and has not dropped it, for somebody whose units are `allowed`."""
    job = _JOBS.get(job_id or "")
    return job if job and _is_within(job, allowed) else None


def recent(allowed: Collection[str] | None = None) -> list[Job]:
    """The batches of this process that run, or wait for somebody whose units are `allowed`, the latest first."""
    seen = [job for job in _JOBS.copy().values() if _is_within(job, allowed)]
    return sorted(seen, key=lambda job: job.begun_at, reverse=True)


def _is_within(job: Job, allowed: Collection[str] | None) -> bool:
    """A batch of somebody with more units may be about any of them."""
    return allowed is None or (job.allowed is not None and set(job.allowed) <= set(allowed))


def store_all(job: Job, store: Store, by: str, allowed: Collection[str] | None = None) -> None:
    """Starts storing the sound returns of a batch that has been read, once, whoever asks, as far as they are theirs."""
    with _LOCK:
        if job.phase != "read":
            return
        job.phase, job.done = "storing", 0
    _start(_keep, job, store, by, allowed)


def forget(job: Job) -> None:
    """Drops a batch that nobody needs any more; a running one stops after the file in hand."""
    with _LOCK:
        job.is_cancelled = True
        _JOBS.pop(job.id, None)


def forget_file(sha256: str) -> None:
    """Drops every batch at rest that still holds a file, by its hash."""
    for job in recent():
        if job.phase not in RUNNING and any(result.sha256 == sha256 for result in job.returns):
            forget(job)


def _start(work: object, *arguments: object) -> None:
    threading.Thread(target=_guarded, args=(work, *arguments), name="dccs-intake", daemon=True).start()


def _guarded(work: object, job: Job, *arguments: object) -> None:
    """A batch that cannot be stored says why; anything else is a bug and goes to the log with its traceback."""
    assert callable(work)
    try:
        work(job, *arguments)
    except StoreError as error:
        job.failure = error
        _rest(job, "failed")
    except BaseException:
        _rest(job, "failed")
        raise


def _rest(job: Job, phase: Phase) -> None:
    """Nothing runs any more. Nobody may ever come back for the batch: it is dropped in a while, or for newer ones."""
    with _LOCK:
        job.phase = phase
        at_rest = [other for other in _JOBS.values() if other.phase not in RUNNING]
        for oldest in sorted(at_rest, key=lambda other: other.begun_at)[:-MOST_AT_REST]:
            _JOBS.pop(oldest.id)
    dropping = threading.Timer(SECONDS_AT_REST, _drop, (job, phase))
    dropping.daemon = True
    dropping.start()


def _drop(job: Job, phase: Phase) -> None:
    with _LOCK:
        if job.phase == phase:
            _JOBS.pop(job.id, None)


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
    job.outcomes = check_returns(job.returns, store, now, job.allowed)
    _rest(job, "read")


def _keep(job: Job, store: Store, by: str, allowed: Collection[str] | None) -> None:
    kept: list[Outcome] = []

    def report(outcome: Outcome) -> None:
        kept.append(outcome)
        job.done += 1

    try:
        keep_returns(
            job.returns, store, by, _now(), allowed=allowed, report=report, is_cancelled=lambda: job.is_cancelled,
            clock=_now,
        )  # fmt: skip
    finally:
        job.returns, job.outcomes = [], kept
        for outcome in kept:
            if outcome.outcome != "refused":  # its sender still gets it back, with what to mend
                outcome.result.content, outcome.result.rows = b"", {}
    _rest(job, "stored")
