"""A city of forty wards: its tree, and returns made from the samples, straight into the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from data.catalogue import Catalogue, Unit
from data.catalogue_checks import check
from data.catalogue_files import read_catalogue
from data.store import Store
from data.writing import new_id
from loaders.intake import load_files
from wording.formats import HANOI

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
Row = dict[str, Any]
CITY, GROUPS = "HUE", 7
NAMES = [
    "Phong Điền", "Phong Thái", "Phong Dinh", "Phong Phú", "Phong Quảng", "Hương Trà", "Kim Trà", "Hương An",
    "Kim Long", "Hương Thủy", "Phú Bài", "Thanh Thủy", "Dương Nỗ", "Hóa Châu", "Mỹ Thượng", "Vỹ Dạ", "Thuận Hóa",
    "An Cựu", "Thủy Xuân", "Phú Xuân", "Thuận An", "Đan Điền", "Quảng Điền", "Bình Điền", "Khe Tre", "Long Quảng",
    "Nam Đông", "Chân Mây", "Phú Lộc", "Lộc An", "Hưng Lộc", "Vinh Lộc", "Phú Vinh", "Phú Hồ", "Phú Vang",
    "A Lưới 1", "A Lưới 2", "A Lưới 3", "A Lưới 4", "A Lưới 10",
]  # fmt: skip
WARDS = {f"P{place:02d}": f"Phường {name}" for place, name in enumerate(NAMES, start=1)}
OFFICES = ("UB", "MT", "HD")
PERIODS = ("2025-Q2", "2026-Q1", "2026-Q2")  # of which everyone has reported but SILENT for the last
LATER = "2026-Q3"  # of which only the offices have
SILENT = ("P02-05", "P09-01", *(f"P40-{place:02d}" for place in range(1, GROUPS + 1)))
COUNTED = ("quantity", "invited", "attended", "women", "first_time")


@cache
def catalogue_of_city(wards: int = len(WARDS)) -> Catalogue:
    """The ward's catalogue with a city's tree: the last wards with their offices and groups, in no order of names."""
    known = read_catalogue()
    ward = {unit.code: unit for unit in known.units}
    city = replace(ward["HA"], code=CITY, kind="province", name="Thành phố Huế")
    units = [city]
    for code, name in list(reversed(WARDS.items()))[:wards]:
        units.append(replace(ward["HA"], code=code, name=name, parent=CITY))
        units += [replace(ward[f"HA-{end}"], code=f"{code}-{end}", parent=code) for end in OFFICES]
        units += [_group(ward["HA-01"], code, place) for place in range(1, GROUPS + 1)]
    made = replace(known, units=tuple(units), unit_aliases=())
    check(made, {})
    return made


def _group(like: Unit, ward: str, place: int) -> Unit:
    """Tổ 1 … Tổ 7; in the first ward Tổ 4 … Tổ 10."""
    shown = place + 3 if ward == "P01" else place
    return replace(like, code=f"{ward}-{place:02d}", name=f"Tổ {shown}", parent=ward)


def a_city(path: Path | None = None, wards: int = len(WARDS)) -> Store:
    """A database of the city: 400 units, the returns of PERIODS and, of the offices, of LATER. About three seconds."""
    catalogue = catalogue_of_city(wards)
    store = Store(path, catalogue, by="tests")
    with store.keep("catalogue", "tests", datetime.now(HANOI)) as writing:  # as if made on the page beside the files
        writing.add_catalogue(catalogue, read_catalogue().digest, "tests")
    sheets: dict[str, list[Row]] = {"submission": [], "answer": [], "training": [], "complaint": []}
    for given in _sent(catalogue, _given()):
        for table, rows in given.items():
            sheets[table] += rows
    with store.keep("accept", "tests", datetime.now(HANOI)) as writing:
        for table, rows in sheets.items():
            writing.add(table, rows)
    return store


@cache
def _given() -> dict[tuple[str, str], dict[str, list[Row]]]:
    """Unit of the samples, period → the rows of its sheets, as the loaders read them."""
    with Store() as store:
        for period in (*PERIODS, LATER):
            files = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob(f"{period}_*.xlsx"))]
            load_files(files, store, "tests", datetime.now(HANOI), is_sample=False)
        return {
            (row["unit"], row["period"]): {
                table: store.rows_of(table, row["id"]) for table in ("answer", "training", "complaint")
            }
            for row in store.ask("submissions")
        }


def _sent(catalogue: Catalogue, given: dict[tuple[str, str], dict[str, list[Row]]]) -> Iterator[dict[str, list[Row]]]:
    """Each unit of the city sends what a unit of the samples sent, its counts times one, two or three."""
    for place, unit in enumerate(unit for unit in catalogue.units if unit.kind not in ("province", "ward")):
        ward, _, end = unit.code.partition("-")
        number = int(ward[1:])
        like = f"HA-{end}" if end in OFFICES else f"HA-{(int(end) + number) % GROUPS + 1:02d}"
        for period in (*PERIODS, LATER):
            if (period == PERIODS[-1] and unit.code in SILENT) or (period == LATER and end not in OFFICES):
                continue
            ended = next(row.ends_on for row in catalogue.periods if row.code == period)
            moment = datetime.combine(ended + timedelta(days=3), datetime.min.time(), HANOI) + timedelta(seconds=place)
            yield _return(unit.code, period, moment, given[like, period], 1 + number % 3)


def _return(unit: str, period: str, moment: datetime, sheets: dict[str, list[Row]], times: int) -> dict[str, list[Row]]:
    submission = new_id(moment)
    kept = {
        "id": submission, "unit": unit, "period": period, "received_at": moment, "received_by": "tests",
        "file_name": f"{period}_{unit}.xlsx", "sha256": "", "content_hash": submission, "form_version": 1,
        "is_sample": False, "places": "{}",
    }  # fmt: skip
    scaled = {
        table: [
            {"submission": submission, **row, **{name: row[name] * times for name in COUNTED if row.get(name)}}
            for row in rows
        ]
        for table, rows in sheets.items()
    }
    return {"submission": [kept], **scaled}
