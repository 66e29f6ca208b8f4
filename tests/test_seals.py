"""Sealed figures: they stay as they stood, their code survives a bad line, and no change of them goes unseen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from data.database_file import settle
from data.people import MAY, Person
from data.store import Store
from exports import seal_code
from exports import seals as work
from exports.__main__ import main
from exports.seal_check import differences, verify, verify_all
from exports.seals import LONGEST_NAME, SealError, document, find, seal, seals
from exports.snapshot import content_hash
from tests.facts import a_case, a_catalogue, a_store, at, give, snapshot, withdraw
from wording import seals as words

MEETING = at("2026-07-20")
Q2 = "2026-Q2"
OK, REFUSED, USAGE = 0, 1, 2


def filled(store=None):
    """A ward of three groups, two of which have reported quarter II."""
    made, case = store or a_store(), a_case("A1", "2026-05-02")
    give(made, "G1", Q2, "2026-07-05", {"events": 4, "households": 100, "reached": 50}, [], [case])
    give(made, "G2", Q2, "2026-07-06", {"events": 1, "households": 10, "reached": 1})
    return made


def sealed(store, **more):
    given = {"name": "Họp quý II", "unit": "W", "period": Q2, "as_of": None, "profile": "internal", "by": "Lan"}
    return seal(store, **given | {"now": MEETING} | more)


# --- what is kept ------------------------------------------------------------------------------------------------


def test_a_seal_holds_the_whole_snapshot_of_its_moment():
    store = filled()
    row = sealed(store)
    kept = document(store, row["code"])
    then = snapshot(store, Q2, as_of=MEETING)
    of_the_record = {"seal": None, "data_version": 0, "day_code": None}  # which knows of the seal by now
    assert kept | of_the_record == then | of_the_record
    assert kept["seal"] == {"code": row["code"], "name": "Họp quý II", "sealed_at": MEETING.isoformat()}
    [listed] = seals(store)
    assert (listed["code"], listed["sealed_by"], listed["known_at"]) == (row["code"], "Lan", MEETING)
    assert (listed["content_hash"], listed["catalogue"]) == (then["content_hash"], then["catalogue"])


def test_the_code_is_no_content():
    kept = document(store := filled(), sealed(store)["code"])
    assert content_hash(kept) == kept["content_hash"] == content_hash({**kept, "seal": None})


def test_whatever_comes_in_later_changes_nothing_of_it():
    store = filled()
    before = document(store, sealed(store)["code"])
    give(store, "G1", Q2, "2026-08-01", {"events": 99, "households": 100, "reached": 100})
    give(store, "G3", Q2, "2026-08-02", {"events": 7, "households": 10, "reached": 1})
    [row] = seals(store)
    assert document(store, row["code"]) == before
    verdict = verify(store, row)
    assert (verdict.fault, verdict.differences) == (None, [])
    assert snapshot(store, Q2)["content_hash"] != row["content_hash"]


def test_what_comes_in_after_a_seal_is_later_than_it_even_where_the_clock_was_set_back():
    store = filled()
    sealed(store)
    assert store.ask("last_event")[0]["last_event_at"] == MEETING
    row = sealed(store, now=MEETING - timedelta(days=3))
    assert row["sealed_at"] == MEETING + timedelta(microseconds=1)


def test_a_moment_that_has_not_yet_come_is_now():
    store = filled()
    row = sealed(store, as_of=at("2026-07-20 23:59"))
    assert row["as_of"] == MEETING
    give(store, "G3", Q2, "2026-07-20 18:00", {"events": 7})
    assert not verify(store, seals(store)[0]).differences


def test_an_earlier_moment_is_sealed_as_it_was_then():
    store = filled()
    kept = document(store, sealed(store, as_of=at("2026-07-05 18:00"))["code"])
    assert [row["unit"] for row in kept["returns"] if row["received_at"]] == ["G1"]


@pytest.mark.parametrize(("name", "reason"), [(" ", "no_name"), ("x" * (LONGEST_NAME + 1), "long_name")])
def test_a_seal_without_a_fitting_name_is_not_made(name, reason):
    store = filled()
    with pytest.raises(SealError) as raised:
        sealed(store, name=name)
    assert raised.value.reason == reason
    assert not seals(store)
    assert words.failed(reason, "")


def test_the_act_stands_in_the_record_with_code_and_hash():
    store = filled()
    row = sealed(store)
    [act] = store.ask("acts", by=None, act="seal", since=None, until=None, rows=9, skipped=0)
    assert (act["detail"], act["acted_by"]) == (f"{row['code']} {row['content_hash']}", "Lan")
    assert not store.ask("audit_broken")


def test_a_code_that_is_taken_is_refused_and_another_one_drawn(monkeypatch):
    store = filled()
    ids = iter(["one", "one", "two"])
    monkeypatch.setattr(work, "new_id", lambda now: next(ids))
    first, second = sealed(store), sealed(store)
    assert (first["id"], second["id"]) == ("one", "two")
    assert first["code"] != second["code"]


def test_figures_are_read_in_the_transaction_that_keeps_them():
    """Returns come in while it is sealed: what is sealed is what its moment says, whoever was first."""
    store = filled()

    def come_in() -> None:
        for place in range(4):
            give(store, "G3", Q2, at("2026-07-20") + timedelta(minutes=place + 1), {"events": place})

    arriving = threading.Thread(target=come_in)
    arriving.start()
    rows = [sealed(store, now=MEETING + timedelta(hours=1)) for _ in range(2)]
    arriving.join()
    assert len({row["code"] for row in rows}) == 2
    assert not [verdict for verdict in verify_all(store) if verdict.fault]
    assert store.data_version == 2 + 4 + 2 + 1


def test_seals_of_made_up_returns_go_with_them():
    store = filled()
    with store.keep("accept", "test", MEETING) as writing:
        row = {
            "id": "s", "unit": "G3", "period": Q2, "received_at": MEETING, "received_by": "", "file_name": "",
            "sha256": "", "content_hash": "", "form_version": 1, "is_sample": True, "places": "{}",
        }  # fmt: skip
        writing.add("submission", [row])
    made_up = sealed(store)
    assert made_up["is_sample"]
    with store.keep("remove_samples", "test", MEETING) as writing:
        writing.remove_samples([])
    assert not seals(store)
    assert not list(verify_all(store)), "the record knows that it was made-up"


# --- the code ----------------------------------------------------------------------------------------------------


def test_any_wrong_character_and_any_two_that_changed_places_are_noticed():
    code = seal_code.code_of("a" * 64, "id").replace("-", "")
    assert seal_code.is_code(code)
    for place, letter in enumerate(code):
        for other in seal_code.ALPHABET:
            assert seal_code.is_code(code[:place] + other + code[place + 1 :]) == (other == letter)
    for first in range(9):
        for second in range(first):
            letters = list(code)
            letters[first], letters[second] = letters[second], letters[first]
            assert seal_code.is_code("".join(letters)) == (code[first] == code[second])


def test_a_code_is_read_however_it_is_typed():
    store = filled()
    row = sealed(store)
    code, digest = row["code"], row["content_hash"]
    typed = [code, code.lower(), code.replace("-", " "), code.replace("-", ""), f" {code}\n{digest.upper()}", digest,
             digest[:12], digest[:8].upper()]  # fmt: skip
    assert [[found["code"] for found in find(store, text)] for text in typed] == [[code]] * len(typed)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("ABC-DEF-GHJ", "mistyped"), ("0" * 64, "unknown"), ("1a2b3c4", "mistyped"), ("", "mistyped"), ("%", "mistyped")],
)
def test_what_is_no_code_and_what_nobody_sealed_are_told_apart(text, reason):
    store = filled()
    sealed(store)
    with pytest.raises(SealError) as raised:
        find(store, text)
    assert raised.value.reason == reason


def test_a_true_code_beside_a_wrong_hash_is_not_found():
    store = filled()
    with pytest.raises(SealError):
        find(store, f"{sealed(store)['code']} {'0' * 64}")


# --- looking at it again -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A database in a file with two seals, closed."""
    path = tmp_path_factory.mktemp("made") / "dccs.duckdb"
    with Store(path, a_catalogue()) as store:
        filled(store)
        sealed(store)
        sealed(store, name="Bản mang ra ngoài", profile="public")
    return path


