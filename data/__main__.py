"""`python -m data init | info | verify | backup | drill | restore | purge | user`: the database without the pages.

A command stands above the folders, as the pages do: `verify` reads the stored files again with the loaders, a backup
names the figures of exports.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data import account_commands
from data.backup import BackupError, back_up, is_backup, read_manifest
from data.backup_cipher import passphrase_from
from data.backup_folder import back_up_into, backups, cut_since, folder_beside
from data.command import OK, REFUSED, UsageError, run
from data.database_file import asked_of
from data.drill import drill
from data.migrations import SCHEMA_VERSION
from data.restore import restore
from data.store import Store, database_path
from exports.seal_check import verify_all
from exports.standing import content_hashes
from loaders.purges import CannotPurge, copies_holding, proposed, purge, purge_again, retention_years, seals_holding
from loaders.verify import verify
from wording import commands as words
from wording import drills, records, seals
from wording import purges as purge_words


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
    backup.add_argument("--encrypt", action="store_true", help="ask for a passphrase unless the environment has one")
    backup.set_defaults(run=_on_store(_back_up))
    trying = commands.add_parser("drill", help="restores the newest backup beside the live data and compares")
    trying.add_argument("folder", type=Path, nargs="?")
    trying.set_defaults(run=_on_store(_drill))
    purging = commands.add_parser("purge", help="a return's file and free text; without SUBMISSION: what is overdue")
    purging.add_argument("submission", nargs="?")
    purging.add_argument("--reason", default="")
    purging.add_argument("--titles", action="store_true", help="the titles of its courses too, which papers show")
    purging.set_defaults(run=_on_store(_purge))
    account_commands.add_to(commands, _on_store)
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
    looked_at = list(verify_all(store))
    faults += [seals.fault(verdict.fault, verdict.seal) for verdict in looked_at if verdict.fault]
    for fault in faults:
        print(fault)
    if purged := store.ask("purges_counted")[0]["purges"]:
        print(purge_words.verified(purged))
    for verdict in looked_at:
        if verdict.differences:  # another version of the software may make other figures; that is no fault of a seal
            print(seals.differs(verdict.seal))
    if not faults:
        print(seals.kept_whole(len(looked_at)))
        print(words.VERIFIED.format(count=store.ask("info")[0]["submissions"]))
        print(records.chain_whole(store.acts))
    return REFUSED if faults else OK


def _back_up(store: Store, options: argparse.Namespace) -> int:
    target, now = options.target, datetime.now(UTC)
    passphrase = _passphrase(is_asked_for=options.encrypt, is_new=True)
    if target.is_dir():
        target, manifest = back_up_into(store, target, now, content_hashes, passphrase)
    else:
        manifest = back_up(store, target, now, content_hashes, passphrase)
    print(records.backed_up(str(target), target.stat().st_size, manifest.tables))
    return OK


def _passphrase(*, is_asked_for: bool, is_new: bool = False) -> str | None:
    """Of the environment, else typed: it appears nowhere, and a new one is typed twice. None where none is wanted."""
    try:
        given = passphrase_from(os.environ)
    except (OSError, IndexError) as error:
        raise UsageError(drills.UNREADABLE) from error
    if given or not is_asked_for:
        return given
    typed = getpass.getpass(drills.ASK)
    if is_new and typed != getpass.getpass(drills.ASK_AGAIN):
        raise UsageError(drills.NOT_THE_SAME)
    return typed or None


def _drill(store: Store, options: argparse.Namespace) -> int:
    """Tries the newest backup of the folder beside the database, or of another."""
    folder = options.folder or folder_beside(database_path())
    found = backups(folder)
    is_locked = bool(found) and is_backup(found[0][1]) and read_manifest(found[0][1]).lock is not None
    now, passphrase = datetime.now(UTC), _passphrase(is_asked_for=is_locked)
    result = drill(store, folder, getpass.getuser(), now, content_hashes, passphrase)
    if result.is_proven:
        print(drills.proven(now, result.matched, result.total))
        return OK
    print(drills.not_proven(now, result.matched, result.total, result.reason), file=sys.stderr)
    return REFUSED


def _purge(store: Store, options: argparse.Namespace) -> int:
    by, now = getpass.getuser(), datetime.now(UTC)
    if options.submission is None:
        years = retention_years(os.environ)
        overdue = proposed(store, now, years)
        print(purge_words.overdue(len(overdue), years) if years else purge_words.NO_RETENTION)
        for row in overdue:
            print(purge_words.proposed(row))
        return OK
    try:
        done = purge(store, options.submission, by, now, options.reason, has_titles=not options.titles)
    except CannotPurge as refused:
        print(purge_words.CANNOT[refused.why], file=sys.stderr)
        return REFUSED
    print(purge_words.purged(done.unit, done.period, done.version, done.purged_at))
    [row] = [row for row in store.ask("purges") if row["submission"] == options.submission]
    copies = [(moment, path.name) for moment, path in copies_holding(database_path(), row)]
    copies += seals_holding(store, row)
    print(f"{purge_words.STILL_IN}: {purge_words.holding(copies)}")
    return OK


def _restore(options: argparse.Namespace) -> int:
    path, by, now = database_path(), getpass.getuser(), datetime.now(UTC)
    is_locked = read_manifest(options.backup).lock is not None
    passphrase = _passphrase(is_asked_for=is_locked and sys.stdin.isatty())
    purges, again = asked_of(path, "purges_kept") if path.exists() else [], []

    def finish(store: Store) -> None:
        again.append(purge_again(store, purges, by, now))

    earlier = restore(
        options.backup,
        path,
        by,
        now,
        content_hashes,
        accept_figures=options.accept_figures,
        passphrase=passphrase,
        finish=finish,
    )
    as_of = datetime.fromisoformat(read_manifest(options.backup).as_of)
    print(records.restored(str(path), as_of, str(earlier) if earlier else None))
    if sum(again):
        print(purge_words.purged_again(sum(again)))
    return OK


if __name__ == "__main__":
    sys.exit(main())
