"""Whatever a file holds, it is read as an SOP or refused with its problems: nothing else."""

import json
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.sop import Sop
from lkj.domain.sop_file import Problem, content_sha256, parse_sop
from lkj.errors import InvalidSop
from tests.support.examples import examples

ROOT = Path(__file__).resolve().parents[2]
OFFICE = (ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8")
OTHER = (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")


def accepted_or_refused(text: str) -> Sop | None:
    try:
        return parse_sop(text)
    except InvalidSop as error:
        problems = error.facts["problems"]
        assert isinstance(problems, tuple)
        assert problems
        assert all(isinstance(problem, Problem) and problem.place for problem in problems)
        return None


@given(st.text(max_size=200))
@examples(200)
def test_any_text_is_accepted_or_refused(text: str) -> None:
    assert accepted_or_refused(text) is None


FRAGMENTS = st.sampled_from([
    "", "x = 1", "[[langkah]]", "[[pelaksana]]", "[langkah.keputusan.kembalikan]", 'ke = ""',
    'id = "selesai"', "memulai = []", "memulai = [1, true]", "nomor = -1", "waktu_menit = nan",
    "keputusan = 5", "atasan = 1979-05-27", 'menyelesaikan = ["sekretaris", "sekretaris"]',
    "[[pemisahan]]", "alasan = {}", 'ke = "selesai"', 'ke = "tanda-tangan"', '"\\u0000" = 1',
]) | st.text(max_size=30)  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(["insert", "replace"]), FRAGMENTS),
        min_size=1,
        max_size=4,
    )
)
@examples(200)
def test_any_damaged_sop_is_accepted_or_refused(edits: list[tuple[int, str, str]]) -> None:
    lines = OFFICE.split("\n")
    for at, kind, fragment in edits:
        place = at % len(lines)
        lines[place : place + (kind == "replace")] = [fragment]

    sop = accepted_or_refused("\n".join(lines))

    assert sop is None or content_sha256(sop)


KEYS = sorted({key for tree in (OFFICE, OTHER) for key in tomllib.loads(tree)})
VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(KEYS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, "ke", "serahkan"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        inner = (f"{json.dumps(key)} = {as_toml(entry)}" for key, entry in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(entry) for entry in value) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), st.booleans())
@examples(200)
def test_any_other_content_is_accepted_or_refused(tree: dict[str, object], whole: bool) -> None:
    merged = {**tomllib.loads(OTHER), **tree} if whole else tree
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in merged.items())

    sop = accepted_or_refused(text)

    assert sop is None or sop.steps
