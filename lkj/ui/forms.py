"""Forms whose text survives F5 and sign-out, and whose sending twice does nothing twice."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import streamlit as st

from lkj.domain.events import Moment, Precision
from lkj.errors import LkjError, RequestReused
from lkj.labels.formats import parse_local
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.usecases import drafts

_GENERATION = "_generation"


class DraftForm:
    """One opening of a form: widget keys, a request id, and the draft kept on the server.

    Widget keys carry the form's key and a generation, so that after sending every widget
    begins afresh, and another report's form never shows this one's text.
    """

    def __init__(self, viewer: Viewer, form_key: str) -> None:
        self._viewer = viewer
        self._form_key = form_key
        self._slot = f"form:{form_key}"
        opened = st.session_state.get(self._slot)
        if opened is None:
            draft = drafts.recall(form_key, **viewer.use)
            # A draft keeps its request id: after a lost answer and F5 the form that is sent
            # again is still the same request.
            generation = draft.setdefault(_GENERATION, uuid4().hex)
            opened = {"generation": generation, "names": {}, "first": {}, "kept": draft}
            opened["is_restored"] = len(draft) > 1
            st.session_state[self._slot] = opened
        self._opened: dict[str, Any] = opened

    @property
    def request_id(self) -> str:
        """The same for every sending of this opening of the form."""
        return str(self._opened["generation"])

    @property
    def is_restored(self) -> bool:
        """Whether the form shows text that was typed before."""
        return bool(self._opened["is_restored"])

    def key(self, name: str, default: Any = None) -> str:
        """Widget key of a field; its first value is the draft's, else the default."""
        key = f"{self._form_key}|{self._opened['generation']}|{name}"
        self._opened["names"][name] = key
        if key not in st.session_state:
            draft = self._opened["kept"]
            self._opened["first"][name] = _encode(default)
            st.session_state[key] = _decode(draft[name]) if name in draft else default
        return key

    def button_key(self, name: str) -> str:
        """Widget key of a button; its state is never kept."""
        return f"{self._form_key}|{self._opened['generation']}|{name}|button"

    def value(self, name: str, default: Any = None) -> Any:
        """What the field holds now."""
        return st.session_state.get(self.key(name, default))

    def remember(self, name: str, value: str) -> str:
        """A fact of the form's first opening, such as its time; kept with the draft."""
        facts: dict[str, Any] = self._opened["kept"]
        if name not in facts:
            facts[name] = value
        return str(facts[name])

    def keep(self) -> None:
        """Keep what is typed so far, where it changed since it was kept last."""
        values = {
            name: _encode(st.session_state.get(key))
            for name, key in self._opened["names"].items()
        }
        values = {name: value for name, value in values.items() if value not in (None, "", [])}
        kept = {**self._opened["kept"], **values}
        kept = {
            name: kept[name]
            for name in kept
            if name in values or name not in self._opened["names"]
        }
        if kept == self._opened["kept"]:
            return
        drafts.keep(self._form_key, kept, **self._viewer.use)
        self._opened["kept"] = kept

    def keep_typed(self) -> None:
        """Keep what is typed, and nothing of a form that was only looked at.

        For forms that begin with today's date: kept unseen, it would be an old one later.
        """
        first = self._opened["first"]
        typed = {
            name: _encode(st.session_state.get(key))
            for name, key in self._opened["names"].items()
        }
        if self.is_restored or typed != {name: first.get(name) for name in typed}:
            self.keep()

    def renew(self) -> None:
        """Keep the text under another request id: this one is spent, in another tab.

        The next run draws the form afresh.
        """
        self._opened["kept"][_GENERATION] = uuid4().hex
        drafts.keep(self._form_key, self._opened["kept"], **self._viewer.use)
        st.session_state.pop(self._slot, None)

    def close(self) -> None:
        """Forget text and request id after the form was sent or given up."""
        drafts.discard(self._form_key, **self._viewer.use)
        st.session_state.pop(self._slot, None)


def left_open(prefix: str) -> dict[str, tuple[str, ...]]:
    """Forms that stand open on this screen, by key, with the sentences typed into them."""
    slots = [slot for slot in st.session_state if str(slot).startswith(f"form:{prefix}")]
    return {
        str(slot).removeprefix("form:"): _sentences(st.session_state[slot])
        for slot in slots
        if st.session_state[slot]["names"]
    }


def _sentences(opened: dict[str, Any]) -> tuple[str, ...]:
    # Kept from now on: what a widget held is gone once a run has not drawn it.
    for name, key in opened["names"].items():
        if key in st.session_state:
            opened["kept"][name] = _encode(st.session_state[key])
    texts = (opened["kept"].get(name) for name in opened["names"])
    return tuple(text for text in texts if isinstance(text, str) and " " in text.strip())


def _encode(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    return list(value) if isinstance(value, tuple | list) else value


_TYPES: Mapping[str, Any] = {"datetime": datetime, "date": date, "time": time}


def _decode(value: Any) -> Any:
    if isinstance(value, dict):
        name, text = next(iter(value.items()))
        return _TYPES[name].fromisoformat(text)
    return value


def moment_input(
    form: DraftForm, name: str, label: str, *, viewer: Viewer, help_text: str = ""
) -> Moment | None:
    """A date with or without an hour; an hour alone is one of today. None while empty."""
    day_column, hour_column = st.columns([3, 2])
    day = day_column.date_input(
        f"{escape_markdown(label)}: tanggal",
        key=form.key(f"{name}.date"),
        format="DD/MM/YYYY",
        min_value=date(2000, 1, 1),
        max_value=viewer.now.astimezone(viewer.office.zone).date(),
        help=help_text or None,
    )
    hour = hour_column.time_input(
        f"{escape_markdown(label)}: jam",
        key=form.key(f"{name}.time"),
        step=60,
        help="Kosongkan bila tidak tercatat.",
    )
    today = viewer.now.astimezone(viewer.office.zone).date()
    return moment_of(day or (today if hour else None), hour, viewer)


def moment_of(day: object, hour: time | None, viewer: Viewer) -> Moment | None:
    """A typed local date and hour as a moment; without an hour it is a date."""
    if not isinstance(day, date):
        return None
    at = parse_local(day, hour or time(0), viewer.office.zone)
    return Moment(at, Precision.DATE if hour is None else Precision.MINUTE)


def carry_out(viewer: Viewer, form: DraftForm, act: Callable[..., Any], done: str) -> None:
    """Run a use case and say what was done on a fresh page, or why it was refused."""
    try:
        act(**viewer.use)
    except LkjError as error:
        if isinstance(error, RequestReused):
            form.renew()  # a reload would bring the spent id back
        show_error(error, zone=viewer.office.zone)
        return
    form.close()
    flash(done)
    st.rerun()
