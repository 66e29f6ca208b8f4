"""Personal data that people send all the same: refused, and then in no log, no address, no error and no table."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from urllib.parse import unquote_plus, urlencode

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
        book = a_return("HA-UB" if sheet == "Đơn thư" else "HA-01", PERIOD, cover={"Người lập": "Lan"})
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


def sent(page: AppTest) -> str:
    """All that a run sends to the browser: sentences, tables, figures, choices, folded parts; and its address."""
    elements = [element.proto for part in (page.main, page.sidebar) for element in part]
    parts = [proto.SerializeToString() for proto in elements if hasattr(proto, "SerializeToString")]
    choices = urlencode({name: str(value) for name, value in dict(page.query_params).items()})
    tables = " ".join(table.value.to_string() for table in [*page.table, *page.dataframe])
    return f"{b' '.join(parts).decode('utf-8', 'replace')} {tables} {unquote_plus(choices)}"


def rested(job: jobs.Job) -> jobs.Job:
    until = time.monotonic() + 60
    while job.phase in jobs.RUNNING and time.monotonic() < until:
        time.sleep(0.05)
    return job


def looked_at(stem: str, job: jobs.Job) -> str:
    page = AppTest.from_file(str(HOUSE / "pages" / f"{stem}.py"), default_timeout=60)
    page.query_params.update(job=job.id, period=PERIOD)
    page.run()
    assert not page.exception, stem
    return sent(page)


def test_no_page_address_or_log_says_it(
    app: Store, files: list[tuple[str, bytes]], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the page of the batch before and after a good return in it was kept, nor any other."""
    caplog.set_level(logging.DEBUG)
    job = rested(jobs.begin([*files, ("HA-03.xlsx", saved(a_return("HA-03", PERIOD)))], app))
    said = {"batch": looked_at("submit", job)}
    jobs.store_all(job, app, "Lan")
    assert rested(job).phase == "stored"
    stems = sorted(path.stem for path in (HOUSE / "pages").glob("[!_]*.py"))
    said |= {stem: looked_at(stem, job) for stem in stems}
    assert app.ask("info")[0]["submissions"] == 1
    assert "•" in said["batch"], "the files whose names are masked are listed"
    assert {stem: told(text) for stem, text in said.items() if told(text)} == {}
    assert told("".join(capfd.readouterr()) + caplog.text) == set()
    assert told(everything(app)) == set()
