"""How many examples Hypothesis looks at."""

from hypothesis import settings

USUAL = 100  # what Hypothesis looks at where nothing is said


def examples(number: int) -> settings:
    """Look at `number` examples in `make check`, and at a fifth of them in `make test`.

    The profiles of tests/conftest.py say so; a decorator beside `given`.
    """
    share = settings().max_examples / USUAL
    return settings(max_examples=max(1, round(number * share)))
