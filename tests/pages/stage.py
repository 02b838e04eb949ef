"""Offices in three states with everybody signed in, and their screens under AppTest.

A person has the id of the role, as in `tests.support.staffed`; NOBODY holds no role at all.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from lkj import bootstrap
from lkj.domain import commands as c
from lkj.domain.events import Event
from lkj.domain.workflow import must_start_first
from lkj.store import account_store, event_store, session_store
from lkj.store.database import Database
from lkj.store.session_store import SessionRow
from lkj.ui.navigation import SCREENS
from lkj.usecases.office import Office
from lkj.usecases.sign_in import token_sha256
from tests.pages import read_once
from tests.support.offices import NOW
from tests.support.staffed import (
    ALWAYS,
    APP_ROLES,
    NOBODY,
    Running,
    a_registration,
    staffed_office,
)

ROOT = Path(__file__).parents[2]
MAIN = ROOT / "lkj" / "ui" / "main.py"
SEKRETARIS, KASUBBAG, TIM, KASAT = (
    "sekretaris",
    "kasubbag_renja_monev",
    "tim_lkj",
    "kepala_satuan",
)
OFFICIALS = (SEKRETARIS, KASUBBAG, TIM, KASAT)
EVERYBODY = (*OFFICIALS, *APP_ROLES, NOBODY)
SIGNED_OUT = "signed out"
ZERO, ONE, SEVERAL = "no report", "one report", "several reports"
STATES = (ZERO, ONE, SEVERAL)
# When the screens are looked at: after everything that the reports below do.
LOOKED_AT = NOW + timedelta(hours=8)
# Where a page is asked for; the one at the root has no name there.
ADDRESS = {screen.script: screen.address for screen in SCREENS} | {"start": ""}
COOKIE = "lkj_sid"
TITLE = a_registration().title
_ESCAPED = re.compile(r"\\(.)")


@dataclass
class Stage:
    """One office that pages run on; `reports` tells their ids by what they wait for."""

    url: str
    reports: dict[str, str]
    monkeypatch: pytest.MonkeyPatch
    _tabs: dict[str, AppTest] = field(default_factory=dict)
    _seen: dict[tuple[str, str, str], AppTest] = field(default_factory=dict)

    def look(self, who: str, page: str, *, report: str = "") -> AppTest:
        """What somebody sees on a page, drawn once; for those who only look."""
        self.sit_down(who)
        if who not in self._tabs:
            self._tabs[who] = self._app(who, MAIN)
        key = (who, page, self.reports.get(report, ""))
        if key not in self._seen:
            # What is drawn next is another tree: the copy keeps this one.
            self._seen[key] = copy(self.go(self._tabs[who], page, report))
        return self._seen[key]

    def open(self, who: str, page: str, *, report: str = "") -> AppTest:
        """Go to a page in a new tab of somebody's browser; `who` may be SIGNED_OUT."""
        return self.go(self._app(who, MAIN), page, report)

    def open_alone(self, who: str, page: str, *, report: str = "") -> AppTest:
        """Run a page's script by itself, as if the main script had never been there."""
        at = self._app(who, script(page))
        if report:
            at.query_params["id"] = self.reports[report]
        return at.run()

    @property
    def database(self) -> Database:
        """What the pages read and write."""
        return bootstrap.current_office().database

    def change_account(self, who: str, **changes: Any) -> None:
        """Change somebody's account behind the pages' back."""
        with self.database.write() as conn:
            account = account_store.account(conn, f"akun-{who}")
            account_store.update_account(conn, replace(account, **changes))

    def events(self, report: str) -> list[Event]:
        """What is stored of a report, oldest first."""
        with self.database.read() as conn:
            return event_store.history(conn, self.reports[report])

    def go(self, at: AppTest, page: str, report: str = "") -> AppTest:
        """Turn to a page in a tab that is open."""
        at.query_params.clear()
        if report:
            at.query_params["id"] = self.reports[report]
        # `switch_page` knows addresses only after a first run, of a page that nobody asked for.
        at._page_hash = calc_hash(ADDRESS[page])
        return at.run()

    def _app(self, who: str, path: Path) -> AppTest:
        self.sit_down(who)
        return AppTest.from_file(str(path), default_timeout=60)

    def sit_down(self, who: str) -> None:
        """Let the browser carry somebody's cookie from now on."""
        cookies = {} if who == SIGNED_OUT else {COOKIE: token(who)}
        self.monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: cookies))


def _wait_for(runner: LocalScriptRunner, seconds: float) -> None:
    thread = runner._script_thread
    assert thread is not None
    thread.join(seconds)
    if thread.is_alive():
        runner.request_stop()
        raise TimeoutError(f"the script ran longer than {seconds} s")


def script(page: str) -> Path:
    """The script of a page."""
    return ROOT / "pages" / f"{page}.py"


