"""`python -m tests.crawl --seconds N`: odd requests for so long, each time others; exit code 1 if one went wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.crawl.server import served, signed_in
from tests.crawl.test_crawl import PEOPLE, crawl


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crawl")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    wrong: list[str] = []
    for mode, people in (("local", ()), ("accounts", ()), ("accounts", PEOPLE)):
        with (
            tempfile.TemporaryDirectory() as folder,
            served(Path(folder), people=people, DCCS_ACCESS=mode) as server,
        ):
            cookies = [signed_in(server, name) for name in people] or [""]
            is_open = mode == "local" or bool(people)
            wrong += crawl(server, asked.seconds / 3, asked.seed, cookies=cookies, is_open=is_open) + server.faults()
            wrong += [] if server.serves() else [f"{mode}: it serves no more"]
            if wrong:
                print(server.log.read_text(encoding="utf-8"))
    print(*wrong, f"seed {asked.seed}: {len(wrong)} wrong", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
