"""Outcomes as tables in Markdown, for the screen and for docs/beban.md."""

from collections.abc import Callable, Sequence
from math import ceil
from statistics import median

from tests.load.client import ENTERING, PAGES
from tests.load.run import Outcome

ORDER = (*PAGES.values(), "Tugas saya", "form opened", "field filled", "step stored")
ENGINES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}

_ABOUT = """\
# Load

`python -m tests.load --write` measures anew and writes this page: real servers on this machine,
with nginx in front of three, and clients that speak Streamlit's own WebSocket protocol. Each
client is an official with an account: signs in with the password, then reads Beranda, Laporan
or Waktu per langkah, or ({entering:.0f} % of the time) opens Tugas saya and one of the reports
that wait for this role, fills the form in and hands the report on or returns it. Servers,
database, nginx and clients share the processors, so more replicas can show no more than that
nothing is lost and what they cost; a rerun is timed from sending to the last message. CPU is
that of the servers alone: a second divided by it is what one process could draw on a processor
of its own. Memory a session is an upper bound, with all that the work itself left. After the
run every event that a screen called stored is looked up, and both chains are verified. Where
the load of the machine exceeds its processors, times tell of its other work too.
"""
_RUNS = """\
| | sessions | reruns/s | p50 ms | p95 ms | longest | CPU a rerun | memory of the servers \
| errors | said to be stored / found / lost / twice |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def page(outcomes: Sequence[Outcome], machine: Sequence[str]) -> str:
    """The whole page."""
    facts = "\n".join(f"- {fact}" for fact in machine)
    about = _ABOUT.format(entering=100 * ENTERING)
    return "\n".join([about, facts, "", tables(outcomes)])


def tables(outcomes: Sequence[Outcome]) -> str:
    """A line for each run, then one table of pages, then whatever went wrong."""
    runs = _RUNS + "\n".join(map(_run_line, outcomes))
    heads = "".join(f" {name_of(one)} |" for one in outcomes)
    lines = [f"| {name} |" + "".join(map(_cell(name), outcomes)) for name in ORDER]
    pages = f"| ms: p50 / p95 / longest |{heads}\n| --- |{' --- |' * len(outcomes)}\n"
    wrong = [f"- {name_of(one)}: {text}" for one in outcomes for text in problems(one)]
    return (
        "\n\n".join([runs, pages + "\n".join(lines), "\n".join(wrong) or "No errors."]) + "\n"
    )


def name_of(outcome: Outcome) -> str:
    """`PostgreSQL × 3`."""
    return f"{ENGINES[outcome.plan.engine]} × {outcome.plan.replicas}"


def problems(outcome: Outcome) -> list[str]:
    """Everything that must not be, in words."""
    stored = outcome.stored
    found = [f"{kind}: {n}" for kind, n in outcome.tally.errors.items()]
    found += [f"lost: {one}" for one in stored.lost]
    found += [f"stored twice: {note}" for note in stored.repeated]
    if stored.unheard:
        found.append(f"stored, and the answer lost on its way: {stored.unheard}")
    return found + ([f"server: {outcome.log}"] if outcome.log else [])


def _run_line(one: Outcome) -> str:
    plan, stored = one.plan, one.stored
    every = [seconds for some in one.tally.seconds.values() for seconds in some]
    cpu = (one.ended.cpu_seconds - one.begun.cpu_seconds) / one.tally.reruns
    idle, ended = one.idle.megabytes, one.ended.megabytes
    return (
        f"| {name_of(one)}, load {one.load:.1f}"
        f" | {plan.clients} for {one.seconds:.0f} s, pause {plan.pause:g} s"
        f" | {one.tally.reruns / one.seconds:.1f} | {_times(every, ' | ')}"
        f" | {1000 * cpu:.0f} ms"
        f" | {idle:.0f} → {ended:.0f} MB, {(ended - idle) / plan.clients:.1f} a session"
        f" | {sum(one.tally.errors.values())}"
        f" | {stored.acknowledged} / {stored.stored} / {len(stored.lost)}"
        f" / {len(stored.repeated)} |"
    )


def _cell(name: str) -> Callable[[Outcome], str]:
    return lambda one: f" {_times(one.tally.seconds.get(name, []), ' / ')} |"


def _times(seconds: Sequence[float], between: str) -> str:
    if not seconds:
        return between.join("–" * 3)
    told = (median(seconds), percentile(seconds, 0.95), max(seconds))
    return between.join(f"{1000 * one:,.0f}" for one in told)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so many of all do not exceed."""
    return sorted(values)[ceil(len(values) * share) - 1]
