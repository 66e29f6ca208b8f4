"""Rows as figures need them: plain values from a frame, safe and shortened text, the order of units."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import pandas as pd

from wording import charts as words
from wording.formats import collation_key
from wording.units import fitted

Row = Mapping[str, Any]
Rows: TypeAlias = Iterable[Row] | pd.DataFrame


def records(rows: Rows) -> list[dict[str, Any]]:
    """Dicts with None for every kind of missing and whole floats (8.0 of a frame with gaps) as integers; a row whose
    figures are withheld (`is_suppressed`) has that for its status."""
    plain = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else rows
    return [words.stated({str(name): _plain(value) for name, value in row.items()}) for row in plain]


def _plain(value: Any) -> Any:
    if not pd.api.types.is_scalar(value):
        return value.tolist() if hasattr(value, "tolist") else value
    if value is None or pd.isna(value):
        return None
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def drawn(value: Any) -> float | None:
    """Exact figures (Fraction, Decimal) become floats only here, for the position on the axis."""
    return None if value is None else float(value)


def wrap(text: str, width: int, *, lines: int = 2) -> str:
    """Escaped text in at most `lines` lines of about `width` letters, all about as long; what is cut ends
    in an ellipsis."""
    return "<br>".join(html.escape(part, quote=False) for part in _broken(str(text), width, lines))


@lru_cache(maxsize=2000)
def _broken(text: str, width: int, lines: int) -> list[str]:
    parts = [text] if len(text) <= width else textwrap.wrap(text, width)
    if len(parts) > lines:
        parts = textwrap.wrap(text, width, max_lines=lines, placeholder=" …")
    elif len(parts) > 1:
        narrower = (
            textwrap.wrap(text, fewer, break_long_words=False, break_on_hyphens=False)
            for fewer in range(-(-len(text) // len(parts)), width)
        )
        parts = next((found for found in narrower if len(found) == len(parts) and max(map(len, found)) <= width), parts)
    return parts


@lru_cache(maxsize=2000)
def named(name: str, width: int, *, lines: int = 2) -> str:
    """As `wrap`, for a unit: what has no room is left out of its middle, and no more than that."""
    room = len(name)
    shown = name
    while len(shown) > width and len(textwrap.wrap(shown, width)) > lines and room > width:
        room = min(room, width * lines + 1) - 1
        shown = fitted(name, room)
    return wrap(shown, width, lines=lines)


def told_apart(names: list[str]) -> list[str]:
    """Names without the word that all of them begin with (the kind of unit): in a narrow column it would stand for
    nothing. Where a number would be left, the names stay whole."""
    is_shared = len(names) > 1 and len({name.partition(" ")[0] for name in names}) == 1
    rest = [name.partition(" ")[2] for name in names]
    return rest if is_shared and all(left and not left[0].isdigit() for left in rest) else names


def hover(*lines: str) -> str:
    """The hover box: the first line bold, empty ones left out."""
    kept = [wrap(line, 44, lines=6) for line in lines if line]
    return "<br>".join([f"<b>{kept[0]}</b>", *kept[1:]])


def ordered(rows: list[dict[str, Any]], order: str, *, better: str = "higher") -> list[dict[str, Any]]:
    """`value`: best first, unknown last, names as tie-break · `name`: Vietnamese alphabet · `given`: untouched."""
    if order == "given":
        return rows
    named = sorted(rows, key=lambda row: collation_key(row["name"]))
    if order == "name":
        return named
    if order != "value":
        raise ValueError(f"order must be value, name or given, not {order!r}")
    sign = 1 if better == "lower" else -1
    return sorted(named, key=lambda row: (row["value"] is None, sign * (row["value"] or 0)))


def runs(rows: list[dict[str, Any]], restarts: bool, steps: list[int] | None = None) -> list[list[int]]:
    """Places of quarters that belong on one line: neighbours with a figure, within a year if it restarts. `steps`:
    where the rows stand in time, if some quarters have no row at all."""
    found: list[list[int]] = []
    for place, row in enumerate(rows):
        if row["value"] is None:
            continue
        near = steps is None or (place > 0 and steps[place] - steps[place - 1] == 1)
        new_year = restarts and place > 0 and words.year(rows[place - 1]) != words.year(row)
        if found and near and found[-1][-1] == place - 1 and not new_year:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def distinct(rows: list[dict[str, Any]], name: str) -> list[Any]:
    """Values of one column, each once, in the order of first sight."""
    return list(dict.fromkeys(row[name] for row in rows))
