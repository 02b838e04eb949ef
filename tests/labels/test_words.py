"""Every code has its Indonesian word."""

from enum import StrEnum
from types import ModuleType

import pytest

from lkj.analytics.schema import State
from lkj.domain import accounts, commands, events, sop, state, text
from lkj.labels import words

TABLES = {
    name: table
    for name, table in vars(words).items()
    if isinstance(table, dict) and name.isupper()
}
CODED = {
    name: type(next(iter(table)))
    for name, table in TABLES.items()
    if isinstance(next(iter(table)), StrEnum)
}
# Shown by other means: numbers, names of steps, problems of a field or a password.
WITHOUT_WORDS = {"Period", "TextProblem"}


def codes_of(*modules: ModuleType) -> set[type[StrEnum]]:
    return {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    }


@pytest.mark.parametrize("name", CODED)
def test_a_table_has_a_word_for_every_code(name: str) -> None:
    assert set(TABLES[name]) == set(CODED[name])


# Three marks for five qualities: of an unknown time only that it is unknown is shown.
SHARED = {"CLOCK_MARK"}


@pytest.mark.parametrize("name", sorted(set(TABLES) - SHARED))
def test_words_are_told_apart(name: str) -> None:
    shown = list(TABLES[name].values())

    assert all(word.strip() == word and word for word in shown)
    assert len(set(shown)) == len(shown)


def test_every_code_of_the_domain_has_a_table() -> None:
    domain = codes_of(accounts, commands, events, sop, state, text)

    assert domain - set(CODED.values()) == {
        kind for kind in domain if kind.__name__ in WITHOUT_WORDS | {"Answer"}
    }


def test_the_board_has_a_word_for_every_state() -> None:
    assert set(words.BOARD_STATE) == {*State, "not_registered"}
