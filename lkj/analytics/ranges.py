"""Many ranges of one long row answered at once: what covers a cell, maxima, sums below a limit.

A loop over ranges that overlap a thousandfold would look at billions of cells; each function
here looks at every cell once per doubling of the row's length.
"""

import numpy as np

from lkj.analytics.amended import Ints


def least_covering(first: Ints, last: Ints, values: Ints, *, n: int, nothing: int) -> Ints:
    """For each of n cells the least value of the ranges that cover it.

    Args:
        first: the first cell of each range.
        last: the cell after its last one; where they are equal nothing is covered.
        values: one for each range.
        n: how many cells there are.
        nothing: the answer where no range covers a cell; more than any value.
    """
    is_there = last > first
    first, last, values = first[is_there], last[is_there], values[is_there]
    level = _level(last - first)
    # A range is two blocks whose length is a power of two; they may overlap.
    blocks = [np.full(n, nothing, dtype=np.int64) for _ in range(_level_of(n) + 1)]
    for power, block in enumerate(blocks):
        rows = np.flatnonzero(level == power)
        np.minimum.at(block, first[rows], values[rows])
        np.minimum.at(block, last[rows] - (1 << power), values[rows])
    for power in range(len(blocks) - 1, 0, -1):
        half, block = 1 << (power - 1), blocks[power]
        lower = blocks[power - 1]
        np.minimum(lower, block, out=lower)
        np.minimum(lower[half:], block[: n - half], out=lower[half:])
    return blocks[0]


def greatest_within(values: Ints, first: Ints, last: Ints) -> Ints:
    """The greatest of values[first:last] for each range; no range may be empty."""
    level = _level(last - first)
    greatest, block = np.empty(len(first), dtype=np.int64), values
    for power in range(int(level.max(initial=0)) + 1):
        rows = np.flatnonzero(level == power)
        greatest[rows] = np.maximum(block[first[rows]], block[last[rows] - (1 << power)])
        block = np.maximum(block[: -(1 << power) or None], block[1 << power :])
    return greatest


def total_up_to(values: Ints, weights: Ints, first: Ints, last: Ints, limit: Ints) -> Ints:
    """For each range the sum of weights[first:last] whose value is at most its limit.

    A wavelet matrix: bit by bit of the values' ranks, the highest first, the row is put in
    order, zeros before ones, and each range follows the side on which its limit lies.
    """
    known, ranks = np.unique(values, return_inverse=True)
    below = np.searchsorted(known, limit, side="right")
    total = np.zeros(len(first), dtype=np.int64)
    for bit in reversed(range(len(known).bit_length())):
        is_one = (ranks >> bit & 1).astype(bool)
        n_zeros = _sums(~is_one)
        weight = _sums(np.where(is_one, 0, weights))
        goes_on = (below >> bit & 1).astype(bool)
        total += np.where(goes_on, weight[last] - weight[first], 0)
        first, last = (
            np.where(goes_on, n_zeros[-1] + at - n_zeros[at], n_zeros[at])
            for at in (first, last)
        )
        order = np.concatenate([np.flatnonzero(~is_one), np.flatnonzero(is_one)])
        ranks, weights = ranks[order], weights[order]
    return total


def _sums(amounts: np.ndarray) -> Ints:
    """The sum before each place, and at last of all."""
    return np.concatenate([[0], np.cumsum(amounts, dtype=np.int64)])


def _level(length: Ints) -> Ints:
    """The greatest power of two that is no longer, as its exponent; exact below 2 ** 53."""
    return np.frexp(length.astype(np.float64))[1].astype(np.int64) - 1


def _level_of(length: int) -> int:
    return max(length.bit_length() - 1, 0)
