"""The terms of a filter, each of which looks through a block of rows."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from attrs import frozen

from pointsman.engine.exact import Exact, power_of_ten
from pointsman.tui.model.log.block import LEFT_OUT, NUMBERS, WIDE, WORDS, Block, Numbers

_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


class Term(Protocol):
    """One condition on rows."""

    @property
    def inverted(self) -> bool:
        """Whether the rows for which it does not hold are meant."""

    def holds(self, block: Block, among: Sequence[int]) -> Iterable[int]:
        """Those of the rows for which it holds, in order, inverted or not."""


def select(terms: Sequence[Term], block: Block) -> Sequence[int]:
    """The rows of a block for which all terms hold."""
    left: Sequence[int] = range(len(block))
    for term in terms:
        held = term.holds(block, left)
        if term.inverted:
            those = set(held)
            left = [index for index in left if index not in those]
        else:
            left = list(held)
    return left


@frozen
class TextTerm:
    """A column of texts compared with a text, whatever the case of the letters."""

    field: str
    op: str
    value: str
    inverted: bool

    def holds(self, block: Block, among: Sequence[int]) -> Iterable[int]:
        """See `Term`."""
        if self.field in WORDS:
            fitting = {
                number for number, text in enumerate(block.words.texts.copy()) if self._fits(text)
            }
            codes = block.columns[self.field]
            return [index for index in among if codes[index] in fitting]
        texts = _texts(block, self.field)
        return [index for index in among if self._fits(texts[index])]

    def _fits(self, text: str | None) -> bool:
        if not self.value:
            return (text is None) == (self.op in {"=", "~"})
        if text is None:
            return False
        folded = text.casefold()
        found = folded == self.value if self.op.endswith("=") else self.value in folded
        return found != self.op.startswith("!")


@frozen
class NumberTerm:
    """A column of numbers compared exactly; `value` None asks whether there is one."""

    field: str
    op: str
    value: Exact | None
    inverted: bool

    def holds(self, block: Block, among: Sequence[int]) -> Iterable[int]:
        """See `Term`."""
        if self.field == "row":
            return self._of_rows(block, among)
        numbers = block.exact[self.field]
        if self.value is None:
            left_out = self.op == "="
            places = numbers.places
            return [index for index in among if (places[index] == LEFT_OUT) == left_out]
        return self._of_numbers(numbers, among, self.value)

    def _of_rows(self, block: Block, among: Sequence[int]) -> Iterable[int]:
        if self.value is None:
            return among if self.op == "!=" else ()
        compare, numbers = _COMPARE[self.op], block.numbers
        times, than = power_of_ten(self.value.places), self.value.units
        return [index for index in among if compare(numbers[index] * times, than)]

    def _of_numbers(self, numbers: Numbers, among: Sequence[int], value: Exact) -> Iterable[int]:
        compare, units, places = _COMPARE[self.op], numbers.units, numbers.places
        scales = {place: _scaled(place, value) for place in set(places) if place >= 0}
        found = []
        for index in among:
            place = places[index]
            if place >= 0:
                times, than = scales[place]
                if compare(units[index] * times, than):
                    found.append(index)
            elif place == WIDE and _holds(compare, numbers.wide[index], value):
                found.append(index)
        return found


@frozen
class Contains:
    """A text somewhere in any of the columns of texts."""

    value: str
    inverted: bool

    def holds(self, block: Block, among: Sequence[int]) -> Iterable[int]:
        """See `Term`."""
        parts = [TextTerm(field, "~", self.value, False) for field in ("id", *WORDS, "error")]
        found = {index for part in parts for index in part.holds(block, among)}
        found.update(_written_so(block, among, self.value))
        return [index for index in among if index in found]


def _written_so(block: Block, among: Sequence[int], text: str) -> Iterable[int]:
    """The rows with a number that is the text, as it may be typed (`70.00`, `1,000`)."""
    digits = text.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii() or len(digits) > 18:
        return
    whole, _, fraction = digits.partition(".")
    value = Exact(int((whole or "0") + fraction.rstrip("0")), len(fraction.rstrip("0")))
    for name in NUMBERS:
        yield from NumberTerm(name, "=", value, False).holds(block, among)


def _texts(block: Block, field: str) -> Sequence[str | None]:
    if field == "id":
        return list(block.ids())
    if field == "error":
        return [block.errors.get(index) for index in range(len(block))]
    return [str(getattr(block.row(index), field) or "") for index in range(len(block))]


def _scaled(places: int, value: Exact) -> tuple[int, int]:
    """What units with so many decimals are multiplied by, and then compared with."""
    finer = value.places - places
    if finer > 0:
        return power_of_ten(finer), value.units
    return 1, value.units * power_of_ten(-finer)


def _holds(compare: Callable[[Any, Any], bool], number: Exact, value: Exact) -> bool:
    times, than = _scaled(number.places, value)
    return compare(number.units * times, than)
