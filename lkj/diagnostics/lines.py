"""One record of the log as one line: JSON for programs, or the same facts to be read."""

import json
import linecache
import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from lkj.diagnostics.codes import current_code
from lkj.diagnostics.failures import place, told

OURS = "lkj"
_FACTS = "lkj_facts"
_LONGEST_WORDS = 200


def note(
    logger: logging.Logger,
    level: int,
    said: str,
    *,
    error: BaseException | None = None,
    **facts: object,
) -> None:
    """Write a line of our own: constant words, and facts by name that people did not type.

    `code` among the facts stands in place of the code of what is going on.
    """
    logger.log(level, said, exc_info=error, extra={_FACTS: facts}, stacklevel=2)


def facts_of(record: logging.LogRecord) -> dict[str, object]:
    """What is told of a record.

    Returns:
        `at` (UTC), `level`, `logger`, `code` where something is going on, `said`, the facts,
        and `error` as in `failures.told`. Of a library's record `said` is its template, where
        that stands in the library's source; what was filled in is not told, but the place is.
    """
    facts: Mapping[str, object] | None = getattr(record, _FACTS, None)
    line: dict[str, object] = {
        "at": _utc(record.created),
        "level": record.levelname.lower(),
        "logger": record.name,
        "code": current_code(),
        "said": _template(record) if facts is None else record.getMessage(),
    }
    line |= {"place": place(record.pathname, record.lineno)} if facts is None else facts
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        line["error"] = told(error)
    return {name: value for name, value in line.items() if value not in ("", None)}


class JsonLines(logging.Formatter):
    """One JSON object a line; everything beyond ASCII, and every control, is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        return json.dumps(facts_of(record), default=str)


class ReadableLines(logging.Formatter):
    """The same facts for eyes at a terminal, where no control character takes effect either."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        facts = facts_of(record)
        head = f"{facts.pop('at')} {str(facts.pop('level')).upper()} {facts.pop('said', '')}"
        return " ".join((head, *(f"{name}={_plain(value)}" for name, value in facts.items())))


def _utc(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _template(record: logging.LogRecord) -> str:
    words = str(record.msg)[:_LONGEST_WORDS].split("\n")[0]
    is_written_there = any(words in line for line in linecache.getlines(record.pathname))
    return words if is_written_there else ""


def _plain(value: object) -> str:
    text = json.dumps(value, default=str)
    return text[1:-1] if isinstance(value, str) and " " not in value else text
