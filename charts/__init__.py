"""Frame to figure: pure functions of plotly.graph_objects. Each is named by what it shows and documents its columns."""

from charts.bars import bars_against_target, bullet
from charts.cases import ageing, by_field, case_flow
from charts.countdown import countdown
from charts.grids import heat_map, leaving, matrix_of_returns
from charts.moments import moments
from charts.multiples import small_multiples
from charts.pairs import pairs
from charts.rows import records
from charts.stacks import stacks
from charts.survival import survival
from charts.theme import CONFIG, config
from charts.training import coverage_bars, timeline
from charts.trends import trend

__all__ = [
    "CONFIG",
    "ageing",
    "bars_against_target",
    "bullet",
    "by_field",
    "case_flow",
    "config",
    "countdown",
    "coverage_bars",
    "heat_map",
    "leaving",
    "matrix_of_returns",
    "moments",
    "pairs",
    "records",
    "small_multiples",
    "stacks",
    "survival",
    "timeline",
    "trend",
]
