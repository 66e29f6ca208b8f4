"""`python -m exports FORMAT --period P`: a paper of the meeting, rendered from one snapshot."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from data.command import OK, UsageError, run
from data.store import Store, database_path
from exports.formats import formats
from exports.snapshot import UnknownChoice, build
from wording import commands as words
from wording.formats import read_instant
from wording.leaving import PAPER, leaving


def main(arguments: list[str] | None = None) -> int:
    """Writes the paper to --out or to standard output; the number is the process's exit code."""
    options = _parser().parse_args(arguments)
    return run(lambda: _export(options))


def _export(options: argparse.Namespace) -> int:
    if options.format not in formats():
        raise UsageError(words.unknown_format(options.format, list(formats())))
    as_of = _moment(options.as_of)
    with Store(database_path(), by=getpass.getuser()) as store:
        unit = options.unit or root(store)
        try:
            snapshot = build(store, unit=unit, period=options.period, as_of=as_of, profile=options.profile)
        except UnknownChoice as error:
            raise UsageError(words.unknown_choice(error.what, error.code)) from error
        content = formats()[options.format].render(snapshot)
        with store.keep("export", getpass.getuser(), datetime.now(UTC)) as writing:
            codes = unit, options.period, options.profile, snapshot["content_hash"]
            writing.detail = leaving(PAPER, options.format, *codes)
    if options.out:
        options.out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    parser.add_argument("format", help=" | ".join(formats()))
    parser.add_argument("--period", required=True)
    parser.add_argument("--unit")
    parser.add_argument("--as-of")
    parser.add_argument("--profile", choices=("internal", "public"), default="internal")
    parser.add_argument("--out", type=Path)
    return parser


def _moment(text: str | None) -> datetime:
    try:
        return read_instant(text) if text else datetime.now(UTC)
    except ValueError as error:
        raise UsageError(words.BAD_MOMENT) from error


def root(store: Store) -> str:
    """The unit at the top of the tree."""
    return next(unit.code for unit in store.catalogue.units if unit.parent is None)


if __name__ == "__main__":
    sys.exit(main())
