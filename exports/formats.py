"""Which papers there are: every module of this folder that renders a snapshot. A new export is one file.

A module is read, not imported, until its paper is asked for: what writes documents is slow to load. It is read as
text: two pages at once in ast.parse fail now and then on Python 3.11 (gh-106905, found by `make soak`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from exports.snapshot import Snapshot

PACK = "pack"
RENDER = re.compile(r"^def render\(", re.MULTILINE)
CONSTANT = re.compile(r'^([A-Z_]+) = "(.*)"$', re.MULTILINE)
Told = Callable[[int, int, str], None]  # how many papers are made, of how many, the one that comes next


class Format(NamedTuple):
    """A kind of paper by the name of its module, with what its files end with and what a browser takes them for.

    `takes`: what its `render` asks for beside the snapshot – the ward's own template, whom to tell of its progress.
    """

    stem: str
    suffix: str
    media_type: str
    takes: tuple[str, ...] = ()

    def render(self, snapshot: Snapshot, template: bytes | None = None, told: Told | None = None) -> bytes:
        """The paper. Raises exports.slide_template.TemplateError where slides cannot be put into the template."""
        given = {name: value for name, value in (("template", template), ("told", told)) if name in self.takes}
        content: bytes = import_module(f"exports.{self.stem}").render(snapshot, **given)
        return content


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))}
    return {stem: _format(stem, dict(CONSTANT.findall(text))) for stem, text in texts.items() if RENDER.search(text)}


def _format(stem: str, said: dict[str, str]) -> Format:
    media_type = said.get("MEDIA_TYPE", "application/octet-stream")
    return Format(stem, said.get("SUFFIX", f".{stem}"), media_type, tuple(said.get("TAKES", "").split()))
