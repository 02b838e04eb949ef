"""Where the log goes: to stderr and, where one is named, to a file that is rotated."""

import logging
import sys
import threading
import warnings
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from lkj.diagnostics.failures import place
from lkj.diagnostics.lines import OURS, JsonLines, ReadableLines, note

LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
FILE_BYTES = 10 * 1024 * 1024
FILES_KEPT = 5
# Lines that are addresses, and errors that are told as incidents; no level keeps them away,
# since uvicorn and Streamlit set theirs anew at every start.
_ADDRESSES, _INCIDENT = "uvicorn.access", "Uncaught app execution"
_LOG = logging.getLogger(f"{OURS}.process")


def start_logging(level: str = "", file: Path | None = None) -> None:
    """Send every record of this process, and what nobody caught, through our lines.

    Args:
        level: one of LEVELS. Without one: info; on a terminal warning, since whoever started
            the app by hand should still see its address.
        file: JSON lines are written there too, at most FILE_BYTES in each of FILES_KEPT + 1.

    Raises:
        OSError: the file cannot be written.
    """
    is_terminal = sys.stderr.isatty()
    to_terminal = logging.StreamHandler()
    to_terminal.setFormatter(ReadableLines() if is_terminal else JsonLines())
    to_terminal.setLevel(LEVELS[level or ("warning" if is_terminal else "info")])
    handlers: list[logging.Handler] = [to_terminal]
    if file is not None:
        handlers.append(_file_handler(file, LEVELS[level or "info"]))
    for handler in handlers:
        handler.addFilter(_is_wanted)
    # What cannot be written would otherwise be printed, with all that people typed.
    logging.raiseExceptions = False
    _adopt_loggers()
    logging.basicConfig(handlers=handlers, level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.DEBUG)
    _catch_the_uncaught()


def _is_wanted(record: logging.LogRecord) -> bool:
    return record.name != _ADDRESSES and record.msg != _INCIDENT


def wrong_settings(file: str, level: str) -> list[str]:
    """What is wrong with the two settings of the log, in words."""
    problems = []
    if file and not Path(file).resolve().parent.is_dir():
        problems.append("LKJ_LOG_FILE: foldernya tidak ada")
    if level and level not in LEVELS:
        problems.append(f"LKJ_LOG_LEVEL: harus salah satu dari {', '.join(LEVELS)}")
    return problems


def _file_handler(file: Path, level: int) -> logging.Handler:
    handler = RotatingFileHandler(
        file, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="ascii"
    )
    file.chmod(0o600)
    handler.setFormatter(JsonLines())
    handler.setLevel(level)
    return handler


class _Routed(logging.Logger):
    """Whatever a library arranges for its logger, the lines leave by ours.

    Streamlit gives each of its loggers a handler when it first needs it, and uvicorn sets its
    own when the server starts: both would write what was filled in.
    """

    @property
    def propagate(self) -> bool:
        return True

    @propagate.setter
    def propagate(self, _: bool) -> None:
        return

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 -- logging's own name
        """Keep none."""


def _adopt_loggers() -> None:
    logging.setLoggerClass(_Routed)
    for logger in logging.root.manager.loggerDict.values():
        if type(logger) is logging.Logger:
            logger.handlers.clear()
            logger.__dict__.pop("propagate", None)
            logger.__class__ = _Routed


def _catch_the_uncaught() -> None:
    def of_process(
        _: type[BaseException], error: BaseException, __: TracebackType | None
    ) -> None:
        note(_LOG, logging.ERROR, "uncaught", error=error)

    def of_thread(caught: threading.ExceptHookArgs) -> None:
        note(_LOG, logging.ERROR, "uncaught in a thread", error=caught.exc_value)

    def of_nobody(caught: "sys.UnraisableHookArgs") -> None:
        note(_LOG, logging.ERROR, "uncaught while tidying up", error=caught.exc_value)

    def of_warning(  # noqa: PLR0917 -- as Python calls it
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        kind, where = category.__name__, place(filename, lineno)
        note(_LOG, logging.WARNING, "warned", kind=kind, place=where)

    sys.excepthook = of_process
    threading.excepthook = of_thread
    sys.unraisablehook = of_nobody
    warnings.showwarning = of_warning
