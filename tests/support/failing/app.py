"""The product with a fault in every page, callback and route, while a file says so."""

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from starlette.routing import Route

from lkj.ui import session
from lkj.usecases import sign_in
from tests.support.settings import ROOT

FLAG = Path(os.environ["LKJ_TEST_FAULT"])
# What an error may carry: a path, SQL, a password, and what somebody typed.
INSIDE = (
    "SELECT password_hash FROM accounts WHERE username = 'budi.rahasia' /srv/lkj/data/lkj.db "
    "postgresql://lkj:sandi-rahasia@10.0.0.1/lkj Traceback (most recent call last)"
)


def broken(act: Callable[..., object]) -> Callable[..., object]:
    """Fail with everything that must not be seen, while the flag stands."""

    def acting(*args: object, **named: object) -> object:
        if FLAG.exists():
            raise RuntimeError(INSIDE)
        return act(*args, **named)

    return acting


spec = importlib.util.spec_from_file_location("product", ROOT / "app.py")
assert spec is not None
assert spec.loader is not None
product = importlib.util.module_from_spec(spec)
spec.loader.exec_module(product)

# Every page begins with one of them, and reads it anew in each run.
session.require_viewer = broken(session.require_viewer)
session.require_official = broken(session.require_official)
# The callback of a button, which the main script reads anew as well.
sign_in.sign_out = broken(sign_in.sign_out)
for route in product.own_routes:
    assert isinstance(route, Route)
    route.app = broken(route.app)

# Streamlit looks for a line like this one before it imports the file.
if spec.name != "product":
    app = st.App("main.py")
app = product.app
