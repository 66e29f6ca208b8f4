"""What is installed is what was tested, file by file; every package has a reason and a licence."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests import supply
from tests.supply import ACCEPTED, LICENCES, LOCKED, READABLE, ROOT, TOOLS_LOCKED, Pin

REFRESH = "requirements.txt or pyproject.toml has changed: run `make lock`, and commit what it writes"


def place(found: list[Pin]) -> dict[str, tuple[str, str]]:
    return {pin.name: (pin.version, pin.marker) for pin in found}


@pytest.mark.parametrize(
    ("readable", "locked"),
    [(supply.listed(READABLE), supply.listed(LOCKED)), (supply.tools(), supply.listed(TOOLS_LOCKED))],
    ids=["app", "tools"],
)
def test_the_locked_list_is_the_readable_one(readable: list[Pin], locked: list[Pin]) -> None:
    assert place(locked) == place(readable), REFRESH


@pytest.mark.parametrize("path", [LOCKED, TOOLS_LOCKED], ids=["app", "tools"])
def test_every_locked_package_is_known_by_its_files_and_by_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted", text)


def test_the_licences_are_those_of_the_packages() -> None:
    assert LICENCES.read_text(encoding="utf-8") == supply.written(supply.licences()), REFRESH


def test_every_licence_is_one_that_an_office_may_use() -> None:
    unknown = {
        name: licence
        for name, licence, _ in supply.licences()
        if not licence or not set(re.split(r" (?:AND|OR) ", licence)) <= ACCEPTED
    }
    assert unknown == {}, "a person looks at these licences first, then they join ACCEPTED in tests/supply.py"


def test_every_package_is_here_for_a_reason() -> None:
    """Its own, written beside it, or because another package asks for it."""
    assert [name for name, _, why in supply.licences() if not why] == []


def test_a_package_of_the_list_that_is_not_locked_is_noticed() -> None:
    [added] = supply.pins(['colour==1.0 ; sys_platform == "win32"  # why not'])
    assert added == Pin("colour", "1.0", 'sys_platform == "win32"', "why not")
    with pytest.raises(ValueError, match="colour"):
        supply.pins(["colour>=1"])


def test_what_is_set_up_comes_from_the_locked_lists() -> None:
    told = subprocess.run(
        ["make", "--dry-run", "--always-make", "run"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    [install] = [line for line in told.splitlines() if "-m pip install" in line]
    assert "--require-hashes" in install
    assert install.count("--requirement") == 2
    assert all(name in install for name in ("requirements.lock", "tests/tools.lock"))
