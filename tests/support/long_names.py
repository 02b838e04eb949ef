"""An SOP whose steps and roles have names longer than their places on any drawing."""

from dataclasses import replace

from lkj.domain.sop import Sop
from tests.support.sops import office_sop

ROLES = (
    "ADMINISTRATION",
    "PRE_APPROVER",
    "BUDGET OWNER",
    "SUPERVISOR",
    "MISSING",
    "DIRECTOR",
    "UNDEFINED",
    "EMPLOYEE",
)


def crowded_sop() -> Sop:
    """The office's steps under longer names, done by twice as many roles."""
    own = office_sop()
    roles = tuple(
        replace(own.roles[0], id=f"role-{at}", name=name, short_name=name)
        for at, name in enumerate(ROLES)
    )
    steps = tuple(
        replace(
            step,
            short_name=f"Request For Payment FINAL_APPROVED by {role.name} & <others>",
            starters=(role.id,),
            finishers=(role.id,),
        )
        for step, role in zip(own.steps, roles[-1:] + roles[:-1], strict=True)
    )
    return replace(own, roles=roles, steps=steps)
