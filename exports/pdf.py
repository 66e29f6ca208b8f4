"""The report for printing: a tagged PDF on A4, typeset by typst with the fonts that its package brings.

The same snapshot gives the same bytes: the only date in the file is the snapshot's. The page itself is pdf.typ.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typst

from exports.report import report
from exports.seal_marks import qr_svg
from exports.snapshot import Snapshot
from wording import papers
from wording import report as words

SUFFIX = ".pdf"
MEDIA_TYPE = "application/pdf"
PAGE = Path(__file__).with_suffix(".typ")


def render(snapshot: Snapshot) -> bytes:
    """The report as PDF/UA-1: title, language and structure stand in the file for readers that do not see."""
    said = asdict(report(snapshot)) | {
        "notice": papers.FOR_MEETING,
        "page": papers.page_of("{here}", "{total}"),
        "columns": [words.CODE, words.INDICATOR, words.RESULT, words.JUDGED],
        "asked": f"{words.TARGET}: ",
        "unit": words.UNIT,
        "qr": qr_svg(snapshot),
    }
    written = typst.compile(
        PAGE,
        root=PAGE.parent,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(said, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=int(datetime.fromisoformat(snapshot["generated_at"]).timestamp()),
    )
    assert isinstance(written, bytes)
    return written
