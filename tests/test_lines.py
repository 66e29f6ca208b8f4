"""Tables of long texts: whole while they can be read through, a grid for more; columns in which names have room."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from pages import _lines

LONG = "Tổ dân phố Nghĩa Hiệp Thượng – khu tái định cư phía Tây Bắc đường Nguyễn Văn Linh số 36"


def _show(lines: int, most: int) -> None:
    from pages import _lines

    _lines.show([{"Nội dung": "[a](b) *c*"}] * lines, most=most)


def test_few_lines_are_laid_out_whole_and_as_they_were_typed_and_many_stand_in_a_grid() -> None:
    for lines, is_whole in ((_lines.MOST_READ, True), (_lines.MOST_READ + 1, False)):
        page = AppTest.from_function(_show, args=(lines, _lines.MOST_READ), default_timeout=30).run()
        assert not page.exception
        assert (len(page.table), len(page.dataframe)) == (is_whole, not is_whole)
        shown = page.table[0].value if is_whole else page.dataframe[0].value
        assert set(shown["Nội dung"]) == {r"\[a\]\(b\) \*c\*" if is_whole else "[a](b) *c*"}


def test_a_column_has_room_for_its_longest_name() -> None:
    assert _lines.wide_enough(["Tổ 1", LONG])["width"] > 5.93 * len(LONG) + 17  # px, as measured in the browser
    office = "Ủy ban Mặt trận Tổ quốc Việt Nam phường"
    assert _lines.wide_enough([office])["width"] > 6.27 * len(office) + 17
    assert _lines.wide_enough([], least=90)["width"] == 90
