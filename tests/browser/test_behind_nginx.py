"""The app below a path behind the real nginx, set up by the sample in deploy/: TLS, websocket, addresses, sizes."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import free_port
from tests.browser.english import english
from tests.certificates import certificate
from wording import screens, web

ROOT = Path(__file__).parents[2]
NAME, PATH = "danchu.huongan.local", "danchu"
SUBMIT = screens.MENU["submit"]


class Front(NamedTuple):
    """Where nginx listens, where the app listens behind it, and what trusts its certificate."""

    tls: int
    plain: int
    app: int
    trust: ssl.SSLContext


def sample(folder: Path, front: Front) -> Path:
    """The sample with the ports and files of this test, in a configuration that is a whole one."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for in_sample, here in (
        ("listen 80;", f"listen {front.plain};"),
        ("listen 443 ssl", f"listen {front.tls} ssl"),
        ("127.0.0.1:8501", f"127.0.0.1:{front.app}"),
        ("/etc/dccs/tls/", f"{folder}/"),
        ("client_max_body_size 111m;", "client_max_body_size 2m;"),
    ):
        assert text.count(in_sample) in (1, 2), in_sample
        text = text.replace(in_sample, here)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""  # its workers may then read the folder of this test
    whole.write_text(
        f"{user}pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{text}\n}}\n",
        encoding="utf-8",
    )
    return whole


@pytest.fixture(scope="module")
def front(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        pytest.skip("Chưa có nginx: `make test` cài nó qua apt.")
    folder = tmp_path_factory.mktemp("nginx")
    address = start_server("--server.baseUrlPath", PATH, "--server.allowedHosts", NAME, "--server.allowedHosts",
                           "127.0.0.1", "--server.maxUploadSize", "1")  # fmt: skip
    front = Front(free_port(), free_port(), int(address.rpartition(":")[2]), certificate(folder, NAME))
    process = subprocess.Popen([nginx, "-c", sample(folder, front), "-p", folder, "-g", "daemon off;"])
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until and not is_open(front.tls):
            assert process.poll() is None
            time.sleep(0.05)
        yield front
    finally:
        process.terminate()
        process.wait(20)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(front: Front, path: str, *, host: str = "127.0.0.1", claimed: str = "") -> tuple[int, str]:
    """Status and text (or the address it sends on to) of a request that comes to nginx over TLS."""
    connection = http.client.HTTPSConnection("127.0.0.1", front.tls, context=front.trust)
    return answered(connection, path, {"Host": host} | ({"X-Forwarded-For": claimed} if claimed else {}))


def ask_the_app(front: Front, *, address: str, claimed: str) -> int:
    """Status of a request that comes to the app itself from an address, and claims to be forwarded for another."""
    connection = http.client.HTTPConnection("127.0.0.1", front.app, source_address=(address, 0))
    return answered(connection, f"/{PATH}/", {"Host": "127.0.0.1", "X-Forwarded-For": claimed})[0]


def answered(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[int, str]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.getheader("Location") or answer.read().decode()
    connection.close()
    return answer.status, text


def test_nginx_sends_on_to_tls_and_to_the_path(front: Front) -> None:
    plain = http.client.HTTPConnection("127.0.0.1", front.plain)
    assert answered(plain, f"/{PATH}/?period=2026-Q3", {"Host": NAME}) == (
        301,
        f"https://{NAME}/{PATH}/?period=2026-Q3",
    )
    status, to = ask(front, f"/{PATH}", host=f"{NAME}:{front.tls}")
    assert (status, to.endswith(f"/{PATH}/")) == (301, True)
    status, to = ask(front, "/", host=f"{NAME}:{front.tls}")
    assert (status, to.endswith(f"/{PATH}/")) == (302, True), "the name alone, without the web server's own welcome"
    assert ask(front, f"/{PATH}/tong-quan?profile=public") == (307, f"/{PATH}/?profile=public")


def test_a_name_that_is_not_the_servers_gets_a_sentence(front: Front) -> None:
    status, text = ask(front, f"/{PATH}/", host="rebound.example")
    assert (status, web.UNKNOWN_HOST in text) == (403, True)


def test_what_a_browser_claims_about_its_address_is_dropped(front: Front) -> None:
    """Without accounts the app serves this machine only, so a believed claim is refused."""
    assert ask(front, f"/{PATH}/", claimed="203.0.113.9")[0] == 200


def test_only_the_trusted_proxy_is_believed(front: Front) -> None:
    assert ask_the_app(front, address="127.0.0.1", claimed="203.0.113.9") == 403
    assert ask_the_app(front, address="127.0.0.2", claimed="203.0.113.9") == 200


def grown(size: int, route: Route) -> None:
    """Lets a request go on, a file with this many bytes."""
    route.continue_(post_data=b"x" * size if route.request.method == "PUT" else None)


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    """A page that accepts the certificate made for this test, and fails the test if it asked anyone else."""
    elsewhere: list[str] = []
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, ignore_https_errors=True)
    context.on("request", lambda request: elsewhere.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda opened: elsewhere.append(opened.url))
    yield page
    context.close()
    assert [url for url in elsewhere if "://127.0.0.1:" not in url and not url.startswith(("data:", "blob:"))] == []
    assert any(url.startswith("wss://") for url in elsewhere)


def test_pages_work_below_the_path(front: Front, visitor: Page, settle: Callable[[Page], None]) -> None:
    address = f"https://127.0.0.1:{front.tls}/{PATH}"
    visitor.goto(f"{address}/{SUBMIT.url_path}")  # a deep link
    settle(visitor)
    expect(visitor).to_have_title(screens.page_title(SUBMIT.title))
    assert english(visitor) == []
    visitor.get_by_test_id("stSidebarNavLink").first.click()
    expect(visitor).to_have_title(screens.page_title(next(iter(screens.MENU.values())).title))
    expect(visitor).to_have_url(f"{address}/")


def test_a_file_that_the_server_does_not_take_is_told_on_the_page(
    front: Front, visitor: Page, settle: Callable[[Page], None]
) -> None:
    """A browser that knows the limit does not send such a file; here it grows on its way."""
    for size in (1_500_000, 3_000_000):  # more than the app's megabyte, more than the two of nginx
        visitor.unroute_all()
        visitor.route("**/_stcore/upload_file/**", partial(grown, size))
        visitor.goto(f"https://127.0.0.1:{front.tls}/{PATH}/{SUBMIT.url_path}")
        settle(visitor)
        uploader = visitor.get_by_test_id("stFileUploader")
        file = {"name": "bao-cao.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * 1000}
        uploader.locator("input").set_input_files(file)
        expect(uploader).to_contain_text(next(iter(web.UPLOAD_FAILED.values())))
        assert english(visitor) == []
