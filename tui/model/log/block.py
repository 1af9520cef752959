"""Rows in little memory: some 70 bytes each, in arrays of at most `BLOCK_ROWS`."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import define, field

from pointsman.engine.exact import Exact
from pointsman.tui.model.log.row import Row

BLOCK_ROWS: Final = 512
"""Rows of every block but the last: little enough to be looked through in a moment."""

WORDS: Final = ("outcome", "reason", "rule", "currency")
"""The columns whose texts come again and again."""

NUMBERS: Final = ("points", "credit", "amount")
"""The columns of numbers."""

LEFT_OUT: Final = -1
WIDE: Final = -2
_INT64: Final = 2**63


@define(eq=False)
class Words:
    """Texts by number, each kept once; number 0 is no text."""

    texts: list[str | None] = field(factory=lambda: [None])
    _numbers: dict[str | None, int] = field(factory=lambda: {None: 0})

    def number(self, text: str | None) -> int:
        """The number of a text, a new one if it was never seen."""
        found = self._numbers.get(text)
        if found is None:
            found = len(self.texts)
            self.texts.append(text)
            self._numbers[text] = found
        return found


@define(eq=False)
class Numbers:
    """Exact numbers: units and decimals of each; `places` says LEFT_OUT or WIDE where need be."""

    units: "array[int]" = field(factory=lambda: array("q"))
    places: "array[int]" = field(factory=lambda: array("b"))
    wide: dict[int, Exact] = field(factory=dict)

    def append(self, number: Exact | None) -> None:
        """Add one at the end."""
        if number is None:
            self.units.append(0)
            self.places.append(LEFT_OUT)
        elif number.units < _INT64:
            self.units.append(number.units)
            self.places.append(number.places)
        else:
            self.wide[len(self.units)] = number
            self.units.append(0)
            self.places.append(WIDE)

    def at(self, index: int) -> Exact | None:
        """One of them."""
        places = self.places[index]
        if places == LEFT_OUT:
            return None
        return self.wide[index] if places == WIDE else Exact(self.units[index], places)


@define(eq=False)
class Block:
    """Rows next to each other; whole before anybody else sees it, and never changed then."""

    words: Words
    numbers: "array[int]"
    offsets: "array[int]"
    columns: "dict[str, array[int]]"
    exact: dict[str, Numbers]
    errors: dict[int, str]
    _ids: bytes
    _ends: "array[int]"
    _without_id: frozenset[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, index: int) -> Row:
        """One row, counted from 0."""
        words = {name: self.words.texts[codes[index]] for name, codes in self.columns.items()}
        exact = {name: numbers.at(index) for name, numbers in self.exact.items()}
        return Row(
            number=self.numbers[index],
            id=self.id_at(index),
            outcome=words["outcome"],
            reason=words["reason"],
            points=exact["points"],
            credit=exact["credit"],
            rule=words["rule"],
            currency=words["currency"],
            amount=exact["amount"],
            error=self.errors.get(index),
            offset=self.offsets[index],
        )

    def id_at(self, index: int) -> str | None:
        """The id of a row."""
        if index in self._without_id:
            return None
        start = self._ends[index - 1] if index else 0
        return self._ids[start : self._ends[index]].decode(errors="surrogatepass")

    def ids(self) -> Iterator[str | None]:
        """The ids of all rows."""
        for index, (start, end) in enumerate(pairwise((0, *self._ends))):
            told = index not in self._without_id
            yield self._ids[start:end].decode(errors="surrogatepass") if told else None

    def with_id(self, wanted: str) -> Iterator[int]:
        """The rows with this id; quick where there is none."""
        sought = wanted.encode(errors="surrogatepass")
        at = self._ids.find(sought)
        while at >= 0 and sought:
            index = bisect_left(self._ends, at + len(sought))
            if self.id_at(index) == wanted:
                yield index
            at = self._ids.find(sought, at + 1)


def make_block(rows: Sequence[Row], words: Words) -> Block:
    """Rows put into arrays; new texts go into `words`."""
    ids, ends = bytearray(), array("I")
    for row in rows:
        ids += (row.id or "").encode(errors="surrogatepass")
        ends.append(len(ids))
    exact = {name: Numbers() for name in NUMBERS}
    for name, numbers in exact.items():
        for row in rows:
            numbers.append(getattr(row, name))
    return Block(
        words=words,
        numbers=array("I", (row.number for row in rows)),
        offsets=array("Q", (row.offset for row in rows)),
        columns={
            name: array("I", (words.number(getattr(row, name)) for row in rows)) for name in WORDS
        },
        exact=exact,
        errors={index: row.error for index, row in enumerate(rows) if row.error is not None},
        ids=bytes(ids),
        ends=ends,
        without_id=frozenset(index for index, row in enumerate(rows) if row.id is None),
    )
