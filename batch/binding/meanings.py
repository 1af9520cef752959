"""What the texts of a column mean: a code for each text, and what the codes stand for.

Either every distinct value has a code, and the engine's own readers read each text; or texts that
the program cannot tell apart share one, and are looked at many at a time.
"""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.cells import Bits, known_cells
from pointsman.batch.binding.columns import new_epoch
from pointsman.batch.binding.distinctions import Distinctions
from pointsman.batch.binding.patterns import matched
from pointsman.batch.binding.row import native_values
from pointsman.batch.binding.texts import refused_texts
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.slots import Value

REFUSED: Final = -1
"""The code of what a reader refuses."""

MOST_CLASSES: Final = 65_536
"""Classes of texts that are kept; with more of them they start anew."""

Read = Callable[[object], Value | Flaw]
"""Reads a text, or number, into what the slot holds."""

Array32 = NDArray[np.int32]


class Meaning(Protocol):
    """The codes of texts. Several threads may use it at once only if it is `at_once`."""

    at_once: bool
    """Whether texts are looked at so quickly that remembering them would take longer."""
    lasting: bool
    """Whether codes outlive texts that are forgotten."""
    values: tuple[Value, ...]
    """What the codes stand for, from 0, which is None; it only grows while the epoch lasts."""
    epoch: int

    def codes(self, texts: pa.Array) -> Array32:
        """The code of each text (or whole number), 0 for null."""

    def forget(self) -> None:
        """Nobody will remember the code of a text: there may be a new epoch."""


class Readings:
    """Each text is read, and each distinct value has a code of its own."""

    at_once = False
    lasting = False

    def __init__(self, read: Read, first: tuple[Value, ...] = ()) -> None:
        """`first` are values that have the first codes."""
        self._read = read
        self._first: tuple[Value, ...] = (None, *first)
        self.values = self._first
        self.epoch = new_epoch()
        self._code_of = _numbered(self._first)

    def codes(self, texts: pa.Array) -> Array32:
        """Likewise. Every text that is given is read."""
        codes = np.fromiter(map(self._code, native_values(texts)), np.int32, len(texts))
        new = list(self._code_of)[len(self.values) :]
        self.values = (*self.values, *new)
        return codes

    def forget(self) -> None:
        """A new epoch."""
        self.values = self._first
        self.epoch = new_epoch()
        self._code_of = _numbered(self._first)

    def _code(self, text: object) -> int:
        if text is None:
            return 0
        value = self._read(text)
        if isinstance(value, Flaw):
            return REFUSED
        return self._code_of.setdefault(value, len(self._code_of))


class Classes:
    """Texts that the program cannot tell apart have one code, and the value is one of them."""

    lasting = True

    def __init__(self, kind: pa.DataType, distinctions: Distinctions) -> None:
        """Of a fact that may be any text (`read_text`), in a column of this Arrow type."""
        self._kind = pa.string() if types.is_integer(kind) else kind
        self._named = pa.array(distinctions.named, self._kind)
        self._patterns = distinctions.patterns
        self.at_once = not self._patterns
        self._begin()

    def codes(self, texts: pa.Array) -> Array32:
        """Likewise."""
        if types.is_integer(texts.type):
            texts = pc.cast(texts, self._kind)
        places = pc.index_in(texts, value_set=self._named)
        places = pc.fill_null(places, len(self._named))
        codes: Array32 = places.to_numpy() + np.int32(1)
        known, refused = known_cells(texts), refused_texts(texts)
        if known is not None:
            codes[~known] = 0
        if refused is not None:
            codes[refused] = REFUSED
        if self._patterns:
            self._put_classes(codes, texts)
        return codes

    def forget(self) -> None:
        """A new epoch where there are too many classes."""
        if len(self.values) - len(self._named) > MOST_CLASSES:
            self._begin()

    def _begin(self) -> None:
        self.epoch = new_epoch()
        names = self._named.to_pylist()
        self.values: tuple[Value, ...] = (None, *names)
        self._class_of: dict[bytes, int] = {}
        if not self._patterns:
            self.values += (_unnamed(names),)

    def _put_classes(self, codes: Array32, texts: pa.Array) -> None:
        """The classes of all texts that are fit and not named, by the patterns that they match."""
        others: Bits = codes == len(self._named) + 1
        if not others.any():
            return
        texts = texts.filter(pa.array(others))
        matches = matched(self._patterns, texts)
        keys = _keys(matches)
        of_key = np.empty(len(keys.dictionary), np.int64)
        of_key[keys.indices] = np.arange(len(texts))
        classes = self._classes(keys.dictionary.to_pylist(), texts.take(pa.array(of_key)))
        codes[others] = np.array(classes, np.int32)[keys.indices]

    def _classes(self, keys: list[bytes], texts: pa.Array) -> list[int]:
        """The classes with these keys, of each of which one text is given."""
        new = [at for at, key in enumerate(keys) if key not in self._class_of]
        for code, at in enumerate(new, len(self.values)):
            self._class_of[keys[at]] = code
        self.values += tuple(texts[at].as_py() for at in new)
        return [self._class_of[key] for key in keys]


def _keys(matches: Bits) -> pa.DictionaryArray:
    """Each row as a few bytes, as a dictionary of those that there are."""
    packed = np.packbits(matches, axis=1)
    rows, width = packed.shape
    buffers = [None, pa.py_buffer(packed.tobytes())]
    return pa.Array.from_buffers(pa.binary(width), rows, buffers).dictionary_encode()


def _numbered(values: tuple[Value, ...]) -> dict[Value, int]:
    return {value: code for code, value in enumerate(values)}


def _unnamed(names: Iterable[str]) -> str:
    """A text that is none of these, nor any that a purchase may hold."""
    return "\0" * (1 + max(map(len, names), default=0))
