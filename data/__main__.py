"""`python -m data init | info | verify | backup FILE | restore FILE`: the database without the pages.

A command stands above the folders, as the pages do: `verify` reads the stored files again with the loaders, a backup
names the figures of exports.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data.backup import BackupError, back_up, read_manifest, restore
from data.backup_folder import back_up_into, cut_since, folder_beside
from data.command import OK, REFUSED, run
from data.migrations import SCHEMA_VERSION
from data.store import Store, database_path
from exports.standing import content_hashes
from loaders.verify import verify
from wording import commands as words
from wording import records


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the number is the process's exit code."""
    options = _parser().parse_args(arguments)

    def work() -> int:
        try:
            return int(options.run(options))
        except BackupError as error:
            print(records.backup_failed(error.reason, str(error.path), error.detail), file=sys.stderr)
            return REFUSED

    return run(work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, work in (("init", _init), ("info", _info), ("verify", _verify)):
        commands.add_parser(name).set_defaults(run=_on_store(work))
    backup = commands.add_parser("backup", help="into a file; into a folder under a dated name, the outdated removed")
    backup.add_argument("target", type=Path)
    backup.set_defaults(run=_on_store(_back_up))
    restoring = commands.add_parser("restore", help="in the place of the database, which is kept under a dated name")
    restoring.add_argument("backup", type=Path)
    restoring.add_argument("--accept-figures", action="store_true", help="even if this version makes other figures")
    restoring.set_defaults(run=_restore)
    return parser


def _on_store(work: Callable[[Store, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def on_store(options: argparse.Namespace) -> int:
        with Store(database_path(), by=getpass.getuser()) as store:
            return work(store, options)

    return on_store


def _init(store: Store, _: argparse.Namespace) -> int:
    print(words.INITIALISED.format(path=store.path))
    return OK


def _info(store: Store, _: argparse.Namespace) -> int:
    row = store.ask("info")[0]
    print(
        words.info(
            str(store.path), str(SCHEMA_VERSION), row["submissions"], row["last_received_at"], store.catalogue.digest
        )
    )
    return OK


def _verify(store: Store, _: argparse.Namespace) -> int:
    faults = [words.broken(submission, file_name, why) for submission, file_name, why in verify(store)]
    faults += [records.chain_broken(row) for row in store.ask("audit_broken")]
    if as_of := cut_since(store, folder_beside(database_path())):
        faults.append(records.chain_cut(as_of))
    for fault in faults:
        print(fault)
    if not faults:
        print(words.VERIFIED.format(count=store.ask("info")[0]["submissions"]))
        print(records.chain_whole(store.acts))
    return REFUSED if faults else OK


def _back_up(store: Store, options: argparse.Namespace) -> int:
    target, now = options.target, datetime.now(UTC)
    if target.is_dir():
        target, manifest = back_up_into(store, target, now, content_hashes)
    else:
        manifest = back_up(store, target, now, content_hashes)
    print(records.backed_up(str(target), target.stat().st_size, manifest.tables))
    return OK


def _restore(options: argparse.Namespace) -> int:
    path, by, now = database_path(), getpass.getuser(), datetime.now(UTC)
    earlier = restore(options.backup, path, by, now, content_hashes, accept_figures=options.accept_figures)
    as_of = datetime.fromisoformat(read_manifest(options.backup).as_of)
    print(records.restored(str(path), as_of, str(earlier) if earlier else None))
    return OK


if __name__ == "__main__":
    sys.exit(main())
