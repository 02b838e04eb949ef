"""Refusals with all their problems, in sentences for the terminal."""

from typing import Any
from zoneinfo import ZoneInfo

from lkj.domain.imported import REPORT_ITSELF
from lkj.errors import FileRefused, FormInvalid, ImportRefused, LkjError, PasswordRefused
from lkj.labels.error_text import error_text
from lkj.labels.field_text import field_problem
from lkj.labels.import_words import file_problem
from lkj.usecases.passwords import LONGEST, SHORTEST, PasswordProblem

ZONE = ZoneInfo("Asia/Pontianak")


def refusal_text(error: LkjError) -> str:
    """A refusal with all its problems, for a terminal."""
    lines = [error_text(error, zone=ZONE)]
    problems = error.facts.get("problems", ())
    if isinstance(problems, tuple):
        lines += [f"  - {_problem_text(error, problem)}" for problem in problems]
    return "\n".join(lines)


def _problem_text(error: LkjError, problem: Any) -> str:
    match error:
        case FormInvalid():
            return field_problem(problem)
        case FileRefused():
            return file_problem(problem)
        case ImportRefused():
            key, place, why = problem
            where = key if place == REPORT_ITSELF else f"{key}, pelaksanaan {place + 1}"
            return f"{where}: {error_text(why, zone=ZONE)}"
        case PasswordRefused():
            return field_problem(("password", problem, _PASSWORD_LIMITS.get(problem, "")))
    return _flat(problem)


_PASSWORD_LIMITS = {
    PasswordProblem.TOO_SHORT: str(SHORTEST),
    PasswordProblem.TOO_LONG: str(LONGEST),
}


def _flat(problem: object) -> str:
    parts = problem if isinstance(problem, tuple) else (problem,)
    return ": ".join(_flat(part) if isinstance(part, tuple) else str(part) for part in parts)
