"""Kills at random moments of everything that is kept. Databases begin anew now and then: young ones are hit too."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.kills import acting, broken, killed

KILLS_OF_ONE = 40


def many_kills(times: int, seed: int) -> int:
    """0 where all held; the folder of a database where something did not is kept and named."""
    chance, begun, acts_done, faults = random.Random(seed), time.monotonic(), 0, 0
    with acting() as acts:
        folder = Path()
        for number in range(times):
            if number % KILLS_OF_ONE == 0:
                folder = Path(tempfile.mkdtemp(prefix="kills-"))
            lines = killed(acts, folder / "dccs.duckdb", chance)
            acts_done += len(lines)
            if found := broken(folder / "dccs.duckdb", lines):
                faults += 1
                print(f"kill {number} (seed {seed}), {folder}: {found}\nacknowledged: {lines}", flush=True)
                folder = Path(tempfile.mkdtemp(prefix="kills-"))
            if sys.stdout.isatty() or number % 50 == 49:
                print(f"{number + 1} kills, {acts_done} acts acknowledged, {faults} faults, "
                      f"{time.monotonic() - begun:.0f} s", flush=True)  # fmt: skip
    return int(faults > 0)
