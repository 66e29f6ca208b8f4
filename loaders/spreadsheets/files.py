"""The gate: what kind of file it is, whether it may be read, and its sheets; and the files of a batch.

The kind is told by the content, never by the name. Nothing is written to disk, fetched or run.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipInfo

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from loaders.problems import Problem
from loaders.spreadsheets import biff, biff12, opendocument, spreadsheetml
from loaders.spreadsheets.archive import Archive, Package, member_name
from loaders.spreadsheets.compound import SIGNATURE, Compound
from loaders.spreadsheets.kinds import (
    ODS,
    SPREADSHEETML,
    XLS,
    XLSB,
    ZIP,
    ZIP_STARTS,
    check_extension,
    extension_of,
    kind_of,
)
from loaders.spreadsheets.limits import (
    MOST_FILE_BYTES,
    MOST_UNPACKED_BYTES,
    Refused,
    SheetFacts,
    check_extents,
    damaged,
    not_a_workbook,
)
from loaders.spreadsheets.workbook import CellValue, Sheet, Workbook
from wording import problems as words

_SKIPPED_NAMES = re.compile(r"(^|/)(~\$|\.|__MACOSX/)")
_CLIMBS_OUT = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:")


@dataclass(frozen=True)
class Member:
    """A file of a batch, `batch.zip/inner.xlsx`. Where it has problems its content must not be read."""

    file_name: str
    content: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Checked:
    """A file that may be read: its kind, what goes to calamine, and the facts of its sheets (None: not a worksheet)."""

    extensions: tuple[str, ...]
    content: bytes
    sheets: list[SheetFacts | None]
    is_1904: bool = False
    has_macros: bool = False


def open_workbook(file_name: str, content: bytes) -> tuple[Workbook | None, list[Problem]]:
    """The sheets of a file, with warnings; or no workbook, and the errors that forbid to read it."""
    try:
        if len(content) > MOST_FILE_BYTES:
            raise Refused(_too_large(len(content)))
        checked = _check(file_name, content)
        if checked.is_1904:
            raise Refused(Problem("DATE_SYSTEM_1904"))
        check_extents(facts for facts in checked.sheets if facts)
        with _faults_of_the_reader():
            sheets = _read(checked)
    except Refused as refusal:
        return None, refusal.problems
    return Workbook(file_name, content, sheets), list(_warnings(checked))


def unpack(file_name: str, content: bytes) -> Iterator[Member]:
    """A batch file by file; what is not a batch is itself. A batch is unpacked as it is walked through."""
    try:
        archive = _batch(file_name, content)
    except Refused as refusal:
        yield Member(file_name, b"", tuple(refusal.problems))
        return
    if archive is None:
        yield Member(file_name, content)
        return
    is_empty = True
    for entry in archive.members:
        name = member_name(entry).replace("\\", "/")
        name = posixpath.basename(name) if _CLIMBS_OUT.search(name) else name
        if entry.is_dir() or not name or _SKIPPED_NAMES.search(name):
            continue
        is_empty = False
        yield _member(archive, entry, f"{file_name}/{name}")
    if is_empty:
        yield Member(file_name, b"", tuple(not_a_workbook().problems))


def _batch(file_name: str, content: bytes) -> Archive | None:
    """The batch that a file is, else None: what only looks like one is left to `open_workbook`."""
    if extension_of(file_name) != ZIP or not content.startswith(ZIP_STARTS):
        return None
    if len(content) > MOST_UNPACKED_BYTES:
        raise Refused(Problem("ZIP_BOMB", expected=words.at_most_unpacked(MOST_UNPACKED_BYTES)))
    archive = Archive(content)
    return archive if kind_of(archive) == (ZIP,) else None


def _member(archive: Archive, entry: ZipInfo, file_name: str) -> Member:
    """One file of a batch. Its size is refused before it is unpacked."""
    if entry.file_size > MOST_FILE_BYTES:
        return Member(file_name, b"", (_too_large(entry.file_size),))
    nested = Problem("NESTED_ZIP", found=posixpath.basename(file_name))
    try:
        content = bytes(archive.read(entry))
        is_nested = content.startswith(ZIP_STARTS) and kind_of(Archive(content)) == (ZIP,)
    except Refused as refusal:
        problems = (nested,) if extension_of(file_name) == ZIP else tuple(refusal.problems)
        return Member(file_name, b"", problems)
    return Member(file_name, b"", (nested,)) if is_nested else Member(file_name, content)


def _check(file_name: str, content: bytes) -> _Checked:
    """Everything that is established before calamine sees a byte. Raises Refused."""
    if content.startswith(SIGNATURE):
        return _check_compound(file_name, content)
    if not content.startswith(ZIP_STARTS):
        raise not_a_workbook()
    archive = Archive(content)
    extensions = kind_of(archive)
    check_extension(file_name, extensions)
    package = Package(archive)
    if extensions == SPREADSHEETML:
        book = spreadsheetml.read_facts(package)
        return _Checked(extensions, content, book.sheets, book.is_1904, spreadsheetml.has_macros(package))
    if extensions == (XLSB,):
        binary = biff12.read_facts(package)
        return _Checked(extensions, content, binary.sheets, binary.is_1904, spreadsheetml.has_macros(package))
    if extensions == (ODS,):
        return _Checked(extensions, content, list(opendocument.read_facts(package)))
    raise not_a_workbook()


def _check_compound(file_name: str, content: bytes) -> _Checked:
    container = Compound(content)
    if "EncryptedPackage" in container:
        raise Refused(Problem("ENCRYPTED"))
    if "Workbook" not in container and "Book" not in container:
        raise not_a_workbook()
    check_extension(file_name, (XLS,))
    old = biff.read_facts(container)
    return _Checked((XLS,), old.content, old.sheets, old.is_1904, old.has_macros)


def _read(checked: _Checked) -> list[Sheet]:
    """The worksheets in their order. calamine finds a sheet by its name, so no name may stand twice."""
    workbook = load_workbook(BytesIO(checked.content))
    entries = workbook.sheets_metadata
    names = [entry.name for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused(Problem("SHEET_DUPLICATE", found=twice))
    if len(entries) != len(checked.sheets):
        raise damaged()
    return [
        Sheet(
            name=entry.name,
            rows=_rows(workbook.get_sheet_by_index(index)),
            is_hidden=entry.visible != SheetVisibleEnum.Visible,
            hidden_rows=frozenset(facts.hidden_rows),
            hidden_columns=frozenset(facts.hidden_columns),
            formulas_without_result=frozenset(facts.formulas_without_result),
            error_values=facts.error_values,
            notes=facts.notes,
        )
        for index, (entry, facts) in enumerate(zip(entries, checked.sheets, strict=True))
        if facts is not None
    ]


def _rows(sheet: CalamineSheet) -> list[list[CellValue]]:
    """Values from A1 on, None for empty cells, no row longer than its last value."""
    rows: list[list[CellValue]] = []
    for values in sheet.to_python(skip_empty_area=False):
        row: list[CellValue] = [None if value == "" else value for value in values]
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    return rows


@contextmanager
def _faults_of_the_reader() -> Iterator[None]:
    """Whatever calamine stumbles over is a damaged file. Its dates may exceed Python's; its Rust may panic, and that
    exception has no name to import and is no Exception."""
    try:
        yield
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from error


def _warnings(checked: _Checked) -> Iterator[Problem]:
    if checked.has_macros:
        yield Problem("MACROS_IGNORED")
    if checked.extensions != SPREADSHEETML:
        yield Problem("NOT_CHECKED", found=checked.extensions[0])


def _too_large(size_bytes: int) -> Problem:
    found, expected = words.size(size_bytes), words.at_most_size(MOST_FILE_BYTES)
    return Problem("TOO_LARGE", found=found, expected=expected)
