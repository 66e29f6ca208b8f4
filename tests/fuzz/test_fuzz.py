"""A few of the files that `make fuzz` makes by the ten thousands, always the same ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_no_file_ends_in_anything_but_a_verdict_with_a_sentence_for_each_problem(tmp_path: Path) -> None:
    """In a process of its own, for a file may end that: the memory and the time of one file are bounded there."""
    command = [sys.executable, "-m", "tests.fuzz", "--cases", "150", "--seed", "2026", "--keep", str(tmp_path)]
    ran = subprocess.run(command, cwd=HOUSE, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = json.loads(ran.stdout)
    assert report["cases"] == 150
    assert report["peak_mb"] - report["held_mb"] < 220  # what files take, beside the libraries that read them
    assert {"(unchanged)", "(refused)", "NOT_A_WORKBOOK", "ZIP_BOMB", "HEADING_MISSING", "NOT_IN_LIST"} <= report[
        "outcomes"
    ].keys()
    assert list(tmp_path.iterdir()) == []
