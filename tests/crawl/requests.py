"""Requests that no browser would send: every route, bent in its method, path, query, headers and body."""

from __future__ import annotations

from random import Random
from urllib.parse import quote

from wording import access, screens

METHODS = ("GET",) * 6 + (
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "G@T",
)
STREAMLITS = (
    "_stcore/health", "_stcore/host-config", "_stcore/metrics", "_stcore/script-health-check", "_stcore/stream",
    "_stcore/upload_file/a/b", "_stcore/agent/interact", "_stcore/agent/openapi.json", "_stcore/agent/mcp",
    "_stcore/bidi-components/a/b.js", "media/a.xlsx", "component/a/b.html", "static", "static/js/a.js", "index.html",
    "app/static/a", "auth/login", "auth/logout", "oauth2callback", "manifest.json",
)  # fmt: skip
SIGN_INS = tuple(
    path.strip("/")
    for path in (access.SIGN_IN_PATH, access.NEW_PASSWORD_PATH, access.OIDC_START_PATH, access.OIDC_BACK_PATH)
)
ROUTES = ("", "vi.js", "favicon.png", *STREAMLITS, *SIGN_INS, *(entry.url_path for entry in screens.MENU.values()))
ODD = (
    "%00", "%ff%fe", "%c0%ae%c0%ae/", "..%2f..%2f", "../../", "..\\..\\", "//", "/./", "%2e%2e/", "%5c%5cmay%5ca",
    "%0d%0aX-A:%20b", "%25%2500", "C:%5c", "~", ";a=b", "%", "%zz", "%u0041", "'\"<script>", "%F0%9F%98%80",
    "%ED%A0%80", "A" * 9_000, "a/" * 900, "(", "[", "{page:page}", "*", "%20", "+", "_stcore", "?", "#", "&", "=",
    "\xa0",
)  # fmt: skip
VALUES = (
    "", "HA", "HA-99", "2026-Q3", "2026-Q9", "public", "internal", "-1", "0", "nan", "1e999", "9" * 4_000, "9999-12-31",
    "0000-00-00", "2026-13-45", "2026-09-21", "' or 1=1 --", "<script>alert(1)</script>", "${7*7}", "../../etc/passwd",
    "\x00", "\ud7ff", "\u202e", "đ" * 500, "None", "[]", "{}", "true",
)  # fmt: skip
NAMES = (
    "unit",
    "period",
    "profile",
    "as_of",
    "section",
    "cohort",
    "span",
    "batch",
    "code",
    "embed",
    "print",
    "tiep",
    "?",
    "",
)
HEADERS = {
    "Accept": ("*/*", "text/html", "\xff", "a" * 5_000),
    "Accept-Encoding": ("gzip", "br;q=x", "identity;q=0", "*"),
    "Authorization": ("Basic !!!", "Bearer x", "\xe1"),
    "Connection": ("keep-alive", "Upgrade", "close, Host"),
    "Content-Encoding": ("gzip", "x"),
    "Content-Length": ("0", "5", "-1", "1e9", "99999999999999999999", "0x10"),
    "Content-Type": (
        "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b",
        "application/x-www-form-urlencoded", "text/plain; charset=\xff", "x",
    ),
    "Cookie": (
        "_streamlit_xsrf=2|x|y|z", "_streamlit_xsrf=2|ab|cd|-1", "dccs_session=\xff", "a" * 4_000, "=;=;",
        "_streamlit_session=x.y.z",
    ),
    "Expect": ("100-continue", "x"),
    "Forwarded": ("for=203.0.113.9;proto=https", "x"),
    "Host": ("", "localhost", "127.0.0.1:1", "rebound.example", "[::1", "\xff", "a, b"),
    "If-Modified-Since": ("x", "Thu, 01 Jan 1970 00:00:00 GMT"),
    "If-None-Match": ("*", '"x"', "W/"),
    "Origin": ("null", "http://rebound.example", "\xff"),
    "Range": ("bytes=0-", "bytes=5-1", "bytes=-0", "bytes=0-1,2-3", "x", f"bytes={'9' * 400}-"),
    "Sec-WebSocket-Key": ("x", "dGhlIHNhbXBsZSBub25jZQ=="),
    "Sec-WebSocket-Version": ("13", "0", "x"),
    "Transfer-Encoding": ("chunked", "gzip, chunked", "x"),
    "Upgrade": ("websocket", "h2c", "x"),
    "X-Forwarded-For": ("203.0.113.9", "127.0.0.1, \xff", "x" * 300),
    "X-Forwarded-Proto": ("https", "ftp"),
    "X-Xsrftoken": ("x", "2|ab|cd|1"),
}  # fmt: skip
BODIES = (
    b"", b"x", b"{}", b"{", b"\x00" * 50, b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\n", b"--b\r\n\r\nx\r\n--b--\r\n",
    b'--b\r\nContent-Disposition: form-data; name="f"; filename="../a"\r\n\r\nx\r\n--b--\r\n', b"a=%ff&mark=x",
    b"name=%00&password=x&mark=x&next=//rebound.example",
)  # fmt: skip


def odd_query(random: Random, names: tuple[str, ...] = NAMES) -> str:
    """Parameters of pages, known and unknown, some twice, with values that no page has written."""
    chosen = [(random.choice(names), random.choice(VALUES)) for _ in range(random.randint(0, 5))]
    return "&".join(f"{quote(name)}={quote(value) if random.random() < 0.9 else '%zz'}" for name, value in chosen)


def odd_path(random: Random) -> str:
    """A route's path, often with something odd at one place of it."""
    path = random.choice(ROUTES)
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        at = random.randint(0, len(path))
        path = path[:at] + random.choice(ODD) + path[at:]
    return f"/{path}"


def forged(random: Random, cookie: str) -> str:
    """A session's cookie with something of it changed, so that it is nobody's."""
    name, _, value = cookie.partition("=")
    token, _, seal = value.rpartition(".")
    at = random.randrange(len(token))
    other = "A" if token[at] != "A" else "B"
    return random.choice((
        f"{name}={token}", f"{name}={token[:at]}{other}{token[at + 1:]}.{seal}", f"{name}={token}.{seal[:-2]}",
        f"{name}=.{seal}", f"{name}={value}.{seal}", f"{name}={token}.{seal[::-1]}", f"x{name}={value}", f"{name}=",
    ))  # fmt: skip


def odd_request(random: Random, port: int, cookie: str = "") -> bytes:
    """A whole request as it goes over the line; with a session's cookie, unless another is among its oddities."""
    query = odd_query(random)
    headers = {"Host": f"127.0.0.1:{port}", "Connection": "close"} | ({"Cookie": cookie} if cookie else {})
    for name in random.sample(sorted(HEADERS), random.randint(0, 4)):
        headers[name] = random.choice(HEADERS[name])
    body = random.choice(BODIES) if random.random() < 0.4 else b""
    if body and "Content-Length" not in headers and "Transfer-Encoding" not in headers:
        headers["Content-Length"] = str(len(body))
    first = f"{random.choice(METHODS)} {odd_path(random)}{'?' if query else ''}{query} HTTP/1.1"
    lines = [first, *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body
