"""verifikasi.py on packages: the honest one is whole, every forgery is named with its place."""

import ast
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED

import pytest

from lkj.domain.table7 import Semester
from lkj.reference import read_verifiers
from lkj.store.chain import row_hash, text_digest
from lkj.usecases.audit_package import semester_package
from tests.support.audited import Parts, audited_report, packed
from tests.support.settings import ROOT
from tests.support.staffed import Running, door_of
from tests.support.tampered import forgeries, rewritten
from tests.verifikasi.program import PROGRAM, VERIFIER

Anchor = tuple[str, int, str]
VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Running:
    return audited_report(tmp_path_factory.mktemp("kantor"))


@pytest.fixture(scope="module")
def honest(report: Running) -> bytes:
    return packed(report)


@pytest.fixture(scope="module")
def anchor(honest: bytes) -> Anchor:
    head = Parts.of(honest).facts()["kepala"]["events"]
    return "events", head["no"], head["hash"][:16]


def problems(content: bytes, directory: Path, *typed: Anchor) -> list[tuple[str, str]]:
    path = directory / "paket.zip"
    path.write_bytes(content)
    return list(VERIFIER.check(path, typed).problems)


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_an_honest_package_is_whole(
    honest: bytes, anchor: Anchor, method: int, tmp_path: Path
) -> None:
    assert problems(Parts.of(honest).packed_as(method), tmp_path, anchor) == []


def test_as_it_was_sent_it_is_whole(honest: bytes, anchor: Anchor, tmp_path: Path) -> None:
    assert problems(honest, tmp_path, anchor) == []


def test_the_folder_that_it_was_unpacked_into_is_whole(honest: bytes, tmp_path: Path) -> None:
    for name, content in Parts.of(honest).files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)

    assert VERIFIER.check(tmp_path).problems == []


def test_every_forgery_is_found_with_its_place(
    honest: bytes, anchor: Anchor, tmp_path: Path
) -> None:
    missed = {}
    for name, forgery in forgeries(Parts.of(honest)):
        typed = [anchor] if forgery.needs_anchor else []
        found = problems(forgery.act(Parts.of(honest)).zipped, tmp_path, *typed)
        if not set(forgery.found) <= set(found):
            missed[name] = found

    assert missed == {}


def test_without_a_code_from_paper_a_history_written_anew_looks_whole(
    honest: bytes, tmp_path: Path
) -> None:
    assert problems(rewritten(Parts.of(honest)).zipped, tmp_path) == []


def test_an_older_database_put_back_lacks_the_number_of_the_code(
    report: Running, honest: bytes, anchor: Anchor, tmp_path: Path
) -> None:
    table, no, code = anchor

    assert problems(honest, tmp_path, (table, no + 1, code)) == [
        ("terpotong", f"catatan no. {no + 1}")
    ]


def test_who_may_not_read_the_audit_log_gives_only_its_lines_about_the_report(
    report: Running, tmp_path: Path
) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(packed(report, "monev"))

    found = VERIFIER.check(path)

    assert found.problems == []
    assert found.notes == [VERIFIER.NOT_WHOLE]


def test_a_semester_without_one_of_its_reports_is_found(
    report: Running, tmp_path: Path
) -> None:
    made = semester_package(Semester(2026, 1), door=door_of("auditor"), **report.use)
    parts = Parts.of(b"".join(made.pieces))
    reports = parts.facts()["laporan"]
    assert problems(parts.zipped, tmp_path) == []

    parts.facts(laporan=reports[1:])
    found = problems(parts.resummed().zipped, tmp_path)

    assert ("kurang", "catatan no. 1") in found
    assert {kind for kind, _ in found} == {"kurang", "asing"}


@pytest.mark.parametrize(("text", "expected"), VECTORS["anchors"])
def test_codes_are_read_as_they_are_printed(text: str, expected: list[object] | None) -> None:
    found = VERIFIER.parse_anchor(text)

    assert (list(found) if found else None) == expected


@pytest.mark.parametrize(("table", "row", "expected"), VECTORS["rows"])
def test_rows_are_hashed_as_the_writer_does(
    table: str, row: list[object], expected: str
) -> None:
    cells = row[:-2]
    detail = cells[5]
    cells[5] = detail["sha256"] if isinstance(detail, dict) else text_digest("00", detail)  # type: ignore[arg-type]

    form = VERIFIER.TABLES[table]
    assert VERIFIER.row_hash(form[0], row[-2], VERIFIER.sealed(row, form)) == expected
    assert row_hash(form[0], str(row[-2]), cells) == expected  # type: ignore[arg-type]


def run(*arguments: object) -> tuple[int, str]:
    command = [sys.executable, "-I", str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


def test_the_program_alone_says_what_it_found(
    honest: bytes, anchor: Anchor, tmp_path: Path
) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(honest)
    _, no, code = anchor
    groups = " ".join(code[at : at + 4] for at in range(0, 16, 4)).upper()

    rc, said = run(path, "--anchor", f"{no} {groups}")
    assert (rc, said.splitlines()[0]) == (0, "UTUH")
    assert f"Kode yang diketik: catatan no. {no}" in said

    path.write_bytes(rewritten(Parts.of(honest)).zipped)
    rc, said = run(path, "--anchor", f"{no} {groups}")
    assert (rc, said.splitlines()[0]) == (1, "ADA 1 MASALAH")
    assert f"catatan no. {no}: berbeda dari kode yang diketahui" in said


@pytest.mark.parametrize("content", [b"", b"bukan ZIP", Parts({"a": b"b"}).zipped])
def test_what_is_no_package_cannot_be_checked(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(content)

    rc, said = run(path)

    assert rc == 2
    assert "TIDAK DAPAT DIPERIKSA" in said


def test_a_code_that_is_none_is_refused(tmp_path: Path) -> None:
    assert run(tmp_path, "--anchor", "214") == (2, "Bukan nomor dan kode: 214\n")


def test_an_old_python_can_read_the_program() -> None:
    assert ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_digests_of_both_verifiers_stand_in_the_documents() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    for name, content in read_verifiers().items():
        assert f"{sha256(content).hexdigest()}  {name}" in operations
