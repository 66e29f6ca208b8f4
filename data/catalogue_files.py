"""The catalogue as `catalogue/*.csv` has it, typed and checked when it is read.

A wrong row is a `CatalogueError` that names the file and the line, so that a clerk of the ward can mend it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args, get_type_hints

from data.catalogue import ROW_TYPES, Catalogue, CatalogueError, shortest
from data.catalogue_checks import check
from wording import catalogue as words

FOLDER = Path(__file__).parent / "catalogue"


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """The checked catalogue of a folder of CSV files. Raises CatalogueError naming file and line."""
    lines: dict[int, str] = {}
    tables = {table: tuple(_read(folder / f"{table}.csv", row_type, lines)) for table, row_type in ROW_TYPES.items()}
    catalogue = Catalogue(**tables)
    check(catalogue, lines)
    return catalogue


def _read(path: Path, row_type: type[Any], lines: dict[int, str]) -> Iterator[Any]:
    """Typed rows of one file; remembers where each stands, for the checks that follow."""
    types = get_type_hints(row_type)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [field.name for field in fields(row_type) if field.name not in (reader.fieldnames or [])]
            if missing:
                raise CatalogueError(words.columns_missing(path.name, missing))
            for record in reader:
                place = words.place(path.name, reader.line_num)
                values = {name: _typed(record[name], types[name], f"{place}, {name}") for name in types}
                row = row_type(**values)
                lines[id(row)] = place
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(words.unreadable(path.name, str(error))) from error


def _typed(text: str | None, declared: Any, place: str) -> Any:
    """One field by its declared type; an empty field is None where the type allows it."""
    text = (text or "").strip()
    choices = get_args(declared)
    if not text:
        if type(None) in choices:
            return None
        raise CatalogueError(words.field_empty(place))
    wanted = next((choice for choice in choices if choice is not type(None)), declared)
    if wanted is bool:
        if text not in ("yes", "no"):
            raise CatalogueError(words.field_wrong(place, text, "yes | no"))
        return text == "yes"
    try:
        if wanted is Decimal:
            return shortest(Decimal(text))
        return date.fromisoformat(text) if wanted is date else wanted(text)
    except (ValueError, InvalidOperation) as error:
        raise CatalogueError(words.field_wrong(place, text, wanted.__name__)) from error
