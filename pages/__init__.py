"""Question → screen: what every page opens with – the database, the choices in the address, the frame around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from data.catalogue import CatalogueError, Period, in_force
from data.people import Act, Person, machine_user
from data.store import Store, StoreError, database_path
from data.writing import after
from exports.snapshot import Snapshot, build
from pages._who import person as person
from wording import commands, screens
from wording.formats import HANOI, read_instant

MEETING_SCALE = 1.35  # type on a projector
_OPENING = Lock()


@lru_cache(maxsize=4)
def _store(path: Path) -> Store:
    return Store(path, by=machine_user().name)


def open_database() -> Store:
    """The one database of this process. Raises StoreError or CatalogueError with a reason for the reader."""
    with _OPENING:  # the first page may be asked for while the server is still warming up
        return _store(database_path())


@dataclass(frozen=True)
class Page:
    """What a page is about; `as_of` None means now. The snapshot is shared by all who look at the same thing.

    `is_on_desk`: the public profile on a screen of one's own, as a viewer has it: type of the usual size.
    """

    store: Store
    unit: str
    period: str
    as_of: datetime | None
    profile: str
    is_on_desk: bool = False

    @property
    def person(self) -> Person:
        """Who is looking at it, and would be the one who acts."""
        return person()

    @property
    def allowed(self) -> frozenset[str] | None:
        """Codes of the units that are theirs; None: all."""
        return person().covers(self.store.catalogue.units)

    @property
    def is_meeting(self) -> bool:
        """Whether the page stands on a projector: public figures, larger type."""
        return self.profile == "public"

    @property
    def scale(self) -> float:
        """How large figures are drawn."""
        return MEETING_SCALE if self.is_meeting and not self.is_on_desk else 1.0

    @property
    def is_dark(self) -> bool:
        """Whether the reader's theme is dark."""
        return st.context.theme.type == "dark"

    @cached_property
    def snapshot(self) -> Snapshot:
        """What is known of the unit for the period; read-only."""
        return _snapshot(look=self._figures, _page=self)

    @property
    def _figures(self) -> str:
        """All that the snapshot depends on, which is less than what a page does: while a quarter's returns come in, the
        snapshots of the quarters before it stand, and most of what is shown over time is made of those."""
        catalogue, today = self.store.catalogue.digest, datetime.now(HANOI).date()
        seen = self.store.ask("last_seen", period=self.period, catalogue=catalogue)[0]["place"]
        return repr((str(self.store.path), seen, catalogue, today, self.unit, self.period, self.as_of, self.profile))

    @cached_property
    def look(self) -> str:
        """All that the figures of the page depend on. The same look shows the same; one look a run, so that what stands
        on a page belongs together."""
        today = datetime.now(HANOI).date()
        version = (str(self.store.path), self.store.data_version, self.store.catalogue.digest, today)
        return repr((*version, self.unit, self.period, self.as_of, self.profile, self.is_on_desk))


@st.cache_resource(show_spinner=False, max_entries=100)
def _snapshot(look: str, _page: Page) -> Snapshot:
    """Cached by everything that its figures depend on, so nothing shown can be stale. One text is the quickest key."""
    as_of = _page.as_of or now(_page.store)
    return build(_page.store, unit=_page.unit, period=_page.period, as_of=as_of, profile=_page.profile)


def now(store: Store) -> datetime:
    """This moment, but after all that has come in: a clock that was set back hides nothing."""
    return after(store.ask("last_event")[0]["last_event_at"], datetime.now(UTC))


def warm() -> None:
    """Makes what the first page shows before anyone has asked for it. Raises what `open_database` does."""
    store = open_database()
    if store.ask("info")[0]["submissions"]:
        period = _default_period(store, datetime.now(HANOI).date())
        assert Page(store, _default_unit(store, period), period.code, None, "internal").snapshot


