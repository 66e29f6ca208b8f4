"""«Tài liệu họp» while the pack is made, and with a template of the ward's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from exports.formats import PACK, Format
from exports.slide_files import FILE
from pages._pack import Making
from tests.facts import give
from wording import papers
from wording import slide_template as words

HOUSE = Path(__file__).parent.parent


@pytest.fixture
def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on one return, in a database that lies in `tmp_path`."""
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    store = pages.open_database()
    give(store, "HA-01", "2026-Q3", "2026-09-15", {"households": 10})
    page = AppTest.from_file(str(HOUSE / "pages" / "meeting.py"), default_timeout=60)
    page.query_params["period"] = "2026-Q3"
    yield page
    store.close()
    pages._store.cache_clear()


def bars(page: AppTest) -> list[str]:
    return [bar.proto.text for bar in page.run().get("progress")]


def test_a_bar_stands_there_while_the_pack_is_made_and_only_then(meeting: AppTest) -> None:
    assert bars(meeting) == []
    meeting.session_state["pack_making"] = Making(2, 7, "pdf")
    assert bars(meeting) == [papers.making(2, 7, "pdf")]
    meeting.session_state["pack_making"] = Making(7, 7, "")
    assert bars(meeting) == []


def test_a_pack_that_cannot_be_made_leaves_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    from pages import _pack

    now = Making()
    monkeypatch.setattr(_pack, "making", lambda: now)

    class Broken(Format):
        def render(self, *_: object) -> bytes:
            now.told(1, 7, "docx")
            raise OSError

    make = _pack.maker(Broken(PACK, "", ""), {}, None)
    with pytest.raises(OSError, match=r"^$"):
        make()
    assert now.done == now.total == 7


def test_a_template_beside_the_database_that_cannot_serve_is_named_and_not_used(
    meeting: AppTest, tmp_path: Path
) -> None:
    assert [said.value for said in meeting.run().error] == []
    (tmp_path / FILE).write_bytes(b"not a presentation")
    assert [said.value for said in meeting.run().error] == [words.UNREADABLE]
    assert not meeting.exception
