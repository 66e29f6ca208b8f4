"""An office: some upload while many look, for as long as they are told to. No error, and no memory that only grows."""

from __future__ import annotations

import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from data.catalogue_files import read_catalogue
from data.store import Store
from loaders.intake import load_files
from tests.bench.clients import HOUSE, connected, free_port, session
from tests.returns import a_return, saved
from tests.soak.uploads import Clerk
from wording.screens import MENU

STEMS = ("", "indicators", "training", "complaints", "group", "meeting", "sources", "changes", "submit", "records")
PAGES = tuple(MENU[stem].url_path if stem else "" for stem in STEMS)
GROUPS, PERIOD = ("HA-01", "HA-02", "HA-03", "HA-04", "HA-05"), "2026-Q3"
READING, TYPING = (5.0, 25.0), (20.0, 60.0)  # seconds between two clicks of a viewer, two returns of a clerk
RELOADS = 12  # runs of a session, at most, before its tab is closed
MOST_GROWTH = 1.2
FAULT = re.compile(r"Traceback|ERROR|Exception|Mã lỗi")


class Run(NamedTuple):
    """One run of a page, or one upload."""

    page: str
    seconds: float


class Office:
    """What everybody shares: until when they work, what they did, what went wrong."""

    def __init__(self, port: int, minutes: float) -> None:
        self.port, self.until = port, time.monotonic() + minutes * 60
        self.runs: list[Run] = []
        self.faults: list[str] = []

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.until

    def fault(self, who: str, error: BaseException) -> None:
        self.faults.append(f"{datetime.now(UTC):%H:%M:%S} {who}: {error!r}")

    def look(self, number: int) -> None:
        """A viewer: one page after the other, a new tab now and then."""
        chance = random.Random(number)
        while self.is_open:
            page = chance.choice(PAGES)
            try:
                with session(self.port, page) as client:
                    for _ in range(chance.randint(1, RELOADS)):
                        self.runs.append(Run(page, client.run()))
                        time.sleep(chance.uniform(*READING))
                        if not self.is_open:
                            return
            except Exception as error:
                self.fault(f"viewer {number} on {page or 'overview'}", error)
                time.sleep(1)

    def upload(self, number: int) -> None:
        """A clerk: a corrected return of a group of their own, again and again."""
        chance = random.Random(1000 + number)
        while self.is_open:
            book = saved(a_return(GROUPS[number % len(GROUPS)], PERIOD, measures={25: chance.randrange(1, 9999)}))
            begun = time.monotonic()
            try:
                with connected(self.port) as stream:
                    said = Clerk(stream, self.port).send(f"{GROUPS[number % len(GROUPS)]}.xlsx", book)
                self.runs.append(Run("upload", time.monotonic() - begun))
                if "1" not in said:
                    self.faults.append(f"clerk {number}: {said}")
            except Exception as error:
                self.fault(f"clerk {number}", error)
            time.sleep(chance.uniform(*TYPING))


def crowd(minutes: float, viewers: int, uploaders: int) -> int:
    """0 where nobody saw an error and the memory after warming up (a fifth of the time) grew by a fifth at most."""
    folder = Path(tempfile.mkdtemp(prefix="crowd-"))
    returns_kept = _fill(folder / "dccs.duckdb")
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=HOUSE, env=os.environ | {"DCCS_DATABASE": str(folder / "dccs.duckdb")}, stdout=written, stderr=written,
        )  # fmt: skip
    try:
        with session(port) as first:
            first.run()
        office = Office(port, minutes)
        work = [(office.look, number) for number in range(viewers)]
        work += [(office.upload, number) for number in range(uploaders)]
        threads = [threading.Thread(target=of, args=(number,), daemon=True) for of, number in work]
        for thread in threads:
            thread.start()
            time.sleep(0.2)
        held = _watch(server, office)
        worked = _processor_seconds(server)
        for thread in threads:
            thread.join(120)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    print(f"the server worked {worked:.0f} s of {minutes * 60:.0f} s")
    return _report(office, held, log, folder / "dccs.duckdb", returns_kept)


def _processor_seconds(server: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _fill(database: Path) -> int:
    """Every group and body has reported every quarter before the one that is uploaded."""
    catalogue = read_catalogue()
    periods = [period for period in catalogue.periods if period.code[:4] >= "2025" and period.code < PERIOD]
    with Store(database, by="soak") as store:
        for period in periods:
            books = [
                (f"{unit}.xlsx", saved(a_return(unit, period.code))) for unit in (*GROUPS, "HA-UB", "HA-MT", "HA-HD")
            ]
            for outcome in load_files(books, store, "soak", datetime.now(UTC)):
                assert outcome.outcome == "accepted", [problem.message for problem in outcome.problems]
        return int(store.ask("info")[0]["submissions"])


def _watch(server: subprocess.Popen[bytes], office: Office) -> list[tuple[float, int]]:
    """Seconds since the beginning and megabytes that the server holds, every few seconds."""
    held, begun = [], time.monotonic()
    while office.is_open:
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        held.append((time.monotonic() - begun, int(line.split()[1]) // 1024))
        if len(held) % 12 == 0:
            print(
                f"{held[-1][0]:.0f} s: {held[-1][1]} MB, {len(office.runs)} runs, {len(office.faults)} faults",
                flush=True,
            )
        time.sleep(5)
    return held


def _report(office: Office, held: list[tuple[float, int]], log: Path, database: Path, before: int) -> int:
    last = held[-1][0]
    warm = statistics.median(mb for seconds, mb in held if last * 0.2 <= seconds <= last * 0.35)
    end = statistics.median(mb for seconds, mb in held if seconds >= last * 0.85)
    logged = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if FAULT.search(line)]
    with Store(database) as store:
        kept, broken = store.ask("info")[0]["submissions"] - before, store.ask("audit_broken")
    done = Counter(run.page for run in office.runs)
    print(f"{len(office.runs)} runs: {dict(done)}; {kept} returns kept")
    for page in dict.fromkeys(run.page for run in office.runs):
        times = sorted(run.seconds for run in office.runs if run.page == page)
        print(
            f"  {page or 'overview'}: median {times[len(times) // 2]:.2f} s, 95% {times[int(len(times) * 0.95)]:.2f} s"
        )
    most = max(mb for _, mb in held)
    print(f"memory: {warm:.0f} MB warm, {end:.0f} MB at the end ({end / warm:.2f}), {most} MB at most")
    faults = [*office.faults, *logged[:20]]
    faults += [f"the record of acts is broken: {broken}"] if broken else []
    faults += [f"{done['upload']} uploads acknowledged, {kept} kept"] if kept < done["upload"] else []
    faults += [f"memory grew to {end / warm:.2f} of what it was"] if end > warm * MOST_GROWTH else []
    print("\n".join(faults) or "no fault", f"\nlog: {log}")
    return int(bool(faults))
