"""Signing in with an account of our own: the form, the first new password, the wait after failures."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import pages
from data import accounts, sessions
from data.accounts import CannotKeepAccount
from data.sessions import Session
from web import front
from web.cookies import Cookies
from web.delays import FORGOTTEN_S, Delays, Try
from web.gate import BROKEN, find
from wording import access as words

LARGEST_FORM = 20_000  # bytes
AT_ONCE = threading.Semaphore(2)  # each password that is looked at takes 64 MiB


def own_pages(cookies: Cookies, base: str, environment: Mapping[str, str]) -> Starlette:
    """The pages before the app in the mode `accounts`."""
    return Starlette(routes=SignIn(cookies, base).routes, exception_handlers=BROKEN)


class SignIn:
    """The pages of the mode `accounts`. `base`: the app's sub-path."""

    def __init__(self, cookies: Cookies, base: str = "", delays: Delays | None = None) -> None:
        self.cookies, self.base, self.delays = cookies, base, delays or Delays()
        self._recalling, self._has_recalled = threading.Lock(), False
        self.routes = [
            Route(words.SIGN_IN_PATH, self.sign_in, methods=["GET", "POST"]),
            Route(words.NEW_PASSWORD_PATH, self.new_password, methods=["GET", "POST"]),
            *front.FILES,
        ]

    # --- signing in ------------------------------------------------------------------------------------------------

    async def sign_in(self, request: Request) -> Response:
        """Name and password; a session for whoever has both right."""
        if request.method == "GET":
            if (session := await self._session(request)) is not None:
                to = words.NEW_PASSWORD_PATH if session.must_change else "/"
                return RedirectResponse(f"{self.base}{to}", 303)
            return self._sign_in_page(request, wanted(request.query_params.get("tiep")))
        form = await read_form(request, self.cookies)
        if form is None:
            return self._sign_in_page(request, "/", words.FORM_EXPIRED, 403)
        name, next_page = str(form.get("name", "")).strip().casefold()[:200], wanted(form.get("next"))
        address = request.client.host if request.client else ""
        await run_in_threadpool(self._recall)
        if left := self.delays.begin(account=name, address=address):
            answer = self._sign_in_page(request, next_page, words.wait(left), 429, name)
            answer.headers["Retry-After"] = str(int(left) + 1)
            return answer
        token = await run_in_threadpool(_try, name, str(form.get("password", "")), address)
        if token is None:
            return self._sign_in_page(request, next_page, words.WRONG, 403, name)
        self.delays.succeeded(account=name, address=address)
        return await self.signed_in(request, token, next_page)

    async def signed_in(self, request: Request, token: str, next_page: str) -> Response:
        """Gives the browser its session, after ending the one that it had."""
        if earlier := await self._session(request):
            await run_in_threadpool(sessions.end, pages.open_database(), earlier, datetime.now(UTC))
        answer = RedirectResponse(f"{self.base}{next_page}", 303)
        self.cookies.keep_token(answer, token, is_secure=is_secure(request))
        return answer

    def _sign_in_page(
        self, request: Request, next_page: str, said: str = "", status: int = 200, name: str = ""
    ) -> Response:
        fields = [front.NAME._replace(value=name), *front.SIGN_IN_FIELDS[1:]]
        mark = self.cookies.mark_form(request)
        answer = front.page(
            words.SIGN_IN, base=self.base, status=status, said=said, action=f"{self.base}{words.SIGN_IN_PATH}",
            mark=mark, next_page=next_page, fields=fields, button=words.SIGN_IN,
        )  # fmt: skip
        self.cookies.keep_mark(answer, mark, is_secure=is_secure(request))
        return answer

    # --- a new password ----------------------------------------------------------------------------------------------

    async def new_password(self, request: Request) -> Response:
        """The present password and a new one; every other browser of the account is signed out."""
        session = await self._session(request)
        if session is None:
            return RedirectResponse(f"{self.base}{words.SIGN_IN_PATH}", 303)
        if request.method == "GET":
            return self._password_page(request, session, wanted(request.query_params.get("tiep")))
        form = await read_form(request, self.cookies)
        if form is None:
            return self._password_page(request, session, "/", words.FORM_EXPIRED)
        name, next_page = session.person.name, wanted(form.get("next"))
        await run_in_threadpool(self._recall)
        if left := self.delays.begin(account=name):
            return self._password_page(request, session, next_page, words.wait(left))
        address = request.client.host if request.client else ""
        token, said = await run_in_threadpool(_change, name, form, address)
        if said != words.WRONG_NOW:
            self.delays.succeeded(account=name)
        if token is None:
            return self._password_page(request, session, next_page, said)
        return await self.signed_in(request, token, next_page)

    def _password_page(self, request: Request, session: Session, next_page: str, said: str = "") -> Response:
        mark = self.cookies.mark_form(request)
        answer = front.page(
            words.NEW_PASSWORD, base=self.base, status=403 if said else 200, said=said, mark=mark, next_page=next_page,
            note=words.FIRST_TIME if session.must_change else "", action=f"{self.base}{words.NEW_PASSWORD_PATH}",
            fields=front.NEW_PASSWORD_FIELDS, rule=words.PASSWORD_RULE, button=words.SAVE,
            back="" if session.must_change else f"{self.base}/",
        )  # fmt: skip
        self.cookies.keep_mark(answer, mark, is_secure=is_secure(request))
        return answer

    def _recall(self) -> None:
        """Before the first try after a start: the tries of the last hour, or a restart would end every wait."""
        with self._recalling:
            if not self._has_recalled:
                now = datetime.now(UTC)
                earlier = sessions.tries(pages.open_database(), now - timedelta(seconds=FORGOTTEN_S))
                self.delays.recall(
                    Try((now - row["tried_at"]).total_seconds(), row["account"], row["address"], row["was_right"])
                    for row in earlier
                )
                self._has_recalled = True

    async def _session(self, request: Request) -> Session | None:
        token = self.cookies.token(request)
        return await run_in_threadpool(find, sessions.digest_of(token)) if token else None


