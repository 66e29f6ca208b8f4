"""A batch on its way: nobody's reload, closed tab or absence ends it, and it is kept no longer than it is needed."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store, StoreError
from loaders import intake, jobs
from loaders.jobs import Job
from tests.returns import a_return, saved
from wording import intake as words
from wording import screens

SUBMIT = Path(pages.__file__).parent / "submit.py"
PATIENCE = 60  # seconds
UNITS = ("HA-01", "HA-02", "HA-03")
BROKEN = ("hong.xlsx", b"MS;So lieu")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database of an app without batches."""
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    monkeypatch.setattr(jobs, "_JOBS", {})
    opened = pages.open_database()
    yield opened
    for thread in threading.enumerate():
        if thread.name == "dccs-intake":
            thread.join(PATIENCE)
    opened.close()
    pages._store.cache_clear()


def files() -> list[tuple[str, bytes]]:
    return [(f"{unit}.xlsx", saved(a_return(unit))) for unit in UNITS]


def until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def came_to(job: Job, phase: str) -> Job:
    until(lambda: job.phase not in jobs.RUNNING)
    assert job.phase == phase
    return job


def read(store: Store, *more: tuple[str, bytes]) -> Job:
    """A batch of three sound returns that waits for the button."""
    return came_to(jobs.begin([*files(), *more], store), "read")


def stored_in(store: Store) -> set[str]:
    return {row["unit"] for row in store.ask("submissions")}


@contextmanager
def held(module: ModuleType, name: str) -> Iterator[threading.Semaphore]:
    """Holds every file of a batch at a function; as many go on as the semaphore is released for, and all at the end."""
    gate, function = threading.Semaphore(0), getattr(module, name)

    def at_gate(*arguments: Any, **more: Any) -> Any:
        assert gate.acquire(timeout=PATIENCE)
        return function(*arguments, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, name, at_gate)
        yield gate
        gate.release(100)


# --- a batch -----------------------------------------------------------------------------------------------------


def test_nothing_is_stored_before_it_is_asked_for_and_everything_then(store: Store) -> None:
    job = read(store, BROKEN)
    assert (job.total, job.acceptable, stored_in(store)) == (4, 3, set())
    jobs.store_all(job, store, "Lan")
    came_to(job, "stored")
    assert stored_in(store) == set(UNITS)
    assert sorted(outcome.outcome for outcome in job.outcomes) == ["accepted", "accepted", "accepted", "refused"]
    assert job.left == 0


def test_a_batch_is_stored_once_however_many_people_press_the_button(store: Store) -> None:
    job = read(store)
    pressed = [threading.Thread(target=jobs.store_all, args=(job, store, name)) for name in ("Lan", "Mai", "Tú")]
    with held(intake, "keep") as gate:
        for thread in pressed:
            thread.start()
        for thread in pressed:
            thread.join()
        gate.release(100)
        came_to(job, "stored")
    assert len(store.ask("submissions")) == 3


def test_reading_stops_between_two_files(store: Store) -> None:
    with held(jobs, "read_member") as gate:
        job = jobs.begin([*files(), BROKEN], store)
        gate.release(2)
        until(lambda: job.done == 2)
        jobs.forget(job)
        gate.release()
        until(lambda: job.done == 3)  # the file in hand
    assert (job.phase, jobs.find(job.id)) == ("reading", None)
    assert stored_in(store) == set()


def test_storing_stops_between_two_files_and_says_how_many_are_left(store: Store) -> None:
    job = read(store)
    with held(intake, "keep") as gate:
        jobs.store_all(job, store, "Lan")
        gate.release()
        until(lambda: job.done == 1)
        job.is_cancelled = True
        gate.release()
        came_to(job, "stored")
    assert stored_in(store) == set(UNITS[:2])  # the file in hand is stored whole
    assert [outcome.result.file_name for outcome in job.outcomes] == ["HA-01.xlsx", "HA-02.xlsx"]
    assert job.left == 1


def test_a_batch_that_fails_midway_says_what_is_stored_and_why_it_ended(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, keep, asked = read(store), intake.keep, []

    def full_at_the_second(*arguments: Any, **more: Any) -> None:
        asked.append(1)
        if len(asked) == 2:
            raise StoreError("full", "dccs.duckdb")
        keep(*arguments, **more)

    monkeypatch.setattr(intake, "keep", full_at_the_second)
    jobs.store_all(job, store, "Lan")
    came_to(job, "failed")
    assert job.failure
    assert job.failure.reason == "full"
    assert [outcome.result.file_name for outcome in job.outcomes] == ["HA-01.xlsx"]
    assert (stored_in(store), job.left) == ({"HA-01"}, 2)


# --- how long it is kept -----------------------------------------------------------------------------------------


def test_a_batch_that_nobody_comes_back_for_is_dropped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SECONDS_AT_REST", 0.05)
    job = jobs.begin(files(), store)
    until(lambda: jobs.find(job.id) is None)
    assert (job.phase, jobs.recent(), stored_in(store)) == ("read", [], set())


def test_a_batch_that_somebody_came_back_for_is_not_dropped_while_it_is_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "SECONDS_AT_REST", 0.3)
    job = read(store)
    with held(intake, "keep") as gate:
        jobs.store_all(job, store, "Lan")
        time.sleep(0.5)
        assert jobs.find(job.id) is job
        gate.release(100)
        came_to(job, "stored")
    assert stored_in(store) == set(UNITS)


