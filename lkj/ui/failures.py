"""What the screen shows when a page fails: our words and a code, never internals."""

from collections.abc import Callable

from streamlit import config

from lkj import bootstrap
from lkj.errors import InvalidSettings, LkjError
from lkj.ui.messages import show_error, show_refusal

SAFE = {
    "client.showErrorDetails": "none",
    "browser.gatherUsageStats": False,
    "logger.enableRich": False,
}


def show_failure(error: BaseException, *, report: Callable[[BaseException], str]) -> bool:
    """Tell the person what happened; True tells Streamlit that nothing is left to show."""
    if isinstance(error, LkjError):
        show_error(error, zone=bootstrap.current_office().zone)
        return True
    code = report(error)
    show_refusal(
        f"Terjadi gangguan pada halaman ini (kode {code}). Isian Anda tersimpan "
        "sebagai konsep. Muat ulang halaman; bila berulang, sampaikan kode itu kepada "
        "administrator."
    )
    return True


def require_safe_configuration() -> None:
    """Refuse to start where `.streamlit/config.toml` was not found or was weakened.

    Raises:
        InvalidSettings: with every option that would show or log internals, or call home.
    """
    problems = tuple(
        f"{name}: harus {needed!r}"
        for name, needed in SAFE.items()
        if config.get_option(name) != needed
    )
    if problems:
        raise InvalidSettings(problems=problems)
