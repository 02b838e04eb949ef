"""Where the SOP was kept in its steps but not in who acted, what went where, what was there."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES
from lkj.analytics.payloads import facts_of
from lkj.analytics.schema import Outcome
from lkj.domain.commands import InputState
from lkj.domain.sop import Decision, Sop, Step

_PASS = ["report_id", "step", "visit"]


def wrong_roles(visits: pd.DataFrame, *, sops: Iterable[Sop]) -> pd.DataFrame:
    """Which passes were decided in a role that the SOP does not give them to?

    Args:
        visits: STEP_VISITS; a pass without a role is unknown, not wrong.
        sops: every SOP version that a report runs under.

    Returns:
        One row per such pass, by report_id, step and visit: `role`, `actor`, and the roles
        `allowed`, comma between.
    """
    decided = visits[visits["outcome"].isin(MOVES) & visits["role"].notna()]
    ways = _ways(decided, "role")
    steps = _steps(ways, sops)
    allowed = pd.Series([",".join(step.finishers) for step in steps], ways.index, dtype="str")
    is_wrong = np.array(
        [role not in step.finishers for role, step in zip(ways["role"], steps, strict=True)],
        dtype=bool,
    )
    found = decided.merge(ways.assign(allowed=allowed)[is_wrong])
    return _table(found, "role", "actor", "allowed")


def wrong_returns(visits: pd.DataFrame, *, sops: Iterable[Sop]) -> pd.DataFrame:
    """Which drafts were returned to another step than the SOP says?

    Args:
        visits: STEP_VISITS.
        sops: every SOP version that a report runs under.

    Returns:
        One row per such return, by report_id, step and visit: `role` and `actor` who returned,
        `next_step` it went to, and `expected_step`. Returns from a step that offers none are
        no matter of their target; conformance calls them extra.
    """
    rejected = visits[visits["outcome"] == Outcome.REJECTED]
    ways = _ways(rejected, "next_step")
    routes = [step.next.get(Decision.REJECT) for step in _steps(ways, sops)]
    expected = pd.Series([r.target if r else None for r in routes], ways.index, dtype="str")
    is_wrong = expected.notna() & (ways["next_step"].astype("str") != expected)
    found = rejected.merge(ways.assign(expected_step=expected)[is_wrong])
    return _table(found, "role", "actor", "next_step", "expected_step")


def role_conflicts(visits: pd.DataFrame, *, sops: Iterable[Sop]) -> pd.DataFrame:
    """Rangkap peran: who finished two separated steps of one report in two roles?

    Args:
        visits: STEP_VISITS of whole reports.
        sops: every SOP version that a report runs under.

    Returns:
        One row per report_id, `step`, `other_step` (earlier in the SOP) and `actor`, with
        `role` and `other_role`.
    """
    decided = visits[visits["outcome"].isin(MOVES) & visits["role"].notna()]
    tables = [
        _conflicts(_under(decided, sop), group) for sop in sops for group in sop.separation
    ]
    columns = ["report_id", "step", "other_step", "actor", "role", "other_role"]
    found = pd.concat([visits.iloc[:0].assign(other_step="", other_role=""), *tables])
    found = found[columns].drop_duplicates()
    return found.sort_values(columns, ignore_index=True)


def missing_inputs(visits: pd.DataFrame, event_log: pd.DataFrame) -> pd.DataFrame:
    """Which kelengkapan were not there when a step was finished?

    Args:
        visits: STEP_VISITS.
        event_log: EVENT_LOG that they were made from, in any row order.

    Returns:
        One row per pass and absent input, by report_id, step, visit and `input`: `role` and
        `actor`, and the `reason` given. What is unknown is not absent.
    """
    # A million payloads are searched faster than parsed.
    is_said = event_log["payload"].str.contains(f'"{InputState.ABSENT}"', regex=False, na=False)
    said = event_log.loc[is_said, ["no", "payload"]]
    rows = [
        (no, name, reason)
        for no, facts in zip(said["no"], facts_of(said["payload"]), strict=True)
        for name, state, reason in facts.get("inputs", [])
        if state == InputState.ABSENT
    ]
    absent = pd.DataFrame(rows, columns=["closing_no", "input", "reason"]).astype(
        {"closing_no": "Int64", "input": "str", "reason": "str"}
    )
    decided = visits[visits["outcome"].isin(MOVES)]
    return _table(decided.merge(absent, on="closing_no"), "input", "role", "actor", "reason")


def _ways(passes: pd.DataFrame, name: str) -> pd.DataFrame:
    """The few distinct ways in which the many passes of each step went."""
    return passes[["sop_id", "sop_version", "step", name]].drop_duplicates()


def _steps(ways: pd.DataFrame, sops: Iterable[Sop]) -> list[Step]:
    """The SOP's own step of each row."""
    known = {(sop.id, sop.version, step.id): step for sop in sops for step in sop.steps}
    keys = zip(ways["sop_id"], ways["sop_version"], ways["step"], strict=True)
    return [known[key] for key in keys]


def _under(visits: pd.DataFrame, sop: Sop) -> pd.DataFrame:
    return visits[(visits["sop_id"] == sop.id) & (visits["sop_version"] == sop.version)]


def _conflicts(decided: pd.DataFrame, group: Sequence[str]) -> pd.DataFrame:
    """Pairs of passes in one group of separated steps, by one person in two roles."""
    names = ["report_id", "actor", "role", "step"]
    done = decided.loc[decided["step"].isin(group), names].drop_duplicates()
    # Nearly everybody keeps to one role: only the others are worth pairing.
    roles = done.drop_duplicates(names[:3])
    several = roles.loc[roles.duplicated(names[:2]), names[:2]].drop_duplicates()
    done = done.merge(several, on=names[:2])
    pairs = done.merge(done, on=names[:2], suffixes=("", "_other"))
    pairs = pairs.rename(columns={"step_other": "other_step", "role_other": "other_role"})
    is_pair = pairs["step"].cat.codes > pairs["other_step"].cat.codes
    return pairs[is_pair & (pairs["role"].astype("str") != pairs["other_role"].astype("str"))]


def _table(found: pd.DataFrame, *names: str) -> pd.DataFrame:
    return found[[*_PASS, *names]].sort_values([*_PASS, names[0]], ignore_index=True)
