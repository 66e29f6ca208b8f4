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
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        wrong = crawl(server, asked.seconds, asked.seed) + server.faults()
        is_served = server.serves()
    print(*wrong, f"seed {asked.seed}: {len(wrong)} wrong, still serving: {is_served}", sep="\n")
    return 0 if is_served and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
