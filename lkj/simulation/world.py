"""What every report of the example shares."""

from dataclasses import dataclass
from random import Random

from lkj.domain.sop import Sop
from lkj.simulation.office_clock import OfficeClock
from lkj.simulation.roster import Roster


@dataclass(frozen=True)
class World:
    """One SOP, one office clock, one roster, and the one generator of chance."""

    sop: Sop
    clock: OfficeClock
    roster: Roster
    rng: Random
