"""The pages /masuk and /keluar."""

from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.domain.accounts import AppRole
from lkj.domain.sop import Sop
from lkj.errors import LkjError, OfficeUnprepared, SessionEnded, SignInRefused, TooManyAttempts
from lkj.http.forms import (
    drop_session_cookie,
    form_token,
    is_own_form,
    keep_form_token,
    read_form,
    set_session_cookie,
)
from lkj.http.gate import see_other, signed_in
from lkj.http.office_choice import (
    change_address,
    choose_page,
    keep_office,
    must_choose,
)
from lkj.http.paths import HOME, SIGN_OUT_PATH, safe_next
from lkj.http.rendering import page
from lkj.http.site import Site, at_office, attempt_of
from lkj.http.wording import FIELDS_MISSING, FORM_EXPIRED, NOTICES, PURPOSE
from lkj.labels import words
from lkj.labels.error_text import error_text
from lkj.usecases.callers import identify
from lkj.usecases.office import Settings
from lkj.usecases.offices import in_office
from lkj.usecases.sign_in import (
    SIGN_IN_PATH,
    ExampleAccount,
    example_accounts,
    sign_in,
    sign_in_example,
    sign_out,
)


def sign_in_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [
        Route(SIGN_IN_PATH, partial(choose_or_sign_in, site), methods=["GET"]),
        Route(SIGN_IN_PATH, at_office(site, submit_sign_in), methods=["POST"]),
        Route(SIGN_OUT_PATH, at_office(site, show_sign_out), methods=["GET"]),
        Route(SIGN_OUT_PATH, at_office(site, submit_sign_out), methods=["POST"]),
    ]


async def choose_or_sign_in(site: Site, request: Request) -> Response:
    """The form of the satuan kerja; where nobody said which, or it is not ready, the choice."""
    target = safe_next(request.query_params.get("next"))
    if site.offices is not None and must_choose(request, site.offices):
        return choose_page(site.offices, target=target)
    try:
        return await show_sign_in(await site.of(request), request)
    except OfficeUnprepared as error:
        if site.offices is None:
            raise
        return choose_page(site.offices, target=target, error=_sentence(site, error))


async def show_sign_in(site: Site, request: Request) -> Response:
    """The form, or straight on for whoever is signed in."""
    target = safe_next(request.query_params.get("next"))
    if await site.run(partial(_is_signed_in, site, request)):
        return see_other(target)
    notice = NOTICES.get(request.query_params.get("pesan", ""), "")
    return await _page(site, request, target=target, notice=notice)


async def submit_sign_in(site: Site, request: Request) -> Response:
    """Check name and password, or the example button, and open a session."""
    form = await read_form(request)
    target = safe_next(form.get("next"))
    again = partial(_page, site, request, target=target, username=form.get("username", ""))
    if not is_own_form(request, form, site.office.settings):
        return await again(status=400, error=FORM_EXPIRED)
    is_button = "contoh" in form
    if not is_button and not (form.get("username", "").strip() and form.get("password")):
        return await again(status=400, error=FIELDS_MISSING)
    try:
        token = await (_press_button if is_button else _check_password)(site, request, form)
    except (SignInRefused, TooManyAttempts) as error:
        status = 429 if isinstance(error, TooManyAttempts) else 401
        return await again(status=status, error=_sentence(site, error))
    former = site.door(request)
    if former is not None:
        left = (await site.of(request, is_asked=False)).office
        await site.run(partial(sign_out, former, office=left, now=site.clock()))
    response = see_other(target)
    set_session_cookie(response, token, site.office.settings)
    keep_office(response, site.office.settings)
    return response


async def show_sign_out(site: Site, request: Request) -> Response:
    """Ask once more: a link alone must not sign anybody out."""
    signed_in(request)
    token = form_token(request, site.office.settings)
    response = page("sign_out.html", form_token=token)
    keep_form_token(response, token, site.office.settings)
    return response


