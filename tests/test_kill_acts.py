"""Killed at random moments of everything that is ever kept; a thousand times in `make soak`."""

from __future__ import annotations

import random
from pathlib import Path

from tests.kills import acting, broken, killed

KILLS = 12


def test_nothing_acknowledged_is_lost_and_nothing_stands_in_part(tmp_path: Path) -> None:
    chance, database, done = random.Random(7), tmp_path / "dccs.duckdb", 0
    with acting() as acts:
        for number in range(KILLS):
            lines = killed(acts, database, chance)
            assert broken(database, lines) == [], (number, lines)
            done += len(lines)
    assert done > KILLS, "hardly anything was ever done"
