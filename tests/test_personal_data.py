"""Personal data that people send all the same: refused, and then in no log, no address, no error and no table."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data import __main__ as data_command
from data.store import Store
from loaders import __main__ as command
from loaders import jobs
from tests.clerk import DEFECTS, PERIOD
from tests.returns import a_return, saved

HOUSE = Path(__file__).parent.parent
REFUSED = 1
PHONE, CARD, PERSON = "0905123456", "046123456789", "Lê Thị Bí Mật"
GAPS = re.compile(r"[\s.\-\u00a0]")


def corpus() -> list[tuple[str, bytes]]:
    """A return for every way in which a clerk has put personal data into one, and files that are named for people."""
    files = []
    for place, (spoil, sheet) in enumerate(DEFECTS["PERSONAL_DATA"]):
        book = a_return("HA-UB" if sheet == "Đơn thư" else "HA-01", PERIOD)
        spoil(book, Random(place))
        files.append((f"{place}.xlsx", saved(book)))
    book = a_return("HA-02", PERIOD, cover={"Người lập": f"{PERSON} {PHONE}"}, training=[{"Ghi chú": f"CCCD {CARD}"}])
    named = saved(book)
    return [*files, (f"Báo cáo {PHONE}.xlsx", named), (f"An {CARD}.xlsx", named), (f"x {PHONE}.zip", b"no zip")]


def told(text: str) -> set[str]:
    """Which of it a text holds, however it is spelled."""
    plain = GAPS.sub("", text)
    return {secret for secret in (PHONE, CARD) if secret in plain} | ({PERSON} if PERSON in text else set())


@pytest.fixture(scope="module")
def files() -> list[tuple[str, bytes]]:
    return corpus()


@pytest.fixture
def folder(tmp_path: Path, files: list[tuple[str, bytes]]) -> Path:
    (tmp_path / "sent").mkdir()
    for name, content in files:
        (tmp_path / "sent" / name).write_bytes(content)
    return tmp_path / "sent"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    return tmp_path / "dccs.duckdb"


def everything(store: Store) -> str:
    """All that stands in a database."""
    with store._cursor() as cursor:
        named = "select table_name from duckdb_tables() where not temporary"
        tables = [name for (name,) in cursor.execute(named).fetchall()]
        return " ".join(str(cursor.execute(f'select * from "{table}"').fetchall()) for table in tables)


def test_the_corpus_holds_what_it_is_to_hold(files: list[tuple[str, bytes]]) -> None:
    import openpyxl

    found = set()
    for name, content in files:
        found |= told(name)
        if name.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(BytesIO(content)):
                found |= told(" ".join(str(cell.value) for row in sheet for cell in row if cell.value is not None))
    assert found == {PHONE, CARD, PERSON}


@pytest.mark.parametrize("arguments", [("check",), ("check", "--json"), ("load",), ("load", "--json")])
def test_no_command_says_it(
    arguments: tuple[str, ...], folder: Path, database: Path, capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    assert command.main([*arguments, str(folder)]) == REFUSED
    said = capfd.readouterr()
    assert "PERSONAL_DATA" in said.out
    assert told(said.out + said.err + caplog.text) == set()


def test_no_table_holds_it(folder: Path, database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command.main(["load", str(folder)])
    capfd.readouterr()
    with Store(database) as store:
        kept = everything(store)
    assert "PERSONAL_DATA" in kept, "refusals are kept as codes and cells"
    assert told(kept) == set()
    assert data_command.main(["verify"]) == 0
    assert told("".join(capfd.readouterr())) == set()


@pytest.fixture
def app(database: Path) -> Iterator[Store]:
    store = pages.open_database()
    yield store
    store.close()
    pages._store.cache_clear()


def test_no_page_address_or_log_says_it(
    app: Store, files: list[tuple[str, bytes]], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    job = jobs.begin(files, app)
    for _ in range(600):
        if job.phase not in jobs.RUNNING:
            break
        __import__("time").sleep(0.05)
    page = AppTest.from_file(str(HOUSE / "pages" / "submit.py"), default_timeout=60)
    page.query_params["job"] = job.id
    page.run()
    assert not page.exception
    elements = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.success, *page.code]
    shown = " ".join(str(element.value) for element in elements)
    shown += " ".join(str(table.value.to_string()) for table in [*page.table, *page.dataframe])
    shown += " ".join(expander.label for expander in page.expander)
    assert "•" in shown, "the files whose names are masked are listed"
    assert told(shown) == set()
    assert told(urlencode({name: str(value) for name, value in dict(page.query_params).items()})) == set()
    assert told("".join(capfd.readouterr()) + caplog.text) == set()
