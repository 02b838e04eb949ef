from threading import Event, Thread

import pytest

from lkj.usecases.shelf import PLACES, Shelf


def test_the_kept_value_is_renewed_and_kept_again() -> None:
    shelf = Shelf()

    assert shelf.renewed("a", lambda kept: (kept or 0) + 1) == 1
    assert shelf.renewed("a", lambda kept: kept + 1) == 2
    assert shelf.renewed("b", lambda kept: kept) is None


def test_what_was_not_asked_for_longest_is_dropped() -> None:
    shelf = Shelf()
    for key in range(PLACES):
        shelf.renewed(key, lambda _: "kept")
    shelf.renewed(0, lambda kept: kept)
    shelf.renewed(PLACES, lambda _: "kept")

    assert shelf.renewed(0, lambda kept: kept) == "kept"
    assert shelf.renewed(1, lambda kept: kept) is None


def test_a_failure_leaves_what_was_kept() -> None:
    shelf = Shelf()
    shelf.renewed("a", lambda _: "kept")

    with pytest.raises(ZeroDivisionError):
        shelf.renewed("a", lambda _: 1 // 0)

    assert shelf.renewed("a", lambda kept: kept) == "kept"


def test_who_asks_for_another_key_does_not_wait() -> None:
    shelf, may_end = Shelf(), Event()
    slow = Thread(target=lambda: shelf.renewed("slow", lambda _: may_end.wait(20)))
    slow.start()

    assert shelf.renewed("quick", lambda _: "here") == "here"
    may_end.set()
    slow.join()
