"""When two written names are the same name: spelling that a careful reader does not see makes no difference.

Never by position, by part of a word, or by likeness (form, Matching); `nearest` only suggests.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

# Nothing of these can be seen: soft hyphen, joiners, direction marks, variation selectors, byte order mark.
ZERO_WIDTH = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# New tone placement (hoà, khoẻ, uỷ) written the old way (hòa, khỏe, ủy), on decomposed text, in an open syllable. Where
# a circumflex or breve follows the tone (hoặc) it is another vowel, which carries its tone in either spelling.
_OPEN = r"(?![\w\u0302\u0306])"
_NEW_PLACEMENT = re.compile(rf"(o)([ae])([{_TONES}]){_OPEN}|(u)(y)([{_TONES}]){_OPEN}")


def clean(text: str) -> str:
    """The text as it is stored and shown: NFC, without characters that cannot be seen, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text)).split())


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
