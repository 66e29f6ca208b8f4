"""From files to stored returns: a batch is read, judged in its order, then kept, each return whole in a transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from data.catalogue import Catalogue
from data.store import Store
from data.writing import Writing, after, new_id
from loaders.form import FORM_VERSION
from loaders.history import History, check
from loaders.hygiene import masked_name
from loaders.problems import Problem, has_errors, in_reading_order
from loaders.returns import Return, read_return
from loaders.spreadsheets.files import Member, unpack
from wording.formats import HANOI

SAMPLE = "dữ liệu mẫu"
Verdict = Literal["accepted", "unchanged", "refused"]


@dataclass
class Outcome:
    """What becomes of one file. `version` is its number among the unit's returns for the period, None if refused."""

    result: Return
    outcome: Verdict
    version: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """One line of `--json`."""
        return {
            "file": self.result.file_name,
            "outcome": self.outcome,
            "unit": self.result.unit.code if self.result.unit else None,
            "period": self.result.period.code if self.result.period else None,
            "version": self.version,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def files_below(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Name and path of every file named or lying in a named folder; what programs leave behind is passed over."""
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not inner.name.startswith(("~$", ".")) and inner.suffix.lower() in SUFFIXES:
                    yield str(inner.relative_to(path)), inner
        else:
            yield path.name, path


SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".zip"})


def read_files(files: Iterable[tuple[str, bytes]], catalogue: Catalogue, received_on: date) -> Iterator[Return]:
    """Every return of these files, those inside zips too; stores nothing."""
    for name, content in files:
        for member in unpack(name, content):
            yield read_member(member, catalogue, received_on)


def read_member(member: Member, catalogue: Catalogue, received_on: date) -> Return:
    """One file, or what is wrong with it before it is opened."""
    if member.problems:
        return Return(masked_name(member.file_name), member.content, problems=list(member.problems))
    return read_return(member.file_name, member.content, catalogue, received_on)


def judge(returns: Iterable[Return], history: History | None, allowed: Collection[str] | None = None) -> list[Outcome]:
    """The verdict on every return of a batch, by period, unit and file name: each is judged knowing those before it.

    Without a history (no database) the rules between returns are left out and nothing can be `unchanged`. `allowed` are
    the codes of the units that the sender may report for; None: all.
    """
    outcomes: list[Outcome] = []
    taken: dict[tuple[str, str], Outcome] = {}
    for result in sorted(returns, key=_order):
        outcome = _judge_one(result, history, allowed)
        outcomes.append(outcome)
        if outcome.outcome != "refused" and result.unit and result.period:
            place = result.unit.code, result.period.code
            if place in taken:
                twice = Problem("SAME_RETURN_TWICE", found=result.file_name)
                taken[place].problems.append(twice)
            taken[place] = outcome
    return outcomes


def _order(result: Return) -> tuple[str, str, str]:
    unit, period = result.unit, result.period
    return (period.ends_on.isoformat() if period else "", unit.code if unit else "", result.file_name)


def _judge_one(result: Return, history: History | None, allowed: Collection[str] | None) -> Outcome:
    problems = list(result.problems)
    if result.unit and allowed is not None and result.unit.code not in allowed:
        problems.append(Problem("NOT_ALLOWED", *result.unit_place, found=result.unit.code))
    if has_errors(problems) or not result.unit or not result.period:
        return Outcome(result, "refused", problems=in_reading_order(problems, result.sheets))
    if history is None:
        return Outcome(result, "accepted", problems=problems)
    between = list(check(result, history))
    current = history.current(result.unit.code, result.period.code)
    if current and current.content_hash == result.content_hash:
        # What stands already is not refused for a correction that came after it: sending it again changes nothing.
        between = [problem for problem in between if problem.severity == "warning"]
        return Outcome(result, "unchanged", current.version, in_reading_order([*problems, *between], result.sheets))
    problems = in_reading_order([*problems, *between], result.sheets)
    if has_errors(problems):
        return Outcome(result, "refused", problems=problems)
    return Outcome(result, "accepted", history.remember(result).version, problems)


def check_files(
    files: Iterable[tuple[str, bytes]], store: Store, now: datetime, allowed: Collection[str] | None = None
) -> list[Outcome]:
    """What `load_files` would say; nothing is stored."""
    return check_returns(list(read_files(files, store.catalogue, now.astimezone(HANOI).date())), store, now, allowed)


def check_returns(
    returns: list[Return], store: Store, now: datetime, allowed: Collection[str] | None = None
) -> list[Outcome]:
    """The verdict on returns that have been read; nothing is stored."""
    # A clock that was set back must not hide what came before.
    as_of = after(store.ask("last_event")[0]["last_event_at"], now)
    units = {result.unit.code for result in returns if result.unit}
    return judge(returns, History.read(store, units, as_of), allowed)


def load_files(
    files: Iterable[tuple[str, bytes]],
    store: Store,
    by: str,
    now: datetime,
    *,
    is_sample: bool = False,
    allowed: Collection[str] | None = None,
    report: Callable[[Outcome], None] = lambda outcome: None,
    clock: Callable[[], datetime] | None = None,
) -> list[Outcome]:
    """Reads, judges and keeps a batch; `report` hears of every file once it is safely stored or refused."""
    returns = list(read_files(files, store.catalogue, now.astimezone(HANOI).date()))
    return keep_returns(returns, store, by, now, is_sample=is_sample, allowed=allowed, report=report, clock=clock)


def keep_returns(
    returns: list[Return],
    store: Store,
    by: str,
    now: datetime,
    *,
    is_sample: bool = False,
    allowed: Collection[str] | None = None,
    report: Callable[[Outcome], None] = lambda outcome: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    clock: Callable[[], datetime] | None = None,
) -> list[Outcome]:
    """Judges and keeps returns that have been read, as they stand when their turn comes; gives what was dealt with.

    `clock` tells when each return is received, so that in a long batch none is dated before a moment that was already
    shown; without it all are received at `now`.
    """
    kept: list[Outcome] = []
    with store.intake:
        for outcome in check_returns(returns, store, now, allowed):
            if is_cancelled():
                break
            keep(outcome, store, by, clock() if clock else now, is_sample=is_sample)
            kept.append(outcome)
            report(outcome)
    return kept


def keep(outcome: Outcome, store: Store, by: str, now: datetime, *, is_sample: bool = False) -> None:
    """Stores an accepted return whole, or the codes of a refused one; an unchanged one leaves no trace."""
    if outcome.outcome == "accepted":
        with store.keep("accept", by, now) as writing:
            submission, outcome.version = keep_rows(outcome.result, writing, is_sample=is_sample)
            writing.add("original", [{"submission": submission, "content": outcome.result.content}])
    elif outcome.outcome == "refused":
        with store.keep("refuse", by, now) as writing:
            _keep_refusal(outcome, writing)


def keep_rows(result: Return, writing: Writing, *, is_sample: bool = False) -> tuple[str, int]:
    """Adds what an accepted return says, without its bytes; gives the id of the submission and its version."""
    assert result.unit
    assert result.period
    unit, period = result.unit.code, result.period.code
    received_at = after(writing.ask("last_event")[0]["last_event_at"], writing.now)
    version = 1 + int(writing.ask("versions_of", unit=unit, period=period)[0]["versions"])
    submission = new_id(received_at)
    kept = {
        "id": submission, "unit": unit, "period": period, "received_at": received_at, "received_by": writing.by,
        "file_name": result.file_name, "sha256": result.sha256, "content_hash": result.content_hash,
        "form_version": FORM_VERSION, "is_sample": is_sample, "places": json.dumps(result.places, ensure_ascii=False),
    }  # fmt: skip
    writing.add("submission", [kept])
    for table, rows in result.rows.items():
        writing.add(table, [{"submission": submission, **row} for row in rows])
    writing.detail = f"{unit} {period} {submission}"
    return submission, version


def _keep_refusal(outcome: Outcome, writing: Writing) -> None:
    result = outcome.result
    refusal = new_id(writing.now)
    rows = [
        {
            "id": refusal, "refused_at": writing.now, "refused_by": writing.by, "sha256": result.sha256,
            "unit": result.unit.code if result.unit else None, "period": result.period.code if result.period else None,
            "code": problem.code, "sheet": problem.sheet, "cell": problem.cell,
        }
        for problem in outcome.problems
    ]  # fmt: skip
    writing.add("refusal", rows)
    writing.detail = refusal
