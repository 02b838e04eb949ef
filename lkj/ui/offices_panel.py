"""Antarsatuan on the screen: what is chosen, and the panels that compare."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from lkj import bootstrap
from lkj.charts.office_intervals import office_intervals
from lkj.charts.returns_funnel import returns_funnel
from lkj.charts.theme import DATA, RETURNED
from lkj.domain.commands import Period
from lkj.labels import offices_words as words
from lkj.labels.formats import PERIODS, number, short_datetime
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.monitoring import ink
from lkj.ui.panel import IN_TABLE, opening, twin
from lkj.ui.session import Viewer
from lkj.usecases.offices_panels import (
    MOST_ROWS,
    Compared,
    minutes_rows,
    returns_panel,
    states_panel,
    times_panel,
)
from lkj.usecases.offices_reading import Comparison, compare_offices, offices_query
from lkj.usecases.reading import NotYet, Reading

# Not the names of the filters of other screens: what is chosen here is of one kind only.
SOP, YEARS, KINDS, STEP = "sop-satuan", "tahun-satuan", "jenis-satuan", "langkah-satuan"
FIRST, REVIEW, ORDER = "pertama-satuan", "pemeriksa-satuan", "urut-satuan"
_QUERY = {
    "sop": SOP,
    "tahun": YEARS,
    "jenis": KINDS,
    "langkah": STEP,
    "pertama": FIRST,
    "pemeriksa": REVIEW,
}
_BOUND: Literal["query-params"] = "query-params"
_FEW = 12  # satuan kerja; a longer table scrolls by itself
_HEIGHT = 460


def compared(viewer: Viewer) -> Comparison:
    """Read what the address and the choices on this page ask for."""
    offices = bootstrap.current_offices()
    asked = {name: value for name, key in _QUERY.items() if (value := _asked(key))}
    query = offices_query(asked, viewer.office.sops)
    return compare_offices(query, offices=offices, **viewer.use)


def snapshots_line(about: Comparison) -> None:
    """As of when, and who is missing or old, by name."""
    n = len(about.usable)
    st.caption(
        escape_markdown(
            f"{number(n)} dari {number(len(about.told))} satuan kerja · potret tertua "
            f"{about.oldest} · hanya angka, tanpa nama orang dan tanpa isi laporan"
        )
    )
    problems = [
        f"{one.name} ({words.PROBLEM[one.problem]})" for one in about.told if one.problem
    ]
    old = [
        f"{one.name} ({short_datetime(one.facts.as_of, about.office.zone)})"
        for one in about.usable
        if one.is_old and one.facts
    ]
    if problems:
        st.warning(escape_markdown(f"Tidak ikut dihitung: {', '.join(problems)}."))
    if old:
        st.info(escape_markdown(f"Potret lama, angkanya mungkin berubah: {', '.join(old)}."))


def choices(about: Comparison) -> None:
    """Ask what is compared; every choice stands in the address."""
    sops = about.office.sops.current
    if len(sops) > 1:
        titles = {sop.id: sop.short_title for sop in sops}
        st.selectbox("SOP", list(titles), format_func=titles.__getitem__, key=SOP, bind=_BOUND)
    left, right = st.columns(2)
    with left:
        _pills("Tahun kinerja", about.years, str, YEARS)
        st.toggle("Hanya pelaksanaan pertama", key=FIRST, bind=_BOUND)
    with right:
        _pills("Jenis", list(PERIODS), PERIODS.__getitem__, KINDS)
        st.toggle("Urutkan menurut bagian", key=ORDER, bind=_BOUND)


def states_section(about: Comparison) -> None:
    """Keadaan: a table is all it needs."""
    st.header("Keadaan laporan")
    reading = states_panel(about)
    if isinstance(reading, NotYet):
        st.caption(escape_markdown(reading.needs))
        return
    opening(reading.finding, *reading.about)
    cells = [[text(cell) for cell in row] for row in reading.cells]
    height: Any = {"height": _HEIGHT} if len(cells) > _FEW else {}
    with st.container(**height):
        st.html(table(reading.headings, cells, caption=reading.caption, class_="lkj-table"))
    _files(about, "keadaan")
    st.caption(escape_markdown(reading.legend))


def times_section(about: Comparison) -> None:
    """Waktu per langkah: one step of all satuan kerja."""
    st.header("Waktu per langkah")
    steps = {step.id: f"{step.number}. {step.short_name}" for step in about.steps}
    _select("Langkah", steps, about.step.id, STEP)
    reading = times_panel(about, by_share=_is_by_share())
    _panel(about, reading, "waktu", colour=DATA)
    rows = minutes_rows(about)
    if isinstance(reading, NotYet) or rows.empty or len(rows) > MOST_ROWS:
        return
    st.plotly_chart(
        office_intervals(_escaped(rows), title="Menit kerja", ink=ink(), mark=about.mark),
        key="menit",
        config={"displayModeBar": False},
        alt=f"{about.step.short_name}: menit kerja menurut satuan kerja. {IN_TABLE}",
    )
    st.caption(escape_markdown(words.MINUTES_LEGEND))


def returns_section(about: Comparison) -> None:
    """Pengembalian: one reviewer of all satuan kerja."""
    st.header("Pengembalian menurut pemeriksa")
    if about.review is not None:
        roles = {
            step.id: f"{step.number}. {', '.join(map(about.office.role_name, step.finishers))}"
            for step in about.reviews
        }
        _select("Pemeriksa", roles, about.review.id, REVIEW)
    reading = returns_panel(about, by_share=_is_by_share())
    _panel(about, reading, "pengembalian", colour=RETURNED)


def _panel(
    about: Comparison, reading: Reading[Compared] | NotYet, name: str, *, colour: str
) -> None:
    if isinstance(reading, NotYet):
        st.caption(escape_markdown(reading.needs))
        return
    opening(reading.finding, *reading.about)
    st.plotly_chart(
        _figure(reading.drawn, colour=colour, mark=about.mark),
        key=f"gambar-{name}",
        config={"displayModeBar": False},
        alt=f"{reading.finding}. {IN_TABLE}",
    )
    _files(about, name)
    st.caption(escape_markdown(reading.legend))
    twin(reading.headings, reading.cells, caption=reading.caption)


def _figure(drawn: Compared, *, colour: str, mark: str) -> Any:
    rows = _escaped(drawn.rows)
    if drawn.limits is None:
        return office_intervals(
            rows,
            title=drawn.titles[1],
            pooled=drawn.pooled,
            colour=colour,
            ink=ink(),
            mark=mark,
        )
    return returns_funnel(
        rows,
        drawn.limits,
        pooled_rate=drawn.pooled,
        titles=drawn.titles,
        colour=colour,
        ink=ink(),
        mark=mark,
    )


def _escaped(rows: Any) -> Any:
    """Names as plotly's own little HTML may hold them."""
    return rows.assign(label=rows["label"].map(escape), hover=rows["hover"].map(escape))


