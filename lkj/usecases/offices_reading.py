"""The figures of every satuan kerja beside each other, for those who may compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pandas as pd

from lkj.analytics.durations import verdict_rates
from lkj.analytics.pool_comparison import against_pool
from lkj.analytics.rejections import rejection_rates
from lkj.domain.accounts import Permission
from lkj.domain.sop import Decision, Sop, Step
from lkj.labels.formats import long_datetime, period_name
from lkj.labels.words import EXAMPLE_MARK
from lkj.snapshots.counts import Choice, Counts, counts_in
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.office import Office, Sops, snapshots_of
from lkj.usecases.office_snapshots import Told, told_by
from lkj.usecases.offices import Offices
from lkj.usecases.selection import Selection, from_query

REVIEW = "pemeriksa"
FILTERS = ("sop", "tahun", "jenis", "langkah", "pertama")


@dataclass(frozen=True, kw_only=True)
class OfficesQuery:
    """What is compared: SOP, tahun kinerja, jenis, step, first passes; and whose reviews."""

    selection: Selection = field(default_factory=Selection)
    review: str = ""

    def to_query(self) -> dict[str, str]:
        """The choice as an address carries it."""
        asked = self.selection.to_query()
        return asked | ({REVIEW: self.review} if self.review else {})


def offices_query(query: Mapping[str, str], sops: Sops) -> OfficesQuery:
    """Read an address; what it names wrongly is left out, as on every page."""
    named = {key: text for key, text in query.items() if key in FILTERS}
    selection, _ignored = from_query(named, sops=sops)
    return OfficesQuery(selection=selection, review=query.get(REVIEW, ""))


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What all satuan kerja have told, and the counts of what was chosen of it."""

    told: tuple[Told, ...]
    office: Office  # of whoever compares: its SOPs name the steps
    query: OfficesQuery
    counts: Counts
    reports: pd.DataFrame  # of each by SOP, tahun kinerja and kind; see `Counts.ask`
    sop: Sop | None  # None where no satuan kerja runs one of them
    now: datetime

    @property
    def usable(self) -> tuple[Told, ...]:
        """Those whose snapshots can be read."""
        return tuple(one for one in self.told if one.snapshot is not None)

    @property
    def mark(self) -> str:
        """Words for every picture where the data of any are an example."""
        facts = [one.facts for one in self.usable]
        return EXAMPLE_MARK if any(one.is_example for one in facts if one) else ""

    @property
    def oldest(self) -> str:
        """The earliest moment that any of them was looked at from, in words."""
        moments = [one.facts.as_of for one in self.usable if one.facts]
        return long_datetime(min(moments, default=None), self.office.zone)

    @cached_property
    def step(self) -> Step:
        """The step that is looked at; that with the longest mutu baku where none is named."""
        steps = self._sop.steps
        named = [step for step in steps if step.id in self.query.selection.steps]
        return next(iter(named), max(steps, key=lambda step: step.standard.minutes))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the SOP, in its order."""
        return self._sop.steps

    @property
    def reviews(self) -> tuple[Step, ...]:
        """The steps that may return a draft."""
        return tuple(step for step in self._sop.steps if Decision.REJECT in step.next)

    @cached_property
    def review(self) -> Step | None:
        """The review that is looked at, the first where none is named; None without any."""
        named = [step for step in self.reviews if step.id == self.query.review]
        return next(iter([*named, *self.reviews]), None)

    @property
    def years(self) -> tuple[int, ...]:
        """The tahun kinerja of the SOP that there are, the latest first."""
        found = self.reports.loc[self.reports["sop_id"] == self._sop.id, "fiscal_year"]
        return tuple(sorted((int(year) for year in found.dropna().unique()), reverse=True))

    @property
    def scope(self) -> str:
        """Which reports and passes are counted, in words."""
        chosen = self.query.selection
        kinds = ", ".join(period_name(one.value) for one in chosen.periods)
        parts = (
            self._sop.short_title,
            f"tahun kinerja {', '.join(map(str, chosen.years))}" if chosen.years else "",
            kinds,
            "hanya pelaksanaan pertama" if chosen.first_only else "",
        )
        return ", ".join(part for part in parts if part)

    @cached_property
    def states(self) -> pd.DataFrame:
        """Counts of reports by state; a row for each satuan kerja that has one of the SOP."""
        chosen, of_sop = self._choice(), self.reports["sop_id"] == self._sop.id
        kept = self.reports[of_sop]
        if chosen.years:
            kept = kept[kept["fiscal_year"].isin(chosen.years)]
        if chosen.periods:
            kept = kept[kept["period"].isin(chosen.periods)]
        counted = [name for name in kept if str(name).startswith("n_")]
        return self._named(kept.groupby("office", as_index=False)[counted].sum())

    @cached_property
    def times(self) -> pd.DataFrame:
        """Passes of the step against mutu baku waktu, with shares, intervals and `side`."""
        return self.times_of(self.step.id)

    def times_of(self, step: str) -> pd.DataFrame:
        """The same of another step, of all steps where none is named."""
        counts = self._named(self._ask("times", replace(self._choice(), step=step)))
        rated = pd.concat([counts, verdict_rates(counts)], axis=1)
        return _with_sides(rated, some="n_within", of="n_known")

    @cached_property
    def returns(self) -> pd.DataFrame:
        """Decisions of the review, with shares, intervals and `side`."""
        return self.returns_of(self.review.id if self.review else "")

    def returns_of(self, step: str) -> pd.DataFrame:
        """The same of another review, of all of them where none is named."""
        counts = self._ask("returns", replace(self._choice(), step=step))
        counts = counts.drop(columns="role").groupby(["office", "step"], as_index=False).sum()
        counts = self._named(counts)
        rated = pd.concat([counts, rejection_rates(counts)], axis=1)
        return _with_sides(rated, some="n_rejections", of="n")

    @property
    def _sop(self) -> Sop:
        if self.sop is None:
            raise LookupError("nobody runs an SOP that could be compared")
        return self.sop

    def _choice(self) -> Choice:
        chosen = self.query.selection
        return Choice(
            sop_id=self._sop.id,
            years=chosen.years,
            periods=tuple(period.value for period in chosen.periods),
            first_only=chosen.first_only,
        )

    def _ask(self, question: str, choice: Choice) -> pd.DataFrame:
        return self.counts.ask(question, _snapshots(self.told), choice)

    def _named(self, counts: pd.DataFrame) -> pd.DataFrame:
        """The rows in the order of satuan.toml and of the steps, with names beside codes."""
        place = {one.code: at for at, one in enumerate(self.told)}
        number = {step.id: step.number for step in self._sop.steps}
        keys = counts["office"].map(place)
        ordered = counts.assign(
            code=counts["office"],
            office=[self.told[at].name for at in keys],
            step_number=counts["step"].map(number) if "step" in counts else 0,
        )
        order = ordered.assign(at=keys).sort_values(["at", "step_number"]).index
        return ordered.loc[order].reset_index(drop=True)


def compare_offices(
    query: OfficesQuery, *, offices: Offices, door: Door, office: Office, now: datetime
) -> Comparison:
    """What everybody's snapshots say; nothing is opened or refreshed for it.

    Args:
        query: what is compared.
        offices: all of the installation.
        door: of somebody who may compare, in `office`.
        office: theirs.
        now: tells which snapshots are old.

    Raises:
        NotPermitted, SessionEnded, StorageFailed; SnapshotDamaged: one was damaged meanwhile.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.COMPARE_OFFICES, office=office, now=now)
    told = told_by(offices.settings, now=now)
    counts = counts_in(snapshots_of(office.settings))
    reports = counts.ask("states", _snapshots(told), Choice())
    return Comparison(
        told=told,
        office=office,
        query=query,
        counts=counts,
        reports=reports,
        sop=_common_sop(reports, query, office),
        now=now,
    )


def _snapshots(told: tuple[Told, ...]) -> list[Path]:
    return [one.snapshot for one in told if one.snapshot is not None]


def _common_sop(reports: pd.DataFrame, query: OfficesQuery, office: Office) -> Sop | None:
    """The SOP that is chosen, else the one of most reports that this office knows too."""
    if reports.empty:
        return None
    n_reports = reports.groupby("sop_id")["n"].sum()
    known = [sop for sop in office.sops.current if sop.id in n_reports.index]
    chosen = [sop for sop in known if sop.id == query.selection.sop_id]
    by_size = sorted(known, key=lambda sop: -n_reports[sop.id])
    return next(iter([*chosen, *by_size]), None)


def _with_sides(table: pd.DataFrame, *, some: str, of: str) -> pd.DataFrame:
    """Each row against all rows of its step together; `pooled` is their share."""
    parts = []
    for _, rows in table.groupby("step", sort=False):
        compared, pooled = against_pool(rows[some], rows[of])
        parts.append(pd.concat([rows, compared.assign(pooled=pooled)], axis=1))
    if not parts:
        columns = ("rate", "low", "high", "side", "pooled")
        return table.assign(**dict.fromkeys(columns, pd.Series(dtype="float64")))
    return pd.concat(parts).sort_index()
