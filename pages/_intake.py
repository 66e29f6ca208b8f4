"""The pieces of the page that takes returns in: files, progress, verdicts, the one button."""

from __future__ import annotations

import getpass
from collections import Counter
from typing import Any

import streamlit as st

from loaders import jobs
from loaders.intake import SUFFIXES, Outcome
from loaders.jobs import Job
from loaders.samples import has_samples
from pages import Page
from wording import commands, problems, screens
from wording.formats import collation_key

EVERY = 0.4  # seconds between two looks at a running batch
MOST_SHOWN = 30  # refused files with their tables; a batch of wrong files would be a page without end
RUNNING = frozenset({"reading", "storing"})


def take_files(page: Page) -> Job | None:
    """The batch that is dropped or was dropped; reading begins at once, nothing is stored."""
    shown = jobs.find(st.session_state.get("job"))
    if shown and shown.phase in ("storing", "stored", "failed"):
        return shown
    files = st.file_uploader(
        screens.DROP_FILES,
        type=sorted(SUFFIXES),
        accept_multiple_files=True,
        help=screens.DROP_HELP,
        key=_uploader_key(),
    )
    dropped = tuple(file.file_id for file in files)
    if dropped != st.session_state.get("dropped"):
        if shown:
            jobs.forget(shown)
        st.session_state["dropped"] = dropped
        shown = jobs.begin([(file.name, file.getvalue()) for file in files], page.store) if files else None
        st.session_state["job"] = shown.id if shown else None
    return shown


def _uploader_key() -> str:
    """A new uploader, without files, for every batch."""
    return f"files_{st.session_state.get('batch', 0)}"


def follow(page: Page, job_id: str) -> None:
    """Shows where the batch is, again and again while it moves."""
    job = jobs.find(job_id)
    is_running = job is not None and job.phase in RUNNING
    st.fragment(_show, run_every=EVERY if is_running else None)(page, job_id, is_running)


def _show(page: Page, job_id: str, was_running: bool) -> None:
    job = jobs.find(job_id)
    if job is None:
        return
    if job.phase in RUNNING:
        words = screens.reading if job.phase == "reading" else screens.storing
        st.progress(job.done / max(1, job.total), words(job.done, job.total))
        st.button(screens.STOP, on_click=_stop, args=(job,))
        return
    if was_running:
        st.rerun()
    if job.phase == "failed":
        failure = job.failure
        st.error(commands.store_failed(failure.reason, failure.path) if failure else screens.IMPORT_BROKE)
    counts: Counter[str] = Counter(outcome.outcome for outcome in job.outcomes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(screens.verdicts(counts, is_stored=job.phase == "stored"), width="content")
        if job.phase == "read":
            _offer(page, job)
        else:
            st.button(screens.START_OVER, on_click=_start_over, args=(job,))
    _show_outcomes(job)


def _offer(page: Page, job: Job) -> None:
    """The one button that stores."""
    if has_samples(page.store):
        st.warning(screens.SAMPLES_BLOCK)
    elif job.acceptable and st.button(screens.accept(job.acceptable), type="primary"):
        jobs.store_all(job, page.store, getpass.getuser())
        st.rerun()


def _stop(job: Job) -> None:
    """While reading, the batch is dropped; while storing, it ends after the file in hand and says how far it came."""
    if job.phase == "reading":
        _start_over(job)
    else:
        job.is_cancelled = True


def _start_over(job: Job) -> None:
    jobs.forget(job)
    st.session_state.update(job=None, dropped=None, batch=st.session_state.get("batch", 0) + 1)


def _show_outcomes(job: Job) -> None:
    """What has become of each file, refused ones first; then every problem of the refused, in a readable table."""
    words = screens.HAS_BEEN if job.phase == "stored" else screens.WILL_BE
    order = {"refused": 0, "accepted": 1, "unchanged": 2}
    outcomes = sorted(job.outcomes, key=lambda o: (order[o.outcome], collation_key(o.result.file_name)))
    st.dataframe([_line(outcome, words) for outcome in outcomes], hide_index=True)
    refused = [outcome for outcome in outcomes if outcome.outcome == "refused"]
    for outcome in refused[:MOST_SHOWN]:
        with st.expander(f"{words['refused']} · {outcome.result.file_name}", expanded=True):
            st.table(_problem_lines(outcome), border="horizontal", hide_index=True)
    if len(refused) > MOST_SHOWN:
        st.caption(screens.more_refused(len(refused) - MOST_SHOWN))
    noted = [outcome for outcome in outcomes if outcome.problems and outcome.outcome != "refused"]
    if noted:
        with st.expander(screens.noted(len(noted))):
            lines = [{screens.FILE: o.result.file_name, **line} for o in noted for line in _problem_lines(o)]
            st.dataframe(lines, hide_index=True)


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
