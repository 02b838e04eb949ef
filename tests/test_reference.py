from pathlib import Path

import pytest

from lkj.errors import InvalidSop
from lkj.reference import DATA, ROOT, read_calendar, read_sop, read_sops

SAMPLES = ROOT / "tests" / "data" / "sop"


def copied(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(InvalidSop) as caught:
        read_sops(folder)
    return [": ".join(map(str, problem)) for problem in caught.value.facts["problems"]]


def test_the_office_has_its_sop_and_its_calendar() -> None:
    assert [(sop.id, sop.version) for sop in read_sops()] == [("penyusunan-lkj", 1)]
    assert read_calendar().zone.key == "Asia/Pontianak"


def test_every_sop_of_a_folder_is_read(tmp_path: Path) -> None:
    folder = copied(tmp_path, "penerbitan-surat-keterangan.toml")
    newer = (DATA / "sop" / "penyusunan-lkj.toml").read_text(encoding="utf-8")
    (folder / "lkj-2.toml").write_text(
        newer.replace("versi = 1", "versi = 2"), encoding="utf-8"
    )
    (folder / "catatan.txt").write_text("bukan SOP", encoding="utf-8")

    found = {(sop.id, sop.version) for sop in read_sops(folder)}

    assert found == {("penerbitan-surat-keterangan", 3), ("penyusunan-lkj", 2)}


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path, "banyak-salah.toml", "penerbitan-surat-keterangan.toml")
    (folder / "biner.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "potong.toml").write_text('id = "', encoding="utf-8")

    found = problems(folder)

    by_file = {line.split(":")[0] for line in found}
    assert by_file == {"banyak-salah.toml", "biner.toml", "potong.toml"}
    with pytest.raises(InvalidSop) as alone:
        read_sop(SAMPLES / "banyak-salah.toml")
    own = [line for line in found if line.startswith("banyak-salah.toml: ")]
    assert len(own) == len(alone.value.facts["problems"]) > 10


def test_two_files_of_one_version_are_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, "penerbitan-surat-keterangan.toml")
    again = folder / "salinan.toml"
    again.write_bytes((folder / "penerbitan-surat-keterangan.toml").read_bytes())

    assert problems(folder) == [
        "salinan.toml: penerbitan-surat-keterangan versi 3 ada di dua berkas"
    ]


def test_a_folder_without_an_sop_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path}: tidak ada berkas SOP"]


def test_a_file_that_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidSop) as caught:
        read_sop(tmp_path / "tidak-ada.toml")

    ((name, problem),) = caught.value.facts["problems"]
    assert name == "tidak-ada.toml"
    assert problem == "tidak ada"
