"""Every paper says the snapshot's numbers, marks what it is, keeps what must not leave the office, and never breaks."""

from __future__ import annotations

import copy
import errno
import subprocess
import sys
from datetime import datetime
from importlib import import_module
from inspect import signature
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import docx
import pytest

from exports import findings
from exports.__main__ import main
from exports.formats import PACK, formats
from exports.history import is_past
from exports.last_check import last_check
from exports.parts import Grid
from exports.report import report
from exports.tables import is_share
from tests.facts import a_case, a_store, give, groups, snapshot
from tests.papers import READ_BY_PEOPLE, csv_tables, one_line, paper, paper_of_many, sample, text_of
from tests.shown import full, shown  # noqa: F401 – a fixture
from wording import commands as command_words
from wording import indicators as indicator_words
from wording import papers
from wording import report as words
from wording.formats import number
from wording.tables import TABLES

HOUSE = Path(__file__).parent.parent
PROFILES = ("internal", "public")
ALONE = [stem for stem in formats() if stem != PACK]
SLOW_TO_LOAD = ("typst", "docx", "pptx", "xlsxwriter", "jinja2")


@pytest.mark.parametrize("stem", formats())
def test_what_is_read_of_a_format_is_what_its_module_says(stem: str) -> None:
    said, module = formats()[stem], import_module(f"exports.{stem}")
    assert (said.suffix, said.media_type) == (module.SUFFIX, module.MEDIA_TYPE)
    assert said.takes == tuple(getattr(module, "TAKES", "").split())
    assert set(said.takes) <= set(signature(module.render).parameters)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_every_target_stands_in_it_with_its_figure_and_status(stem: str, profile: str) -> None:
    said, rows = text_of(stem, paper(stem, profile)), sample(profile)["indicators"]
    for row in rows:
        if row["target"] is not None:
            assert one_line(row["label"]) in said, row["code"]
            assert words.figure(row) in said, row["code"]
            assert words.status(row).split(" ", 1)[1].lower() in said.lower(), row["code"]
            assert words.target(row, is_share=is_share(row)) in said, row["code"]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_every_finding_stands_in_it_in_words(stem: str, profile: str) -> None:
    said, found = text_of(stem, paper(stem, profile)), sample(profile)
    sentences = [findings.returns(found), *findings.headlines(found), findings.training(found)]
    sentences += [findings.result(found, row) for row in found["indicators"] if row["target"] is not None]
    sentences += [line for source in ("register", "feedback") for line in findings.complaints(found, source)]
    shown = sentences if stem in ("docx", "pptx") else sentences[:4]
    assert [line for line in shown if one_line(line).removesuffix(".") not in said] == []


def test_what_a_year_cannot_make_up_for_is_said_as_such_and_comes_last() -> None:
    found = sample()
    rows = {row["code"]: row for row in found["indicators"]}
    past = {code for code, row in rows.items() if row["still_needed"] and is_past(row)}
    assert past
    for code in past:
        said = findings.result(found, rows[code])
        assert indicator_words.PAST in said
        assert "còn thiếu" not in said
    [lacking] = [part for section in report(found).sections for part in section.parts
                 if isinstance(part, Grid) and part.heading == words.WHERE_LACKING]  # fmt: skip
    order = [line[0] in past for line in lacking.rows]
    assert order == sorted(order)


def changed(row: dict[str, Any]) -> dict[str, Any]:
    """The same indicator with another figure."""
    return row | {"numerator": 4321, "denominator": 98765, "value": 100 * 4321 / 98765, "status": "not_met"}