def _files(about: Comparison, name: str) -> None:
    query = about.query.to_query()
    title = words.TABLES[name].title
    links = (
        tag(
            "a",
            text(label),
            href=f"/unduh/antarsatuan/{name}.{kind}"
            + (f"?{urlencode(query)}" if query else ""),
            aria_label=f"{title}: {label}",
        )
        for label, kind in (("CSV", "csv"), ("Excel", "xlsx"))
    )
    st.html(tag("p", " · ".join(links), class_="lkj-rows-of"))


def _asked(key: str) -> str:
    """What a widget of this page holds, else the address, as an address would say it."""
    if key not in st.session_state:
        return st.query_params.get(key, "")
    value = st.session_state[key]
    if isinstance(value, bool):
        return "ya" if value else ""
    if isinstance(value, list | tuple):
        return ",".join(one.value if isinstance(one, Period) else str(one) for one in value)
    return str(value or "")


def _is_by_share() -> bool:
    return bool(st.session_state.get(ORDER))


def _select(label: str, options: dict[str, str], chosen: str, key: str) -> None:
    """Ask for one of several; what the address names wrongly is no choice."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = chosen
    st.selectbox(
        escape_markdown(label),
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind=_BOUND,
    )


def _pills(label: str, options: Sequence[Any], name: Callable[[Any], str], key: str) -> None:
    chosen = st.session_state.get(key)
    if isinstance(chosen, list) and not set(chosen) <= set(options):
        st.session_state[key] = [one for one in chosen if one in options]
    st.pills(
        escape_markdown(label),
        options,
        selection_mode="multi",
        format_func=name,
        key=key,
        bind=_BOUND,
    )
