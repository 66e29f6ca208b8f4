"""A refusal that stands before every page: one sentence, nothing of the data."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from wording import screens

STYLE = "font: 1.125rem/1.6 sans-serif; max-width: 40rem; margin: 10vh auto; padding: 0 1rem"


def refusal(sentence: str, status_code: int = 403) -> Response:
    return HTMLResponse(
        f'<!doctype html><html lang="vi"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(screens.APP_TITLE)}</title>'
        f'<body style="{STYLE}">'
        f"<h1>{escape(screens.APP_TITLE)}</h1><p>{escape(sentence)}</p></body></html>",
        status_code=status_code,
    )


async def turn_away(sentence: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Ends a websocket; answers anything else with a sentence."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await refusal(sentence)(scope, receive, send)
