"""`python -m loaders check | load | template | samples`: the intake without the pages. Exit codes: design, Commands."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from data.catalogue import read_catalogue
from data.command import OK, REFUSED, UsageError, run
from data.store import Store, StoreError, database_path
from loaders.intake import Outcome, check_files, files_below, judge, keep_returns, read_files
from wording import commands as words
from wording.formats import HANOI


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
    commands.add_parser("samples").set_defaults(run=_samples)
    template = commands.add_parser("template")
    template.add_argument("--unit", required=True, help="HA-01 | all")
    template.add_argument("--period", required=True)
    template.add_argument("--out", type=Path, default=Path())
    template.set_defaults(run=_template)
    return parser


def _files(paths: list[Path]) -> list[tuple[str, bytes]]:
    for path in paths:
        if not path.exists():
            raise UsageError(words.no_such_path(str(path)))
    files = []
    for name, path in files_below(paths):
        try:
            files.append((name, path.read_bytes()))
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
    return _finish(outcomes, options.json)


def _load(options: argparse.Namespace, now: datetime) -> int:
    """Stores what is sound, each return in a transaction of its own."""
    files = _files(options.paths)
    with _opened() as store:
        bar = Bar()
        returns = []
        for result in read_files(files, store.catalogue, now.astimezone(HANOI).date()):
            returns.append(result)
            bar.show(words.READING, len(returns), max(len(files), len(returns)))

        def report(outcome: Outcome) -> None:
            bar.clear()
            _say(outcome, options.json)
            bar.done += 1
            bar.show(words.STORING, bar.done, len(returns))

        outcomes = keep_returns(returns, store, options.by or getpass.getuser(), now, report=report, clock=_now)
        bar.clear()
    return _finish(outcomes, options.json)


def _template(options: argparse.Namespace, now: datetime) -> int:
    """Writes the form of one unit or of all into a folder."""
    from loaders.template import templates  # 0.2 s of openpyxl that check and load rarely need

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
    if not written:
        raise UsageError(words.unknown_choice("unit", options.unit))
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


class Bar:
    """A progress bar at the foot of a terminal; where the errors go to a file there is none."""

    WIDTH = 30

    def __init__(self) -> None:
        self.done = 0
        self.is_shown = sys.stderr.isatty()

    def show(self, what: str, done: int, total: int) -> None:
        """Draws how far `what` has come, in files."""
        if self.is_shown:
            filled = self.WIDTH * done // max(1, total)
            line = f"{what} [{'█' * filled}{'·' * (self.WIDTH - filled)}] {done}/{total}"
            print(f"\r{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Makes room for a line of text."""
        if self.is_shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _say(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False))
        return
    result = outcome.result
    unit, period = (result.unit.code if result.unit else None, result.period.code if result.period else None)
    print(words.file_line(outcome.outcome, result.file_name, unit, period, outcome.version))
    for problem in outcome.problems:
        print(f"    {'✗' if problem.severity == 'error' else '!'} {problem.code}: {problem.message}")


def _finish(outcomes: list[Outcome], as_json: bool) -> int:
    counts: Counter[str] = Counter(outcome.outcome for outcome in outcomes)
    if not as_json:
        print(words.summary(counts))
    return REFUSED if counts["refused"] else OK


if __name__ == "__main__":
    sys.exit(main())
