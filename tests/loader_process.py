"""`python -m loaders load FOLDER --json`, started again and again by a process that kills it.

A line of standard input is the path of a database: a fork loads the batch into it and prints what the command prints.
The next line, whatever it says, kills the fork; a line END says that it is gone.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from unittest import mock

import holidays  # noqa: F401 – these two are imported late, which would be most of the time of a fork
import pandas  # noqa: F401

from data import store
from loaders import __main__ as command
from loaders.intake import read_files
from tests.wards import SAMPLES, catalogue_of_wards, returns_of_wards
from wording.formats import HANOI

END = "END"


def main() -> None:
    """Reading writes nothing, so it is done once and not before every kill; the rest is the command as it stands."""
    catalogue = catalogue_of_wards()
    returns = list(read_files(returns_of_wards(), catalogue, datetime.now(HANOI).date()))
    assert all(result.content_hash for result in returns)  # worked out before the forks, and so for all of them
    with (
        mock.patch.object(store, "read_catalogue", return_value=catalogue),
        mock.patch.object(command, "read_files", return_value=returns),
    ):
        while line := sys.stdin.readline():
            os.environ["DCCS_DATABASE"] = line.strip()
            if not (fork := os.fork()):
                os._exit(command.main(["load", str(SAMPLES), "--json"]))
            sys.stdin.readline()
            os.kill(fork, signal.SIGKILL)
            os.waitpid(fork, 0)
            sys.stdout.write(f"\n{END}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