@pytest.fixture
def file(made, tmp_path, monkeypatch):
    """A copy of it, to be tampered with."""
    path = tmp_path / "dccs.duckdb"
    shutil.copy(made, path)
    monkeypatch.setenv("DCCS_DATABASE", str(path))
    return path


def tamper(path: Path, *statements: str) -> None:
    script = "import duckdb, sys\nc = duckdb.connect(sys.argv[1])\nfor s in sys.argv[2:]: c.execute(s)"
    subprocess.run([sys.executable, "-c", script, str(path), *statements], check=True)
    settle(path)


def verdicts(path):
    with Store(path, a_catalogue()) as store:
        return list(verify_all(store))


def test_a_document_that_was_changed_or_damaged_is_named(file):
    first, second = [verdict.seal["code"] for verdict in verdicts(file)]
    tamper(file, f"update seal set document = from_hex('00') where code = '{second}'")
    assert [verdict.fault for verdict in verdicts(file)] == [None, "unreadable"]
    with Store(file, a_catalogue()) as store:
        changed = document(store, first)
        changed["indicators"][0]["numerator"] = 4321
        content = zlib.compress(json.dumps(changed).encode()).hex()
    tamper(file, f"update seal set document = from_hex('{content}') where code = '{first}'")
    assert [verdict.fault for verdict in verdicts(file)] == ["document", "unreadable"]


