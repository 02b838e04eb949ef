"""Every code that a form, a password or the store may come back with has its words."""

import ast
from collections.abc import Iterator

import pytest

from lkj.domain.text import TextProblem
from lkj.labels import words
from lkj.labels.field_text import FIELD, field_problem
from lkj.reference import ROOT
from lkj.store import failures
from lkj.store.tables import APPEND_ONLY
from lkj.usecases.command_checks import LINES, TEXTS
from lkj.usecases.passwords import PasswordProblem

CHECKS = ("line", "text", "nip", "day", "add")
CODES = {*TextProblem, *PasswordProblem}


def calls() -> Iterator[tuple[str, list[str]]]:
    """Name and literal texts of every call in the use cases."""
    for path in sorted((ROOT / "lkj" / "usecases").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                yield name, [a.value for a in node.args if is_text(a)]


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


ADDED = [texts for name, texts in calls() if name == "add" and len(texts) >= 2]
FIELDS = {
    texts[0]
    for name, texts in calls()
    if texts and name in (*CHECKS, "clean_line", "clean_text") and name != "add"
} | {texts[0] for texts in ADDED}


def test_the_search_finds_what_is_known_to_be_there() -> None:
    assert {"valid_to", "title", "request_id", "sop_id"} <= FIELDS
    assert ["username", "taken"] in ADDED


@pytest.mark.parametrize("field", sorted(FIELDS | LINES | TEXTS | {"nip"}))
def test_every_field_has_a_name(field: str) -> None:
    assert field in FIELD


@pytest.mark.parametrize("code", sorted(CODES | {texts[1] for texts in ADDED}))
def test_every_code_has_its_words(code: str) -> None:
    text = field_problem(("title", code, "17"))

    assert text.startswith("Judul atau jabatan: ")
    assert text.endswith(".")
    assert code not in text.replace("_", " ").split()
    assert "{" not in text


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (("title", "required", ""), "Judul atau jabatan: wajib diisi."),
        (
            ("note", "too_long", "4000"),
            "Penjelasan: terlalu panjang, paling banyak 4000 karakter.",
        ),
        (
            ("nip", "taken", "Siti {0}"),
            "NIP: sudah dipakai (Siti {0}).",
        ),
        (("username", "taken", ""), "Nama pengguna: sudah dipakai."),
        (("fiscal_year", "year_range", "2015-2100"), "Tahun kinerja: harus dalam 2015-2100."),
        (
            ("text", "control", "U+0000"),
            "Catatan: memuat karakter kendali (U+0000); ketik ulang.",
        ),
        (
            ("rows.2.inputs.Konsep. LKj", "required", ""),
            "Baris 3, Alasan kelengkapan Konsep. LKj: wajib diisi.",
        ),
        (
            ("rows.0.basis", "line_break", "U+000A"),
            "Baris 1, Dasar: harus satu baris (U+000A).",
        ),
        (("rows", "required", ""), "Baris: wajib diisi."),
    ],
)
def test_a_problem_names_the_field_and_what_to_do(
    problem: tuple[str, str, str], sentence: str
) -> None:
    assert field_problem(problem) == sentence


def store_codes() -> set[str]:
    """Every literal that the store gives as `problem`."""
    codes = {*failures._SQLITE_PROBLEMS.values(), *failures._POSTGRES_PROBLEMS.values()}
    for path in sorted((ROOT / "lkj" / "store").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "problem" and is_text(node.value):
                codes.add(node.value.value)
            if isinstance(node, ast.FunctionDef) and node.name == "_problem":
                codes |= {r.value.value for r in ast.walk(node) if is_return_of_text(r)}
    return codes


def is_return_of_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Return) and node.value is not None and is_text(node.value)


def test_every_problem_of_the_store_has_its_words() -> None:
    codes = store_codes()

    assert {"full", "link", "cut", "foreign"} <= codes
    assert codes - set(words.STORE) == set()
    assert set(APPEND_ONLY) <= set(words.STORE)
