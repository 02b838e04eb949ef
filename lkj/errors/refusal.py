"""The two errors that every other one is a kind of."""

from collections.abc import Mapping


class LkjError(Exception):
    """Base of all refusals; anything else that is raised is a bug and must be seen."""

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts: Mapping[str, object] = facts


class DecisionRefused(LkjError):
    """The SOP does not allow this act in this state; base of the workflow's refusals."""
