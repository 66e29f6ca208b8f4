"""The heaviest files that may come: each is read or refused in less than a second, and all in less than 300 MB.

A machine may be slow or busy: a second is what it needs at that moment for a known piece of the same work.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbooks import (
    changed,
    one_cell,
    packed,
    sheet_xml,
    xls,
    xls_number,
    xlsx,
    xlsx_parts,
)

HOUSE = Path(__file__).parent.parent
MOST_MB = 300
MOST_TIMES = 13  # the reference below: about 0.08 s of processor time where nothing else runs
LETTERS = "ABCDEFGHIJKLMNO"


def rows_of(count: int, columns: int, cell: str) -> str:
    """Rows from the second on; `cell` is what stands behind the address."""
    return "".join(
        f'<row r="{row}">{"".join(f"<c r={chr(34)}{letter}{row}{chr(34)}{cell}" for letter in LETTERS[:columns])}</row>'
        for row in range(2, count + 2)
    )


def spaces(megabytes: int) -> bytes:
    return xlsx(sheet_xml(" " * (megabytes * 1_000_000) + one_cell()))


def formatted(rows: int, columns: int) -> bytes:
    return xlsx(sheet_xml(one_cell() + rows_of(rows, columns, ' s="3"/>')))


def hidden(rows: int) -> bytes:
    return xlsx(sheet_xml(one_cell() + "".join(f'<row r="{row}" hidden="1"/>' for row in range(2, rows))))


def one_text(cells: int) -> bytes:
    strings = f"<sst><si><t>{'a' * 4_000}</t></si></sst>"
    return packed(xlsx_parts(sheet_xml(rows_of(cells, 1, ' t="s"><v>0</v></c>'))) | {"xl/sharedStrings.xml": strings})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What comes nearest to the limits of the gate, on either side."""
    folder = tmp_path_factory.mktemp("hostile")
    contents = {
        "spaces.xlsx": spaces(29),
        "more-spaces.xlsx": spaces(99),
        "formats.xlsx": formatted(100_000, 4),
        "more-formats.xlsx": formatted(100_000, 9),
        "rows.xlsx": hidden(100_000),
        "formulas.xlsx": xlsx(sheet_xml(rows_of(19_999, 12, "><f>A1+1</f><v>2</v></c>"))),
        "numbers.xlsx": xlsx(sheet_xml(rows_of(19_999, 15, "><v>2</v></c>"))),
        "far-apart.xlsx": xlsx(sheet_xml(one_cell() + one_cell("GR20000"))),
        "enclosure.xlsx": changed(xlsx(), {"xl/media/a": bytes(99_000_000)}),
        "more-text.xlsx": changed(xlsx(), {"xl/a.xml": f"<a>{'x' * 60_000_000}</a>"}),
        "one-text.xlsx": one_text(12_000),
        "numbers.xls": xls(*[xls_number(row, column) for row in range(20_000) for column in range(15)]),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


READ = """
import json, sys, time
from datetime import date
from pathlib import Path
from xml.parsers import expat
from loaders.returns import read_return
from tests.facts import ward_catalogue
from tests.memory import peak_mb
catalogue = ward_catalogue()
cells = b"<a>" + b"<c r='A1'><v>1</v></c>" * 110_000 + b"</a>"

def reference():
    parser, begun = expat.ParserCreate(), time.process_time()
    parser.StartElementHandler = lambda name, attributes: None
    parser.Parse(cells, True)
    return time.process_time() - begun

for path in map(Path, sys.argv[1:]):
    content, before, begun = path.read_bytes(), reference(), time.process_time()
    problems = read_return(path.name, content, catalogue, date(2026, 6, 20)).problems
    took = time.process_time() - begun
    print(json.dumps([path.name, 2 * took / (before + reference()), peak_mb(), [problem.code for problem in problems]]))
"""


def test_the_heaviest_files_take_neither_memory_nor_time(files: list[Path]) -> None:
    command = [sys.executable, "-c", READ, *map(str, files)]
    ran = subprocess.run(command, cwd=HOUSE, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [name for name, *_ in said] == [path.name for path in files]
    assert [line for line in said if line[1] > MOST_TIMES or line[2] > MOST_MB] == []
    refused = {name for name, *_, codes in said if codes == ["TOO_LARGE"]}
    assert refused == {path.name for path in files if path.name.startswith("more-")}
    assert all("SHEET_UNKNOWN" in codes for name, *_, codes in said if name not in refused)
