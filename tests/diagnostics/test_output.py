"""The log of a process: each test starts one, since logging belongs to the whole of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lkj.diagnostics.output import wrong_settings
from tests.support.settings import ROOT

TYPED = "Budi-Rahasia"
BEGIN = """
import logging, sys, threading, warnings
from pathlib import Path
early = logging.getLogger("awal")
early.addHandler(logging.StreamHandler())
early.propagate = False
from lkj.diagnostics.lines import note
from lkj.diagnostics.output import start_logging
"""


def lines_of(code: str) -> list[dict[str, object]]:
    """What a process that runs `code` writes to stderr; every line of it must be JSON."""
    ended = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.stdout == ""
    assert TYPED not in ended.stderr
    return [json.loads(line) for line in ended.stderr.splitlines()]


def test_loggers_of_libraries_leave_by_our_lines_whatever_they_arrange() -> None:
    lines = lines_of("""
start_logging()
late = logging.getLogger("nanti")
late.addHandler(logging.StreamHandler())
late.propagate = False
for logger in (early, late):
    logger.warning("Cell %s", "Budi-Rahasia")
""")

    assert [line["logger"] for line in lines] == ["awal", "nanti"]


def test_streamlit_and_uvicorn_arrange_nothing_of_their_own() -> None:
    lines = lines_of("""
import uvicorn
from streamlit.logger import get_logger
start_logging()
uvicorn.Config(app=None, access_log=False)
logging.getLogger("uvicorn.error").error("Invalid %s", "Budi-Rahasia")
logging.getLogger("uvicorn.access").info("%s", "Budi-Rahasia")
get_logger("streamlit.baru").error("Bad %s", "Budi-Rahasia")
""")

    assert [line["logger"] for line in lines] == ["uvicorn.error", "streamlit.baru"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("int('Budi-Rahasia')", "uncaught"),
        (
            "one = threading.Thread(target=int, args=('Budi-Rahasia',))\n"
            "one.start()\none.join()",
            "uncaught in a thread",
        ),
        (
            "class Late:\n    def __del__(self): int('Budi-Rahasia')\nx = Late()\ndel x",
            "uncaught while tidying up",
        ),
    ],
)
def test_what_nobody_caught_is_one_line(code: str, said: str) -> None:
    (line,) = lines_of(f"start_logging()\n{code}\n")

    assert line["said"] == said
    assert line["error"]["type"] == "ValueError"  # type: ignore[index]


def test_a_warning_is_told_by_kind_and_place() -> None:
    (line,) = lines_of("start_logging()\nwarnings.warn('Cell holds Budi-Rahasia')\n")

    assert (line["said"], line["kind"], line["place"]) == (
        "warned",
        "UserWarning",
        "<string>:10",
    )


def test_a_record_that_cannot_be_written_is_not_printed() -> None:
    assert (
        lines_of("""
start_logging()
sys.stderr.close()
early.warning("Cell %s", "Budi-Rahasia")
""")
        == []
    )


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("", ["info", "error"]),
        ("debug", ["debug", "info", "error"]),
        ("warning", ["error"]),
    ],
)
def test_the_level_is_a_setting(level: str, said: list[str]) -> None:
    lines = lines_of(f"""
start_logging({level!r})
ours = logging.getLogger("lkj.http")
for level in (logging.DEBUG, logging.INFO, logging.ERROR):
    note(ours, level, "request")
""")

    assert [line["level"] for line in lines] == said


def test_a_file_gets_the_same_lines_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "lkj.log"

    lines = lines_of(f"""
start_logging("", Path({str(file)!r}))
note(logging.getLogger("lkj.http"), logging.INFO, "request", status=200)
""")

    assert [json.loads(line) for line in file.read_text().splitlines()] == lines
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_full_file_is_rotated(tmp_path: Path) -> None:
    file = tmp_path / "lkj.log"

    lines_of(f"""
from lkj.diagnostics import output
output.FILE_BYTES = 1000
start_logging("error", Path({str(file)!r}))
for _ in range(100):
    note(logging.getLogger("lkj.http"), logging.ERROR, "request")
""")

    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["lkj.log", *(f"lkj.log.{number}" for number in range(1, 6))]
    assert all(path.stat().st_size <= 1000 for path in tmp_path.iterdir())


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    assert wrong_settings(str(tmp_path / "lkj.log"), "info") == []
    assert wrong_settings("", "") == []
    assert [said.split(":")[0] for said in wrong_settings("/tidak/ada/lkj.log", "banyak")] == [
        "LKJ_LOG_FILE",
        "LKJ_LOG_LEVEL",
    ]
