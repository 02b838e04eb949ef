"""A first map of a log, guessed from the names of its columns and activities."""

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from lkj.domain.log_map import ActKind, LogColumns, LogMap, MappedActivity
from lkj.domain.log_words import NEEDED, guess_columns, read_activity, safe_id
from lkj.domain.toml_fields import Problem, has_controls, quoted
from lkj.errors import InvalidLogMap

_REVIEWS = (ActKind.APPROVED, ActKind.REJECTED)
_KEYS = {"case": "kasus", "activity": "aktivitas", "finished": "selesai"}


def suggest_columns(names: Sequence[str], given: Mapping[str, str]) -> LogColumns:
    """The columns of a log: those that are given, and guesses for the others.

    Args:
        names: the columns that the log has.
        given: by field of LogColumns, what somebody said.

    Raises:
        InvalidLogMap: the log lacks a column that was given, or no name looks like that of the
            case, the activity or the time; `problems` name what there is.
    """
    columns = {**guess_columns(names), **given}
    there = ", ".join(quoted(name) for name in names if name) or "tidak ada"
    problems = [
        Problem(f"kolom.{_KEYS.get(field, field)}", f"Kolom {quoted(name)} tidak ada: {there}.")
        for field, name in given.items()
        if name not in names
    ]
    problems += [
        Problem(f"kolom.{_KEYS[field]}", f"Tidak dikenali; sebutkan salah satu dari: {there}.")
        for field in NEEDED
        if field not in columns
    ]
    if problems:
        raise InvalidLogMap(problems=tuple(problems))
    return LogColumns(**columns)


def suggest_map(columns: LogColumns, activities: Iterable[str], *, zone: ZoneInfo) -> LogMap:
    """A map in which what reviews the same thing by the same role is one step.

    Args:
        columns: see `suggest_columns`.
        activities: in the order in which their steps shall stand.
        zone: of times without offset.

    Returns:
        Every activity mapped: `A approved by B` and `A rejected by B` to one step that is
        reviewed; every other one to a step of its own that hands over. Roles only where the
        names tell them. Names that no file can hold, with control characters, are left out.
    """
    steps: dict[tuple[str, str], str] = {}
    mapped = []
    for name in activities:
        if has_controls(name):
            continue
        words = read_activity(name)
        key = (words.what, words.role) if words.kind in _REVIEWS else ("", name)
        text = " ".join(key) if words.kind in _REVIEWS else name
        if key not in steps:
            steps[key] = safe_id(text, list(steps.values()))
        role = safe_id(words.role) if words.role else ""
        mapped.append(MappedActivity(name, steps[key], words.kind, role))
    return LogMap(columns=columns, zone=zone, activities=tuple(mapped))
