"""The pieces of the page that takes returns in: files, progress, verdicts, the one button."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from data.store import Store
from loaders import jobs
from loaders.intake import SUFFIXES, Outcome
from loaders.jobs import RUNNING, Job
from loaders.samples import has_samples
from pages import Page, _changes, _choose, _chosen, _mending, _reminders, _who, person
from wording import commands, problems, screens
from wording import intake as batch_words
from wording.formats import collation_key
from wording.sources import plain

EVERY = 0.4  # seconds between two looks at a running batch
OPEN_AT_MOST = 3  # refused files whose tables stand open; more are a list of names first
MOST_SHOWN = 30  # refused files with their tables; a batch of wrong files would be a page without end
OPEN = ("reading", "read")  # phases in which the files of a batch may still be changed


def take_files(page: Page) -> Job | None:
    """The batch that the address names, or that is dropped now; reading begins at once, nothing is stored.

    A batch that was dropped elsewhere, or before a reload, is shown as it stands; its files are no longer in the page.
    """
    job_id = _chosen("job")
    shown = jobs.find(job_id, page.allowed)
    is_dropped_here = bool(st.session_state.get(_uploader_key()))
    if shown and (not is_dropped_here or shown.phase not in OPEN):
        return shown
    if not shown:
        if job_id:
            st.info(batch_words.GONE)
        _list_batches(page)
    st.file_uploader(
        screens.DROP_FILES,
        type=sorted(SUFFIXES),
        accept_multiple_files=True,
        help=screens.DROP_HELP,
        key=_uploader_key(),
        on_change=_dropped,
        args=(page.store,),
    )
    return shown


def _uploader_key() -> str:
    """A new uploader, without files, for every batch."""
    return f"files_{st.session_state.get('batch', 0)}"


def _dropped(store: Store) -> None:
    """The files of the uploader have changed: they are the batch from now on.

    Once storing has begun there is no uploader. A slow browser may yet tell of its files once more, and Streamlit takes
    them for changed: nothing that is being stored gives way to them.
    """
    _who.refuse_unless("upload")
    allowed = person().covers(store.catalogue.units)
    if earlier := jobs.find(_chosen("job"), allowed):
        if earlier.phase not in OPEN:
            return
        jobs.forget(earlier)
    files = [(file.name, file.getvalue()) for file in st.session_state.get(_uploader_key(), ())]
    _choose("job", jobs.begin(files, store, allowed).id if files else None)


def _list_batches(page: Page) -> None:
    """What runs or waits in this process, of the person's units: its tab may be closed, or a colleague is at work."""
    for job in jobs.recent(page.allowed):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(batch_words.batch(job.begun_at, job.phase, job.done, job.total), width="content")
            st.button(batch_words.FOLLOW, key=f"follow_{job.id}", on_click=_choose, args=("job", job.id))


def follow(page: Page, job_id: str) -> None:
    """Shows where the batch is, again and again while it moves."""
    job = jobs.find(job_id, page.allowed)
    is_running = job is not None and job.phase in RUNNING
    st.fragment(_show, run_every=EVERY if is_running else None)(page, job_id, is_running)