def _try(name: str, password: str, address: str) -> str | None:
    """A token for who may sign in; either way the record says so."""
    store, now = pages.open_database(), datetime.now(UTC)
    with AT_ONCE:
        is_right = sessions.check(store, name, password)
    if not is_right:
        sessions.refuse(store, name, address, now)
        return None
    return sessions.begin(store, name, address, now)


def _change(name: str, form: FormData, address: str) -> tuple[str | None, str]:
    """A token for the session that goes on with the new password, or why there is none."""
    store, now = pages.open_database(), datetime.now(UTC)
    present, new, repeated = (str(form.get(field.name, "")) for field in front.NEW_PASSWORD_FIELDS)
    with AT_ONCE:
        if not sessions.check(store, name, present):
            sessions.refuse(store, name, address, now)
            return None, words.WRONG_NOW
        if new != repeated:
            return None, words.NOT_REPEATED
        try:
            accounts.set_password(store, name, new, name, now, must_change=False)
        except CannotKeepAccount as error:
            return None, words.CANNOT[error.why]
    return sessions.begin(store, name, address, now), ""


def wanted(page: object) -> str:
    """A page of the app to go on to; anything else, another site above all, is the first page."""
    text = page if isinstance(page, str) else ""
    is_page = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if is_page and not text.startswith((words.SIGN_IN_PATH, words.NEW_PASSWORD_PATH)) else "/"


def is_secure(request: Request) -> bool:
    """Whether the browser speaks to us, or to whoever stands before us, over TLS."""
    return request.url.scheme == "https"


async def read_form(request: Request, cookies: Cookies) -> FormData | None:
    """A small form that came from a page of ours in this browser; None for all else."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > LARGEST_FORM:
        return None
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return None
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    form = await request.form()
    return form if cookies.is_marked(request, form.get("mark")) else None
