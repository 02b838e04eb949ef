"""One line of the log for each run of a script, under the code that a failing run shows."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from lkj.diagnostics.codes import code_here, end_code
from lkj.diagnostics.lines import note

_LOG = logging.getLogger("lkj.ui")


@contextmanager
def logged_run() -> Iterator[dict[str, str]]:
    """Note how long this run took; whoever draws the page puts its address under `page`.

    What a click did before the run, in a callback, has the run's code. A run that fails keeps
    its code for whoever reports the error; otherwise the next run gets another.
    """
    code, begun = code_here(), perf_counter()
    facts: dict[str, str] = {}
    has_failed = False
    try:
        yield facts
    except Exception:
        has_failed = True
        raise
    finally:  # also where Streamlit ends the run, for another click or at the script's wish
        ms = round((perf_counter() - begun) * 1000)
        level = logging.WARNING if has_failed else logging.INFO
        note(
            _LOG,
            level,
            "failed run" if has_failed else "run",
            page=facts.get("page", ""),
            code=code,
            ms=ms,
        )
        if not has_failed:
            end_code()
