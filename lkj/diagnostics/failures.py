"""What the log tells of an error: its type, its places in the code, and only our own words.

The message of an error may hold what somebody typed, a row or a password: `int("Budi")` says
"Budi". So a message is told only where its kind makes it the program's own.
"""

import os
import re
import traceback
from pathlib import Path

from lkj.errors import LkjError

Told = dict[str, object]

_ROOT = Path(__file__).resolve().parents[2]
_MOST_FRAMES = 25
_MOST_CAUSES = 5
_CODED = re.compile(r"[a-z_]{1,40}")
# Their messages name attributes, variables and modules, which are all of the program.
_OF_THE_PROGRAM = (AttributeError, NameError, ImportError)


def told(error: BaseException) -> Told:
    """An error and what led to it, for the log.

    Returns:
        `type`; `words` where the message is the program's own; `frames`, the innermost last,
        each `file:line function`; `cause` and `parts`, told the same way, where there are any.
    """
    return _told(error, _MOST_CAUSES)


def place(file: str, line: int) -> str:
    """Where something stands in the code, without the folders of this machine."""
    return f"{_short(file)}:{line}"


def _told(error: BaseException, depth: int) -> Told:
    kind = type(error)
    found: Told = {"type": f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")}
    words = own_words(error)
    if words:
        found["words"] = words
    found["frames"] = _frames(error)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and depth:
        found["cause"] = _told(cause, depth - 1)
    if isinstance(error, BaseExceptionGroup) and depth:
        found["parts"] = [_told(one, depth - 1) for one in error.exceptions[:_MOST_CAUSES]]
    return found


def own_words(error: BaseException) -> str:
    """The message of an error as far as it cannot hold what people typed; may be empty."""
    if isinstance(error, LkjError):
        problem = error.facts.get("problem")
        return problem if isinstance(problem, str) and _CODED.fullmatch(problem) else ""
    if isinstance(error, _OF_THE_PROGRAM):
        return str(error)
    if isinstance(error, OSError):
        return os.strerror(error.errno) if error.errno else ""
    return _words_of_database(error)


def _words_of_database(error: BaseException) -> str:
    # By what their drivers add to an error, since they have no home here. SQLite names tables,
    # columns and constraints only; a message of PostgreSQL holds values.
    sqlite = getattr(error, "sqlite_errorname", None)
    if sqlite:
        return f"{sqlite}: {error}"
    state = getattr(error, "sqlstate", None)
    if not state:
        return ""
    names = (getattr(getattr(error, "diag", None), name, None) for name in _NAMES_OF_DIAG)
    return " ".join((f"SQLSTATE {state}", *(str(name) for name in names if name)))


_NAMES_OF_DIAG = ("table_name", "column_name", "constraint_name")


def _frames(error: BaseException) -> list[str]:
    walked = [
        f"{place(frame.f_code.co_filename, line)} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return walked[-_MOST_FRAMES:]


def _short(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    if "site-packages" in path.parts:
        last = len(path.parts) - 1 - path.parts[::-1].index("site-packages")
        return Path(*path.parts[last + 1 :]).as_posix()
    return path.name
