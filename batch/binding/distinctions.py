"""What a program can tell apart about a text: the texts that it names, and its patterns."""

from collections.abc import Iterator

from attrs import frozen

from pointsman.engine.glob import Glob
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    FilterStep,
    Like,
    MerchantTest,
    NotOf,
    Plan,
    RateStep,
    Test,
    Within,
    Worth,
)

Leaf = Compare | Within | Like


@frozen
class Distinctions:
    """Texts that are none of `named`, and match the same of `patterns`, are all one to a program.

    A pattern is a few globs of which one must match.
    """

    named: tuple[str, ...] = ()
    patterns: tuple[tuple[Glob, ...], ...] = ()


def distinctions_of(plan: Plan) -> dict[int, Distinctions | None]:
    """The distinctions of a plan by slot; None where it asks which of two texts comes first.

    A slot that is not among them is not looked at by any of its tests.
    """
    asked: dict[int, list[Leaf]] = {}
    for leaf in _leaves_of(plan):
        asked.setdefault(leaf.slot, []).append(leaf)
    return {slot: _distinctions(leaves) for slot, leaves in asked.items()}


def _distinctions(leaves: list[Leaf]) -> Distinctions | None:
    named: dict[str, None] = {}
    patterns: dict[tuple[Glob, ...], None] = {}
    for leaf in leaves:
        match leaf:
            case Like(globs=globs):
                patterns[globs] = None
            case Compare(op="=" | "!=", value=value):
                named.update(_texts((value,)))
            case Within(values=values, spans=()):
                named.update(_texts(values))
            case _:
                return None
    return Distinctions(tuple(sorted(named)), tuple(patterns))


def _texts(values: tuple[object, ...] | frozenset[object]) -> dict[str, None]:
    """Constants of other kinds equal no text."""
    return {value: None for value in values if isinstance(value, str)}


def _leaves_of(plan: Plan) -> Iterator[Leaf]:
    steps: tuple[FilterStep | RateStep, ...] = (*plan.filters, plan.base, *plan.overrides)
    for step in steps:
        if step.test is not None:
            yield from _leaves(step.test)


def _leaves(test: Test) -> Iterator[Leaf]:
    match test:
        case Compare() | Within() | Like():
            yield test
        case NotOf(part):
            yield from _leaves(part)
        case AllOf(parts) | AnyOf(parts) | MerchantTest(parts):
            for part in parts:
                yield from _leaves(part)
        case Worth():
            return