def open_page(*, needs_data: bool = True, default_profile: str | None = None, needs: Act | None = None) -> Page:
    """The frame of a page and what it is about; says so and stops where there is nothing to show.

    `needs`: what the person must be allowed to do to open it, the same as in data/people.py, NEEDED. Whatever the
    address asks for beyond the person's role and units is refused with a sentence.
    `default_profile`: the page's own where its address names none, whatever was chosen on other pages; it stays for the
    pages that follow, until the switch changes it.
    """
    try:
        store = open_database()
    except StoreError as error:
        _stop(commands.store_failed(error.reason, error.path))
    except CatalogueError as error:
        _stop(str(error))
    from pages import _clock, _last_period, _parts, _scope, _tree  # the parts draw what this module opens

    _scope.admit(store, needs)
    top = st.container(gap=None)
    _clock.say_clock(store)
    has_data = bool(store.ask("info")[0]["submissions"])
    if needs_data and not has_data:
        _parts.say_empty(store)
        _scope.say_who(store)
        st.stop()
    period = _choose_period(store, datetime.now(HANOI).date())
    unit = _scope.choose_unit(store, period)
    (profile, is_on_desk), moment = _scope.choose_profile(store, default_profile), _choose_moment()
    _scope.say_who(store)
    page = Page(store, unit, period.code, moment, profile, is_on_desk)
    if has_data:
        shown = None if is_on_desk else profile  # the browser enlarges what is public by its address
        for name, value in (("unit", unit), ("period", period.code), ("profile", shown)):
            _show_in_address(name, value)
    _last_period.say_last_period(page)
    with top:
        _parts.say_sample(page)
        _tree.say_place(page)
    _tree.stop_unless_known(page, page.as_of)
    if needs_data:
        with top:
            _parts.say_frame(page)
    return page


def _stop(sentence: str) -> None:
    st.error(sentence)
    st.stop()


def _chosen(name: str) -> str | None:
    """A choice from the address, else the one made before on another page."""
    if name in st.query_params:
        st.session_state[f"chosen_{name}"] = st.query_params[name]
    chosen: str | None = st.session_state.get(f"chosen_{name}")
    return chosen


def _choose(name: str, value: str | None) -> None:
    """Keeps a choice for the next page, and shows it in the address."""
    st.session_state[f"chosen_{name}"] = value
    _show_in_address(name, value)


def _show_in_address(name: str, value: str | None) -> None:
    """A link shows what its sender saw, even what the sender did not choose."""
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def _picked(name: str, widget: str) -> None:
    value = st.session_state[widget]
    _choose(name, value if isinstance(value, str) else None)


def _begun(store: Store, today: date) -> list[Period]:
    """The periods that have begun; before the first has, that one."""
    return [period for period in store.catalogue.periods if period.starts_on <= today] or [store.catalogue.periods[0]]


def _default_period(store: Store, today: date) -> Period:
    """The last period with a return, else the last that has begun."""
    begun = _begun(store, today)
    reported = {row["period"] for row in store.ask("periods_reported")}
    return max((p for p in begun if p.code in reported), key=lambda p: p.ends_on, default=begun[-1])


def _default_unit(store: Store, period: Period) -> str:
    """The top of the tree."""
    units = [unit for unit in store.catalogue.units if in_force(unit, period.ends_on)]
    return next((unit.code for unit in units if unit.parent is None), store.catalogue.units[0].code)


def _choose_period(store: Store, today: date) -> Period:
    """A period that has begun; unless chosen, the last one with a return, else the last that has begun."""
    known = {period.code: period for period in _begun(store, today)}
    default = _default_period(store, today).code
    code = _chosen("period")
    chosen = code if code in known else default
    st.session_state["pick_period"] = chosen
    st.sidebar.selectbox(
        screens.PERIOD, list(reversed(known)), key="pick_period", format_func=lambda code: known[code].label,
        on_change=_picked, args=("period", "pick_period"),
    )  # fmt: skip
    return known[chosen]


def _choose_moment() -> datetime | None:
    """A past moment to look back to, or None for now."""
    text = _chosen("as_of")
    try:
        as_of = read_instant(text) if text else None
    except ValueError:
        text = as_of = None
    st.session_state["pick_as_of"] = as_of.astimezone(HANOI).date() if as_of else None
    st.sidebar.date_input(
        screens.AS_OF, value=None, key="pick_as_of", format="DD/MM/YYYY", help=screens.AS_OF_HELP,
        max_value=datetime.now(HANOI).date(), on_change=_picked_day,
    )  # fmt: skip
    _show_in_address("as_of", text)
    return as_of


def _picked_day() -> None:
    day = st.session_state["pick_as_of"]
    _choose("as_of", day.isoformat() if day else None)
