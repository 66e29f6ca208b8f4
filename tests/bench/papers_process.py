"""`python -m tests.bench.papers_process DATABASE`: snapshot, pdf and pack of the large ward in a process of their own.

Prints one object: of each step its seconds on the processor and on the wall, and the megabytes held at most.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.store import Store
from exports.formats import PACK, formats
from exports.snapshot import build
from tests.large_ward import AS_OF, LAST, WARD, large_catalogue
from tests.memory import peak_mb


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """What the work gives, and its seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}


def main() -> None:
    """The database is open and the libraries are loaded before the clock starts, as in a server that is asked again."""
    with Store(Path(sys.argv[1]), large_catalogue(), by="bench") as store:
        build(store, unit=WARD, period=LAST, as_of=AS_OF, profile="public")
        internal, snapshot = timed(lambda: build(store, unit=WARD, period=LAST, as_of=AS_OF))
        formats()["pdf"].render(internal)
        _, pdf = timed(lambda: formats()["pdf"].render(internal))
        pack, took = timed(lambda: formats()[PACK].render(internal))
    sizes = {"indicators": len(internal["indicators"]), "units": len(internal["returns"]), "bytes": len(pack)}
    json.dump({"snapshot": snapshot, "pdf": pdf, "pack": took, "peak_mb": peak_mb(), **sizes}, sys.stdout)


if __name__ == "__main__":
    main()