def token(who: str) -> str:
    """The cookie of somebody's browser."""
    return f"kue-{who}"


@contextmanager
def on_stage(state: str, directory: Path) -> Iterator[Stage]:
    """Let the pages of this process run on a fresh copy of an office in this state."""
    original, reports = _built(state)
    path = directory / "kantor.db"
    copyfile(original, path)
    with stage_of(path, reports) as stage:
        yield stage


@contextmanager
def stage_of(path: Path, reports: dict[str, str]) -> Iterator[Stage]:
    """Let the pages of this process run on an office's file."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("LKJ_DATABASE_URL", f"sqlite:///{path}")
        monkeypatch.setenv("LKJ_TEST_NOW", LOOKED_AT.isoformat())
        # Streamlit reads the metadata of every installed package for each new AppTest.
        monkeypatch.setattr(
            BidiComponentManager, "discover_and_register_components", lambda *_, **__: None
        )
        read_once.install(monkeypatch)
        # It asks a thousand times a second whether the script is done, and slows it down.
        monkeypatch.setattr(local_script_runner, "require_widgets_deltas", _wait_for)
        bootstrap.current_offices.cache_clear()
        yield Stage(f"sqlite:///{path}", reports, monkeypatch)
        bootstrap.current_office().database.dispose()
        bootstrap.current_offices.cache_clear()


@cache
def _built(state: str) -> tuple[Path, dict[str, str]]:
    directory = Path(mkdtemp())
    office = staffed_office(directory)
    reports = {ZERO: _none, ONE: _one, SEVERAL: _several}[state](office)
    with office.database.write() as conn:
        for who in EVERYBODY:
            session_store.open_session(conn, _session(who))
    office.database.dispose()
    return directory / "kantor.db", reports


def _session(who: str) -> SessionRow:
    return SessionRow(
        token_sha256(token(who)), f"akun-{who}", NOW, LOOKED_AT, NOW + ALWAYS, None, "", ""
    )


def _none(_: Office) -> dict[str, str]:
    return {}


def _one(office: Office) -> dict[str, str]:
    return {"periksa-kasubbag": _begun(office).until("periksa-kasubbag").report_id}


def _several(office: Office) -> dict[str, str]:
    """A report at each step as it comes and, where it can, as it comes back."""
    reports = {step.id: _begun(office).until(step.id) for step in office.sops.current[0].steps}
    reports["ordered"] = ordered = _begun(office).until("kumpulkan-data")
    ordered.act(KASUBBAG, c.Start())
    for name, step in (
        ("returned to Tim", "periksa-kasubbag"),
        ("returned to Kasubbag", "periksa-sekretaris"),
        ("returned to Sekretaris", "tanda-tangan"),
    ):
        reports[name] = _begun(office).until(step)
        reports[name].send_back()
    reports["sent"] = _begun(office).until(None)
    reports["received"] = _begun(office).until(None)
    reports["received"].act(KASUBBAG, c.ConfirmReceipt())
    reports["cancelled"] = _begun(office).until("bentuk-tim")
    reports["cancelled"].act(KASAT, c.Cancel(note="kegiatan ditiadakan"))
    assert not must_start_first(ordered.state.visits[-1], ordered.sop.step("kumpulkan-data"))
    return {name: running.report_id for name, running in reports.items()}


def _begun(office: Office) -> Running:
    return Running(office).register()


def offers(at: AppTest) -> set[str]:
    """Everything that can be pressed or opened in the main part of a page, by its label.

    Links that bear the title of a report are not acts; `report_links` has them.
    """
    kinds = ("button", "expander", "popover", "link_button", "page_link")
    labels = {_label(element) for kind in kinds for element in at.main.get(kind)}
    return {label for label in labels if TITLE not in label}


def report_links(at: AppTest) -> list[str]:
    """Links to reports, in their order on the page."""
    return [link.label for link in at.main.get("page_link") if TITLE in link.label]


def _label(element: Any) -> str:
    return str(element.proto.popover.label if element.type == "popover" else element.label)


def titles(at: AppTest) -> list[str]:
    """What the page calls itself."""
    return [title.value for title in at.title]


def headers(at: AppTest) -> list[str]:
    """Findings in large letters."""
    return [header.value for header in at.header]


def markup(at: AppTest) -> str:
    """All HTML that the page makes itself."""
    return "".join(element.proto.body for element in at.get("html"))


def link_addresses(at: AppTest) -> list[str]:
    """Where the buttons lead that are links."""
    return [link.proto.url for link in at.get("link_button")]


def refusals(at: AppTest) -> list[str]:
    """What the page refuses, in words as they are shown."""
    return [shown(error.value) for error in at.error]


def shown(text: str) -> str:
    """Text as a person reads it, without the escapes that keep Markdown away."""
    return _ESCAPED.sub(r"\1", text)
