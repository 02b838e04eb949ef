"""Who is looking: read afresh from the database at every run of a page."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NoReturn, TypedDict

import streamlit as st

from lkj import bootstrap
from lkj.diagnostics.refusals import note_refusal
from lkj.domain.accounts import AppRole, Permission
from lkj.domain.sop import RoleId, Sop
from lkj.errors import NotPermitted, SessionEnded
from lkj.ui.messages import show_link, show_refusal, show_sign_in
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import (
    Caller,
    SessionRef,
    identify,
    is_permitted,
    keep_alive,
    roles_today,
)
from lkj.usecases.office import Office
from lkj.usecases.reach import Reach, reach_of
from lkj.usecases.sign_in import cookie_name, door_of, is_example, office_cookie_name
from lkj.worktime import WorkingCalendar


class Use(TypedDict):
    """Keyword arguments that every use case takes."""

    door: SessionRef
    office: Office
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The person in front of the screen, with what the use cases need."""

    office: Office
    door: SessionRef
    caller: Caller
    now: datetime
    is_example: bool
    calendar: WorkingCalendar  # counts now

    @cached_property
    def roles(self) -> tuple[RoleId, ...]:
        """SOP roles held today."""
        return roles_today(self.caller, office=self.office, now=self.now)

    @cached_property
    def reach(self) -> Reach:
        """The persons whose figures the viewer may read."""
        with self.office.database.read() as conn:
            return reach_of(conn, self.caller, office=self.office, now=self.now)

    @property
    def app_roles(self) -> frozenset[AppRole]:
        """Roles of the product held by the account."""
        return self.caller.account.app_roles

    @property
    def sop(self) -> Sop:
        """The SOP that new reports run under; the first where an office has several."""
        return self.office.sops.current[0]

    def role_name(self, role: RoleId) -> str:
        """Name of a role of any SOP of the office; its id where no SOP has it any more."""
        return self.office.role_name(role)

    def may(self, permission: Permission) -> bool:
        """Whether the account carries the permission now."""
        return is_permitted(self.caller, permission, office=self.office, now=self.now)

    @property
    def use(self) -> Use:
        """Keyword arguments that every use case takes."""
        return {"door": self.door, "office": self.office, "now": self.now}


def cookie_token(office: Office) -> str | None:
    """The session cookie as text; None where there is none (or where a test has no cookies)."""
    value = st.context.cookies.get(cookie_name(office.settings))
    return value if isinstance(value, str) else None


def office_here() -> Office:
    """The satuan kerja whose cookie the browser sends, or the first.

    Raises:
        LkjError: it cannot be opened now.
    """
    offices = bootstrap.current_offices()
    code = st.context.cookies.get(office_cookie_name(offices.settings[0]))
    return offices.of(code) if isinstance(code, str) and code in offices else offices.first


def current_viewer() -> Viewer:
    """The signed-in viewer.

    Raises:
        SessionEnded: no cookie, or its session has ended.
    """
    office, now = office_here(), bootstrap.clock()
    token = cookie_token(office)
    if token is None:
        raise SessionEnded
    door = door_of(token, office.settings)
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        example = is_example(conn)
        calendar = calendar_at(conn)
    keep_alive(door, office=office, now=now)
    _forget_other_person((office.settings.office_code, caller.account.id))
    return Viewer(
        office=office,
        door=door,
        caller=caller,
        now=now,
        is_example=example,
        calendar=calendar,
    )


def require_viewer(*permissions: Permission) -> Viewer:
    """Guard of a page: a live session, and one of the permissions where any are named.

    Stops the page, with a message, for everybody else.
    """
    try:
        viewer = current_viewer()
    except SessionEnded:
        show_refusal("Sesi Anda berakhir. Silakan masuk lagi.")
        show_sign_in()
        st.stop()
    if viewer.caller.account.must_change_password:
        show_refusal("Ganti kata sandi Anda dahulu.")
        show_link("Ganti kata sandi", "/ganti-sandi")
        st.stop()
    if permissions and not any(viewer.may(permission) for permission in permissions):
        _stop_without_right()
    return viewer


def require_official() -> Viewer:
    """Guard of a page for those who hold a role of an SOP today."""
    viewer = require_viewer()
    if not viewer.roles:
        _stop_without_right()
    return viewer


def _stop_without_right() -> NoReturn:
    note_refusal(NotPermitted())
    st.title("Tidak tersedia")
    show_refusal("Halaman ini tidak tersedia untuk peran Anda.")
    st.stop()


def _forget_other_person(account: tuple[str, str]) -> None:
    """Another person signed in with this browser: nothing of the former one may remain."""
    owner = st.session_state.get("_owner")
    if owner is not None and owner != account:
        st.session_state.clear()
    st.session_state["_owner"] = account
