"""The charts of the workbook: Excel's own, drawn from the cells of its tables, so that they follow a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from exports.formulas import HEADER_ROW
from exports.tables import Table
from exports.workbook_widths import LINE_POINTS, line_count
from wording import papers, terms
from wording import tables as words
from wording.charts import NO_ROWS

FILLS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": "#8CA9C0"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#5B6B7B", "bg_color": "#DCE6EE"}},
    {"fill": {"color": "#1B3A57"}},
)  # told apart without colour too
WIDE, BASE, LINE, ROW = 720, 120, 36, 20  # px: a chart, its height without lines, per line, and a row of the sheet
SHEET = 620  # px that fit on a printed sheet
NO_ZERO = "#,##0;;"  # a part of nothing has no room for its 0
COLUMNS = (8, 62, 16, 16)  # digits: of the block of cells


class Looks(NamedTuple):
    """The workbook's formats for the block of cells; a share has one by its value."""

    title: Any
    heading: Any
    text: Any
    share: Callable[[float], Any]


def draw(book: Any, sheet: Any, looks: Looks, found: list[Table], silent: set[str]) -> None:
    """Stated targets beside the cells they are read from; training by cohort; complaints by field, but not of the
    registers that are `silent`: their zeros would read as figures."""
    by_key = {table.key: table for table in found}
    for column, width in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, papers.CHARTS, looks.title)
    row, begins = _targets(book, sheet, looks, by_key["indicators"])
    begins.append(row)
    row = _of_columns(book, sheet, by_key["training_by_cohort"], "cohort_label", ("first_time", "untrained"), row)
    for source in (source for source in words.SOURCE.values() if source not in silent):
        begins.append(row)
        row = _of_columns(
            book, sheet, by_key["by_field"], "field_label", ("received", "resolved", "closing"), row, source
        )  # fmt: skip
    if row == 2:
        sheet.write_string(row, 0, NO_ROWS, looks.text)
    sheet.print_area(0, 0, row, 3)
    sheet.set_h_pagebreaks(sorted({begin for begin in begins if 2 < begin < row}))  # no chart is cut in two


def _targets(book: Any, sheet: Any, looks: Looks, table: Table) -> tuple[int, list[int]]:
    """A block of links to the stated shares, and the bars against their targets. Gives the next free row, and
    the row of the chart where a sheet has no room for both."""
    shown, stated = ("code", "label", "value", "target"), terms.TARGET_KIND["stated"]
    columns = [table.columns.index(name) for name in shown]
    lines = [
        place for place, row in enumerate(table.rows)
        if row[table.columns.index("target_kind")].value == stated and row[columns[2]].form == "share"
        and row[columns[2]].value is not None and row[columns[3]].form == "share"
    ]  # fmt: skip
    if not lines:
        return 2, []
    deep = 0
    for column, place in enumerate(columns):
        sheet.write_string(2, column, table.headings[place], looks.heading)
    for row, line in enumerate(lines, start=3):
        high = LINE_POINTS * line_count([table.rows[line][columns[1]].text()], [COLUMNS[1]])
        sheet.set_row(row, high)
        deep += high
        for column, place in enumerate(columns):
            link = f"={quote_sheetname(table.said.name)}!{xl_rowcol_to_cell(HEADER_ROW + line, place)}"
            value = table.rows[line][place].value
            sheet.write_formula(row, column, link, looks.text if column < 2 else looks.share(value), value)
    last = 2 + len(lines)
    after = _insert(
        book, sheet, words.TABLES["indicators"].name + f" – {stated}", (papers.CHARTS, 3, last, 1),
        [(table.headings[columns[2]], 2), (table.headings[columns[3]], 3)], last + 2,
    )  # fmt: skip
    is_full = (4 * ROW + deep * 4 / 3) + (after - last - 2) * ROW > SHEET
    return after, [last + 2] if is_full else []


def _of_columns(
    book: Any, sheet: Any, table: Table, label: str, series: tuple[str, ...], row: int, source: str | None = None
) -> int:
    """Some columns of a table as bars, its lines of one register where `source` names it. A cohort stands once, for the
    topic that an indicator names; what else it was taught stands in the table."""
    place = table.columns.index("source") if source else 0
    lines = [line for line, cells in enumerate(table.rows) if source in (None, cells[place].value)]
    names = [table.rows[line][table.columns.index(label)].value for line in lines]
    lines = [line for at, line in enumerate(lines) if names[at] not in names[:at]]
    known = any(table.rows[line][table.columns.index(name)].value is not None for line in lines for name in series)
    if not known:
        return row
    drawn = [(table.said.headings[name], table.columns.index(name)) for name in series]
    title = f"{table.said.name}{f' – {source}' if source else ''}"
    across = (table.said.name, HEADER_ROW + lines[0], HEADER_ROW + lines[-1], table.columns.index(label))
    return _insert(book, sheet, title, across, drawn, row, stacked=source is None)


def _insert(
    book: Any,
    sheet: Any,
    title: str,
    names: tuple[str, int, int, int],
    series: list[tuple[str, int]],
    row: int,
    *,
    stacked: bool = False,
) -> int:
    """A chart whose names stand in a sheet from row to row in a column, its series in others; the next free row."""
    name, first, last, labels = names
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"} if stacked else {"type": "bar"})
    for place, (heading, column) in enumerate(series):
        chart.add_series(
            {"name": heading, "categories": [name, first, labels, last, labels], "gap": 60,
             "values": [name, first, column, last, column],
             "data_labels": {"value": True, **({"num_format": NO_ZERO} if stacked else {})},
             "border": {"color": "#5B6B7B"}} | FILLS[place]
        )  # fmt: skip
    high = BASE + LINE * (last - first + 1)
    chart.set_title({"name": title, "name_font": {"size": 14}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 11}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"position": "bottom", "font": {"size": 11}})
    chart.set_size({"width": WIDE, "height": high})
    sheet.insert_chart(row, 0, chart, {"description": title, "y_offset": 4})
    return row + high // ROW + 2
