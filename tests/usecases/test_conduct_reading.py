"""Kesesuaian dengan SOP in words: from stored events to matrix, lists, sheet and download."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from lkj.domain.commands import InputCheck, InputState
from lkj.domain.sop import Decision
from lkj.usecases.conduct_reading import (
    Conduct,
    conduct,
    conduct_sentence,
    findings_text,
    fitness_text,
    frequent_cells,
    in_list,
    in_matrix_order,
    list_cells,
    mark_text,
    mark_words,
    matrix_marks,
    raw_conduct,
)
from lkj.usecases.finding_words import FindingWords
from lkj.usecases.frames import Frames, read_frames, shared_frames
from lkj.usecases.justifications import JustifyForm, justify
from lkj.usecases.population import population
from lkj.usecases.prints import print_sheet
from lkj.usecases.selection import Selection
from tests.support.astray import in_role, without_step
from tests.support.staffed import NOBODY, Running, door_of, name_of, staffed_office
from tests.usecases.exported import rows

SKIPPED = "order/skipped/periksa-sekretaris/1"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Step 2 in 90 of 20 minutes; a copy that skips step 5, accepted; one in a wrong role."""
    running = Running(staffed_office(tmp_path_factory.mktemp("kantor"))).register()
    running.go()
    running.now += timedelta(hours=2)
    running.decide(Decision.SUBMIT, effort_minutes=90)
    running.until(None)
    office, events = running.office, running.events
    without_step(office, events, "periksa-sekretaris", report_id="lompat")
    in_role(office, events, "tanda-tangan", "sekretaris", report_id="wakil")
    running.now += timedelta(minutes=1)
    accepted = JustifyForm(
        request_id="benar",
        report_id="lompat",
        finding=SKIPPED,
        reason="Sekretaris <b>kosong</b>, diparaf Plh.",
        valid_until=date(2026, 6, 30),
    )
    justify(accepted, door=door_of("monev"), **running.use)
    yield running
    office.database.dispose()


def look(report: Running, **selection: object) -> Conduct:
    office = report.office
    chosen = Selection(**selection)  # type: ignore[arg-type]
    tables = read_frames(office, as_of=chosen.moment(report.now, office.zone), known_at=None)
    about = population(tables, chosen, office=office, is_example=False)
    return conduct(about, raw_conduct(tables, office))


def shared(report: Running) -> Frames:
    return shared_frames(report.office, as_of=report.now, now=report.now)


def test_the_finding_counts_reports_and_keeps_other_lists_apart(report: Running) -> None:
    # Over the standard: the report and both copies; decided in another role: one.
    assert conduct_sentence(look(report)) == (
        "Semua 3 laporan mengikuti urutan SOP; 4 temuan lain; 1 temuan dibenarkan"
    )


def test_what_grew_with_the_log_is_what_the_whole_log_gives(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    untouched, changed = Running(office).register(), Running(office).register()
    absent = (InputCheck("DPA", InputState.ABSENT, "belum terbit"),)
    for report in (untouched, changed):
        report.decide(Decision.SUBMIT, inputs=absent)
        changed.now = report.now
    first = raw_conduct(shared(changed), office)

    changed.decide(Decision.SUBMIT, inputs=absent)
    grown = raw_conduct(shared(changed), office)
    changed.now += timedelta(days=1)
    older = raw_conduct(shared(changed), office)

    whole = raw_conduct(read_frames(office, as_of=changed.now), office)
    assert len(first.found) < len(grown.found) == len(whole.found)
    for raw in (grown, older):
        assert_frame_equal(raw.fitness, whole.fitness)
        assert_frame_equal(raw.found, whole.found)
    # Only what changed is counted again.
    assert older.found is grown.found


def test_before_it_was_accepted_and_after_its_last_day_it_counts(report: Running) -> None:
    later = Running(report.office, report.report_id, report.now + timedelta(days=200))

    assert conduct_sentence(look(later)) == (
        "2 dari 3 laporan mengikuti urutan SOP; 4 temuan lain"
    )


def test_every_list_is_counted_raw_and_net(report: Running) -> None:
    cells = {row[0]: row[1:] for row in list_cells(look(report))}

    assert cells["Urutan"] == ["1", "1", "–", "1", "0", "0"]
    assert cells["Pelaku"] == ["1", "1", "–", "0", "1", "1"]
    assert cells["Waktu"] == ["3", "3", "210 menit", "0", "3", "3"]
    assert cells["Rangkap peran"] == ["0", "0", "–", "0", "0", "0"]
    assert frequent_cells(look(report)) == [
        ["5. Periksa Sekretaris dilewati", "1", "1", "–", "1"]
    ]


def test_the_matrix_says_each_step_in_a_mark_and_in_words(report: Running) -> None:
    seen = look(report)
    ordered = in_matrix_order(seen)
    cells = matrix_marks(seen, ordered)

    assert ordered["report_id"].tolist()[0] == "wakil"
    assert "".join(mark_text(cell) for cell in cells["wakil"]) == "✓✓✓✓✓!✓✓"
    assert [mark_text(cell) for cell in cells["lompat"]][4] == "(✗)"
    assert mark_words(cells["lompat"][4]) == "dilewati, dibenarkan"
    facts = {row["report_id"]: row for row in ordered.to_dict("records")}
    assert fitness_text(facts["lompat"]) == "93,3%, bersih 100%"
    assert fitness_text(facts[report.report_id]) == "100%"
    assert findings_text(facts["lompat"]) == "2, 1 dibenarkan"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("order", "Langkah 5 Periksa Sekretaris dilewati"),
        (
            "actor",
            "Langkah 6 Tanda tangan diputuskan oleh Sekretaris; menurut SOP oleh "
            "Kepala Satuan (Kasat)",
        ),
        ("time", "Langkah 2 Bentuk Tim: 70 menit di atas mutu baku 20 menit"),
    ],
)
def test_a_finding_is_told_in_the_sops_words(report: Running, code: str, sentence: str) -> None:
    seen = look(report)
    row = in_list(seen, code).to_dict("records")[0]

    assert FindingWords(report.office, seen.names).sentence(row) == sentence


