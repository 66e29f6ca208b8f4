"""The app as a ward of sixty groups would have it: a copy with more units, whose samples are returns of all of them."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path

HOUSE = Path(__file__).parents[1]
GROUPS = 60
GIVEN = [f"HA-{place:02d}" for place in range(1, 8)]  # the groups of the samples; the others send what these sent
PERIODS = ("2025-Q2", "2026-Q1", "2026-Q2")
SILENT = ("HA-17", "HA-42")  # have sent nothing for the last of these


def copy_with_many_groups(folder: Path) -> Path:
    """The app in a folder of its own, with its catalogue and its samples enlarged."""
    left_out = shutil.ignore_patterns(".git", ".venv", "tests", "local", "samples", ".*_cache", "__pycache__")
    shutil.copytree(HOUSE, folder, ignore=left_out)
    _write_units(folder / "data" / "catalogue" / "units.csv")
    _write_samples(folder / "data" / "samples")
    return folder


def _units() -> list[dict[str, str]]:
    with (HOUSE / "data" / "catalogue" / "units.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _doubles() -> list[tuple[dict[str, str], dict[str, str]]]:
    """Every unit that reports, and the one of the samples whose returns it sends."""
    known = {row["code"]: row for row in _units() if row["parent"]}
    doubles = {f"HA-{place:02d}": GIVEN[(place - 1) % len(GIVEN)] for place in range(1, GROUPS + 1)}
    further = {
        code: known[of] | {"code": code, "name": f"{known[of]['name']} {code[-2:]}"} for code, of in doubles.items()
    }
    return [(row, known[doubles.get(code, code)]) for code, row in (further | known).items()]


def _write_units(path: Path) -> None:
    rows = [row for row in _units() if not row["parent"]] + [row for row, _ in _doubles()]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_samples(folder: Path) -> None:
    folder.mkdir()
    for unit, copied in _doubles():
        for period in PERIODS[:-1] if unit["code"] in SILENT else PERIODS:
            sent = HOUSE / "data" / "samples" / f"{period}_{copied['code']}.xlsx"
            cells = {f">{copied[name]}<": f">{unit[name]}<" for name in ("code", "name")}
            (folder / f"{period}_{unit['code']}.xlsx").write_bytes(_changed(sent.read_bytes(), cells))


def _changed(workbook: bytes, cells: dict[str, str]) -> bytes:
    """A workbook with the texts of some cells replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            for text, other in cells.items():
                content = content.replace(text.encode(), other.encode())
            target.writestr(entry, content)
    return written.getvalue()
