"""When two written names are the same name: spelling that a careful reader does not see makes no difference.

Never by position, by part of a word, or by likeness (form, Matching); `nearest` only suggests.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# New tone placement (hoà, khoẻ, uỷ) written the old way (hòa, khỏe, ủy), on decomposed text, in an open syllable.
_NEW_PLACEMENT = re.compile(rf"(o)([ae])([{_TONES}])(?!\w)|(u)(y)([{_TONES}])(?!\w)")


def clean(text: str) -> str:
    """The text as it is stored and shown: NFC, without characters that cannot be seen, spaces collapsed."""
    return " ".join(ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """What is compared of a name, heading, code or list value."""
    folded = clean(text).removesuffix(":").rstrip().casefold().replace("\u00f0", "đ")
    if folded.isascii():
        return folded
    decomposed = _NEW_PLACEMENT.sub(_old_placement, unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", decomposed)


def _old_placement(match: re.Match[str]) -> str:
    first, second, tone = (part for part in match.groups() if part)
    return first + tone + second


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known name most like what was typed, as a suggestion only."""
    by_key = {key(name): name for name in known}
    close = get_close_matches(key(text), by_key, n=1, cutoff=0.6)
    return by_key[close[0]] if close else None
