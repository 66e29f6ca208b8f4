"""The yardstick of a page: a bare Streamlit page with the same cards, tables, charts and pictures, all made beforehand.

A page without a card and a chart consists of what it asks: choices, buttons, a place for files. There they stand on the
bare page too; without them the yardstick would be an empty page.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element

from tests.bench.clients import HOUSE, Place

PICTURES = HOUSE / "pages" / "_pictures"

# The page is run again and again; what it imports is made once.
SCRIPT = """
import streamlit as st
from {parts} import ASK, CARDS, CHARTS, PICTURES, QUESTIONS, TABLES

for texts in CARDS:
    with st.container(border=True):
        for text in texts:
            st.markdown(text)
for picture in PICTURES:
    st.image(picture, width="stretch")
for table in TABLES:
    st.dataframe(table, hide_index=True)
for number, (kind, options) in enumerate(QUESTIONS):
    ASK[kind](f"question {{number}}", options)
for number, (figure, config) in enumerate(CHARTS):
    st.plotly_chart(figure, theme=None, config=config, key=f"chart_{{number}}")
"""
PARTS = """
import pickle
from pathlib import Path

import streamlit as st

CARDS, TABLES, CHARTS, PICTURES, QUESTIONS = pickle.loads(Path(__file__).with_suffix(".pickle").read_bytes())
ASK = {
    "selectbox": lambda label, options: st.selectbox(label, options),
    "button_group": lambda label, options: st.segmented_control(label, options),
    "date_input": lambda label, _: st.date_input(label, value=None),
    "checkbox": lambda label, _: st.toggle(label),
    "button": lambda label, _: st.button(label),
    "download_button": lambda label, _: st.download_button(label, b"", on_click="ignore"),
    "file_uploader": lambda label, _: st.file_uploader(label),
}
"""
ASKED = ("selectbox", "button_group", "date_input", "checkbox", "button", "download_button", "file_uploader")


@dataclass
class Parts:
    """What takes work on a page: the texts of its cards, its tables, its figures with their settings."""

    cards: dict[Place, list[str]] = field(default_factory=dict)
    tables: list[pd.DataFrame] = field(default_factory=list)
    charts: list[tuple[go.Figure, dict[str, Any]]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)  # of the guides, as many as are shown
    asked: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def questions(self) -> list[tuple[str, list[str]]]:
        """What the bare page asks too: kinds of widgets, with their options."""
        return [] if self.cards or self.charts else self.asked

    def __str__(self) -> str:
        counted = f"{len(self.cards)} cards, {len(self.tables)} tables, {len(self.charts)} charts"
        counted += f", {len(self.pictures)} pictures" if self.pictures else ""
        return f"{counted}, {len(self.questions)} questions" if self.questions else counted

    def take(self, place: Place, element: Element) -> None:
        """Notes an element if it counts."""
        kind = element.WhichOneof("type")
        card = max((card for card in self.cards if place[: len(card)] == card), key=len, default=None)
        if kind == "markdown" and card:
            self.cards[card].append(element.markdown.body)
        elif kind in ("dataframe", "table"):
            arrow = getattr(element, kind).arrow_data.data
            self.tables.append(convert_arrow_bytes_to_pandas_df(arrow))
        elif kind == "plotly_chart":
            figure = go.Figure(json.loads(element.plotly_chart.spec), skip_invalid=True)
            self.charts.append((figure, json.loads(element.plotly_chart.config)))
        elif kind == "imgs":
            known = sorted(PICTURES.glob("*.png"))
            self.pictures.append(str(known[len(self.pictures) % len(known)]))
        elif kind in ASKED:
            self.asked.append((kind, _options(element, kind)))


def _options(element: Element, kind: str) -> list[str]:
    if kind == "button_group":
        return [option.content for option in element.button_group.options]
    return list(getattr(getattr(element, kind), "options", []))


def parts_of(sent: Iterable[tuple[Place, Delta]]) -> Parts:
    """The parts of what a page has sent; a card is a container with a border, or each line within one."""
    parts = Parts()
    for place, delta in sent:
        block = delta.add_block.flex_container
        is_line = block.direction == Block.FlexContainer.HORIZONTAL and place[:-1] in parts.cards
        if block.border or is_line:
            parts.cards[place] = []
        elif delta.WhichOneof("type") == "new_element":
            parts.take(place, delta.new_element)
    lines = [card for card in parts.cards if card[:-1] in parts.cards]
    parts.cards = {card: texts for card, texts in parts.cards.items() if card not in {line[:-1] for line in lines}}
    return parts


def write_page(folder: Path, name: str, parts: Parts) -> Path:
    """A bare page with these parts; what it imports lies beside it."""
    module = f"parts_of_{name}"
    (folder / f"{module}.py").write_text(PARTS, encoding="utf-8")
    pickled = pickle.dumps((list(parts.cards.values()), parts.tables, parts.charts, parts.pictures, parts.questions))
    (folder / f"{module}.pickle").write_bytes(pickled)
    script = folder / f"{name}.py"
    script.write_text(SCRIPT.format(parts=module), encoding="utf-8")
    return script
