"""The one door: who may open the file, what a write leaves behind, and what stands after the app is started again."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from data import store as door
from data.store import Store, StoreError
from data.writing import after, new_id
from tests.facts import (
    AFTER_ALL,
    a_case,
    a_catalogue,
    a_course,
    a_store,
    at,
    give,
    groups,
    indicators,
    snapshot,
    ward_catalogue,
)

HOUSE = Path(__file__).parent.parent
OPEN_IT = "import sys; from pathlib import Path; from data.store import Store, StoreError\n"
OPEN_IT += "try: Store(Path(sys.argv[1]))\nexcept StoreError as error: print(error.reason)\nelse: print('open')"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "block" / "dccs.duckdb"  # the folder does not exist yet


def other_process(path):
    """What another process meets at the file."""
    run = subprocess.run([sys.executable, "-c", OPEN_IT, path], cwd=HOUSE, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def refused(path, **more):
    """Why the file cannot be opened."""
    with pytest.raises(StoreError) as error:
        Store(path, **more)
    assert error.value.path == str(path)
    return error.value.reason


def returns_kept(store):
    return store.ask("info")[0]["submissions"]


def test_a_second_process_is_told_that_the_file_is_held_until_the_first_lets_go(path):
    with Store(path, a_catalogue()):
        assert other_process(path) == "held"
    assert other_process(path) == "open"


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(path, monkeypatch):
    monkeypatch.setattr(door, "SCHEMA_VERSION", door.SCHEMA_VERSION + 1)
    Store(path, a_catalogue()).close()
    monkeypatch.undo()
    assert refused(path) == "newer"
    assert refused(path) == "newer"


@pytest.mark.parametrize("content", [b"not a database", b"PK\x03\x04" * 2000, b"\x00" * 20000])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "clock lock.duckdb"  # a name that speaks of locks
    path.write_bytes(content)
    assert refused(path) == "unreadable"
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder_are_refused(tmp_path):
    assert refused(tmp_path) == "unreadable"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refused(tmp_path / "file" / "dccs.duckdb") == "unreadable"


def test_a_wrong_catalogue_leaves_the_file_free(path, monkeypatch):
    def wrong():
        raise ValueError("wrong row")

    monkeypatch.setattr(door, "read_catalogue", wrong)
    with pytest.raises(ValueError, match="wrong row"):
        Store(path)
    assert other_process(path) == "open"


def test_a_file_of_an_older_version_is_brought_up_step_by_step(path, monkeypatch):
    with Store(path, a_catalogue()) as store:
        give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3})
    now = door.SCHEMA_VERSION
    steps = {
        now: ("alter table submission add column channel varchar", "update submission set channel = 'web'"),
        now + 1: ("alter table submission rename column channel to came_by",),
    }
    monkeypatch.setattr(door, "SCHEMA_VERSION", now + 2)
    monkeypatch.setattr(door, "MIGRATIONS", steps)
    for _ in range(2):  # the second time there is nothing to do
        with Store(path, a_catalogue()) as store, store.keep("look", "", AFTER_ALL) as writing:
            assert indicators(store, "2026-Q1")["flow"]["value"] == 3
            writing.add("house", [{"name": "came_by", "value": "web"}])
    monkeypatch.setattr(door, "SCHEMA_VERSION", now + 1)
    assert refused(path) == "newer"


def test_a_step_that_fails_leaves_the_older_version_as_it_was(path, monkeypatch):
    with Store(path, a_catalogue()) as store:
        give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3})
    with monkeypatch.context() as newer:
        steps = {door.SCHEMA_VERSION: ("alter table submission drop column places", "select no_such_column")}
        newer.setattr(door, "MIGRATIONS", steps)
        newer.setattr(door, "SCHEMA_VERSION", door.SCHEMA_VERSION + 1)
        with pytest.raises(Exception, match="no_such_column"):
            Store(path, a_catalogue())
    with Store(path, a_catalogue()) as store:
        give(store, "G1", "2026-Q2", "2026-06-20", {"events": 4})  # has places still
        assert indicators(store, "2026-Q2")["flow"]["value"] == 7


def test_an_empty_file_needs_no_steps(path, monkeypatch):
    steps = {door.SCHEMA_VERSION: ("alter table submission add column channel varchar",)}
    monkeypatch.setattr(door, "MIGRATIONS", steps)
    monkeypatch.setattr(door, "SCHEMA_VERSION", door.SCHEMA_VERSION + 1)
    with Store(path, a_catalogue()) as store:
        assert returns_kept(store) == 0


def keep_two_labels(store, second, error=None):
    """Two rows in one transaction, which may fail between them."""
    rows = [
        {"submission": "1", "row_number": place, "label": label} for place, label in enumerate(("x", second), start=1)
    ]
    with store.keep("accept", "test", at("2026-03-20")) as writing:
        writing.add("cover", [rows[0] | {"typed": "y"}])
        if error:
            raise error
        writing.add("cover", [rows[1] | {"typed": "y"}])


def test_a_write_that_fails_leaves_nothing_not_even_a_trace(path):
    with Store(path, a_catalogue()) as store:
        before = store.data_version
        with pytest.raises(RuntimeError, match="power"):
            keep_two_labels(store, "x", error=RuntimeError("power"))
        with pytest.raises(Exception, match="NOT NULL"):
            keep_two_labels(store, None)
        assert store.data_version == before
        assert store.rows_of("cover", "1") == []
        give(store, "G1", "2026-Q1", "2026-03-20")
        assert (store.data_version, returns_kept(store)) == (before + 1, 1)
    with Store(path, a_catalogue()) as store:
        assert (store.data_version, store.rows_of("cover", "1")) == (before + 1, [])


def test_the_data_version_moves_with_every_commit_and_the_snapshot_carries_it():
    store = a_store()
    first = store.data_version
    give(store, "G1", "2026-Q1", "2026-03-20")
    give(store, "G1", "2026-Q1", "2026-03-21")
    assert store.data_version == first + 2
    assert snapshot(store, "2026-Q1")["data_version"] == first + 2


def test_two_threads_that_write_at_once_both_write_whole(path):
    units = [f"G{number}" for number in range(1, 9)]
    with Store(path, a_catalogue(units=groups(*units))) as store:
        start = threading.Barrier(4)

        def send(mine):
            start.wait()
            for unit in mine:
                cases = [a_case(str(number), "2026-01-05") for number in range(20)]
                give(store, unit, "2026-Q1", "2026-03-20", {"events": 1, "households": 10}, complaints=cases)

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(send, [units[place::4] for place in range(4)]))
        rows = {row["code"]: row for row in snapshot(store, "2026-Q1")["indicators"]}
        assert (rows["flow"]["value"], rows["register"]["denominator"], returns_kept(store)) == (8, 160, 8)
        assert store.data_version == store.ask("data_version")[0]["data_version"]


def test_readers_in_threads_see_each_return_whole_while_others_write():
    """Every return says one event and one case; who reads in between sees as many of the one as of the other."""
    units = [f"G{number}" for number in range(1, 7)]
    store = a_store(units=groups(*units))
    done = threading.Event()
    seen = []

    def read():
        while not done.is_set():
            document = snapshot(store, "2026-Q1")
            rows = {row["code"]: row for row in document["indicators"]}
            received = {row["unit"] for row in document["returns"] if row["received_at"]}
            by_kind = next(row for row in document["complaints"]["by_kind"] if row["source"] == "feedback")
            seen.append((rows["flow"]["numerator"] or 0, len(received), by_kind["received"]))

    with ThreadPoolExecutor(2) as threads:
        readers = [threads.submit(read) for _ in range(2)]
        for minute, unit in enumerate(units):
            give(
                store,
                unit,
                "2026-Q1",
                f"2026-03-20 08:{minute:02}",
                {"events": 1},
                complaints=[a_case("1", "2026-01-05")],
            )
        done.set()
        for reader in readers:
            reader.result()
    assert seen
    assert [counts for counts in seen if len(set(counts)) != 1] == []


def test_a_question_inside_a_write_sees_what_is_being_written_as_often_as_it_is_asked():
    store = a_store()
    give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3})
    asked = {"units": ["G1"], "as_of": AFTER_ALL}
    with store.keep("withdraw", "test", at("2026-03-21")) as writing:
        submission = writing.ask("history_returns", **asked)[0]["submission"]
        row = {"submission": submission, "withdrawn_at": writing.now, "withdrawn_by": "test", "reason": "x"}
        writing.add("withdrawal", [row])
        assert writing.ask("history_returns", **asked) == []
        assert len(store.ask("history_returns", **asked)) == 1  # not yet for others
    assert store.ask("history_returns", **asked) == []


def test_the_same_figures_stand_after_the_app_is_started_again(path):
    answers = {"households": 10, "reached": 4, "events": 1, "has_channel": True, "amended_on": "2026-01-05"}
    with Store(path, a_catalogue()) as store:
        course, case = a_course("C4", "B", "2026-01-05", 1, 1, title="Hương ước"), a_case("1", "2026-01-05")
        give(store, "G1", "2026-Q1", "2026-03-20", answers, [course], [case])
        before = snapshot(store, "2026-Q1")
    with Store(path, a_catalogue()) as store:
        assert snapshot(store, "2026-Q1") == before


def test_moments_come_out_as_they_went_in():
    store = a_store()
    moment = at("2026-03-20 08:30:15.123456")
    give(store, "G1", "2026-Q1", moment)
    assert store.ask("last_event")[0]["last_event_at"] == moment


def test_a_receipt_is_always_later_than_the_last_even_if_the_clock_was_set_back():
    noon = at("2026-03-20")
    assert after(None, noon) == noon
    assert after(noon, noon + timedelta(seconds=1)) == noon + timedelta(seconds=1)
    assert after(noon, noon) == noon + timedelta(microseconds=1)
    assert after(noon, noon - timedelta(hours=1)) == noon + timedelta(microseconds=1)


def test_ids_are_uuids_of_version_7_that_sort_by_their_moment():
    moments = [at("2026-03-20") + timedelta(milliseconds=step) for step in range(50)]
    ids = [new_id(moment) for moment in moments]
    assert ids == sorted(ids)
    assert {(len(found), found[14], found[19] in "89ab") for found in ids} == {(36, "7", True)}


def test_the_wards_own_catalogue_opens_an_empty_database(path):
    with Store(path) as store:
        assert store.catalogue.digest == ward_catalogue().digest
        assert {row["value"] for row in snapshot(store, "2026-Q1", unit="HA")["indicators"]} == {None}
