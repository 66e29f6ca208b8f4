"""Words of drawings: shortened where a slide has no room, and what a pack tells of its progress."""

from __future__ import annotations

import copy

import pytest

from exports.formats import PACK, formats
from exports.once import made_once
from exports.tables import tables
from tests.papers import paper, sample
from wording.drawn import chart, shortened
from wording.units import counted, fitted, on_card


def test_a_text_is_cut_after_a_word_and_says_so() -> None:
    assert shortened("Hộ dân được tuyên truyền", 40) == "Hộ dân được tuyên truyền"
    assert shortened("Hộ dân được tuyên truyền, vận động", 28) == "Hộ dân được tuyên truyền…"


LONG = "Tổ dân phố khu tái định cư phía Tây Bắc đường Lê Lợi số"


@pytest.mark.parametrize("at_most", [13, 20, 24, 42])
def test_of_a_units_name_the_end_stays(at_most):
    names = [fitted(f"{LONG} {number}", at_most) for number in (4, 15)]
    assert all(len(name) <= at_most and name.startswith("Tổ") and " … " in name for name in names)
    assert [name.rsplit(" ", 1)[-1] for name in names] == ["4", "15"]


def test_an_office_is_abbreviated_where_its_name_has_no_room():
    assert [fitted("Ủy ban nhân dân phường", room) for room in (22, 21)] == ["Ủy ban nhân dân phường", "UBND phường"]
    assert fitted("Ủy ban Mặt trận Tổ quốc Việt Nam phường", 13) == "UBMTTQ phường"


def test_a_card_names_offices_whole_and_cuts_what_is_longer():
    assert on_card("Ủy ban Mặt trận Tổ quốc Việt Nam phường") == "Ủy ban Mặt trận Tổ quốc Việt Nam phường"
    assert on_card(f"{LONG} 4") == "Tổ dân phố khu tái … 4"


def test_a_count_after_a_name_that_ends_in_a_number_stands_in_brackets():
    assert counted([("An Lưu", 1234), ("An Vân", 2)]) == ["An Lưu 1.234", "An Vân 2"]
    assert counted([("An Lưu", 1234), ("Tổ dân phố 21", 89)]) == ["An Lưu (1.234)", "Tổ dân phố 21 (89)"]


def test_of_a_chart_every_bar_is_said() -> None:
    said = chart("Hai đơn vị nộp", ["An Lưu", "An Vân"], [("Đạt", ["3", "1"]), ("Chưa đạt", ["", "2"])])
    assert said == "Biểu đồ thanh. Hai đơn vị nộp. An Lưu: đạt 3; An Vân: đạt 1, chưa đạt 2."


def test_the_pack_tells_of_every_paper_before_it_is_made() -> None:
    heard: list[tuple[int, int, str]] = []
    content = formats()[PACK].render(sample(), None, lambda *told: heard.append(told))
    alone = len(formats()) - 1
    assert [done for done, _, _ in heard] == list(range(alone + 1))
    assert {total for _, total, _ in heard} == {alone}
    assert {stem for _, _, stem in heard} == {stem for stem in formats() if stem != PACK} | {""}
    assert content == paper(PACK)


def test_papers_of_one_pack_share_their_tables_and_nothing_is_kept_afterwards() -> None:
    found, other = sample(), copy.deepcopy(sample())
    with made_once():
        assert tables(found) is tables(found)
        assert tables(other) is not tables(found)
    assert tables(found) is not tables(found)
