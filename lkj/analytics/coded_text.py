"""Columns of text as numbers: a million cells of a log hold few different texts."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from lkj.analytics.amended import Bools, Ints

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Coded:
    """The place of each row's text among `texts`, of which none is empty; -1 where none is."""

    codes: Codes
    texts: pa.LargeStringArray

    def of(self, rows: Ints | slice) -> "Coded":
        """The same of some rows."""
        return Coded(self.codes[rows], self.texts)

    def names(self) -> list[str]:
        """The different texts."""
        names: list[str] = self.texts.to_pylist()
        return names

    def used(self) -> list[str]:
        """The different texts that rows hold; of some rows, the others may hold more."""
        return self.pruned().names()

    def pruned(self) -> "Coded":
        """The same without the texts that no row holds."""
        held = np.bincount(self.codes + 1, minlength=len(self.texts) + 1)[1:] > 0
        moved = np.append(np.cumsum(held) - 1, -1).astype(np.int32)
        return Coded(moved[self.codes], self.texts.filter(pa.array(held)))

    def are(self, wanted: Iterable[str]) -> Bools:
        """Which rows hold one of some texts."""
        known = pa.array(list(wanted), type=pa.large_string())
        is_wanted = pc.is_in(self.texts, value_set=known)
        return np.append(np.asarray(is_wanted), False)[self.codes]

    def lowered(self) -> "Coded":
        """The same in small letters; several texts may then be equal."""
        return Coded(self.codes, pc.utf8_lower(self.texts))

    def in_order(self) -> "Coded":
        """The same with the texts in their order: numbers compare as their texts do."""
        order = pc.array_sort_indices(self.texts)
        ranks = np.full(len(order) + 1, -1, dtype=np.int32)
        ranks[np.asarray(order)] = np.arange(len(order))
        return Coded(ranks[self.codes], self.texts.take(order))

    def categories(self) -> pd.Categorical:
        """The texts as a column of a table, missing where there is none."""
        known = pd.Index(self.texts.to_pandas(), dtype="str")
        return pd.Categorical.from_codes(self.codes, categories=known)


def coded(values: pd.Series) -> Coded:
    """Number the texts of a column, without the blanks around them; "" is none.

    Args:
        values: text, categories, Arrow dictionaries of text, or what can be written as text;
            missing values are none.
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = values.cat.codes.to_numpy().astype(np.int32)
        found = pa.array(values.cat.categories.astype("str"), type=pa.large_string())
    else:
        is_coded = isinstance(values.dtype, pd.ArrowDtype)
        texts = pa.chunked_array(pa.array(values if is_coded else values.astype("str")))
        encoded = _joined(texts.dictionary_encode().unify_dictionaries())
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        found = encoded.dictionary.cast(pa.large_string())
    trimmed = pc.utf8_trim_whitespace(found)
    # Different texts without blanks around them: the numbers stay as they are.
    is_clean = trimmed.equals(found) and pc.min(pc.utf8_length(found)).as_py() != 0
    return Coded(codes, found) if is_clean else _trimmed(codes, trimmed)


def _joined(pieces: pa.ChunkedArray) -> pa.DictionaryArray:
    """Pieces of one dictionary as one array: Arrow would compare the texts of all of them."""
    if pieces.num_chunks < 2:  # noqa: PLR2004
        return pieces.combine_chunks()
    indices = pa.concat_arrays([piece.indices for piece in pieces.chunks])
    return pa.DictionaryArray.from_arrays(indices, pieces.chunk(0).dictionary)


def none_coded(n: int) -> Coded:
    """Of `n` rows, none has a text."""
    return Coded(np.full(n, -1, dtype=np.int32), pa.array([], type=pa.large_string()))


def _trimmed(codes: Codes, texts: pa.LargeStringArray) -> Coded:
    """Texts that became empty are none, those that became equal are one."""
    different = texts.dictionary_encode()
    places = different.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    is_text = np.asarray(pc.not_equal(different.dictionary, ""))
    moved = np.where(is_text, np.cumsum(is_text) - 1, -1).astype(np.int32)
    recoded = np.append(moved[places], -1)
    return Coded(recoded[codes], different.dictionary.filter(pa.array(is_text)))
