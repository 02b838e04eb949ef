"""An office that runs another SOP: the same code, and nothing of the LKj SOP anywhere."""

import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from shutil import copyfile

import pytest

from lkj.http.wording import PRODUCT
from lkj.store import event_store
from lkj.usecases.office import Office
from tests.e2e.seat import seated
from tests.e2e.served import Served, served
from tests.support.settings import ROOT
from tests.support.sops import office_sop, other_sop
from tests.support.staffed import Running
from tests.support.tab import Screen, Tab, markup_words
from tests.support.visitor import run, visitor

FILE = "penerbitan-surat-keterangan.toml"
LOKET, KASI, LURAH, MONEV = "loket", "kasi", "lurah", "monev"
TITLE, EARLIER = "Surat keterangan domisili RT 05", "Surat keterangan domisili RT 04"
# Typed from the other SOP's sheet: who presses what, one return included.
WAY = (
    (LOKET, "Teruskan untuk diverifikasi"),
    (LOKET, "Nyatakan persyaratan lengkap"),
    (KASI, "Ajukan konsep ke Lurah"),
    (LURAH, "Kembalikan untuk diverifikasi ulang"),
    (KASI, "Nyatakan persyaratan sudah dilengkapi"),
    (KASI, "Ajukan konsep ke Lurah"),
    (LURAH, "Catat tanda tangan Lurah"),
    (LOKET, "Catat surat diserahkan"),
)


def one_returned(office: Office) -> dict[str, str]:
    """A report that is over, returned once on its way."""
    report = Running(office).register(title=EARLIER).until("tanda-tangan-lurah")
    report.send_back()
    return {"earlier": report.until(None).report_id}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory: Path = tmp_path_factory.mktemp("kelurahan")
    sops = directory / "sop"
    sops.mkdir()
    copyfile(ROOT / "tests/data/sop" / FILE, sops / FILE)
    setting = {"LKJ_SOP_DIRECTORY": str(sops)}
    with served(directory, one_returned, sop=other_sop(), **setting) as opened:
        yield opened


def test_a_report_goes_through_all_steps_of_another_sop(place: Served) -> None:
    before = place.n_events()

    screens, shown = run(walk(place))

    numbers = [screen.saved for screen in screens if screen.saved]
    assert numbers == list(range(before + 1, before + len(WAY) + 2))
    assert "8 pelaksanaan, 1 pengembalian" in shown.words
    assert "Selesai" in shown.words.splitlines()
    assert [found for screen in (*screens, shown) if (found := foreign(screen.words))] == []
    with place.database.read() as conn:
        assert event_store.verify(conn).no == before + len(WAY) + 1


@pytest.mark.parametrize("who", [LOKET, KASI, LURAH, MONEV, "auditor", "administrator"])
def test_no_screen_says_anything_of_the_lkj_sop(place: Served, who: str) -> None:
    said = run(all_words(place, who))

    assert {screen: found for screen, text in said.items() if (found := foreign(text))} == {}
    everything = "\n".join(said.values())
    assert [word for word in OF_THIS_SOP if word not in everything] == []


def test_the_sign_in_page_and_the_printed_sheet_are_of_this_office(place: Served) -> None:
    async def act() -> tuple[str, str]:
        async with seated(place, LOKET, "/profil") as seat:
            sheet = await seat.fetch("/cetak/sop/penerbitan-surat-keterangan")
        async with visitor(place.server.url) as stranger:
            return markup_words(sheet.text), markup_words((await stranger.get("/masuk")).text)

    sheet, sign_in = run(act())
    assert "Kelurahan Contoh Jaya" in sheet
    assert "SOP Surat Keterangan" in sign_in
    assert foreign(sheet) == foreign(sign_in) == []


async def walk(place: Served) -> tuple[list[Screen], Screen]:
    """Every screen on the way of a report, each at their own tab, and its page at the end."""
    async with AsyncExitStack() as stack:
        tabs = {
            who: (await stack.enter_async_context(seated(place, who, "/tugas"))).tab
            for who in (KASI, LURAH, LOKET)
        }
        screens = await register(tabs[LOKET])
        for who, button in WAY:
            screens += await decide(tabs[who], button)
        found = await tabs[LURAH].open("laporan")
        link = found.named("page_link", lambda said: TITLE in said)
        return [*screens, found], await tabs[LURAH].open("laporan", link.query_string)


async def register(tab: Tab) -> list[Screen]:
    """Open the report with the form on Laporan."""
    await tab.open("laporan")
    filled = await tab.fill("Judul laporan", TITLE, kind="text_input")
    return [filled, await tab.press("Daftarkan laporan")]


async def decide(tab: Tab, button: str) -> list[Screen]:
    """Take the report that waits from Tugas saya, and press this in its form."""
    waiting = await tab.open("tugas")
    form = await tab.press("Kerjakan")
    if button.startswith("Kembalikan"):
        await tab.choose("Alasan pengembalian", "Keabsahan persyaratan diragukan")
        form = await tab.fill("Yang perlu diperbaiki", "KTP tidak terbaca")
    return [waiting, form, await tab.press(button)]


async def all_words(place: Served, who: str) -> dict[str, str]:
    """What every screen in somebody's menu says, and the page of a report."""
    async with seated(place, who, "/profil") as seat:
        tab, menu = seat.tab, seat.screen.menu
        said = {address: whole(await tab.open(address)) for address in menu}
        if "catat" in menu:
            await tab.open("catat")
            new = "Laporan baru (belum terdaftar)"
            said["catat, baru"] = whole(await tab.fill("Laporan", new, kind="selectbox"))
        query = f"id={place.reports['earlier']}"
        said["laporan, satu"] = whole(await tab.open("laporan", query))
    return said


def whole(screen: Screen) -> str:
    """The words of a screen that was drawn without a fault."""
    assert screen.headings
    assert screen.refusals == []
    return screen.words


def foreign(said: str) -> list[str]:
    """What is said of the LKj SOP, in letters of any size, and steps that this one lacks."""
    low = said.replace(PRODUCT, "").replace("python -m lkj", "").lower()
    numbers = {int(no) for no in re.findall(r"langkah (\d+)", low)}
    beyond = [f"langkah {no}" for no in sorted(numbers) if no > len(_OTHER.steps)]
    return [word for word in OF_THE_LKJ_SOP if word.lower() in low] + beyond


# Names, steps, words and the office of the LKj SOP. What both SOPs say is nobody's.
_LKJ, _OTHER = office_sop(), other_sop()
_COMMON = {"Lainnya", *(r.name for r in _OTHER.reasons), *(s.short_name for s in _OTHER.steps)}
OF_THE_LKJ_SOP = [
    word
    for word in (
        _LKJ.title,
        _LKJ.identity.agency,
        "LKj",
        "disposisi dari Kepala Satuan",
        "Kasubbag",
        "Sekretaris",
        "Tim LKj",
        "Kepala Satuan",
        *(step.short_name for step in _LKJ.steps),
        *(step.activity for step in _LKJ.steps),
        *(reason.name for reason in _LKJ.reasons),
    )
    if word not in _COMMON
]
# The same of this one: were the words of the screens not read, these would not be found.
OF_THIS_SOP = [
    _OTHER.title,
    _OTHER.identity.agency,
    *(role.name for role in _OTHER.roles),
    *(step.short_name for step in _OTHER.steps),
    *(step.activity for step in _OTHER.steps),
    _OTHER.reasons[0].name,
]
