"""The mode `accounts`: nothing without a session, how one begins, how it ends, what stands on record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from itsdangerous import Signer
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

import pages
from data import accounts, passwords, sessions
from data.__main__ import main
from data.accounts import CannotKeepAccount
from data.store import Store
from pages._who import know_people_by
from tests.accounts import FIRST, PASSWORD, add, another, browser, mark_of, now, sign_in
from web import access
from web.cookies import SESSION
from web.delays import FREE, Delays, Try
from web.gate import GONE
from wording import access as words

STREAM = "wss://office/_stcore/stream"
# Streamlit's own services, what it serves, ours, and what nobody serves.
PATHS = [
    "/", "/nop-bao-cao", "/tai-khoan?unit=HA", "/vi.js", "/favicon.png", "/static/js/index.js", "/media/a1b2.pdf",
    "/component/x/index.html", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/stream",
    "/_stcore/upload_file/s/f", "/_stcore/bidi-components/x", "/app/static/x", "/auth/login", "/oauth2callback",
    "//dang-nhap", "/dang-nhap-khac", "/%2e%2e/dang-nhap", "/khong-co",
]  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords kept with little work, or half the time of these tests would go into them."""
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._stand_in.cache_clear()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    opened = pages.open_database()
    add(opened, "quantri", "admin")
    add(opened, "lan", "clerk", "HA-01")
    yield opened
    opened.close()
    pages._store.cache_clear()
    know_people_by()


@pytest.fixture
def client(store: Store) -> TestClient:
    return browser({"DCCS_ACCESS": "accounts", "DCCS_DATABASE": str(store.path)})


def acts(store: Store) -> list[tuple[str, str, str]]:
    rows = store.ask("acts", by=None, act=None, since=None, until=None, rows=100, skipped=0)
    return [(row["act"], row["acted_by"], row["detail"]) for row in reversed(rows)]


def is_in(client: TestClient) -> bool:
    return client.get("/").text.startswith("data")


# --- nothing without a session -----------------------------------------------------------------------------------


def test_a_request_without_a_session_reaches_nothing(client: TestClient) -> None:
    reached = {}
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]:
        for path in PATHS:
            answer = client.request(method, path, headers={"x-dccs-session": "0" * 64})
            reached[method, path] = answer.status_code, "data" in answer.text
    assert {at: got for at, got in reached.items() if got != (401, False)} == {}


def test_a_websocket_without_a_session_is_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM):
        pytest.fail("it was let in")


def test_whoever_opens_a_page_comes_to_the_form_and_from_there_to_the_page(client: TestClient) -> None:
    answer = client.get("/nop-bao-cao?unit=HA-01&period=2026-Q3", headers={"accept": "text/html"})
    assert answer.status_code == 303
    form = client.get(answer.headers["location"])
    assert 'value="/nop-bao-cao?unit=HA-01&amp;period=2026-Q3"' in form.text
    assert sign_in(client, "lan", wanted="/nop-bao-cao?x=1").headers["location"] == "/nop-bao-cao?x=1"


def test_the_form_has_no_script_and_fetches_only_its_own_few_files(client: TestClient) -> None:
    page = client.get(words.SIGN_IN_PATH).text
    assert "<script" not in page
    assert "style=" not in page
    files = ["/dang-nhap/trang.css", "/dang-nhap/bieu-tuong.svg", "/dang-nhap/chu.woff2"]
    assert [client.get(file).status_code for file in files] == [200, 200, 200]
    assert client.get("/dang-nhap/khac").status_code == 404


# --- a session ---------------------------------------------------------------------------------------------------


def test_whoever_signs_in_is_in_and_the_cookie_is_out_of_reach(client: TestClient) -> None:
    answer = sign_in(client, "lan")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(SESSION))
    for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/", "Max-Age=43200"):
        assert part in cookie
    assert is_in(client)


def test_over_plain_http_the_cookie_is_not_marked_secure(store: Store) -> None:
    plain = browser({"DCCS_ACCESS": "accounts", "DCCS_DATABASE": str(store.path)}, is_secure=False)
    assert "Secure" not in sign_in(plain, "lan").headers["set-cookie"]
    assert is_in(plain)


