"""The SOPs that tests run: the office's own, and one unlike it."""

from functools import cache
from pathlib import Path

from lkj.domain.sop import Sop
from lkj.domain.sop_file import parse_sop

ROOT = Path(__file__).parents[2]


@cache
def office_sop() -> Sop:
    """The SOP that the product is made for."""
    return parse_sop((ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8"))


@cache
def other_sop() -> Sop:
    """Other roles, other steps, other returns: nothing outside the data may notice."""
    path = ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml"
    return parse_sop(path.read_text(encoding="utf-8"))
