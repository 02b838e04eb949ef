"""The code of what is going on: on every line of the log, and on the screen where it failed."""

import secrets
from contextvars import ContextVar

_CODE_BYTES = 4
_CODE: ContextVar[str] = ContextVar("lkj_code", default="")


def begin_code() -> str:
    """Give what begins here a code of its own, such as `1A2B-3C4D`."""
    digits = secrets.token_hex(_CODE_BYTES).upper()
    code = f"{digits[:4]}-{digits[4:]}"
    _CODE.set(code)
    return code


def current_code() -> str:
    """The code of what is going on; "" where nothing began."""
    return _CODE.get()


def code_here() -> str:
    """The code of what is going on, which begins now where nothing has begun."""
    return current_code() or begin_code()


def take_code() -> str:
    """The code of what ends here, whatever comes next gets another."""
    code = code_here()
    end_code()
    return code


def end_code() -> None:
    """What comes next gets another code."""
    _CODE.set("")
