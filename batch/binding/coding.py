"""Columns of text as codes of their vocabulary."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.binding.cells import Bits, Entries
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


def codes_of(column: pa.Array | Entries, vocabulary: Vocabulary) -> Codes:
    """The codes of a settled array, in a dictionary or not; refused cells have the code 0.

    Entries are none that lead out of their dictionary (`Entries.are_stray`).
    """
    if isinstance(column, Entries):
        return _of_entries(column, vocabulary)
    if isinstance(column, pa.DictionaryArray):
        return _of_entries(Entries.of(column), vocabulary)
    if vocabulary.at_once:
        table = vocabulary.table_of_rows(column)
        return _codes(table.codes[:-1], table)
    return _of_entries(Entries.of(column.dictionary_encode()), vocabulary)


def _of_entries(column: Entries, vocabulary: Vocabulary) -> Codes:
    dictionary = column.dictionary
    if vocabulary.pays(dictionary, len(column.indices)):
        table = vocabulary.table(dictionary)
        return _codes(_looked_up(column, table), table)
    if vocabulary.at_once:
        table = vocabulary.table_of_rows(dictionary.take(column.array.indices))
        return _codes(table.codes[:-1], table)
    indices, named = _named(column)
    table = vocabulary.table_of_rows(named)
    return _codes(table.codes.take(indices), table)


def _codes(rows: NDArray[np.int32], table: Table) -> Codes:
    refused: Bits | None = None
    if table.refuses:
        refused = rows == REFUSED
        rows[refused] = _UNKNOWN
    return Codes(rows, table.values, table.epoch, refused)


def _looked_up(column: Entries, table: Table) -> NDArray[np.int32]:
    """The codes of entries, which for the dictionary met first are mostly counted in its order."""
    entries, known = column.indices, column.known
    if table.in_order and entries.dtype == np.int32:
        codes = entries + np.int32(1)
        return codes if known is None else np.multiply(codes, known, out=codes)
    if known is not None:
        entries = _or_last(entries, known, len(table.codes) - 1)
    # They lead into the dictionary, so nothing is clipped; asking for it saves looking again.
    return table.codes.take(entries, mode="clip")


def _or_last(entries: NDArray[Any], known: Bits, last: int) -> NDArray[np.int64]:
    """Entries with the last one for null. Calculating takes a third of the time of choosing."""
    chosen = entries.astype(np.int64) - last
    chosen *= known
    chosen += last
    return chosen


def _named(column: Entries) -> tuple[NDArray[Any], pa.Array]:
    """Of a long dictionary the entries that rows name; and which of them each row has."""
    dictionary, entries, known = column.dictionary, column.indices, column.known
    if known is not None:
        entries = np.where(known, entries.astype(np.int64), len(dictionary))
    used, short = np.unique(entries, return_inverse=True)
    named = used[used < len(dictionary)]
    return short.astype(np.int64), dictionary.take(pa.array(named))
