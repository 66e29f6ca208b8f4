"""The snapshot itself, as JSON that another program can read."""

from __future__ import annotations

import json
from typing import Any

from wording import seals as words

SUFFIX = ".json"
MEDIA_TYPE = "application/json"


def render(snapshot: dict[str, Any]) -> bytes:
    """UTF-8, two spaces, keys in the snapshot's order; a last one says in words whether the figures are sealed."""
    said = {**snapshot, "seal_note": words.about(snapshot.get("seal"))}
    return json.dumps(said, ensure_ascii=False, indent=2).encode() + b"\n"
