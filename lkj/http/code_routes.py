"""The page that answers for a code on a document, for whoever is signed in."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.http.audit_routes import VERIFIER_PATH
from lkj.http.gate import signed_in
from lkj.http.rendering import page
from lkj.http.site import Site, at_office
from lkj.labels import audit_words
from lkj.labels import naskah_words as words
from lkj.labels.formats import short_datetime
from lkj.reference import read_verifiers
from lkj.usecases.check_codes import LONGEST_CODE, CodeAnswer, check_code
from lkj.usecases.naskah_frame import CHECK_PATH
from lkj.usecases.offices import PARAMETER


def code_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [Route(CHECK_PATH, at_office(site, check), methods=["GET"])]


async def check(site: Site, request: Request) -> Response:
    """Ask for a code, and say whether it stands."""
    door = signed_in(request)
    code = request.query_params.get("kode", "")
    answer, is_right = "", False
    if code.strip() and _is_of_another_office(site, request):
        answer = words.OTHER_OFFICE
    elif code.strip():
        act = partial(check_code, code, door=door, office=site.office, now=site.clock())
        found = await site.run(act)
        answer, is_right = _said(found, site), found.stands
    return page(
        "check_code.html",
        title=words.CHECK_TITLE,
        hint=words.CHECK_HINT,
        path=CHECK_PATH,
        typed=code[:LONGEST_CODE],
        longest=LONGEST_CODE,
        answer=answer,
        is_right=is_right,
        verifiers_title=audit_words.VERIFIERS_TITLE,
        verifiers_about=audit_words.VERIFIERS_ABOUT,
        verifiers=list(_verifiers()),
    )


def _is_of_another_office(site: Site, request: Request) -> bool:
    """Whether the code was scanned from a document of another satuan kerja."""
    asked = request.query_params.get(PARAMETER, "")
    return bool(asked) and asked != site.office.settings.office_code


def _verifiers() -> Iterator[tuple[str, str, str, str]]:
    """Name, address, what it is and SHA-256 of each program that checks a package."""
    for name, content in read_verifiers().items():
        kind = audit_words.VERIFIER_KIND[Path(name).suffix]
        yield name, VERIFIER_PATH.format(name=name), kind, sha256(content).hexdigest()


def _said(found: CodeAnswer, site: Site) -> str:
    if found.stands:
        when = short_datetime(found.recorded_at, site.office.zone)
        return words.standing_text(found.no, when, found.latest_no)
    return words.not_standing_text(found.problem, found.broken_at, found.latest_no)
