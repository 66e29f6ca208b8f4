"""What kind of file a zip is, by its parts, and whether the name agrees. A kind is the extensions it may have."""

from __future__ import annotations

import posixpath

from loaders.problems import Problem
from loaders.spreadsheets import biff12, opendocument, spreadsheetml
from loaders.spreadsheets.archive import Archive
from loaders.spreadsheets.limits import Refused, damaged, not_a_workbook
from wording import problems as words

XLSX, XLSM, XLSB, XLS, ODS, ZIP = ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip"
SPREADSHEETML = (XLSX, XLSM)
ZIP_STARTS = b"PK"
# The part that makes a zip a workbook.
_KINDS = {
    spreadsheetml.WORKBOOK_PART: SPREADSHEETML,
    biff12.WORKBOOK_PART: (XLSB,),
    opendocument.MIME_PART: (ODS,),
}
_OTHER_DOCUMENT = "[content_types].xml"


def kind_of(archive: Archive) -> tuple[str, ...]:
    """A zip that is no document is a batch. Raises Refused for other documents, and for two workbooks in one.

    calamine tries one kind after the other and looks for the workbook in any folder, so there must be only one.
    """
    names = {member.filename.replace("\\", "/").lower() for member in archive.members}
    kinds = [extensions for part, extensions in _KINDS.items() if part in names]
    if not kinds:
        if _OTHER_DOCUMENT in names:
            raise not_a_workbook()
        return (ZIP,)
    bases = [posixpath.basename(part) for part in _KINDS]
    if sum(posixpath.basename(name) in bases for name in names) > 1:
        raise damaged()
    return kinds[0]


def check_extension(file_name: str, extensions: tuple[str, ...]) -> None:
    """Raises Refused if the name says something else than the content."""
    found = extension_of(file_name)
    if found not in extensions:
        expected = words.right_extension(extensions[0])
        raise Refused(Problem("WRONG_EXTENSION", found=found or words.NO_EXTENSION, expected=expected))


def extension_of(file_name: str) -> str:
    """`.xlsx`, in lower case; empty if there is none."""
    return posixpath.splitext(file_name)[1].lower()
