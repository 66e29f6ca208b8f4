"""The guides cannot go stale: what they name exists; every picture is there, small, with words in its stead."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import pages
import wording
from tests.shown import empty, full, run, text  # noqa: F401 – fixtures
from wording import guides, questions, records, screens

FOLDER = Path(pages.__file__).parent
PICTURES = FOLDER / "_pictures"
TASKS = [(guide, task) for guide, tasks in guides.GUIDES.items() for task in tasks]
LARGEST = 120_000  # bytes of a picture
# What a task names of another page, or of one that it comes to later.
ELSEWHERE = {"sources": {records.ACTS_HEADING}, "question": {questions.HEADING}}
MADE = {screens.accept(2)}  # what a function of wording/ says


def said() -> set[str]:
    """Every sentence and word that the house may show, but for the guides' own."""
    modules = [name for _, name, _ in pkgutil.iter_modules(wording.__path__) if name != "guides"]
    found = [value for name in modules for value in vars(importlib.import_module(f"wording.{name}")).values()]
    return set(strings(found)) | MADE


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from strings(inner)


def test_every_name_in_the_guides_stands_somewhere_in_the_house() -> None:
    known = said()
    for _, task in TASKS:
        named = [name for step in task.steps for name in re.findall(r"\*\*(.+?)\*\*", step)]
        assert [name for name in named if name not in known] == [], task.title


@pytest.mark.parametrize("guide", guides.GUIDES)
def test_every_task_has_a_page_steps_and_a_picture_of_its_own(guide: str) -> None:
    assert (FOLDER / f"{guide}.py").exists()
    tasks = guides.GUIDES[guide]
    assert len(tasks) >= 5
    for task in tasks:
        assert (FOLDER / f"{task.page}.py").exists()
        assert task.page in screens.MENU
        assert 2 <= len(task.steps) <= 5
        assert all(step.endswith(".") for step in task.steps), task.title
        assert len(task.alt) > 40, task.title


def test_every_picture_exists_and_is_small_and_none_is_left_over() -> None:
    named = [task.picture for _, task in TASKS]
    assert len(set(named)) == len(named)
    assert {path.stem for path in PICTURES.iterdir()} == set(named)
    for path in PICTURES.iterdir():
        assert path.stat().st_size < LARGEST, path.name
        with Image.open(path) as picture:
            assert picture.format == "PNG"
            assert picture.width >= 800, path.name


@pytest.mark.parametrize("guide", guides.GUIDES)
def test_a_guide_shows_every_task_with_its_picture(full, guide: str) -> None:  # noqa: F811
    page = run(FOLDER / f"{guide}.py")
    shown = text(page)
    for place, task in enumerate(guides.GUIDES[guide], start=1):
        assert f"{place}. {task.title}" in shown
        assert all(step in shown for step in task.steps)
    shown_pictures = [element.proto.imgs[0].alt for element in page.get("image")]
    assert shown_pictures == [task.alt for task in guides.GUIDES[guide]]


def test_what_a_task_names_is_on_its_page(full) -> None:  # noqa: F811
    """Of every task that needs no file to be dropped: the choices of its address open where its names stand."""
    lost = {}
    for _, task in TASKS:
        if task.picture in ("intake", "refused"):
            continue
        page = run(FOLDER / f"{task.page}.py", **dict(task.choices))
        assert not page.exception
        named = {name for step in task.steps for name in re.findall(r"\*\*(.+?)\*\*", step)}
        shown = on_page(page)
        missing = {name for name in named if name not in shown} - {entry.title for entry in screens.MENU.values()}
        lost[task.picture] = missing - ELSEWHERE.get(task.picture, set())
    assert {name for name, missing in lost.items() if missing} == set(), lost


def on_page(page: Any) -> str:
    """All that stands on a page: texts, and the labels and options of what is asked."""
    asked = [*page.selectbox, *page.button, *page.toggle, *page.date_input, *page.sidebar.selectbox]
    options = [str(option) for box in page.get("button_group") for option in getattr(box, "options", [])]
    options += [option.content for box in page.get("button_group") for option in box.proto.options]
    options += [block.proto.popover.label for block in page.get("popover")]
    return " ".join([text(page), *(element.label for element in asked), *options])
