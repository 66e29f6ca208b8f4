"""An answer that the line no longer takes is dropped."""

from __future__ import annotations

from h11 import LocalProtocolError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class Hangups:
    """Ends quietly where the server under us has already answered.

    It refuses a body whose pieces are not as announced by itself, while the app is at work on its own answer; that one
    would be an error in the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_gone = False

        async def send_while_it_takes(message: Message) -> None:
            nonlocal is_gone
            try:
                if not is_gone:
                    await send(message)
            except LocalProtocolError:
                is_gone = True

        await self.app(scope, receive, send_while_it_takes)


def hang_up_quietly() -> None:
    """Where the server under us cannot even refuse (it writes a text to a HEAD, which has none), it only hangs up."""
    refuse = H11Protocol.send_400_response

    def send_400_response(protocol: H11Protocol, msg: str) -> None:
        try:
            refuse(protocol, msg)
        except LocalProtocolError:
            protocol.transport.close()

    H11Protocol.send_400_response = send_400_response  # type: ignore[assignment, method-assign]
