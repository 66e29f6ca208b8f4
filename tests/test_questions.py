"""The 22 questions of a quarterly meeting, each answered on a page of the menu, on returns worked out by hand.

A page is one click from the first; what is chosen on it (an indicator, a register, a section) is the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from data.writing import new_id
from exports.seals import seal
from tests.facts import a_case, a_course, a_matter, at, give
from wording import (
    agreement,
    comparison,
    complaints,
    deadlines,
    follow_up,
    heads,
    indicators,
    moments,
    papers,
    print_check,
    screens,
)

PERIOD = "2026-Q3"  # 15/6 … 14/9, due 21/9
REACHED = {"HA-01": 90, "HA-02": 80, "HA-03": 70, "HA-04": 60, "HA-05": 50, "HA-06": 40}
DISCLOSED = {"HA-04": 7}  # of 10; all others 10


def a_group(unit: str) -> dict[str, Any]:
    """What a group answers for the third quarter."""
    return {
        "households": 100, "households_reached": REACHED[unit], "disclosure_due": 10,
        "disclosure_done": DISCLOSED.get(unit, 10), "c4_roster": 1, "convention_in_force": unit != "HA-03",
        "convention_amended_on": "2026-05-10" if unit in ("HA-01", "HA-02") else None,
        "convention_reviewed_on": "2026-07-01" if unit in ("HA-01", "HA-02", "HA-03", "HA-04") else None,
        "c4_took_office_on": {"HA-01": "2026-03-01", "HA-02": "2026-03-01", "HA-03": "2020-01-01"}.get(unit),
    }  # fmt: skip


COMMITTEE = {
    "disclosure_due": 5, "disclosure_done": 5, "reception_days_due": 12, "reception_days_held": 11,
    "inspectorate_received": 4, "inspectorate_resolved": 1, "city_system_received": 1, "city_system_resolved": None,
}  # fmt: skip
FRONT = {
    "inspection_board_renewed_on": "2026-04-01", "inspection_board_members": 7, "inspection_board_members_decided": 9,
    "inspection_board_activities": 4, "investment_boards_required": 3, "investment_boards_renewed": 2,
    "recommendations_sent": 5, "recommendations_resolved": 3,
}  # fmt: skip
CARRIED = a_case("KN-1", "2026-06-01", "KN", accepted_on="2026-06-05", field="DD")  # due 5/7
CASES = [
    CARRIED,
    a_case("KN-2", "2026-07-01", "KN", accepted_on="2026-07-03", closed_on="2026-07-20", field="DD"),
    a_case("KN-3", "2026-08-15", "KN", accepted_on="2026-08-18", field="DD"),  # due 17/9
    a_case("KN-4", "2026-08-20", "KN", accepted_on="2026-08-24", extension_days=15, field="CS"),  # due 8/10
    a_case("KNPA-1", "2026-07-05", closed_on="2026-07-25", field="HT"),
]
DISCLOSURES = [
    a_matter("Mức đóng góp làm đường", "2026-08-20"), a_matter("Quỹ quý III", "2026-10-05"),
    a_matter("Quỹ quý II", "2026-07-15", completed_on="2026-07-14"),
]  # fmt: skip
PROJECTS = [
    a_matter("Nhà sinh hoạt Cổ Bưu", "2026-07-31", "DA"),
    a_matter("Thoát nước", "2026-02-01", "DA", "2026-03-01"),
]
RECOMMENDED = [a_matter("Hoàn trả mặt đường", "2026-09-30", "KB"), a_matter("Bê tông kiệt 12", "2026-05-20", "KB")]
HEARD = {
    "HA-01": [
        a_case("PA-1", "2026-07-01", closed_on="2026-07-09", field="HT"),
        a_case("PA-2", "2026-08-01", field="HT"),
    ],
    "HA-02": [a_case("PA-3", "2026-08-01", field="DD")],
}


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Seven groups of 100 households, HA-06 late, HA-07 refused and not sent again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DCCS_DATABASE", str(tmp_path_factory.mktemp("questions") / "dccs.duckdb"))
        pages._store.cache_clear()
        opened = pages.open_database()
        for unit in (*REACHED, "HA-07"):
            before = [a_course("C4", "B", "2025-07-10", 1, 1)] if unit == "HA-03" else []
            give(opened, unit, "2025-Q3", "2025-09-16", {"households": 100, "households_reached": 45}, before)
            known = {"households": 100, "households_reached": 30, "convention_in_force": True, "c4_roster": 1}
            give(opened, unit, "2026-Q2", "2026-06-16", known)
        give(opened, "HA-UB", "2026-Q2", "2026-06-16", {}, complaints=[CARRIED])
        for unit in REACHED:
            course = [a_course("C4", "B", "2026-07-10", 1, 1, invited=3)] if unit == "HA-01" else []
            received = "2026-09-25" if unit == "HA-06" else "2026-09-16"
            give(opened, unit, PERIOD, received, a_group(unit), course, HEARD.get(unit, []))
        give(opened, "HA-UB", PERIOD, "2026-09-17", COMMITTEE, complaints=CASES, matters=DISCLOSURES)
        give(opened, "HA-MT", PERIOD, "2026-09-17", FRONT, matters=[*PROJECTS, *RECOMMENDED])
        give(opened, "HA-HD", PERIOD, "2026-09-17", {}, matters=[])
        _refuse(opened)
        shown.cache_clear()
        yield opened
        opened.close()
        pages._store.cache_clear()


def _refuse(store: Store) -> None:
    moment = at("2026-09-18")
    row = {"id": new_id(moment), "refused_at": moment, "refused_by": "test", "sha256": "", "unit": "HA-07",
           "period": PERIOD, "code": "REQUIRED_MISSING", "sheet": None, "cell": None}  # fmt: skip
    with store.keep("refuse", "test", moment) as writing:
        writing.add("refusal", [row])


CHARTS: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}  # how many charts a page that was shown has


@cache
def shown(stem: str, **choices: str) -> tuple[str, list[Any]]:
    """What a page says, and its tables; one click is the page, the second a choice on it."""
    assert stem in screens.MENU
    page = AppTest.from_file(str(Path(pages.__file__).parent / f"{stem}.py"), default_timeout=60)
    for name, value in {"period": PERIOD, **choices}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    CHARTS[stem, tuple(sorted(choices.items()))] = len(page.get("plotly_chart"))
    spoken = [page.title, page.subheader, page.markdown, page.caption, page.info]
    return " ".join(element.value for kind in spoken for element in kind), [
        e.value for e in [*page.dataframe, *page.table]
    ]


def line(tables: list[Any], column: str, name: str, having: str) -> dict[str, Any]:
    """The line of the table with a column `having` where `column` says `name`."""
    found = next(table for table in tables if column in table.columns and having in table.columns)
    return dict(found[found[column] == name].iloc[0])


def indicator(code: str) -> str:
    return shown("indicators", indicator=code)[0]


def test_1_who_has_not_sent_sent_late_or_was_refused():
    said, tables = shown("submit")
    assert "8/10 đơn vị nộp đúng hạn; trễ hạn: An Vân (1 đơn vị)" in said
    assert "chưa nộp: An Hòa" in said
    assert "tệp bị từ chối: 1 lần (An Hòa)." in said
    assert line(tables, "Đơn vị", "An Hòa", "Lần bị từ chối")["Lần bị từ chối"] == "1"


def test_2_how_many_numeric_targets_are_met():
    said = shown("overview")[0]
    assert "**7** chỉ tiêu nghị quyết nêu rõ: đạt **1** · chưa đạt **1**" in said


def test_3_from_when_to_when_and_frozen_when():
    said = shown("overview")[0]
    assert "Số liệu tính từ ngày **15/06/2026** đến ngày **14/09/2026** (cả năm: từ 15/12/2025)" in said
    assert "**9/10** đơn vị đã báo cáo" in said
    assert "báo cáo gần nhất nhận lúc 12:00 25/09/2026" in said
    said, tables = shown("meeting")
    assert (
        "Số liệu của kỳ 15/06/2026 – 14/09/2026, hạn nộp 21/09/2026. 9/10 đơn vị đã báo cáo, 1 báo cáo nộp sau hạn; "
        "số liệu không đổi từ 12:00 25/09/2026. Chưa chốt"
    ) in said
    late = line(tables, moments.WHEN, "25/09/2026", moments.WHAT)
    assert late[moments.WHAT] == "Nhận báo cáo: 1 (An Vân)"


def test_3_a_seal_is_the_moment_the_figures_were_frozen(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DCCS_DATABASE", str(tmp_path / "sealed.duckdb"))
        opened = pages.open_database()
        give(opened, "HA-01", PERIOD, "2026-09-16", {"households": 100})
        kept = seal(opened, name="Họp quý III", unit="HA", period=PERIOD, as_of=None, profile="public",
                    by="test", now=at("2026-09-28"))  # fmt: skip
        shown.cache_clear()
        said, tables = shown("meeting")
        shown.cache_clear()
    assert f"Chốt gần nhất: **{kept['code']}** ngày 28/09/2026 (Họp quý III)." in said
    assert (
        line(tables, moments.WHEN, "28/09/2026", moments.WHAT)[moments.WHAT] == f"Đã chốt {kept['code']}: Họp quý III"
    )


def test_4_against_last_quarter_and_the_same_quarter_last_year():
    assert "So với quý trước: **+30 điểm** · cùng kỳ năm trước: **+15 điểm**" in indicator("2.2-b")
    assert "Quý trước: +30 điểm" in shown("overview")[0]


def test_5_do_all_groups_have_a_convention_in_force_and_which_not():
    said = indicator("2.4-a")
    assert "**Còn thiếu 1 tổ** để đạt: Bồn Phổ. Chưa báo cáo: An Hòa." in said
    assert "Mỗi tổ trong 7 là 14,3 điểm" in said


def test_6_who_amended_and_who_only_reviewed_this_year():
    said, tables = shown("indicators", indicator="2.4-b")
    assert "có 2 tổ (Cổ Bưu, Thanh Chữ)" in said
    assert "có 4 tổ (An Lưu, Bồn Phổ, Cổ Bưu, Thanh Chữ)" in said
    together = (
        "**Gộp lại**: đủ cả 3: Cổ Bưu, Thanh Chữ; chỉ rà soát, đánh giá: An Lưu; chưa có hương ước, quy ước được công "
        "nhận, đang có hiệu lực, chỉ rà soát, đánh giá: Bồn Phổ; chưa làm việc nào trong năm: An Vân, Bồn Trì."
    )
    assert together in said
    table = next(table for table in tables if any(str(column).startswith("2.4-b ") for column in table.columns))
    answers = {row.iloc[0]: tuple(row.iloc[2:4]) for _, row in table.iterrows()}
    assert answers["Cổ Bưu"] == ("Có", "Có")
    assert answers["An Lưu"] == ("Chưa", "Có")  # only reviewed
    assert answers["An Hòa"] == ("Chưa báo cáo", "Chưa báo cáo")


def test_7_how_many_of_each_cohort_are_trained_who_is_left_and_where():
    said, tables = shown("training")
    assert "Còn **6** người chưa tập huấn: " in said
    by_cohort = "**Tổ trưởng tổ dân phố**: còn 6/7 – An Hòa, An Lưu, An Vân, Bồn Phổ, Bồn Trì, Cổ Bưu."
    assert by_cohort in said
    left = line(tables, heads.UNIT, "Cổ Bưu", heads.TOTAL)
    assert (left["Tổ trưởng tổ dân phố"], left[heads.TOTAL]) == ("1", "1")
    assert line(tables, heads.UNIT, "Thanh Chữ", heads.TOTAL)["Tổ trưởng tổ dân phố"] == "0"
    assert "**1** trong 1 lớp có dưới một nửa số người được mời đến dự; ở các lớp này 2 người được mời không dự" in said


def test_8_whether_new_heads_are_trained_yet():
    said, tables = shown("training")
    assert (
        "**1** trong 3 người chưa dự lớp nào từ khi nhận nhiệm vụ: Cổ Bưu – Tổ trưởng tổ dân phố. Trong đó nhận "
        "nhiệm vụ từ đầu năm 2 người (Thanh Chữ – Tổ trưởng tổ dân phố, Cổ Bưu – Tổ trưởng tổ dân phố), đã tập huấn 1."
    ) in said
    assert line(tables, heads.UNIT, "Bồn Phổ", heads.SINCE)[heads.LAST_COURSE] == "10/07/2025"


def test_9_where_outreach_is_low():
    said, _ = shown("indicators", indicator="2.2-b")
    assert "Thứ tự của n = 6 tổ dân phố có số liệu: đứng đầu Thanh Chữ (90%); đứng cuối An Vân (40%)." in said
    assert "60% – từ 60% đến 70% khi đủ báo cáo" in said


def test_10_what_should_be_disclosed_and_is_not():
    said = indicator("2.2-d")
    assert "**Đã thiếu 3 nội dung**: An Lưu 3; tỷ lệ cả năm không bù được nữa" in said
    assert "Chưa báo cáo: An Hòa." in said
    assert follow_up.TWO_COUNTS in said
    said, tables = shown("follow_up")
    assert "**Công khai**: **2** trong 3 việc chưa công khai – **1** quá hạn, **1** đến hạn trong 30 ngày tới." in said
    due = line(tables, follow_up.CONTENT, "Mức đóng góp làm đường", follow_up.DAYS)
    assert (due[follow_up.DAYS], due[follow_up.UNIT]) == ("quá\u00a025\u00a0ngày", "Ủy ban nhân dân phường")


def test_10_the_way_from_an_indicator_to_the_matters_of_its_clause():
    assert "Từng việc theo dõi – Công khai: 2/3 chưa công khai, 1 quá hạn" in indicator("2.2-d")
    board, said = indicator("2.5-b"), indicator("2.5-d")
    assert "Từng việc theo dõi – Kiến nghị của hai ban" not in board
    assert "Từng việc theo dõi" not in indicator("2.2-b")  # of the clause, but not of the matter
    assert "Từng việc theo dõi – Dự án có giám sát cộng đồng: 1/2 chưa có ban giám sát, 1 quá hạn" in board
    assert "Từng việc theo dõi – Kiến nghị của hai ban: 2/2 chưa được trả lời, 1 quá hạn" in said
    assert "Từng việc theo dõi" not in indicator("2.4-a")


def test_10_an_offices_own_page_says_what_it_follows_and_a_groups_does_not():
    said = shown("group", of="HA-UB")[0]
    assert "Công khai: 2 trong 3 việc chưa công khai – 1 quá hạn, 1 đến hạn trong 30 ngày tới." in said
    assert follow_up.SEE in said
    assert follow_up.TITLE not in shown("group", of="HA-01")[0]


def test_11_whether_the_inspection_board_is_renewed_and_who_is_missing():
    assert "### 100% :small[(1/1)]" in indicator("2.5-a")
    assert "### 77,8% :small[(7/9)]" in indicator("2.5-c")


def test_12_how_many_projects_lack_a_supervision_board():
    assert "**Còn thiếu 1 ban** để đạt (theo báo cáo của Ủy ban Mặt trận Tổ quốc Việt Nam phường)." in indicator(
        "2.5-b"
    )
    said, tables = shown("follow_up", kind="DA")
    assert "**Dự án có giám sát cộng đồng**: **1** trong 2 việc chưa có ban giám sát – **1** quá hạn." in said
    lacking = next(table for table in tables if follow_up.CONTENT in table.columns)
    assert list(lacking[follow_up.CONTENT]) == ["Nhà sinh hoạt Cổ Bưu"]


def test_13_how_many_supervisions_and_recommendations_unanswered():
    assert "### 4 :small[cuộc]" in indicator("2.5-e")
    assert "### 60% :small[(3/5)]" in indicator("2.5-d")
    name, tables = "**2.5-e** Cuộc kiểm tra, giám sát của Ban Thanh tra nhân dân", shown("follow_up")[1]
    assert line(tables, screens.INDICATOR, name, screens.VALUE)[screens.VALUE] == "4 cuộc"
    said = shown("follow_up", kind="KB")[0]
    assert "**Kiến nghị của hai ban**: **2** trong 2 việc chưa được trả lời – **1** quá hạn, **1** đến hạn" in said
    assert "Quá hạn lâu nhất: **Bê tông kiệt 12** (quá 117 ngày, hạn 20/05/2026)." in said


def test_14_whether_reception_days_were_kept():
    assert "### 91,7% :small[(11/12)]" in indicator("3.3-a")


def test_15_cases_carried_over_received_resolved_and_pending():
    said = shown("complaints")[0]
    assert "1 vụ việc kỳ trước chuyển sang + 4 tiếp nhận = 2 đã giải quyết + 0 kết thúc khác + 3 còn lại" in said
    assert "Số chuyển sang (1) so với số còn lại cuối Quý II năm 2026 (1): khớp." in said


def test_16_under_competence_resolved_share_and_on_time_share():
    said, tables = shown("complaints")
    assert "#### 40% :small[(2/5)]" in said  # resolved
    assert "#### 100% :small[(1/1)]" in said  # in time, of those resolved
    assert "#### 50% :small[(1/2)]" in said  # with the one that is overdue
    assert line(tables, "Quý", "Quý III/2026", "Số vụ việc") == {
        "Quý": "Quý III/2026",
        "Tỷ lệ": "40%",
        "Số vụ việc": "2/5",
    }


def test_17_which_cases_are_overdue_or_due_within_a_week_and_on_what_law():
    said, tables = shown("complaints")
    assert "**1** vụ việc quá hạn, **1** đến hạn trong 7 ngày tới" in said
    overdue, extended = (line(tables, deadlines.CODE, code, deadlines.MADE_OF) for code in ("KN-1", "KN-4"))
    assert (overdue[deadlines.DUE_ON], overdue[deadlines.FROM_DUE]) == ("05/07/2026", "quá 71 ngày")
    assert overdue[deadlines.BASIS] == "Luật Khiếu nại 2011 Điều 28"
    assert extended[deadlines.MADE_OF] == "24/08/2026 + 30 ngày + gia hạn 15 ngày"
    assert extended[deadlines.DUE_ON] == "08/10/2026"
    assert "Ngày hoán đổi cần kiểm tra: 02/01/2026 (nghỉ), 10/01/2026 (làm bù); phường xác nhận" in said
    assert "**3** vụ việc đang mở: 3 có hạn giải quyết, 1 được gia hạn, 0 có thời gian tạm đình chỉ." in said


def test_18_where_petitions_come_from_about_what_and_whether_answered():
    said, tables = shown("complaints", register="feedback")
    assert "#### 33,3% :small[(1/3)]" in said
    heard = line(tables, "Đơn vị", "Thanh Chữ", "Còn lại")
    assert (heard["Tiếp nhận"], heard["Đã giải quyết"], heard["Còn lại"]) == ("2", "1", "1")
    assert line(tables, "Lĩnh vực", "Môi trường, hạ tầng", "Còn lại")["Tiếp nhận"] == "2"


def test_19_whether_it_agrees_with_the_inspectorates_table_and_the_citys_system():
    said, tables = shown("complaints")
    assert (
        "**2** số khớp, **1** số lệch, **5** số chưa báo hoặc chưa báo đủ:\n"
        "- Vụ việc đã giải quyết theo biểu báo cáo thanh tra (MS 66): trong kỳ lệch 1, báo cáo ít hơn sổ."
    ) in said
    table = next(table for table in tables if agreement.SAID in table.columns)
    assert list(table[agreement.SAID]) == [
        "khớp", "lệch 1: báo cáo ít hơn sổ", "khớp", "chưa báo",
        *["chưa báo đủ (1/3 kỳ)"] * 3, "chưa báo",
    ]  # fmt: skip


def test_20_what_must_happen_to_meet_the_target_and_where():
    said, tables = shown("indicators", indicator="2.2-b")
    assert "**Còn thiếu 280 hộ** để đạt: An Vân 60, Bồn Trì 50, An Lưu 40, Bồn Phổ 30, Cổ Bưu 20, Thanh Chữ 10." in said
    assert "Cần **280** hộ trong quý còn lại để đạt khi đánh giá (Quý IV); từ đầu năm được **140** hộ" in said
    assert line(tables, "Đơn vị", "An Vân", "Nhịp độ")["Cần làm mỗi quý"] == "60"


def test_20_what_is_left_to_do_stands_in_one_list_of_all_indicators():
    tables = shown("indicators", indicator="2.2-b")[1]
    households = line(tables, screens.INDICATOR, "**2.2-b** Hộ dân được tuyên truyền", indicators.WHERE)
    assert households[indicators.LACKS] == "Còn thiếu 280 hộ"
    assert households[indicators.WHERE].startswith("An Vân 60, Bồn Trì 50")
    assert households[indicators.JUDGED_FROM] == "Quý IV"


def test_21_what_changed_since_the_last_meeting_apart_from_corrections():
    said, tables = shown("changes", before="2026-Q2", since="2026-06-21")
    assert "Từ sau ngày 21/06/2026: **9** báo cáo kỳ mới." in said
    moved = next(table for table in tables if comparison.BY_EVENTS in table.columns)
    reach = moved[moved[comparison.INDICATOR].str.startswith("2.2-b")].iloc[0]
    assert (reach[comparison.BY_CORRECTION], reach[comparison.BY_EVENTS]) == ("không đổi", "+30 điểm")


def test_22_whether_anything_is_private_or_missing_if_we_print_now():
    said, tables = shown("meeting")
    assert papers.WITHHELD_NOTE in said
    assert "**1/10** đơn vị chưa có báo cáo kỳ này: An Hòa." in said
    assert "Không vụ việc, việc theo dõi hay giải trình nào được nêu riêng; " in said
    assert "**1** đơn vị còn thiếu báo cáo; **1** đơn vị nộp trễ hạn." in said
    silent = line(tables, screens.UNIT_COLUMN, "An Hòa", print_check.PARTS["returns"])
    assert silent[print_check.PARTS["returns"]].startswith("∅ Chưa có")
    heard = line(tables, screens.UNIT_COLUMN, "Thanh Chữ", print_check.PARTS["returns"])
    assert heard[print_check.PARTS["complaints"]] == "□ Có số không nêu; 1 dòng có số không nêu"


def test_22_the_internal_papers_say_how_much_in_them_is_private():
    said, tables = shown("meeting", profile="internal")
    assert "**15** việc được nêu riêng (vụ việc, việc theo dõi, giải trình): bản này chỉ dùng nội bộ; " in said
    office = line(tables, screens.UNIT_COLUMN, "Ủy ban nhân dân phường", print_check.PARTS["returns"])
    assert office[print_check.PARTS["complaints"]].startswith("! Nêu riêng từng việc, chỉ dùng nội bộ; 5 việc")


QUESTIONS: dict[int, tuple[str, dict[str, str]]] = {
    1: ("submit", {}), 2: ("overview", {}), 3: ("meeting", {}), 4: ("indicators", {"indicator": "2.2-b"}),
    5: ("indicators", {"indicator": "2.4-a"}), 6: ("indicators", {"indicator": "2.4-b"}), 7: ("training", {}),
    8: ("training", {}), 9: ("indicators", {"indicator": "2.2-b"}), 10: ("follow_up", {}),
    11: ("indicators", {"indicator": "2.5-c"}), 12: ("follow_up", {"kind": "DA"}), 13: ("follow_up", {"kind": "KB"}),
    14: ("indicators", {"indicator": "3.3-a"}), 15: ("complaints", {}), 16: ("complaints", {}), 17: ("complaints", {}),
    18: ("complaints", {"register": "feedback"}), 19: ("complaints", {}), 20: ("indicators", {"indicator": "2.2-b"}),
    21: ("changes", {"before": "2026-Q2", "since": "2026-06-21"}), 22: ("meeting", {}),
}  # fmt: skip


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_answer_stands_with_a_chart_and_a_table(number: int) -> None:
    stem, choices = QUESTIONS[number]
    _, tables = shown(stem, **choices)
    assert CHARTS[stem, tuple(sorted(choices.items()))] > 0
    assert tables


def test_on_a_projector_none_of_the_answers_names_or_counts_a_case():
    said, tables = shown("complaints", profile="public")
    held_back = {deadlines.MADE_OF, deadlines.WORKING_DAYS, agreement.SAID, "Số quý có tiếp nhận"}
    assert not [table for table in tables if held_back & set(table.columns)]
    assert not [word for word in ("KN-1", agreement.HEADING, "Lĩnh vực lặp lại", deadlines.HEADING) if word in said]


def test_a_suspended_case_past_its_first_day_is_named_where_the_overdue_ones_are():
    row = {"code": "KN-9", "unit": "HA-UB", "due_on": "2026-04-24"}
    assert complaints.suspended([row], {}) == (
        "**1** vụ việc tạm đình chỉ đã qua hạn ban đầu, không tính là quá hạn: KN-9 (hạn 24/04/2026)."
    )
    assert "KN-9 Phường\u00a0An\u00a0Cựu (hạn" in complaints.suspended([row], {"HA-UB": "Phường An Cựu"})


def test_a_quarter_that_is_blank_leaves_nothing_to_set_beside_the_register():
    row = {"ms": 65, "label": "Số vụ việc (để đối chiếu)", "span": "year", "reported": 7, "counted": 14,
           "periods_answered": 2, "periods_asked": 3}  # fmt: skip
    assert agreement.comparable(row) is None
    assert agreement.comparable({**row, "periods_answered": 3}) == 7
    assert agreement.sentence([row]) == agreement.NOTHING_TO_COMPARE
    assert agreement.short(row) == "Vụ việc · từ đầu năm"


def test_a_suspended_case_is_not_told_to_be_overdue():
    row = {
        "code": "KN-9", "status": "suspended", "is_under_competence": True, "cut_off": date(2026, 9, 14),
        "due_on": date(2026, 4, 24), "due_days": 30, "accepted_on": date(2026, 3, 15), "accept_by": None,
        "extension_days": 0, "suspension_days": 10, "due_basis": "Luật", "accept_basis": None,
    }  # fmt: skip
    assert deadlines.open_line(row, "Khiếu nại")[deadlines.FROM_DUE] == "không tính: tạm đình chỉ"
    assert deadlines.open_line({**row, "status": "in_progress"}, "Khiếu nại")[deadlines.FROM_DUE] == "quá 143 ngày"
