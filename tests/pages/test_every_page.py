"""Every page as everybody sees it: what it says, and what it offers to press."""

import pytest

from lkj.domain.accounts import AppRole
from tests.pages.offered import ADMINISTRATOR, AUDITOR, MONEV, OFFERS
from tests.pages.stage import (
    EVERYBODY,
    KASAT,
    KASUBBAG,
    ONE,
    ROOT,
    SEKRETARIS,
    SEVERAL,
    SIGNED_OUT,
    STATES,
    TIM,
    ZERO,
    Stage,
    headers,
    markup,
    offers,
    refusals,
    report_links,
    titles,
)
from tests.support.sops import office_sop
from tests.support.staffed import NOBODY

OFFICIALS = {SEKRETARIS, KASUBBAG, TIM, KASAT}
ALL = set(EVERYBODY)

# Typed from docs/permissions.md and the acceptance text, not read from the code.
# page -> who may see it
SEES = {
    "home": ALL,
    "status": ALL,
    "tasks": OFFICIALS,
    "paper": {MONEV},
    "import_data": {MONEV, ADMINISTRATOR},
    "durations": ALL,
    "rejections": ALL,
    "causes": ALL,
    "paths": ALL,
    "conformance": ALL,
    "analysis": ALL,
    "table7": ALL,
    "reports": ALL,
    "unit_data": ALL,
    "plan": ALL,
    **dict.fromkeys(("agenda", "sop", "calendar", "downloads"), ALL),
    "offices": set(),  # an installation with one; see test_offices_page.py
    "people": {ADMINISTRATOR},
    "health": {ADMINISTRATOR, AUDITOR},
    "profile": ALL,
}
TITLE = {
    "home": "Beranda",
    "status": "Status laporan",
    "tasks": "Tugas saya",
    "paper": "Catat dari berkas",
    "import_data": "Impor data",
    "durations": "Waktu per langkah",
    "rejections": "Pengembalian",
    "paths": "Alur",
    "causes": "Penyebab",
    "conformance": "Kesesuaian dengan SOP",
    "analysis": "Analisis lanjutan",
    "table7": "Monitoring Pelaksanaan SOP AP (Tabel 7)",
    "reports": "Laporan",
    "unit_data": "Data Bagian",
    "plan": "Rencana laporan",
    "agenda": "Buku Agenda",
    "sop": "SOP Penyusunan Laporan Kinerja Kasat",
    "calendar": "Kalender kerja",
    "downloads": "Unduh data",
    "offices": "Perbandingan satuan kerja",
    "people": "Orang dan akun",
    "health": "Kesehatan sistem",
    "profile": "Profil",
}
# The page at `/` has no content: it leads on to another one.
LEADS_TO = {who: "tasks" if who in OFFICIALS else "home" for who in EVERYBODY}

NOT_LATE = "laporan sedang berjalan, belum ada yang melewati tenggat"
HOME_HEADER = {
    ZERO: "Belum ada laporan.",
    ONE: f"1 {NOT_LATE}; tenggat 1 laporan belum diisi",
    SEVERAL: f"12 {NOT_LATE}; tenggat 13 laporan belum diisi",
}
# How many of the reports wait for whom.
WAITING = {
    ZERO: dict.fromkeys(OFFICIALS, 0),
    ONE: {SEKRETARIS: 0, KASUBBAG: 1, TIM: 0, KASAT: 0},
    SEVERAL: {SEKRETARIS: 5, KASUBBAG: 5, TIM: 2, KASAT: 1},
}
N_REPORTS = {ZERO: 0, ONE: 1, SEVERAL: 15}
N_ON_BERANDA = {ZERO: 0, ONE: 1, SEVERAL: 14}  # the cancelled one is found among Semua
REFUSED = [(page, who) for page in SEES for who in EVERYBODY if who not in SEES[page]]

SHOWN = [(page, who) for page in SEES for who in EVERYBODY if who in SEES[page]]
# With several reports `make test` tries whoever the table names beside one of the others, and
# `make check` everybody. With one report and with none `make test` tries one of the former, and
# `make check` all of them. `make torture` tries everybody in every state.
OTHER_STATES = (ZERO, ONE)


def is_tried(page: str, who: str) -> bool:
    named = {one for state in OTHER_STATES for one in OFFERS[page, state]}
    others = [one for one in EVERYBODY if one in SEES[page] - named]
    turn = list(SEES).index(page) % max(len(others), 1)
    return who in named or who in others[turn : turn + 1]


def marks_in_other_states(page: str, who: str) -> tuple[pytest.MarkDecorator, ...]:
    if not is_tried(page, who):
        return (pytest.mark.exhaustive,)
    tried = [one for one in EVERYBODY if one in SEES[page] and is_tried(page, one)]
    return () if who == tried[0] else (pytest.mark.thorough,)


in_other_states = pytest.mark.parametrize("stage", OTHER_STATES, indirect=True)
in_every_state = pytest.mark.parametrize(
    "stage",
    [SEVERAL, *(pytest.param(state, marks=pytest.mark.exhaustive) for state in OTHER_STATES)],
    indirect=True,
)


