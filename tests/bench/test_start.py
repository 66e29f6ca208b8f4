"""From the start of the process to the first page: hardly longer than importing the libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.clients import HOUSE, server, session
from tests.bench.ratios import HEAD, compare

ROUNDS, MOST = 5, 1.3
IMPORTS = "import streamlit, pandas, plotly, duckdb"


def test_the_first_page_comes_soon_after_the_imports(database: Path) -> None:
    def first_page() -> None:
        # The time to end the process is not part of it: the server is told to go once the page is there.
        with server(HOUSE / "app.py", database) as port, session(port) as client:
            client.run()
            assert client.sent

    def imports() -> None:
        subprocess.run([sys.executable, "-c", IMPORTS], cwd=HOUSE, check=True)

    first_page()
    compared = compare(first_page, imports, ROUNDS)
    print(HEAD, compared.line("start to first page", MOST), sep="\n")
    assert compared.ratio <= MOST
