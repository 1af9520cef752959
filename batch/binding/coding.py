"""Columns of text as codes of their vocabulary."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.cells import Bits, integers, known_cells
from pointsman.batch.binding.meanings import REFUSED
from pointsman.batch.binding.vocabulary import Table, Vocabulary
from pointsman.engine.slots import Value

_UNKNOWN: Final = np.int32(0)


@frozen(eq=False)
class Codes:
    """A code for each row, what the codes mean (`columns.Coded`), and which rows are refused."""

    rows: NDArray[np.int32]
    values: tuple[Value, ...]
    epoch: int
    refused: Bits | None

    def in_use(self) -> NDArray[np.int64]:
        """The codes of the rows, each once, without that of what is unknown."""
        if not len(self.rows):
            return np.empty(0, np.int64)
        lowest, highest = int(self.rows.min()), int(self.rows.max())
        if lowest == highest > 0:
            return np.array([highest], np.int64)
        return np.flatnonzero(np.bincount(self.rows)[1:]) + 1


def codes_of(array: pa.Array, vocabulary: Vocabulary) -> Codes:
    """The codes of a settled array, a dictionary or not; refused cells have the code 0.

    The indices of a dictionary lead into it (`cells.has_stray_index`).
    """
    if types.is_dictionary(array.type):
        return _of_dictionary(array, vocabulary)
    if vocabulary.at_once:
        table = vocabulary.table_of_rows(array)
        return _codes(table.codes[:-1], table)
    return _of_dictionary(array.dictionary_encode(), vocabulary)


def _of_dictionary(encoded: pa.DictionaryArray, vocabulary: Vocabulary) -> Codes:
    dictionary = encoded.dictionary
    if vocabulary.pays(dictionary, len(encoded)):
        table = vocabulary.table(dictionary)
        return _codes(_looked_up(encoded, table), table)
    if vocabulary.at_once:
        table = vocabulary.table_of_rows(dictionary.take(encoded.indices))
        return _codes(table.codes[:-1], table)
    indices, named = _named(encoded)
    table = vocabulary.table_of_rows(named)
    return _codes(table.codes.take(indices), table)


def _codes(rows: NDArray[np.int32], table: Table) -> Codes:
    refused: Bits | None = None
    if table.refuses:
        refused = rows == REFUSED
        rows[refused] = _UNKNOWN
    return Codes(rows, table.values, table.epoch, refused)


def _looked_up(encoded: pa.DictionaryArray, table: Table) -> NDArray[np.int32]:
    """The codes of entries, which for the dictionary met first are mostly counted in its order."""
    entries, known = integers(encoded), known_cells(encoded)
    if table.in_order and entries.dtype == np.int32:
        codes = entries + np.int32(1)
        # What stands in null cells is chance. Multiplying takes a third of the time of choosing.
        return codes if known is None else np.multiply(codes, known, out=codes)
    if known is not None:
        # The code of null stands last.
        entries = entries.astype(np.int64) * known - ~known
    return table.codes.take(entries)


def _named(encoded: pa.DictionaryArray) -> tuple[NDArray[Any], pa.Array]:
    """Of a long dictionary the entries that rows name; and which of them each row has."""
    dictionary = encoded.dictionary
    entries, known = integers(encoded), known_cells(encoded)
    if known is not None:
        entries = np.where(known, entries.astype(np.int64), len(dictionary))
    used, short = np.unique(entries, return_inverse=True)
    named = used[used < len(dictionary)]
    return short.astype(np.int64), dictionary.take(pa.array(named))
