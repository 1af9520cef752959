"""What the texts of a column mean, worked out once for each distinct text and kept.

The engine's own readers read every text, so a column means what a purchase by itself means.
"""

from collections.abc import Callable
from threading import Lock
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.binding.columns import new_epoch
from pointsman.batch.binding.row import native_values
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.slots import Value

REFUSED: Final = -1
"""The code of what a reader refuses."""

MOST_KNOWN: Final = 65_536
"""Distinct texts that a vocabulary keeps; with more it starts anew."""

MOST_BYTES: Final = 16 * 2**20
"""The same for the bytes of these texts."""

_KEPT_TABLES: Final = 3

Read = Callable[[object], Value | Flaw]
"""Reads a text, or number, into what the slot holds."""


@frozen(eq=False)
class Table:
    """The code of each entry of one dictionary, then 0 for null; and what the codes mean.

    `refuses` says whether any entry has the code REFUSED, `in_order` whether the codes of the
    entries are 1, 2, 3, ….
    """

    codes: NDArray[np.int32]
    values: tuple[Value, ...]
    epoch: int
    refuses: bool
    in_order: bool


@frozen(eq=False)
class _Known:
    """All that is known, never changed: `codes[i]` is the code of `texts[i]`."""

    texts: pa.Array
    codes: NDArray[np.int32]
    values: tuple[Value, ...]
    epoch: int


@frozen(eq=False)
class _Seen:
    """A dictionary seen before, and its table."""

    dictionary: pa.Array
    table: Table

    def is_of(self, dictionary: pa.Array) -> bool:
        """Whether that dictionary is the same, by its place in memory or by its texts."""
        mine = self.dictionary
        return len(mine) == len(dictionary) and (
            _address(mine) == _address(dictionary) or bool(mine.equals(dictionary))
        )


@frozen(eq=False)
class _State:
    known: _Known
    seen: tuple[_Seen, ...] = ()


class Vocabulary:
    """The distinct texts of one column so far. Safe to use from several threads at once."""

    def __init__(self, kind: pa.DataType, read: Read, first: tuple[Value, ...] = ()) -> None:
        """`kind` is the Arrow type of the texts; `first` are values that have the first codes."""
        self._read = read
        self._first = first
        self._growing = Lock()
        self._code_of: dict[Value, int] = {}
        self._state = _State(self._nothing(kind))

    def table(self, dictionary: pa.Array) -> Table:
        """The codes of a dictionary's entries; texts not met before are read."""
        found = self._found(dictionary)
        if found is not None:
            return found
        with self._growing:
            known, places = self._knowing(dictionary)
            table = _table(places, known)
            seen = (_Seen(dictionary, table), *self._state.seen)
            kept = [it for it in seen if it.table.epoch == known.epoch]
            self._state = _State(known, tuple(kept[:_KEPT_TABLES]))
        return table

    def _found(self, dictionary: pa.Array) -> Table | None:
        seen = self._state.seen
        return next((it.table for it in seen if it.is_of(dictionary)), None)

    def _knowing(self, dictionary: pa.Array) -> tuple[_Known, pa.Array]:
        """What is known once the dictionary's texts are read, and the places of them there."""
        known = self._state.known
        places = pc.index_in(dictionary, value_set=known.texts)
        new = dictionary.filter(places.is_null()).drop_null().unique()
        if not len(new):
            return known, places
        if len(known.texts) + len(new) > MOST_KNOWN or known.texts.nbytes + new.nbytes > MOST_BYTES:
            known = self._nothing(dictionary.type)
            new = dictionary.drop_null().unique()
        known = self._grown(known, new)
        return known, pc.index_in(dictionary, value_set=known.texts)

    def _nothing(self, kind: pa.DataType) -> _Known:
        values = (None, *self._first)
        self._code_of = {value: code for code, value in enumerate(values)}
        return _Known(pa.array([], kind), np.empty(0, np.int32), values, new_epoch())

    def _grown(self, known: _Known, new: pa.Array) -> _Known:
        codes = np.fromiter(map(self._code, native_values(new)), np.int32, len(new))
        return _Known(
            pa.concat_arrays([known.texts, new]),
            np.concatenate([known.codes, codes]),
            (*known.values, *list(self._code_of)[len(known.values) :]),
            known.epoch,
        )

    def _code(self, text: object) -> int:
        value = self._read(text)
        if isinstance(value, Flaw):
            return REFUSED
        return self._code_of.setdefault(value, len(self._code_of))


def _table(places: pa.Array, known: _Known) -> Table:
    """The table of a dictionary whose texts have these places among those known; null: none."""
    of_text = np.append(known.codes, np.int32(0))
    codes = of_text[pc.fill_null(places, len(known.texts)).to_numpy()]
    return Table(
        np.append(codes, np.int32(0)),
        known.values,
        known.epoch,
        refuses=bool((codes == REFUSED).any()),
        in_order=bool((codes == np.arange(1, len(codes) + 1)).all()),
    )


def _address(array: pa.Array) -> tuple[int, ...]:
    buffers = (0 if it is None else it.address for it in array.buffers())
    return (array.offset, *buffers)
