"""The event log by its objects: reports, roles, persons, and the papers relied on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from lkj.analytics.report_ids import of_reports
from lkj.domain.events import EventKind
from lkj.exchange.ocel_file import RELATION_COLUMNS, ObjectLog
from lkj.labels.words import EVENT_KIND
from lkj.usecases.log_rows import OF_REPORT, WORDS
from lkj.usecases.office import Office

REPORT, ROLE, PERSON, PAPER = "laporan", "jabatan", "orang", "dokumen"
ORDER, BASIS = "disposisi", "dasar"
ACTED_AS, ACTOR, RECORDER, SUPERIOR = "bertindak sebagai", "pelaku", "pencatat", "atasan"
_NOT_ATTRIBUTES = ("report_id", "occurred_at", *OF_REPORT, *WORDS)


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around the events: who is who, and on what paper.

    `persons` are names by person, for those who may be read, `person_of` the person of each
    account, `basis` the paper of each event by its number.
    """

    office: Office
    status: pd.DataFrame
    basis: Mapping[int, str]
    persons: Mapping[str, str] | None = None
    person_of: Mapping[str, str] = field(default_factory=dict)


def log_objects(log: pd.DataFrame, around: Around) -> ObjectLog:
    """The log as events and objects that they speak of, by qualified relations.

    An event's type is its step with what happened there. Objects are what the events of the
    log name: reports, roles, papers (the disposisi, and what an entry from paper relies on),
    and persons where they may be named.
    """
    ids = "e" + log["no"].astype("str")
    papers = _papers(log, around)
    attributes = log[[name for name in log if name not in _NOT_ATTRIBUTES]]
    return ObjectLog(
        events=attributes.assign(id=ids, type=_types(log), time=log["occurred_at"]),
        event_relations=_event_relations(log, ids, papers, around),
        objects=_objects(log, papers, around),
        object_relations=_object_relations(log, around),
    )


def _types(log: pd.DataFrame) -> pd.Series:
    happened = log["kind"].astype("str").map({code.value: w for code, w in EVENT_KIND.items()})
    typed: pd.Series = (log["activity"] + ": " + happened).where(
        log["activity"] != happened, happened
    )
    return typed


def _papers(log: pd.DataFrame, around: Around) -> pd.Series:
    """The paper that each event relies on, as text; missing where it relies on none."""
    return log["no"].map(dict(around.basis)).astype("str")


def _orders(log: pd.DataFrame, around: Around) -> pd.DataFrame:
    """The status of the reports in the log whose disposisi is known by its number."""
    of_log = of_reports(around.status, pd.Series(log["report_id"].unique(), dtype="str"))
    return of_log[of_log["disposition_number"].fillna("") != ""]


def _event_relations(
    log: pd.DataFrame, ids: pd.Series, papers: pd.Series, around: Around
) -> pd.DataFrame:
    ordered = _orders(log, around)["report_id"]
    is_order = (log["kind"] == EventKind.REGISTERED) & log["report_id"].isin(ordered)
    found = [
        _related(ids, REPORT, log["report_id"], REPORT),
        _related(ids, ROLE, log["role"], ACTED_AS),
        _related(ids, BASIS, papers, BASIS),
        _related(ids, ORDER, log["report_id"].where(is_order), ORDER),
    ]
    if around.persons is not None:
        recorder = log["recorded_by"].map(dict(around.person_of))
        people = ((ACTOR, log["actor"]), (RECORDER, recorder))
        found += [
            _related(ids, PERSON, person.where(person.isin(list(around.persons))), how)
            for how, person in people
        ]
    return pd.concat(found, ignore_index=True)


def _related(ids: pd.Series, kind: str, keys: pd.Series, how: str) -> pd.DataFrame:
    known = keys.notna()
    source, target = ids[known], kind + ":" + keys[known].astype("str")
    columns = (source.to_numpy(), target.to_numpy(), [how] * len(source))
    return _relations(zip(*columns, strict=True))


def _relations(rows: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(RELATION_COLUMNS), dtype="str")


def _objects(log: pd.DataFrame, papers: pd.Series, around: Around) -> pd.DataFrame:
    reports = log.drop_duplicates("report_id")
    orders = _orders(log, around)
    written = papers.dropna().unique()
    tables = [
        reports[list(OF_REPORT)].assign(id=REPORT + ":" + reports["report_id"], type=REPORT),
        _named(ROLE, _roles(log, around)),
        pd.DataFrame(
            {
                "id": ORDER + ":" + orders["report_id"],
                "type": PAPER,
                "paper": ORDER,
                "number": orders["disposition_number"],
                "date": orders["disposition_date"].replace("", None),
            }
        ),
        pd.DataFrame({"id": [f"{BASIS}:{one}" for one in written], "name": written}).assign(
            type=PAPER, paper=BASIS
        ),
    ]
    if around.persons is not None:
        tables.append(_named(PERSON, _people(log, around, around.persons)))
    first = ["id", "type", "name", *OF_REPORT, "paper", "number", "date"]
    texts = {name: "str" for name in first if name != "fiscal_year"}
    together = pd.concat(tables, ignore_index=True).reindex(columns=first)
    return together.astype({**texts, "fiscal_year": "Int64"})


def _named(kind: str, names: Mapping[str, str]) -> pd.DataFrame:
    ids = [f"{kind}:{key}" for key in names]
    return pd.DataFrame({"id": ids, "name": list(names.values())}).assign(type=kind)


def _people(log: pd.DataFrame, around: Around, names: Mapping[str, str]) -> dict[str, str]:
    """Who acted or recorded, as far as they may be named."""
    met = {*log["actor"].dropna(), *log["recorded_by"].map(dict(around.person_of)).dropna()}
    return {one: names[one] for one in sorted(met) if one in names}


def _roles(log: pd.DataFrame, around: Around) -> dict[str, str]:
    """The roles that acted and those above them, so that the relations have both ends."""
    known = {role.id: role for sop in around.office.sops.versions for role in sop.roles}
    met: dict[str, str] = {}
    waiting = sorted(log["role"].dropna().astype("str").unique())
    while waiting:
        code = waiting.pop(0)
        role = known.get(code)
        met[code] = role.name if role else code
        if role and role.superior and role.superior not in met:
            waiting.append(role.superior)
    return met


def _object_relations(log: pd.DataFrame, around: Around) -> pd.DataFrame:
    known: dict[str, Any] = {r.id: r for s in around.office.sops.versions for r in s.roles}
    above = [
        (f"{ROLE}:{code}", f"{ROLE}:{known[code].superior}", SUPERIOR)
        for code in _roles(log, around)
        if code in known and known[code].superior
    ]
    ordered = [
        (f"{REPORT}:{report}", f"{ORDER}:{report}", ORDER)
        for report in _orders(log, around)["report_id"]
    ]
    return _relations([*above, *ordered])
