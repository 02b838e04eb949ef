"""What happens to the reports of one office, newest first; the rest is drawn at random."""

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """How far a report gets."""

    RECEIVED = "received"
    SENT = "sent"  # nobody has confirmed receipt
    CANCELLED = "cancelled"
    WAITING = "waiting"  # open: lies with the second reviewer
    REPAIRING = "repairing"  # open: returned by the first reviewer, work has begun again


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What sets one report apart.

    `returns` are the reviewers who return the draft, in turn: 0 is the SOP's first review step.
    """

    ending: Ending = Ending.RECEIVED
    on_paper: bool = False
    returns: tuple[int, ...] = ()
    idle: tuple[int, int] = (450, 1_500)  # working minutes, if open: since the last act
    is_taken_back: bool = False  # the second reviewer presses the wrong button first
    has_conflict: bool = False  # the paper's hours contradict each other once
    is_corrected: bool = False
    is_noted: bool = False
    is_explained: bool = False  # somebody says why a step took long

    @property
    def is_open(self) -> bool:
        """Whether the report is still with somebody at the end of the example."""
        return self.ending in (Ending.WAITING, Ending.REPAIRING)


ABSENCE = 6  # during this report an official is stood in for
SCENARIOS = (
    Scenario(ending=Ending.WAITING, is_noted=True),
    Scenario(ending=Ending.REPAIRING, returns=(0,), idle=(2_700, 5_400)),
    Scenario(returns=(0, 1), is_explained=True),
    Scenario(ending=Ending.SENT),
    Scenario(on_paper=True, returns=(1,)),
    Scenario(returns=(2,), is_corrected=True),
    Scenario(returns=(0,)),
    Scenario(returns=(1,), is_taken_back=True),
    Scenario(on_paper=True, returns=(0, 0), has_conflict=True),
    Scenario(ending=Ending.CANCELLED),
    Scenario(on_paper=True, is_corrected=True),
    Scenario(returns=(0, 2), is_explained=True, is_noted=True),
    Scenario(on_paper=True, returns=(1,)),
    Scenario(is_noted=True),
    Scenario(on_paper=True, returns=(0,)),
)
