"""A whole database attacked: what `verify`, `doctor` and the program alone say of it."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from lkj.cli import doctor
from lkj.domain import commands as c
from lkj.store.chain import row_hash, text_digest
from lkj.store.verification import AUDIT, EVENTS, Format
from tests.cli.commands import at, run
from tests.support.audited import audited_report, packed
from tests.support.offices import anchor_of
from tests.verifikasi.program import PROGRAM


class Office(NamedTuple):
    """A database with its files, and the code that stands on paper."""

    path: Path
    anchor: str
    digest: str  # of an attached file


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(doctor, "answers_on_lan", lambda _: False)
    monkeypatch.setenv("LKJ_TEST_NOW", "2026-06-01T03:00:00+00:00")
    report = audited_report(tmp_path)
    shutil.copyfile(tmp_path / "kantor.db", tmp_path / "lama.db")
    report.act("monev", c.Note(text="catatan terakhir sebelum lembar dicetak"))
    packed(report)  # its line in the audit log carries the code, too
    anchor = anchor_of(report.office)
    (file, *_) = [one.file for one in report.state.documents if one.file]
    report.office.database.dispose()
    return Office(tmp_path / "kantor.db", anchor, file.sha256)


def alone(path: Path, *anchors: str) -> tuple[int, str]:
    """What the program alone says, as an auditor's machine would run it."""
    options = [word for anchor in anchors for word in ("--anchor", anchor)]
    command = [sys.executable, "-I", str(PROGRAM), str(path), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def verify(path: Path, *anchors: str) -> tuple[int, str]:
    """What the product's own command says."""
    options = [word for anchor in anchors for word in ("--anchor", anchor)]
    result = run("verify", *at(path), *options)
    return result.exit_code, result.output


def chain_line(path: Path) -> str:
    """What `doctor` says of the chains."""
    return next(
        line for line in run("doctor", *at(path)).output.splitlines() if "antai" in line
    )


def without_triggers(path: Path, act: Callable[[sqlite3.Connection], object]) -> None:
    """Act as one who owns the file: the triggers gone, and back afterwards."""
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = database.execute(query).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        act(database)
        for _, sql in triggers:
            database.execute(sql)
        database.commit()


def rehash(database: sqlite3.Connection, form: Format) -> None:
    """Compute a whole chain anew."""
    names = ", ".join(form.columns)
    previous = ""
    rows = database.execute(f"SELECT {names} FROM {form.table} ORDER BY no").fetchall()  # noqa: S608
    for row in rows:
        cells = list(row[:-2])
        for name in form.salted:
            place = form.columns.index(name)
            cells[place] = text_digest(row[-3], cells[place])
        digest = row_hash(form.label, previous, cells)
        query = f"UPDATE {form.table} SET prev_hash = ?, hash = ? WHERE no = ?"  # noqa: S608
        database.execute(query, (previous, digest, row[0]))
        previous = digest


def rewrite(database: sqlite3.Connection) -> None:
    """An act took 7 minutes, and always has."""
    database.execute("UPDATE events SET effort_minutes = 7 WHERE no = 6")
    rehash(database, EVENTS)


def rewrite_with_witness(database: sqlite3.Connection) -> None:
    """The same, with the codes in the audit log."""
    rewrite(database)
    codes = dict(database.execute("SELECT no, hash FROM events"))
    for no, text in database.execute("SELECT no, detail FROM audit").fetchall():
        detail = json.loads(text)
        if isinstance(detail.get("head"), str):
            place = int(detail["head"].partition(":")[0])
            detail["head"] = f"{place}:{codes[place][:16]}"
        query = "UPDATE audit SET detail = ? WHERE no = ?"
        database.execute(query, (json.dumps(detail), no))
    rehash(database, AUDIT)


def test_an_honest_database_is_whole_for_all_three(office: Office) -> None:
    assert verify(office.path, office.anchor)[0] == 0
    rc, said = alone(office.path, office.anchor)
    assert (rc, said.splitlines()[0]) == (0, "UTUH")
    assert chain_line(office.path).startswith("OK")


def test_a_rewritten_tail_is_found_by_a_code_from_paper_and_by_nothing_else(
    office: Office,
) -> None:
    without_triggers(office.path, rewrite_with_witness)
    no = office.anchor.partition(":")[0]

    assert verify(office.path)[0] == 0
    assert alone(office.path)[0] == 0
    assert chain_line(office.path).startswith("OK")
    rc, said = verify(office.path, office.anchor)
    assert rc == 1
    assert no in said
    rc, said = alone(office.path, office.anchor)
    assert rc == 1
    assert f"catatan no. {no}: berbeda dari kode yang diketahui" in said


def test_a_rewritten_tail_with_the_audit_log_forgotten_is_found_without_paper(
    office: Office,
) -> None:
    without_triggers(office.path, rewrite)

    rc, said = alone(office.path)

    no = office.anchor.partition(":")[0]
    assert (rc, f"catatan no. {no}: berbeda" in said) == (1, True)
    rc, said = verify(office.path)
    assert (rc, no in said) == (1, True)
    assert not chain_line(office.path).startswith("OK")


def test_a_replaced_file_is_found_by_all_three(office: Office) -> None:
    folder = office.path.with_name("kantor-berkas")
    (folder / office.digest[:2] / office.digest).write_bytes(b"%PDF-1.4 lain")

    rc, said = verify(office.path)
    assert (rc, office.digest in said) == (1, True)
    rc, said = alone(office.path)
    assert (rc, f"SHA-256 {office.digest[:16]}" in said) == (1, True)
    assert run("doctor", *at(office.path)).exit_code == 1


def test_an_older_database_put_back_is_found_by_a_code_from_paper(office: Office) -> None:
    shutil.copyfile(office.path.with_name("lama.db"), office.path)
    no = office.anchor.partition(":")[0]

    assert verify(office.path)[0] == 0
    assert alone(office.path)[0] == 0
    assert chain_line(office.path).startswith("OK")
    assert verify(office.path, office.anchor)[0] == 1
    rc, said = alone(office.path, office.anchor)
    assert (rc, f"catatan no. {no}: tidak ada" in said) == (1, True)


def test_bytes_that_are_no_text_are_one_row_s_problem(office: Office) -> None:
    change = "UPDATE events SET note = CAST(x'ff' AS TEXT) WHERE no = 2"
    without_triggers(office.path, lambda database: database.execute(change))

    rc, said = alone(office.path)

    assert (rc, "catatan no. 2: tidak dapat dibaca" in said) == (1, True)


def test_the_program_changes_nothing(office: Office) -> None:
    before = office.path.read_bytes()

    alone(office.path, office.anchor)

    assert office.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"bukan basis data"])
def test_another_file_cannot_be_checked(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "lain.db").write_bytes(content)

    assert alone(tmp_path / "lain.db")[0] == 2
