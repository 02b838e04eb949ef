"""Processes of our own that begin with everything imported, and with nothing run.

A fresh interpreter spends seconds importing: too long for each server that the tests start,
and for each of 64 processes that race or are killed.
"""

from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

# One list for all: what the first process of a test run imports, every later one has.
IMPORTED = [
    "streamlit.web.cli",
    "streamlit.web.bootstrap",
    "uvicorn",
    "psycopg",
    "lkj.http.server",
    "lkj.http.office_files",
    "lkj.ui.navigation",
    "lkj.ui.failures",
    "tests.store.racing",
    "tests.support.deciding",
    "tests.torture.contest",
]


def imported() -> ForkServerContext:
    """Where such processes, and what they share, are made."""
    context = get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context
