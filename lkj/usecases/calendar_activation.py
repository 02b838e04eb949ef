"""Putting the draft into force: what it changes, counted before and noted with the act."""

from dataclasses import dataclass
from datetime import datetime

from lkj.analytics.amended import amended_log
from lkj.analytics.calendar_effect import CalendarEffect, Verdict, calendar_effect
from lkj.analytics.schema import EVENT_LOG, conform, sop_categories
from lkj.analytics.visits import visits_of
from lkj.domain.accounts import Permission
from lkj.errors import NoCalendarDraft, YearsUnlisted
from lkj.store import audit_store, calendar_store, event_store, meta_store
from lkj.store.calendar_store import CalendarDraft, CalendarVersion
from lkj.store.database import Connection
from lkj.usecases.audited import Change, perform
from lkj.usecases.calendar_drafts import check_seen, store
from lkj.usecases.calendar_offers import offered
from lkj.usecases.calendars import KNOWN_FILE, calendar_at, numbered_text, read_text
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_changes import differences, is_listed, years_of
from lkj.worktime.calendar_text import calendar_text, text_sha256


@dataclass(frozen=True, kw_only=True)
class ActivateForm:
    """The draft is to count from now on."""

    request_id: str
    seen: int


@dataclass(frozen=True)
class Activated:
    """The version that counts now, its line in the audit log, and the verdicts it changed."""

    no: int
    version: int
    n_verdicts: int


def effect_of(
    conn: Connection, draft: WorkingCalendar, *, office: Office, now: datetime
) -> CalendarEffect:
    """What a calendar would change over everything recorded until now.

    Raises:
        OutsideCalendar: something is recorded in a year that it does not cover.
    """
    active, sops = calendar_at(conn), office.sops.versions
    log = conform(event_store.event_log(conn), EVENT_LOG, categories=sop_categories(sops))
    amended = amended_log(log)
    before, after = (
        visits_of(amended, sops=sops, calendar=calendar, as_of=now)
        for calendar in (active, draft)
    )
    return calendar_effect(before, after, old=active, new=draft)


def preview(draft: WorkingCalendar, *, office: Office, now: datetime) -> CalendarEffect:
    """See `effect_of`."""
    with office.database.read() as conn:
        return effect_of(conn, draft, office=office, now=now)


def activate(form: ActivateForm, *, door: Door, office: Office, now: datetime) -> Activated:
    """Let the draft count from now on; the audit log notes how much that changes.

    Figures as they were known before `now` are still counted with the version of then.

    Raises:
        NoCalendarDraft: there is none, or it changes nothing.
        YearsUnlisted: a new year has no holidays or no Ramadan hours.
        OutsideCalendar: something is recorded in a year that the draft does not cover.
        StaleCalendar: somebody changed the draft after the form was drawn.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        stored = check_seen(conn, form.seen)
        if stored is None or stored.text is None:
            raise NoCalendarDraft
        active, draft = calendar_at(conn), read_text(stored.text)
        n_changes = len(differences(active, draft))
        if not n_changes:
            raise NoCalendarDraft
        _check_new_years(active, draft)
        effect = effect_of(conn, draft, office=office, now=now)
        version = _version(active.version + 1, draft, stored, caller=caller, now=now)
        calendar_store.add(conn, version)
        store(conn, None, caller=caller, now=now)
        if offered(conn, draft, shipped=office.shipped_calendar) is None:
            meta_store.put(conn, KNOWN_FILE, calendar_text(office.shipped_calendar))
        facts = {"before": active.version, "after": version.no, "sha256": version.sha256}
        return Change(str(version.no), {**facts, "changes": n_changes, **counts(effect)})

    done = perform(
        form,
        "calendar.activate",
        change,
        permission=Permission.EDIT_CALENDAR,
        door=door,
        office=office,
        now=now,
    )
    with office.database.read() as conn:
        detail = audit_store.entry(conn, done.no).detail
    return Activated(done.no, int(done.subject), int(str(detail["verdicts"])))


def counts(effect: CalendarEffect) -> dict[str, int]:
    """An effect as the audit log holds it."""
    return {
        "judged": effect.n_judged,
        "verdicts": effect.n_verdicts,
        "to_within": effect.n_becoming(Verdict.WITHIN),
        "to_over": effect.n_becoming(Verdict.OVER),
        "to_none": effect.n_becoming(Verdict.NONE),
        "passes": effect.n_minutes,
        "due": effect.n_due,
        "running": effect.n_running,
    }


def _check_new_years(active: WorkingCalendar, draft: WorkingCalendar) -> None:
    added = [year for year in years_of(draft) if year not in years_of(active)]
    unlisted = tuple(str(year) for year in added if not is_listed(draft, year))
    if unlisted:
        raise YearsUnlisted(years=unlisted)


def _version(
    no: int,
    draft: WorkingCalendar,
    stored: CalendarDraft,
    *,
    caller: Caller,
    now: datetime,
) -> CalendarVersion:
    text = numbered_text(draft, no)
    return CalendarVersion(
        no=no,
        text=text,
        sha256=text_sha256(text),
        made_by=stored.changed_by,
        made_at=stored.changed_at,
        activated_by=caller.audit_account_id,
        activated_at=now,
    )
