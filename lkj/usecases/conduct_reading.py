"""How reports kept to the SOP: finding, matrix, separate lists, raw and net figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lkj.analytics.acceptance import in_force, with_acceptance
from lkj.analytics.conduct import FindingList, finding_counts, findings, net_fitness
from lkj.analytics.conduct_marks import step_marks
from lkj.analytics.conformance import report_fitness
from lkj.analytics.passes import with_report_facts
from lkj.analytics.report_ids import of_reports
from lkj.domain.commands import InputState
from lkj.labels.conformance_words import (
    KINDS,
    LISTS,
    MARKS,
    conformance_finding,
    conformance_subtitle,
)
from lkj.labels.formats import minutes_text, number, percent
from lkj.labels.words import MISSING
from lkj.usecases.frames import Frames, payloads_naming
from lkj.usecases.justifications import justifications
from lkj.usecases.office import Office
from lkj.usecases.population import Population

_PASS = ["report_id", "step", "visit"]


@dataclass(frozen=True, kw_only=True)
class RawConduct:
    """Every report of a moment: fitness and findings, before anybody accepted anything."""

    fitness: pd.DataFrame
    found: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """The reports of a selection with at least one decided pass.

    `found` has the title and tahun kinerja of each report and `is_accepted`, narrowed to the
    selection's steps, roles and persons; `every` finding is what the matrix shows. `names` say
    whom an account belongs to.
    """

    about: Population
    fitness: pd.DataFrame
    found: pd.DataFrame
    every: pd.DataFrame
    names: Mapping[str, str]


def raw_conduct(tables: Frames, office: Office) -> RawConduct:
    """Lay every report against its SOP; once, then only those that something happened to."""
    sops = office.sops.versions

    def count(visits: pd.DataFrame, log: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
        return {
            "fitness": report_fitness(visits, sops=sops),
            "found": findings(visits, log, sops=sops),
        }

    def log() -> pd.DataFrame:
        # Of a million events findings read these few, and no other column of them.
        payloads = payloads_naming(office, f'"{InputState.ABSENT}"', until_no=tables.revision)
        read = pd.DataFrame({"no": list(payloads), "payload": list(payloads.values())})
        return read.astype({"no": "int64", "payload": "str"})

    return RawConduct(**tables.once_by_report("conduct", count, log=log))


def conduct(about: Population, raw: RawConduct) -> Conduct:
    """What a selection leaves, with what was accepted until its moment.

    A step or role of the selection keeps the findings about it; the way of a report is always
    looked at as a whole.
    """
    tables = about.tables
    accepted, names = accepted_by(about)
    fitness = of_reports(raw.fitness, about.whole_reports["report_id"])
    fitness = fitness[fitness["n_passes"] > 0]
    found = with_acceptance(of_reports(raw.found, fitness["report_id"]), accepted)
    return Conduct(
        about=about,
        fitness=with_report_facts(net_fitness(fitness, found), tables.status),
        found=narrowed(with_report_facts(found, tables.status), about),
        every=found,
        names=names,
    )


def accepted_by(about: Population) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """What was accepted until the moment, and whom each account belongs to."""
    said, names = justifications(about.office)
    seen = about.selection.knowledge(about.office.zone)
    until = about.as_of if seen is None else min(about.as_of, seen)
    return in_force(said, as_of=until, zone=about.office.zone), names


def conduct_sentence(look: Conduct) -> str:
    """The finding over the page."""
    found = look.found
    is_order, is_accepted = found["list"] == FindingList.ORDER, found["is_accepted"]
    astray = found.loc[is_order & ~is_accepted, "report_id"].nunique()
    return conformance_finding(
        n=len(look.fitness),
        n_keeping=len(look.fitness) - astray,
        n_others=int((~is_order & ~is_accepted).sum()),
        n_accepted=int(is_accepted.sum()),
    )


def conduct_words(look: Conduct) -> str:
    """The subtitle: population, how far, as-of."""
    return conformance_subtitle(
        n=len(look.fitness),
        n_running=int(look.fitness["is_prefix"].sum()),
        n_unclear=int((look.fitness["n_alignments"] > 1).sum()),
        period=look.about.period,
        as_of=look.about.as_of_text,
    )


def list_cells(look: Conduct) -> list[list[str]]:
    """A row for each list under LIST_HEADINGS, also where it is empty."""
    counts = finding_counts(look.found).set_index("list")
    counts.index = counts.index.astype(str)
    return [
        [name, *_counted(counts.loc[code] if code in counts.index else None)]
        for code, name in LISTS.items()
    ]


def frequent_cells(look: Conduct, *, most: int = 10) -> list[list[str]]:
    """Deviations of order by step, the most frequent first, under FREQUENT_HEADINGS."""
    order = look.found[look.found["list"] == FindingList.ORDER]
    counts = finding_counts(order, by=("kind", "step"))
    first = counts.sort_values("n", ascending=False, kind="stable").head(most)
    names = _step_names(look)
    return [
        [
            f"{names.get(str(row['step']), str(row['step']))} {KINDS[str(row['kind'])]}",
            number(row["n"]),
            number(row["n_reports"]),
            minutes_text(row["lost_minutes"]),
            number(row["n_accepted"]),
        ]
        for row in first.to_dict("records")
    ]


def in_matrix_order(look: Conduct) -> pd.DataFrame:
    """Rows of `fitness`: findings that nobody accepted first, then by title."""
    table = look.fitness
    n_left = table["n_findings"] - table["n_accepted"]
    ordered = table.assign(_left=n_left).sort_values(
        ["_left", "fitness_rate", "title"], ascending=[False, True, True], kind="stable"
    )
    return ordered.drop(columns="_left")


def matrix_marks(look: Conduct, rows: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """By report, the cells of its steps in order."""
    reports = rows["report_id"]
    strip, found = (of_reports(t, reports) for t in (look.about.tables.strip, look.every))
    marks = step_marks(strip, found)
    groups = marks.sort_values("number", kind="stable").groupby("report_id", observed=True)
    return {str(report): cells.to_dict("records") for report, cells in groups}  # type: ignore[misc]


def mark_text(cell: Mapping[str, Any]) -> str:
    """What stands in a cell: the deviations, else the state; in brackets where accepted."""
    codes = [code for code in str(cell["marks"]).split(",") if code]
    if not codes:
        return MARKS[str(cell["state"])][0]
    symbols = "".join(MARKS[code][0] for code in codes)
    return f"({symbols})" if cell["n_accepted"] == cell["n_findings"] else symbols


def mark_words(cell: Mapping[str, Any]) -> str:
    """The same in words."""
    codes = [code for code in str(cell["marks"]).split(",") if code] or [str(cell["state"])]
    said = " dan ".join(MARKS[code][1] for code in codes)
    is_accepted = cell["n_findings"] and cell["n_accepted"] == cell["n_findings"]
    return f"{said}, dibenarkan" if is_accepted else said


def fitness_text(row: Mapping[str, Any]) -> str:
    """How well a report kept to the order, and net of what is accepted."""
    raw, net = (_percent(row[name]) for name in ("fitness_rate", "net_rate"))
    so_far = " sejauh ini" if row["is_prefix"] else ""
    ways = " (dapat dibaca lebih dari satu cara)" if row["n_alignments"] > 1 else ""
    is_changed = raw != net
    return f"{raw}{f', bersih {net}' if is_changed else ''}{so_far}{ways}"


def findings_text(row: Mapping[str, Any]) -> str:
    """How many findings a report has, and how many of them are accepted."""
    if not row["n_findings"]:
        return MISSING
    accepted = f", {number(row['n_accepted'])} dibenarkan" if row["n_accepted"] else ""
    return f"{number(row['n_findings'])}{accepted}"


def in_list(look: Conduct, code: str) -> pd.DataFrame:
    """The findings of one list: those that nobody accepted first, the costliest first."""
    found = look.found[look.found["list"] == code]
    return found.sort_values(
        ["is_accepted", "lost_minutes"], ascending=[True, False], kind="stable"
    )


def _percent(rate: float) -> str:
    return percent(rate, decimals=1).replace(",0%", "%")


def _counted(row: Any) -> list[str]:
    if row is None:
        return ["0", "0", MISSING, "0", "0", "0"]
    return [
        number(row["n"]),
        number(row["n_reports"]),
        minutes_text(row["lost_minutes"]),
        number(row["n_accepted"]),
        number(row["n"] - row["n_accepted"]),
        number(row["n_net_reports"]),
    ]


def narrowed(found: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The findings about the selection's steps, roles and persons."""
    kept = found
    if about.selection.steps:
        kept = kept[kept["step"].astype("str").isin(about.selection.steps)]
    if about.selection.roles:
        kept = kept[kept["role"].astype("str").isin(about.selection.roles)]
    if about.selection.persons:
        # Only what the caller may read of these persons is among the passes.
        seen = pd.MultiIndex.from_frame(about.passes[_PASS].astype({"step": "str"}))
        made = kept[_PASS].astype({"step": "str", "visit": "float64"})
        kept = kept[pd.MultiIndex.from_frame(made).isin(seen)]
    return kept


def _step_names(look: Conduct) -> dict[str, str]:
    versions = look.about.office.sops.versions
    return {s.id: f"{s.number}. {s.short_name}" for sop in versions for s in sop.steps}
