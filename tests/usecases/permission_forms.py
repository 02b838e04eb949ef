"""The forms that the permission matrix sends."""

from datetime import date

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.domain.events import Capacity
from lkj.domain.sop import Decision
from lkj.usecases import (
    accounts,
    acts,
    assignments,
    exports,
    identities,
    log_files,
    people,
    process_changes,
)
from tests.support.offices import HERE, cheap_passwords
from tests.support.paper import a_paper, paper_rows
from tests.support.staffed import (
    a_registration,
)

S, R = Decision.SUBMIT, Decision.REJECT
CHANGE = process_changes.ChangeForm(
    request_id="r",
    sop_id="penyusunan-lkj",
    step="kumpulkan-data",
    since=date(2026, 2, 1),
    reason="formulir baru",
)
NO_CHANGE = process_changes.ChangeWithdrawal(request_id="r", change_id="c")
REGISTRATION = acts.RegisterForm(
    sop_id="penyusunan-lkj", request_id="daftar", command=a_registration()
)
WHY = "angka pada tabel 3 salah"
RETURN = c.Move(decision=R, reasons=("salah_hitung",), note=WHY)
CORRECTION = c.Correct(
    target_no=2, field=c.CorrectableField.EFFORT_MINUTES, value=5, reason="salah ketik menit"
)
SEKRETARIS = "sekretaris/sekretaris/definitif/2020-01-01"
REF = accounts.AccountRef(request_id="r", account_id="akun-tim_lkj")
NEW_ACCOUNT = accounts.AccountForm(request_id="r", person_id="tim_lkj", username="akun.baru")
MONEV_TOO = accounts.AppRolesForm(
    request_id="r", account_id="akun-tim_lkj", app_roles=frozenset({AppRole.MONEV})
)
IDENTITY = identities.IdentityForm(
    request_id="r", account_id="akun-tim_lkj", identity="tim.lkj"
)
LINK = accounts.LinkForm(
    request_id="r", account_id="akun-tim_lkj", token=accounts.new_link_token()
)
PLH = assignments.AssignmentForm(
    request_id="r",
    person_id="tim_lkj",
    role="sekretaris",
    capacity=Capacity.ACTING_DAILY,
    valid_from=date(2026, 3, 2),
)
LEAVING = assignments.EndAssignmentForm(
    request_id="r", assignment_id=SEKRETARIS, valid_to=date(2026, 3, 31)
)
NEW_PERSON = people.PersonForm(request_id="r", name="Agus Salim")
NEW_PAPER = a_paper(*paper_rows(("sekretaris", S, "2026-03-02")))
TEMPORARY = {"passwords": cheap_passwords()}
PASSWORDS = {"attempt": HERE, **TEMPORARY}
PICTURE = exports.ExportRequest(name="time", file_format="csv")
DOWNLOAD = exports.ExportRequest(name="visits", file_format="csv")
LOG = log_files.LogRequest(file_format="xes")