def test_of_many_batches_at_rest_the_oldest_are_dropped_and_of_the_running_none(store: Store) -> None:
    with held(jobs, "read_member"):
        running = jobs.begin(files(), store)
        at_rest = [came_to(jobs.begin([], store), "read") for _ in range(jobs.MOST_AT_REST + 2)]
        until(lambda: jobs.find(at_rest[1].id) is None)
        assert jobs.recent() == [*reversed(at_rest[2:]), running]


def test_the_files_of_a_stored_batch_are_let_go_but_for_the_refused(store: Store) -> None:
    job = read(store, BROKEN)
    jobs.store_all(job, store, "Lan")
    came_to(job, "stored")
    held_still = {outcome.result.file_name for outcome in job.outcomes if outcome.result.content}
    assert (held_still, job.returns) == ({BROKEN[0]}, [])


# --- on the page -------------------------------------------------------------------------------------------------


def page(**choices: str) -> AppTest:
    """The page as somebody opens it who has not been there before."""
    opened = AppTest.from_file(str(SUBMIT), default_timeout=PATIENCE)
    for name, value in choices.items():
        opened.query_params[name] = value
    return opened.run()


def dropped() -> tuple[AppTest, Job]:
    """The page after its files were dropped, and the batch once it is read."""
    opened = page()
    opened.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files()]).run()
    job = jobs.find(opened.query_params["job"])
    assert job
    return opened, came_to(job, "read")


def press(opened: AppTest, label: str) -> AppTest:
    return next(button for button in opened.button if button.label == label).click().run()


def said(opened: AppTest) -> str:
    assert not opened.exception
    return " ".join(element.value for element in [*opened.markdown, *opened.info, *opened.warning])


def test_a_dropped_batch_stands_in_the_address_and_is_there_after_a_reload(store: Store) -> None:
    _, job = dropped()
    reloaded = press(page(job=job.id), screens.accept(3))
    came_to(job, "stored")
    assert screens.verdicts(Counter(accepted=3), is_stored=True) in said(reloaded.run())
    assert stored_in(store) == set(UNITS)


def test_files_that_a_slow_browser_tells_of_again_do_not_end_the_storing(store: Store) -> None:
    """A piece of the page that runs by itself may carry the uploader of before, which Streamlit takes for changed."""
    opened, job = dropped()
    late = opened.run()._tree.get_widget_states()
    for trigger in [state for state in late.widgets if state.HasField("trigger_value")]:
        late.widgets.remove(trigger)  # a browser tells of a press once
    with held(intake, "keep") as gate:
        press(opened, screens.accept(3))
        opened._run(late)
        gate.release(3)
        came_to(job, "stored")
    assert opened.query_params["job"] == job.id
    assert stored_in(store) == set(UNITS)


def test_a_page_opened_anew_tells_of_the_batches_without_their_files_and_leads_to_them(store: Store) -> None:
    job = read(store)
    opened = page()
    assert words.batch(job.begun_at, "read", 3, 3) in said(opened)
    assert "HA-01.xlsx" not in str(opened.main)
    assert screens.accept(3) in [button.label for button in press(opened, words.FOLLOW).button]
    assert opened.query_params["job"] == job.id


def test_progress_is_shown_to_whoever_opens_the_page_and_can_be_stopped(store: Store) -> None:
    job = read(store)
    with held(intake, "keep") as gate:
        jobs.store_all(job, store, "Lan")
        gate.release()
        until(lambda: job.done == 1)
        assert words.batch(job.begun_at, "storing", 1, 3) in said(page())
        opened = page(job=job.id)
        assert [bar.proto.text for bar in opened.get("progress")] == [screens.storing(1, 3)]
        press(opened, screens.STOP)
        gate.release()
        came_to(job, "stored")
    assert words.left(1) in said(page(job=job.id))


def test_a_batch_that_is_gone_is_a_sentence_and_other_files_may_be_dropped(store: Store) -> None:
    opened = page(job="00000000-0000-7000-8000-000000000000")
    assert words.GONE in said(opened)
    assert opened.file_uploader


def test_a_batch_that_is_given_up_is_dropped_and_leaves_the_address(store: Store) -> None:
    job = read(store)
    opened = press(page(job=job.id), screens.START_OVER)
    assert jobs.find(job.id) is None
    assert "job" not in opened.query_params
    assert opened.file_uploader


def test_other_files_in_the_place_of_the_dropped_ones_are_another_batch(store: Store) -> None:
    opened = page()
    batches = []
    for name, content in files()[:2]:
        opened.file_uploader[0].set_value([(name, content, "application/octet-stream")]).run()
        batches.append(opened.query_params["job"])
    assert jobs.find(batches[0]) is None
    assert [job.id for job in jobs.recent()] == batches[1:]
