"""Every use case in a state in which only a missing right can refuse it.

A case names the state of the office, and gives the call that one kind of caller then makes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.usecases import (
    accounts,
    acts,
    assignments,
    callers,
    drafts,
    export_files,
    exports,
    identities,
    initial_passwords,
    justifications,
    log_files,
    own_password,
    own_sessions,
    paper,
    people,
    picture_files,
    plan,
    prints,
    process_changes,
    reports,
    sign_in,
    signature_checks,
)
from lkj.usecases.callers import Door
from tests.support.calendars import a_draft
from tests.support.offices import OTHER_PASSWORD, PASSWORD
from tests.support.paper import LATER, paper_row
from tests.support.sops import office_sop
from tests.support.staffed import (
    Running,
    door_of,
    office_at,
    staffed_office,
)
from tests.usecases.agenda_cases import AGENDA, STATES_OF_AGENDA
from tests.usecases.calendar_cases import ON_A_DRAFT
from tests.usecases.digest_cases import DIGEST_CASES
from tests.usecases.document_cases import DOCUMENTS, STATES_OF_DOCUMENTS
from tests.usecases.health_cases import HEALTH_CASES
from tests.usecases.import_cases import IMPORTS, STATES_OF_IMPORTS
from tests.usecases.justification_cases import acceptance, justified, too_long, withdrawal
from tests.usecases.naskah_cases import NASKAH_CASES
from tests.usecases.offices_cases import OFFICES_CASES
from tests.usecases.permission_forms import (
    CHANGE,
    CORRECTION,
    DOWNLOAD,
    IDENTITY,
    LEAVING,
    LINK,
    LOG,
    MONEV_TOO,
    NEW_ACCOUNT,
    NEW_PAPER,
    NEW_PERSON,
    NO_CHANGE,
    PASSWORDS,
    PICTURE,
    PLH,
    REF,
    REGISTRATION,
    RETURN,
    TEMPORARY,
)
from tests.usecases.permission_people import WHO, add_cast, door_for
from tests.usecases.table7_cases import STATES_OF_TABLE7, TABLE7
from tests.usecases.unit_data_cases import STATES_OF_DATA, UNIT_DATA

__all__ = ["CASES", "WHO", "Case", "door_for", "office_in"]

S, A, R = Decision.SUBMIT, Decision.APPROVE, Decision.REJECT


def _until(step: str | None) -> Callable[[Running], object]:
    return lambda report: report.until(step)


def _from_paper(report: Running) -> None:
    row = paper_row("sekretaris", S, "2026-03-02")
    form = paper.PaperForm(
        request_id="berkas", existing_id=report.report_id, seen=report.seen, rows=(row,)
    )
    paper.record(form, door=door_of("monev"), office=report.office, now=report.now)


def _ordered(report: Running) -> None:
    report.until("kumpulkan-data").act("kasubbag_renja_monev", c.Start())


# What happened to the report before the call.
STATES: dict[str, Callable[[Running], object]] = {
    "registered": lambda report: None,
    "at order": _until("kumpulkan-data"),
    "ordered": _ordered,
    "at review 1": _until("periksa-kasubbag"),
    "at review 2": _until("periksa-sekretaris"),
    "at signature": _until("tanda-tangan"),
    "sent": _until(None),
    "moved by sek": _until("bentuk-tim"),
    "moved on paper": _from_paper,
    "planned": lambda r: plan.put(_expected("dahulu"), door=door_of("monev"), **r.use),
    "too long": too_long,
    "justified": justified,
    "calendar draft": lambda report: a_draft(report.office),
    **STATES_OF_AGENDA,
    **STATES_OF_TABLE7,
    **STATES_OF_IMPORTS,
    **STATES_OF_DOCUMENTS,
    **STATES_OF_DATA,
}


def office_in(state: str, directory: Path) -> Running:
    """A fresh office with one report in a state."""
    path, report_id, now = _prepared(state)
    potret = str(directory / "potret")
    office = office_at(
        path, directory, office_sop(), compares_offices=True, snapshots_directory=potret
    )
    return Running(office, report_id, now + timedelta(minutes=10))


@cache
def _prepared(state: str) -> tuple[Path, str, Any]:
    report = Running(staffed_office(directory := Path(mkdtemp())))
    add_cast(report.office)
    report.register()
    STATES[state](report)
    report.office.database.dispose()
    return directory / "kantor.db", report.report_id, report.now


@dataclass(frozen=True)
class Case:
    """One use case in one state."""

    function: Callable[..., object]
    state: str
    form: Callable[[Running], object]
    options: dict[str, Any]

    def call(self, report: Running, door: Door) -> object:
        """Let somebody make the call."""
        form = self.form(report)
        arguments = {"door": door, **report.use, **self.options}
        positional = () if form is None else form if isinstance(form, tuple) else (form,)
        return self.function(*positional, **arguments)


def _act(state: str, command: c.Command) -> Case:
    return Case(acts.submit, state, lambda report: report.form(command), {})


def _case(
    function: Callable[..., object],
    form: object = None,
    state: str = "registered",
    **options: Any,
) -> Case:
    return Case(function, state, lambda _: form, options)


def _expected(request_id: str) -> plan.PlanForm:
    return plan.PlanForm(
        request_id=request_id,
        sop_id="penyusunan-lkj",
        fiscal_year=2025,
        period=c.Period.ANNUAL,
        title="LKj 2025",
        deadline=None,
    )


def _go_on(report: Running) -> paper.PaperForm:
    rows = (paper_row("sekretaris", S, "2026-03-02"),)
    return paper.PaperForm(
        request_id="berkas", existing_id=report.report_id, seen=report.seen, rows=rows
    )


CASES = {
    "register": _case(acts.submit, REGISTRATION),
    "start step 1": _act("registered", c.Start()),
    "submit step 1": _act("registered", c.Move(decision=S)),
    "order step 3": _act("at order", c.Start()),
    "submit step 3": _act("ordered", c.Move(decision=S)),
    "approve step 4": _act("at review 1", c.Move(decision=A)),
    "return step 4": _act("at review 1", RETURN),
    "approve step 5": _act("at review 2", c.Move(decision=A)),
    "return step 5": _act("at review 2", RETURN),
    "sign step 6": _act("at signature", c.Move(decision=A)),
    "return step 6": _act("at signature", RETURN),
    "take back": _act("moved by sek", c.TakeBack()),
    "take back paper": _act("moved on paper", c.TakeBack()),
    "confirm receipt": _act("sent", c.ConfirmReceipt()),
    "cancel": _act("registered", c.Cancel(note="kegiatan ditiadakan")),
    "correct": _act("moved by sek", CORRECTION),
    "correct later": _act("sent", CORRECTION),
    "note": _act("registered", c.Note(text="sudah diingatkan")),
    "answer paper": _act("moved on paper", c.Note(target_no=2, answer=c.Answer.CONFIRMED)),
    "give cause": _act("moved by sek", c.GiveCause(target_no=2, cause=c.Cause.MEETING)),
    "new from paper": _case(paper.record, NEW_PAPER, now=LATER),
    "go on from paper": Case(paper.record, "registered", _go_on, {"now": LATER}),
    "adopt an import": _act("imported", c.Adopt()),
    **{name: Case(*case, {}) for name, case in IMPORTS.items()},
    "plan a report": _case(plan.put, _expected("baru")),
    "remove a plan": _case(
        plan.remove,
        plan.PlanRemoval(request_id="r", planned_id="penyusunan-lkj/2025/tahunan"),
        "planned",
    ),
    "justify a finding": Case(justifications.justify, "too long", acceptance, {}),
    "withdraw it": Case(justifications.withdraw, "justified", withdrawal, {}),
    **{name: _case(*case, "calendar draft") for name, case in ON_A_DRAFT.items()},
    **{name: Case(*case) for name, case in AGENDA.items()},
    **{name: Case(*case, {}) for name, case in TABLE7.items()},
    "note a change": _case(process_changes.note, CHANGE),
    "withdraw a change": _case(process_changes.withdraw, NO_CHANGE),
    "list people": _case(people.directory),
    "save a person": _case(people.save_person, NEW_PERSON),
    "add an account": _case(accounts.add_account, NEW_ACCOUNT),
    "disable": _case(accounts.disable_account, REF),
    "enable": _case(accounts.enable_account, replace(REF, account_id="akun-nonaktif")),
    "set app roles": _case(accounts.set_app_roles, MONEV_TOO),
    "create a link": _case(accounts.create_link, LINK),
    "list identities": _case(identities.identities),
    "link an identity": _case(identities.set_identity, IDENTITY),
    "reset a password": _case(initial_passwords.reset_password, "tim.lkj", **TEMPORARY),
    "assign a role": _case(assignments.add_assignment, PLH),
    "end a role": _case(assignments.end_assignment, LEAVING),
    **{name: Case(*case, {}) for name, case in DOCUMENTS.items()},
    **{name: Case(*case, {}) for name, case in UNIT_DATA.items()},
    "read a report": Case(reports.read_report, "sent", lambda report: report.report_id, {}),
    "download a table": _case(exports.export, DOWNLOAD, state="sent"),
    "download a file": _case(export_files.file_of, DOWNLOAD, "sent", style="excel_id"),
    "download a picture": _case(picture_files.picture_file, PICTURE, "sent", style="excel_id"),
    "download the log": _case(log_files.log_file, LOG, "sent"),
    **{name: Case(*case, {}) for name, case in (NASKAH_CASES | DIGEST_CASES).items()},
    **{name: Case(*case) for name, case in (HEALTH_CASES | OFFICES_CASES).items()},
    "read the head": _case(prints.history_line),
    "print a sheet": _case(prints.print_sheet, ("ringkasan", {}), "sent"),
    "keep a draft": _case(drafts.keep, ("act/R1", {"note": "a"})),
    "recall a draft": _case(drafts.recall, "act/R1"),
    "discard a draft": _case(drafts.discard, "act/R1"),
    "confirm how": _case(signature_checks.way_to_confirm),
    "see own sessions": _case(own_sessions.own_sessions),
    "end own sessions": _case(own_sessions.end_sessions, {"sesi-lain"}),
    "stay signed in": _case(callers.keep_alive),
    "sign out": _case(sign_in.sign_out),
    "change password": _case(
        own_password.change_password, (PASSWORD, OTHER_PASSWORD), **PASSWORDS
    ),
}
