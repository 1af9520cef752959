"""Columns of text as codes of their vocabulary."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.cells import Bits, integers, known_cells
from pointsman.batch.binding.vocabulary import MOST_KNOWN, REFUSED, Table, Vocabulary

_UNKNOWN: Final = np.int32(0)


@frozen(eq=False)
class Codes:
    """A code for each row, the table they come from, and which rows hold what is refused."""

    rows: NDArray[np.int32]
    table: Table
    refused: Bits | None


def codes_of(array: pa.Array, vocabulary: Vocabulary) -> Codes:
    """The codes of a settled array, a dictionary or not; refused cells have the code 0."""
    encoded = array if types.is_dictionary(array.type) else array.dictionary_encode()
    indices, dictionary = _entries(encoded)
    table = vocabulary.table(dictionary)
    rows = _looked_up(indices, table)
    if not table.refuses:
        return Codes(rows, table, None)
    refused = rows == REFUSED
    rows[refused] = _UNKNOWN
    return Codes(rows, table, refused)


def _looked_up(indices: NDArray[Any], table: Table) -> NDArray[np.int32]:
    """The codes of entries, which for the dictionary met first are mostly counted in its order."""
    entries = len(table.codes) - 1
    if table.in_order and indices.dtype == np.int32 and _all_within(indices, entries):
        return indices + np.int32(1)
    return table.codes.take(indices)


def _all_within(indices: NDArray[np.int32], entries: int) -> bool:
    """Whether none is negative (which as an unsigned number is great), null or too great."""
    return int(indices.view(np.uint32).max(initial=0)) < entries


def _entries(encoded: pa.DictionaryArray) -> tuple[NDArray[Any], pa.Array]:
    """The entry of each row, the one after the last for null; and the dictionary.

    Of a dictionary far longer than a batch only what its rows name is kept.
    """
    dictionary = encoded.dictionary
    indices, known = integers(encoded.indices), known_cells(encoded.indices)
    if known is not None:
        indices = np.where(known, indices.astype(np.int64), len(dictionary))
    if len(dictionary) <= MOST_KNOWN:
        return indices, dictionary
    used, short = np.unique(indices, return_inverse=True)
    named = used[used < len(dictionary)]
    return short.astype(np.int64), dictionary.take(pa.array(named))
