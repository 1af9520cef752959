"""Tests of a plan in words: what was seen, what was needed, how far off it was."""

from typing import Final, assert_never

from pointsman.engine.exact import Exact, power_of_ten
from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.phrases import FactTest, Phrase
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
from pointsman.engine.verdicts import VERDICT_OF, Truth, Verdict, negated

_MEASURED: Final = (Kind.MONEY, Kind.POINTS, Kind.NUMBER)
"""The kinds of which a difference says something."""


def explain_test(
    words: Words, title: str, test: Test, truth: Truth, bare: bool = False
) -> ExplainedStep:
    """A test that came out as `truth`, as a step of its own, which the caller may change.

    `bare` leaves out the fact's name where the title already says it.
    """
    match test:
        case Within() | Like():
            return _of_a_fact(words, title, test, truth, bare)
        case Compare():
            return _compare(words, title, test, truth, bare)
        case MerchantTest():
            return _merchant(words, title, test, truth)
        case NotOf(part=part):
            return _negation(words, title, part, truth, bare)
        case AllOf() | AnyOf():
            return _compound(words, title, test, truth)
        case Worth():
            return _worth(words, title, test, truth)
    assert_never(test)


def _step(
    title: str, truth: Truth, says: str, pointer: str, observed: str | None, required: str | None
) -> ExplainedStep:
    return ExplainedStep(title, VERDICT_OF[truth], says, pointer or None, None, observed, required)


def _of_a_fact(words: Words, title: str, test: FactTest, truth: Truth, bare: bool) -> ExplainedStep:
    value, phrase = words.bound[test.slot], words.phrases.of_fact(test)
    if value is None or truth is None:
        return _unknown(title, phrase, test.pointer)
    observed = phrase.show(value) if words.mcc_name is None else words.seen(phrase, value)
    before, after = (phrase.bare if bare else phrase.around)[truth]
    says = f"{before}{observed}{after}"
    return ExplainedStep(
        title, VERDICT_OF[truth], says, test.pointer or None, None, observed, phrase.required
    )


def _compare(words: Words, title: str, test: Compare, truth: Truth, bare: bool) -> ExplainedStep:
    step = _of_a_fact(words, title, test, truth, bare)
    short = _short_by(words, test) if truth is False else None
    if short is not None:
        step.short_by = short
        step.says += f", short by {short}" if test.op in {">", ">="} else f", over by {short}"
    return step


def _short_by(words: Words, test: Compare) -> str | None:
    """How far a measured value is from passing: the least change of it that would."""
    value = words.bound[test.slot]
    if test.kind not in _MEASURED or test.op in {"=", "!="}:
        return None
    if not isinstance(value, int) or not isinstance(test.value, int):
        return None
    quantum = _quantum(words, test.kind) if test.op in {"<", ">"} else 0
    return words.phrases.of_fact(test).show(abs(test.value - value) + quantum)


def _quantum(words: Words, kind: Kind) -> int:
    """The least amount by which a value of a kind can differ; own numbers have none."""
    if kind is Kind.POINTS:
        return words.units.unit
    return 1 if kind is Kind.MONEY else 0


def _merchant(words: Words, title: str, test: MerchantTest, truth: Truth) -> ExplainedStep:
    phrase = words.phrases.of(test)
    if truth is None:
        missing = " and ".join(_missing(words, test))
        says = f"merchant may be {phrase.required}: {missing} not known"
    else:
        says = f"merchant is {'' if truth else 'not '}{phrase.required}"
    return _step(title, truth, says, test.pointer, words.merchant, phrase.required)


def _missing(words: Words, test: MerchantTest) -> list[str]:
    names = [
        words.phrases.of(part).subject
        for part in test.parts
        if isinstance(part, Within | Like) and words.bound[part.slot] is None
    ]
    return [*names[:-1], f"{names[-1]} is" if len(names) == 1 else f"{names[-1]} are"]


def _negation(words: Words, title: str, part: Test, truth: Truth, bare: bool) -> ExplainedStep:
    """The sentence states what is the case, so only the verdict turns round."""
    inner = explain_test(words, title, part, negated(truth), bare)
    if inner.parts:
        inner.title = words.phrases.of(part).title
        return _outer_negation(title, inner, truth)
    inner.verdict, inner.short_by = Verdict.of(truth), None
    inner.required = f"not {inner.required}" if inner.required else None
    return inner


def _outer_negation(title: str, inner: ExplainedStep, truth: Truth) -> ExplainedStep:
    says = {True: "does not hold", False: "holds, and must not", None: "may hold, and must not"}
    return ExplainedStep(
        title=title,
        verdict=Verdict.of(truth),
        says=f"what follows {says[truth]}",
        pointer=inner.pointer,
        parts=(inner,),
    )


def _compound(words: Words, title: str, test: AllOf | AnyOf, truth: Truth) -> ExplainedStep:
    parts, phrase = test.parts, words.phrases.of(test)
    explained = tuple([_part(words, part) for part in parts])
    verdicts = [part.verdict for part in explained]
    holding = verdicts.count(Verdict.PASSED)
    unknown = verdicts.count(Verdict.UNKNOWN) if truth is None else 0
    hold = f"{holding} of {len(parts)} hold{'s' if holding == 1 else ''}"
    doubt = f", {unknown} not known" if unknown else ""
    says = f"{hold}{doubt}, {phrase.wanted} must"
    step = _step(title, truth, says, test.pointer, None, phrase.required)
    step.parts = explained
    return step


def _part(words: Words, part: Test) -> ExplainedStep:
    return explain_test(words, words.phrases.of(part).title, part, words.purchase.holds(part))


def _worth(words: Words, title: str, test: Worth, truth: Truth) -> ExplainedStep:
    phrase, seen = words.phrases.of(test), words.balance_worth
    if seen is None:
        return _unknown(title, phrase, test.pointer)
    worth, working = seen
    says = f"{working}, {'' if truth else 'not '}{phrase.required}"
    step = _step(title, truth, says, test.pointer, words.worth(worth), phrase.required)
    step.working = working
    if not truth:
        step.short_by = words.worth(_difference(test.amount, words.units.exponent, worth))
        step.says += f", short by {step.short_by}"
    return step


def _difference(minor: int, exponent: int, worth: Exact) -> Exact:
    """`minor` minor units less an exact smaller amount."""
    places = max(exponent, worth.places)
    units = minor * power_of_ten(places - exponent) - worth.units * power_of_ten(
        places - worth.places
    )
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return Exact(units, places)


def _unknown(title: str, phrase: Phrase, pointer: str) -> ExplainedStep:
    says = f"{phrase.subject} is not known"
    return _step(title, None, says, pointer, "not known", phrase.required)
