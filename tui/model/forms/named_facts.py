"""Which facts a program looks at, as pointers into the facts."""

from collections.abc import Iterator

from pointsman.engine.fact_types import BUILT_IN
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

_ALWAYS = (
    "/authorization/response_code",
    "/authorization/processing",
    "/account/status",
    "/account/preferences/mode",
)
"""What the stages look at whatever the program says."""

_BALANCE = "/account/balance"
_TIME = "/authorization/time"
_COUNTRIES = ("/authorization/country", "/authorization/issuer_country")

_ELSEWHERE = {
    "cross_border": _COUNTRIES,
    "weekday": (_TIME,),
    "hour": (_TIME,),
    "date": (_TIME,),
    "merchant.id": ("/authorization/merchant/id",),
    "merchant.name": ("/authorization/merchant/name",),
    "acquirer": ("/authorization/merchant/acquirer",),
    "terminal": ("/authorization/merchant/terminal",),
    "product": ("/account/product",),
    "balance": (_BALANCE,),
}
"""The facts of expressions that do not stand in `authorization` by their own name."""


def pointers_of_fact(fact: str) -> tuple[str, ...]:
    """Where the fact that an expression names stands in the facts."""
    if fact not in BUILT_IN:
        return (f"/account/facts/{fact}",)
    return _ELSEWHERE.get(fact, (f"/authorization/{fact}",))


def named_pointers(plan: Plan) -> frozenset[str]:
    """The facts that a plan looks at."""
    found = {pointer for fact in _facts(plan) for pointer in pointers_of_fact(fact)}
    found.update(_ALWAYS)
    if plan.hosted:
        found.add(_BALANCE)
    if plan.first_day is not None or plan.last_day is not None:
        found.add(_TIME)
    if plan.minimum_pointer is not None:
        found.add("/account/preferences/minimum")
    if plan.cap_pointer is not None:
        found.add("/account/preferences/amount")
    return frozenset(found)


def _facts(plan: Plan) -> Iterator[str]:
    steps: tuple[FilterStep | RateStep, ...] = (*plan.filters, plan.base, *plan.overrides)
    for step in steps:
        if step.test is not None:
            yield from _named_in(step.test)


def _named_in(test: Test) -> Iterator[str]:
    match test:
        case Compare() | Within() | Like():
            yield test.fact
        case NotOf():
            yield from _named_in(test.part)
        case AllOf() | AnyOf() | MerchantTest():
            for part in test.parts:
                yield from _named_in(part)
        case Worth():
            yield "balance"
