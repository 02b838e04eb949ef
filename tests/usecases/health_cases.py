"""Backups and the system's health in the table of who may do what."""

from collections.abc import Callable

from lkj.usecases import daily_backup, health
from tests.support.staffed import Running


def _raise(error: BaseException) -> str:
    raise error


def _nothing(_: Running) -> None:
    """Neither takes a form."""


# Name → use case, state of the office, what it is given.
HEALTH_CASES: dict[
    str, tuple[Callable[..., object], str, Callable[[Running], object], dict[str, object]]
] = {
    "make a backup": (daily_backup.back_up_if_due, "registered", lambda _: _raise, {}),
    "read the health": (health.read_health, "registered", _nothing, {"is_on_lan": False}),
    "check the health": (health.check_health, "registered", _nothing, {"is_on_lan": False}),
}
