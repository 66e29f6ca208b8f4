"""In CI (CI=true) a skipped test is a failed one: nothing may pass because a tool was missing. The longest files begin
first, and what every page looks for in all packages is looked for once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import pytest

# Each takes half a minute or more: begun last, one would keep a single core while the others have nothing left.
LONGEST = (
    "test_template_checks.py",
    "test_kill.py",
    "test_mending.py",
    "test_properties.py",
    "test_kill_acts.py",
    "test_hostile.py",
    "test_fuzz.py",
    "test_template.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order otherwise stays, and with it the order within a file."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session", autouse=True)
def packages_are_looked_through_once() -> Iterator[None]:
    """For each page anew AppTest reads the description of every installed package, in search of components: most of
    what a page costs it."""
    from streamlit.components.v2 import manifest_scanner  # not by the process that only hands the tests out

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    report = session.config.pluginmanager.get_plugin("terminalreporter")  # none in the workers, which only run
    if os.environ.get("CI") == "true" and report and report.stats.get("skipped"):
        report.write_line("Có kiểm thử bị bỏ qua: xem lý do bên dưới.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
