"""The snapshot itself, as JSON that another program can read."""

from __future__ import annotations

import json
from typing import Any

SUFFIX = ".json"
MEDIA_TYPE = "application/json"


def render(snapshot: dict[str, Any]) -> bytes:
    """UTF-8, two spaces, keys in the snapshot's order."""
    return json.dumps(snapshot, ensure_ascii=False, indent=2).encode() + b"\n"
