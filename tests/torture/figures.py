"""The last figures of the long runs, kept beside this file, and the page that shows them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lkj.labels.formats import number
from tests.support.settings import ROOT
from tests.torture.promises import PROMISES, Promise
from tests.torture.runs import Run
from tests.torture.tally import Tally

FILE = Path(__file__).with_name("figures.json")
PAGE = ROOT / "docs" / "janji.md"

_ABOUT = """\
# Janji

Apa yang dijanjikan aplikasi, uji yang menunjukkannya, dan angka terakhirnya. `make check`
menjalankan uji singkat; `make torture` menjalankan uji panjang, mencatat angkanya, dan menulis
halaman ini. `python -m tests.torture P2 P16 --scale 0.1` menjalankan sebagian selama
sepersepuluh sasaran dan waktunya; dengan `--record` angkanya dicatat juga. Angka yang lebih
kecil daripada sasaran adalah yang sungguh dijalankan, bukan perkiraan.
"""
_HEAD = (
    "| Janji | Uji singkat | Perintah uji panjang | Angka terakhir |\n| --- | --- | --- | --- |"
)


@dataclass(frozen=True)
class Figure:
    """What one run gave, when, in how many seconds, and on what."""

    rounds: int
    facts: Mapping[str, int]
    broken: int
    day: str
    seconds: int
    machine: str


def load() -> dict[str, Figure]:
    """The figures of all runs that were recorded, by name."""
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else "{}"
    return {name: Figure(**facts) for name, facts in json.loads(text).items()}


def record(name: str, figure: Figure) -> None:
    """Keep a figure in place of the one before, and write the page anew."""
    figures = load() | {name: figure}
    kept = {one: asdict(figures[one]) for one in sorted(figures)}
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    FILE.write_text(text, encoding="utf-8")
    PAGE.write_text(page(figures), encoding="utf-8")


def said(run: Run, tally: Tally | Figure) -> str:
    """A figure in words: how much of the target, and what was found."""
    n_broken = tally.broken if isinstance(tally, Figure) else len(tally.broken)
    target = f" dari {number(run.target)}" if run.target else ""
    facts = [f"{number(n)} {what}" for what, n in tally.facts.items()]
    facts.append(f"{number(n_broken)} pelanggaran")
    return f"{number(tally.rounds)}{target} {run.unit}: {', '.join(facts)}"


def page(figures: Mapping[str, Figure]) -> str:
    """docs/janji.md."""
    rows = [_row(promise, run, figures) for promise in PROMISES for run in promise.runs]
    machines = sorted({figure.machine for figure in figures.values()})
    return "\n".join([_ABOUT, _HEAD, *rows, "", *(f"Mesin: {one}" for one in machines), ""])


def _row(promise: Promise, run: Run, figures: Mapping[str, Figure]) -> str:
    is_first = run is promise.runs[0]
    name = f"**{promise.code}** {promise.text}" if is_first else ""
    short = "<br>".join(f"`{one}`" for one in promise.short) if is_first else ""
    figure = figures.get(run.name)
    told = _told(run, figure) if figure else "belum dijalankan"
    remark = f"; {run.remark}" if run.remark else ""
    return f"| {name} | {short} | `python -m tests.torture {run.name}` | {told}{remark} |"


def _told(run: Run, figure: Figure) -> str:
    is_short = run.target is not None and figure.rounds < run.target
    verdict = ", **sasaran jumlah belum tercapai**" if is_short else ""
    return f"{said(run, figure)} ({figure.day}, {number(figure.seconds)} detik){verdict}"