def test_what_is_accepted_says_by_whom_why_and_until_when(report: Running) -> None:
    seen = look(report)
    (row,) = in_list(seen, "order").to_dict("records")

    said = FindingWords(report.office, seen.names).acceptance(row)

    assert said.startswith(f"Dibenarkan oleh {name_of('monev')} pada ")
    assert said.endswith("sampai Sel, 30 Jun 2026: Sekretaris <b>kosong</b>, diparaf Plh.")


def test_filters_of_year_step_and_role_narrow_what_is_looked_at(report: Running) -> None:
    assert look(report, years=(2024,)).fitness.empty
    assert set(look(report, steps=("bentuk-tim",)).found["list"]) == {"time"}
    assert set(look(report, roles=("sekretaris",)).found["list"]) == {"actor"}


def test_the_sheet_has_matrix_lists_and_what_was_typed_as_text(report: Running) -> None:
    html = print_sheet("kesesuaian", {}, door=door_of(NOBODY), **report.use)

    assert "<h2>Semua 3 laporan mengikuti urutan SOP; 4 temuan lain" in html
    assert '<td class="pendek">(✗)</td>' in html
    assert "<h2>Urutan</h2>" in html
    assert "<h2>Waktu</h2>" in html
    assert "<h2>Rangkap peran</h2>" not in html
    assert "&lt;b&gt;kosong&lt;/b&gt;" in html


def test_the_download_names_who_accepted_only_to_those_who_may_read_persons(
    report: Running,
) -> None:
    skipped = next(
        row for row in rows(report.office, "findings", now=report.now) if row["is_accepted"]
    )
    named = next(
        row
        for row in rows(report.office, "findings", "auditor", now=report.now)
        if row["is_accepted"]
    )

    assert (skipped["list"], skipped["step"]) == ("Urutan", "Periksa Sekretaris")
    assert skipped["finding"] == "Langkah 5 Periksa Sekretaris dilewati"
    assert skipped["valid_until"] == date(2026, 6, 30)
    assert "accepted_by" not in skipped
    assert named["accepted_by"] == name_of("monev")


def test_the_filter_of_persons_leaves_what_may_be_read_of_them(report: Running) -> None:
    kasubbag = "kasubbag_renja_monev"
    own = rows(report.office, "findings", kasubbag, now=report.now, orang=kasubbag)

    assert {row["list"] for row in own} == {"Waktu"}
    assert len(own) == 3


def test_the_download_has_raw_and_net_of_every_report(report: Running) -> None:
    table = {row["report_id"]: row for row in rows(report.office, "fitness", now=report.now)}

    assert table["lompat"]["fitness_rate"] == pytest.approx(14 / 15)
    assert table["lompat"]["net_rate"] == 1
    assert (table["lompat"]["n_findings"], table["lompat"]["n_accepted"]) == (2, 1)


def test_nothing_decided_is_said(tmp_path: Path) -> None:
    empty = Running(staffed_office(tmp_path))

    html = print_sheet("kesesuaian", {}, door=door_of(NOBODY), **empty.use)

    assert "<h2>Belum ada langkah yang selesai pada pilihan ini." in html
