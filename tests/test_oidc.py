"""The mode `oidc`, through the certified provider that Node runs on loopback: who comes in, who does not, and why."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

import pages
from data import accounts
from data.store import Store
from pages._who import know_people_by
from tests.accounts import FIRST, another, browser, now
from web import access
from wording import access as words

HERE = Path(__file__).parent / "oidc"
BACK = f"https://office{words.OIDC_BACK_PATH}"
HIDDEN = re.compile(r'name="(\w+)" value="([^"]*)"')


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The provider's address; its packages are installed once, pinned by the lock beside it."""
    if not shutil.which("npm"):
        pytest.fail("Node.js with npm is needed: `make test` installs it through apt.")
    place = tmp_path_factory.mktemp("provider")
    for file in HERE.iterdir():
        shutil.copy(file, place) if file.is_file() else None
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
    subprocess.run(["npm", "ci", *quiet], cwd=place, check=True, capture_output=True, timeout=240)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = ["node", "provider.mjs", port, BACK]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as node:
        assert node.stdout
        for line in node.stdout:
            if "ready" in line:
                break
        yield f"http://127.0.0.1:{port}"
        node.terminate()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    opened = pages.open_database()
    accounts.add(opened, "quantri", "tests", now(), role="admin")
    accounts.add(
        opened, "lan", "tests", now(), role="clerk", unit="HA-01", password=FIRST
    )  # which nobody asks for here
    accounts.add(opened, "lan@huongan.gov.vn", "tests", now(), role="viewer")
    accounts.add(opened, "binh@huongan.gov.vn", "tests", now(), role="viewer")
    yield opened
    opened.close()
    pages._store.cache_clear()
    know_people_by()


def settings(store: Store, provider: str, **more: str) -> dict[str, str]:
    return {
        "DCCS_ACCESS": "oidc",
        "DCCS_DATABASE": str(store.path),
        "DCCS_OIDC_ISSUER": provider,
        "DCCS_OIDC_CLIENT_ID": "dccs",
        "DCCS_OIDC_CLIENT_SECRET": "known to both",
        **more,
    }


def at_the_office(start: str, name: str) -> str:
    """What the browser does at the provider: name, any password, consent; gives the address that it is sent back to."""
    with httpx2.Client(follow_redirects=False, trust_env=False) as visitor:
        address, answer = start, visitor.get(start)
        for _ in range(12):
            if answer.is_redirect:
                address = str(answer.request.url.join(answer.headers["location"]))
                if address.startswith(BACK):
                    return address
                answer = visitor.get(address)
            else:
                form = dict(HIDDEN.findall(answer.text)) | {"login": name, "password": "x"}
                answer = visitor.post(address, data=form)
    pytest.fail(f"The provider did not send back: {answer.text}")


def way(client: TestClient) -> str:
    answer = client.get(words.OIDC_START_PATH)
    assert answer.status_code == 302
    return str(answer.headers["location"])


Come = Callable[[TestClient, str], object]


def come(client: TestClient, name: str) -> httpx2.Response:
    """Signs in at the office and comes back."""
    return client.get(at_the_office(way(client), name).removeprefix("https://office"))  # type: ignore[return-value]


def test_whoever_has_an_account_comes_in_and_back_to_the_page(store: Store, provider: str) -> None:
    client = browser(settings(store, provider))
    assert client.get("/").status_code == 401
    page = client.get(words.SIGN_IN_PATH, params={"tiep": "/don-thu?unit=HA-01"})
    assert words.WITH_OFFICE in page.text
    assert 'name="password"' not in page.text
    answer = come(client, "lan")
    assert (answer.status_code, answer.headers["location"]) == (303, "/don-thu?unit=HA-01")
    assert client.get("/").text.startswith("data")
    accounts.change(store, "lan", "quantri", now(), is_enabled=False)
    assert client.get("/").status_code == 401


def test_the_way_there_carries_a_state_a_nonce_and_a_challenge(store: Store, provider: str) -> None:
    asked = parse_qs(urlsplit(way(browser(settings(store, provider)))).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [BACK]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


def test_whoever_has_no_account_is_refused_with_a_sentence_and_on_record(store: Store, provider: str) -> None:
    client = browser(settings(store, provider))
    answer = come(client, "nguoi-la")
    assert (answer.status_code, words.UNKNOWN_PERSON.format(name="nguoi-la") in answer.text) == (403, True)
    assert client.get("/").status_code == 401
    acts = store.ask("acts", by=None, act="sign_in_failed", since=None, until=None, rows=9, skipped=0)
    assert [(row["acted_by"], row["detail"]) for row in acts] == [("", "testclient")]


def test_an_answer_is_good_once_and_in_the_browser_that_asked(store: Store, provider: str) -> None:
    client = browser(settings(store, provider))
    back = at_the_office(way(client), "lan").removeprefix("https://office")
    stranger = another(client)
    assert stranger.get(back).status_code == 502
    assert client.get(back.replace("state=", "state=x")).status_code == 502
    assert client.get(f"{words.OIDC_BACK_PATH}?error=access_denied&state=x").status_code == 502
    assert stranger.get("/").status_code == 401
    assert client.get(back).status_code == 303
    assert another(client).get(back).status_code == 502


def test_an_account_may_go_by_another_claim_an_address_only_if_the_office_has_checked_it(
    store: Store, provider: str
) -> None:
    client = browser(settings(store, provider, DCCS_OIDC_CLAIM="email"))
    assert come(client, "lan").status_code == 303
    unchecked = another(client)
    assert come(unchecked, "binh").status_code == 403
    assert unchecked.get("/").status_code == 401


def test_an_office_that_does_not_answer_is_a_sentence(store: Store) -> None:
    client = browser(settings(store, "http://127.0.0.1:9"))
    answer = client.get(words.OIDC_START_PATH)
    assert (answer.status_code, words.OIDC_FAILED in answer.text) == (502, True)


def test_a_missing_setting_ends_the_start(store: Store, provider: str) -> None:
    with pytest.raises(SystemExit, match="DCCS_OIDC_ISSUER"):
        access.layers(settings(store, provider, DCCS_OIDC_CLIENT_SECRET=""))


def test_the_lock_names_no_registry() -> None:
    assert "resolved" not in (HERE / "package-lock.json").read_text(encoding="utf-8")
