"""Which screens there are, and who sees them in the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lkj.analytics import waiting
from lkj.domain.accounts import Permission
from lkj.reference import ROOT
from lkj.ui.cache import frames
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer


@dataclass(frozen=True)
class Screen:
    """One page: its script, its address, and for whom it stands in the navigation."""

    script: str
    title: str
    address: str
    icon: str
    is_for: Callable[[Viewer], bool]


def _everyone(_: Viewer) -> bool:
    return True


def _has_tasks(viewer: Viewer) -> bool:
    return bool(viewer.roles)


def _with(permission: Permission) -> Callable[[Viewer], bool]:
    return lambda viewer: viewer.may(permission)


HOME = Screen("home", "Beranda", "beranda", ":material/dashboard:", _everyone)
STATUS = Screen("status", "Status laporan", "status", ":material/view_kanban:", _everyone)
TASKS = Screen("tasks", "Tugas saya", "tugas", ":material/inbox:", _has_tasks)
PAPER = Screen(
    "paper",
    "Catat dari berkas",
    "catat",
    ":material/edit_note:",
    _with(Permission.RECORD_ON_BEHALF),
)
IMPORT = Screen(
    "import_data",
    "Impor data",
    "impor",
    ":material/upload_file:",
    _with(Permission.IMPORT_HISTORY),
)
DURATIONS = Screen("durations", "Waktu per langkah", "waktu", ":material/timer:", _everyone)
REJECTIONS = Screen("rejections", "Pengembalian", "pengembalian", ":material/undo:", _everyone)
CAUSES = Screen("causes", "Penyebab", "penyebab", ":material/help:", _everyone)
PATHS = Screen("paths", "Alur", "alur", ":material/conversion_path:", _everyone)
CONFORMANCE = Screen(
    "conformance", "Kesesuaian dengan SOP", "kesesuaian", ":material/rule:", _everyone
)
ANALYSIS = Screen(
    "analysis", "Analisis lanjutan", "analisis", ":material/query_stats:", _everyone
)
TABLE7 = Screen("table7", "Tabel 7", "tabel-7", ":material/fact_check:", _everyone)
REPORTS = Screen("reports", "Laporan", "laporan", ":material/description:", _everyone)
UNIT_DATA = Screen("unit_data", "Data Bagian", "data-bagian", ":material/grid_on:", _everyone)
PLAN = Screen("plan", "Rencana laporan", "rencana", ":material/event:", _everyone)
AGENDA = Screen("agenda", "Buku Agenda", "buku-agenda", ":material/menu_book:", _everyone)
SOP = Screen("sop", "SOP", "sop", ":material/account_tree:", _everyone)
CALENDAR = Screen(
    "calendar", "Kalender kerja", "kalender", ":material/calendar_month:", _everyone
)
OFFICES = Screen(
    "offices",
    "Antarsatuan",
    "antarsatuan",
    ":material/account_balance:",
    _with(Permission.COMPARE_OFFICES),
)
DOWNLOADS = Screen("downloads", "Unduh data", "unduh-data", ":material/download:", _everyone)
PEOPLE = Screen(
    "people",
    "Orang dan akun",
    "orang",
    ":material/group:",
    _with(Permission.MANAGE_ACCOUNTS),
)
HEALTH = Screen(
    "health",
    "Kesehatan sistem",
    "kesehatan",
    ":material/health_and_safety:",
    _with(Permission.READ_HEALTH),
)
PROFILE = Screen("profile", "Profil", "profil", ":material/person:", _everyone)
SCREENS = (
    HOME,
    STATUS,
    TASKS,
    PAPER,
    IMPORT,
    DURATIONS,
    REJECTIONS,
    CAUSES,
    PATHS,
    CONFORMANCE,
    ANALYSIS,
    TABLE7,
    REPORTS,
    UNIT_DATA,
    PLAN,
    AGENDA,
    SOP,
    CALENDAR,
    OFFICES,
    DOWNLOADS,
    PEOPLE,
    HEALTH,
    PROFILE,
)

# They look at the passes that the filters leave.
MONITORING = (
    *(HOME, STATUS, DURATIONS, REJECTIONS, CAUSES, PATHS),
    *(CONFORMANCE, ANALYSIS, DOWNLOADS),
)


def page_addresses() -> frozenset[str]:
    """Every address that shows a screen; any other is answered by an error page."""
    return frozenset(screen.address for screen in SCREENS)


def picture_addresses() -> frozenset[str]:
    """Paths of the screens with pictures, and the one that leads on to the first of them."""
    return frozenset({"/", *(f"/{screen.address}" for screen in MONITORING)})


def start_screen(viewer: Viewer) -> Screen:
    """Where somebody arrives after signing in: officials at their tasks."""
    return TASKS if _has_tasks(viewer) else HOME


def page(screen: Screen, *, is_shown: bool, n_waiting: int = 0) -> Any:
    """The Streamlit page of a screen.

    One that is not for this viewer stays known, so that its own guard answers in our words.
    """
    title = f"{screen.title} ({n_waiting})" if n_waiting else screen.title
    return st.Page(
        ROOT / "pages" / f"{screen.script}.py",
        title=title,
        url_path=screen.address,
        icon=screen.icon,
        visibility="visible" if is_shown else "hidden",
    )


def script(screen: Screen) -> str:
    """Path for `st.switch_page` and `st.page_link`."""
    return str(ROOT / "pages" / f"{screen.script}.py")


def report_link(place: Any, title: object, report_id: object) -> None:
    """A row's title, which opens its report; `place` is where Streamlit draws it."""
    place.page_link(
        script(REPORTS),
        label=escape_markdown(str(title)),
        query_params={"id": str(report_id)},
        icon=":material/description:",
    )


def navigation(viewer: Viewer) -> Any:
    """The flat navigation of this viewer; the page at `/` only leads on to the start page."""
    shown = [screen for screen in SCREENS if screen.is_for(viewer)]
    counts = {TASKS: n_waiting(viewer)} if TASKS in shown else {}
    start = st.Page(
        ROOT / "pages" / "start.py", title="Mulai", default=True, visibility="hidden"
    )
    pages = [
        page(screen, is_shown=screen in shown, n_waiting=counts.get(screen, 0))
        for screen in SCREENS
    ]
    # All of them: behind "View more" nobody would look, and it is English.
    return st.navigation([start, *pages], position="sidebar", expanded=True)


def n_waiting(viewer: Viewer) -> int:
    """How many reports wait for a role that the viewer holds today."""
    return len(waiting_for(viewer))


def waiting_for(viewer: Viewer) -> Any:
    """Status rows that wait for a role of the viewer, the longest wait first."""
    return waiting.waiting_for(frames(viewer).status, viewer.roles)
