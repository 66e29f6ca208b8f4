"""What the app runs on: the readable list, the locked one, and the licence of each package. `make lock` writes both.

Read from requirements.txt (a reason beside each package that the house chose), from the metadata of what is installed
(who brings the others, under which licence), and from the locked lists that `uv pip compile` wrote.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
READABLE, LOCKED = ROOT / "requirements.txt", ROOT / "requirements.lock"
TOOLS, TOOLS_LOCKED = ROOT / "pyproject.toml", ROOT / "tests" / "tools.lock"
LICENCES = ROOT / "deploy" / "licences.csv"
COLUMNS = ("package", "licence", "why")
PIN = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?:\s*;\s*(?P<marker>[^#]*?))?(?:\s+#\s*(?P<why>.*))?\s*\\?$"
)
# Not installed everywhere, so their metadata cannot be asked.
ELSEWHERE = {"tzdata": "Apache-2.0"}
# Licences as packages wrote them before there was a common way to.
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT License": "MIT",
}
# What an office may use and pass on without opening its own work. Anything else is looked at by a person first.
ACCEPTED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
            "PSF-2.0", "Zlib"}  # fmt: skip


class Pin(NamedTuple):
    """One package in one version. `marker`: where it is needed, empty for everywhere; `why`: the house's reason."""

    name: str
    version: str
    marker: str
    why: str


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines: list[str]) -> list[Pin]:
    """The pinned packages of a list; comments, hashes and blank lines are none. Raises ValueError for others."""
    found = []
    for line in lines:
        text = line.strip()
        if not text or text.startswith(("#", "--hash=")):
            continue
        match = PIN.match(text)
        if match is None:
            raise ValueError(text)
        marker = (match["marker"] or "").replace("'", '"').strip()
        found.append(Pin(canonical(match["name"]), match["version"], marker, match["why"] or ""))
    return found


def listed(path: Path) -> list[Pin]:
    return pins(path.read_text(encoding="utf-8").splitlines())


def tools() -> list[Pin]:
    """The tools of development, as pyproject.toml pins them."""
    return pins(tomllib.loads(TOOLS.read_text(encoding="utf-8"))["dependency-groups"]["dev"])


def licence(name: str) -> str:
    """The licence that an installed package names; empty if it names none."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    if expression := said.get("License-Expression"):
        return expression
    written = (said.get("License") or "").strip()
    classifiers = [
        text.rpartition(" :: ")[2] for text in said.get_all("Classifier") or [] if text.startswith("License")
    ]
    for text in (written, *classifiers):
        if (known := SPDX.get(text, text)) and "\n" not in text and len(text) < 40:
            return known
    return ""


def brought_by(name: str, among: list[Pin]) -> list[str]:
    """The listed packages that ask for this one, extras apart."""
    return [
        pin.name
        for pin in among
        if pin.name not in {name, *ELSEWHERE}
        for needs in [[need for need in requires(pin.name) or [] if "extra ==" not in need]]
        if any(canonical(re.split(r"[^\w.-]", need, maxsplit=1)[0]) == name for need in needs)
    ]


def licences() -> list[tuple[str, str, str]]:
    """A row a package: its name, its licence, and why it is here."""
    among = listed(READABLE)
    return [(pin.name, licence(pin.name), pin.why or ", ".join(brought_by(pin.name, among))) for pin in sorted(among)]


def written(rows: list[tuple[str, str, str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return text.getvalue()


if __name__ == "__main__":
    LICENCES.write_text(written(licences()), encoding="utf-8")