def test_one_that_was_changed_with_its_hash_does_not_fit_the_record(file):
    with Store(file, a_catalogue()) as store:
        row = seals(store)[-1]
        changed = document(store, row["code"])
        changed["indicators"][0]["numerator"] = 4321
        changed["content_hash"] = content_hash(changed)
    content = zlib.compress(json.dumps(changed).encode()).hex()
    tamper(
        file, f"update seal set document = from_hex('{content}'), content_hash = '{changed['content_hash']}' "
        f"where code = '{row['code']}'",
    )  # fmt: skip
    assert [verdict.fault for verdict in verdicts(file)] == ["record", None]


def test_one_that_was_taken_out_is_missed(file):
    code = verdicts(file)[0].seal["code"]
    tamper(file, f"delete from seal where code = '{code}'")
    assert [(verdict.fault, verdict.seal["code"]) for verdict in verdicts(file)][1] == ("missing", code)


def test_other_figures_of_the_database_are_told_by_indicator_and_return(file):
    """As after a purge: the earlier return is there no longer."""
    tamper(file, "update answer set quantity = 7 where measure = 'events' and quantity = 4",
           "delete from submission where unit = 'G2'")  # fmt: skip
    verdict = verdicts(file)[0]
    assert verdict.fault is None
    said = [words.difference(**vars(each)) for each in verdict.differences]
    assert "Báo cáo của Unit G2: trễ hạn → chưa nộp" in said or "Báo cáo của Unit G2: đúng hạn → chưa nộp" in said
    assert [line for line in said if line.startswith("Chỉ tiêu flow flow: 5")]


def test_a_field_of_a_later_version_is_no_difference():
    kept = document(store := filled(), sealed(store)["code"])
    later = snapshot(store, Q2, as_of=MEETING)
    later["questions"] = [{"unit": "G1"}]
    later["indicators"][0]["questions"] = later["indicators"][0]["by_unit"][0]["asked"] = 1
    assert content_hash(later) != kept["content_hash"]
    assert differences(kept, later) == []
    withdraw(store, store.ask("submissions")[0]["id"], "2026-07-21")
    assert differences(kept, snapshot(store, Q2))


def test_a_backup_carries_the_seals(file, tmp_path):
    from data.backup import back_up
    from data.restore import restore

    target, elsewhere = tmp_path / "copy.zip", tmp_path / "restored.duckdb"
    with Store(file, a_catalogue()) as store:
        kept = {row["code"]: document(store, row["code"]) for row in seals(store)}
        assert back_up(store, target, MEETING, lambda *_: {}).tables["seal"] == 2
    restore(target, elsewhere, "test", MEETING, lambda *_: {})
    with Store(elsewhere, a_catalogue()) as store:
        assert {row["code"]: document(store, row["code"]) for row in seals(store)} == kept
        assert not [verdict for verdict in verify_all(store) if verdict.fault or verdict.differences]


# --- the commands ------------------------------------------------------------------------------------------------


def test_the_commands_seal_list_render_and_verify(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    assert main(["seal", "--period", Q2, "--name", "Họp quý II", "--profile", "public"]) == OK
    code = capsys.readouterr().out.strip().rpartition(" ")[2]
    assert main(["seals"]) == OK
    assert capsys.readouterr().out.startswith(code)
    out = tmp_path / "out.json"
    assert main(["json", "--seal", code.lower(), "--out", str(out)]) == OK
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert (kept["seal"]["code"], kept["profile"], content_hash(kept)) == (code, "public", kept["content_hash"])
    assert main(["verify"]) == main(["verify", code]) == main(["verify", kept["content_hash"][:12]]) == OK
    assert main(["verify", "22222222Z"]) == main(["pdf"]) == main(["seal", "--period", Q2]) == USAGE


def test_verify_ends_with_one_and_names_the_first_that_fails(file, capsys, monkeypatch):
    from data import store as door

    monkeypatch.setattr(door, "read_catalogue", a_catalogue)
    first, second = [verdict.seal["code"] for verdict in verdicts(file)]
    assert main(["verify"]) == OK
    tamper(file, "update answer set quantity = 7 where measure = 'events' and quantity = 4")
    capsys.readouterr()
    assert main(["verify"]) == REFUSED
    assert words.first_fault({"code": first, "name": "Họp quý II"}) in capsys.readouterr().out
    assert main(["verify", "--accept-figures"]) == OK
    tamper(file, f"update seal set document = from_hex('00') where code = '{second}'")
    assert main(["verify", "--accept-figures"]) == REFUSED
    assert f"{second} «Bản mang ra ngoài»" in capsys.readouterr().out.splitlines()[-1]


def test_who_may_seal_is_asked_of_the_person():
    assert [role for role in MAY if Person("", role).may("seal")] == ["leader", "admin"]
