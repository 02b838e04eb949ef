"""The technical log as tests read it: one dictionary a line."""

import json
import logging
import time
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
