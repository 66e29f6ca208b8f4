"""How every command ends: a sentence instead of a traceback, and the exit codes of the design."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

from data.catalogue import CatalogueError
from data.store import StoreError
from wording import commands as words

OK, REFUSED, USAGE, HELD = 0, 1, 2, 3


class UsageError(ValueError):
    """What was asked for does not exist; the message is a Vietnamese sentence."""


def run(work: Callable[[], int]) -> int:
    """Runs a command's work; the number is the process's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Windows would write a file in an encoding without Vietnamese
    try:
        code = work()
        sys.stdout.flush()
    except StoreError as error:
        print(words.store_failed(error.reason, error.path), file=sys.stderr)
        return HELD if error.reason == "held" else REFUSED
    except (CatalogueError, UsageError) as error:
        print(error, file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read the output has seen enough; nothing more may be written to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(words.unreadable_path(str(error.filename or "")), file=sys.stderr)
        return REFUSED
    return code
