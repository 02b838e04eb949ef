"""`python -m lkj snapshots`: each office says how it went."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lkj import bootstrap
from lkj.cli import main
from lkj.errors import OfficeUnprepared
from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import Offices
from tests.support.several import LOOKED_AT, several_offices


def run(monkeypatch: pytest.MonkeyPatch, offices: Offices) -> tuple[int, str]:
    monkeypatch.setattr(bootstrap, "current_offices", lambda: offices)
    monkeypatch.setattr(bootstrap, "clock", lambda: LOOKED_AT)
    done = CliRunner().invoke(main, ["snapshots"])
    return done.exit_code, done.output


def test_each_office_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offices = several_offices(tmp_path, reports=(3, 0))

    assert run(monkeypatch, offices) == (0, "Nama satuan-0: dibuat\nNama satuan-1: dibuat\n")
    code, said = run(monkeypatch, offices)
    assert (code, said) == (0, "Nama satuan-0: masih sama\nNama satuan-1: masih sama\n")


def test_one_that_cannot_be_opened_is_named_after_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices = several_offices(tmp_path, reports=(0,))

    def build(one: Settings) -> Office:
        if one.office_code == "baru":
            raise OfficeUnprepared(code="baru", name="Badan Baru")
        return offices.first

    new = Settings(database_url="", office_code="baru", office_name="Badan Baru")
    both = Offices([new, *offices.settings], build)

    code, said = run(monkeypatch, both)

    assert code == 1
    assert "Badan Baru: Badan Baru belum disiapkan di sini." in said
    assert "Nama satuan-0: dibuat" in said
    assert "1 satuan kerja tidak dapat dipotret." in said
