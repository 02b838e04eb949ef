"""Records of the log, as a logger makes them, told as one line."""

import logging
from typing import Any

from lkj.diagnostics.lines import note
from tests.support.log_lines import told


class Kept(logging.Handler):
    """Keeps every record."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def a_logger() -> tuple[logging.Logger, Kept]:
    """A logger of nobody else."""
    logger, kept = logging.Logger("pustaka.bagian"), Kept()
    logger.addHandler(kept)
    return logger, kept


def noted(said: str = "request", **facts: Any) -> dict[str, Any]:
    """A line of our own."""
    logger, kept = a_logger()
    note(logger, logging.INFO, said, **facts)
    return told(kept.records[0])
