"""P9: whatever is typed is stored and comes back the same, or is refused in words."""

import csv
import io
import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pandas as pd

from lkj.domain import commands as c
from lkj.domain.events import Event
from lkj.domain.sop import Decision
from lkj.domain.state import payload_of
from lkj.errors import LkjError
from lkj.exchange.csv_file import to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from lkj.store import account_store, event_store
from lkj.usecases import drafts
from lkj.usecases.acts import RegisterForm, submit
from lkj.usecases.people import PersonForm, save_person
from lkj.usecases.refusal_text import refusal_text
from tests.exchange.test_xlsx_file import MADE
from tests.support.documents import DRAFT
from tests.support.engines import office_on
from tests.support.staffed import Running, a_registration, door_of, new_request
from tests.torture.corpus import NUMBERS, inputs
from tests.torture.tally import Tally

INPUTS = 400  # of one office
TEAM, REVIEWER = "tim_lkj", "kasubbag_renja_monev"
DAYS = (None, date.min, date.max, date(1999, 12, 31), date(2026, 2, 28), date(2100, 3, 1))


def batch(seed: int) -> Tally:
    """Some of every kind of form, on the engines by turns."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    texts = inputs(chance)
    broken, accepted = [], []
    engine = ("sqlite", "postgres")[seed % 2]
    with TemporaryDirectory() as name, office_on(engine, Path(name)) as office:
        report = Running(office).register().until("kumpulkan-data")
        for number in range(INPUTS):
            act = chance.choice(ACTS)
            text = next(texts)
            problem, is_stored = _outcome(act, report, text, chance)
            accepted += [text] if is_stored else []
            if problem:
                broken.append(
                    f"seed {seed}, {engine}, input {number}, {act.__name__}: {problem}"
                )
        with office.database.read() as conn:
            event_store.verify(conn)
    broken += [f"seed {seed}: {problem}" for problem in _exported(accepted)]
    return Tally(INPUTS, {"tersimpan": len(accepted)}, tuple(broken))


Act = Callable[[Running, str, random.Random], None]


def _outcome(act: Act, report: Running, text: str, chance: random.Random) -> tuple[str, bool]:
    """What is wrong, and whether the text was stored."""
    try:
        act(report, text, chance)
    except LkjError as refusal:
        said = refusal_text(refusal)
        return ("" if said.strip() else f"no words for {refusal!r}"), False
    except Exception as error:  # noqa: BLE001 -- each is a finding
        return f"{error!r:.300} for {text!r:.80}", False
    return "", True


def same(stored: str, typed: str) -> bool:
    """Equal but for spaces at the ends and in between, in one form of Unicode."""
    one, other = (
        "".join(unicodedata.normalize("NFC", text).split()) for text in (stored, typed)
    )
    return one == other


def _same(stored: str, typed: str) -> None:
    assert same(stored, typed), (stored[:80], typed[:80])


def _read_back(report: Running, event: Event) -> None:
    with report.office.database.read() as conn:
        assert event_store.by_request(conn, event.request_id) == event


def _register(report: Running, text: str, chance: random.Random) -> None:
    command = replace(
        a_registration(),
        title=text,
        disposition_number=chance.choice(("", text)),
        fiscal_year=chance.choice((2025, 2025, *NUMBERS)),
        disposition_date=chance.choice(DAYS),
    )
    form = RegisterForm(sop_id=report.sop.id, request_id=new_request(), command=command)
    event = submit(form, door=door_of("sekretaris"), **report.use)
    _read_back(report, event)
    _same(str(payload_of(event)["title"]), text)


def _note(report: Running, text: str, _: random.Random) -> None:
    event = report.send("monev", report.form(c.Note(text=text)))
    _read_back(report, event)
    _same(event.note, text)


def _place(report: Running, text: str, _: random.Random) -> None:
    kind = report.office.document_kinds(report.sop).kind(DRAFT)
    event = report.send(TEAM, report.form(c.Attach(kind=kind, place=text, note=text)))
    _read_back(report, event)
    _same(event.note, text)


def _return(report: Running, text: str, chance: random.Random) -> None:
    other = Running(report.office, now=report.now).register().until("periksa-kasubbag")
    move = c.Move(
        decision=Decision.REJECT,
        reasons=(other.sop.reasons[0].id,),
        note=text,
        effort_minutes=chance.choice((None, *NUMBERS)),
    )
    event = other.send(REVIEWER, other.form(move))
    _read_back(other, event)
    _same(event.note, text)


def _request(report: Running, text: str, _: random.Random) -> None:
    event = report.send("monev", report.form(c.Note(text="catatan"), request_id=text))
    _same(event.request_id, text)


def _id(report: Running, text: str, _: random.Random) -> None:
    form = replace(report.form(c.Note(text="catatan")), report_id=text)
    report.send("monev", form)
    raise AssertionError("a report of such an id")


def _draft(report: Running, text: str, _: random.Random) -> None:
    drafts.keep("formulir", {"isi": text}, door=door_of(TEAM), **report.use)
    kept = drafts.recall("formulir", door=door_of(TEAM), **report.use)
    assert kept == {"isi": text} or len(text) > 10_000


def _person(report: Running, text: str, chance: random.Random) -> None:
    form = PersonForm(
        request_id=new_request(), name=text, nip=chance.choice(("", text)), title=text
    )
    before = _names(report)
    save_person(form, door=door_of("administrator"), **report.use)
    [added] = set(_names(report)) - set(before)
    _same(added[1], text)


def _names(report: Running) -> list[tuple[str, str]]:
    with report.office.database.read() as conn:
        return [(person.id, person.name) for person in account_store.persons(conn)]


ACTS: tuple[Act, ...] = (_register, _note, _note, _place, _request, _id, _draft, _person)
ACTS = (*ACTS, *ACTS, _return)  # which takes as long as ten others


def _exported(texts: list[str]) -> list[str]:
    """What does not come back the same from the two kinds of file."""
    kept = [text for text in texts if text.isprintable()]
    table = pd.DataFrame({"Isi": kept}, dtype=object)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([Sheet("Data", table)], created=MADE)))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, max_col=1)]
    lines = io.StringIO(to_csv(table, style="international").decode("utf-8-sig"), newline="")
    _, *rows = csv.reader(lines)
    told = [f"cell is a formula: {cell.value!r:.80}" for cell in cells if cell.data_type == "f"]
    for [cell], text in zip(rows, kept, strict=True):
        if cell not in (text, f"'{text}"):
            told.append(f"CSV differs: {cell!r:.80} {text!r:.80}")
    return told
