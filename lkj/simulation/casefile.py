"""One report as it is written: every act goes through `decide` and is folded into its state."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random

from lkj.domain.commands import Act, Command
from lkj.domain.events import Event, Source
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState, evolve
from lkj.domain.workflow import decide
from lkj.simulation.identifiers import new_id, request_digest
from lkj.simulation.roster import Duty


@dataclass(frozen=True)
class Entry:
    """How an act is entered: by whose account, when, and from which paper."""

    recorder: Duty
    now: datetime
    source: Source = Source.APP
    basis: str = ""
    batch_id: str | None = None


class Casefile:
    """The events of one report so far, numbered by their version until they are merged."""

    def __init__(self, sop: Sop, *, report_id: str, zone: tzinfo, rng: Random) -> None:
        self.sop = sop
        self.state = ReportState(report_id=report_id)
        self.events: list[Event] = []
        self._zone = zone
        self._rng = rng

    def add(self, command: Command, *, actor: Duty, entry: Entry) -> Event:
        """Carry out one act.

        Raises:
            DecisionRefused: the simulation asked for what the SOP does not allow.
        """
        account = entry.recorder.account_id or ""
        request_id = new_id(self._rng, entry.now)
        act = Act(
            request_id=request_id,
            command_sha256=request_digest(account, request_id),
            actor=actor.person_id,
            holdings=actor.holdings,
            recorder=account,
            permissions=entry.recorder.permissions,
            now=entry.now,
            zone=self._zone,
            source=entry.source,
            basis=entry.basis,
            batch_id=entry.batch_id,
        )
        event = numbered(decide(self.state, command, sop=self.sop, act=act))
        self.state = evolve(self.state, event)
        self.events.append(event)
        return event


def numbered(event: Event) -> Event:
    """The event with its version as number: enough to tell the acts of one report apart."""
    # dataclasses.replace calls the constructor with every field; this is several times faster.
    copy = object.__new__(Event)
    copy.__dict__.update(event.__dict__, no=event.version)
    return copy
