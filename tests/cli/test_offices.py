from pathlib import Path

import pytest

from tests.cli.commands import answer, refused, run
from tests.support.offices import PASSWORD

FILE = """
[[satuan]]
kode = "satpol-pp"
nama = "Satuan Polisi Pamong Praja"

[[satuan]]
kode = "dinkes"
nama = "Dinas Kesehatan"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "satuan.toml"
    file.write_text(FILE, encoding="utf-8")
    monkeypatch.setenv("LKJ_OFFICES", str(file))
    return tmp_path


def prepare(code: str) -> str:
    return answer(
        "--satuan",
        code,
        "office",
        "init",
        "--name",
        "Siti Contoh",
        "--username",
        "siti",
        "--password",
        PASSWORD,
    )


def test_each_office_is_prepared_in_its_own_folder(folder: Path) -> None:
    prepare("dinkes")

    assert (folder / "dinkes" / "lkj.db").exists()
    assert not (folder / "satpol-pp").exists()


def test_every_office_is_told_and_what_keeps_it_from_opening(folder: Path) -> None:
    prepare("dinkes")

    result = run("satuan")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "  satpol-pp: Satuan Polisi Pamong Praja: Satuan Polisi Pamong Praja belum disiapkan "
        "di sini. Administrator menyiapkannya dengan `python -m lkj --satuan satpol-pp office "
        "init`.",
        "  dinkes: Dinas Kesehatan: siap",
    ]
    assert result.stderr == "Error: 1 satuan kerja belum dapat dibuka.\n"
    prepare("satpol-pp")
    assert answer("satuan").count(": siap\n") == 2


def test_a_command_works_on_the_named_office_alone(folder: Path) -> None:
    prepare("satpol-pp")
    answer("--satuan", "dinkes", "demo", "--reports", "1")

    said = {code: answer("--satuan", code, "verify") for code in ("dinkes", "satpol-pp")}

    assert "catatan terakhir no. 0" in said["satpol-pp"]
    assert "catatan terakhir no. 0, belum ada kode." not in said["dinkes"].splitlines()[0]


def test_nothing_is_done_where_no_office_is_named(folder: Path) -> None:
    prepare("dinkes")

    assert refused("verify") == [
        "Pengaturan belum benar.",
        "  - LKJ_OFFICE: sebutkan satu dengan --satuan; yang ada: satpol-pp, dinkes",
    ]


def test_the_name_holds_for_one_command_only(folder: Path) -> None:
    prepare("dinkes")
    answer("--satuan", "dinkes", "verify")

    assert run("verify").exit_code == 1


def test_an_installation_for_one_office_has_no_list() -> None:
    assert refused("satuan") == ["LKJ_OFFICES belum diisi: pemasangan ini untuk satu kantor."]
