"""An upgrade in a process of its own that is killed at one of its statements."""

import os
import signal
from itertools import count
from typing import Any

from sqlalchemy import event

from lkj.store import schema
from lkj.store.database import opened
from tests.support.processes import imported

_SECONDS = 60


def upgrade_killed_at(url: str, statement: int) -> bool:
    """Upgrade, and be killed (SIGKILL) right before that statement, or commit.

    Returns:
        Whether it was killed; False where the upgrade has fewer statements.
    """
    process = imported().Process(target=_upgrade, args=(url, statement))
    process.start()
    process.join(_SECONDS)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def _upgrade(url: str, statement: int) -> None:
    with opened(url) as database:
        numbers = count(1)

        def fall(*_: Any) -> None:
            if next(numbers) == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(database.engine, "before_cursor_execute", fall)
        event.listen(database.engine, "commit", fall)
        schema.migrate(database)
