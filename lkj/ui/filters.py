"""What the monitoring pages look at: chosen once, kept across pages, written in the address."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import streamlit as st

from lkj.analytics.schema import State
from lkj.domain.sop import Sop
from lkj.labels.formats import PERIODS
from lkj.labels.words import BOARD_STATE
from lkj.ui.cache import frames
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer
from lkj.usecases.population import sop_of
from lkj.usecases.selection import STATE_CODES, Selection

LAST_YEAR, THIS_HALF, LAST_HALF, EVER = "12-bulan", "semester-ini", "semester-lalu", "semua"
SPANS = {
    LAST_YEAR: "12 bulan terakhir",
    THIS_HALF: "Semester ini",
    LAST_HALF: "Semester lalu",
    EVER: "Sejak awal pencatatan",
}
SPAN, YEARS, PERIOD, STEPS, ROLES = "selesai", "tahun", "jenis", "langkah", "peran"
SOP, STATES, PERSONS = "sop", "status", "orang"
FIRST, MEASURED, IN_TIME = "pertama", "terukur", "tepat-catat"
AS_OF, KNOWN = "per", "tercatat"
KEYS = (
    *(SOP, SPAN, YEARS, PERIOD, STATES, STEPS, ROLES, PERSONS),
    *(FIRST, MEASURED, IN_TIME, AS_OF, KNOWN),
)

_KEPT = "kept_filters"
_BOUND: Literal["query-params"] = "query-params"
_HALF = 6  # months


def filter_widgets(viewer: Viewer) -> None:
    """Ask in the sidebar; every choice stands in the address, so that it can be passed on."""
    _bring_back()
    with st.sidebar.expander("Saring", icon=":material/filter_alt:", key="saring"):
        sop = _sop(viewer)
        st.selectbox(
            "Selesai pada", list(SPANS), format_func=SPANS.__getitem__, key=SPAN, bind=_BOUND
        )
        _pills("Tahun kinerja", _years(viewer), str, YEARS)
        _pills("Jenis", list(PERIODS), PERIODS.__getitem__, PERIOD)
        _pills("Keadaan laporan", list(STATE_CODES), _state, STATES)
        _pills("Langkah", [step.id for step in sop.steps], _numbers(sop), STEPS)
        _pills("Pelaksana", [role.id for role in sop.roles], viewer.role_name, ROLES)
        _persons(viewer)
        st.toggle("Hanya pelaksanaan pertama", key=FIRST, bind=_BOUND)
        st.toggle("Tanpa waktu yang dilaporkan sendiri (◆)", key=MEASURED, bind=_BOUND)
        st.toggle("Tanpa yang terlambat dicatat", key=IN_TIME, bind=_BOUND)
        st.date_input(
            "Keadaan per",
            value=None,
            max_value=_today(viewer),
            format="DD/MM/YYYY",
            key=AS_OF,
            bind=_BOUND,
            help="Kosong: saat ini. Bila diisi: keadaan pada akhir hari itu.",
        )
        st.toggle("Hanya yang sudah tercatat saat itu", key=KNOWN, bind=_BOUND)
    st.session_state[_KEPT] = {key: st.session_state.get(key) for key in KEYS}


def chosen_selection(viewer: Viewer) -> Selection:
    """What was asked for; everything of the last 12 months where nothing was."""
    kept: dict[str, Any] = st.session_state.get(_KEPT, {})
    as_of = kept.get(AS_OF)
    since, until = span_dates(kept.get(SPAN) or LAST_YEAR, as_of or _today(viewer))
    return Selection(
        sop_id=kept.get(SOP) if len(viewer.office.sops.current) > 1 else None,
        years=tuple(kept.get(YEARS) or ()),
        periods=tuple(kept.get(PERIOD) or ()),
        steps=tuple(kept.get(STEPS) or ()),
        states=tuple(kept.get(STATES) or ()),
        roles=tuple(kept.get(ROLES) or ()),
        persons=tuple(one for one in kept.get(PERSONS) or () if one in viewer.reach.names),
        since=since,
        until=until,
        first_only=bool(kept.get(FIRST)),
        without_declared=bool(kept.get(MEASURED)),
        without_late=bool(kept.get(IN_TIME)),
        as_of=as_of,
        known_at=as_of if kept.get(KNOWN) else None,
    )


def look_at_all() -> None:
    """Choose all that was ever finished, as somebody would in the sidebar."""
    st.session_state[SPAN] = EVER


def span_dates(span: str, today: date) -> tuple[date | None, date | None]:
    """First and last local date of a span; None where it has no such end."""
    half = date(today.year, 1 if today.month <= _HALF else _HALF + 1, 1)
    if span == THIS_HALF:
        return half, today
    if span == LAST_HALF:
        last = half - timedelta(days=1)
        return date(last.year, 1 if last.month <= _HALF else _HALF + 1, 1), last
    if span == LAST_YEAR:
        return today - timedelta(days=365), today
    return None, None


def _bring_back() -> None:
    """Streamlit forgets a widget on pages that do not show it; an address outranks memory."""
    for key, value in st.session_state.get(_KEPT, {}).items():
        if key not in st.session_state and key not in st.query_params:
            st.session_state[key] = value


def _years(viewer: Viewer) -> list[int]:
    years = frames(viewer).status["fiscal_year"].dropna().unique()
    return sorted((int(year) for year in years), reverse=True)


def _today(viewer: Viewer) -> date:
    return viewer.now.astimezone(viewer.office.zone).date()


def _sop(viewer: Viewer) -> Sop:
    """Ask which SOP where there are several; its steps and roles are what can be chosen."""
    current = {sop.id: sop for sop in viewer.office.sops.current}
    usual = sop_of(frames(viewer).status, Selection(), office=viewer.office)
    if len(current) == 1:
        return usual
    chosen = st.selectbox(
        "SOP",
        list(current),
        index=list(current).index(usual.id),
        format_func=lambda one: current[one].short_title,
        key=SOP,
        bind=_BOUND,
    )
    return current[chosen or usual.id]


def _persons(viewer: Viewer) -> None:
    """Ask for persons whose figures the viewer may read: at least the own."""
    names = viewer.reach.names
    if not viewer.reach.is_everybody and not viewer.caller.assignments:
        return
    _forget_unknown(PERSONS, names)
    st.multiselect(
        "Orang",
        sorted(names, key=names.__getitem__),
        format_func=lambda one: escape_markdown(names[one]),
        key=PERSONS,
        bind=_BOUND,
        placeholder="Semua orang",
        help="Hanya orang yang datanya boleh Anda baca. Tidak menghitung yang masih berjalan.",
    )


def _numbers(sop: Sop) -> Callable[[str], str]:
    return lambda step: str(sop.step(step).number)


def _state(state: State) -> str:
    return BOARD_STATE[state.value]


def _forget_unknown(key: str, options: Collection[Any]) -> None:
    """What was chosen under another SOP, or by somebody else, is no choice any more."""
    chosen = st.session_state.get(key)
    if isinstance(chosen, list) and not set(chosen) <= set(options):
        st.session_state[key] = [one for one in chosen if one in options]


def _pills(label: str, options: Sequence[Any], words: Callable[[Any], str], key: str) -> None:
    _forget_unknown(key, options)
    st.pills(
        escape_markdown(label),
        options,
        selection_mode="multi",
        format_func=words,
        key=key,
        bind=_BOUND,
    )
