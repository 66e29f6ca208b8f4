"""The paper as one web page without a network: with live charts for the office, light and scriptless for all.

The public page is made for the ward's portal and for telephones: its charts are drawn by the page (exports/strips.py),
so that it weighs a sixtieth. The office's page opens from a memory stick and lays the live charts over the drawn ones.

Its own policy allows the two scripts it carries, by their hash, and nothing from anywhere else. The page is html.jinja.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from plotly.offline import get_plotlyjs

from charts.theme import DARK, LIGHT, config
from exports import seal_marks
from exports.page_charts import Drawing, page_charts
from exports.report import report
from exports.snapshot import Snapshot
from wording import charts as chart_words
from wording import papers
from wording import report as words
from wording import seals as seal_words

SUFFIX = ".html"
MEDIA_TYPE = "text/html"
PAGE = Path(__file__).with_suffix(".jinja")
# The hatching of charts.theme as lines in a square of 8.
HATCHES = {"/": "M0 8 8 0M-2 2 2-2M6 10 10 6", "x": "M0 0 8 8M8 0 0 8", "-": "M0 4H8", ".": "M2 2h2M6 6h2"}


def render(snapshot: Snapshot) -> bytes:
    """The page, UTF-8."""
    is_live, drawings = snapshot["profile"] == "internal", page_charts(snapshot)
    environment = Environment(loader=FileSystemLoader(PAGE.parent), autoescape=True, undefined=StrictUndefined)
    environment.filters["csp_hash"] = _csp_hash
    page = environment.get_template(PAGE.name).render(
        said=report(snapshot), charts=drawings, is_live=is_live, light=LIGHT, dark=DARK, hatches=HATCHES,
        figures=_figures(drawings) if is_live else {}, plotly=get_plotlyjs() if is_live else "",
        columns=(words.CODE, words.INDICATOR, words.RESULT, words.TARGET, words.JUDGED), notice=papers.FOR_MEETING,
        sample_note=papers.SAMPLE_NOTE, words=words,
        qr=seal_marks.qr_svg(snapshot), qr_alt=seal_words.qr_alt(seal_marks.code(snapshot) or ""),
    )  # fmt: skip
    return page.encode()


def _figures(drawings: dict[str, list[Drawing]]) -> dict[str, Any]:
    """The live charts by their key, as Plotly reads them."""
    return {
        drawn.key: drawn.figure().to_plotly_json() | {"config": config(chart_words.image_name(drawn.heading))}
        for of in drawings.values()
        for drawn in of
    }


def _csp_hash(text: str) -> str:
    """How a content security policy names a script or style that it allows."""
    return f"'sha256-{b64encode(hashlib.sha256(str(text).encode()).digest()).decode()}'"
