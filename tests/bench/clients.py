"""A browser without a screen: it speaks Streamlit's protocol over a websocket, and keeps what the page sent last."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

HOUSE = Path(__file__).parents[2]
PORTS = range(8660, 8700)
PATIENCE = 60  # seconds
Place = tuple[int, ...]
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    return next(port for port in PORTS if not is_open(port))


@contextmanager
def server(script: Path, database: Path) -> Iterator[int]:
    """`streamlit run` of a script with the settings of the house; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    environment = os.environ | {"DCCS_DATABASE": str(database)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed app is compiled once, not at every start
    process = subprocess.Popen(
        command, cwd=HOUSE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Client:
    """One session on one page. `sent` is what the last run has put on it, each with its place."""

    def __init__(self, connection: ClientConnection, page: str = "") -> None:
        """`page` is the last part of the page's address; empty for the first page."""
        self._connection, self._page = connection, page
        self._hash = self._address = ""
        self.sent: list[tuple[Place, Delta]] = []

    def run(self) -> float:
        """Runs the page once, as a reload or a click does; gives the seconds from asking to the end of the run."""
        self.sent = []
        message = self._asked().SerializeToString()
        started = time.perf_counter()
        self._connection.send(message)
        while not self._take(self._received()):
            pass
        return time.perf_counter() - started

    def _asked(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self._address
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.page_name = "" if self._hash else self._page
        message.rerun_script.context_info.color_scheme = "light"
        return message

    def _received(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(bytes(self._connection.recv(PATIENCE)))
        return message

    def _take(self, message: ForwardMsg) -> bool:
        """Notes what a browser would note; true at the end of the run."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._address = message.page_info_changed.query_string
        elif kind == "delta":
            self.sent.append((tuple(message.metadata.delta_path), message.delta))
            if message.delta.new_element.HasField("exception"):
                raise RuntimeError(message.delta.new_element.exception.message)
        elif kind == "page_not_found":
            raise RuntimeError(f"no page {self._page}")
        elif kind == "script_finished" and message.script_finished not in FINISHED:
            raise RuntimeError(f"the run ended with {message.script_finished}")
        return kind == "script_finished"


@contextmanager
def session(port: int, page: str = "") -> Iterator[Client]:
    """A client of the server at a port."""
    with connected(port) as connection:
        yield Client(connection, page)


@contextmanager
def connected(port: int) -> Iterator[ClientConnection]:
    """The websocket of a server, as soon as there is one."""
    address, until = f"ws://localhost:{port}/_stcore/stream", time.monotonic() + PATIENCE
    while not is_open(port):
        if time.monotonic() > until:
            raise TimeoutError(address)
        time.sleep(0.01)
    with PromptSocket() as opened:
        opened.connect(("127.0.0.1", port))
        with connect(
            address, sock=opened, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None
        ) as stream:
            yield stream


class PromptSocket(socket.socket):
    """Says at once what it has received. Streamlit's server waits for that word before it sends on (its sockets lack
    TCP_NODELAY), and Linux may keep it for 40 ms: more than most pages take, on either side of a comparison."""

    def recv(self, *arguments: int) -> bytes:
        received = super().recv(*arguments)
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return received


def is_open(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
