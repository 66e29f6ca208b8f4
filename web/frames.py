"""What a websocket may bring: messages of Streamlit's own kind. Anything else ends it, without a traceback."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

# What the protocol of websockets calls data of an unexpected kind, and data that breaks the rules.
NOT_BYTES, NOT_A_MESSAGE = 1003, 1002
# How Streamlit names the widgets of a page. By another name a value would stand among what pages keep for themselves
# (st.session_state), as if they had put it there.
WIDGET = "$$ID-"


class KnownFrames:
    """Reads each message before Streamlit does, which answers text by an error and writes other garbage to its log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        is_ended = False

        async def receive_known() -> Message:
            nonlocal is_ended
            message = await receive()
            code = fault(message) if message["type"] == "websocket.receive" else None
            if code is None:
                return message
            is_ended = True
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        async def send_until_ended(message: Message) -> None:
            if not is_ended:  # a page may still be running
                await send(message)

        await self.app(scope, receive_known, send_until_ended)


def fault(message: Message) -> int | None:
    """The code by which a message ends its websocket; None for one that Streamlit can read."""
    data = message.get("bytes")
    if data is None:
        return NOT_BYTES
    try:
        known = BackMsg.FromString(data)
    except DecodeError:
        return NOT_A_MESSAGE
    widgets = known.rerun_script.widget_states.widgets
    return None if all(widget.id.startswith(WIDGET) for widget in widgets) else NOT_A_MESSAGE
