"""The rules of Tập huấn, Đơn thư, Theo dõi as formulas: one row an event, judged alone and by codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from loaders import complaints, follow_up, training
from loaders.cells import LONGEST_TEXT, NO, NOTHING_AROSE, YES
from loaders.form import Context, names
from loaders.template.formulas import is_in, serial
from loaders.template.names import Area, Names, Terms
from loaders.template.rules import (
    COUNT_CODES,
    DAY_CODES,
    Condition,
    Rule,
    all_of,
    each,
    either,
    missing,
    no_count,
    no_day,
    not_listed,
    too_long,
    where,
)
from wording import checks as words
from wording import follow_up as follow_up_words
from wording.terms import CASE_STATUS

RECEIVED, ACCEPTED, CLOSED = "received_on", "accepted_on", "closed_on"


def training_rules(_: Area, context: Context, lists: Names) -> Iterator[Rule]:
    """Of courses."""
    first, last = context.period.starts_on, context.period.ends_on
    outside = where(lambda row: f"({row.day('held_on')}<{serial(first)})+({row.day('held_on')}>{serial(last)})>0")
    topics = lists.list_of(_spellings(names(context.catalogue.topics)))
    yours = lists.list_of(word for pair in training.cohorts_of(context).items() for word in pair)
    required = ("held_on", "topic", "cohort", "invited", "attended", "first_time")
    yield Rule(words.REQUIRED_IN_ROW, frozenset({"REQUIRED_MISSING"}), each(missing, required), is_missing=True)
    yield Rule(words.days_within(first, last), DAY_CODES, {"held_on": either(no_day("held_on"), outside)})
    listed = {"topic": not_listed("topic", topics), "cohort": not_listed("cohort", yours)}
    yield Rule(words.LISTED, frozenset({"NOT_IN_LIST", "COHORT_NOT_YOURS"}), listed)
    yield Rule(words.PEOPLE, COUNT_CODES, each(no_count, training.COUNTS))
    says = words.at_most((training.HEADINGS[part], training.HEADINGS[whole]) for part, whole in training.PARTS)
    yield Rule(says, frozenset({"PART_EXCEEDS_WHOLE"}), {part: _more(part, whole) for part, whole in training.PARTS})
    yield Rule(words.note_length(LONGEST_TEXT), frozenset({"TEXT_TOO_LONG"}), each(too_long, ("title", "note")))
    yield _nothing_below("held_on", lists)


def complaint_rules(_: Area, context: Context, lists: Names) -> Iterator[Rule]:
    """Of cases; a group reports petitions only, in the short form."""
    is_committee = context.unit.kind == "people_committee"
    required = ("code", *(["kind"] if is_committee else []), RECEIVED, "status")
    yield Rule(words.REQUIRED_IN_ROW, frozenset({"REQUIRED_MISSING"}), each(missing, required), is_missing=True)
    no_code = {"code": lambda row: f'{row.is_row}*({row.text("code")}<>"")*{row.is_no_code("code")}'}
    yield Rule(words.case_codes(complaints.LONGEST_CODE), frozenset({"BAD_CODE"}), no_code)
    yield Rule(words.CODES_DIFFER, frozenset({"DUPLICATE_ROW"}), {"code": _repeated})
    choices = {"field": _spellings(names(context.catalogue.fields)), "status": [*CASE_STATUS.values()]}
    if is_committee:
        kinds = {row.kind: [row.label, row.kind] for row in context.catalogue.deadlines}
        flags = [*YES, *NO]
        choices |= {"kind": _spellings(kinds), "is_complex": flags, "is_under_competence": flags}
    listed = {column: not_listed(column, lists.list_of(texts)) for column, texts in choices.items()}
    yield Rule(words.LISTED, frozenset({"NOT_IN_LIST", "KIND_NOT_YOURS"}), listed)
    days = (RECEIVED, ACCEPTED, CLOSED) if is_committee else (RECEIVED, CLOSED)
    yield Rule(words.DAYS, DAY_CODES, each(no_day, days))
    yield _order(context, days, lists)
    yield _statuses(lists)
    if is_committee:
        yield from _statutory(context, lists)
    else:
        yield Rule(words.note_length(LONGEST_TEXT), frozenset({"TEXT_TOO_LONG"}), {"note": too_long("note")})
    yield _nothing_below("code", lists)


def follow_up_rules(_: Area, context: Context, lists: Names) -> Iterator[Rule]:
    """Of matters that are followed until they are done."""
    last = context.period.ends_on
    yield Rule(
        words.REQUIRED_IN_ROW, frozenset({"REQUIRED_MISSING"}), each(missing, follow_up.REQUIRED), is_missing=True
    )
    kinds = lists.list_of(_spellings(names(context.catalogue.follow_up_kinds)))
    listed = {"matter_kind": not_listed("matter_kind", kinds)}
    yield Rule(words.LISTED, frozenset({"NOT_IN_LIST"}), listed)
    done = either(no_day("completed_on"), _compared("completed_on", ">", last))
    yield Rule(follow_up_words.days(last), DAY_CODES, {"due_on": no_day("due_on"), "completed_on": done})
    yield Rule(words.note_length(LONGEST_TEXT), frozenset({"TEXT_TOO_LONG"}), each(too_long, ("content", "note")))
    yield _nothing_below("matter_kind", lists)


def _spellings(by_code: Mapping[str, Iterable[str]]) -> list[str]:
    return [name for spelled in by_code.values() for name in spelled]


def _more(part: str, whole: str) -> Condition:
    return where(lambda row: f"{row.count(part)}>{row.count(whole)}")


def _nothing_below(column: str, lists: Names) -> Rule:
    """Rows under two blank ones: the loaders refuse those that look like data, by their number or by three cells."""
    nothing = lists.list_of(NOTHING_AROSE)

    def below(row: Terms) -> str:
        is_numbered = f"ISNUMBER({row.count('ordinal')})*({row.filled}>0)"
        is_data = f'({is_numbered}+(({row.text("ordinal")}<>"")+{row.filled}>2)>0)'
        return f"({row.row}>{row.last})*{is_data}*(1-{is_in(row.all_text, nothing)})"

    return Rule(words.NO_GAPS, frozenset({"ROWS_AFTER_END"}), {column: below}, is_marked=False)


def _repeated(row: Terms) -> str:
    """A code that stands in an earlier row too; what is no code is a matter of its own."""
    every = Terms(row.table)
    earlier = f"MATCH({row.text('code')},{every.text('code')},0)<{row.row}-INDEX({every.row},1)+1"
    return f'IFERROR({row.is_row}*({row.text("code")}<>"")*(1-{row.is_no_code("code")})*({earlier}),0)'


def _order(context: Context, days: tuple[str, ...], lists: Names) -> Rule:
    """received ≤ accepted ≤ closed ≤ the last day; closed not before the first. An open case has no closing day."""
    first, last = context.period.starts_on, context.period.ends_on
    wrong = {
        column: either(_compared(column, ">", last), *(_earlier(column, other, last) for other in days[:place]))
        for place, column in enumerate(days)
    }
    is_open = _is(lists.list_of(CASE_STATUS[status] for status in sorted(complaints.OPEN)), "status")
    wrong[CLOSED] = all_of(either(wrong[CLOSED], _compared(CLOSED, "<", first)), lambda row: f"(1-{is_open(row)})")
    return Rule(words.order(first, last), frozenset({"DATE_ORDER"}), wrong)


def _compared(column: str, sign: str, on: date) -> Condition:
    return where(lambda row: f"{row.day(column)}{sign}{serial(on)}")


def _earlier(column: str, other: str, last: date) -> Condition:
    """Before another day, unless that one is too late itself."""
    return where(lambda row: f"({row.day(column)}<{row.day(other)})*({row.day(other)}<={serial(last)})")


def _is(choices: str, column: str) -> Condition:
    return lambda row: is_in(row.text(column), choices)


def _statuses(lists: Names) -> Rule:
    """Closed needs its day, open has none; a day that cannot be read is a matter of its own."""
    is_open, is_closed = (
        _is(
            lists.list_of(label for status, label in CASE_STATUS.items() if (status in complaints.OPEN) == side),
            "status",
        )
        for side in (True, False)
    )
    needs_day = all_of(is_closed, missing(CLOSED))
    has_day = all_of(is_open, where(lambda row: f"ISNUMBER({row.day(CLOSED)})"))
    return Rule(words.STATUS_AND_DAY, frozenset({"STATUS_INCONSISTENT"}), {CLOSED: either(needs_day, has_day)})


def _statutory(context: Context, lists: Names) -> Iterator[Rule]:
    """What complaints proper and denunciations ask for beside petitions."""
    labels = {row.kind: row.label for row in context.catalogue.deadlines}

    def of_kinds(kinds: Iterable[str]) -> Condition:
        return _is(lists.list_of(word for kind in sorted(kinds) for word in (kind, labels[kind])), "kind")

    def in_status(statuses: Iterable[str]) -> Condition:
        return _is(lists.list_of(CASE_STATUS[status] for status in sorted(statuses)), "status")

    is_no = _is(lists.list_of(NO), "is_under_competence")
    not_accepted = all_of(in_status(complaints.NEEDS_ACCEPTANCE), of_kinds(complaints.STATUTORY), missing(ACCEPTED))
    not_competent = all_of(where(lambda row: "1"), in_status(["resolved"]), is_no)
    accepted = {ACCEPTED: not_accepted, "is_under_competence": not_competent}
    yield Rule(words.ACCEPTANCE, frozenset({"STATUS_INCONSISTENT"}), accepted)
    day_counts = ("extension_days", "suspension_days")
    yield Rule(words.DAY_COUNTS, COUNT_CODES, each(no_count, day_counts))
    extended, is_complex = of_kinds([complaints.EXTENDED]), _is(lists.list_of(YES), "is_complex")
    short, long = complaints.LONGEST_EXTENSION[False], complaints.LONGEST_EXTENSION[True]
    extended_too_long = where(
        lambda row: f"{row.count('extension_days')}>{extended(row)}*IF({is_complex(row)},{long},{short})"
    )
    too_many = {
        "extension_days": all_of(of_kinds(labels), extended_too_long),
        "suspension_days": all_of(
            of_kinds(set(labels) - complaints.STATUTORY), where(lambda row: f"{row.count('suspension_days')}>0")
        ),
    }
    yield Rule(words.extension(short, long), frozenset({"EXTENSION_TOO_LONG"}), too_many)
    bears_none = of_kinds([complaints.NO_NOTE_OF])
    note = all_of(bears_none, where(lambda row: f'{row.text("note")}<>""'))
    yield Rule(words.NO_NOTE, frozenset({"NOTE_NOT_ALLOWED"}), {"note": note})
    other = all_of(too_long("note"), lambda row: f"(1-{bears_none(row)})")
    yield Rule(words.note_length(LONGEST_TEXT), frozenset({"TEXT_TOO_LONG"}), {"note": other})
