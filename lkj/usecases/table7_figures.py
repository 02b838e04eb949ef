"""The figures of Tabel 7: every SOP of the office in one semester, and who acted in it."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import fields
from typing import Any

import pandas as pd

from lkj.analytics.assessment import assessment_figures
from lkj.analytics.causes import cause_counts
from lkj.domain.sop import Sop
from lkj.domain.table7 import Figures, Procedure, Semester, StepFigures
from lkj.usecases.export_words import Words
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.selection import Selection, apply

_PLAIN = tuple(field.name for field in fields(Figures) if field.name != "causes")


def selection_of(semester: Semester, sop_id: str | None = None) -> Selection:
    """The passes of one semester, as the other monitoring pages and addresses name them."""
    return Selection(sop_id=sop_id, since=semester.first_day, until=semester.last_day)


def procedures(frames: Frames, semester: Semester, *, office: Office) -> tuple[Procedure, ...]:
    """Every SOP of the office with the passes that were finished in a semester."""
    chosen = selection_of(semester)
    passes = apply(frames.passes, chosen, office=office, calendar=frames.calendar)
    by_sop = _figures(passes, "sop_id")
    by_step = _figures(passes, "sop_id", "step")
    mixed = _mixed_standards(passes)
    return tuple(
        Procedure(
            sop_id=sop.id,
            versions=_versions(passes, sop),
            title=sop.title,
            figures=by_sop.get((sop.id,), Figures()),
            steps=_steps(sop, by_step, mixed, office),
        )
        for sop in office.sops.current
    )


def acted_steps(
    frames: Frames, semester: Semester, person_id: str, *, office: Office
) -> Mapping[str, tuple[int, ...]]:
    """Numbers of the steps in which a person acted in a role of an SOP, by SOP."""
    log = frames.log
    is_own = (log["actor"] == person_id) & log["role"].notna() & log["step"].notna()
    own = log[is_own]
    days = own["occurred_at"].dt.tz_convert(office.zone).dt.date
    acts = own[(days >= semester.first_day) & (days <= semester.last_day)]
    numbers = acts.assign(number=Words(office).steps(acts)["step_number"]).dropna(
        subset="number"
    )
    return {
        str(sop_id): tuple(sorted({int(number) for number in found}))
        for sop_id, found in numbers.groupby("sop_id", observed=True)["number"]
    }


def _figures(passes: pd.DataFrame, *by: str) -> Mapping[tuple[Hashable, ...], Figures]:
    """Figures of every group, by its key as text."""
    table = assessment_figures(passes, by=by)
    causes = _causes(passes, by)
    return {
        key: Figures(causes=causes.get(key, ()), **{name: _plain(row[name]) for name in _PLAIN})
        for row in table.to_dict("records")
        for key in [tuple(str(row[name]) for name in by)]
    }


def _causes(
    passes: pd.DataFrame, by: tuple[str, ...]
) -> Mapping[tuple[Hashable, ...], tuple[tuple[str, int], ...]]:
    """Passes over the standard by cause, the most frequent first, the unexplained last."""
    counts = cause_counts(passes, by=by)
    over = counts[counts["n_over"] > 0].assign(is_last=lambda table: table["cause"].isna())
    over = over.sort_values(["is_last", "n_over"], ascending=[True, False], kind="stable")
    found: dict[tuple[Hashable, ...], tuple[tuple[str, int], ...]] = {}
    for row in over.to_dict("records"):
        key = tuple(str(row[name]) for name in by)
        cause = "" if row["is_last"] else str(row["cause"])
        found[key] = (*found.get(key, ()), (cause, int(row["n_over"])))
    return found


def _plain(value: Any) -> Any:
    """A number as Python and JSON know it; None where it is missing."""
    if pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _mixed_standards(passes: pd.DataFrame) -> set[tuple[str, str]]:
    """SOP and step of the passes that ran under several mutu baku waktu."""
    decided = passes[passes["outcome"].notna()]
    grouped = decided.groupby(["sop_id", "step"], observed=True)["standard_minutes"].nunique()
    return {(str(sop), str(step)) for sop, step in grouped[grouped > 1].index}


def _steps(
    sop: Sop,
    figures: Mapping[tuple[Hashable, ...], Figures],
    mixed: Collection[tuple[str, str]],
    office: Office,
) -> tuple[StepFigures, ...]:
    """The steps of the newest version, then those that only older passes have."""
    known = {step.id: step for step in sop.steps}
    older = {
        step.id: step
        for version in office.sops.versions
        if version.id == sop.id
        for step in version.steps
        if step.id not in known and (sop.id, step.id) in figures
    }
    return tuple(
        StepFigures(
            step=step.id,
            number=step.number,
            name=step.short_name,
            standard_minutes=None if (sop.id, step.id) in mixed else step.standard.minutes,
            figures=figures.get((sop.id, step.id), Figures()),
        )
        for step in [*known.values(), *older.values()]
    )


def _versions(passes: pd.DataFrame, sop: Sop) -> tuple[int, ...]:
    found = passes.loc[passes["sop_id"] == sop.id, "sop_version"].unique()
    return tuple(sorted(int(number) for number in found)) or (sop.version,)
