"""`python -m loaders check | load | template | withdraw | samples`: the intake without the pages."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from data.catalogue_files import read_catalogue
from data.command import OK, REFUSED, UsageError, run
from data.store import Store, StoreError, database_path
from loaders import withdrawals
from loaders.intake import Outcome, check_files, files_below, judge, keep_returns, read_files
from loaders.spreadsheets.limits import MOST_UNPACKED_BYTES
from loaders.terminal import Bar, stoppable
from wording import commands as words
from wording import versions as version_words
from wording.formats import HANOI
from wording.leaving import FORM, FORMS, leaving


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the number is the process's exit code."""
    options = _parser().parse_args(arguments)
    return run(lambda: int(options.run(options, _now())))


def _now() -> datetime:
    return datetime.now(UTC)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, work in (("check", _check), ("load", _load)):
        command = commands.add_parser(name)
        command.add_argument("paths", nargs="+", type=Path)
        command.add_argument("--json", action="store_true")
        command.set_defaults(run=work, by=None)
    command.add_argument("--by")
    commands.choices["check"].add_argument("--returned", type=Path, metavar="DIR", help="refused files, with notes")
    commands.add_parser("samples").set_defaults(run=_samples)
    template = commands.add_parser("template")
    template.add_argument("--unit", required=True, help="HA-01 | all")
    template.add_argument("--period", required=True)
    template.add_argument("--out", type=Path, default=Path())
    template.set_defaults(run=_template)
    withdrawal = commands.add_parser("withdraw")
    withdrawal.add_argument("submission", nargs="?")
    withdrawal.add_argument("--unit")
    withdrawal.add_argument("--period")
    withdrawal.add_argument("--version", type=int, help="the current one unless given")
    withdrawal.add_argument("--reason", required=True)
    withdrawal.add_argument("--by")
    withdrawal.add_argument("--json", action="store_true")
    withdrawal.set_defaults(run=_withdraw)
    return parser


def _files(paths: list[Path]) -> list[tuple[str, bytes]]:
    for path in paths:
        if not path.exists():
            raise UsageError(words.no_such_path(str(path)))
    files = []
    for name, path in files_below(paths):
        try:
            with path.open("rb") as file:
                files.append((name, file.read(MOST_UNPACKED_BYTES + 1)))  # the byte too many refuses the file
        except OSError as error:
            raise UsageError(words.unreadable_path(str(path))) from error
    if not files:
        raise UsageError(words.NO_FILES)
    return files


def _check(options: argparse.Namespace, now: datetime) -> int:
    """Problems only. Without the database the rules between returns are left out."""
    files = _files(options.paths)
    try:
        with _opened(only_if_there=True) as store:
            outcomes = check_files(files, store, now)
    except (StoreError, FileNotFoundError):
        outcomes = judge(read_files(files, read_catalogue(), now.astimezone(HANOI).date()), None)
    for outcome in outcomes:
        _say(outcome, options.json)
    if options.returned:
        _return(outcomes, options.returned)
    return _finish(outcomes, options.json)


def _return(outcomes: list[Outcome], folder: Path) -> None:
    """Writes the refused files, with notes, into a folder: below it in the folders and zips that they came in."""
    from loaders.mending import may_be_returned, returned, returned_name  # openpyxl, as for templates

    for outcome in outcomes:
        if outcome.outcome == "refused" and may_be_returned(outcome.result):
            below = PurePosixPath(outcome.result.file_name.replace("\\", "/")).parent
            path = folder / below / returned_name(outcome.result)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(returned(outcome.result, outcome.problems))


