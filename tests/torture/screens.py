"""P9 on the screens: what is typed into a form is confirmed or refused, never a traceback."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.testing.v1 import AppTest

from lkj.domain.state import payload_of
from lkj.store import event_store
from tests.pages.stage import ONE, SEKRETARIS, Stage, on_stage, refusals
from tests.pages.widgets import confirmations, field, fields
from tests.torture.corpus import inputs
from tests.torture.tally import Tally
from tests.torture.typing_in import same

INPUTS = 60  # of one office
WAITING = "periksa-kasubbag"
Form = tuple[str, str, str, str]  # page, who, field, button
# A note on a report, a returned draft, a new report.
FORMS = (
    ("reports", "monev", "Catatan", "Simpan catatan"),
    ("reports", SEKRETARIS, "Judul laporan", "Daftarkan laporan"),
    ("tasks", "kasubbag_renja_monev", "Catatan (tidak wajib)", "Kembalikan ke Tim LKj"),
)


def batch(seed: int) -> Tally:
    """Type, press, and look; what was accepted is compared with what is stored."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    texts, broken, n_stored = inputs(chance), [], 0
    with TemporaryDirectory() as name, on_stage(ONE, Path(name)) as stage:
        tabs = {form: _tab(stage, form) for form in FORMS}
        for number in range(INPUTS):
            form = FORMS[number % len(FORMS)]
            said, is_stored, text = _typed(stage, form, tabs[form], next(texts))
            n_stored += is_stored
            if said:
                broken.append(f"seed {seed}, input {number}, {form[0]}, {text!r:.80}: {said}")
    return Tally(INPUTS, {"tersimpan": n_stored}, tuple(broken))


def _from_a_browser(text: str, most: int) -> str:
    """What a field sends: half characters are replaced, and nothing beyond its end is typed."""
    return text.encode("utf-8", "replace").decode()[:most]


def _tab(stage: Stage, form: Form) -> AppTest:
    page, who, _, _ = form
    return stage.open(who, page, report="" if who == SEKRETARIS else WAITING)


def _typed(stage: Stage, form: Form, at: AppTest, typed: str) -> tuple[str, bool, str]:
    """What is wrong, whether it was stored, and the text that the field took."""
    page, who, label, button = form
    is_new = who == SEKRETARIS
    stage.sit_down(who)
    if not fields(at, label):  # otherwise the next one is typed into the form as it stands
        stage.go(at, page, "" if is_new else WAITING)
    box = field(at, label)
    text = _from_a_browser(typed, box.max_chars)
    box.set_value(text)
    [pressed] = [one for one in at.button if one.label.replace("\\", "") == button]
    pressed.click().run()
    if at.exception:
        return f"exception {at.exception[0].message:.200}", False, text
    if confirmations(at):
        return _stored(stage, text, is_new=is_new), True, text
    return ("" if refusals(at) else "neither confirmed nor refused"), False, text


def _stored(stage: Stage, text: str, *, is_new: bool) -> str:
    if is_new and not text.strip():
        return ""  # the title that the form suggests
    if is_new:
        with stage.database.read() as conn:
            [newest] = event_store.newest_reports(conn, most=1)
            stored = str(payload_of(event_store.history(conn, newest)[0])["title"])
    else:
        stored = stage.events(WAITING)[-1].note
    return "" if same(stored, text) else f"stored {stored!r:.80}"
