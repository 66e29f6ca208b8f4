"""The one document: its shape, its hash, and what the public profile withholds so that nothing gives it away."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import product

import pytest

from data.store import Store
from tests.facts import (
    INDICATORS,
    a_case,
    a_catalogue,
    a_course,
    a_matter,
    a_store,
    a_unit,
    an_indicator,
    at,
    give,
    groups,
    register,
    snapshot,
    withdraw,
)

TRAINED = "cohort topic courses invited attended women attendance_rate first_time roster coverage untrained"
FOLLOWED = "items left overdue due_soon open done_late done"
SHAPE = {
    "": "format unit unit_name profile as_of cut_off generated_at data_version catalogue is_sample content_hash period "
    "returns indicators training complaints follow_up",
    "period": "code label year quarter year_starts_on starts_on ends_on due_on",
    "returns": "unit name kind state received_at version refused_at",
    "indicators": "code clause label target_kind target better basis numerator denominator value low high still_needed "
    "status previous last_year by_unit",
    "indicators.previous": "period value status",
    "indicators.last_year": "period value status",
    "indicators.by_unit": "unit name numerator denominator value low high status",
    "training": "by_cohort by_unit courses",
    "training.by_cohort": TRAINED,
    "training.by_unit": f"unit {TRAINED}",
    "training.courses": "held_on topic title cohorts invited attended",
    "complaints": "by_kind ageing by_field by_unit cases",
    "complaints.by_kind": "source kind span opening received under_competence resolved resolved_with_deadline "
    "resolved_on_time closed_otherwise closing open_overdue due_soon acceptance_overdue timely_share median_days",
    "complaints.ageing": "source kind bucket cases",
    "complaints.by_field": "source field received resolved closing",
    "complaints.by_unit": "unit received resolved closing",
    "complaints.cases": "unit code kind field received_on accepted_on due_on status closed_on days",
    "follow_up": "by_kind by_unit items",
    "follow_up.by_kind": f"kind label pending clause {FOLLOWED}",
    "follow_up.by_unit": f"unit name state reported_in {FOLLOWED}",
    "follow_up.items": "unit name kind kind_label pending content due_on completed_on note state days_left period",
}
MORE = {  # beside the design's keys: labels, and what a screen needs to explain a figure
    "": {"day_code", "questions", "seal"},
    "indicators": {"method", "judged_from_quarter", "operands"},
    "training.by_cohort": {"cohort_label", "topic_label"}, "training.by_unit": {"cohort_label", "topic_label"},
    "training.courses": {"topic_label"}, "complaints.by_field": {"field_label"}, "complaints.by_unit": {"name"},
    "complaints.cases": {
        "source", "field_label", "due_basis", "is_open_overdue", "is_due_soon", "is_acceptance_overdue",
    },
}  # fmt: skip
REGISTER_INDICATORS = [
    an_indicator("all", "register", "complaints:resolved", "complaints:under_competence", scope="people_committee"),
    an_indicator("on_time", "register", "complaints:KN+TC:resolved_on_time", "complaints:KN+TC:resolved_with_deadline",
                 scope="people_committee"),
    an_indicator("overdue", "register", "complaints:KN+TC:open_overdue", scope="people_committee", target=0),
    an_indicator("accused", "register", "complaints:TC:open_overdue", scope="people_committee", target=0),
    an_indicator("answered", "register", "feedback:resolved", "feedback:received"),
    an_indicator("heard", "register", "feedback:received", target=None),
]  # fmt: skip


def a_full_ward(path=None):
    """Something in every list."""
    store = Store(path, a_catalogue())
    course = a_course("C4", "B", "2026-01-05", 3, 1, invited=4, women=1, title="Hương ước")
    give(store, "G1", "2026-Q1", "2026-03-20 08:00", {"households": 7, "reached": 2, "c4_roster": 1}, [course])
    cases = [a_case("1", "2026-01-05", "KN", accepted_on="2026-01-06"), a_case("2", "2026-01-05", "TC")]
    matters = [a_matter("1", "2026-07-01")]
    give(store, "UB", "2026-Q1", "2026-03-20 09:00", {"c1_roster": 3}, [], cases, matters)
    give(
        store, "G2", "2026-Q2", "2026-06-20", {"households": 5}, [], [a_case("1", "2026-04-05", closed_on="2026-04-09")]
    )
    return store


def keys_by_place(value, place=""):
    """Every set of keys that occurs at a place of the document."""
    found = defaultdict(set)
    if isinstance(value, list):
        for inner in value:
            for where, keys in keys_by_place(inner, place).items():
                found[where] |= keys
    elif isinstance(value, dict):
        found[place].add(frozenset(value))
        for name, inner in value.items():
            for where, keys in keys_by_place(inner, f"{place}.{name}".strip(".")).items():
                found[where] |= keys
    return found


def test_the_document_has_the_designs_keys_everywhere_and_no_unknown_ones():
    found = keys_by_place(snapshot(a_full_ward(), "2026-Q2"))
    expected = {place: {frozenset(names.split()) | MORE.get(place, set())} for place, names in SHAPE.items()}
    assert found == expected


def test_the_document_is_plain_json_with_whole_numbers_kept_whole():
    document = snapshot(a_full_ward(), "2026-Q1")
    assert json.loads(json.dumps(document)) == document
    found = {row["code"]: row for row in document["indicators"]}
    assert (found["reach"]["numerator"], found["reach"]["value"]) == (2, pytest.approx(200 / 7))
    assert isinstance(found["coverage"]["value"], int)


def test_the_same_figures_have_the_same_hash_whenever_and_wherever_they_are_read(tmp_path):
    with a_full_ward(tmp_path / "dccs.duckdb") as store:
        first = snapshot(store, "2026-Q2", as_of="2026-07-01")
        assert snapshot(store, "2026-Q2", as_of="2026-09-01")["content_hash"] == first["content_hash"]
    with Store(tmp_path / "dccs.duckdb", a_catalogue()) as store:
        assert snapshot(store, "2026-Q2", as_of="2026-07-01") == first
        again = give(store, "G2", "2026-Q2", "2026-09-02", {"households": 5}, [], [
            a_case("1", "2026-04-05", closed_on="2026-04-09")])  # fmt: skip
        sent_again = snapshot(store, "2026-Q2")
        assert (sent_again["content_hash"], sent_again["data_version"]) == (
            first["content_hash"],
            first["data_version"] + 1,
        )
        withdraw(store, again, "2026-09-03")
        assert snapshot(store, "2026-Q2")["content_hash"] == first["content_hash"]


def test_the_hash_changes_with_any_figure_the_day_of_the_cut_off_and_the_profile():
    store = a_full_ward()
    hashes = [
        snapshot(store, "2026-Q2", as_of=day)["content_hash"] for day in ("2026-05-01", "2026-05-02", "2026-07-01")
    ]
    hashes.append(snapshot(store, "2026-Q2", as_of="2026-07-01", profile="public")["content_hash"])
    give(
        store, "G2", "2026-Q2", "2026-07-02", {"households": 6}, [], [a_case("1", "2026-04-05", closed_on="2026-04-09")]
    )
    hashes.append(snapshot(store, "2026-Q2", as_of="2026-07-03")["content_hash"])
    give(
        store, "G2", "2026-Q2", "2026-07-04", {"households": 6}, [], [a_case("1", "2026-04-05", closed_on="2026-04-10")]
    )
    hashes.append(snapshot(store, "2026-Q2", as_of="2026-07-05")["content_hash"])
    hashes.append(snapshot(store, "2026-Q2", unit="G2", as_of="2026-07-05")["content_hash"])
    assert len(set(hashes)) == len(hashes)


def test_a_refused_file_is_shown_but_changes_no_hash():
    store = a_full_ward()
    before = snapshot(store, "2026-Q2")
    refusal = {"id": "1", "refused_at": at("2026-06-21"), "refused_by": "test", "sha256": "", "unit": "G1"}
    refusal |= {"period": "2026-Q2", "code": "NEGATIVE", "sheet": None, "cell": None}
    with store.keep("refuse", "test", at("2026-06-21")) as writing:
        writing.add("refusal", [refusal])
    after = snapshot(store, "2026-Q2")
    rows = {row["unit"]: (row["state"], row["refused_at"]) for row in after["returns"]}
    assert rows["G1"] == ("missing", "2026-06-21T05:00:00+00:00")
    assert rows["G2"] == ("on_time", None)
    assert after["content_hash"] == before["content_hash"]


def test_training_counts_each_class_and_at_most_the_roster():
    store = a_store(units=groups("G1", "G2"))
    classes = [a_course("C4", "B", "2026-01-05", 2, 2, invited=3), a_course("C4", "B", "2026-01-05", 1, 0, women=1)]
    give(store, "G1", "2026-Q1", "2026-03-20 08:00", {"c4_roster": 1, "c5_roster": 1}, classes)
    give(store, "G2", "2026-Q1", "2026-03-20 09:00", {"c4_roster": 1}, [a_course("C4", "B", "2026-01-05", 1, 0)])
    training = snapshot(store, "2026-Q1")["training"]
    line = next(row for row in training["by_cohort"] if row["cohort"] == "C4")
    assert {name: line[name] for name in TRAINED.split()} == {
        "cohort": "C4", "topic": "B", "courses": 1, "invited": 5, "attended": 4, "women": 1, "attendance_rate": 80,
        "first_time": 1, "roster": 2, "coverage": 50, "untrained": 1,
    }  # fmt: skip
    untold = next(row for row in training["by_cohort"] if row["cohort"] == "C5")
    assert [untold[name] for name in ("courses", "women", "attendance_rate", "roster", "coverage")] == [
        0,
        0,
        None,
        1,
        0,
    ]
    assert [(row["held_on"], row["cohorts"], row["attended"]) for row in training["courses"]] == [
        ("2026-01-05", ["C4"], 4)
    ]


def test_an_unknown_profile_is_an_error_and_never_the_internal_document():
    with pytest.raises(ValueError, match="profile: Public"):
        snapshot(a_store(), "2026-Q1", profile="Public")


# What follows is public.


def heard_by_group(counts, resolved=None, fields=("KH",)):
    """A store in which group n heard of counts[n] petitions, and resolved some."""
    units = {f"G{place}": count for place, count in enumerate(counts, start=1)}
    store = a_store(units=groups(*units), indicators=[*INDICATORS, *REGISTER_INDICATORS])
    for place, (unit, count) in enumerate(units.items()):
        done = resolved[place] if resolved else 0
        cases = [
            a_case(str(number), "2026-01-05", field=fields[number % len(fields)],
                   **({"closed_on": "2026-02-05"} if number < done else {}))
            for number in range(count)
        ]  # fmt: skip
        give(store, unit, "2026-Q1", f"2026-03-20 08:{place:02}", complaints=cases)
    return store


def counts_shown(rows, column):
    return [row[column] for row in rows]


def test_small_counts_by_unit_are_withheld_with_the_next_smallest_in_every_list_alike():
    document = snapshot(heard_by_group([9, 1, 5, 12], [6, 1, 5, 9]), "2026-Q1", profile="public")
    rows = {row["code"]: row for row in document["indicators"]}
    assert counts_shown(document["complaints"]["by_unit"], "received") == [9, None, None, 12]
    assert counts_shown(document["complaints"]["by_unit"], "closing") == [3, None, None, 3]
    assert counts_shown(rows["answered"]["by_unit"], "numerator") == [6, None, None, 9]
    hidden = rows["answered"]["by_unit"][1]
    assert [hidden[name] for name in ("numerator", "denominator", "value", "low", "high", "status")] == [None] * 6
    assert hidden["is_suppressed"] is True
    assert (rows["answered"]["numerator"], rows["answered"]["denominator"]) == (21, 27)  # the ward's own numbers stay


def test_a_count_that_is_small_in_one_list_is_withheld_in_all():
    """G1 resolved two of its five; G3 resolved the next fewest: both lose what they received too."""
    document = snapshot(heard_by_group([5, 9, 8], [2, 6, 5]), "2026-Q1", profile="public")
    assert counts_shown(document["complaints"]["by_unit"], "received") == [None, 9, None]
    rows = {row["code"]: row for row in document["indicators"]}
    assert counts_shown(rows["heard"]["by_unit"], "numerator") == [None, 9, None]


def test_what_needs_no_withholding_is_shown():
    document = snapshot(heard_by_group([9, 4, 0], [5, 0, 0]), "2026-Q1", profile="public")
    assert counts_shown(document["complaints"]["by_unit"], "received") == [9, 4, 0]
    assert "is_suppressed" not in json.dumps(document["complaints"]["by_unit"])


def test_small_counts_by_field_are_withheld_and_all_that_are_next_smallest():
    document = snapshot(heard_by_group([11], fields=("KH", "KH", "DD", "DD", "CS", "TP")), "2026-Q1", profile="public")
    found = {row["field"]: row["received"] for row in document["complaints"]["by_field"] if row["source"] == "feedback"}
    assert found == {"DD": None, "CS": None, "TP": None, "HT": 0, "KH": None}  # 4, 2, 1, 0, 4


def worlds(shown, total):
    """Every way to fill in what is withheld so that the total is right."""
    hidden = [place for place, count in enumerate(shown) if count is None]
    rest = total - sum(count for count in shown if count is not None)
    for filled in product(range(rest + 1), repeat=max(len(hidden) - 1, 0)):
        if hidden and sum(filled) <= rest:
            yield dict(zip(hidden, (*filled, rest - sum(filled)), strict=True))


@pytest.mark.parametrize(
    ("counts", "resolved"),
    [
        ([1, 6, 4, 9], [1, 3, 4, 0]),
        ([1, 1, 6], [0, 0, 3]),
        ([1, 1, 0, 0], [1, 0, 0, 0]),
        ([2, 0, 0], [0, 0, 0]),
        ([1, 2], [1, 2]),
        ([8, 7, 6], [1, 6, 5]),
        ([4, 5, 6], [4, 3, 5]),
        ([3, 1, 2, 5, 5], [3, 0, 1, 4, 5]),
    ],
)
def test_no_total_of_the_document_gives_a_small_count_away(counts, resolved):
    """Received, resolved and closing by unit, and indicators by unit, against the totals of the same document."""
    document = snapshot(heard_by_group(counts, resolved), "2026-Q1", profile="public")
    indicators = {row["code"]: row for row in document["indicators"]}
    totals = register(document, "KNPA", "year", "feedback")
    closing = [all_of - done for all_of, done in zip(counts, resolved, strict=True)]
    by_unit = document["complaints"]["by_unit"]
    lists = [(counts_shown(by_unit, name), totals[name]) for name in ("received", "resolved", "closing")]
    for code, column in (("answered", "numerator"), ("answered", "denominator"), ("heard", "numerator")):
        lists.append((counts_shown(indicators[code]["by_unit"], column), indicators[code][column]))
    told = []
    for (shown, total), truth in zip(lists, [counts, resolved, closing, resolved, counts, counts], strict=True):
        told += [("shown", count) for count in shown if count in (1, 2)]
        for place, count in enumerate(truth):
            if count in (1, 2) and len({world[place] for world in worlds(shown, total)}) < 2:
                told.append(("recomputed", count))
    assert told == []
    assert len({tuple(count is None for count in shown) for shown, _ in lists}) == 1  # no list tells what another hides


def a_committee_with_denunciations(accused=3):
    store = a_store(units=groups("G1"), indicators=REGISTER_INDICATORS)
    complaints = [a_case(f"KN{n}", "2026-01-01", "KN", accepted_on="2026-01-02", field="DD") for n in range(5)]
    complaints += [a_case(f"KNPA{n}", "2026-01-01", field="DD") for n in range(4)]
    given = {"accepted_on": "2026-01-02", "field": "DD"}
    complaints += [a_case("TC-r", "2026-01-01", "TC", closed_on="2026-01-20", **given)]
    complaints += [a_case(f"TC{n}", "2026-01-01", "TC", **given) for n in range(accused)]
    give(store, "UB", "2026-Q1", "2026-03-20", complaints=complaints)
    return store


def test_of_denunciations_only_received_and_resolved_of_the_year_are_told():
    document = snapshot(a_committee_with_denunciations(), "2026-Q1", profile="public")
    complaints = document["complaints"]
    lines = [row for row in complaints["by_kind"] if row["kind"] == "TC"]
    assert [{name: value for name, value in row.items() if value is not None} for row in lines] == [
        {"source": "register", "kind": "TC", "span": "year", "received": 4, "resolved": 1}
    ]
    assert complaints["cases"] == []
    assert {row["kind"] for row in complaints["ageing"]} == {"KN", "KNPA"}


def test_no_public_figure_but_received_and_resolved_depends_on_denunciations():
    """Two wards that differ in open denunciations: what differs must not be had by subtraction."""
    few, many = (
        snapshot(a_committee_with_denunciations(accused), "2026-Q1", profile="public") for accused in (3, 6)
    )  # fmt: skip
    for place in ("ageing", "by_field", "by_unit"):
        assert few["complaints"][place] == many["complaints"][place]
    kinds = ["KN", "KNPA"]
    assert [row for row in few["complaints"]["by_kind"] if row["kind"] in kinds] == [
        row for row in many["complaints"]["by_kind"] if row["kind"] in kinds
    ]
    line = register(few, "KN", "year")
    mixed = ("under_competence", "resolved_on_time", "resolved_with_deadline", "open_overdue", "timely_share")
    assert [line[name] for name in mixed] == [None] * 5  # «all», «on_time» and «overdue» less these would tell
    assert (line["received"], line["closing"], register(few, "KNPA", "year")["under_competence"]) == (5, 5, 4)
    rows = {row["code"]: row for row in few["indicators"]}
    assert (rows["overdue"]["value"], rows["all"]["denominator"]) == (8, 13)
    alone = rows["accused"]
    assert [alone[name] for name in ("numerator", "value", "low", "high", "still_needed", "previous")] == [None] * 6
    assert alone["by_unit"][0]["value"] is None


def test_a_group_alone_shows_none_of_its_petitions_in_public():
    store = heard_by_group([9, 1, 5])
    for unit, count in (("G1", 9), ("G2", 1)):
        internal, public = (snapshot(store, "2026-Q1", unit, profile=profile) for profile in ("internal", "public"))
        assert register(internal, "KNPA", "year", "feedback")["received"] == count
        assert register(public, "KNPA", "year", "feedback")["received"] is None
        rows = {row["code"]: row for row in public["indicators"]}
        assert (rows["heard"]["value"], rows["answered"]["denominator"]) == (None, None)
        fields = [row["received"] for row in public["complaints"]["by_field"] if row["source"] == "feedback"]
        ages = [row["cases"] for row in public["complaints"]["ageing"] if row["source"] == "feedback"]
        assert {*fields, *ages, public["complaints"]["by_unit"][0]["closing"]} == {None}
        assert rows["reach"]["status"] == "not_reported"


def test_in_a_city_small_counts_by_ward_are_withheld_in_the_committees_register_too():
    units = [a_unit("T", "province", None)]
    for ward in ("V", "W", "X"):
        units += [a_unit(ward, "ward", "T"), a_unit(f"UB-{ward}", "people_committee", ward)]
    store = a_store(units=units, indicators=REGISTER_INDICATORS)
    for minute, (ward, count) in enumerate({"V": 1, "W": 6, "X": 9}.items()):
        cases = [a_case(str(n), "2026-01-01", "KN", accepted_on="2026-01-02") for n in range(count)]
        give(store, f"UB-{ward}", "2026-Q1", f"2026-03-20 08:{minute:02}", complaints=cases)
    document = snapshot(store, "2026-Q1", unit="T", profile="public")
    rows = {row["code"]: row["by_unit"] for row in document["indicators"]}
    assert counts_shown(rows["overdue"], "numerator") == [None, None, 9]
    assert counts_shown(rows["all"], "denominator") == [None, None, 9]
