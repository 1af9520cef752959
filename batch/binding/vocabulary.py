"""The codes of the texts of a column, worked out once for each distinct text and kept.

What is kept is bounded: with too many distinct texts it starts anew, and the texts of a table that
hardly ever come back are not kept at all.
"""

from threading import Lock
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.binding.meanings import REFUSED, Meaning
from pointsman.engine.slots import Value

MOST_KNOWN: Final = 65_536
"""Distinct texts that a vocabulary keeps; with more it starts anew."""

MOST_BYTES: Final = 16 * 2**20
"""The same for the bytes of these texts, and for those of dictionaries that are recognised."""

_KEPT_TABLES: Final = 3

_FEW: Final = 64
"""So few texts are compared sooner than it takes to ask where they are."""

Array32 = NDArray[np.int32]


@frozen(eq=False)
class Table:
    """The code of each entry of one dictionary, then 0 for null; and what the codes mean.

    `refuses` says whether any entry has the code REFUSED, `in_order` whether the codes of the
    entries are 1, 2, 3, ….
    """

    codes: Array32
    values: tuple[Value, ...]
    epoch: int
    refuses: bool
    in_order: bool


@frozen(eq=False)
class _Known:
    """Texts that are known, never changed: `codes[i]` is the code of `texts[i]`."""

    texts: pa.Array
    codes: Array32


@frozen(eq=False)
class _Seen:
    """A dictionary seen before, and its table."""

    dictionary: pa.Array
    address: tuple[int, ...]
    table: Table

    def is_of(self, dictionary: pa.Array) -> bool:
        """Whether that dictionary is the same, by its place in memory or by its texts."""
        size = len(dictionary)
        if len(self.dictionary) != size:
            return False
        if size > _FEW and self.address == _address(dictionary):
            return True
        return bool(self.dictionary.equals(dictionary))


@frozen(eq=False)
class _Long:
    """A dictionary longer than the batches that it comes with, and how many rows those had."""

    address: tuple[int, ...]
    dictionary: pa.Array
    rows: int


class Vocabulary:
    """The texts of one column so far. Safe to use from several threads at once."""

    def __init__(self, kind: pa.DataType, meaning: Meaning) -> None:
        """`kind` is the Arrow type of the texts."""
        self._meaning = meaning
        self._growing = Lock()
        self._nothing = _Known(pa.array([], kind), np.empty(0, np.int32))
        self._known = self._nothing
        self._seen: tuple[_Seen, ...] = ()
        self._long: _Long | None = None

    @property
    def at_once(self) -> bool:
        """Whether the texts of rows are best looked at directly, whether they repeat or not."""
        return self._meaning.at_once

    def table(self, dictionary: pa.Array) -> Table:
        """The codes of a dictionary's entries; texts not met before are read."""
        found = next((it.table for it in self._seen if it.is_of(dictionary)), None)
        if found is not None:
            return found
        table = self.table_of_rows(dictionary)
        newest = _Seen(dictionary, _address(dictionary), table)
        self._seen = _kept((newest, *self._seen), table.epoch)
        return table

    def table_of_rows(self, texts: pa.Array) -> Table:
        """The same for texts that are not going to be recognised as a dictionary."""
        if self.at_once:
            return self._table(self._meaning.codes(texts))
        with self._growing:
            return self._table(self._codes(texts))

    def pays(self, dictionary: pa.Array, rows: int) -> bool:
        """Whether to work out all of a dictionary for so many more rows, or what they name alone.

        All of it costs as much as looking at as many rows as it has entries; once so many have
        come, many more are likely.
        """
        if len(dictionary) <= rows or (len(dictionary) <= MOST_KNOWN and not self.at_once):
            return True
        if not self._meaning.lasting:
            return False
        long, address = self._long, _address(dictionary)
        so_far = long.rows if long is not None and long.address == address else 0
        self._long = _Long(address, dictionary, so_far + rows)
        return so_far >= len(dictionary)

    def _table(self, codes: Array32) -> Table:
        return Table(
            np.append(codes, np.int32(0)),
            self._meaning.values,
            self._meaning.epoch,
            refuses=int(codes.min(initial=0)) == REFUSED,
            in_order=bool((codes == np.arange(1, len(codes) + 1)).all()),
        )

    def _codes(self, texts: pa.Array) -> Array32:
        """The code of each text, from what is known or, where it is not, by its meaning."""
        places = pc.index_in(texts, value_set=self._known.texts)
        new = texts.filter(places.is_null()).drop_null().unique()
        if not len(new):
            return _looked_up(places, self._known)
        if self._is_too_much(new):
            self._meaning.forget()
            self._known = self._nothing
            if self._hardly_comes_back(len(new), len(texts)):
                return self._meaning.codes(texts)
            new = texts.drop_null().unique()
        self._learn(new)
        return _looked_up(pc.index_in(texts, value_set=self._known.texts), self._known)

    def _is_too_much(self, new: pa.Array) -> bool:
        texts = self._known.texts
        return len(texts) + len(new) > MOST_KNOWN or texts.nbytes + new.nbytes > MOST_BYTES

    def _hardly_comes_back(self, new: int, texts: int) -> bool:
        return texts > MOST_KNOWN or (self._meaning.lasting and 2 * new > texts)

    def _learn(self, new: pa.Array) -> None:
        known = self._known
        codes = np.concatenate([known.codes, self._meaning.codes(new)])
        self._known = _Known(pa.concat_arrays([known.texts, new]), codes)


def _looked_up(places: pa.Array, known: _Known) -> Array32:
    """The codes of texts that have these places among those known; null: code 0."""
    codes = np.append(known.codes, np.int32(0))
    found: Array32 = codes[pc.fill_null(places, len(known.texts)).to_numpy()]
    return found


def _kept(seen: tuple[_Seen, ...], epoch: int) -> tuple[_Seen, ...]:
    """The newest, and others of its epoch as far as there is room."""
    newest, *others = seen
    kept, room = [newest], MOST_BYTES - newest.dictionary.nbytes
    for each in others[: _KEPT_TABLES - 1]:
        room -= each.dictionary.nbytes
        if each.table.epoch == epoch and room >= 0:
            kept.append(each)
    return tuple(kept)


def _address(array: pa.Array) -> tuple[int, ...]:
    buffers = (0 if it is None else it.address for it in array.buffers())
    return (array.offset, *buffers)
