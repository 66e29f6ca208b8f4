"""In CI (CI=true) a skipped test is a failed one: nothing may pass because a tool was missing."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    report = session.config.pluginmanager.get_plugin("terminalreporter")  # none in the workers, which only run
    if os.environ.get("CI") == "true" and report and report.stats.get("skipped"):
        report.write_line("Có kiểm thử bị bỏ qua: xem lý do bên dưới.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
