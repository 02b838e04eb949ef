"""The application that `streamlit run app.py` serves: Streamlit behind our own gate."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent
os.chdir(ROOT)  # .streamlit/config.toml is found from here only

import streamlit as st

from lkj.bootstrap import clock, current_offices, office_or_exit, start_log
from lkj.http.background import start_background
from lkj.http.incidents import report_error
from lkj.http.known_pages import known_pages
from lkj.http.office_files import office_file_routes
from lkj.http.request_log import request_log
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.http.spa_shell import installed_shell
from lkj.ui.failures import require_safe_configuration, show_failure
from lkj.ui.navigation import page_addresses, picture_addresses

require_safe_configuration()
start_log()
site = Site(
    office=office_or_exit(),
    offices=current_offices(),
    clock=clock,
    shell=installed_shell("Monev LKj", pictured=picture_addresses()),
)
own_routes = [*routes(site), *office_file_routes(site)]
shown = page_addresses(), own_routes
app = st.App(
    ROOT / "lkj" / "ui" / "main.py",
    routes=own_routes,
    middleware=[request_log(*shown), *middleware(site), known_pages(*shown)],
    exception_handlers=exception_handlers(),
    on_script_error=lambda error: show_failure(error, report=report_error),
)
start_background(site)