async def submit_sign_out(site: Site, request: Request) -> Response:
    """End the session and go back to the sign-in page."""
    door = signed_in(request)
    form = await read_form(request)
    if not is_own_form(request, form, site.office.settings):
        return await show_sign_out(site, request)
    await site.run(partial(sign_out, door, office=site.office, now=site.clock()))
    response = see_other(f"{SIGN_IN_PATH}?pesan=keluar")
    drop_session_cookie(response, site.office.settings)
    return response


async def _check_password(site: Site, request: Request, form: dict[str, str]) -> str:
    act = partial(
        sign_in,
        form["username"],
        form["password"],
        attempt=attempt_of(request),
        office=site.office,
        now=site.clock(),
        passwords=site.passwords,
    )
    return await site.run_hashing(act)


async def _press_button(site: Site, request: Request, form: dict[str, str]) -> str:
    act = partial(
        sign_in_example,
        form["contoh"],
        attempt=attempt_of(request),
        office=site.office,
        now=site.clock(),
    )
    return await site.run(act)


async def _page(
    site: Site,
    request: Request,
    *,
    target: str = HOME,
    username: str = "",
    notice: str = "",
    error: str = "",
    status: int = 200,
) -> Response:
    office = site.office
    examples = await site.run(partial(example_accounts, office=office, now=site.clock()))
    token = form_token(request, office.settings)
    response = page(
        "sign_in.html",
        status=status,
        purpose=_purpose(office.sops.current),
        agency=office.sops.current[0].identity.agency,
        office_name=office.settings.office_name,
        action=in_office(SIGN_IN_PATH, office.settings),
        choose=change_address(target) if office.settings.office_name else "",
        example_mark=words.EXAMPLE_MARK,
        is_example=bool(examples),
        examples=_buttons(examples, office.sops.current),
        form_token=token,
        next=target,
        username=username,
        notice=notice,
        error=error,
        has_left=request.query_params.get("pesan") == "keluar",
        provider=_provider(office.settings, target),
        is_password_for_all=office.settings.password_for_all,
    )
    keep_form_token(response, token, office.settings)
    return response


def _provider(settings: Settings, target: str) -> dict[str, str] | None:
    """Where the button of the identity provider leads, and what it says."""
    if settings.oidc is None:
        return None
    address, wanted = settings.oidc.start_address, target if target != HOME else ""
    return {
        "address": in_office(address, settings, next=wanted),
        "leave": in_office(address, settings, keluar="1"),
        "label": settings.oidc.label,
    }


def _purpose(sops: tuple[Sop, ...]) -> str:
    return PURPOSE.format(title=", ".join(sop.short_title for sop in sops))


def _buttons(
    accounts: tuple[ExampleAccount, ...], sops: tuple[Sop, ...]
) -> list[dict[str, str]]:
    """Roles of the SOP first, in its order, then those of the product."""
    names = {role.id: role.name for sop in sops for role in sop.roles}
    order = [*names, *AppRole]

    def place(account: ExampleAccount) -> tuple[list[int], str]:
        held = [*(role for role, _ in account.holdings), *account.app_roles]
        return sorted(order.index(role) for role in held if role in order), account.name

    # An account with no role at all comes last.
    ordered = sorted(accounts, key=lambda account: (not place(account)[0], place(account)))
    return [_button(account, names) for account in ordered]


def _button(account: ExampleAccount, names: Mapping[str, str]) -> dict[str, str]:
    roles = [
        f"{words.CAPACITY[capacity]} {names.get(role, role)}"
        if capacity.is_acting
        else names.get(role, role)
        for role, capacity in account.holdings
    ]
    roles += [words.APP_ROLE[role] for role in sorted(account.app_roles)]
    return {
        "id": account.account_id,
        "name": account.name,
        "roles": ", ".join(roles) or words.MISSING,
    }


def _sentence(site: Site, error: LkjError) -> str:
    return error_text(error, zone=site.office.zone)


def _is_signed_in(site: Site, request: Request) -> bool:
    door = site.door(request)
    if door is None:
        return False
    try:
        with site.office.database.read() as conn:
            identify(conn, door, now=site.clock())
    except SessionEnded:
        return False
    return True
