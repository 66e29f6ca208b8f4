"""`python -m tests.fuzz`: reads files that nobody meant, until a number of cases or seconds is over.

Every case is read and, where it is accepted, stored. Whatever comes of it but a verdict with a sentence for each
problem is a fault, and its file is kept; where a file ends the process itself, its name begins with `reading`.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import FrameType

from data.store import Store
from loaders.intake import Outcome, keep_returns, read_files
from loaders.problems import Problem
from tests.facts import ward_catalogue
from tests.fuzz.mutations import case, sound
from tests.memory import forget_peak, peak_mb
from tests.returns import RECEIVED_ON

NOW = datetime(RECEIVED_ON.year, RECEIVED_ON.month, RECEIVED_ON.day, 5, tzinfo=UTC)
MOST_SECONDS = 5.0  # of processor time for one file
MOST_MEMORY = 1_500_000_000  # bytes; beyond it an allocation fails


class Overrun(BaseException):
    """One file takes too long."""


def main() -> int:
    options = _options()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGPROF, _overrun)
    options.keep.mkdir(parents=True, exist_ok=True)
    outcomes: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    held_mb = forget_peak()
    faults, number, until = 0, 0, time.monotonic() + options.seconds
    with Store(catalogue=ward_catalogue()) as store:
        for name, content in sound().items():  # what every case is made of is sound
            verdicts = _verdicts(store, name, content)
            assert verdicts[0].outcome != "refused" or name.endswith(".xlsb"), (name, verdicts[0].as_dict())
        while number < options.cases if options.cases else time.monotonic() < until:
            number += 1
            name, content = case(Random(f"{options.seed} {number}"))
            reading = options.keep / f"reading-{name}"
            reading.write_bytes(content)
            begun = time.process_time()
            try:
                signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
                verdicts = _verdicts(store, name, content)
                signal.setitimer(signal.ITIMER_PROF, 0)
                for outcome in verdicts:
                    _check(outcome)
            except BaseException as error:  # a panic of the reading library is no Exception
                signal.setitimer(signal.ITIMER_PROF, 0)
                if isinstance(error, KeyboardInterrupt):
                    raise
                faults += 1
                reading.rename(options.keep / f"case-{options.seed}-{number}-{name}")
                print(f"case {number} of seed {options.seed}, {name}:")
                traceback.print_exc(file=sys.stdout)
                continue
            slowest = sorted([*slowest, (time.process_time() - begun, f"{number} {name}")], reverse=True)[:5]
            outcomes.update(problem.code for outcome in verdicts for problem in outcome.problems)
            outcomes.update(f"({outcome.outcome})" for outcome in verdicts)
            reading.unlink()
    report = {"cases": number, "faults": faults, "held_mb": held_mb, "peak_mb": peak_mb(), "slowest": slowest}
    print(json.dumps(report | {"outcomes": outcomes}))
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--cases", type=int, help="so many, however long it takes")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=Path("data/local/fuzz"), help="where files with faults are kept")
    return parser.parse_args()


def _verdicts(store: Store, name: str, content: bytes) -> list[Outcome]:
    """Read as a batch is read, and kept as a batch is kept."""
    returns = list(read_files([(name, content)], store.catalogue, RECEIVED_ON))
    return keep_returns(returns, store, "fuzz", NOW)


def _check(outcome: Outcome) -> None:
    """A verdict that a clerk can act on."""
    errors = [problem for problem in outcome.problems if problem.severity == "error"]
    assert bool(errors) == (outcome.outcome == "refused")
    assert all(map(_is_sentence, outcome.problems))
    assert json.dumps(outcome.as_dict(), ensure_ascii=False).encode()


def _is_sentence(problem: Problem) -> bool:
    return len(problem.message) > len("Thiếu") and problem.message.rstrip()[-1] in ".?;:»)"


def _overrun(_number: int, _frame: FrameType | None) -> None:
    raise Overrun


if __name__ == "__main__":
    sys.exit(main())
