"""Which passes a page or a download speaks about: the filters, as they stand in an address."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lkj.analytics.passes import is_late_entry
from lkj.analytics.schema import ClockQuality, State
from lkj.domain.commands import Period
from lkj.domain.sop import Sop
from lkj.usecases.office import Office, Sops
from lkj.worktime import WorkingCalendar

# The states of a report as an address names them.
STATE_CODES = {
    State.RUNNING: "berjalan",
    State.SENT: "dikirim",
    State.FINISHED: "selesai",
    State.CANCELLED: "dibatalkan",
}
# Every filter as an address names it, and as the code does.
FIELDS = {
    "sop": "sop_id",
    "tahun": "years",
    "jenis": "periods",
    "langkah": "steps",
    "peran": "roles",
    "orang": "persons",
    "status": "states",
    "dari": "since",
    "sampai": "until",
    "pertama": "first_only",
    "tanpa_laporan_mandiri": "without_declared",
    "tanpa_terlambat": "without_late",
    "per": "as_of",
    "diketahui": "known_at",
}

PERSONS = "orang"
_YES = "ya"
_SWITCH = {_YES: True, "tidak": False}
_STATES = {code: state for state, code in STATE_CODES.items()}
_PERIODS = {period.value: period for period in Period}
_PERSON = re.compile(r"[A-Za-z0-9_-]{1,64}")
_YEAR = re.compile(r"[12][0-9]{3}")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_Read = Callable[[str], Any]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Filters of passes; what is empty, None or False keeps everything.

    Days are the office's local dates, both ends included. `since` and `until` speak of the day
    on which a pass was finished. `as_of` and `known_at` mean the end of their day.
    """

    sop_id: str | None = None
    years: tuple[int, ...] = ()
    periods: tuple[Period, ...] = ()
    steps: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()  # ids of who acted; see `reach.within`
    states: tuple[State, ...] = ()
    since: date | None = None
    until: date | None = None
    first_only: bool = False
    without_declared: bool = False
    without_late: bool = False
    as_of: date | None = None
    known_at: date | None = None

    def to_query(self) -> dict[str, str]:
        """The filters as an address carries them; only those that are set."""
        texts = {key: _text(getattr(self, field)) for key, field in FIELDS.items()}
        return {key: text for key, text in texts.items() if text}

    def moment(self, now: datetime, zone: tzinfo) -> datetime:
        """The moment looked from: the end of `as_of`, never later than now."""
        return now if self.as_of is None else min(now, _end_of(self.as_of, zone))

    def knowledge(self, zone: tzinfo) -> datetime | None:
        """Until when an act must have been recorded to count; None where all count."""
        return None if self.known_at is None else _end_of(self.known_at, zone)


class Ignored(NamedTuple):
    """One value of an address that filters nothing, as it was typed."""

    key: str
    value: str


def from_query(query: Mapping[str, str], *, sops: Sops) -> tuple[Selection, list[Ignored]]:
    """Read the filters of an address; a wrong one is left out alone and never fails.

    Args:
        query: values by key, several separated by commas. Other keys than those of `FIELDS`
            are other parts of the address.
        sops: name the steps and roles that there are.

    Returns:
        The filters, and every value that is unknown, malformed, one too many, or (`sampai`)
        before `dari`.
    """
    ignored: list[Ignored] = []
    values: dict[str, Any] = {}
    for key, read in _readers(sops.versions).items():
        known, wrong = _known(query.get(key, ""), read)
        is_many = isinstance(getattr(_EVERYTHING, FIELDS[key]), tuple)
        if len(known) > 1 and not is_many:
            wrong, known = [*wrong, *known], {}
        ignored += [Ignored(key, text) for text in wrong]
        if known:
            found = tuple(known.values())
            values[FIELDS[key]] = found if is_many else found[0]
    if _is_reversed(values):
        ignored.append(Ignored("sampai", values.pop("until").isoformat()))
    return Selection(**values), ignored


def apply(
    passes: pd.DataFrame, selection: Selection, *, office: Office, calendar: WorkingCalendar
) -> pd.DataFrame:
    """The passes that a selection keeps, in their order.

    Args:
        passes: PASSES, perhaps with more columns.
        selection: `as_of` and `known_at` counted when the visits were made.
        office: its zone has the local days of `since` and `until`.
        calendar: counts the delay of entries; that of the tables.

    Returns:
        Rows of `passes`. An open visit counts for the roles that must act on it, for no person,
        and is kept whatever the days are: it is not finished yet.
    """
    conditions = _about_reports(passes, selection)
    if selection.steps:
        conditions.append(_is_among(passes["step"], selection.steps))
    if selection.roles:
        conditions.append(_is_of_roles(passes, selection.roles))
    if selection.persons:
        conditions.append(passes["actor"].isin(list(selection.persons)))
    if selection.since or selection.until:
        is_between = _is_between(passes["left_at"], selection, office.zone)
        conditions.append(is_between | passes["outcome"].isna())
    if selection.first_only:
        conditions.append(passes["visit"] == 1)
    if selection.without_declared:
        conditions.append(passes["clock_quality"] != ClockQuality.DECLARED)
    kept = _meeting(passes, conditions)
    return kept[~is_late_entry(kept, calendar)] if selection.without_late else kept


