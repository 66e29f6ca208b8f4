"""`python -m exports FORMAT --period P | --seal CODE`: a paper of the meeting, rendered from one snapshot.

`seal --period P --name N` keeps a snapshot whole under a short code, `seals` lists them, `verify [CODE]` looks at one
or all of them again.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from data.command import OK, REFUSED, UsageError, run
from data.database_file import FULL
from data.people import machine_user
from data.store import Store, database_path
from exports.formats import PACK, formats
from exports.seal_check import Verdict, verify, verify_all
from exports.seals import SealError, document, find, seal, seals
from exports.slide_files import TemplateError, beside
from exports.snapshot import Snapshot, UnknownChoice, build
from loaders.terminal import Bar
from wording import commands as words
from wording import papers
from wording import seals as seal_words
from wording.formats import read_instant
from wording.leaving import PAPER, leaving


def main(arguments: list[str] | None = None) -> int:
    """Writes the paper to --out or to standard output; the number is the process's exit code."""
    options = _parser().parse_args(arguments)

    def work() -> int:
        try:
            return _act(options)
        except UnknownChoice as error:
            raise UsageError(words.unknown_choice(error.what, error.code)) from error
        except SealError as error:
            raise UsageError(seal_words.failed(error.reason, error.detail)) from error

    return run(work)


def _act(options: argparse.Namespace) -> int:
    act = ACTS.get(options.format)
    if act is None and options.format not in formats():
        raise UsageError(words.unknown_format(options.format, [*formats(), *ACTS]))
    if not options.period and (options.format == "seal" or (act is None and not options.seal)):
        raise UsageError(seal_words.NO_PERIOD)
    if options.out:
        _check_place(options.out)
    with Store(database_path(), by=machine_user().name) as store:
        if act:
            return act(store, options)
        snapshot = _snapshot(store, options)
        template = _template(options.template) if options.template else None
        content = _rendered(options.format, snapshot, template or beside(store.path))
        with store.keep("export", machine_user().name, datetime.now(UTC)) as writing:
            codes = (snapshot["unit"], snapshot["period"]["code"], snapshot["profile"], snapshot["content_hash"])
            writing.detail = leaving(PAPER, options.format, *codes)
    if options.out:
        return _write(options.out, content)
    sys.stdout.buffer.write(content)
    return OK


def _check_place(out: Path) -> None:
    """Before anything is made or recorded."""
    if out.is_dir():
        raise UsageError(words.IS_FOLDER.format(path=out))
    if not out.absolute().parent.is_dir():
        raise UsageError(words.NO_FOLDER.format(path=out.absolute().parent))


def _write(out: Path, content: bytes) -> int:
    """The paper whole, or not at all: one of the same name stays as it was."""
    beside_it = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside_it.write_bytes(content)
        beside_it.replace(out)
    except OSError as error:
        with suppress(OSError):
            beside_it.unlink()
        print(words.cannot_write(str(out), is_full=error.errno in FULL), file=sys.stderr)
        return REFUSED
    return OK


def _template(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(words.no_such_path(str(path)))
    return path.read_bytes()


def _rendered(stem: str, snapshot: Snapshot, template: bytes | None) -> bytes:
    """The paper; while a pack is made, a bar at the foot of the terminal."""
    bar = Bar()

    def told(done: int, total: int, _: str) -> None:
        bar.show(papers.FORMATS[PACK], done, total)

    try:
        return formats()[stem].render(snapshot, template, told)
    except TemplateError as error:
        raise UsageError(str(error)) from error
    finally:
        bar.clear()


def _snapshot(store: Store, options: argparse.Namespace) -> Snapshot:
    if not options.seal:
        as_of = _moment(options.as_of) or datetime.now(UTC)
        unit = options.unit or root(store)
        return build(store, unit=unit, period=options.period, as_of=as_of, profile=options.profile)
    code = find(store, options.seal)[0]["code"]
    try:
        return document(store, code)
    except ValueError as error:
        raise UsageError(seal_words.CANNOT_READ.format(code=code)) from error


def _seal(store: Store, options: argparse.Namespace) -> int:
    row = seal(
        store, name=options.name, unit=options.unit or root(store), period=options.period,
        as_of=_moment(options.as_of), profile=options.profile, by=machine_user().name, now=datetime.now(UTC),
    )  # fmt: skip
    print(seal_words.sealed(row))
    return OK


def _list(store: Store, _: argparse.Namespace) -> int:
    print("\n".join(seal_words.listed(row) for row in seals(store)) or seal_words.NO_SEALS)
    return OK


def _verify(store: Store, options: argparse.Namespace) -> int:
    asked = [verify(store, row) for row in find(store, options.code)] if options.code else list(verify_all(store))
    failed = []
    for verdict in asked:
        print("\n".join(_said(verdict)))
        if verdict.fault or (verdict.differences and not options.accept_figures):
            failed.append(verdict)
    print(seal_words.first_fault(failed[0].seal) if failed else seal_words.verified(len(asked)))
    return REFUSED if failed else OK


def _said(verdict: Verdict) -> list[str]:
    """What became of a seal, in lines."""
    if verdict.fault:
        return [seal_words.fault(verdict.fault, verdict.seal)]
    told = [f"  - {seal_words.difference(**vars(each))}" for each in verdict.differences]
    outcome = seal_words.DIFFERENT if told else seal_words.SAME
    return [f"{seal_words.which(verdict.seal)}: {seal_words.WHOLE} {outcome}", *told]


ACTS: dict[str, Callable[[Store, argparse.Namespace], int]] = {"seal": _seal, "seals": _list, "verify": _verify}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    parser.add_argument("format", help=" | ".join([*formats(), *ACTS]))
    parser.add_argument("code", nargs="?", help="verify: a code, or a content hash; all seals without one")
    parser.add_argument("--period")
    parser.add_argument("--unit")
    parser.add_argument("--as-of")
    parser.add_argument("--profile", choices=("internal", "public"), default="internal")
    parser.add_argument("--seal", metavar="CODE", help="the paper of a sealed snapshot")
    parser.add_argument("--name", default="", help="seal: what the meeting is called")
    parser.add_argument("--accept-figures", action="store_true", help="verify: other figures are no fault")
    parser.add_argument("--template", type=Path, help="pptx, pack: the ward's own presentation, a .pptx")
    parser.add_argument("--out", type=Path)
    return parser


def _moment(text: str | None) -> datetime | None:
    try:
        return read_instant(text) if text else None
    except ValueError as error:
        raise UsageError(words.BAD_MOMENT) from error


def root(store: Store) -> str:
    """The unit at the top of the tree."""
    return next(unit.code for unit in store.catalogue.units if unit.parent is None)


if __name__ == "__main__":
    sys.exit(main())
