"""What explanations say of the tests of a plan whoever buys: which fact, and what is required.

Worked out once for each test and kept with the plan, for every explanation needs the same.
"""

from collections.abc import Mapping
from typing import Final, assert_never

from attrs import define

from pointsman.engine.explanation.values import Show, cut, listing, money, showing
from pointsman.engine.fact_types import Kind
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Like,
    MerchantTest,
    NotOf,
    Test,
    Within,
    Worth,
)
from pointsman.engine.record import Record
from pointsman.engine.slots import Slot
from pointsman.engine.units import Units

_ORDER_WORDS: Final = {
    ">": "over",
    ">=": "at least",
    "<": "under",
    "<=": "at most",
}
_ORDER_WORDS_OF_TIME: Final = {
    ">": "after",
    ">=": "at or after",
    "<": "before",
    "<=": "at or before",
}
_SUBJECTS: Final = {
    Slot.MERCHANT_ID: "merchant id",
    Slot.MERCHANT_NAME: "merchant name",
    Slot.CROSS_BORDER: "cross border",
    Slot.LOCAL_CURRENCY: "local currency",
}

FactTest = Compare | Within | Like
"""The tests of one fact."""

Around = tuple[str, str]
"""What a sentence says before the value that was seen, and after it."""


@define(eq=False, repr=False)
class Phrase(Record):
    """The words of one test.

    `subject` is how its fact is called in a sentence, `wanted` the value or values as shown, and
    `required` the same as a piece of a step: `in 3000..3299`. `title` is that of a part.
    """

    test: Test
    title: str
    subject: str
    wanted: str
    required: str


@define(eq=False)
class FactPhrase(Phrase):
    """The words of a test of one fact: how its values are shown, and the sentences about them.

    `around` is by whether the test holds; `bare` the same where the title says the fact's name.
    """

    slot: int
    show: Show
    around: Mapping[bool, Around]
    bare: Mapping[bool, Around]


class Phrases:
    """The words of the tests of one plan."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._kept: dict[int, Phrase] = {}
        self._kept_of_facts: dict[int, FactPhrase] = {}

    def of(self, test: Test) -> Phrase:
        """The words of a test; a phrase holds its test, so no other test takes its identity."""
        phrase = self._kept.get(id(test))
        if phrase is None:
            phrase = self._kept[id(test)] = self._phrase(test)
        return phrase

    def of_fact(self, test: FactTest) -> FactPhrase:
        """The words of a test of one fact."""
        phrase = self._kept_of_facts.get(id(test))
        if phrase is None:
            phrase = self._kept_of_facts[id(test)] = _fact_phrase(self._units, test)
        return phrase

    def _phrase(self, test: Test) -> Phrase:
        title = part_title(test)
        match test:
            case Compare() | Within() | Like():
                return self.of_fact(test)
            case MerchantTest():
                wanted = cut(test.labels)
                return Phrase(test, title, "merchant", wanted, f"in {wanted}")
            case AllOf(parts=parts):
                return Phrase(test, title, "", "all", f"all of {len(parts)}")
            case AnyOf(parts=parts):
                return Phrase(test, title, "", "one", f"one of {len(parts)}")
            case NotOf():
                return Phrase(test, title, "", "", "")
            case Worth():
                wanted = money(test.amount, self._units.exponent)
                return Phrase(test, title, "balance", wanted, f"worth at least {wanted}")
        assert_never(test)


def part_title(test: Test) -> str:
    """How a test is called as a part of another."""
    match test:
        case NotOf(part=inner):
            return part_title(inner) if isinstance(inner, Within | Like | MerchantTest) else "not"
        case AllOf():
            return "all"
        case AnyOf():
            return "any"
        case MerchantTest():
            return "merchant"
        case Worth():
            return "balance"
        case Compare(fact=fact) | Within(fact=fact) | Like(fact=fact):
            return fact
    assert_never(test)


def _fact_phrase(units: Units, test: FactTest) -> FactPhrase:
    kind = Kind.TEXT if isinstance(test, Like) else test.kind
    show = showing(units, kind)
    wanted, required = _wanted(show, test)
    subject = _SUBJECTS.get(Slot(test.slot), test.fact) if test.slot < len(Slot) else test.fact
    return FactPhrase(
        test,
        test.fact,
        subject,
        wanted,
        required,
        test.slot,
        show,
        {truth: _around(test, f"{subject} ", wanted, truth) for truth in (True, False)},
        {truth: _around(test, "", wanted, truth) for truth in (True, False)},
    )


def _wanted(show: Show, test: FactTest) -> tuple[str, str]:
    match test:
        case Compare():
            wanted = show(test.value)
            return wanted, f"{test.op} {wanted}"
        case Within():
            wanted = listing(show, test.listed)
            return wanted, f"in {wanted}"
        case Like():
            wanted = " or ".join([f'"{glob.pattern}"' for glob in test.globs])
            return wanted, f"like {wanted}"
    assert_never(test)


def _around(test: FactTest, name: str, wanted: str, truth: bool) -> Around:
    """What surrounds the value; `name` is that of the fact and a space, or nothing."""
    negation = "" if truth else "not "
    match test:
        case Compare():
            return _around_compared(test, name, wanted, truth)
        case Within():
            return _around_listed(test, name, wanted, truth)
        case Like():
            return name, f" is {negation}like {wanted}"
    assert_never(test)


def _around_compared(test: Compare, name: str, wanted: str, truth: bool) -> Around:
    if test.kind is Kind.YES_NO:
        return f"{name}is ", ""
    if test.op in {"=", "!="}:
        same = (test.op == "=") == truth
        return f"{name}is ", "" if same else f", not {wanted}"
    words = _ORDER_WORDS_OF_TIME if test.kind in {Kind.DATE, Kind.HOUR} else _ORDER_WORDS
    return name, f" is {'' if truth else 'not '}{words[test.op]} {wanted}"


def _around_listed(test: Within, name: str, wanted: str, truth: bool) -> Around:
    """A list of one value is no list to a reader."""
    if len(test.listed) != 1 or isinstance(test.listed[0], tuple):
        return name, f" is {'' if truth else 'not '}in {wanted}"
    if truth:
        return f"{name or 'it '}is ", ""
    return (f"{name}is ", f", not {wanted}") if name else ("", f" is not {wanted}")
