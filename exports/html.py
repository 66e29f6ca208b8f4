"""One page with live charts that opens from a memory stick, without a network; without JavaScript its tables remain.

Its own policy allows the two scripts it carries, by their hash, and nothing from anywhere else. The page is html.jinja.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from plotly.offline import get_plotlyjs

from charts import bars_against_target, by_field, case_flow, coverage_bars
from charts.theme import config
from exports import findings, seal_marks
from exports.report import report
from exports.snapshot import Snapshot
from exports.tables import registers_kept
from wording import charts as chart_words
from wording import complaints as complaint_words
from wording import papers
from wording import report as words
from wording import seals as seal_words
from wording import tables as table_words
from wording import training as training_words

SUFFIX = ".html"
MEDIA_TYPE = "text/html"
PAGE = Path(__file__).with_suffix(".jinja")


@dataclass(frozen=True)
class Drawing:
    """A figure of charts/ with its heading and its true sentence; one of many is folded behind its heading."""

    key: str
    figure: Any
    heading: str
    sentence: str
    is_folded: bool = False


def render(snapshot: Snapshot) -> bytes:
    """The page, UTF-8."""
    drawings = {
        words.BY_UNIT: _by_unit(snapshot),
        words.TRAINING: _training(snapshot),
        words.COMPLAINTS: _complaints(snapshot),
    }
    figures = {
        drawn.key: drawn.figure.to_plotly_json() | {"config": config(chart_words.image_name(drawn.heading))}
        for of in drawings.values()
        for drawn in of
    }
    environment = Environment(loader=FileSystemLoader(PAGE.parent), autoescape=True, undefined=StrictUndefined)
    environment.filters["csp_hash"] = _csp_hash
    page = environment.get_template(PAGE.name).render(
        said=report(snapshot), charts=drawings, figures=figures, plotly=get_plotlyjs(), unit=words.UNIT,
        columns=(words.CODE, words.INDICATOR, words.RESULT, words.TARGET, words.JUDGED), notice=papers.FOR_MEETING,
        sample_note=papers.SAMPLE_NOTE, no_script=words.NO_SCRIPT, contents=words.CONTENTS,
        qr=seal_marks.qr_svg(snapshot), qr_alt=seal_words.qr_alt(seal_marks.code(snapshot) or ""),
    )  # fmt: skip
    return page.encode()


def _csp_hash(text: str) -> str:
    """How a content security policy names a script or style that it allows."""
    return f"'sha256-{b64encode(hashlib.sha256(str(text).encode()).digest()).decode()}'"


def _by_unit(snapshot: Snapshot) -> list[Drawing]:
    """Behind its name each indicator, unit by unit."""
    return [_indicator(row) for row in snapshot["indicators"] if row["target"] is not None and len(row["by_unit"]) > 1]


def _indicator(row: Any) -> Drawing:
    units = row["by_unit"]
    drawn = bars_against_target(units, target=row["target"], better=row["better"])
    return Drawing(
        row["code"], drawn, f"{row['code']} · {row['label']}", chart_words.units_sentence(units), is_folded=True
    )


def _training(snapshot: Snapshot) -> list[Drawing]:
    rows = findings.trained(snapshot)
    labels = {row["cohort"]: row["cohort_label"] for row in rows}
    drawn = coverage_bars(rows, labels=labels)
    return [Drawing("training", drawn, training_words.BY_COHORT, findings.training(snapshot))] if rows else []


def _complaints(snapshot: Snapshot) -> list[Drawing]:
    """Of each register the flow through the quarter and what it was about, as far as the profile tells."""
    drawn = []
    for source in table_words.SOURCE:
        if source not in registers_kept(snapshot) or not findings.reported(snapshot, source)[0]:
            continue
        name, flow = complaint_words.REGISTER[source], findings.flow(snapshot, source)
        if flow:
            heading = words.about(name, complaint_words.FLOW)
            drawn.append(Drawing(f"flow_{source}", case_flow(flow), heading, chart_words.flow_sentence(flow)))
        fields = [row for row in snapshot["complaints"]["by_field"] if row["source"] == source]
        heading = words.about(name, complaint_words.BY_FIELD)
        drawn.append(Drawing(f"field_{source}", by_field(fields), heading, findings.fields(snapshot, source)))
    return drawn
