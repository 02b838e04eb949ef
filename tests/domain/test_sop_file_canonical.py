"""The canonical text of an SOP: all of its content, and nothing of its layout."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

from lkj.domain.sop_file import canonical_text, content_sha256, parse_sop

ROOT = Path(__file__).resolve().parents[2]
OFFICE = (ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8")
OTHER = (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")


def test_the_hash_ignores_layout_and_sees_content() -> None:
    sop = parse_sop(OFFICE)
    relaid = OFFICE.replace("versi = 1", "# catatan\nversi   =   1")
    reworded = OFFICE.replace("Bentuk Tim", "Bentuk tim")

    assert content_sha256(parse_sop(relaid)) == content_sha256(sop)
    assert content_sha256(parse_sop(reworded)) != content_sha256(sop)


def test_every_text_of_the_file_is_in_the_canonical_text() -> None:
    told = set(_leaves(json.loads(canonical_text(parse_sop(OFFICE)))))
    written = set(_leaves(tomllib.loads(OFFICE)))

    # Fixed words are translated; empty texts are left out.
    fixed = {"", "selesai", "tanda_tangan", "mutu", "arahan", "lainnya", "tidak_diketahui"}
    assert written - fixed <= told


def test_an_empty_value_does_not_change_the_canonical_text() -> None:
    sop = parse_sop(OTHER)
    older = json.loads(canonical_text(sop))

    assert "receivers" not in older
    assert canonical_text(replace(sop, receivers=("kasi",))) != canonical_text(sop)


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value]