def test_the_app_hears_of_the_session_from_the_gate_alone(client: TestClient) -> None:
    sign_in(client, "lan")
    told = client.get("/", headers={"X-Dccs-Session": "f" * 64}).text.removeprefix("data ")
    assert len(told) == 64
    assert "f" * 64 not in told


def test_a_forged_cookie_opens_nothing(client: TestClient, store: Store) -> None:
    sign_in(client, "lan")
    held = client.cookies[SESSION]
    key = Path(f"{store.path}.key").read_bytes()
    forged = {
        "signature": held[:-1] + ("A" if held[-1] != "A" else "B"),
        "other key": Signer(b"k", salt="session").sign(held.split(".")[0]).decode(),
        "other use": Signer(key, salt="form").sign(held.split(".")[0]).decode(),
        "unknown token": Signer(key, salt="session").sign("x" * 43).decode(),
        "token alone": held.split(".")[0],
        "empty": "",
        "binary": "\xff\xfe.\xff",
    }
    headers = {name: {"cookie": f"{SESSION}={cookie}".encode("latin-1")} for name, cookie in forged.items()}
    answers = {name: another(client).get("/", headers=header).status_code for name, header in headers.items()}
    assert answers == dict.fromkeys(forged, 401)
    assert is_in(client)


def test_a_session_ends_after_a_working_day(client: TestClient, store: Store) -> None:
    token = sessions.begin(store, "lan", "", now())
    digest = sessions.digest_of(token)
    assert sessions.find(store, digest, now() + sessions.LASTS - timedelta(minutes=1))
    assert sessions.find(store, digest, now() + sessions.LASTS) is None


def test_the_database_holds_neither_token_nor_password(client: TestClient, store: Store) -> None:
    sign_in(client, "lan")
    token = client.cookies[SESSION].split(".")[0]
    kept = store.ask("accounts", account="lan")[0]["password"]
    store.close()
    assert store.path
    assert kept.startswith("$argon2id$")
    assert token.encode() not in store.path.read_bytes()
    assert PASSWORD.encode() not in store.path.read_bytes()


def test_a_first_password_opens_nothing_but_its_own_change(client: TestClient, store: Store) -> None:
    add(store, "moi", "leader", is_new=True)
    sign_in(client, "moi", FIRST)
    answer = client.get("/", headers={"accept": "text/html"})
    assert answer.headers["location"] == words.NEW_PASSWORD_PATH
    assert client.get("/media/x").status_code == 401
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM):
        pytest.fail("it was let in")
    page = client.get(words.NEW_PASSWORD_PATH)
    assert words.FIRST_TIME in page.text
    form = {"mark": mark_of(page.text), "password": FIRST, "new": PASSWORD, "repeated": PASSWORD}
    assert words.WRONG_NOW in client.post(words.NEW_PASSWORD_PATH, data=form | {"password": "sai"}).text
    assert words.NOT_REPEATED in client.post(words.NEW_PASSWORD_PATH, data=form | {"repeated": "khac"}).text
    assert (
        words.CANNOT["same"] in client.post(words.NEW_PASSWORD_PATH, data=form | {"new": FIRST, "repeated": FIRST}).text
    )
    sent_on = client.get("/don-thu?unit=HA", headers={"accept": "text/html"}).headers["location"]
    assert 'name="next" value="/don-thu?unit=HA"' in client.get(sent_on).text
    came = client.post(words.NEW_PASSWORD_PATH, data=form | {"next": "/don-thu?unit=HA"})
    assert (came.status_code, came.headers["location"]) == (303, "/don-thu?unit=HA"), "where they wanted to go at first"
    assert is_in(client)
    assert ("password", "moi", "set moi leader") in acts(store)


# --- the end of a session, at once -------------------------------------------------------------------------------

