"""Where the ward's own template for slides lies, and what may be wrong with one. It is read by slide_template.py."""

from __future__ import annotations

from pathlib import Path

FILE = "mau-trinh-chieu.pptx"  # beside the database


class TemplateError(ValueError):
    """A template that slides cannot be put into; the message is for its owner."""


def beside(database: Path | None) -> bytes | None:
    """The ward's template where it lies beside the database."""
    place = database.with_name(FILE) if database else None
    return place.read_bytes() if place and place.is_file() else None
