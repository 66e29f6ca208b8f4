"""Who may come in, by one setting read at the start: local, accounts or oidc."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import get_args

from starlette.middleware import Middleware

from data.store import database_path
from pages._who import Mode, know_people_by
from web.loopback import LoopbackOnly
from wording import access as words

SETTING = "DCCS_ACCESS"


def mode_of(environment: Mapping[str, str]) -> Mode:
    """What DCCS_ACCESS says; nothing: local. Anything unknown ends the start, for it may have been meant to protect."""
    said = environment.get(SETTING) or "local"
    known: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}
    if said not in known:
        sys.exit(words.NO_MODE.format(mode=said))
    return known[said]


def layers(environment: Mapping[str, str], base: str = "") -> list[Middleware]:
    """What stands before Streamlit, and how pages know who is looking. `base`: the app's sub-path.

    Without accounts nothing that they need is imported.
    """
    mode = mode_of(environment)
    if mode == "local":
        know_people_by()
        return [Middleware(LoopbackOnly)]
    from web import people
    from web.cookies import Cookies, read_key
    from web.gate import Gate

    know_people_by(mode, people.signed_in, people.sign_out, base)
    cookies = Cookies(read_key(database_path(environment)), f"{base}/")
    if mode == "oidc":
        from web.oidc import own_pages
    else:
        from web.sign_in import own_pages
    own = own_pages(cookies, base, environment)
    return [
        Middleware(
            Gate,
            own=own,
            open_paths=(words.SIGN_IN_PATH, words.NEW_PASSWORD_PATH),
            cookies=cookies,
            has_passwords=mode == "accounts",
            base=base,
        )
    ]
