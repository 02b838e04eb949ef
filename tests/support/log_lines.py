"""The technical log as tests read it: one dictionary a line."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lkj.diagnostics.lines import JsonLines
from tests.support.server import Server

Line = dict[str, Any]
_SECONDS = 20


def told(record: logging.LogRecord) -> Line:
    """What the log says of a record."""
    text = JsonLines().format(record)
    assert text.isascii()
    assert "\n" not in text
    return dict(json.loads(text))


def awaited(server: Server, **facts: object) -> Line:
    """The only line of a server with these facts; it is written just after the answer."""
    deadline = time.monotonic() + _SECONDS
    while not (found := lines_of(server.log(), **facts)) and time.monotonic() < deadline:
        time.sleep(0.05)
    (line,) = found
    return line


def lines_of(log: str, **facts: object) -> list[Line]:
    """The lines of a server's log, which follow what Streamlit says at its start."""
    found = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [line for line in found if facts.items() <= line.items()]


class Log(logging.Handler):
    """What is told while somebody listens."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(told(record))

    def last(self, *names: str) -> tuple[object, ...]:
        return tuple(self.lines[-1].get(name) for name in names)

    def refused(self) -> list[tuple[object, ...]]:
        """Level, kind and right of every refusal that was told."""
        names = ("level", "kind", "permission")
        found = [line for line in self.lines if line.get("said") == "refused"]
        return [tuple(line.get(name, "") for name in names) for line in found]


@contextmanager
def listening() -> Iterator[Log]:
    """Every line of this process from here on, debug ones too."""
    logger, kept = logging.getLogger("lkj"), Log()
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(kept)
    try:
        yield kept
    finally:
        logger.removeHandler(kept)
        logger.setLevel(level)
