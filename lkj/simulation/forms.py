"""What people fill in when they finish a pass: kelengkapan, reasons, a remark."""

from functools import cached_property

from lkj.domain.commands import InputCheck, InputState
from lkj.domain.sop import Decision, Reason, ReasonClass, Sop, Step
from lkj.simulation import wording
from lkj.simulation.itinerary import Pass
from lkj.simulation.world import World

_AGREEMENT_SAID, _SECOND_REASON = 0.2, 0.25
_INPUTS_UNKNOWN, _INPUT_ABSENT = 0.06, 0.02
_INPUTS_UNKNOWN_ON_PAPER = 0.6
_REASON_NOT_ON_PAPER = 0.25

Inputs = tuple[InputCheck, ...]


class Forms:
    """Fills forms in; the few answers that recur are made once."""

    def __init__(self, world: World) -> None:
        self._sop: Sop = world.sop
        self._rng = world.rng
        self._present = {s.id: _all(s, InputState.PRESENT) for s in world.sop.steps}
        self._unknown = {s.id: _all(s, InputState.UNKNOWN) for s in world.sop.steps}

    def inputs(self, one: Pass) -> Inputs:
        """The step's kelengkapan: there, not looked at, or once in a while not there."""
        unknown = _INPUTS_UNKNOWN_ON_PAPER if one.by_paper else _INPUTS_UNKNOWN
        drawn = self._rng.random()
        if drawn < unknown:
            return self._unknown[one.step.id]
        present = self._present[one.step.id]
        if present and drawn > 1 - _INPUT_ABSENT:
            absent = InputCheck(present[0].name, InputState.ABSENT, wording.INPUT_ABSENT)
            return (absent, *present[1:])
        return present

    def remark(self, one: Pass) -> tuple[str, tuple[str, ...]]:
        """The note and the reason codes of a pass."""
        if one.decision is Decision.REJECT:
            return self._return(one)
        if one.is_repair:
            return self._rng.choice(wording.REPAIRED), ()
        is_said = one.decision is Decision.APPROVE and self._rng.random() < _AGREEMENT_SAID
        return self._rng.choice(wording.AGREED) if is_said else "", ()

    def _return(self, one: Pass) -> tuple[str, tuple[str, ...]]:
        unrecorded = self._unrecorded
        if one.by_paper and unrecorded and self._rng.random() < _REASON_NOT_ON_PAPER:
            return "", (unrecorded[0].id,)
        number = 2 if self._rng.random() < _SECOND_REASON else 1
        usual = self._directions if self._is_direction(one.step) else self._complaints
        reasons = self._rng.sample(usual, min(number, len(usual)))
        sentences = [wording.return_note(reason, self._rng) for reason in reasons]
        return " ".join(sentences), tuple(reason.id for reason in reasons)

    def _is_direction(self, step: Step) -> bool:
        is_top = all(self._sop.role(role).superior is None for role in step.finishers)
        return is_top and bool(self._directions) and self._rng.random() < 0.5  # noqa: PLR2004

    @cached_property
    def _unrecorded(self) -> list[Reason]:
        return [reason for reason in self._sop.reasons if reason.paper_only]

    @cached_property
    def _directions(self) -> list[Reason]:
        return self._of_class(ReasonClass.DIRECTION)

    @cached_property
    def _complaints(self) -> list[Reason]:
        return self._of_class(ReasonClass.QUALITY) or self._of_class(*ReasonClass)

    def _of_class(self, *classes: ReasonClass) -> list[Reason]:
        offered = (reason for reason in self._sop.reasons if not reason.paper_only)
        return [reason for reason in offered if reason.reason_class in classes]


def _all(step: Step, state: InputState) -> Inputs:
    return tuple(InputCheck(name, state) for name in step.standard.inputs)
