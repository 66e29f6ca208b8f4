"""Numbers, dates and names as Vietnamese readers write them: 1.234,5 · 60,5% · 05/03/2026 · Tổ 2 before Tổ 10."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

UNKNOWN = "–"
# Vietnam has kept UTC+7 without daylight saving since 1975; a fixed offset needs no time zone database on Windows.
HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

# The order of the Vietnamese alphabet: letters first, then the tone mark within one letter.
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: place for place, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}


def number(value: int | Fraction | Decimal | float | None, decimals: int = 0) -> str:
    """`1234.5` as `1.234,5`; unknown is a dash, never 0. Halves round away from zero."""
    if value is None:
        return UNKNOWN
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(numerator: int | Fraction | None, denominator: int | None) -> str:
    """Share as `60,5%`; never `100%` unless all, never `0%` unless none; a dash where there is no whole."""
    if numerator is None or not denominator:
        return UNKNOWN
    share = Fraction(100 * numerator, denominator) if isinstance(numerator, int) else 100 * numerator / denominator
    return percent_value(share)


def percent_value(share: Fraction | Decimal | float | None) -> str:
    """A share that is already in percent, e.g. a floor or a ceiling, under the same rule as `percent`."""
    if share is None:
        return UNKNOWN
    exact = Fraction(share) if not isinstance(share, float) else Fraction(str(share))
    if exact.denominator == 1:
        return f"{number(exact)}%"
    shown = number(exact, 1)
    if shown == "100,0" and exact < 100:
        shown = "99,9"
    if shown == "0,0" and exact > 0:
        shown = "0,1"
    return f"{shown}%"


def ratio(numerator: int | None, denominator: int | None) -> str:
    """`7/12`, or the bare figure where there is no whole; a dash for what is unknown."""
    if denominator is None:
        return number(numerator)
    return f"{number(numerator)}/{number(denominator)}"


def day(value: date | None) -> str:
    """`05/03/2026`; a dash for no date."""
    return UNKNOWN if value is None else f"{value:%d/%m/%Y}"


def instant(value: datetime | None) -> str:
    """`14:05 05/03/2026` in Vietnam's time; a dash for no moment."""
    return UNKNOWN if value is None else f"{value.astimezone(HANOI):%H:%M %d/%m/%Y}"


def read_instant(text: str) -> datetime:
    """ISO 8601 with offset; without one in Vietnam's time; a date alone means its end. Raises ValueError."""
    parsed = datetime.fromisoformat(text)
    if len(text) == len("2026-09-21"):
        return datetime.combine(parsed.date(), time(), HANOI) + timedelta(days=1, microseconds=-1)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=HANOI)


def collation_key(text: str) -> tuple[Any, ...]:
    """Sort key of Vietnamese names: the alphabet's own order, and numbers by size (Tổ 2 before Tổ 10)."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFC", text).casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, _letters(part)) for part in parts if part)


def _letters(part: str) -> tuple[tuple[tuple[int, str], ...], tuple[int, ...]]:
    """Letters without tones first, tones as the tie-break, as a Vietnamese dictionary orders words."""
    letters, tones = [], []
    for character in part:
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in decomposed if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
        letters.append((_LETTERS.get(letter, -1), letter))
        tones.append(_TONES.get(tone, 0))
    return tuple(letters), tuple(tones)
