"""Kills at random moments of everything that is kept. Databases begin anew now and then: young ones are hit too."""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.kills import acting, broken, killed

KILLS_OF_ONE = 40
AT_ONCE = 2  # a kill waits most of the time for the process that is to be killed


class Tally:
    """What all who kill have done together."""

    def __init__(self, seed: int) -> None:
        self._seed, self._begun, self._lock = seed, time.monotonic(), threading.Lock()
        self.kills = self.acts = self.faults = 0

    def add(self, folder: Path, lines: list[dict[str, object]], found: list[str]) -> None:
        with self._lock:
            self.kills, self.acts, self.faults = self.kills + 1, self.acts + len(lines), self.faults + bool(found)
            if found:
                print(f"kill {self.kills} (seed {self._seed}), {folder}: {found}\nacknowledged: {lines}", flush=True)
            if sys.stdout.isatty() or self.kills % 50 == 0:
                print(f"{self.kills} kills, {self.acts} acts acknowledged, {self.faults} faults, "
                      f"{time.monotonic() - self._begun:.0f} s", flush=True)  # fmt: skip


def many_kills(times: int, seed: int) -> int:
    """0 where all held; the folder of a database where something did not is kept and named."""
    tally = Tally(seed)
    shares = [times // AT_ONCE + (number < times % AT_ONCE) for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as killers:
        list(killers.map(lambda number: _kill(shares[number], f"{seed} {number}", tally), range(AT_ONCE)))
    return int(tally.faults > 0 or tally.kills < times)


def _kill(times: int, seed: str, tally: Tally) -> None:
    chance, folder = random.Random(seed), Path()
    with acting() as acts:
        for number in range(times):
            if number % KILLS_OF_ONE == 0:
                folder = Path(tempfile.mkdtemp(prefix="kills-"))
            lines = killed(acts, folder / "dccs.duckdb", chance)
            found = broken(folder / "dccs.duckdb", lines)
            tally.add(folder, lines, found)
            if found:
                folder = Path(tempfile.mkdtemp(prefix="kills-"))
