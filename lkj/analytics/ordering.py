"""Millions of whole numbers put in order in linear time, and the runs in them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from lkj.analytics.amended import Bools, Ints

_DIGIT = 16  # bits: of numbers so short, numpy sorts by radix


def stable_order(numbers: Ints) -> Ints:
    """The places of the numbers in their order; equal ones stay as they stand.

    Args:
        numbers: 0 or more. Sorted digit by digit, so small ones take least.
    """
    largest = int(numbers.max(initial=0))
    order = np.argsort(_digit(numbers, 0), kind="stable")
    shift = _DIGIT
    while largest >> shift:
        order = order[np.argsort(_digit(numbers, shift)[order], kind="stable")]
        shift += _DIGIT
    return order.astype(np.int64)


def n_equal_before(numbers: Ints, *, within: Ints) -> Ints:
    """How many equal numbers stand before each one, among the rows of the same case?

    Args:
        numbers: 0 or more, small ones.
        within: the number of each row's case; the rows of one stand together.
    """
    order = stable_order(numbers)
    place = np.arange(len(order))
    is_first = starts_run(numbers[order]) | starts_run(within[order])
    first = np.maximum.accumulate(np.where(is_first, place, 0))
    n_before = np.empty_like(place)
    n_before[order] = place - first
    return n_before


def starts_run(values: npt.NDArray[Any]) -> Bools:
    """Does a run of equal neighbours start here: of cases in order, the first row of each?"""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def runs(values: npt.NDArray[Any]) -> tuple[Ints, Ints]:
    """Where each run of equal neighbours starts, and how long it is."""
    starts = np.flatnonzero(starts_run(values))
    return starts, np.diff(np.append(starts, len(values)))


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, as many as its length, one range after the other."""
    ends = np.cumsum(lengths)
    skipped = starts - np.append(0, ends[:-1])[: len(starts)]
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total) + np.repeat(skipped, lengths)
    return places


def _digit(numbers: Ints, shift: int) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    return (numbers >> shift).astype(np.uint16)
