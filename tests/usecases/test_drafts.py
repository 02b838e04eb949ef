from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lkj.store import session_store
from lkj.store.session_store import SessionRow
from lkj.usecases.callers import SessionRef
from lkj.usecases.drafts import LONGEST_DRAFT, discard, keep, recall
from lkj.usecases.office import Office
from tests.support.offices import NOW
from tests.support.staffed import ALWAYS, door_of, staffed_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def use(office: Office, who: str = "sekretaris", *, now: datetime = NOW) -> dict[str, Any]:
    return {"door": door_of(who), "office": office, "now": now}


def test_a_draft_comes_back_as_it_was_typed(office: Office) -> None:
    typed = {"note": "setengah\njadi é 🏳", "effort": 20, "reasons": ["lainnya"], "at": None}
    keep("act/R1", typed, **use(office))

    assert recall("act/R1", **use(office)) == typed


def test_text_that_no_database_takes_is_still_kept(office: Office) -> None:
    typed = {"note": "a\0b\ud800c\u202e"}
    keep("act/R1", typed, **use(office))

    assert recall("act/R1", **use(office)) == typed


def test_the_newest_draft_of_a_form_wins(office: Office) -> None:
    keep("act/R1", {"note": "lama"}, **use(office))
    keep("act/R1", {"note": "baru"}, **use(office, now=NOW + timedelta(minutes=1)))

    assert recall("act/R1", **use(office)) == {"note": "baru"}


def test_a_draft_belongs_to_one_account_and_one_form(office: Office) -> None:
    keep("act/R1", {"note": "rahasia"}, **use(office))

    assert recall("act/R1", **use(office, "monev")) == {}
    assert recall("act/R2", **use(office)) == {}


def test_a_draft_survives_sign_out(office: Office) -> None:
    keep("act/R1", {"note": "setengah"}, **use(office))
    with office.database.write() as conn:
        session_store.revoke(conn, "sesi-sekretaris", NOW)
        again = SessionRow("lain", "akun-sekretaris", NOW, NOW, NOW + ALWAYS, None, "", "")
        session_store.open_session(conn, again)

    door = SessionRef("lain", idle=ALWAYS)
    assert recall("act/R1", door=door, office=office, now=NOW) == {"note": "setengah"}


def test_a_discarded_draft_is_gone(office: Office) -> None:
    keep("act/R1", {"note": "setengah"}, **use(office))
    discard("act/R1", **use(office))
    discard("act/R1", **use(office))

    assert recall("act/R1", **use(office)) == {}


def test_too_long_a_draft_leaves_the_last_one(office: Office) -> None:
    keep("act/R1", {"note": "setengah"}, **use(office))
    keep("act/R1", {"note": "x" * LONGEST_DRAFT}, **use(office))

    assert recall("act/R1", **use(office)) == {"note": "setengah"}


def test_a_date_is_kept_as_its_text(office: Office) -> None:
    keep("act/R1", {"day": date(2026, 3, 2)}, **use(office))

    assert recall("act/R1", **use(office)) == {"day": "2026-03-02"}
