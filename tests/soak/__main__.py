"""`python -m tests.soak kills [--times N] [--seed N] | crowd [--minutes N] [--viewers N] [--uploaders N]`."""

from __future__ import annotations

import argparse
import sys

from tests.soak.crowd import crowd
from tests.soak.many_kills import many_kills


def main() -> int:
    """0: all held; 1: something did not, and what stands on standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    commands = parser.add_subparsers(required=True)
    kills = commands.add_parser("kills")
    kills.add_argument("--times", type=int, default=1000)
    kills.add_argument("--seed", type=int, default=1)
    kills.set_defaults(run=lambda said: many_kills(said.times, said.seed))
    sessions = commands.add_parser("crowd")
    sessions.add_argument("--minutes", type=float, default=30)
    sessions.add_argument("--viewers", type=int, default=50)
    sessions.add_argument("--uploaders", type=int, default=5)
    sessions.set_defaults(run=lambda said: crowd(said.minutes, said.viewers, said.uploaders))
    said = parser.parse_args()
    return int(said.run(said))


if __name__ == "__main__":
    sys.exit(main())
