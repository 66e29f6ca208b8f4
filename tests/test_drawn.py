"""Words of drawings: shortened where a slide has no room, and what a pack tells of its progress."""

from __future__ import annotations

import copy

from exports.formats import PACK, formats
from exports.once import made_once
from exports.tables import tables
from tests.papers import paper, sample
from wording.drawn import chart, name_shortened, shortened


def test_a_text_is_cut_after_a_word_and_says_so() -> None:
    assert shortened("Hộ dân được tuyên truyền", 40) == "Hộ dân được tuyên truyền"
    assert shortened("Hộ dân được tuyên truyền, vận động", 28) == "Hộ dân được tuyên truyền…"


def test_of_a_units_name_the_end_stays() -> None:
    names = [name_shortened(f"Tổ dân phố khu tái định cư phía Tây Bắc đường Lê Lợi số {n}", 42) for n in (4, 5)]
    assert [len(name) <= 42 for name in names] == [True, True]
    assert [name[-1] for name in names] == ["4", "5"]


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
