import json
import os
import sqlite3
from collections.abc import Callable

import pytest

from lkj.diagnostics.failures import own_words, place, told
from lkj.errors import FormInvalid, RequestReused, StorageFailed

TYPED = "Budi Rahasia 197002021995031002"


def raised(act: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 -- whatever it raises is looked at
        act()
    return caught.value


def _number() -> int:
    return int(TYPED)


def _no_such_table() -> object:
    with sqlite3.connect(":memory:") as connection:
        return connection.execute("SELECT * FROM hilang WHERE nama = ?", (TYPED,))


class ServerError(Exception):
    """What a driver of PostgreSQL raises."""

    sqlstate = "23505"

    class diag:  # noqa: N801 -- as the driver calls it
        table_name, column_name, constraint_name = "accounts", None, "accounts_username_key"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StorageFailed(problem="full"), "full"),
        (FormInvalid(problems=(("name", TYPED, ""),)), ""),
        (StorageFailed(problem=TYPED), ""),
        (RequestReused(request_id=TYPED), ""),
        (ValueError(TYPED), ""),
        (KeyError(TYPED), ""),
        (AttributeError("'NoneType' object has no attribute 'no'"), "'NoneType' object"),
        (OSError(28, "No space left", f"/srv/{TYPED}"), os.strerror(28)),
        (OSError(TYPED), ""),
        (raised(_no_such_table), "SQLITE_ERROR: no such table: hilang"),
        (ServerError(f"Key (username)=({TYPED}) already exists"), "SQLSTATE 23505 accounts "),
    ],
)
def test_only_words_of_the_program_are_told(error: Exception, words: str) -> None:
    assert own_words(error).startswith(words)
    assert bool(own_words(error)) == bool(words)
    assert TYPED not in json.dumps(told(error))


def test_places_and_causes_are_told() -> None:
    def wrapped() -> None:
        try:
            _number()
        except ValueError as error:
            raise StorageFailed(problem="io") from error

    found = json.loads(json.dumps(told(raised(wrapped))))

    assert found["type"] == "lkj.errors.storage.StorageFailed"
    assert found["words"] == "io"
    assert found["frames"][-1].startswith("tests/diagnostics/test_failures.py:")
    assert found["cause"]["type"] == "ValueError"
    assert found["cause"]["frames"][-1].endswith(" _number")


def test_what_was_said_not_to_matter_is_not_told() -> None:
    def hidden() -> None:
        try:
            _number()
        except ValueError:
            raise KeyError(TYPED) from None

    assert "cause" not in told(raised(hidden))


def test_errors_of_several_tasks_are_told_one_by_one() -> None:
    both = ExceptionGroup("dua", [ValueError(TYPED), StorageFailed(problem="full")])

    assert [part["type"] for part in told(both)["parts"]] == [  # type: ignore[attr-defined]
        "ValueError",
        "lkj.errors.storage.StorageFailed",
    ]


def test_an_endless_chain_of_causes_ends() -> None:
    error = inner = ValueError()
    for _ in range(50):
        inner.__cause__ = ValueError()
        inner = inner.__cause__

    assert json.dumps(told(error)).count("ValueError") == 6


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("/usr/lib/python3/site-packages/starlette/routing.py", "starlette/routing.py:7"),
        ("/home/budi/rahasia.py", "rahasia.py:7"),
        ("<string>", "<string>:7"),
    ],
)
def test_folders_of_the_machine_are_not_told(file: str, said: str) -> None:
    assert place(file, 7) == said
