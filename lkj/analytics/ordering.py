"""Millions of whole numbers put in order in linear time."""

import numpy as np

from lkj.analytics.amended import Ints

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


def n_equal_before(numbers: Ints) -> Ints:
    """How many equal numbers stand before each one (numbers are 0 or more)."""
    order = stable_order(numbers)
    run = numbers[order]
    is_first = np.append(True, run[1:] != run[:-1])[: len(run)]
    place = np.arange(len(run))
    first = np.maximum.accumulate(np.where(is_first, place, 0))
    n_before = np.empty_like(place)
    n_before[order] = place - first
    return n_before


def _digit(numbers: Ints, shift: int) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    return ((numbers >> shift) & 0xFFFF).astype(np.uint16)
