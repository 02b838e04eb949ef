"""Daily reminders: everybody is told once a day what waits, what presses, what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from lkj.domain.accounts import Permission
from lkj.domain.reminders import Reminder, parse_quiet
from lkj.errors import RemindersUnset, UnknownPerson
from lkj.labels.digest_words import Setting, counts, digest_subject, digest_text
from lkj.labels.naskah_words import NO_CHAIN, chain_text
from lkj.notify.channel_file import Channel, Channels, read_channels
from lkj.notify.sending import send
from lkj.store import account_store, audit_store, event_store
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.digest_reading import Addressee, addressees, readers
from lkj.usecases.frames import Frames, calendar_of, shared_frames
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_example

SENT = "digest.sent"


class Fate(StrEnum):
    """What became of one account's reminder."""

    SENT = "sent"
    FAILED = "failed"  # at least one of its channels did not take it
    NOTHING = "nothing"  # there is nothing to tell
    ALREADY = "already"  # it was reminded today
    NO_CHANNEL = "no_channel"
    CLOSED = "closed"  # it has a channel, but may not sign in


@dataclass(frozen=True, kw_only=True)
class DigestForm:
    """What is asked for: everybody's reminders, or those of one username."""

    username: str = ""
    again: bool = False  # also who was reminded today
    is_urgent: bool = False  # in quiet hours and on days off too


@dataclass(frozen=True, kw_only=True)
class Message:
    """One reminder as it is sent."""

    username: str
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one account's reminder, and through which channels; no address."""

    username: str
    fate: Fate
    told: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of the channels that took it
    failed: tuple[str, ...] = ()  # places of those that did not, in the file


@dataclass(frozen=True, kw_only=True)
class DigestRun:
    """What a run did: nothing in quiet hours, else an outcome for each account."""

    is_quiet: bool = False
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Look:
    caller: Caller
    addressees: list[Addressee]
    setting: Setting


def preview_digest(
    username: str = "", *, door: Door, office: Office, now: datetime
) -> list[Message]:
    """The messages that would be sent now, whatever was sent today; nothing is sent.

    Raises:
        UnknownPerson: no account of this username may sign in.
        NotPermitted, SessionEnded, StorageFailed, OutsideCalendar.
    """
    look = _look(username, door=door, office=office, now=now)
    return [
        _message(one, one.reminder, look.setting) for one in look.addressees if one.reminder
    ]


