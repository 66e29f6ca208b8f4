"""Zip packages – Office documents among them – whose bytes follow from their content alone, whatever the clock says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exports.snapshot import Snapshot

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001 – the first moment that a zip can say, without a zone
PACKED_ALREADY = (".zip", ".xlsx", ".docx", ".pptx", ".pdf")
_STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def made_at(snapshot: Snapshot) -> datetime:
    """The snapshot's moment in UTC, to the second and without a zone, as packages write it."""
    return datetime.fromisoformat(snapshot["generated_at"]).astimezone(UTC).replace(tzinfo=None, microsecond=0)


def packed(files: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """A zip of these files in their order, each dated `moment`."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, max(moment, EARLIEST).timetuple()[:6])
            entry.compress_type = ZIP_STORED if name.endswith(PACKED_ALREADY) else ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def repacked(content: bytes, moment: datetime) -> bytes:
    """An Office document, with the workbooks within its charts, dated `moment` wherever a library wrote the clock."""

    def settled(name: str, part: bytes) -> bytes:
        if name.endswith(".xlsx"):
            return repacked(part, moment)
        return _STAMPED.sub(rb"\g<1>%s\g<2>" % f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), part)

    with ZipFile(BytesIO(content)) as source:
        return packed([(name, settled(name, source.read(name))) for name in source.namelist()], moment)