def _load(options: argparse.Namespace, now: datetime) -> int:
    """Stores what is sound, each return in a transaction of its own; Ctrl-C ends it after the file in hand."""
    files = _files(options.paths)
    with _opened() as store, stoppable() as stopped:
        bar = Bar()
        returns = []
        for result in read_files(files, store.catalogue, now.astimezone(HANOI).date()):
            returns.append(result)
            bar.show(words.READING, len(returns), max(len(files), len(returns)))
            if stopped.is_set():
                break

        def report(outcome: Outcome) -> None:
            bar.clear()
            _say(outcome, options.json)
            bar.done += 1
            bar.show(words.STORING, bar.done, len(returns))

        by = options.by or getpass.getuser()
        outcomes = keep_returns(returns, store, by, now, report=report, is_cancelled=stopped.is_set, clock=_now)
        bar.clear()
    if stopped.is_set():
        print(words.interrupted(bar.done), file=sys.stderr)
    return max(_finish(outcomes, options.json), REFUSED if stopped.is_set() else OK)


def _template(options: argparse.Namespace, now: datetime) -> int:
    """Writes the form of one unit or of all into a folder."""
    from loaders.template.book import templates  # 0.2 s of openpyxl that check and load rarely need

    with _opened() as store:
        period = store.catalogue.period(options.period)
        if period is None:
            raise UsageError(words.unknown_choice("period", options.period))
        written = 0
        options.out.mkdir(parents=True, exist_ok=True)
        for name, content in templates(store, store.catalogue, options.unit, period, now):
            (options.out / name).write_bytes(content)
            print(options.out / name)
            written += 1
        if written:
            with store.keep("export", getpass.getuser(), now) as writing:
                writing.detail = leaving(FORMS if written > 1 else FORM, options.unit, options.period)
    if not written:
        raise UsageError(words.unknown_choice("unit", options.unit))
    return OK


def _withdraw(options: argparse.Namespace, now: datetime) -> int:
    """Takes a return back; what cannot be taken back stays as it is, and the exit code says so."""
    with _opened() as store:
        meant = {name: getattr(options, name) for name in ("submission", "unit", "period", "version")}
        row = withdrawals.find(store, now, **meant)
        if row is None:
            raise UsageError(version_words.NO_SUCH_VERSION)
        try:
            moment = withdrawals.withdraw(
                store, row["submission"], options.by or getpass.getuser(), now, options.reason
            )
        except withdrawals.CannotWithdraw as refused:
            print(version_words.CANNOT[refused.why], file=sys.stderr)
            return REFUSED
    said = {name: row[name] for name in ("submission", "unit", "period", "version")}
    if options.json:
        print(json.dumps({**said, "outcome": "withdrawn", "withdrawn_at": moment.isoformat()}))
    else:
        print(version_words.withdrawn(row["unit"], row["period"], row["version"], moment))
    return OK


def _samples(_: argparse.Namespace, now: datetime) -> int:
    """Stores the made-up returns, marked as such."""
    from loaders.samples import load_samples

    with _opened() as store:
        print(words.samples_loaded(load_samples(store, getpass.getuser(), now)))
    return OK


def _opened(*, only_if_there: bool = False) -> Store:
    path = database_path()
    if only_if_there and not path.exists():
        raise FileNotFoundError(path)
    return Store(path, by=getpass.getuser())


def _say(outcome: Outcome, as_json: bool) -> None:
    """One line a file, at once: whoever reads it may rely on it, even if this process is gone the moment after."""
    if as_json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False), flush=True)
        return
    result = outcome.result
    unit, period = (result.unit.code if result.unit else None, result.period.code if result.period else None)
    print(words.file_line(outcome.outcome, result.file_name, unit, period, outcome.version), flush=True)
    for problem in outcome.problems:
        print(f"    {'✗' if problem.severity == 'error' else '!'} {problem.code}: {problem.message}")


def _finish(outcomes: list[Outcome], as_json: bool) -> int:
    counts: Counter[str] = Counter(outcome.outcome for outcome in outcomes)
    if not as_json:
        print(words.summary(counts))
    return REFUSED if counts["refused"] else OK


if __name__ == "__main__":
    sys.exit(main())
