"""The map of a log: which column is what, and which activity is which act of an SOP."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from lkj.domain.sop import RoleId, Sop, StepId
from lkj.domain.toml_fields import Fields, Problem, did_you_mean, quoted
from lkj.errors import InvalidLogMap


class ActKind(StrEnum):
    """What an activity of a log does to the step that it belongs to, as the file says it."""

    SUBMITTED = "serahkan"
    APPROVED = "setujui"
    REJECTED = "kembalikan"
    STARTED = "mulai"


@dataclass(frozen=True)
class LogColumns:
    """Names of the columns in the log; "" where it has no such column."""

    case: str
    activity: str
    finished: str
    started: str = ""
    lifecycle: str = ""
    person: str = ""
    role: str = ""


@dataclass(frozen=True)
class MappedActivity:
    """One activity of the log: the step it belongs to, what it does, and who does it.

    `role` "" leaves it to the log's column of roles.
    """

    name: str
    step: StepId
    kind: ActKind
    role: RoleId = ""


@dataclass(frozen=True)
class LogMap:
    """How a log is read as passes through an SOP. Build it with `parse_map`.

    `zone` is that of times without an offset. Of the lifecycle, `start_words` begin an
    activity and `finish_words` end it; events with another word are left out, as are
    activities that are `ignored`.
    """

    columns: LogColumns
    zone: ZoneInfo
    activities: tuple[MappedActivity, ...]
    ignored: tuple[str, ...] = ()
    start_words: tuple[str, ...] = ("start",)
    finish_words: tuple[str, ...] = ("complete",)


_KINDS: Mapping[str, ActKind] = {kind.value: kind for kind in ActKind}


def parse_map(text: str) -> LogMap:
    """Read a map and check it by itself.

    Raises:
        InvalidLogMap: `problems` holds every `Problem` with its place.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        problem = Problem("berkas", f"Bukan TOML yang benar: {error}")
        raise InvalidLogMap(problems=(problem,)) from error
    problems: list[Problem] = []
    log_map = _map(Fields(table, place="", problems=problems))
    problems += _repeated(log_map)
    if problems:
        raise InvalidLogMap(problems=tuple(problems))
    return log_map


def check_map(log_map: LogMap, sop: Sop) -> None:
    """Check that a map speaks of an SOP's steps and roles.

    A decision that the SOP does not offer is no mistake of the map: people took it.

    Raises:
        InvalidLogMap: `problems` holds every `Problem` with its place.
    """
    problems = [
        Problem(f"aktivitas[{number}] ({quoted(one.name)})", message)
        for number, one in enumerate(log_map.activities, 1)
        for message in _misfits(one, sop)
    ]
    if problems:
        raise InvalidLogMap(problems=tuple(problems))


def _map(file: Fields) -> LogMap:
    columns = file.table("kolom")
    words = file.optional_table("daur_hidup")
    log_map = LogMap(
        columns=_columns(columns),
        zone=_zone(file),
        activities=tuple(_activity(one) for one in file.optional_tables("aktivitas")),
        ignored=file.optional_texts("abaikan"),
        **_lifecycle(words),
    )
    file.close()
    return log_map


def _columns(table: Fields) -> LogColumns:
    columns = LogColumns(
        case=table.text("kasus"),
        activity=table.text("aktivitas"),
        finished=table.text("selesai"),
        started=table.optional_text("mulai"),
        lifecycle=table.optional_text("daur_hidup"),
        person=table.optional_text("orang"),
        role=table.optional_text("peran"),
    )
    table.close()
    return columns


def _lifecycle(table: Fields | None) -> dict[str, tuple[str, ...]]:
    if table is None:
        return {}
    words = {
        "start_words": table.members("mulai"),
        "finish_words": table.members("selesai"),
    }
    table.close()
    return words


def _zone(file: Fields) -> ZoneInfo:
    name = file.text("zona")
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        file.note("zona", f"Zona waktu {quoted(name)} tidak dikenal; tulis nama IANA.")
        return ZoneInfo("UTC")


def _activity(table: Fields) -> MappedActivity:
    activity = MappedActivity(
        name=table.text("nama"),
        step=table.text("langkah"),
        kind=table.word("jenis", _KINDS, ActKind.SUBMITTED),
        role=table.optional_text("pelaksana"),
    )
    table.close()
    return activity


def _repeated(log_map: LogMap) -> list[Problem]:
    problems = []
    first: dict[str, int] = {}
    for number, one in enumerate(log_map.activities, 1):
        earlier = first.setdefault(one.name, number)
        if earlier != number:
            message = f"{quoted(one.name)} sudah dipetakan oleh aktivitas[{earlier}]."
            problems.append(Problem(f"aktivitas[{number}].nama", message))
    both = [name for name in dict.fromkeys(log_map.ignored) if name in first]
    problems += [
        Problem("abaikan", f"{quoted(name)} dipetakan oleh aktivitas[{first[name]}] juga.")
        for name in both
    ]
    return problems


def _misfits(one: MappedActivity, sop: Sop) -> list[str]:
    steps, roles = [step.id for step in sop.steps], [role.id for role in sop.roles]
    messages = []
    if one.step not in steps:
        guess = did_you_mean(one.step, steps)
        messages.append(f"Langkah {quoted(one.step)} tidak ada dalam SOP.{guess}")
    if one.role and one.role not in roles:
        guess = did_you_mean(one.role, roles)
        messages.append(f"Pelaksana {quoted(one.role)} tidak ada dalam SOP.{guess}")
    return messages
