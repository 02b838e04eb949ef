"""The file of channels: what it means, and every mistake at once with its place."""

import re
from pathlib import Path

import pytest

from lkj.errors import InvalidChannels
from lkj.notify.channel_file import Channels, read_channels
from tests.support.settings import ROOT

KNOWN = ("sekretaris", "kasubbag", "tim.lkj")
MAIL = "mailtos://monev:rahasia@smtp.kantor.example?from=monev@kantor.example&to={pos_el}"


def read(directory: Path, text: str) -> Channels:
    path = directory / "pengingat.toml"
    path.write_text(text, encoding="utf-8")
    return read_channels(path, KNOWN)


def problems(directory: Path, text: str) -> list[str]:
    with pytest.raises(InvalidChannels) as caught:
        read(directory, text)
    return [str(problem) for problem in caught.value.facts["problems"]]


def test_a_template_is_filled_for_every_address(tmp_path: Path) -> None:
    channels = read(
        tmp_path,
        f"""
        templat_pos_el = "{MAIL}"
        [pos_el]
        sekretaris = "sekretaris+lkj@kantor.example"
        "tim.lkj" = "tim@kantor.example"
        [kanal]
        kasubbag = ["json://kantor.example/kasubbag"]
        sekretaris = ["json://kantor.example/{{pos_el}}"]
        """,
    )

    told = {name: [(c.place, c.kind, c.url) for c in found] for name, found in channels.items()}
    to = MAIL.replace("{pos_el}", "sekretaris%2Blkj%40kantor.example")
    assert told == {
        "sekretaris": [
            ("templat_pos_el", "mailtos", to),
            (
                "kanal.sekretaris[1]",
                "json",
                "json://kantor.example/sekretaris%2Blkj%40kantor.example",
            ),
        ],
        "tim.lkj": [
            ("templat_pos_el", "mailtos", MAIL.replace("{pos_el}", "tim%40kantor.example"))
        ],
        "kasubbag": [("kanal.kasubbag[1]", "json", "json://kantor.example/kasubbag")],
    }


def test_a_channel_does_not_show_its_address(tmp_path: Path) -> None:
    channels = read(tmp_path, 'kanal.kasubbag = ["json://akun:rahasia@kantor.example"]')

    assert "rahasia" not in repr(channels)


@pytest.mark.parametrize("text", ["", "[kanal]", "\ufeff[pos_el]"])
def test_nobody_may_be_named(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {}


def test_every_problem_is_told_at_once_without_a_secret(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        templat_pos_el = "mailto://monev:rahasia@smtp.kantor.example"
        warna = "merah"
        [pos_el]
        sekretaris = "bukan alamat rahasia"
        sekertaris = "sekretaris@kantor.example"
        kasubbag = 7
        [kanal]
        kasubbag = ["ngawur://rahasia", "mailto://{pos_el}", "json://rahasia kantor.example"]
        sekretaris = []
        tim.lkj = ["json://rahasia.example"]
        """,
    )

    assert found == [
        "pos_el.kasubbag: Harus berupa teks, bukan bilangan bulat.",
        "pos_el.sekretaris: Ini bukan satu alamat pos-el.",
        "templat_pos_el: Alamat kanal pos-el yang memuat {pos_el} harus diisi.",
        "kanal.sekretaris: Daftar ini masih kosong.",
        "kanal.tim: Harus berupa daftar, bukan tabel.",
        'warna: Kunci "warna" tidak dikenal di sini.',
        "kanal.kasubbag[1]: Alamat kanal ini tidak dikenali; periksa ejaannya.",
        "kanal.kasubbag[3]: Alamat kanal ini tidak dikenali; periksa ejaannya.",
        'pos_el.sekertaris: Tidak ada akun dengan nama ini. Maksudnya "sekretaris"?',
        'kanal.tim: Tidak ada akun dengan nama ini. Maksudnya "tim.lkj"?',
    ]


def test_a_channel_without_the_address_that_it_asks_for_is_a_problem(tmp_path: Path) -> None:
    text = 'kanal.kasubbag = ["mailto://kantor.example?to={pos_el}"]'

    assert problems(tmp_path, text) == [
        'kanal.kasubbag[1]: Tidak ada pos_el untuk "kasubbag".',
    ]


def test_a_template_without_addresses_must_be_one_too(tmp_path: Path) -> None:
    assert problems(tmp_path, 'templat_pos_el = "mailto://kantor.example"') == [
        "templat_pos_el: Alamat kanal pos-el yang memuat {pos_el} harus diisi.",
    ]


@pytest.mark.parametrize(
    "address", ["a@b.example,c@d.example", "a@b.example&cc=c@d.example", "a b@c.example", "a"]
)
def test_an_address_cannot_add_others(tmp_path: Path, address: str) -> None:
    text = f'templat_pos_el = "{MAIL}"\npos_el.kasubbag = "{address}"'

    assert problems(tmp_path, text) == ["pos_el.kasubbag: Ini bukan satu alamat pos-el."]


def test_a_file_that_is_not_there_or_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe")

    told = []
    for name in ("tidak-ada.toml", "biner.toml"):
        with pytest.raises(InvalidChannels) as caught:
            read_channels(tmp_path / name, KNOWN)
        told += [str(problem) for problem in caught.value.facts["problems"]]

    assert told == ["tidak-ada.toml: tidak ada", "biner.toml: bukan teks UTF-8"]


def test_what_is_no_toml_is_told_by_its_line_alone(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'kanal.kasubbag = ["json://rahasia"')

    assert problem.startswith("berkas: Bukan TOML yang benar: ")
    assert "rahasia" not in problem


def test_the_file_of_the_manual_is_right(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    samples = re.findall(r"```toml\n(.*?)```", manual, flags=re.DOTALL)
    (sample,) = (one for one in samples if "[pos_el]" in one)

    channels = read(tmp_path, sample)

    kinds = {name: [channel.kind for channel in found] for name, found in channels.items()}
    assert kinds == {"sekretaris": ["mailtos"], "tim.lkj": ["mailtos"], "kasubbag": ["tgram"]}
