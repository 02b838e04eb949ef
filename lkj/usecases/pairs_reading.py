"""Who reviews whose draft, and which review finds the flaws."""

from typing import Any

import pandas as pd

from lkj.analytics.containment import containment
from lkj.analytics.intervals import wilson
from lkj.analytics.rejections import given_received
from lkj.labels.formats import number
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once_per_view
from lkj.usecases.reading import NotYet, Reading, counted, out_of
from lkj.usecases.returns_reading import reviews

PAIR_COLUMNS = ("Pemeriksaan", "Dikembalikan", "Bagian dikembalikan")
ROLES, PERSONS = (
    ("Pemeriksa", "Yang menyerahkan"),
    ("Orang yang memeriksa", "Orang yang menyerahkan"),
)
CONTAINMENT_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Kekurangan ditemukan di sini",
    "Baru ditemukan sesudahnya",
    "Bagian ditemukan di sini",
)
_FEWEST = 5  # reviews of a person; fewer say nothing (metrics 2.6)


@once_per_view
def pairs_reading(about: Population) -> Reading[None] | NotYet:
    """A matrix: who reviewed in rows, whose draft in columns."""
    pairs = _pairs(about)
    if pairs.empty:
        return NotYet("Belum ada pemeriksaan atas konsep yang diserahkan.")
    preparers = list(dict.fromkeys(pairs["preparer"]))
    by_pair = {(row["reviewer"], row["preparer"]): row for row in pairs.to_dict("records")}
    reviewers = list(dict.fromkeys(pairs["reviewer"]))
    most = pairs.sort_values(["n_rejections", "n"], ascending=False).iloc[0]
    finding = (
        f"Terbanyak dikembalikan: konsep dari {most['preparer']} oleh {most['reviewer']}, "
        f"{out_of(most['n_rejections'], most['n'])}"
        if most["n_rejections"]
        else "Tidak ada konsep yang dikembalikan kepada yang menyerahkannya"
    )
    return Reading(
        finding=finding,
        about=(
            "Baris = yang memeriksa, kolom = yang menyerahkan konsepnya",
            "dikembalikan dari semua pemeriksaan",
        ),
        drawn=None,
        legend="Angka tinggi dapat berarti pemeriksa teliti atau konsep yang belum matang.",
        headings=("Pemeriksa", *preparers),
        cells=[
            [one, *(_pair(by_pair.get((one, other))) for other in preparers)]
            for one in reviewers
        ],
        caption="Bukan peringkat dan bukan penilaian terhadap orang.",
    )


def pair_rows(about: Population) -> pd.DataFrame:
    """A row for each pair that the matrix shows."""
    pairs = _pairs(about)
    whom = PERSONS if is_by_person(about) else ROLES
    names = ("reviewer", "preparer", "n", "n_rejections", "rejection_rate")
    return pairs[list(names)].set_axis([*whom, *PAIR_COLUMNS], axis=1)


@once_per_view
def containment_reading(about: Population) -> Reading[None] | NotYet:
    """Flaws that each review found, and those that only a later one found."""
    found = _containment(about)
    if found.empty or not (found["n_contained"] + found["n_escaped"]).sum():
        return NotYet("Belum ada pengembalian karena mutu naskah pada pilihan ini.")
    worst = max(found.to_dict("records"), key=lambda row: row["n_escaped"])
    n_escaped = int(worst["n_escaped"])
    return Reading(
        finding=(
            f"{number(n_escaped)} kekurangan naskah lolos dari langkah {worst['number']} dan "
            "baru ditemukan sesudahnya"
            if n_escaped
            else "Tidak ada kekurangan naskah yang lolos dari pemeriksaan sebelumnya"
        ),
        about=(
            "Pengembalian karena mutu naskah; yang lain, misalnya arahan, tidak dihitung",
            "pengembalian yang hanya diteruskan dihitung sekali",
        ),
        drawn=None,
        legend=(
            "Satu kekurangan dapat lolos dari beberapa pemeriksaan sekaligus, maka jumlah "
            "kolom kedua dapat lebih dari jumlah pengembalian."
        ),
        headings=("Pemeriksaan", "Ditemukan di sini", "Baru ditemukan sesudahnya", "Bagian"),
        cells=[_containment_cells(row) for row in found.to_dict("records")],
        caption="Kekurangan yang sudah ada ketika langkah itu menyetujui.",
    )


def containment_rows(about: Population) -> pd.DataFrame:
    """The table as it is downloaded."""
    found = _containment(about)
    names = ("number", "name", "n_contained", "n_escaped", "containment_rate")
    return found[list(names)].set_axis(list(CONTAINMENT_COLUMNS), axis=1)


def is_by_person(about: Population) -> bool:
    """Whether persons are told apart: asked for, and permitted."""
    return about.view.by_person and bool(about.names)


def _pairs(about: Population) -> pd.DataFrame:
    by_person = is_by_person(about)
    pairs = given_received(about.whole_reports, by="actor" if by_person else "role")
    known = pairs[pairs["preparer"].notna() & pairs["reviewer"].notna()]
    if by_person:
        known = known[known["n"] >= _FEWEST]
    else:
        order = {role: step.number for step in reviews(about) for role in step.finishers}
        place = known["reviewer"].astype(str).map(order)
        known = known.loc[place.sort_values(kind="stable").index]
    return known.assign(
        reviewer=[_name(about, one) for one in known["reviewer"]],
        preparer=[_name(about, one) for one in known["preparer"]],
    )


def _name(about: Population, one: Any) -> str:
    name = about.names.get(str(one)) if is_by_person(about) else None
    return name or about.role_name(str(one))


def _pair(row: dict[Any, Any] | None) -> str:
    return out_of(row["n_rejections"], row["n"]) if row else MISSING


def _containment(about: Population) -> pd.DataFrame:
    whole = about.whole_reports
    whole = whole[whole["sop_id"] == about.sop.id]
    versions = [sop for sop in about.office.sops.versions if sop.id == about.sop.id]
    classes = {reason.id: reason.reason_class for sop in versions for reason in sop.reasons}
    found = containment(whole, classes=classes)
    steps = {step.id: step for step in about.sop.steps}
    known = found[found["step"].astype(str).isin(steps)]
    own = [steps[str(one)] for one in known["step"]]
    return known.assign(
        number=[step.number for step in own], name=[step.short_name for step in own]
    ).reset_index(drop=True)


def _containment_cells(row: dict[Any, Any]) -> list[str]:
    n = row["n_contained"] + row["n_escaped"]
    low, high = wilson(pd.Series([row["n_contained"]]), pd.Series([n]))
    return [
        f"{row['number']}. {row['name']}",
        number(row["n_contained"]),
        number(row["n_escaped"]),
        counted(row["n_contained"], n, low[0], high[0]),
    ]
