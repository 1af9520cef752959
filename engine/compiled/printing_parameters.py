"""What the loop over columns is handed, as text for people: see `printing`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pointsman.engine.compiled.constants import Note
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.parameters import (
    Codes,
    Listed,
    Numbers,
    Parameter,
    Ranks,
    Rates,
    State,
    Words,
)
from pointsman.engine.compiled.printing import comment, shown
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

_UNKNOWN_BIT: Final = 1


def print_parameters(parameters: Iterable[Parameter], places: Mapping[str, str]) -> str:
    """A comment for each parameter, and for each bit of the words among them."""
    lines = (line for parameter in parameters for line in _told(parameter, places))
    return "".join(f"{line}\n" for line in lines)


def _told(parameter: Parameter, places: Mapping[str, str]) -> Iterator[str]:
    name = parameter.name
    match parameter:
        case Numbers(slot):
            yield f"# {name}[row]: {slot_name(slot)}, a number"
        case Codes(slot):
            yield f"# {name}[row]: which of its values {slot_name(slot)} has, 0 where it is unknown"
        case Ranks(slot):
            note = Note(f"the first override that lists a {slot_name(slot)}, by number")
            yield comment(f"{name}[code]", shown(dict(parameter.table)), [note], places)
        case Words():
            yield from _bits(parameter, places)
        case Rates():
            yield comment(name, shown(parameter.values), [Note("", "/conversion")], places)
        case Listed():
            yield comment(name, shown(parameter.values), [Note("", parameter.rule)], places)
        case State():
            yield f"# {name}: what a replay carries"


def _bits(words: Words, places: Mapping[str, str]) -> Iterator[str]:
    slot = slot_name(words.slot)
    yield f"# {words.name}[code]: what is true of a {slot}; & {_UNKNOWN_BIT}: it is unknown"
    for bit, (test, rule) in enumerate(zip(words.tests, words.rules, strict=True), start=1):
        note = Note("", test.pointer or rule)
        yield comment(f"    & {1 << bit}", _said(test, slot), [note], places)


def _said(test: Test, slot: str) -> str:
    """A test of one fact in the words of the language, in ASCII."""
    match test:
        case Compare():
            return f"{slot} {test.op} {shown(test.value)}"
        case Within():
            return f"{slot} in {shown(list(test.listed))}"
        case Like():
            return f"{slot} like {shown([glob.pattern for glob in test.globs])}"
        case NotOf(part):
            return f"not ({_said(part, slot)})"
        case AllOf(parts):
            return _joined(parts, slot, " and ")
        case AnyOf(parts) | MerchantTest(parts):
            return _joined(parts, slot, " or ")
        case Worth():
            raise TypeError("a worth is no test of one fact")


def _joined(parts: tuple[Test, ...], slot: str, joint: str) -> str:
    return (
        joint.join(f"({_said(part, slot)})" for part in parts)
        if len(parts) > 1
        else _said(parts[0], slot)
    )
