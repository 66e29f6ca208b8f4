"""The laws of the house: who may import whom, who may say what, and the four promises, each by really adding one."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
FOLDERS = ("wording", "data", "charts", "loaders", "exports", "pages", "web")
MAY_IMPORT = {
    "wording": set(),
    "data": {"wording"},
    "charts": {"wording"},
    "exports": {"wording", "charts", "data"},
    "loaders": {"data", "wording"},
    "pages": {"wording", "charts", "data", "exports", "loaders"},
    "web": {"pages", "data", "wording"},
    "app": {"web", "pages", "data", "wording"},
}
ONLY_IN = {
    "streamlit": {"app", "pages", "web"},
    "starlette": {"app", "web"},
    "plotly": {"charts", "exports", "pages"},
    "duckdb": {"data/store.py", "data/database_file.py"},
    "ast": set(),  # two pages at once in it fail now and then on Python 3.11
}
# What works on a cursor: of the store, which data/store.py makes, or of a file that nobody has open.
DOOR = ("store", "database_file", "asking", "writing", "migrations", "scrubbing")
ASKED_AND_KEPT = {f"data/{stem}.py" for stem in DOOR}
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def sources() -> Iterator[tuple[str, Path, ast.Module]]:
    """Folder (or app), path and tree of every module of the house."""
    for path in [HOUSE / "app.py", *(file for folder in FOLDERS for file in sorted((HOUSE / folder).rglob("*.py")))]:
        folder = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        yield folder, path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_folders_import_only_what_stands_below_them() -> None:
    broken = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for folder, path, tree in sources()
        if path.name != "__main__.py"  # a command stands above the folders, as the pages do
        for name in imported(tree) & set(FOLDERS) - MAY_IMPORT[folder] - {folder}
    ]
    assert broken == []


def test_no_package_is_a_ring() -> None:
    """Of two threads that come into a package at either end, as the first two visitors do, Python gives one half a
    module, if its modules ask the package and its door asks them. `pages` is whole before the server listens."""
    trees = {path: tree for folder, path, tree in sources() if folder != "pages"}
    broken = [
        f"{path.relative_to(HOUSE)} asks {package}, which asks its modules"
        for path, tree in trees.items()
        if (door := path.with_name("__init__.py")) in trees
        for package in [".".join(path.parent.relative_to(HOUSE).parts)]
        if package in asked(tree) and any(name.startswith(f"{package}.") for name in asked(trees[door]))
    ]
    assert broken == []


def asked(tree: ast.Module) -> set[str]:
    """The modules from which names are imported, in full."""
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def test_each_library_has_its_place() -> None:
    broken = [
        f"{path.relative_to(HOUSE)} imports {library}"
        for folder, path, tree in sources()
        for library in imported(tree) & set(ONLY_IN)
        if not {folder, path.relative_to(HOUSE).as_posix()} & ONLY_IN[library]
    ]
    assert broken == []


def docstrings(tree: ast.Module) -> set[int]:
    """Nodes that are documentation, not words of the product."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def test_sentences_stand_in_wording_and_form_headings_in_their_loader() -> None:
    broken = [
        f"{path.relative_to(HOUSE)}:{node.lineno} {node.value!r}"
        for folder, path, tree in sources()
        if folder not in ("wording", "loaders")
        for explained in [docstrings(tree)]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained
        if VIETNAMESE.search(node.value)
    ]
    assert broken == []


def test_no_indicator_is_known_by_its_code() -> None:
    """Knowledge of the resolution is rows, not branches; the public profile names the rows drawn from single cases."""
    code = re.compile(r"\d\.\d-[a-z]")
    broken = [
        str(path.relative_to(HOUSE))
        for folder, path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and code.search(ast.unparse(node)) and path.name != "profiles.py"
    ]
    assert broken == []


def test_no_question_is_put_together_from_strings_of_people() -> None:
    """Values reach SQL as parameters; the only names put into it are the house's own tables and columns."""
    outside = [
        f"{path.relative_to(HOUSE)}:{node.lineno}"
        for folder, path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "execute"
        if path.relative_to(HOUSE).as_posix() not in ASKED_AND_KEPT
    ]
    assert outside == []