@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_a_number_changed_in_the_snapshot_changes_in_the_paper(stem: str) -> None:
    found = copy.deepcopy(sample())
    place = next(place for place, row in enumerate(found["indicators"]) if row["target_kind"] == "stated")
    found["indicators"][place] = changed(found["indicators"][place])
    found["training"]["by_cohort"][0] |= {"first_time": 7654, "roster": 8765, "untrained": 1111}
    said = text_of(stem, formats()[stem].render(found))
    for figure in ("4,4% (4.321/98.765)", "1.111"):
        assert figure in said
        assert figure not in text_of(stem, paper(stem))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_tables_of_the_word_report_are_the_snapshots(profile: str) -> None:
    """Registers and training, cell by cell."""
    found = sample(profile)
    tables = [[[cell.text for cell in row.cells] for row in table.rows]
              for table in docx.Document(BytesIO(paper("docx", profile))).tables]  # fmt: skip
    heads = TABLES["by_kind"].headings
    registers = [table for table in tables if table[0][:2] == [heads["kind"], heads["span"]]]
    shown = [name for name, said in heads.items() if said in registers[0][0]]
    rows = [line for table in registers for line in table[1:]]
    expected = found["complaints"]["by_kind"]
    assert len(rows) == len(expected)
    for said, row in zip(rows, expected, strict=True):
        for name, cell in list(zip(shown, said, strict=True))[2:]:
            assert cell == (papers.WITHHELD if row[name] is None else number(row[name])), (row["kind"], name)
    heads = TABLES["training_by_cohort"].headings
    [trained] = [table for table in tables if table[0][0] == heads["cohort_label"]]
    for said, row in zip(trained[1:], found["training"]["by_cohort"], strict=True):
        cells = dict(zip(trained[0], said, strict=True))
        for name in ("courses", "invited", "attended", "roster", "first_time", "untrained"):
            assert cells[heads[name]] == number(row[name])


@pytest.mark.parametrize("profile", PROFILES)
def test_the_csv_files_hold_the_numbers_as_they_are(profile: str) -> None:
    found, files, compared = sample(profile), csv_tables(paper("csv", profile)), 0
    lists = {"indicators": found["indicators"], "by_kind": found["complaints"]["by_kind"],
             "training_by_unit": found["training"]["by_unit"], "returns": found["returns"]}  # fmt: skip
    for key, rows in lists.items():
        head, *lines = files[f"{key}.csv"]
        assert head == list(TABLES[key].headings.values())
        for line, row in zip(lines, rows, strict=True):
            for name, cell in zip(TABLES[key].headings, line, strict=True):
                if isinstance(row.get(name), int | float) and not isinstance(row.get(name), bool):
                    assert float(cell) == row[name]
                    compared += 1
    assert compared > 300


@pytest.mark.parametrize("stem", ALONE)
def test_what_leaves_the_office_names_no_case_and_of_denunciations_only_two_numbers(stem: str) -> None:
    inside, outside = text_of(stem, paper(stem)), text_of(stem, paper(stem, "public"))
    codes = [case["code"] for case in sample()["complaints"]["cases"]]
    assert codes
    assert not [code for code in codes if code in outside]
    if stem in ("json", "xlsx", "csv"):
        assert [code for code in codes if code in inside] == codes
    if stem == "docx":
        tables = docx.Document(BytesIO(paper("docx", "public"))).tables
        told = [
            [cell.text for cell in row.cells] for table in tables for row in table.rows if row.cells[0].text == "Tố cáo"
        ]
        assert [sorted(set(line[2:])) for line in told] == [["5", "7", papers.WITHHELD]]
    if stem in READ_BY_PEOPLE:
        assert "Tố cáo: tiếp nhận 7, đã giải quyết 5 vụ việc từ đầu năm" in outside  # the draft adds the clause


@pytest.mark.parametrize("stem", ALONE)
def test_sample_data_is_marked_and_real_data_is_not(stem: str) -> None:
    real = copy.deepcopy(sample()) | {"is_sample": False}
    if stem == "json":
        assert '"is_sample": true' in text_of(stem, paper(stem))
        return
    assert papers.SAMPLE in text_of(stem, paper(stem))
    assert papers.SAMPLE not in text_of(stem, formats()[stem].render(real))


@pytest.mark.parametrize("stem", ALONE)
def test_a_paper_of_figures_that_nobody_has_sealed_says_so(stem: str) -> None:
    assert "chưa chốt" in text_of(stem, paper(stem)).lower()


@pytest.mark.parametrize("stem", ALONE)
def test_the_same_snapshot_gives_the_same_bytes(stem: str) -> None:
    assert formats()[stem].render(copy.deepcopy(sample())) == paper(stem)


