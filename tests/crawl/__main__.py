"""`python -m tests.crawl --seconds N`: odd requests for so long, each time others; exit code 1 if one went wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.crawl.server import served
from tests.crawl.test_crawl import crawl


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crawl")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    wrong: list[str] = []
    for mode in ("local", "accounts"):
        with tempfile.TemporaryDirectory() as folder, served(Path(folder), DCCS_ACCESS=mode) as server:
            wrong += crawl(server, asked.seconds / 2, asked.seed, is_open=mode == "local") + server.faults()
            wrong += [] if server.serves() else [f"{mode}: it serves no more"]
            if wrong:
                print(server.log.read_text(encoding="utf-8"))
    print(*wrong, f"seed {asked.seed}: {len(wrong)} wrong", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