def test_every_question_says_what_it_asks_and_gives() -> None:
    for path in sorted((HOUSE / "data").glob("*/*.sql")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("-- "), path.name
        assert "Grain:" in text or path.parent.name == "schema", path.name
        assert text.count("\n") <= 70, path.name


def test_the_readme_shows_the_tree_as_it_stands() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    tree = readme.split("```text\n", 1)[1].split("```", 1)[0]
    shown = {line.split()[0].rstrip("/") for line in tree.splitlines() if line and not line.startswith(" ")}
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    assert shown == {line.split("/")[0] for line in tracked if line}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house, copied, so that something can be added to it."""
    for name in (*FOLDERS, "app.py", ".streamlit"):
        source = HOUSE / name
        ignored = shutil.ignore_patterns("__pycache__", "local", "samples")
        shutil.copytree(source, tmp_path / name, ignore=ignored) if source.is_dir() else shutil.copy(source, tmp_path)
    return tmp_path


def run(copy: Path, script: str) -> str:
    """What a script says that runs in the copied house."""
    ran = subprocess.run([sys.executable, "-c", script], cwd=copy, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_new_indicator_is_one_row(copy: Path) -> None:
    row = "2.2-z,II.2.2,Số cuộc thử,tracked,,higher,flow,outreach_events,,group,1,Thử,2024-06-28,\n"
    with (copy / "data" / "catalogue" / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    said = run(
        copy,
        "from datetime import UTC, datetime\n"
        "from data.store import Store\nfrom exports.snapshot import build\n"
        "store = Store()\n"
        "shown = build(store, unit='HA', period='2026-Q2', as_of=datetime.now(UTC))['indicators']\n"
        "print([row['status'] for row in shown if row['code'] == '2.2-z'])",
    )
    assert said.strip() == "['not_reported']"


NEW_SHEET = """
from loaders.form import Reader, Rows, SheetForm
from loaders.cells import read_text
from loaders.sheet import Column

def read(table, context):
    result = Rows()
    for row in table.rows:
        reader = Reader(row, table.sheet, result.problems)
        result.rows.append({"row_number": row.number, "said": reader.read("said", read_text, "Lời")})
    return result

SHEET = SheetForm("Ghi lời", "remark", lambda kind: (Column("ordinal", "STT"), Column("said", "Lời", True)),
                  "ordinal", read, frozenset(), frozenset({"group"}), 9)
"""


def test_a_new_sheet_is_one_loader_and_one_sql_file(copy: Path) -> None:
    (copy / "loaders" / "remarks.py").write_text(NEW_SHEET, encoding="utf-8")
    table = (
        "create table if not exists remark (submission varchar not null, row_number integer not null, said varchar);"
    )
    (copy / "loaders" / "remarks.sql").write_text(f"-- What was said. Grain: row.\n{table}", encoding="utf-8")
    returned = HOUSE / "data" / "samples" / "2026-Q2_HA-01.xlsx"
    said = run(
        copy,
        "import io, openpyxl\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from data.store import Store\nfrom loaders.intake import load_files\n"
        f"book = openpyxl.load_workbook(Path({str(returned)!r}))\n"
        "sheet = book.create_sheet('Ghi lời')\nsheet.append(['STT', 'Lời'])\nsheet.append([1, 'được'])\n"
        "out = io.BytesIO(); book.save(out)\nstore = Store()\n"
        "[outcome] = load_files([('a.xlsx', out.getvalue())], store, 'me', datetime.now(UTC))\n"
        "print(outcome.outcome, [row['said'] for row in store.rows_of('remark', store.ask('submissions')[0]['id'])])",
    )
    assert said.strip() == "accepted ['được']"


def test_a_new_page_is_one_file(copy: Path) -> None:
    (copy / "pages" / "zebra.py").write_text(
        "import streamlit as st\nfrom pages import open_page\nopen_page(needs_data=False)\nst.title('Zebra')\n",
        encoding="utf-8",
    )
    said = run(
        copy,
        "import os; os.environ['DCCS_DATABASE'] = 'new.duckdb'\n"
        "from pathlib import Path\n"
        "from streamlit.testing.v1 import AppTest\n"
        "menu = AppTest.from_file(str(Path('pages/_menu.py').resolve()), default_timeout=60).run()\n"
        "zebra = AppTest.from_file(str(Path('pages/zebra.py').resolve()), default_timeout=60).run()\n"
        "print(len(menu.exception), zebra.title[0].value)",
    )
    assert said.strip().endswith("0 Zebra")


def test_a_new_export_is_one_file(copy: Path) -> None:
    (copy / "exports" / "shout.py").write_text(
        'SUFFIX = ".txt"\n\ndef render(snapshot):\n    return snapshot["unit_name"].upper().encode()\n',
        encoding="utf-8",
    )
    said = run(
        copy,
        "import os; os.environ['DCCS_DATABASE'] = 'new.duckdb'\n"
        "from exports.__main__ import main\n"
        "raise SystemExit(main(['shout', '--period', '2026-Q2', '--out', 'out.txt']))",
    )
    assert said == ""
    assert (copy / "out.txt").read_text(encoding="utf-8") == "PHƯỜNG HƯƠNG AN"
