"""Antarsatuan: who sees it, what it says, and how a choice changes it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.snapshots.facts import PASSES_FILE
from lkj.usecases.callers import HOST
from lkj.usecases.snapshots import refresh_snapshot
from tests.pages.stage import (
    COOKIE,
    EVERYBODY,
    MAIN,
    ONE,
    SEVERAL,
    ZERO,
    Stage,
    headers,
    markup,
    on_stage,
    refusals,
    titles,
    token,
)
from tests.support.relatives import first_and_others

COMPARES = "inspektorat"
OFFICES = {
    COMPARES: ("Inspektorat <b>", ZERO),
    "satpol-pp": ("Satuan Polisi Pamong Praja", ONE),
    "dinkes": ("Dinas Kesehatan *", SEVERAL),
}

COMPARING = ("monev", "auditor")
OTHERS = [who for who in EVERYBODY if who not in COMPARING]
ALLOWED_REFUSED_AND_OTHERS = (COMPARING[0], *OTHERS, *COMPARING[1:])


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Stage]:
    """Three offices with the same people; those of the first may compare."""
    lines = []
    for code, (name, state) in OFFICES.items():
        folder = tmp_path / code
        folder.mkdir()
        with on_stage(state, folder) as one:
            one.database.dispose()
        copyfile(folder / "kantor.db", folder / "lkj.db")
        compares = str(code == COMPARES).lower()
        lines.append(f'[[satuan]]\nkode = "{code}"\nnama = "{name}"\n')
        lines.append(f"membandingkan = {compares}\n")
    file = tmp_path / "satuan.toml"
    file.write_text("".join(lines), encoding="utf-8")
    with on_stage(ONE, tmp_path) as stage:
        stage.monkeypatch.delenv("LKJ_DATABASE_URL")
        stage.monkeypatch.setenv("LKJ_OFFICES", str(file))
        bootstrap.current_offices.cache_clear()
        yield stage
        bootstrap.current_offices().dispose()


def refresh_all(*, days_ago: int = 0) -> None:
    offices = bootstrap.current_offices()
    now = bootstrap.clock() - timedelta(days=days_ago)
    for one in offices.settings:
        refresh_snapshot(door=HOST, office=offices.of(one.office_code), now=now)


def sit_down(stage: Stage, who: str, code: str) -> AppTest:
    sent = {COOKIE: token(who), "lkj_satuan": code}
    stage.monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: sent))
    return AppTest.from_file(str(MAIN), default_timeout=60).run()


def look(stage: Stage, who: str = "monev", code: str = COMPARES) -> AppTest:
    return stage.go(sit_down(stage, who, code), "offices")


def captions(at: AppTest) -> str:
    return "\n".join(caption.value.replace("\\", "") for caption in at.main.caption)


@pytest.mark.parametrize("code", [COMPARES, "dinkes"])
@pytest.mark.parametrize("who", first_and_others(ALLOWED_REFUSED_AND_OTHERS, number=2))
def test_only_those_who_may_compare_see_it(province: Stage, who: str, code: str) -> None:
    at = look(province, who, code)

    may = code == COMPARES and who in COMPARING
    assert not at.exception
    assert titles(at) == ["Perbandingan satuan kerja" if may else "Tidak tersedia"]
    if not may:
        assert refusals(at) == ["Halaman ini tidak tersedia untuk peran Anda."]


def test_before_any_snapshot_it_says_how_one_comes_to_be(province: Stage) -> None:
    at = look(province)

    assert headers(at) == []
    assert "python -m lkj snapshots" in at.main.text[0].value
    assert "0 dari 3 satuan kerja" in captions(at)
    assert "Dinas Kesehatan * (belum pernah dipotret)" in at.main.warning[0].value.replace(
        "\\", ""
    )


def test_it_compares_what_the_offices_have(province: Stage) -> None:
    refresh_all()

    at = look(province)

    assert not at.exception
    assert headers(at) == [
        *("Keadaan laporan", "Waktu per langkah", "Pengembalian menurut pemeriksa")
    ]
    said = markup(at)
    assert "<td>Satuan Polisi Pamong Praja</td><td>1</td><td>1</td>" in said
    assert "<td>Dinas Kesehatan *</td><td>15</td>" in said
    assert "<td>Inspektorat" not in said  # it has no report of the SOP
    assert "1 satuan kerja tanpa catatan di sini" in captions(at)
    assert not at.main.warning
    assert "/unduh/antarsatuan/keadaan.csv" in said


def test_a_choice_changes_what_is_compared_and_what_is_downloaded(province: Stage) -> None:
    refresh_all()
    at = look(province)

    at.selectbox(key="langkah-satuan").select("periksa-kasubbag").run()
    at.selectbox(key="pemeriksa-satuan").select("tanda-tangan").run()
    at.toggle(key="pertama-satuan").set_value(True).run()
    at.toggle(key="urut-satuan").set_value(True).run()

    assert not at.exception
    said = markup(at)
    query = "langkah=periksa-kasubbag&amp;pertama=ya&amp;pemeriksa=tanda-tangan"
    assert f"/unduh/antarsatuan/pengembalian.csv?{query}" in said
    assert "hanya pelaksanaan pertama" in captions(at)
    assert "pemeriksaan langkah 6 dikembalikan" in captions(at)


def test_a_damaged_snapshot_is_named_and_the_others_stay(
    province: Stage, tmp_path: Path
) -> None:
    refresh_all()
    (damaged,) = (tmp_path / "potret" / "dinkes").glob(f"*/{PASSES_FILE}")
    damaged.write_bytes(b"rusak")

    at = look(province)

    assert not at.exception
    assert "Dinas Kesehatan" not in markup(at)
    assert at.main.warning[0].value.replace("\\", "") == (
        "Tidak ikut dihitung: Dinas Kesehatan * (potretnya rusak)."
    )


def test_yesterdays_snapshot_is_said_to_be_old(province: Stage) -> None:
    refresh_all(days_ago=1)

    at = look(province)

    said = at.main.info[0].value.replace("\\", "")
    assert said.startswith("Potret lama, angkanya mungkin berubah: Inspektorat <b> (Min, 1 Mar")


def test_a_year_without_anything_says_so(province: Stage) -> None:
    refresh_all()
    at = look(province)

    at.button_group(key="jenis-satuan").set_value(["triwulan-4"]).run()

    assert not at.exception
    assert "Belum ada laporan dengan pilihan ini." in captions(at)
