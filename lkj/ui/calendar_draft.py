"""The calendar's draft: its changes, what they would do, and putting it into force."""

import streamlit as st

from lkj.analytics.calendar_effect import CalendarEffect, Verdict
from lkj.errors import OutsideCalendar
from lkj.labels import calendar_words as words
from lkj.labels.formats import short_datetime
from lkj.ui.cache import calendar_effect
from lkj.ui.calendar_desk import CalendarDesk, carry_out
from lkj.ui.calendar_effect_table import effect_tables
from lkj.ui.calendar_table import change_words
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import show_error
from lkj.usecases.calendar_activation import ActivateForm, activate
from lkj.usecases.calendar_drafts import DiscardForm, discard
from lkj.usecases.calendar_edits import UndoForm, undo
from lkj.usecases.calendar_offers import FileForm, Offer, set_file_aside, take_file
from lkj.usecases.calendar_view import Draft
from lkj.worktime.calendar_changes import CalendarChange, lacking, years_of


def offer_section(desk: CalendarDesk) -> None:
    """A calendar file that holds more than is known here; nothing is taken over unasked."""
    offer = desk.view.offer
    if offer is None:
        return
    form = DraftForm(desk.viewer, "calendar/file")
    st.info(escape_markdown(_offered(offer)), icon=":material/upload_file:")
    lines = [change_words(one, desk.current, offer.calendar) for one in offer.changes]
    with st.expander("Isi berkas yang belum ada di sini"):
        for line in lines:
            st.text(line)
    request = FileForm(request_id=f"{form.request_id}/file", seen=desk.seen)
    with st.container(horizontal=True):
        if st.button("Masukkan berkas ke rancangan", key=form.button_key("take")):
            carry_out(
                desk,
                form,
                lambda **use: take_file(request, **use),
                lambda _: "Isi berkas masuk rancangan; belum berlaku.",
            )
        if st.button("Abaikan isi berkas ini", key=form.button_key("aside")):
            carry_out(
                desk,
                form,
                lambda **use: set_file_aside(request, **use),
                lambda _: "Isi berkas diabaikan; perubahan berikutnya ditawarkan lagi.",
            )


def _offered(offer: Offer) -> str:
    return words.file_offer(
        version=offer.version,
        is_newer=offer.is_newer,
        n_changes=len(offer.changes),
        n_skipped=offer.n_skipped,
    )


def draft_section(desk: CalendarDesk) -> None:
    """The draft, where there is one."""
    draft = desk.view.draft
    if draft is None:
        return
    version = desk.view.active.version + 1
    with st.container(border=True):
        finding = words.draft_finding(version=version, n_changes=len(draft.changes))
        st.subheader(escape_markdown(finding))
        when = short_datetime(draft.changed_at, desk.viewer.office.zone)
        st.caption(escape_markdown(words.draft_origin(who=draft.changed_by, when=when)))
        for change in draft.changes:
            _change_line(desk, draft, change)
        _missing(desk, draft)
        _effect(desk, draft, version)


def _change_line(desk: CalendarDesk, draft: Draft, change: CalendarChange) -> None:
    form = DraftForm(desk.viewer, f"calendar/undo/{change.act}/{change.key}")
    left, right = st.columns([6, 1], vertical_alignment="center")
    left.text(change_words(change, desk.view.active, draft.calendar))
    if right.button("Urungkan", key=form.button_key("undo"), type="tertiary"):
        request = UndoForm(request_id=f"{form.request_id}/undo", seen=desk.seen, key=change.key)
        carry_out(
            desk,
            form,
            lambda **use: undo(request, **use),
            lambda _: "Satu perubahan diurungkan.",
        )


def _missing(desk: CalendarDesk, draft: Draft) -> None:
    """Which holidays a new year probably lacks."""
    known = years_of(desk.view.active)
    for year in years_of(draft.calendar):
        names = lacking(draft.calendar, year)
        if year not in known and names:
            st.warning(escape_markdown(words.lacking_year(year=year, names=names)))


def _effect(desk: CalendarDesk, draft: Draft, version: int) -> None:
    try:
        effect = calendar_effect(desk.viewer, draft.calendar)
    except OutsideCalendar as error:
        show_error(error, zone=desk.viewer.office.zone)
    else:
        finding = _finding(effect)
        st.markdown(f"**Bila diberlakukan: {escape_markdown(finding)}**")
        st.caption(
            escape_markdown(
                words.effect_caption(
                    n_minutes=effect.n_minutes,
                    n_running=effect.n_running,
                    n_due=effect.n_due,
                )
            )
        )
        effect_tables(desk.viewer, effect)
        _activation(desk, version, finding)
    _discarding(desk)


def _finding(effect: CalendarEffect) -> str:
    return words.effect_finding(
        n_judged=effect.n_judged,
        n_verdicts=effect.n_verdicts,
        n_within=effect.n_becoming(Verdict.WITHIN),
        n_over=effect.n_becoming(Verdict.OVER),
        n_none=effect.n_becoming(Verdict.NONE),
    )


def _activation(desk: CalendarDesk, version: int, finding: str) -> None:
    form = DraftForm(desk.viewer, f"calendar/activate/{desk.view.seen}")
    st.caption(escape_markdown(words.activation_warning(version=version, effect=finding)))
    sure = st.checkbox(
        "Saya sudah memeriksa perubahan dan akibatnya", key=form.key("sure", False)
    )
    pressed = st.button(
        escape_markdown(f"Berlakukan versi {version}"),
        key=form.button_key("activate"),
        type="primary",
        disabled=not sure,
    )
    if pressed:
        request = ActivateForm(request_id=f"{form.request_id}/activate", seen=desk.seen)
        carry_out(
            desk,
            form,
            lambda **use: activate(request, **use),
            lambda done: words.activated(
                version=done.version, no=done.no, verdicts=done.n_verdicts
            ),
        )


def _discarding(desk: CalendarDesk) -> None:
    form = DraftForm(desk.viewer, f"calendar/discard/{desk.view.seen}")
    with st.popover("Buang rancangan", icon=":material/delete:", type="tertiary"):
        st.text("Semua perubahan dalam rancangan hilang; kalender yang berlaku tetap.")
        pressed = st.button("Ya, buang rancangan", key=form.button_key("discard"))
    if pressed:
        request = DiscardForm(request_id=f"{form.request_id}/discard", seen=desk.seen)
        carry_out(
            desk,
            form,
            lambda **use: discard(request, **use),
            lambda _: "Rancangan dibuang; kalender yang berlaku tidak berubah.",
        )
