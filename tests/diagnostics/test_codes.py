import re
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from lkj.diagnostics.codes import begin_code, code_here, current_code, end_code, take_code


def test_a_code_is_short_and_like_no_other() -> None:
    codes = {copy_context().run(begin_code) for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", code) for code in codes)


def test_what_goes_on_keeps_its_code_until_it_ends() -> None:
    def day() -> tuple[str, str, str]:
        first = begin_code()
        same = code_here()
        end_code()
        return first, same, current_code()

    first, same, after = copy_context().run(day)

    assert same == first
    assert after == ""


def test_a_taken_code_is_nobody_elses() -> None:
    def two() -> tuple[str, str, str]:
        begun = begin_code()
        return begun, take_code(), take_code()

    begun, first, second = copy_context().run(two)

    assert first == begun
    assert second != begun


def test_another_thread_has_a_code_of_its_own() -> None:
    def both() -> tuple[str, str]:
        with ThreadPoolExecutor(1) as pool:
            return begin_code(), pool.submit(code_here).result()

    here, there = copy_context().run(both)

    assert here != there
