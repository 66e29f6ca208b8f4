"""Which papers there are: every module of this folder that renders a snapshot. A new export is one file.

A module is read, not imported, until its paper is asked for: what writes documents is slow to load.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from exports.snapshot import Snapshot

PACK = "pack"


class Format(NamedTuple):
    """A kind of paper by the name of its module, with what its files end with and what a browser takes them for."""

    stem: str
    suffix: str
    media_type: str

    def render(self, snapshot: Snapshot) -> bytes:
        """The paper."""
        content: bytes = import_module(f"exports.{self.stem}").render(snapshot)
        return content


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    trees = {
        path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(Path(__file__).parent.glob("*.py"))
    }
    return {
        stem: Format(stem, said.get("SUFFIX", f".{stem}"), said.get("MEDIA_TYPE", "application/octet-stream"))
        for stem, tree in trees.items()
        if any(isinstance(node, ast.FunctionDef) and node.name == "render" for node in tree.body)
        for said in [_constants(tree)]
    }


def _constants(tree: ast.Module) -> dict[str, str]:
    """The names that a module gives to texts."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