@pytest.mark.parametrize("stem", ["docx", "pptx", "xlsx", "csv"])
def test_no_clock_is_left_in_a_package(stem: str) -> None:
    stamped = datetime(2026, 10, 1, 2, 3, 4)  # noqa: DTZ001

    def check(content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {stamped.timetuple()[:6]}
            for name in package.namelist():
                part = package.read(name)
                if is_zipfile(BytesIO(part)):
                    check(part)
                if name == "docProps/core.xml":
                    assert part.count(b"2026-10-01T02:03:04Z") == 2
                    assert b"python" not in part.lower()
                    assert b"<dc:creator>" not in part or b"<dc:creator></dc:creator>" in part

    check(paper(stem))


@pytest.mark.parametrize("period", ["2024-Q3", "2026-Q4"])
@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_a_quarter_without_returns_says_so(stem: str, period: str) -> None:
    assert words.NOTHING_REPORTED.removesuffix(".") in text_of(stem, paper(stem, period=period))


@pytest.mark.parametrize("stem", ALONE)
def test_one_group_has_its_papers_too(stem: str) -> None:
    assert "Bồn Phổ" in text_of(stem, paper(stem, "public", unit="HA-03"))


@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_who_has_not_reported_stands_by_name_and_what_hangs_on_it_as_a_range(stem: str) -> None:
    store = a_store()
    give(store, "G1", "2026-Q4", "2026-12-15", {"households": 10, "reached": 5, "has_channel": True})
    give(store, "G2", "2026-Q4", "2027-01-30", {"households": 10, "reached": 8, "has_channel": False})
    found = snapshot(store, "2026-Q4", as_of="2027-02-01")
    said = text_of(stem, formats()[stem].render(found))
    assert "Unit G3" in said
    assert "Trễ hạn" in said
    assert "Chưa nộp" in said
    assert "Chưa đủ báo cáo".lower() in said.lower()
    state = next(row for row in found["indicators"] if row["code"] == "state")
    assert (state["low"], state["high"]) != (state["value"], state["value"])
    assert words.figure(state) in said


@pytest.mark.parametrize("stem", ALONE)
def test_sixty_units_and_missing_returns_break_nothing(stem: str) -> None:
    said = text_of(stem, paper_of_many(stem))
    assert "Unit G60" in said
    if stem == "pptx":
        assert "và 50 đơn vị khác" in said


HOSTILE = '#panic("x") *b* _i_ $x$ @y <b>&amp;</b> <script>alert(1)</script> </script> =1+1 {{ 7*7 }} \\u{41}'


@pytest.mark.parametrize("stem", READ_BY_PEOPLE)
def test_a_name_is_text_whatever_it_holds(stem: str) -> None:
    found = copy.deepcopy(sample())
    found["unit_name"] = found["indicators"][6]["label"] = HOSTILE
    content = formats()[stem].render(found)
    assert HOSTILE.replace(" ", "") in text_of(stem, content).replace(" ", "")
    if stem == "html":
        assert b"<script>alert" not in content
        assert content.count(b"<script") == 3


def test_the_csv_files_hold_no_formula() -> None:
    found = copy.deepcopy(sample())
    for course, title in zip(found["training"]["courses"], ("=1+1", "+1", "-2", "@A1", "\t=1"), strict=False):
        course["title"] = title
    cells = [cell for lines in csv_tables(formats()["csv"].render(found)).values() for line in lines for cell in line]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]


def test_the_pack_holds_every_paper_and_says_what_each_is() -> None:
    with ZipFile(BytesIO(paper(PACK))) as archive:
        index = archive.read(papers.INDEX).decode("utf-8-sig")
        held = {name: archive.read(name) for name in archive.namelist() if name != papers.INDEX}
    assert [name for name in held if name not in index] == []
    assert [stem for stem in ALONE if not any(name.endswith(formats()[stem].suffix) for name in held)] == []
    assert sorted(map(len, held.values())) == sorted(len(paper(stem)) for stem in ALONE)
    assert sample()["content_hash"] in index
    assert [line for line in last_check(sample()) if line.replace("**", "") not in index] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_the_index_of_the_pack_lists_what_is_missing_late_or_withheld(profile: str) -> None:
    store = a_store()
    give(store, "G1", "2026-Q4", "2026-12-15", {"households": 10, "reached": 5}, [], [a_case("A1", "2026-10-02")])
    give(store, "G2", "2026-Q4", "2027-01-30", {"households": 10, "reached": 8}, [], [a_case("A2", "2026-10-02")])
    found = snapshot(store, "2026-Q4", as_of="2027-02-01", profile=profile)
    index = papers.pack_index([], [], last_check(found), is_sample=False)
    assert "2/4 đơn vị chưa có báo cáo kỳ này: " in index
    assert "Unit G3" in index
    assert "1 đơn vị nộp trễ hạn: Unit G2." in index
    assert "chưa đánh giá được vì thiếu báo cáo hoặc số liệu để trống: " in index
    assert ("có số không nêu" in index) == (profile == "public")
    assert "**" not in index