def send_digest(form: DigestForm, *, door: Door, office: Office, now: datetime) -> DigestRun:
    """Send everybody their reminder, once a day each; what fails stops nobody else's.

    Each message that a channel took is written into the audit log, without its address. It is
    sent first: a crash between the two sends it again, and never loses one.

    Raises:
        RemindersUnset: no file of channels is configured.
        InvalidChannels: it is wrong; with every problem.
        UnknownPerson: no account of this username may sign in.
        NotPermitted, SessionEnded, StorageFailed, OutsideCalendar.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        usernames = [account.username for account in account_store.accounts(conn)]
    if not office.settings.notify_file:
        raise RemindersUnset
    channels = read_channels(Path(office.settings.notify_file), usernames)
    if is_quiet(office, now) and not form.is_urgent:
        return DigestRun(is_quiet=True)
    look = _look(form.username, door=door, office=office, now=now)
    delivery = _Delivery(form=form, channels=channels, look=look, office=office, now=now)
    outcomes = [delivery.deliver(one) for one in look.addressees]
    asked = {outcome.username for outcome in outcomes}
    closed = [] if form.username else sorted(channels.keys() - asked)
    outcomes += [Outcome(username=name, fate=Fate.CLOSED) for name in closed]
    return DigestRun(outcomes=tuple(outcomes))


def is_quiet(office: Office, now: datetime) -> bool:
    """Whether nobody is to be disturbed: quiet hours, or no working day.

    Raises:
        OutsideCalendar: the year is not covered.
    """
    quiet = parse_quiet(office.settings.notify_quiet)
    if quiet is not None and quiet.covers(now, office.zone):
        return True
    calendar, today = calendar_of(office), now.astimezone(office.zone).date()
    return not calendar.slots_on(today)


def _look(username: str, *, door: Door, office: Office, now: datetime) -> _Look:
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        last = audit_store.latest_by_subject(conn, SENT)
        asked = [
            (reader, last.get(reader.account.id))
            for reader in readers(conn, office=office, now=now)
            if username in ("", reader.account.username)
        ]
    if username and not asked:
        raise UnknownPerson(username=username)
    tables = shared_frames(office, as_of=now, now=now)
    return _Look(
        caller=caller,
        addressees=addressees(asked, tables, office=office, now=now),
        setting=_setting(tables, office),
    )


def _setting(tables: Frames, office: Office) -> Setting:
    with office.database.read() as conn:
        head = event_store.head(conn, until_no=tables.revision)
        example = is_example(conn)
    return Setting(
        as_of=tables.as_of,
        zone=office.zone,
        day_minutes=tables.calendar.day_minutes,
        chain=chain_text(head.no, head.anchor) if head.no else NO_CHAIN,
        public_url=office.settings.public_url,
        is_example=example,
    )


def _message(one: Addressee, reminder: Reminder, setting: Setting) -> Message:
    return Message(
        username=one.account.username,
        subject=digest_subject(reminder, setting),
        body=digest_text(reminder, setting),
    )


@dataclass(frozen=True, kw_only=True)
class _Delivery:
    """One run, person by person."""

    form: DigestForm
    channels: Channels
    look: _Look
    office: Office
    now: datetime

    def deliver(self, one: Addressee) -> Outcome:
        """Send one account's reminder where there is one, it is due, and it has a channel."""
        username, reminder = one.account.username, one.reminder
        today = self.now.astimezone(self.office.zone).date()
        day_id = f"digest/{one.account.id}/{today}"
        is_told = self._is_noted(day_id)
        if is_told and not self.form.again:
            return Outcome(username=username, fate=Fate.ALREADY)
        if reminder is None:
            return Outcome(username=username, fate=Fate.NOTHING)
        told, channels = tuple(counts(reminder)), self.channels.get(username, ())
        if not channels:
            return Outcome(username=username, fate=Fate.NO_CHANNEL, told=told)
        taken = self._sent(channels, _message(one, reminder, self.look.setting))
        kinds = tuple(sorted(one.kind for one, is_taken in taken.items() if is_taken))
        failed = tuple(one.place for one, is_taken in taken.items() if not is_taken)
        if kinds:
            detail = {**_numbers(reminder), "channels": list(kinds), "n_failed": len(failed)}
            self._note(Change(one.account.id, detail), "" if is_told else day_id)
        fate = Fate.FAILED if failed else Fate.SENT
        return Outcome(username=username, fate=fate, told=told, kinds=kinds, failed=failed)

    def _sent(self, channels: tuple[Channel, ...], message: Message) -> dict[Channel, bool]:
        return {
            channel: send(channel.url, subject=message.subject, body=message.body)
            for channel in channels
        }

    def _is_noted(self, request_id: str) -> bool:
        with self.office.database.read() as conn:
            return audit_store.by_request(conn, request_id) is not None

    def _note(self, change: Change, request_id: str) -> None:
        account = self.look.caller.audit_account_id
        with self.office.database.write() as conn:
            is_noted = bool(request_id) and audit_store.by_request(conn, request_id)
            write_audit(
                conn,
                SENT,
                change,
                account_id=account,
                now=self.now,
                # Another run may have sent it in the same moment and noted it first.
                request_id="" if is_noted else request_id,
            )


def _numbers(reminder: Reminder) -> Mapping[str, int]:
    return {
        "n_waiting": len(reminder.waiting),
        "n_pressing": len(reminder.pressing),
        "n_done": len(reminder.done),
    }