def _show(page: Page, job_id: str, was_running: bool) -> None:
    _who.refuse_unless("upload")  # this piece runs again by itself, long after its page was opened
    job = jobs.find(job_id, page.allowed)
    if job is None:
        return
    if job.phase in RUNNING:
        say = screens.reading if job.phase == "reading" else screens.storing
        st.progress(job.done / max(1, job.total), say(job.done, job.total))
        st.button(screens.STOP, on_click=_stop, args=(job,))
        return
    if was_running:
        st.rerun()
    if job.phase == "failed":
        failure = job.failure
        st.error(commands.store_failed(failure.reason, failure.path) if failure else screens.IMPORT_BROKE)
    counts: Counter[str] = Counter(outcome.outcome for outcome in job.outcomes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(screens.verdicts(counts, is_stored=job.phase != "read"), width="content")
        if job.phase == "read":
            _offer(page, job)
        st.button(screens.START_OVER, on_click=_start_over, args=(job,))
    if job.left:
        st.warning(batch_words.left(job.left))
    _changes.show(page, job)
    _show_outcomes(page, job)


def _offer(page: Page, job: Job) -> None:
    """The one button that stores."""
    if has_samples(page.store):
        st.warning(screens.SAMPLES_BLOCK)
    elif job.acceptable and st.button(screens.accept(job.acceptable), type="primary"):
        jobs.store_all(job, page.store, page.person.name, page.allowed)
        st.rerun()


def _stop(job: Job) -> None:
    """While reading, the batch is dropped; while storing, it ends after the file in hand and says how far it came."""
    _who.refuse_unless("upload")
    if job.phase == "reading":
        _start_over(job)
    else:
        job.is_cancelled = True


def _start_over(job: Job) -> None:
    _who.refuse_unless("upload")
    jobs.forget(job)
    _choose("job", None)
    st.session_state["batch"] = st.session_state.get("batch", 0) + 1


def _show_outcomes(page: Page, job: Job) -> None:
    """What has become of each file, refused ones first; then every problem of the refused, in a readable table."""
    words = screens.WILL_BE if job.phase == "read" else screens.HAS_BEEN
    order = {"refused": 0, "accepted": 1, "unchanged": 2}
    outcomes = sorted(job.outcomes, key=lambda o: (order[o.outcome], collation_key(o.result.file_name)))
    st.dataframe([_line(outcome, words) for outcome in outcomes], hide_index=True)
    _mending.say_mended(page, outcomes)
    refused = [outcome for outcome in outcomes if outcome.outcome == "refused"]
    for outcome in refused[:MOST_SHOWN]:
        with st.expander(_title(outcome, words), expanded=len(refused) <= OPEN_AT_MOST):
            _mending.offer(page, outcome)
            st.table(_as_written(_problem_lines(outcome)), border="horizontal", hide_index=True)
            _reminders.offer_message(page, outcome)
    if len(refused) > MOST_SHOWN:
        st.caption(screens.more_refused(len(refused) - MOST_SHOWN))
    noted = [outcome for outcome in outcomes if outcome.problems and outcome.outcome != "refused"]
    if noted:
        with st.expander(screens.noted(len(noted))):
            lines = [{screens.FILE: o.result.file_name, **line} for o in noted for line in _problem_lines(o)]
            st.dataframe(lines, hide_index=True)


def _as_written(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """What senders typed stays what it is: a table would read `*` and `_` as marks."""
    return [{name: plain(text) for name, text in line.items()} for line in lines]


def _title(outcome: Outcome, words: dict[str, str]) -> str:
    line = _line(outcome, words)
    said = (line[name] for name in (screens.RESULT, screens.FILE, screens.FOR_UNIT, screens.PROBLEMS))
    return " · ".join(plain(part) for part in said if part)


def _line(outcome: Outcome, words: dict[str, str]) -> dict[str, Any]:
    unit, period = outcome.result.unit, outcome.result.period
    errors = sum(problem.severity == "error" for problem in outcome.problems)
    return {
        screens.RESULT: words[outcome.outcome],
        screens.FILE: outcome.result.file_name,
        screens.FOR_UNIT: unit.name if unit else "",
        screens.FOR_PERIOD: period.label if period else "",
        screens.VERSION: str(outcome.version or ""),
        screens.PROBLEMS: screens.problem_counts(errors, len(outcome.problems) - errors),
    }


def _problem_lines(outcome: Outcome) -> list[dict[str, str]]:
    return [
        {
            screens.SEVERITY: screens.SEVERITIES[problem.severity],
            screens.PLACE: problems.place(problem.sheet, problem.cell),
            screens.WHAT: problems.sentence(problem.code, problem.quote, problem.expected),
        }
        for problem in outcome.problems
    ]
