"""The office's settings of reminders, checked when the program starts."""

from pathlib import Path

from lkj.domain.reminders import parse_quiet


def wrong_settings(file: str, quiet: str, *, program: Path) -> list[str]:
    """What is wrong with them; the file itself is read only when something is to be sent."""
    problems = []
    if parse_quiet(quiet) is None:
        problems.append("LKJ_NOTIFY_QUIET: harus seperti 17.00-07.00")
    if file and Path(file).resolve().is_relative_to(program):
        problems.append("LKJ_NOTIFY_FILE: simpan di luar folder program, isinya kata sandi")
    return problems
