"""What every answer tells the browser: nothing comes from, or goes to, another server, no device is used."""

from __future__ import annotations

import hashlib
import sys
from base64 import b64encode
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import refusal
from wording import web

SETTING = "DCCS_HSTS"
# What no page uses. Copying a message and showing a chart on the whole screen are used, by our own pages.
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip

# No script stands in a page itself, so none needs a hash. Of styles, a page may hold what is known here by its hash:
# Streamlit and Plotly begin style elements empty and write their rules by script, two libraries below them bring a few
# fixed rules, Plotly makes <b> in a label by an attribute, a refusal has one of ours. A new version of Streamlit may
# bring others: the browser tests then fail, and the browser's console names the hash. Plotly makes the picture of a
# chart through a blob; small pictures and a font of tools are data.
LIBRARIES = ("38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=", "2GF9hCGTDj/GGFNlQA54jDdMGl2fvoeZmZjAvBSiAtM=")
ATTRIBUTES = ("font-weight:bold", refusal.STYLE)


def hash_of(text: str) -> str:
    """How a content policy names a style."""
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _known(hashes: Iterable[str]) -> str:
    return " ".join(f"'sha256-{each}'" for each in hashes)


POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "style-src": f"'self' {_known([hash_of(''), *LIBRARIES])}",
    "style-src-attr": f"'unsafe-hashes' {_known(map(hash_of, ATTRIBUTES))}",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {whence}" for what, whence in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        (*(f"{feature}=()" for feature in UNUSED), "clipboard-write=(self)", "fullscreen=(self)")
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def hsts_of(said: str | None) -> int:
    """Seconds that the setting DCCS_HSTS says; nothing: 0, none. Anything but a number ends the start."""
    if said and not said.isdecimal():
        sys.exit(web.NO_HSTS.format(said=said))
    return int(said or 0)


class SecurityHeaders:
    """`hsts`: for how many seconds a browser that came over TLS shall come no other way; 0: nothing is said.

    A setting, since it cannot be taken back: with a certificate that has run out, such a browser does not get in.
    """

    def __init__(self, app: ASGIApp, hsts: int = 0) -> None:
        self.app = app
        self.hsts = hsts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if self.hsts and scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = f"max-age={self.hsts}"
            await send(message)

        await self.app(scope, receive, send_with_headers)
