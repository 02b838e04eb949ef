"""What a history says as people write it: dates, minutes, steps, results, reasons, names."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, tzinfo
from functools import lru_cache

from lkj.domain.accounts import Person
from lkj.domain.commands import Period
from lkj.domain.events import Moment, Precision
from lkj.domain.sop import Decision, Sop
from lkj.errors import CellInvalid
from lkj.labels import import_words as words
from lkj.labels.formats import MONTHS, PERIODS, parse_local

_MONTHS = {name.casefold(): n for n, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3].casefold(): n for n, name in enumerate(MONTHS, start=1)}
_MONTHS |= {"agt": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11}
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ](?P<rest>.*))?")
_DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?:[ ,]+(?P<rest>.*))?"
)
_NAMED = re.compile(
    r"(?P<d>\d{1,2})[ -](?P<m>[A-Za-z]{3,9})\.?[ -](?P<y>\d{4})(?:[ ,]+(?P<rest>.*))?"
)
_CLOCK = re.compile(
    r"(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})(?:[.:]\d{2}(?:\.\d+)?)?\s*(?:wib|wita|wit)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*,?\s*", re.IGNORECASE
)
_WHOLE = re.compile(r"\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_HALF = "5"
_LONGEST_SHOWN = 60


def _require(text: str) -> None:
    if not text:
        raise CellInvalid(code="required", detail="")


def _invalid(code: str, text: str) -> CellInvalid:
    return CellInvalid(code=code, detail=text[:_LONGEST_SHOWN])


@lru_cache(maxsize=20_000)
def moment_of(text: str, zone: tzinfo) -> Moment:
    """`05/01/2025`, `05/01/2025 08.30`, `5 Januari 2025 pukul 08.30`, `2025-01-05 08:30`.

    Without an hour it is a date.
    """
    _require(text)
    plain = _WEEKDAY.sub("", text.strip(), count=1)
    found = _ISO.fullmatch(plain) or _DAY_FIRST.fullmatch(plain) or _NAMED.fullmatch(plain)
    if found is None:
        raise _invalid("date", text)
    month = found["m"]
    number = int(month) if month.isdigit() else _MONTHS.get(month.casefold(), 0)
    try:
        day = date(int(found["y"]), number, int(found["d"]))
        clock = _clock(found["rest"])
    except ValueError as error:
        raise _invalid("date", text) from error
    precision = Precision.DATE if clock is None else Precision.MINUTE
    return Moment(parse_local(day, clock or time(), zone), precision)


def _clock(text: str | None) -> time | None:
    if not (text or "").strip():
        return None
    found = _CLOCK.fullmatch((text or "").strip())
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2]))


def day_of(text: str, zone: tzinfo) -> date:
    """The date of a cell, whatever hour stands beside it."""
    return moment_of(text, zone).at.astimezone(zone).date()


def minutes_of(text: str) -> int:
    """`20`, `1.200`, `12,5` to the whole minute."""
    plain = text.casefold().removesuffix("menit").strip()
    if _WHOLE.fullmatch(plain):
        return int(plain)
    if _THOUSANDS.fullmatch(plain):
        return int(plain.replace(".", ""))
    found = _DECIMAL.fullmatch(plain)
    if found is None:
        raise _invalid("minutes", text)
    return int(found[1]) + (found[2][0] >= _HALF)


def year_of(text: str) -> int:
    """`2025`."""
    _require(text)
    if not re.fullmatch(r"\d{4}", text):
        raise _invalid("year", text)
    return int(text)


_PERIODS = {name.casefold(): period for period, name in PERIODS.items()}
_PERIODS |= {period.value: period for period in Period}
for _numbers in (("1", "2", "3", "4"), ("i", "ii", "iii", "iv")):
    for _number, _period in zip(_numbers, list(Period)[1:], strict=True):
        _PERIODS |= {f"{word}{_number}": _period for word in ("triwulan ", "tw ", "tw")}
_PERIODS["tahun"] = Period.ANNUAL


def period_of(text: str) -> Period:
    """`Tahunan`, `Triwulan II`, `TW 2`."""
    _require(text)
    period = _PERIODS.get(folded(text))
    if period is None:
        raise _invalid("period", text)
    return period


def step_choices(sop: Sop) -> dict[str, str]:
    """What stands in the template's list, by step: `3. Kumpulkan data`."""
    return {step.id: f"{step.number}. {step.short_name}" for step in sop.steps}


def step_names(sop: Sop) -> dict[str, str]:
    """Everything that a step may be called, folded: number, name, sentence, id."""
    return {
        folded(name): step.id
        for step in sop.steps
        for name in (
            str(step.number),
            f"{step.number}.",
            f"langkah {step.number}",
            f"{step.number}. {step.short_name}",
            step.short_name,
            step.activity,
            step.id,
        )
    }


def step_of(text: str, names: Mapping[str, str]) -> str:
    """`3`, `3. Kumpulkan data`, `Kumpulkan data`: a step by one of `step_names`."""
    _require(text)
    found = names.get(folded(text))
    if found is None:
        raise _invalid("step", text)
    return found


def decision_of(text: str, step_id: str, sop: Sop) -> Decision:
    """The step's own onward decision, unless the cell speaks of a return."""
    given = folded(text)
    onward = next(d for d in sop.step(step_id).next if d is not Decision.REJECT)
    if given in words.ONWARD:
        return onward
    if given in words.RETURNED:
        return Decision.REJECT
    raise _invalid("result", text)


def reasons_of(text: str, decision: Decision, sop: Sop) -> tuple[str, ...]:
    """Reason codes of a return; "not recorded" where the file gives none and the SOP has it."""
    if decision is not Decision.REJECT:
        return ()
    if not text:
        return tuple(reason.id for reason in sop.reasons if reason.paper_only)[:1]
    known = {folded(reason.name): reason.id for reason in sop.reasons}
    known |= {reason.id: reason.id for reason in sop.reasons}
    found = []
    for part in filter(None, map(folded, text.split(";"))):
        if part not in known:
            raise _invalid("reason", part)
        found.append(known[part])
    return tuple(found)


def is_example(title: str) -> bool:
    """Whether a row of the template only shows how to fill it in."""
    return title.casefold().startswith(words.EXAMPLE.casefold())


def folded(text: str) -> str:
    """Text as it is compared: without case and spare spaces."""
    return " ".join(text.casefold().split())


def ids_by_name(persons: Iterable[Person]) -> dict[str, str]:
    """By folded name, the one person of that name; a name that several share is nobody's."""
    found: dict[str, list[str]] = {}
    for person in persons:
        found.setdefault(folded(person.name), []).append(person.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}
