"""Tests of a plan in words: what was seen, what was needed, how far off it was."""

from typing import assert_never

import attrs

from pointsman.engine.exact import Exact, power_of_ten
from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.words import Words
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
from pointsman.engine.slots import Slot
from pointsman.engine.truth import holds
from pointsman.engine.verdicts import Truth, Verdict

_ORDER_WORDS = {
    ">": "over",
    ">=": "at least",
    "<": "under",
    "<=": "at most",
}
_ORDER_WORDS_OF_TIME = {">": "after", ">=": "at or after", "<": "before", "<=": "at or before"}
_SUBJECTS = {
    Slot.MERCHANT_ID: "merchant id",
    Slot.MERCHANT_NAME: "merchant name",
    Slot.CROSS_BORDER: "cross border",
    Slot.LOCAL_CURRENCY: "local currency",
}


def explain_test(words: Words, title: str, test: Test, bare: bool = False) -> ExplainedStep:
    """A test as a step. `bare` leaves out the fact's name where the title already says it."""
    truth = holds(words.plan, test, words.bound)
    match test:
        case Compare():
            return _compare(words, title, test, truth, bare)
        case Within():
            return _within(words, title, test, truth, bare)
        case Like():
            return _like(words, title, test, truth)
        case MerchantTest():
            return _merchant(words, title, test, truth)
        case NotOf(part=part):
            return _negation(words, title, part, truth, bare)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return _compound(words, title, test, parts, truth)
        case Worth():
            return _worth(words, title, test, truth)
    assert_never(test)


def subject(fact: str, slot: int) -> str:
    """How a fact is called in a sentence."""
    return _SUBJECTS.get(Slot(slot), fact) if slot < len(Slot) else fact


def _compare(words: Words, title: str, test: Compare, truth: Truth, bare: bool) -> ExplainedStep:
    value = words.bound[test.slot]
    name = subject(test.fact, test.slot)
    required = words.value(test.kind, test.value)
    if value is None:
        return _unknown(title, name, f"{test.op} {required}", test.pointer)
    observed = words.value(test.kind, value)
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=_comparison(test, "" if bare else f"{name} ", observed, required, truth)
        + _short_clause(words, test, value, truth),
        pointer=test.pointer or None,
        observed=observed,
        required=f"{test.op} {required}",
        short_by=_short_by(words, test, value, truth),
    )


def _comparison(test: Compare, name: str, observed: str, required: str, truth: Truth) -> str:
    if test.kind is Kind.YES_NO:
        return f"{name}is {observed}"
    if test.op in {"=", "!="}:
        same = (test.op == "=") == truth
        return f"{name}is {required}" if same else f"{name}is {observed}, not {required}"
    table = _ORDER_WORDS_OF_TIME if test.kind in {Kind.DATE, Kind.HOUR} else _ORDER_WORDS
    return f"{name}{observed} is {'' if truth else 'not '}{table[test.op]} {required}"


def _short_clause(words: Words, test: Compare, value: object, truth: Truth) -> str:
    short = _short_by(words, test, value, truth)
    if short is None:
        return ""
    return f", short by {short}" if test.op in {">", ">="} else f", over by {short}"


def _short_by(words: Words, test: Compare, value: object, truth: Truth) -> str | None:
    """How far an ordered value is from passing: the least change of it that would."""
    if truth is not False or test.op in {"=", "!="} or not isinstance(value, int):
        return None
    if test.kind not in {Kind.MONEY, Kind.POINTS, Kind.NUMBER} or not isinstance(test.value, int):
        return None
    quantum = _quantum(words, test.kind) if test.op in {"<", ">"} else 0
    return words.value(test.kind, abs(test.value - value) + quantum)


def _quantum(words: Words, kind: Kind) -> int:
    """The least amount by which a value of a kind can differ; own numbers have none."""
    if kind is Kind.POINTS:
        return words.units.unit
    return 1 if kind is Kind.MONEY else 0


def _within(words: Words, title: str, test: Within, truth: Truth, bare: bool) -> ExplainedStep:
    value = words.bound[test.slot]
    name = subject(test.fact, test.slot)
    required = words.listing(test.kind, test.listed)
    if value is None:
        return _unknown(title, name, f"in {required}", test.pointer)
    observed = words.code(test.kind, value)
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=_membership(test, "" if bare else f"{name} ", observed, required, truth),
        pointer=test.pointer or None,
        observed=observed,
        required=f"in {required}",
    )


def _membership(test: Within, name: str, observed: str, required: str, truth: Truth) -> str:
    """A list of one value is no list to a reader."""
    if len(test.listed) != 1 or isinstance(test.listed[0], tuple):
        return f"{name}{observed} is {'' if truth else 'not '}in {required}"
    if truth:
        return f"{name or 'it '}is {observed}"
    return f"{name}is {observed}, not {required}" if name else f"{observed} is not {required}"


