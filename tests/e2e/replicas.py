"""An office with several servers on one PostgreSQL and one folder, behind nginx."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from lkj.store import account_store
from lkj.usecases.office import Office
from tests.e2e.served import AT
from tests.load.run import served
from tests.support import machine, nginx_replicas
from tests.support.engines import office_on
from tests.support.missing import needs
from tests.support.offices import PASSWORD, cheap_passwords
from tests.support.server import Server
from tests.support.staffed import Running, add_staff, assign
from tests.support.visitor import Visitor, visitor

SEKRETARIS, DEPUTY, TIM, AUDITOR = "sekretaris", "sekretaris_dua", "tim_lkj", "auditor"


@dataclass
class Place:
    """An office with three servers; `front` is nginx before them."""

    office: Office
    front: str
    running: list[Server]
    folder: Path

    @property
    def servers(self) -> list[str]:
        """Addresses of the servers themselves."""
        return [one.url for one in self.running]

    def report(self) -> Running:
        """A new report, which waits for the Sekretaris."""
        return Running(self.office, now=AT, prefix=uuid4().hex).register()

    def server_of(self, cookie: str) -> Server:
        """Where nginx took the last request with this among its cookies."""
        [*_, address] = nginx_replicas.servers_seen(self.folder, cookie)
        return next(one for one in self.running if one.url.endswith(address))


@contextmanager
def replicas(folder: Path) -> Iterator[Place]:
    """Three servers; skips the test where nginx or PostgreSQL is missing."""
    needs("nginx", found=nginx_replicas.has_nginx(), how=machine.HOW)
    with office_on("postgres", folder) as opened:
        files, copies = str(folder / "berkas"), folder / "cadangan"
        copies.mkdir()
        settings = replace(opened.settings, files_directory=files, backup_directory=str(copies))
        office = replace(opened, settings=settings)
        give_passwords(office)
        Running(office).register()  # without anything recorded there is nothing to back up
        env = {
            "LKJ_DATABASE_URL": office.database.url,
            "LKJ_FILES": files,
            "LKJ_BACKUP_DIR": str(copies),
            "LKJ_TEST_NOW": AT.isoformat(),
        }
        with served(3, folder, env) as (front, servers):
            yield Place(office, front, servers, folder)


def give_passwords(office: Office) -> None:
    """Let some of the staff sign in with a password, and a second person be Sekretaris."""
    stored = cheap_passwords().hash(PASSWORD)
    with office.database.write() as conn:
        add_staff(conn, DEPUTY)
        assign(conn, DEPUTY, SEKRETARIS)
        for who in (SEKRETARIS, DEPUTY, TIM, AUDITOR):
            account_store.set_password(conn, f"akun-{who}", stored, must_change=False)


@asynccontextmanager
async def signed_in(who: str, url: str) -> AsyncIterator[Visitor]:
    """Somebody's browser, signed in at one address."""
    async with visitor(url) as browser:
        await browser.sign_in(who.replace("_", "."), PASSWORD)
        yield browser
