"""What explanations say of the tests of a plan whoever buys: which fact, and what is required.

Worked out once for each test and kept with the plan, for every explanation needs the same.
"""

from typing import Final, assert_never

from attrs import define

from pointsman.engine.explanation.values import cut, listing, money, value
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
from pointsman.engine.slots import Slot
from pointsman.engine.units import Units

_SUBJECTS: Final = {
    Slot.MERCHANT_ID: "merchant id",
    Slot.MERCHANT_NAME: "merchant name",
    Slot.CROSS_BORDER: "cross border",
    Slot.LOCAL_CURRENCY: "local currency",
}


@define(eq=False)
class Phrase:
    """The words of one test.

    `subject` is how its fact is called in a sentence, `wanted` the value or values as shown, and
    `required` the same as a piece of a step: `in 3000..3299`. `title` is that of a part.
    """

    test: Test
    title: str
    subject: str
    wanted: str
    required: str


class Phrases:
    """The words of the tests of one plan."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._kept: dict[int, Phrase] = {}

    def of(self, test: Test) -> Phrase:
        """The words of a test; a phrase holds its test, so no other test takes its identity."""
        phrase = self._kept.get(id(test))
        if phrase is None:
            phrase = self._kept[id(test)] = self._phrase(test)
        return phrase

    def _phrase(self, test: Test) -> Phrase:
        title, units = part_title(test), self._units
        match test:
            case Compare():
                wanted = value(units, test.kind, test.value)
                return Phrase(test, title, subject_of(test), wanted, f"{test.op} {wanted}")
            case Within():
                wanted = listing(units, test.kind, test.listed)
                return Phrase(test, title, subject_of(test), wanted, f"in {wanted}")
            case Like():
                patterns = [f'"{glob.pattern}"' for glob in test.globs]
                wanted = " or ".join(patterns)
                return Phrase(test, title, subject_of(test), wanted, f"like {wanted}")
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
                wanted = money(test.amount, units.exponent)
                return Phrase(test, title, "balance", wanted, f"worth at least {wanted}")
        assert_never(test)


def subject_of(test: Compare | Within | Like) -> str:
    """How the fact of a test is called in a sentence."""
    return subject(test.fact, test.slot)


def subject(fact: str, slot: int) -> str:
    """How a fact is called in a sentence."""
    return _SUBJECTS.get(Slot(slot), fact) if slot < len(Slot) else fact


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
