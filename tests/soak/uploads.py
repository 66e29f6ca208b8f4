"""A clerk without a browser: drops a workbook on «Nộp báo cáo» and presses the button, by Streamlit's own protocol."""

from __future__ import annotations

import re
import time
import urllib.request
import uuid
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection

from tests.bench.clients import Client
from wording.screens import MENU

PATIENCE = 120  # seconds for a batch of one; the machine is full
LOOK_EVERY = 1.0


class Clerk(Client):
    """One session on the page."""

    def __init__(self, connection: ClientConnection, port: int) -> None:
        super().__init__(connection, MENU["submit"].url_path)
        self._port = port
        self._session = ""
        self._states: list[WidgetState] = []

    def send(self, name: str, content: bytes) -> str:
        """Sends one workbook; gives the words in which the page says what became of it."""
        self.run()
        uploader = next(delta.new_element.file_uploader.id for _, delta in self.sent if _is(delta, "file_uploader"))
        urls = self._urls(name)
        _put(f"http://localhost:{self._port}", urls.upload_url, name, content)
        info = UploadedFileInfo(name=name, size=len(content), file_id=urls.file_id, file_urls=urls)
        state = WidgetState(id=uploader)
        state.file_uploader_state_value.uploaded_file_info.append(info)
        self._states = [state]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.run()
            button = next((delta.new_element.button for _, delta in self.sent if _is_accept(delta)), None)
            if button is not None:
                self._states.append(WidgetState(id=button.id, trigger_value=True))
                self.run()
                self._states.pop()
                self._states.clear()  # from here on the page follows the batch by its address
            elif said := self._verdict():
                return said
            time.sleep(LOOK_EVERY)
        raise TimeoutError(name)

    def _verdict(self) -> str:
        """The bold words that begin with a count of files, once nothing runs any more."""
        texts = [delta.new_element.markdown.body for _, delta in self.sent if _is(delta, "markdown")]
        is_running = any(_is(delta, "progress") for _, delta in self.sent)
        found = [
            text for text in texts if re.search(r"(Đã nhận|nhận|từ chối|không đổi)", text) and re.search(r"\d", text)
        ]
        return "" if is_running or self._states else " ".join(found)

    def _urls(self, name: str) -> FileURLs:
        message = BackMsg()
        message.file_urls_request.request_id = uuid.uuid4().hex
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self._session
        self._connection.send(message.SerializeToString())
        while True:
            answer = self._received()
            if answer.WhichOneof("type") == "file_urls_response":
                return answer.file_urls_response.file_urls[0]

    def _asked(self) -> BackMsg:
        message = super()._asked()
        message.rerun_script.widget_states.widgets.extend(self._states)
        return message

    def _take(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":  # of the run that was asked for, or of one that the page has asked for itself
            self._session, self.sent = message.new_session.initialize.session_id, []
        if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        return super()._take(message)


def _is(delta: Any, kind: str) -> bool:
    return bool(delta.new_element.WhichOneof("type") == kind)


def _is_accept(delta: Any) -> bool:
    return _is(delta, "button") and delta.new_element.button.type == "primary"


def _put(server: str, path: str, name: str, content: bytes) -> None:
    """As a browser does: with the token of the cookie that the server gives to whoever asks for its health."""
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=PATIENCE) as answer:
        [cookie] = [said.partition(";")[0] for said in answer.headers.get_all("Set-Cookie") if "xsrf" in said]
    boundary = uuid.uuid4().hex
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode() + content + f"\r\n--{boundary}--\r\n".encode()  # fmt: skip
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
        "Origin": server,
    }
    request = urllib.request.Request(server + path, body, headers, method="PUT")
    with urllib.request.urlopen(request, timeout=PATIENCE):
        return
