"""The rules of Số liệu as formulas, as far as the unit's measures ask for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from data.catalogue import Measure
from loaders import measures
from loaders.cells import LONGEST_TEXT, NO, NOTHING_AROSE, YES
from loaders.form import Context
from loaders.template import formulas
from loaders.template.formulas import is_in, serial
from loaders.template.names import Area, Names, Terms
from loaders.template.rules import (
    COUNT_CODES,
    DAY_CODES,
    Condition,
    Rule,
    all_of,
    either,
    missing,
    no_count,
    no_day,
    not_listed,
    too_long,
    where,
)
from wording import checks as words

ANSWER = "answer"


def measure_rules(area: Area, context: Context, names: Names) -> Iterator[Rule]:
    """A rule for each type of measure, and for what one answer asks of another."""
    own = context.catalogue.measures_of(context.unit.kind)
    of_type = {name: [m for m in own if m.value_type == name] for name in ("count", "flag", "date", "text")}
    flags, last = names.list_of([*YES, *NO]), serial(context.period.ends_on)
    something = _something(names.list_of(NOTHING_AROSE))
    too_late = where(lambda row: f"{row.day(ANSWER)}>{last}")
    day = either(all_of(no_day(ANSWER), something), too_late)
    longest = measures.LONGEST_ANSWER
    required = [measure for measure in own if measure.required]
    found = [
        _rule(words.REQUIRED, {"REQUIRED_MISSING"}, required, missing(ANSWER), names, is_missing=True),
        _rule(words.COUNTS, COUNT_CODES, of_type["count"], all_of(no_count(ANSWER), something), names),
        _rule(words.FLAGS, {"NOT_IN_LIST"}, of_type["flag"], not_listed(ANSWER, flags), names),
        _rule(words.days_until(context.period.ends_on), DAY_CODES, of_type["date"], day, names),
        _rule(words.text_length(longest), {"TEXT_TOO_LONG"}, of_type["text"], too_long(ANSWER, longest), names),
        Rule(words.note_length(LONGEST_TEXT), frozenset({"TEXT_TOO_LONG"}), {"note": too_long("note")}),
        *_dates_needed(area, context, names),
        *_parts(area, context, names),
    ]
    yield from (rule for rule in found if rule is not None)


def _rule(
    says: str, codes: Collection[str], of: Collection[Measure], wrong: Condition, names: Names, **more: Any
) -> Rule | None:
    """A rule for the answers of some measures; None where the unit has none."""
    numbers = frozenset(measure.ms for measure in of)
    return Rule(says, frozenset(codes), {ANSWER: _only(numbers, wrong, names)}, numbers, **more) if numbers else None


def _only(of: Collection[int], wrong: Condition, names: Names) -> Condition:
    these = names.list_of(map(str, sorted(of)))
    return lambda row: f"{is_in(row.text('ms'), these)}*{wrong(row)}"


def _something(nothing: str) -> Condition:
    return lambda row: f"(1-{is_in(row.text(ANSWER), nothing)})"


def _dates_needed(area: Area, context: Context, names: Names) -> Iterator[Rule | None]:
    """A flag that is true asks for a date, which «Không phát sinh» is not."""
    own = {measure.key: measure for measure in context.catalogue.measures_of(context.unit.kind)}
    yes, nothing = names.list_of(YES), names.list_of(NOTHING_AROSE)
    for flag, date in ((own[f], own[d]) for f, d in measures.NEEDS_DATE.items() if f in own and d in own):
        is_true = is_in(_text_of(flag, area, names), yes)

        def without(row: Terms, is_true: str = is_true) -> str:
            return f'{is_true}*(({row.text(ANSWER)}="")+{is_in(row.text(ANSWER), nothing)}>0)'

        codes = {"REQUIRED_MISSING", "NOT_A_DATE"}
        yield _rule(words.date_needed(date.ms, flag.ms), codes, [date], without, names, is_missing=True)


def _parts(area: Area, context: Context, names: Names) -> Iterator[Rule]:
    """A part above its whole; where households may have left since, that only warns."""
    own = {measure.key: measure for measure in context.catalogue.measures_of(context.unit.kind)}
    pairs = [(part, own[part.not_more_than]) for part in own.values() if part.not_more_than in own]
    for is_warning in (False, True):
        some = [(p, w) for p, w in pairs if (p.kind == "cumulative" and w.kind == "stock") == is_warning]
        if some:
            numbers = [(part.ms, whole.ms) for part, whole in some]
            says = words.parts_to_look_at(numbers) if is_warning else words.parts(numbers)
            above = [_only([part.ms], _above(part, whole, area, names), names) for part, whole in some]
            of = frozenset(part for part, _ in numbers)
            yield Rule(says, frozenset({"PART_EXCEEDS_WHOLE"}), {ANSWER: either(*above)}, of, is_warning=is_warning)


def _above(part: Measure, whole: Measure, area: Area, names: Names) -> Condition:
    figures = [_figure_of(measure, area, names) for measure in (part, whole)]
    return lambda row: f"IFERROR(1*({figures[0]}>{figures[1]}),0)"


def _figure_of(measure: Measure, area: Area, names: Names) -> str:
    """An answer as a number: nothing arose is 0, but of a cumulative measure it says no number at all."""
    cell = area.cell(ANSWER, measure.ms)
    number = names.add(f"{area.table}_{measure.ms}_number", formulas.number(cell))
    count = names.add(f"{area.table}_{measure.ms}_count", formulas.count(cell, number))
    if measure.kind == "cumulative":
        return count
    return f"IF({is_in(_text_of(measure, area, names), names.list_of(NOTHING_AROSE))},0,{count})"


def _text_of(measure: Measure, area: Area, names: Names) -> str:
    return names.add(f"{area.table}_{measure.ms}_text", formulas.text(area.cell(ANSWER, measure.ms)))
