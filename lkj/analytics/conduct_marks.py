"""The case by step matrix: what happened to each step of each report, in marks."""

from enum import StrEnum

import pandas as pd

from lkj.analytics.conduct import FindingList

KEY = ["report_id", "step"]


class StepMark(StrEnum):
    """What stands in a cell of the matrix."""

    DONE = "done"
    OPEN = "open"  # it runs, or must be passed again
    AHEAD = "ahead"  # not reached
    SKIPPED = "skipped"
    EXTRA = "extra"
    WRONG_ORDER = "wrong_order"
    WRONG_ACTOR = "wrong_actor"
    AFTER_END = "after_end"


_OF_STATE = {
    "done": StepMark.DONE,
    "current": StepMark.OPEN,
    "returned": StepMark.OPEN,
    "waiting": StepMark.AHEAD,
}
_DEVIATIONS = (
    StepMark.SKIPPED,
    StepMark.EXTRA,
    StepMark.WRONG_ORDER,
    StepMark.WRONG_ACTOR,
    StepMark.AFTER_END,
)


def step_marks(strip: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What happened to each step of each report?

    Args:
        strip: STEP_STRIP.
        found: FINDINGS of the same reports with `is_accepted`.

    Returns:
        One row per report and step of its SOP: `n_findings` of the lists order and actor,
        `n_accepted` of them, the step's `number`, its `state` as StepMark (`done`, `open` or
        `ahead`), and `marks`: every deviation once, in the order of StepMark, comma between;
        empty where there is none.
    """
    is_shown = found["list"].isin((FindingList.ORDER, FindingList.ACTOR))
    shown = found[is_shown].astype({"step": "str", "kind": "str"})
    kind = shown["kind"].where(shown["list"] == FindingList.ORDER, StepMark.WRONG_ACTOR)
    flags = {
        mark.value: (kind == mark).groupby([shown[key] for key in KEY]).any()
        for mark in _DEVIATIONS
    }
    groups = shown.groupby(KEY)["is_accepted"]
    counts = pd.DataFrame({"n_findings": groups.size(), "n_accepted": groups.sum(), **flags})
    cells = strip.astype({"step": "str"}).merge(counts.reset_index(), on=KEY, how="left")
    marks = pd.Series("", index=cells.index, dtype="str")
    for mark in _DEVIATIONS:
        is_marked = cells[mark.value].fillna(value=False).astype(bool)
        marks = marks.where(~is_marked, marks + "," + mark.value)
    return pd.DataFrame(
        {
            "report_id": cells["report_id"],
            "step": strip["step"].array,
            "n_findings": cells["n_findings"].fillna(0).astype("int64"),
            "n_accepted": cells["n_accepted"].fillna(0).astype("int64"),
            "number": cells["number"],
            "state": strip["state"].astype("str").map(_OF_STATE).array,
            "marks": marks.str.removeprefix(","),
        }
    )
