"""Rows put into groups: counted, added up and laid out by size in one pass each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from lkj.analytics.amended import Ints
from lkj.analytics.intervals import Floats

# From how many values on each percentile says anything (metrics 2.12).
MINIMUM: Mapping[int, int] = {50: 3, 85: 7, 95: 20}
_FEW_GROUPS = 1_000
_MOST_CODES = 1_000_000


@dataclass(frozen=True)
class Groups:
    """The rows of a table, each with the number of its group; `keys` has a row per group."""

    keys: pd.DataFrame
    number: Ints

    def count(self, flags: pd.Series) -> Ints:
        """How many rows of each group are flagged?"""
        return np.bincount(self.number[flags.to_numpy()], minlength=len(self.keys))

    def total(self, values: pd.Series) -> Floats:
        """Sum of the known values of each group; missing where none is known."""
        number, known = self._known(values)
        n = np.bincount(number, minlength=len(self.keys))
        return np.where(n > 0, np.bincount(number, known, minlength=len(self.keys)), np.nan)

    def only(self, values: pd.Series) -> pd.Series:
        """The value that all rows of a group share; missing where there are several."""
        grouped = pd.Series(values.to_numpy(dtype=np.float64)).groupby(self.number)
        least, most = grouped.min(), grouped.max()
        return least.where(least == most).reindex(range(len(self.keys)))

    def ordered(self, values: pd.Series) -> "Ordered":
        """Put the known values of each group in order, for its quantiles."""
        if len(self.keys) > _FEW_GROUPS:
            number, known = self._known(values)
            n = np.bincount(number, minlength=len(self.keys))
            return Ordered(values=known[np.lexsort((known, number))], n=n)
        # A few long runs are put in order much faster each by itself.
        laid, n = self._laid(values)
        for run in np.split(laid, np.cumsum(n)[:-1]):
            run.sort()
        return Ordered(values=laid, n=n)

    def medians(self, values: pd.Series) -> Floats:
        """The median of the known values of each group; missing where it has none.

        The same as `ordered(values).quantile(0.5)`, without putting all of them in order.
        """
        if len(self.keys) > _FEW_GROUPS:
            return self.ordered(values).quantile(0.5)
        laid, n = self._laid(values)
        runs = np.split(laid, np.cumsum(n)[:-1])[: len(n)]
        return np.array([np.median(run) if len(run) else np.nan for run in runs])

    def _laid(self, values: pd.Series) -> tuple[Floats, Ints]:
        """The known values, one group after the other, and how many each has."""
        plain = values.to_numpy(dtype=np.float64)
        laid, is_known = plain[self._order], ~np.isnan(plain)
        if is_known.all():
            return laid, np.bincount(self.number, minlength=len(self.keys))
        n = np.bincount(self.number[is_known], minlength=len(self.keys))
        return laid[~np.isnan(laid)], n

    @cached_property
    def _order(self) -> Ints:
        """The rows of few groups, one group after the other."""
        return np.argsort(self.number.astype(np.int16), kind="stable")

    def _known(self, values: pd.Series) -> tuple[Ints, Floats]:
        plain = values.to_numpy(dtype=np.float64)
        is_known = ~np.isnan(plain)
        return self.number[is_known], plain[is_known]


@dataclass(frozen=True)
class Ordered:
    """Values of all groups, the smallest of each first; `n` of them in each group."""

    values: Floats
    n: Ints

    def percentile(self, percent: int) -> Floats:
        """The type 7 percentile of each group; missing where there are too few values."""
        return np.where(self.n >= MINIMUM[percent], self.quantile(percent / 100), np.nan)

    def quantile(self, share: float) -> Floats:
        """The type 7 quantile of each group (Hyndman and Fan 1996).

        Args:
            share: 0 is the smallest value, 1 the largest.

        Returns:
            One value for each group; missing where it has none.
        """
        known = np.append(self.values, np.nan)
        first = np.cumsum(self.n) - self.n
        place = np.maximum(self.n - 1, 0) * share
        low = np.floor(place).astype(np.int64)
        lower = known[first + low]
        upper = known[np.where(low + 1 < self.n, first + low + 1, first + low)]
        return np.where(self.n > 0, lower + (place - low) * (upper - lower), np.nan)


def share(part: npt.ArrayLike, whole: npt.ArrayLike) -> Floats:
    """Part of a whole; missing where the whole is nothing."""
    parts, wholes = (np.asarray(amount, dtype=np.float64) for amount in (part, whole))
    return parts / np.where(wholes > 0, wholes, np.nan)


def group_rows(table: pd.DataFrame, by: Sequence[str]) -> Groups:
    """Number the rows by the values of some columns.

    Args:
        table: holds the columns `by`.
        by: empty puts all rows into one group, which exists even where there are none.

    Returns:
        Groups in the order of their keys, categories in their own order. A missing value is
        a key like others and comes last, so that no row is lost.
    """
    if not by:
        keys = pd.DataFrame(index=pd.RangeIndex(1))
        return Groups(keys, np.zeros(len(table), dtype=np.int64))
    coded = _by_codes(table, by)
    if coded is not None:
        return coded
    grouped = table.groupby(list(by), observed=True, sort=True, dropna=False)
    number: Ints = grouped.ngroup().to_numpy().astype(np.int64)
    found = np.flatnonzero(~pd.Series(number).duplicated())
    first = found[np.argsort(number[found])]
    return Groups(table[list(by)].iloc[first].reset_index(drop=True), number)


def _by_codes(table: pd.DataFrame, by: Sequence[str]) -> Groups | None:
    """The same for categories alone: their codes are few and in order. None for others."""
    columns = [table[name] for name in by]
    if not all(isinstance(column.dtype, pd.CategoricalDtype) for column in columns):
        return None
    sizes = [len(column.cat.categories) + 1 for column in columns]
    if np.prod(sizes, dtype=np.float64) > _MOST_CODES:
        return None
    number = np.zeros(len(table), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        codes = column.cat.codes.to_numpy()
        number *= size
        number += np.where(codes < 0, size - 1, codes)  # what is missing comes last
    found = np.flatnonzero(np.bincount(number))
    place = np.zeros(int(found.max(initial=0)) + 1, dtype=np.int64)
    place[found] = np.arange(len(found))
    keys, rest = {}, found
    for name, column, size in reversed(list(zip(by, columns, sizes, strict=True))):
        rest, code = np.divmod(rest, size)
        codes = np.where(code == size - 1, -1, code)
        keys[name] = pd.Categorical.from_codes(codes, dtype=column.dtype)
    return Groups(pd.DataFrame({name: keys[name] for name in by}), place[number])
