"""The event log as other programs read it: codes as stored, and the SOP's words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lkj.analytics.schema import EVENT_LOG
from lkj.domain.events import EventKind
from lkj.domain.sop import Decision
from lkj.labels.words import EVENT_KIND
from lkj.usecases.export_words import Words, translated
from lkj.usecases.office import Office

DECISION_OF = {
    EventKind.SUBMITTED: Decision.SUBMIT,
    EventKind.APPROVED: Decision.APPROVE,
    EventKind.REJECTED: Decision.REJECT,
}
START, COMPLETE = "start", "complete"
PERSONS = ("actor", "recorded_by")
# What is added to the columns of EVENT_LOG, and stands before them.
OF_REPORT = ("title", "fiscal_year", "period", "remark")
WORDS = ("activity", "lifecycle", "decision", "resource", "role_name")


def log_rows(
    events: pd.DataFrame,
    *,
    office: Office,
    mark: str,
    names: Mapping[str, str] | None,
    recorders: Mapping[str, str],
) -> pd.DataFrame:
    """The log with its words: every column of EVENT_LOG as it is, and these.

    `activity` is the step's name for what moves a report through it, else what happened;
    `lifecycle` says whether that was begun or completed; `decision` how it was completed;
    `role_name` the acting role. Two events of one pass share their activity, so that tools can
    pair them.

    Args:
        events: EVENT_LOG with the facts of each report.
        office: its SOP versions have the words.
        mark: stands in `remark` of every row, for example that the data are an example.
        names: of persons by id, who then stand as `resource`; None leaves out the columns
            that tell persons.
        recorders: of persons by account; an account whose person may not be read is left out.
    """
    words = Words(office)
    kind = events["kind"]
    is_step = kind.isin([EventKind.STARTED, *DECISION_OF]) & events["step"].notna()
    steps = pd.Series(words.steps(events)["step"], index=events.index, dtype="str")
    happened = pd.Series(translated(kind, EVENT_KIND), index=events.index, dtype="str")
    decisions: dict[Any, str] = {code: one.value for code, one in DECISION_OF.items()}
    added = events.assign(
        activity=steps.where(is_step & steps.notna(), happened),
        lifecycle=(kind == EventKind.STARTED).map({True: START, False: COMPLETE}).astype("str"),
        decision=kind.astype("str").map(decisions).astype("str"),
        remark=pd.Series(mark or None, index=events.index, dtype="str"),
        role_name=pd.Series(words.roles(events["role"]), index=events.index, dtype="str"),
    )
    columns = ["report_id", *OF_REPORT, *WORDS]
    columns += [one.name for one in EVENT_LOG if one.name != "report_id"]
    if names is None:
        hidden = {*PERSONS, "resource"}
        return added[[name for name in columns if name not in hidden]]
    is_readable = added["recorded_by"].map(dict(recorders)).fillna("") != ""
    return added.assign(
        resource=pd.Series(translated(added["actor"], names), index=events.index, dtype="str"),
        recorded_by=added["recorded_by"].where(is_readable),
    )[columns]
