"""The app with a certificate of its own, as an office without a web server in front runs it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from random import Random

import pytest

from tests.certificates import certificate
from tests.crawl.messages import asked_page
from tests.crawl.server import Server, run_page, served, stream


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("tls")
    trust = certificate(folder, "danchu.huongan.local")
    files = ("--server.sslCertFile", str(folder / "chain.pem"), "--server.sslKeyFile", str(folder / "key.pem"))
    with served(folder, *files, trust=trust, has_samples=False, DCCS_HSTS="3600") as running:
        yield running


def test_pages_come_over_tls_and_browsers_are_told_to_stay_there(server: Server) -> None:
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=server.trust)
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Strict-Transport-Security")) == (200, "max-age=3600")
    assert "; secure" in (answer.getheader("Set-Cookie") or "").lower()
    connection.close()


def test_a_page_runs_over_an_encrypted_websocket(server: Server) -> None:
    with stream(server) as opened:
        assert isinstance(run_page(opened, asked_page(Random(0))), str)
    assert server.faults() == []


def test_nothing_is_answered_without_tls(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/")
    with pytest.raises(http.client.HTTPException):
        connection.getresponse()
    connection.close()
