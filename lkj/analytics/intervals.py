"""How far a share of few cases can be trusted: intervals around it, limits around a pool."""

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_EXACT_UP_TO = 10_000  # cases
_Z = 1.959963984540054  # two-sided 95 % of the normal distribution


def wilson(n_successes: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Between which shares does the true one lie, with 95 % confidence (Wilson 1927)?

    Args:
        n_successes: cases counted, of the same shape as `n`.
        n: all cases.

    Returns:
        The lower and the upper share (0..1); missing where `n` is 0.
    """
    successes, cases = (np.asarray(count, dtype=np.float64) for count in (n_successes, n))
    cases = np.where(cases > 0, cases, np.nan)
    return _wilson_low(successes, cases), 1 - _wilson_low(cases - successes, cases)


def _wilson_low(successes: Floats, cases: Floats) -> Floats:
    share, spread = successes / cases, _Z**2 / cases
    half = np.sqrt(spread * (share * (1 - share) + spread / 4))
    return np.maximum(share + spread / 2 - half, 0.0) / (1 + spread)


def funnel_limits(
    pooled_rate: float, n: npt.ArrayLike, confidence: float
) -> tuple[Floats, Floats]:
    """Which shares of n cases would chance alone give at the pooled rate (Spiegelhalter 2005)?

    Args:
        pooled_rate: share (0..1) of all cases together; missing gives missing limits.
        n: cases of each one compared.
        confidence: share (0..1) of chance results that the limits hold, e.g. 0.95.

    Returns:
        The lower and the upper share, exact binomial; missing where `n` is 0. Only a share
        strictly outside is unusual: one that equals a limit is not. Beyond 10,000 cases by
        the normal distribution, which then differs by less than the width of a drawn line.
    """
    cases = np.asarray(n, dtype=np.int64)
    is_many = cases > _EXACT_UP_TO
    exact = _binomial_limits(pooled_rate, np.where(is_many, 0, cases), confidence)
    near = _normal_limits(pooled_rate, cases, confidence)
    low, high = (np.where(is_many, *pair) for pair in zip(near, exact, strict=True))
    return low, high


def _normal_limits(rate: float, n: npt.NDArray[np.int64], confidence: float) -> list[Floats]:
    spread = np.sqrt(rate * (1 - rate) / np.maximum(n, 1))
    width = NormalDist().inv_cdf((1 + confidence) / 2) * spread
    return [np.clip(rate - width, 0.0, 1.0), np.clip(rate + width, 0.0, 1.0)]


def _binomial_limits(
    pooled_rate: float, cases: npt.NDArray[np.int64], confidence: float
) -> tuple[Floats, Floats]:
    distinct, place = np.unique(cases, return_inverse=True)
    cumulative = _cumulative_binomial(pooled_rate, distinct)
    tail = (1 - confidence) / 2
    divisor = np.where(distinct > 0, distinct, np.nan)
    low, high = (
        np.where(np.isnan(pooled_rate), np.nan, (cumulative < share).sum(axis=1) / divisor)
        for share in (tail, 1 - tail)
    )
    return low[place], high[place]


def _cumulative_binomial(rate: float, n: npt.NDArray[np.int64]) -> Floats:
    """One row for each n, one column for each number of successes up to the largest n."""
    k = np.arange(n.max(initial=0) + 1)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(k[1:]))])
    failures = np.clip(n[:, None] - k, 0, None)
    log_ways = log_factorial[n][:, None] - log_factorial - log_factorial[failures]
    # The logarithm of 0 would make a certain result undefined; this is as good as certain.
    certain = np.clip(rate, np.finfo(np.float64).tiny, 1 - np.finfo(np.float64).epsneg)
    log_chance = log_ways + k * np.log(certain) + failures * np.log1p(-certain)
    return np.cumsum(np.where(k <= n[:, None], np.exp(log_chance), 0.0), axis=1)
