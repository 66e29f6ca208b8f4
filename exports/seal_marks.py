"""What papers carry of a seal: a line for every page, and a QR code that holds the code and the content hash as text.

A snapshot of an earlier version of this software, or one that nobody has sealed, has no seal; its papers say so.
"""

from __future__ import annotations

from io import BytesIO

import segno

from exports.snapshot import Snapshot
from wording import papers
from wording import seals as words

ROOM = 2  # modules of white around a code that stands on white paper
SQUARE = 8  # pixels of a module


def code(snapshot: Snapshot) -> str | None:
    """`ABC-DEF-GHJ`, or None where the figures are not sealed."""
    sealed = snapshot.get("seal")
    return sealed["code"] if sealed else None


def note(snapshot: Snapshot) -> str:
    """The line for every page: the code or that there is none, and which figures these are."""
    return f"{words.mark(code(snapshot))} · {papers.hash_note(snapshot['content_hash'])}"


def qr_svg(snapshot: Snapshot) -> str | None:
    """The QR code as an SVG of one path; None where the figures are not sealed."""
    made = _qr(snapshot)
    return made.svg_inline(scale=1, border=ROOM, omitsize=True, dark="#000") if made else None


def qr_png(snapshot: Snapshot, inches: float | None = None) -> bytes | None:
    """The QR code as a picture in black and white; None where the figures are not sealed. `inches`: how wide a program
    that asks the picture for its size shows it."""
    made, written = _qr(snapshot), BytesIO()
    if made is None:
        return None
    wide = made.symbol_size(scale=SQUARE, border=ROOM)[0]
    made.save(written, kind="png", scale=SQUARE, border=ROOM, dpi=inches and round(wide / inches))
    return written.getvalue()


def _qr(snapshot: Snapshot) -> segno.QRCode | None:
    """In capitals, for which a QR code needs fewer and so larger squares."""
    named = code(snapshot)
    return segno.make(f"{named} {snapshot['content_hash'].upper()}", micro=False, error="m") if named else None