@pytest.fixture
def state(stage: Stage) -> str:
    return next(name for name, n in N_REPORTS.items() if n == len(stage.reports))


def test_the_tables_name_every_page_and_every_role() -> None:
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")}

    assert scripts == set(SEES) | {"start"}
    assert set(TITLE) == set(SEES)
    assert set(OFFERS) == {(page, state) for page in SEES for state in STATES}
    assert {role.id for role in office_sop().roles} == OFFICIALS
    assert OFFICIALS | {role.value for role in AppRole} | {NOBODY} == ALL


def assert_says_what_the_table_says(stage: Stage, state: str, page: str, who: str) -> None:
    at = stage.look(who, page)

    given = OFFERS[page, state]
    assert not at.exception
    assert titles(at) == [TITLE[page]]
    assert refusals(at) == []
    assert offers(at) == given.get("*", set()) | given.get(who, set())


@pytest.mark.parametrize("stage", [SEVERAL], indirect=True)
@pytest.mark.parametrize(
    ("page", "who"),
    [
        pytest.param(*cell, marks=() if is_tried(*cell) else pytest.mark.thorough)
        for cell in SHOWN
    ],
)
def test_a_page_says_and_offers_what_the_table_says(
    stage: Stage, state: str, page: str, who: str
) -> None:
    assert_says_what_the_table_says(stage, state, page, who)


@in_other_states
@pytest.mark.parametrize(
    ("page", "who"),
    [pytest.param(*cell, marks=marks_in_other_states(*cell)) for cell in SHOWN],
)
def test_a_page_does_so_with_one_report_and_with_none(
    stage: Stage, state: str, page: str, who: str
) -> None:
    assert_says_what_the_table_says(stage, state, page, who)


@in_every_state
@pytest.mark.parametrize(("page", "who"), REFUSED)
def test_a_page_shows_nothing_to_those_without_the_right(
    stage: Stage, page: str, who: str
) -> None:
    at = stage.look(who, page)

    assert not at.exception
    assert titles(at) == ["Tidak tersedia"]
    assert refusals(at) == ["Halaman ini tidak tersedia untuk peran Anda."]
    assert offers(at) == set()
    assert headers(at) == []
    assert report_links(at) == []


@in_every_state
@pytest.mark.parametrize("page", [*SEES, "start"])
def test_a_page_shows_nothing_to_the_signed_out(stage: Stage, page: str) -> None:
    at = stage.open(SIGNED_OUT, page)

    assert not at.exception
    assert titles(at) == headers(at) == report_links(at) == []
    assert len(refusals(at)) == 1
    assert refusals(at)[0].startswith("Sesi berakhir. Silakan masuk lagi")
    assert offers(at) == set()
    assert 'class="lkj-button" href="/' in markup(at)
    assert len(at.sidebar) == 0


@in_every_state
@pytest.mark.parametrize("who", EVERYBODY)
def test_signing_in_leads_to_the_page_of_the_role(stage: Stage, who: str) -> None:
    at = stage.open(who, "start")

    assert not at.exception
    assert titles(at) == [TITLE[LEADS_TO[who]]]


@pytest.mark.parametrize("who", EVERYBODY)
def test_beranda_says_how_the_reports_stand(stage: Stage, state: str, who: str) -> None:
    at = stage.look(who, "home")

    assert headers(at)[:1] == [HOME_HEADER[state]]
    assert len(report_links(at)) == N_ON_BERANDA[state]


@pytest.mark.parametrize("who", sorted(OFFICIALS))
def test_tugas_saya_counts_what_waits(stage: Stage, state: str, who: str) -> None:
    at = stage.look(who, "tasks")

    n = WAITING[state][who]
    said = f"{n} laporan menunggu Anda" if n else "Tidak ada yang menunggu Anda"
    assert headers(at)[0] == said
    assert [button.label for button in at.button].count("Kerjakan") == n


@pytest.mark.parametrize("who", EVERYBODY)
def test_laporan_lists_every_report(stage: Stage, state: str, who: str) -> None:
    at = stage.look(who, "reports")

    assert len(report_links(at)) == N_REPORTS[state]


def test_everybody_finds_their_name_and_the_way_out_beside_every_page(stage: Stage) -> None:
    at = stage.look(KASUBBAG, "sop")

    assert "<b>Nama kasubbag renja monev</b><br>Kasubbag Renja dan Monev" in markup(at)
    assert [button.label for button in at.sidebar.button] == ["Keluar"]


def test_the_sop_page_draws_the_sheet_from_the_data(stage: Stage) -> None:
    at = stage.look(NOBODY, "sop")

    said = "8 langkah, 185 menit mutu baku waktu sekali jalan tanpa pengembalian"
    assert headers(at) == [said]
    assert "data:image/svg+xml;base64," in markup(at)
    assert markup(at).count("belum diisi") == 5  # the sheet has neither number nor dates


def test_the_profile_tells_what_one_holds(stage: Stage) -> None:
    at = stage.look(KASAT, "profile")

    assert "<dd>Nama kepala satuan</dd>" in markup(at)
    assert "<td>Kepala Satuan (Kasat)</td><td>Definitif</td>" in markup(at)
    assert 'href="/ganti-sandi"' in markup(at)
