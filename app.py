"""The application that `streamlit run app.py` serves: Streamlit behind our own gate."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent
os.chdir(ROOT)  # .streamlit/config.toml is found from here only

import streamlit as st

from lkj.bootstrap import clock, office_or_exit
from lkj.http.incidents import report_error
from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.http.spa_shell import installed_shell
from lkj.ui.failures import require_safe_configuration, show_failure

require_safe_configuration()
site = Site(office=office_or_exit(), clock=clock, shell=installed_shell("Monev LKj"))
app = st.App(
    ROOT / "lkj" / "ui" / "main.py",
    routes=[*routes(site), *office_file_routes(site)],
    middleware=middleware(site),
    exception_handlers=exception_handlers(),
    on_script_error=lambda error: show_failure(error, report=report_error),
)