def test_a_few_indicators_that_cannot_be_judged_are_named_and_many_have_their_codes() -> None:
    rows = [{"code": f"1-{letter}", "label": f"Chỉ tiêu {letter}"} for letter in "abcd"]
    assert papers.incomplete(rows[:1]).endswith("để trống: 1-a Chỉ tiêu a.")
    assert papers.incomplete(rows).endswith("để trống: 1-a, 1-b, 1-c, 1-d.")


def test_what_writes_papers_is_not_loaded_before_a_paper_is_asked_for() -> None:
    script = (
        "import sys\nfrom exports.formats import formats\nformats()\nimport pages._meeting\n"
        f"print([name for name in {SLOW_TO_LOAD[:4]!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert ran.stdout.strip().endswith("[]")


def test_a_case_past_its_day_is_listed_in_the_office_and_nowhere_else() -> None:
    store = a_store(units=groups("G1"))
    give(store, "UB", "2026-Q2", "2026-06-15", {}, [], [
        a_case("KN-7", "2026-02-01", "KN", accepted_on="2026-02-05"),
        a_case("TC-8", "2026-02-01", "TC", accepted_on="2026-02-05"),
    ])  # fmt: skip
    for profile in PROFILES:
        found = snapshot(store, "2026-Q2", as_of="2026-07-01", profile=profile)
        for stem in ("pdf", "docx", "html"):
            said = text_of(stem, formats()[stem].render(found))
            assert ("KN-7" in said) == (profile == "internal"), (stem, profile)
            assert "TC-8" not in said


@pytest.mark.usefixtures("full")
def test_the_page_offers_the_pack_and_every_paper() -> None:
    buttons = shown("meeting", period="2026-Q3").get("download_button")
    offered = [button.proto.label for button in buttons]
    assert offered == [papers.format_label(stem) for stem in sorted(formats(), key=papers.place)]
    assert offered[0] == papers.FORMATS[PACK]


def test_the_command_writes_a_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    out = tmp_path / "out.pdf"
    assert main(["pdf", "--period", "2026-Q3", "--profile", "public", "--out", str(out)]) == 0
    assert words.NOTHING_REPORTED.removesuffix(".") in text_of("pdf", out.read_bytes())


def test_a_paper_that_cannot_be_put_there_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    asked = ["pack", "--period", "2026-Q3", "--out"]
    for out, said in (
        (tmp_path / "none" / "a.zip", command_words.NO_FOLDER.format(path=tmp_path / "none")),
        (tmp_path, command_words.IS_FOLDER.format(path=tmp_path)),
    ):
        assert main([*asked, str(out)]) == 2
        assert capsys.readouterr().err.strip() == said
    assert not (tmp_path / "dccs.duckdb").exists()
    template = tmp_path / "none.pptx"
    assert main(["pptx", "--period", "2026-Q3", "--template", str(template)]) == 2
    assert command_words.no_such_path(str(template)) in capsys.readouterr().err


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_takes_nothing_leaves_the_paper_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reason: int
) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    out = tmp_path / "papers" / "a.json"
    out.parent.mkdir()
    out.write_text("before")

    def half_of_it(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:100])
        raise OSError(reason, "", str(path))

    monkeypatch.setattr(Path, "write_bytes", half_of_it)
    assert main(["json", "--period", "2026-Q3", "--out", str(out)]) == 1
    assert command_words.cannot_write(str(out), is_full=reason == errno.ENOSPC) in capsys.readouterr().err
    assert [path.read_text() for path in out.parent.iterdir()] == ["before"]
