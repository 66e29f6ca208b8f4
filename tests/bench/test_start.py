"""From the start of the process to the first page: hardly longer than importing the libraries."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.bench.clients import HOUSE, server, session
from tests.bench.ratios import compare

ROUNDS, MOST = 7, 1.3
IMPORTS = "import streamlit, pandas, plotly, duckdb"


def test_the_first_page_comes_soon_after_the_imports(database: Path) -> None:
    def first_page() -> Callable[[], object]:
        stack = ExitStack()
        port = stack.enter_context(server(HOUSE / "app.py", database))
        client = stack.enter_context(session(port))
        client.run()
        assert client.sent
        return stack.close

    def imports() -> None:
        subprocess.run([sys.executable, "-c", IMPORTS], cwd=HOUSE, check=True)

    first_page()()
    assert compare(first_page, imports, ROUNDS).holds("start to first page", MOST)
