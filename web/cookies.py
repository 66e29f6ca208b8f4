"""What the browser keeps of a session, and the marks that a form came from a page of ours; all of it signed.

The signing key stands beside the database, in a file that only its owner may read. It is not in backups: restored
elsewhere, a database knows nobody's browser.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from itsdangerous import BadSignature, Signer, TimestampSigner
from starlette.requests import HTTPConnection
from starlette.responses import Response

from data.sessions import LASTS

SESSION, FORM = "dccs_session", "dccs_form"
FORM_SECONDS = 3600


def read_key(database: Path) -> bytes:
    """The signing key of a database, made at the first start."""
    path = database.with_name(f"{database.name}.key")
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
    return path.read_bytes()


class Cookies:
    """Puts tokens into cookies and takes them out again; what was not signed with the key is no token."""

    def __init__(self, key: bytes, path: str = "/") -> None:
        self._sessions = Signer(key, salt="session")
        self._forms = TimestampSigner(key, salt="form")
        self._path = path
        self.way_key = hashlib.sha256(b"way|" + key).hexdigest()  # for the way to the office's server and back

    def token(self, connection: HTTPConnection) -> str | None:
        """The session's token that the browser sent."""
        try:
            return self._sessions.unsign(connection.cookies.get(SESSION, "").encode("latin-1", "replace")).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def keep_token(self, response: Response, token: str, *, is_secure: bool) -> None:
        """Gives the browser a session: no script reads it, no other site sends it along, and it ends by itself."""
        self._set(response, SESSION, self._sessions.sign(token).decode(), int(LASTS.total_seconds()), is_secure)

    def forget_token(self, response: Response) -> None:
        """Takes the session from the browser."""
        response.delete_cookie(SESSION, path=self._path)

    def mark_form(self, connection: HTTPConnection) -> str:
        """What this browser's forms carry; the one that it has, if it still holds."""
        held = connection.cookies.get(FORM, "")
        return held if self._is_fresh(held) else self._forms.sign(secrets.token_urlsafe(16)).decode()

    def keep_mark(self, response: Response, mark: str, *, is_secure: bool) -> None:
        """Lets the browser send the mark back beside the form."""
        self._set(response, FORM, mark, FORM_SECONDS, is_secure, same_site="strict")

    def is_marked(self, connection: HTTPConnection, mark: object) -> bool:
        """Whether a form came from a page that this browser got from here, not long ago."""
        held = connection.cookies.get(FORM, "")
        return isinstance(mark, str) and secrets.compare_digest(held.encode(), mark.encode()) and self._is_fresh(held)

    def _is_fresh(self, mark: str) -> bool:
        return self._forms.validate(mark.encode("utf-8", "replace"), max_age=FORM_SECONDS)

    def _set(
        self, response: Response, name: str, value: str, seconds: int, is_secure: bool, same_site: str = "lax"
    ) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path=self._path, secure=is_secure, httponly=True,
            samesite="strict" if same_site == "strict" else "lax",
        )  # fmt: skip
