"""The kinds of callers in the table of permissions."""

from datetime import timedelta

from lkj.domain.accounts import AppRole
from lkj.domain.events import Capacity
from lkj.store import account_store, session_store
from lkj.usecases.callers import HOST, Door
from lkj.usecases.office import Office
from tests.support.offices import NOW, PASSWORD, cheap_passwords
from tests.support.sops import office_sop
from tests.support.staffed import NOBODY, add_staff, assign, door_of

ROLES = [role.id for role in office_sop().roles]
# Short heading of the table → person; `host` is the command line.
WHO = {
    "sek": "sekretaris",
    "kas": "kasubbag_renja_monev",
    "tim": "tim_lkj",
    "kep": "kepala_satuan",
    "rek": "rekan",  # another Sekretaris: the same role, but others' acts
    "plt": "mantan_plt",  # was Plt. Sekretaris until yesterday
    "non": NOBODY,
    "mon": "monev",
    "aud": "auditor",
    "adm": "administrator",
    "hos": "host",
    "smt": "sementara",  # holds every role, but must change the password first
    "off": "nonaktif",  # holds every role, but the account is disabled
    "end": "berakhir",  # holds every role, but the session has ended
}


def door_for(heading: str) -> Door:
    return HOST if heading == "hos" else door_of(WHO[heading])


def add_cast(office: Office) -> None:
    """The people of the table who are not of the usual staff."""
    every_app_role = frozenset(AppRole) - {AppRole.AUDITOR}
    with office.database.write() as conn:
        add_staff(conn, "rekan")
        assign(conn, "rekan", "sekretaris")
        add_staff(conn, "mantan_plt")
        yesterday = NOW.date() - timedelta(days=1)
        assign(conn, "mantan_plt", "sekretaris", capacity=Capacity.ACTING, until=yesterday)
        add_staff(conn, "sementara", app_roles=every_app_role, must_change_password=True)
        add_staff(conn, "nonaktif", app_roles=every_app_role, is_active=False)
        add_staff(conn, "berakhir", app_roles=every_app_role)
        session_store.revoke(conn, "sesi-berakhir", NOW)
        for who in ("sementara", "nonaktif", "berakhir"):
            for role in ROLES:
                assign(conn, who, role)
        stored = cheap_passwords().hash(PASSWORD)
        for account in account_store.accounts(conn):
            must_change = account.must_change_password
            account_store.set_password(conn, account.id, stored, must_change=must_change)
