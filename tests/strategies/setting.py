"""What the parts of one drawn purchase share."""

from datetime import datetime
from typing import Any

from attrs import frozen

from tests.strategies.choices import Choices
from tests.strategies.edges import Edges

Document = dict[str, Any]


@frozen
class Setting:
    """What the parts of one drawn purchase have to know of each other.

    `amount` is in minor units. A `calm` purchase passes what stages 1 and 2 ask of codes and
    statuses wherever it can, so that the later stages are reached; others leave facts out.
    """

    choices: Choices
    document: Document
    edges: Edges
    amount: int
    time: datetime | None
    later: bool
    calm: bool


def left_out(choices: Choices, values: Document) -> Document:
    """What is None is not there at all, or now and then there as null."""
    as_null = choices.chance(10)
    return {key: value for key, value in values.items() if value is not None or as_null}


def mostly(setting: Setting, good: tuple[Any, ...], bad: tuple[Any, ...]) -> Any:
    """One of the good values, or where the purchase is not calm now and then a bad one."""
    is_good = setting.calm or setting.choices.chance(85)
    return setting.choices.pick(good if is_good else bad)


def spelled(choices: Choices, text: str) -> str | int:
    """The same number, at times as a JSON number, or with fewer or more zeros after its point."""
    if choices.chance(70):
        return text
    if "." not in text:
        return int(text)
    return choices.pick((text.rstrip("0").rstrip("."), text + "0"))


def known(setting: Setting, fact: str, others: tuple[str, ...]) -> str | None:
    """A text that the document compares the fact with, or another, or none."""
    choices, named = setting.choices, setting.edges.literals.get(fact, ())
    if choices.chance(2 if setting.calm else 12):
        return None
    return choices.pick((*named, *named, *others))
