"""The text of a reminder: plain, for mail and for any other channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from lkj.domain.reminders import (
    DoneStep,
    Limit,
    OpenReport,
    Pressing,
    Reminder,
)
from lkj.domain.text import is_line_character
from lkj.labels.formats import (
    long_datetime,
    long_day,
    minutes_text,
    number,
    short_datetime,
    short_moment,
    working_duration,
)
from lkj.labels.words import DECISION, EXAMPLE_MARK, MISSING

PRODUCT = "Monev LKj"
MOST_LINES = 20  # of one section; the app shows the rest
_LONGEST_TITLE = 200
_FATES = {
    "nothing": "tidak ada yang perlu disampaikan",
    "already": "sudah diingatkan hari ini",
    "closed": "ada kanalnya, tetapi akunnya tidak dapat masuk",
}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What every reminder of one run shares."""

    as_of: datetime
    zone: tzinfo
    day_minutes: int
    chain: str  # what the head of the history is, in words
    public_url: str  # "" where the office has none
    is_example: bool

    def long(self, minutes: float | None) -> str:
        """Working minutes in the unit that fits."""
        return working_duration(minutes, day_minutes=self.day_minutes)


def digest_subject(reminder: Reminder, setting: Setting) -> str:
    """`Monev LKj: 2 menunggu Anda, 1 hampir lewat mutu baku`; it names no report."""
    mark = f" ({EXAMPLE_MARK})" if setting.is_example else ""
    return f"{PRODUCT}{mark}: {', '.join(counts(reminder))}"


def counts(reminder: Reminder) -> list[str]:
    """How many of what a reminder tells; what there is none of is left out."""
    of = {
        "menunggu Anda": len(reminder.waiting),
        "lewat tenggat": reminder.count(Limit.DEADLINE_PAST),
        "lewat mutu baku": reminder.count(Limit.STANDARD_PAST),
        "hampir lewat mutu baku": reminder.count(Limit.STANDARD_NEAR),
        "mendekati tenggat": reminder.count(Limit.DEADLINE_NEAR),
        "sudah dikerjakan": len(reminder.done),
    }
    return [f"{number(n)} {what}" for what, n in of.items() if n]


def digest_text(reminder: Reminder, setting: Setting) -> str:
    """The whole message."""
    since = short_datetime(reminder.since, setting.zone)
    waiting = [_waiting_line(report, setting) for report in reminder.waiting]
    pressing = [_pressing_line(one, setting) for one in reminder.pressing]
    done = [_done_line(one, setting) for one in reminder.done]
    parts = [
        [f"Yth. {one_line(reminder.recipient.name)},"],
        _section(f"MENUNGGU ANDA ({number(len(waiting))})", waiting),
        _section(f"LEWAT ATAU MENDEKATI BATAS ({number(len(pressing))})", pressing),
        _section(f"SUDAH DIKERJAKAN SEJAK {since} ({number(len(done))})", done),
        list(_foot(setting)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def one_line(text: str) -> str:
    """A text of somebody as one line: nothing of it begins another or hides."""
    shown = "".join(c if is_line_character(c) else " " for c in text)
    flat = " ".join(shown.split())
    return flat if len(flat) <= _LONGEST_TITLE else f"{flat[:_LONGEST_TITLE]}…"


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    left_out = len(lines) - MOST_LINES
    more = [f"- dan {number(left_out)} lainnya; selengkapnya di aplikasi"]
    return [heading, *lines[:MOST_LINES], *(more if left_out > 0 else [])]


def _waiting_line(report: OpenReport, setting: Setting) -> str:
    since = short_datetime(report.since, setting.zone)
    waited = f"menunggu {setting.long(report.wait_minutes)}, sejak {since}"
    lines = [f"- {one_line(report.title)}", f"  {_where(report)}; {waited}"]
    if setting.public_url:
        lines.append(f"  {_address(setting, 'tugas', report.report_id)}")
    return "\n".join(lines)


def _pressing_line(one: Pressing, setting: Setting) -> str:
    report = one.report
    said = "; ".join(_limit_text(limit, report, setting) for limit in one.limits)
    lines = [f"- {one_line(report.title)}", f"  {_where(report)}; {said}"]
    if setting.public_url and report.is_registered:
        lines.append(f"  {_address(setting, 'laporan', report.report_id)}")
    return "\n".join(lines)


def _limit_text(limit: Limit, report: OpenReport, setting: Setting) -> str:
    left = report.standard_left_minutes or 0.0
    standard = f"mutu baku waktu {minutes_text(report.standard_minutes)}"
    day = long_day(report.deadline)
    days = number(abs(report.days_left or 0))
    match limit:
        case Limit.DEADLINE_PAST:
            return f"LEWAT {days} hari dari tenggat {day}"
        case Limit.STANDARD_PAST:
            return f"LEWAT {setting.long(-left)} dari {standard}"
        case Limit.STANDARD_NEAR:
            due = short_datetime(report.standard_due_at, setting.zone)
            return f"sisa {setting.long(left)} dari {standard}, habis {due}"
        case Limit.DEADLINE_NEAR:
            rest = setting.long(report.deadline_left_minutes)
            known = f" ({rest})" if rest != MISSING else ""
            return f"tenggat {day}, {days} hari lagi{known}"


def _done_line(done: DoneStep, setting: Setting) -> str:
    step_number, name = done.step
    act = DECISION[done.decision].lower()
    at = short_moment(done.at, setting.zone)
    ends = "laporan selesai: " if done.is_last else ""
    where = f"{ends}langkah {step_number}, {one_line(name)}, {act} {at}"
    return f"- {one_line(done.title)}\n  {where}"


def _where(report: OpenReport) -> str:
    if not report.is_registered:
        return "belum didaftarkan"
    if report.step is None:
        return "menunggu konfirmasi penerimaan"
    step_number, name = report.step
    return f"langkah {step_number}, {one_line(name)}"


def _address(setting: Setting, page: str, report_id: str) -> str:
    return f"{setting.public_url.rstrip('/')}/{page}?id={report_id}"


def _foot(setting: Setting) -> Iterator[str]:
    if setting.is_example:
        yield f"{EXAMPLE_MARK}: orang dan laporan di sini rekaan."
    yield f"Keadaan per {long_datetime(setting.as_of, setting.zone)}, dalam waktu kerja."
    yield setting.chain
    if setting.public_url:
        yield f"Cocokkan kodenya di {setting.public_url.rstrip('/')}/periksa"
    yield "Dikirim otomatis oleh Monev LKj; tidak perlu dibalas."


def outcome_text(
    fate: str, told: Sequence[str], kinds: Sequence[str], failed: Sequence[str]
) -> str:
    """What became of one account's reminder, for the terminal; never an address."""
    if fate in _FATES:
        return _FATES[fate]
    if not kinds and not failed:
        return f"tanpa kanal ({', '.join(told)})"
    parts = [f"terkirim lewat {', '.join(kinds)}"] if kinds else []
    parts += [f"GAGAL: {', '.join(failed)}"] if failed else []
    return f"{'; '.join(parts)} ({', '.join(told)})"
