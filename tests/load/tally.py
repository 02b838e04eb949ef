"""What the clients of one run have seen: times by page, errors by kind, acknowledged events."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from lkj.store import audit_store, event_store
from lkj.store.database import Database


@dataclass(frozen=True)
class Acknowledged:
    """An event by its number, the note that was typed with it, and who typed it."""

    no: int
    note: str
    person: str


@dataclass
class Tally:
    """Filled by all clients of one run."""

    most: int  # reruns, then everybody stops
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    attempted: set[str] = field(default_factory=set)  # notes that were sent
    reconnects: int = 0

    def begin(self) -> None:
        """Count times anew: everybody is at work now."""
        self.seconds.clear()

    @property
    def reruns(self) -> int:
        """Runs of a script that were heard to their end."""
        return sum(map(len, self.seconds.values()))

    @property
    def is_full(self) -> bool:
        """Whether as much was asked for as may be."""
        return self.reruns >= self.most


@dataclass(frozen=True)
class Stored:
    """What the database holds of a run, against what the clients were told."""

    acknowledged: int
    stored: int  # events with a note of a client
    lost: tuple[Acknowledged, ...]  # said to be stored, and no such event
    repeated: tuple[str, ...]  # notes that stand in more than one event
    unheard: int  # stored, while the answer was lost on its way
    chain: int  # events whose chain was verified

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost and nothing happened twice."""
        return not self.lost and not self.repeated


def compare(database: Database, tally: Tally) -> Stored:
    """Look up every acknowledged event, and verify both chains.

    Raises:
        ChainBroken.
    """
    with database.read() as conn:
        chain = event_store.verify(conn).no
        audit_store.verify(conn)
        log = event_store.event_log(conn)
    of_clients = log[log["note"].isin(tally.attempted)]
    columns = (of_clients[name].tolist() for name in ("no", "note", "actor"))
    found = [Acknowledged(*row) for row in zip(*columns, strict=True)]
    told = Counter(tally.acknowledged)
    notes = Counter(one.note for one in found)
    return Stored(
        acknowledged=len(tally.acknowledged),
        stored=len(found),
        lost=tuple((told - Counter(found)).elements()),
        repeated=tuple(note for note, n in notes.items() if n > 1),
        unheard=len(set(found) - set(told)),
        chain=chain,
    )
