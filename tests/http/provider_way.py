"""The way to a real identity provider and back, every step by hand."""

import re
from dataclasses import dataclass, replace

import httpx2
from httpx2 import Response as Answer

from lkj.oidc.settings import OidcSettings
from lkj.store import audit_store, identity_store
from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.offices import BUDI
from tests.support.oidc_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    PROVIDER_PASSWORD,
    ProviderPerson,
)

HERE = "http://testserver"
PEOPLE = (
    ProviderPerson("s-1", "budi.p", BUDI.nip),
    ProviderPerson("s-2", "siti.p"),
    ProviderPerson("s-3", "orang.lain"),
)


def provided(office: Office, issuer: str, **changes: str) -> Office:
    """The office with a provider, where Budi is known by his user name there."""
    oidc = OidcSettings(
        issuer=issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, public_url=HERE
    )
    with office.database.write() as conn:
        identity_store.put(conn, "akun-budi", "budi.p")
    settings = replace(office.settings, oidc=replace(oidc, **changes))
    return replace(office, settings=settings)


@dataclass
class AtProvider:
    """A browser at the provider; what it is told there is real."""

    client: httpx2.Client

    def sign_in(self, address: str, username: str, **form: str) -> str:
        """Go through the provider's pages; the address at which it leads back to us."""
        answer = self.follow(self.client.get(address))
        if answer.status_code == 200:
            place = re.search(r'action="([^"]+)"', answer.text)
            assert place is not None
            fields = {"login": username, "password": PROVIDER_PASSWORD, "act": "sign-in"} | form
            answer = self.follow(self.client.post(place.group(1), data=fields))
        assert answer.is_redirect, answer.text
        return answer.headers["location"]

    def follow(self, answer: Answer) -> Answer:
        """Until a page of the provider comes, or the way leads back to us."""
        while answer.is_redirect and not answer.headers["location"].startswith(HERE):
            answer = self.client.get(answer.headers["location"])
        return answer


def leave(visitor: Visitor, path: str = "/masuk/oidc") -> str:
    """Press the button; where the provider is."""
    return visitor.get(path).headers["location"]


def back(visitor: Visitor, address: str) -> Answer:
    """Come back to us."""
    return visitor.get(address.removeprefix(HERE))


def whole_way(visitor: Visitor, provider: AtProvider, username: str, path: str = "") -> Answer:
    return back(visitor, provider.sign_in(leave(visitor, path or "/masuk/oidc"), username))


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/laporan").status_code == 200


def audit(office: Office) -> list[tuple[str, str, dict[str, object]]]:
    with office.database.read() as conn:
        rows = audit_store.of_actions(
            conn,
            ["session.open", "session.refuse", "session.confirm", "identity.bind"],
        )
    return [(row.action, row.subject, dict(row.detail)) for row in rows]
