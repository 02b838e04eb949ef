"""The technical log as tests read it: one dictionary a line."""

import json
import logging
from typing import Any

from lkj.diagnostics.lines import JsonLines

Line = dict[str, Any]


def told(record: logging.LogRecord) -> Line:
    """What the log says of a record."""
    text = JsonLines().format(record)
    assert text.isascii()
    assert "\n" not in text
    return dict(json.loads(text))


def lines_of(log: str, **facts: object) -> list[Line]:
    """The lines of a server's log, which follow what Streamlit says at its start."""
    found = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [line for line in found if facts.items() <= line.items()]
