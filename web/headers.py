"""What every answer tells the browser: nothing comes from, or goes to, another server, no device is used."""

from __future__ import annotations

import sys

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wording import web

SETTING = "DCCS_HSTS"
# What no page uses. Copying a message and showing a chart on the whole screen are used, by our own pages.
UNUSED = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip

# Streamlit and Plotly write <style> elements and draw into images and workers of their own. Apart from these, nothing
# may come from, or go to, another server; no script stands in a page itself, so none needs a hash.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
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
