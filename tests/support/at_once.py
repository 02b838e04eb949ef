"""Acts that begin at the same moment, in threads of this process."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lkj.errors import LkjError

READY_WITHIN = 30  # seconds


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """The answers or refusals of acts that all begin at the same moment."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(READY_WITHIN)
        try:
            return act()
        except LkjError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