def _like(words: Words, title: str, test: Like, truth: Truth) -> ExplainedStep:
    value = words.bound[test.slot]
    name = subject(test.fact, test.slot)
    required = " or ".join(f'"{glob.pattern}"' for glob in test.globs)
    if value is None:
        return _unknown(title, name, f"like {required}", test.pointer)
    observed = words.value(Kind.TEXT, value)
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=f"{name} {observed} is {'' if truth else 'not '}like {required}",
        pointer=test.pointer or None,
        observed=observed,
        required=f"like {required}",
    )


def _merchant(words: Words, title: str, test: MerchantTest, truth: Truth) -> ExplainedStep:
    if truth is None:
        missing = " and ".join(_missing(words, test))
        says = f"merchant may be in {test.label}: {missing} not known"
    else:
        says = f"merchant is {'' if truth else 'not '}in {test.label}"
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=says,
        pointer=test.pointer or None,
        observed=merchant_observed(words),
        required=f"in {test.label}",
    )


def merchant_observed(words: Words) -> str:
    """The merchant as far as it is known."""
    seen = (
        (Slot.MERCHANT_ID, "id"),
        (Slot.MERCHANT_NAME, "name"),
        (Slot.ACQUIRER, "acquirer"),
        (Slot.TERMINAL, "terminal"),
    )
    known = [
        f'{name} "{words.bound[slot]}"' for slot, name in seen if words.bound[slot] is not None
    ]
    return ", ".join(known) or "not known"


def _missing(words: Words, test: MerchantTest) -> list[str]:
    names = [
        subject(part.fact, part.slot)
        for part in test.parts
        if isinstance(part, Within | Like) and words.bound[part.slot] is None
    ]
    return [*names[:-1], f"{names[-1]} is" if len(names) == 1 else f"{names[-1]} are"]


def _negation(words: Words, title: str, part: Test, truth: Truth, bare: bool) -> ExplainedStep:
    """The sentence states what is the case, so only the verdict turns round."""
    inner = explain_test(words, title, part, bare)
    if inner.parts:
        return _outer_negation(title, attrs.evolve(inner, title=_part_title(part)), truth)
    return ExplainedStep(
        title=inner.title,
        verdict=Verdict.of(truth),
        says=inner.says,
        pointer=inner.pointer,
        observed=inner.observed,
        required=f"not {inner.required}" if inner.required else None,
        working=inner.working,
    )


def _outer_negation(title: str, inner: ExplainedStep, truth: Truth) -> ExplainedStep:
    says = {True: "does not hold", False: "holds, and must not", None: "may hold, and must not"}
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=f"what follows {says[truth]}",
        pointer=inner.pointer,
        parts=(inner,),
    )


def _compound(
    words: Words, title: str, test: AllOf | AnyOf, parts: tuple[Test, ...], truth: Truth
) -> ExplainedStep:
    explained = tuple(explain_test(words, _part_title(part), part) for part in parts)
    holding = sum(part.verdict is Verdict.PASSED for part in explained)
    unknown = sum(part.verdict is Verdict.UNKNOWN for part in explained) if truth is None else 0
    needed = "all" if isinstance(test, AllOf) else "one"
    hold = f"{holding} of {len(parts)} hold{'s' if holding == 1 else ''}"
    doubt = f", {unknown} not known" if unknown else ""
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=f"{hold}{doubt}, {needed} must",
        pointer=test.pointer or None,
        required=f"{needed} of {len(parts)}",
        parts=explained,
    )


def _part_title(part: Test) -> str:
    match part:
        case NotOf(part=inner):
            return _part_title(inner) if isinstance(inner, Within | Like | MerchantTest) else "not"
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
    assert_never(part)


def _worth(words: Words, title: str, test: Worth, truth: Truth) -> ExplainedStep:
    required = f"worth at least {words.money(test.amount)}"
    usable, amount = words.bound[Slot.USABLE], words.bound[Slot.AMOUNT]
    if not isinstance(usable, int) or not isinstance(amount, int):
        return _unknown(title, "balance", required, test.pointer)
    rate = words.rate
    worth = words.units.worth(usable, rate)
    working = f"{words.points(usable)} × {rate} = {words.worth(worth)}"
    short = None if truth else words.worth(_difference(test.amount, words.units.exponent, worth))
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=f"{working}, {required}" if truth else f"{working}, not {required}, short by {short}",
        pointer=test.pointer or None,
        observed=words.worth(worth),
        required=required,
        working=working,
        short_by=short,
    )


def _difference(minor: int, exponent: int, worth: Exact) -> Exact:
    """`minor` minor units less an exact smaller amount."""
    places = max(exponent, worth.places)
    units = minor * power_of_ten(places - exponent) - worth.units * power_of_ten(
        places - worth.places
    )
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return Exact(units, places)


def _unknown(title: str, name: str, required: str, pointer: str) -> ExplainedStep:
    return ExplainedStep(
        title=title,
        verdict=Verdict.UNKNOWN,
        says=f"{name} is not known",
        pointer=pointer or None,
        observed="not known",
        required=required,
    )
