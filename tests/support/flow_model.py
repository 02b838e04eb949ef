"""A second reading of the flow that shares no code with the product: which rules an act breaks.

The tables come from the test, typed by hand; acts are words, steps are the sheet's numbers.
"""

from collections.abc import Mapping
from typing import NamedTuple

# Acts beside the steps: status they need and leave, what is wrong else, or without the right.
ASIDE = {
    "register": ("unregistered", "running", "AlreadyRegistered", "NotPermitted"),
    "cancel": ("running", "cancelled", "ReportFinished", "NotPermitted"),
    "receipt": ("sent", "received", "ReceiptNotDue", "WrongRole"),
}


class Sheet(NamedTuple):
    # number → who starts, who finishes, where each way leads (0: the end)
    steps: Mapping[int, tuple[str, str, Mapping[str, int]]]
    rights: Mapping[str, str]  # act beside the steps → roles
    people: Mapping[str, Mapping[str, str]]  # person → role → capacity
    separated: tuple[int, ...] = ()


class Report(NamedTuple):
    status: str = "unregistered"
    step: int = 0
    started: bool = False
    touched: bool = False
    path: tuple[tuple[int, str, str, bool], ...] = ()  # step, person, role, started


def role_of(sheet: Sheet, person: str, needed: str) -> str:
    return next((role for role in needed.split() if role in sheet.people[person]), "")


def broken_rules(sheet: Sheet, report: Report, person: str, act: str) -> set[str]:
    if report.status == "unregistered" and act != "register":
        return {"NotRegistered"}
    if act in ASIDE:
        status, _, otherwise, without = ASIDE[act]
        is_out = report.status != status or not sheet.rights[act]
        rules = {otherwise: is_out, without: not role_of(sheet, person, sheet.rights[act])}
    elif act == "take_back":
        is_open = report.status in ("running", "sent") and not report.touched
        mine = [done[1] == person for done in report.path[-1:]]
        rules = {"NothingToTakeBack": not (is_open and mine), "NotYourAct": mine == [False]}
    elif act == "note" or report.status != "running":
        rules = {"ReportFinished": act != "note"}
    else:
        rules = _broken_at_step(sheet, report, person, act)
    return {name for name, is_broken in rules.items() if is_broken}


def _broken_at_step(sheet: Sheet, report: Report, person: str, act: str) -> dict[str, bool]:
    starters, finishers, ways = sheet.steps[report.step]
    is_first = all(done[0] != report.step for done in report.path)
    if act == "start":
        role = role_of(sheet, person, starters if is_first else finishers)
        return {"WrongRole": not role, "AlreadyStarted": report.started}
    role, held = role_of(sheet, person, finishers), sheet.people[person]
    earlier = {r for step, p, r, _ in report.path if p == person and step in sheet.separated}
    has_two = report.step in sheet.separated and held.get(role) == "definitif"
    has_two = has_two and any(held[r] == "definitif" for r in earlier - {role})
    waits = is_first and starters != finishers and not report.started
    rules = {"WrongRole": not role, "DecisionNotOffered": act not in ways}
    return rules | {"NotStarted": waits, "RolesConflict": has_two}


def after(sheet: Sheet, report: Report, person: str, act: str) -> Report:
    if act in ASIDE:
        return report._replace(status=ASIDE[act][1], step=max(report.step, 1))
    if act == "start":
        return report._replace(started=True, touched=True)
    if act == "take_back":
        step, *_, started = report.path[-1]
        return Report("running", step, started, True, report.path[:-1])
    if act in ("submit", "approve", "reject"):
        _, finishers, ways = sheet.steps[report.step]
        done = (report.step, person, role_of(sheet, person, finishers), report.started)
        return Report("running" if ways[act] else "sent", ways[act], path=(*report.path, done))
    return report