ENDS = {
    "sign out everywhere": lambda store: accounts.sign_out_everywhere(store, "lan", "quantri", now()),
    "disable": lambda store: accounts.change(store, "lan", "quantri", now(), is_enabled=False),
    "new password": lambda store: accounts.set_password(
        store, "lan", "khac han di", "quantri", now(), must_change=True
    ),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_ends_an_account_ends_every_browser_and_open_websocket(client: TestClient, store: Store, how: str) -> None:
    second = another(client)
    sign_in(client, "lan")
    sign_in(second, "lan")
    with client.websocket_connect(STREAM) as socket:
        socket.send_text("1")
        assert socket.receive_text() == "data 1"
        ENDS[how](store)
        socket.send_text("2")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()
    assert (is_in(client), is_in(second)) == (False, False)


def test_an_open_websocket_ends_untouched(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.gate.LOOK_AGAIN", 0.01)
    sign_in(client, "lan")
    with client.websocket_connect(STREAM) as socket:
        socket.send_text("1")
        assert socket.receive_text() == "data 1"
        accounts.sign_out_everywhere(store, "lan", "quantri", now())
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == GONE


def test_signing_out_ends_one_browser_and_stands_on_record(client: TestClient, store: Store) -> None:
    second = another(client)
    sign_in(client, "lan")
    sign_in(second, "lan")
    found = sessions.find(store, client.get("/").text.removeprefix("data "), now())
    assert found
    sessions.end(store, found, now())
    assert (is_in(client), is_in(second)) == (False, True)
    assert acts(store)[-1][:2] == ("sign_out", "lan")


def test_signing_in_again_ends_the_session_of_before(client: TestClient, store: Store) -> None:
    sign_in(client, "lan")
    earlier = client.cookies[SESSION]
    client.cookies.delete("dccs_form")
    page_is_skipped = client.get(words.SIGN_IN_PATH).headers["location"]
    assert page_is_skipped == "/"
    again = another(client)
    again.cookies.set(SESSION, earlier)
    assert is_in(again)


def test_another_role_holds_at_once(client: TestClient, store: Store) -> None:
    sign_in(client, "lan")
    digest = client.get("/").text.removeprefix("data ")
    accounts.change(store, "lan", "quantri", now(), role="viewer", unit=None)
    found = sessions.find(store, digest, now())
    assert found
    assert (found.person.role, found.person.unit, found.person.may("upload")) == ("viewer", None, False)


# --- forms from elsewhere, names and passwords that are wrong ----------------------------------------------------


def test_a_form_that_is_not_ours_is_refused(client: TestClient, store: Store) -> None:
    page = client.get(words.SIGN_IN_PATH)
    form = {"mark": mark_of(page.text), "name": "lan", "password": PASSWORD}
    for changed in (
        {"data": form | {"mark": ""}},
        {"data": form | {"mark": "x.y.z"}},
        {"data": form, "headers": {"sec-fetch-site": "cross-site"}},
        {"data": form, "headers": {"sec-fetch-site": "same-site"}},
        {"json": form},
        {"data": form | {"password": "x" * 30_000}},
    ):
        answer = client.post(words.SIGN_IN_PATH, **changed)
        assert (answer.status_code, words.FORM_EXPIRED in answer.text) == (403, True)
    stranger = another(client)
    stranger.get(words.SIGN_IN_PATH)
    assert stranger.post(words.SIGN_IN_PATH, data=form).status_code == 403
    assert not is_in(client)
    assert client.post(words.SIGN_IN_PATH, data=form).status_code == 303


@pytest.mark.parametrize(
    "page",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\tx", "", "/dang-nhap"],
)
def test_the_way_on_leads_to_no_other_site(client: TestClient, page: str) -> None:
    assert sign_in(client, "lan", wanted=page).headers["location"] == "/"


def test_failures_stand_on_record_without_what_was_typed_for_a_name(client: TestClient, store: Store) -> None:
    sign_in(client, "lan", "sai")
    sign_in(client, PASSWORD, "lan")  # the password in the place of the name
    accounts.change(store, "lan", "quantri", now(), is_enabled=False)
    sign_in(client, "lan")
    told = [act for act in acts(store) if act[0] == "sign_in_failed"]
    assert told == [
        (*act, "testclient") for act in (("sign_in_failed", "lan"), ("sign_in_failed", ""), ("sign_in_failed", "lan"))
    ]
    assert PASSWORD not in str(acts(store))


def test_after_failures_the_wait_grows_and_a_right_password_waits_too(client: TestClient) -> None:
    answers = [sign_in(client, "lan", f"sai {n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert sign_in(client, "lan").status_code == 429


def test_a_restart_forgets_no_failure_and_no_success(client: TestClient, store: Store) -> None:
    for n in range(4):
        sign_in(client, "lan", f"sai {n}")
    restarted = browser({"DCCS_ACCESS": "accounts", "DCCS_DATABASE": str(store.path)})
    assert sign_in(restarted, "lan").status_code == 429
    assert sign_in(restarted, "quantri").status_code == 303, "others from there do not wait yet"
    for n in range(2):
        sign_in(another(client), "quantri", f"sai {n}")
    again = browser({"DCCS_ACCESS": "accounts", "DCCS_DATABASE": str(store.path)})
    assert sign_in(again, "quantri").status_code == 303, "what failed before the last success counts no more"


def test_what_an_earlier_run_counted_waits_as_long_and_is_forgotten_as_soon() -> None:
    clock, earlier = [5000.0], [Try(n, "lan", "10.0.0.1", was_right=False) for n in (40, 30, 20, 10, 5, 0)]
    delays = Delays(lambda: clock[0])
    delays.recall(earlier)
    assert delays.begin(account="lan") == 8  # six failures, the last one just now
    delays.recall([Try(0, "lan", "10.0.0.1", was_right=True)])
    assert delays.begin(account="lan", address="10.0.0.2") == 0
    clock[0] += 4000
    assert delays.begin(address="10.0.0.1") == 0


def test_the_wait_doubles_ends_by_itself_and_stays_below_a_minute() -> None:
    clock = [0.0]
    delays = Delays(lambda: clock[0])
    waits = []
    for _ in range(12):
        assert delays.begin(account="lan", address=str(clock[0])) == 0.0
        waits.append(delays.begin(account="lan"))
        clock[0] += waits[-1]
    assert waits == [0.0] * (FREE["account"] - 1) + [1, 2, 4, 8, 16, 32, 60, 60, 60, 60] or waits[-1] == 60
    assert max(waits) == 60
    clock[0] += 4000
    assert delays.begin(account="lan") == 0.0
    assert delays.begin(account="lan") == 0.0


def test_many_tries_at_once_are_not_many_free_ones() -> None:
    delays = Delays(lambda: 0.0)
    free = sum(delays.begin(account="lan", address="a") == 0.0 for _ in range(100))
    assert free == FREE["account"]


# --- accounts ----------------------------------------------------------------------------------------------------


def test_a_password_that_is_guessed_first_is_not_taken() -> None:
    guessed = {
        "ngan": "short",
        "x" * 201: "long",
        "matkhau123": "common",
        "aaaabbbbcccc": "common",
        "nguyen.lan.2026": "name",
        "một câu ngắn dễ nhớ": None,
        passwords.made_up(): None,
    }
    assert {password: passwords.fault_of(password, "nguyen.lan") for password in guessed} == guessed


def test_a_password_is_the_same_however_the_keyboard_puts_it_together() -> None:
    kept = passwords.kept("tiếng Việt")
    assert passwords.fits("tiếng Việt", kept)
    assert not passwords.fits("tieng Viet", kept)
    assert not passwords.fits("x", None)


def test_the_last_who_looks_after_accounts_stays(store: Store) -> None:
    for changes in ({"is_enabled": False}, {"role": "viewer"}):
        with pytest.raises(CannotKeepAccount) as refused:
            accounts.change(store, "quantri", "quantri", now(), **changes)
        assert refused.value.why == "last_admin"
    with pytest.raises(CannotKeepAccount) as refused:
        accounts.change(store, "quantri", "quantri", now(), unit="HA-01")
    assert refused.value.why == "whole"
    assert [act for act in acts(store) if act[0] == "account"][-1][2] == "added lan clerk HA-01"


# --- below a path, and without a database --------------------------------------------------------------------------


def test_below_a_path_the_form_its_files_and_the_way_on_stand_there_too(store: Store) -> None:
    client = browser({"DCCS_ACCESS": "accounts", "DCCS_DATABASE": str(store.path)}, base="/danchu")
    answer = client.get("/danchu/don-thu?unit=HA", headers={"accept": "text/html"})
    assert answer.headers["location"] == "/danchu/dang-nhap?tiep=%2Fdon-thu%3Funit%3DHA"
    page = client.get(answer.headers["location"])
    assert client.get("/danchu/dang-nhap/trang.css").status_code == 200
    assert 'action="/danchu/dang-nhap"' in page.text
    form = {"mark": mark_of(page.text), "next": "/don-thu?unit=HA", "name": "lan", "password": PASSWORD}
    came = client.post("/danchu/dang-nhap", data=form)
    assert came.headers["location"] == "/danchu/don-thu?unit=HA"
    assert "Path=/danchu/" in came.headers["set-cookie"]
    assert client.get("/danchu/").text.startswith("data")
    assert client.get("/").status_code == 401


def test_without_its_database_the_app_lets_nobody_in_and_says_no_more_than_that(
    client: TestClient, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(words.SIGN_IN_PATH)
    sign_in(client, "lan")
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(b"not a database" * 2000)
    monkeypatch.setenv("DCCS_DATABASE", str(damaged))
    form = {"mark": mark_of(page.text), "name": "lan", "password": PASSWORD}
    for answer in (client.get("/"), another(client).get("/"), client.post(words.SIGN_IN_PATH, data=form)):
        assert answer.status_code in (401, 503)
        assert "damaged" not in answer.text
    assert words.BROKEN in client.get("/").text


# --- the setting -------------------------------------------------------------------------------------------------


def test_an_unknown_mode_ends_the_start() -> None:
    with pytest.raises(SystemExit, match="DCCS_ACCESS=acounts"):
        access.mode_of({"DCCS_ACCESS": "acounts"})


def test_without_accounts_nothing_of_them_is_imported() -> None:
    script = (
        "import sys\nfrom web import access\naccess.layers({})\n"
        "print(sorted({'argon2', 'authlib', 'httpx2', 'joserfc', 'web.gate', 'web.sign_in'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_key_is_its_owners_alone(client: TestClient, store: Store) -> None:
    assert Path(f"{store.path}.key").stat().st_mode & 0o077 == 0


# --- the commands ------------------------------------------------------------------------------------------------


def test_the_commands_make_list_change_and_shut_out(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    pages._store.cache_clear()

    def said(*arguments: str) -> tuple[int, str]:
        code = main(["user", *arguments])
        out, err = capsys.readouterr()
        return code, out + err

    code, told = said("add", "binh", "--role", "clerk", "--unit", "HA-02", "--called", "Anh Bình")
    given = told.split(": ")[1].split(" ")[0]
    assert (code, len(given)) == (0, 19)
    assert said("add", "binh", "--role", "viewer") == (2, words.CANNOT["known"] + "\n")
    assert said("add", "x", "--role", "viewer") == (2, words.CANNOT["name"] + "\n")
    assert said("role", "binh", "--role", "clerk", "--unit", "KHONG") == (2, words.CANNOT["unit"] + "\n")
    assert said("role", "binh", "--role", "leader") == (0, words.CHANGED.format(name="binh") + "\n")
    assert said("disable", "binh") == (0, words.DISABLED.format(name="binh") + "\n")
    assert words.STATES["disabled"] in said("list")[1]
    assert said("enable", "binh")[0] == 0
    assert said("password", "binh")[1] != told
    assert (
        said("add", "oidc.lan", "--role", "viewer", "--no-password")[1]
        == words.CREATED_WITHOUT.format(name="oidc.lan") + "\n"
    )
    with Store(store.path) as again:
        assert not sessions.check(again, "binh", given)
        assert not sessions.check(again, "oidc.lan", "")
