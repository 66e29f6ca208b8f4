"""Signing in through the office's own server (OpenID Connect). It says who somebody is; what they may do stands in the
accounts of this app, under the name that the server gives. Whoever has no account here is refused."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import pages
from data import sessions
from web import front
from web.cookies import Cookies
from web.gate import BROKEN, find
from web.sign_in import is_secure, wanted
from wording import access as words

log = logging.getLogger("dccs")
NEEDED = ("DCCS_OIDC_ISSUER", "DCCS_OIDC_CLIENT_ID", "DCCS_OIDC_CLIENT_SECRET")
CLAIM = "DCCS_OIDC_CLAIM"  # which claim names the account; preferred_username unless set
WAY_SECONDS = 600  # to the office's server and back


def own_pages(cookies: Cookies, base: str, environment: Mapping[str, str]) -> Starlette:
    """The pages before the app in the mode `oidc`; a setting that is missing ends the start."""
    issuer, client, secret = (environment.get(name, "") for name in NEEDED)
    if not (issuer and client and secret):
        sys.exit(words.OIDC_UNSET)
    provider = OAuth().register(
        "office", client_id=client, client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
    )  # fmt: skip
    own = Office(provider, cookies, base, environment.get(CLAIM) or "preferred_username")
    # What is remembered between the two halves of a sign-in: state, nonce, the PKCE verifier and the page to go on to.
    # Lax, for the way back comes from another site.
    way = Middleware(
        SessionMiddleware, secret_key=cookies.way_key, session_cookie="dccs_way", max_age=WAY_SECONDS, same_site="lax",
        path=f"{base}{words.SIGN_IN_PATH}",
    )  # fmt: skip
    return Starlette(routes=own.routes, middleware=[way], exception_handlers=BROKEN)


class Office:
    """The pages of the mode `oidc`. `claim`: which of the office's words names the account."""

    def __init__(self, provider: Any, cookies: Cookies, base: str, claim: str) -> None:
        self.provider, self.cookies, self.base, self.claim = provider, cookies, base, claim
        self.routes = [
            Route(words.SIGN_IN_PATH, self.offer),
            Route(words.OIDC_START_PATH, self.start),
            Route(words.OIDC_BACK_PATH, self.come_back),
            *front.FILES,
        ]

    async def offer(self, request: Request) -> Response:
        """The way to the office's server."""
        token = self.cookies.token(request)
        if token and await run_in_threadpool(find, sessions.digest_of(token)) is not None:
            return RedirectResponse(f"{self.base}/", 303)
        request.session["next"] = wanted(request.query_params.get("tiep"))
        return self._page()

    async def start(self, request: Request) -> Response:
        """Sends the browser to the office's server, with a new state, nonce and PKCE challenge."""
        try:
            back = request.url_for("come_back")
            answer: Response = await self.provider.authorize_redirect(request, back)
        except (OAuthError, HTTPError, JoseError, ValueError) as error:
            return self._failed(error)
        return answer

    async def come_back(self, request: Request) -> Response:
        """Who the office's server says it is, and the session of their account."""
        try:
            said = await self._said(request)
        except (OAuthError, HTTPError, JoseError, ValueError) as error:
            return self._failed(error)
        name = str(said.get(self.claim) or "").strip().casefold()
        is_doubtful = self.claim == "email" and said.get("email_verified") is not True
        if not name or is_doubtful:
            return self._page(words.OIDC_NO_NAME.format(claim=self.claim), 403)
        address = request.client.host if request.client else ""
        begun = await run_in_threadpool(_begin, name, address)
        if begun is None:
            return self._page(words.UNKNOWN_PERSON.format(name=name), 403)
        answer = RedirectResponse(f"{self.base}{wanted(request.session.pop('next', '/'))}", 303)
        self.cookies.keep_token(answer, begun, is_secure=is_secure(request))
        return answer

    async def _said(self, request: Request) -> Mapping[str, Any]:
        """What the server says of the person: in the token, or, as most keep it short, when asked for more."""
        token = await self.provider.authorize_access_token(request)
        said: Mapping[str, Any] = token.get("userinfo") or {}
        if not said.get("sub"):
            return {}
        if self.claim in said and (self.claim != "email" or "email_verified" in said):
            return said
        more: Mapping[str, Any] = await self.provider.userinfo(token=token)
        return more if more.get("sub") == said["sub"] else {}

    def _failed(self, error: Exception) -> Response:
        log.error("%s: %s", type(error).__name__, getattr(error, "error", ""))  # descriptions may hold what people sent
        return self._page(words.OIDC_FAILED, 502)

    def _page(self, said: str = "", status: int = 200) -> Response:
        start = f"{self.base}{words.OIDC_START_PATH}"
        return front.page(words.SIGN_IN, base=self.base, status=status, said=said, start=start)


def _begin(name: str, address: str) -> str | None:
    store, now = pages.open_database(), datetime.now(UTC)
    try:
        return sessions.begin(store, name, address, now)
    except sessions.NoSuchAccount:
        sessions.refuse(store, name, address, now)
        return None
