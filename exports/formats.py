"""Which papers there are: every module of this folder that renders a snapshot. A new export is one file."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def formats() -> list[str]:
    """Names of the modules with a `render`, found without importing them."""
    return [path.stem for path in sorted(Path(__file__).parent.glob("*.py")) if _renders(path)]


def _renders(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == "render" for node in tree.body)
