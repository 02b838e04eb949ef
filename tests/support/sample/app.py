"""A small app of the same build as the product's, for the tests of tests/support itself."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


@asynccontextmanager
async def may_refuse(_app: object) -> AsyncIterator[dict[str, object]]:
    """Refuse to start on request, as the product does with wrong settings."""
    if os.environ.get("LKJ_SAMPLE") == "refuse":
        sys.stderr.write("the sample refuses to start\n")
        os._exit(3)
    yield {}


async def health(_request: Request) -> PlainTextResponse:
    """Tell what settings arrived; a busy sample is never ready."""
    setting = os.environ.get("LKJ_SAMPLE", "nothing")
    return PlainTextResponse(setting, status_code=503 if setting == "busy" else 200)


app = st.App(
    Path(__file__).with_name("main.py"),
    routes=[Route("/sehat", health)],
    lifespan=may_refuse,
)