def select_reports(table: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows whose report has the SOP, tahun kinerja, kind and state of a selection.

    Args:
        table: holds sop_id, fiscal_year, period and state.
        selection: its other filters do not speak of reports.
    """
    return _meeting(table, _about_reports(table, selection))


def select_events(
    events: pd.DataFrame, selection: Selection, *, office: Office
) -> pd.DataFrame:
    """The events of the reports, steps, roles and days of a selection.

    Args:
        events: EVENT_LOG with the facts of each report; see `passes.with_report_facts`.
        selection: its filters of passes alone (first ones, clocks) say nothing of events.
        office: its zone has the local days, on which the events happened.
    """
    kept = select_reports(events, selection)
    if selection.steps:
        kept = kept[_is_among(kept["step"], selection.steps)]
    if selection.roles:
        kept = kept[_is_among(kept["role"], selection.roles)]
    if selection.persons:
        kept = kept[kept["actor"].isin(list(selection.persons))]
    return kept[_is_between(kept["occurred_at"], selection, office.zone)]


def _about_reports(table: pd.DataFrame, selection: Selection) -> list[pd.Series]:
    wanted = {
        "sop_id": (selection.sop_id,) if selection.sop_id else (),
        "fiscal_year": selection.years,
        "period": selection.periods,
        "state": selection.states,
    }
    return [_is_among(table[name], values) for name, values in wanted.items() if values]


def _meeting(table: pd.DataFrame, conditions: Sequence[pd.Series]) -> pd.DataFrame:
    """The rows that meet all conditions, copied once and not for each of them."""
    if not conditions:
        return table
    flags = [condition.to_numpy(dtype=bool) for condition in conditions]
    return table[np.logical_and.reduce(flags)]


_EVERYTHING = Selection()


def _readers(sops: Collection[Sop]) -> dict[str, _Read]:
    """How each filter's values are read; None for a value that is none."""
    steps = {step.id: step.id for sop in sops for step in sop.steps}
    roles = {role.id: role.id for sop in sops for role in sop.roles}
    return {
        "sop": {sop.id: sop.id for sop in sops}.get,
        "tahun": _year,
        "jenis": _PERIODS.get,
        "langkah": steps.get,
        "peran": roles.get,
        "orang": _person,
        "status": _STATES.get,
        "dari": _day,
        "sampai": _day,
        "pertama": _SWITCH.get,
        "tanpa_laporan_mandiri": _SWITCH.get,
        "tanpa_terlambat": _SWITCH.get,
        "per": _day,
        "diketahui": _day,
    }


def _known(text: str, read: _Read) -> tuple[dict[str, Any], list[str]]:
    """The values of one filter by their text, and the texts that are none."""
    texts = dict.fromkeys(part.strip() for part in text.split(","))
    found = {part: read(part) for part in texts if part}
    known = {part: value for part, value in found.items() if value is not None}
    return known, [part for part in found if part not in known]


def _person(text: str) -> str | None:
    return text if _PERSON.fullmatch(text) else None


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text) else None


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_reversed(values: Mapping[str, Any]) -> bool:
    since, until = values.get("since"), values.get("until")
    return bool(since and until and until < since)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(map(_text, value))
    if isinstance(value, State):
        return STATE_CODES[value]
    if isinstance(value, bool):
        return _YES if value else ""
    return "" if value is None else str(value)


def _end_of(day: date, zone: tzinfo) -> datetime:
    """The last instant of a local day that a stored time can have."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def _is_among(values: pd.Series, wanted: Collection[Any]) -> pd.Series:
    return values.isin([str(one) if isinstance(one, str) else one for one in wanted])


def _is_of_roles(passes: pd.DataFrame, roles: Collection[str]) -> pd.Series:
    awaited = passes.loc[passes["outcome"].isna(), "current_roles"].fillna("")
    is_awaited = pd.Series(data=False, index=awaited.index)
    for role in roles:
        is_awaited |= ("," + awaited + ",").str.contains(f",{role},", regex=False)
    is_meant = passes["role"].isin(list(roles))
    is_meant[is_awaited.index[is_awaited]] = True
    return is_meant


def _is_between(at: pd.Series, selection: Selection, zone: tzinfo) -> pd.Series:
    """Compared as instants: the two bounds are converted, and not a million times."""
    is_between = pd.Series(data=True, index=at.index)
    if selection.since:
        is_between &= at > _end_of(selection.since - timedelta(days=1), zone)
    if selection.until:
        is_between &= at <= _end_of(selection.until, zone)
    return is_between
