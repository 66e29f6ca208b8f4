"""`python -m exports FORMAT --period P`: a paper of the meeting, rendered from one snapshot."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from data.catalogue import CatalogueError
from data.store import Store, StoreError, database_path
from exports.formats import formats
from exports.snapshot import UnknownChoice, build
from wording import commands as words
from wording.formats import read_instant

OK, FAILED, USAGE, HELD = 0, 1, 2, 3


def main(arguments: list[str] | None = None) -> int:
    """Writes the paper to --out or to standard output; the number is the process's exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.format not in formats():
            raise ValueError(words.unknown_format(options.format, formats()))
        as_of = _moment(options.as_of)
        with Store(database_path(), by=getpass.getuser()) as store:
            unit = options.unit or root(store)
            snapshot = build(store, unit=unit, period=options.period, as_of=as_of, profile=options.profile)
        content = import_module(f"exports.{options.format}").render(snapshot)
    except StoreError as error:
        print(words.store_failed(error.reason, error.path), file=sys.stderr)
        return HELD if error.reason == "held" else FAILED
    except UnknownChoice as error:
        print(words.unknown_choice(error.what, error.code), file=sys.stderr)
        return USAGE
    except (CatalogueError, ValueError) as error:
        print(error, file=sys.stderr)
        return USAGE
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
        raise ValueError(words.BAD_MOMENT) from error


def root(store: Store) -> str:
    """The unit at the top of the tree."""
    return next(unit.code for unit in store.catalogue.units if unit.parent is None)


if __name__ == "__main__":
    sys.exit(main())
