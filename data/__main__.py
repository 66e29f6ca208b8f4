"""`python -m data init | info | verify`: the database without the pages.

A command stands above the folders, as the pages do: `verify` reads the stored files again with the loaders.
"""

from __future__ import annotations

import argparse
import getpass
import sys

from data.command import OK, REFUSED, run
from data.store import SCHEMA_VERSION, Store, database_path
from loaders.verify import verify
from wording import commands as words


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the number is the process's exit code."""
    options = _parser().parse_args(arguments)

    def work() -> int:
        with Store(database_path(), by=getpass.getuser()) as store:
            return int(options.run(store))

    return run(work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, work in (("init", _init), ("info", _info), ("verify", _verify)):
        commands.add_parser(name).set_defaults(run=work)
    return parser


def _init(store: Store) -> int:
    print(words.INITIALISED.format(path=store.path))
    return OK


def _info(store: Store) -> int:
    row = store.ask("info")[0]
    print(
        words.info(
            str(store.path), str(SCHEMA_VERSION), row["submissions"], row["last_received_at"], store.catalogue.digest
        )
    )
    return OK


def _verify(store: Store) -> int:
    broken = 0
    for submission, file_name, why in verify(store):
        print(words.broken(submission, file_name, why))
        broken += 1
    if not broken:
        print(words.VERIFIED.format(count=store.ask("info")[0]["submissions"]))
    return REFUSED if broken else OK


if __name__ == "__main__":
    sys.exit(main())
