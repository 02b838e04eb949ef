"""A few values that all sessions share, each renewed by one thread while others wait."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

PLACES = 4


@dataclass
class _Place:
    value: Any = None
    lock: Lock = field(default_factory=Lock)


class Shelf:
    """The values used last, by key."""

    def __init__(self) -> None:
        self._places: dict[Hashable, _Place] = {}
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        """Whether somebody asked for this key lately."""
        return key in self._places

    def renewed(self, key: Hashable, renew: Callable[[Any], Any]) -> Any:
        """What `renew` makes of the value kept under a key, None where none is, kept instead.

        Whoever asks for another key does not wait.
        """
        with self._lock:
            place = self._places.pop(key, None) or _Place()
            self._places[key] = place  # the key used last stands last
            while len(self._places) > PLACES:
                self._places.pop(next(iter(self._places)))
        with place.lock:
            place.value = renew(place.value)
            return place.value
