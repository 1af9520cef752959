"""No warning is wrong: whatever is said never to happen is looked for, purchase by purchase."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.checks.dead_rules import filters_nothing_passes, overrides_that_never_win
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Source, Span
from pointsman.dsl.structure import structure
from pointsman.engine.lowering import make_plan
from pointsman.engine.plan import Plan
from pointsman.engine.rules import Rules
from pointsman.engine.slots import Bound, Slot
from pointsman.engine.truth import holds, rate_in_force
from tests.strategies.choices import Choices, any_choices
from tests.strategies.documents import simple_document

Json = dict[str, Any]

GROUPS = [
    {"name": "g", "entries": [{"name": "A*"}, {"mcc": "5000"}]},
    {"name": "h", "entries": [{"mcc": "5000"}, {"mcc": {"from": "6000", "to": "6001"}}]},
]
# One purchase for each way in which the literals below can tell purchases apart.
DOMAIN: dict[int, tuple[Any, ...]] = {
    Slot.AMOUNT: (1, 499, 500, 501, 700),
    Slot.MCC: (None, "4999", "5000", "6001"),
    Slot.COUNTRY: (None, "USA", "CAN", "FRA"),
    Slot.CROSS_BORDER: (None, True, False),
    Slot.MERCHANT_NAME: (None, "a", "ab", "b"),
}
LEAVES: tuple[Json, ...] = (
    *({"fact": "amount", "op": op, "value": "5.00"} for op in ("=", "!=", "<", "<=", ">", ">=")),
    {"fact": "amount", "op": "in", "values": ["4.99", {"from": "5.01", "to": "9.00"}]},
    {"fact": "amount", "op": "<", "value": "0.01"},
    {"fact": "mcc", "op": "in", "values": [{"from": "4999", "to": "5000"}]},
    {"fact": "mcc", "op": "=", "value": "5000"},
    {"fact": "mcc", "op": "!=", "value": "5000"},
    {"fact": "country", "op": "=", "value": "USA"},
    {"fact": "country", "op": "in", "values": ["USA", "CAN"]},
    {"fact": "country", "op": "not in", "values": ["USA", "FRA"]},
    {"fact": "cross_border", "op": "=", "value": "yes"},
    {"fact": "cross_border", "op": "!=", "value": "yes"},
    {"fact": "merchant.name", "op": "like", "value": "a*"},
    {"fact": "merchant.name", "op": "not like", "value": "a*"},
    {"fact": "merchant.name", "op": "=", "value": "ab"},
    {"merchant": {"in": [{"group": "g"}]}},
    {"merchant": {"not_in": [{"group": "g"}]}},
    {"merchant": {"in": [{"group": "h"}]}},
    {"merchant": {"not_in": [{"group": "h"}, {"name": "b"}]}},
)
SELECTORS: tuple[Json, ...] = (
    {"mcc": ["5000"]},
    {"mcc": [{"from": "5000", "to": "6001"}]},
    {"country": ["USA", "CAN"]},
    {"country": ["FRA"]},
    {"cross_border": True},
    {"merchant": [{"group": "g"}]},
    {"merchant": [{"group": "h"}]},
    {"merchant": [{"name": "A*"}, {"name": "B*"}]},
)


def condition(choices: Choices, depth: int) -> Json:
    kind = choices.pick(("leaf", "leaf", "all", "any", "not")) if depth else "leaf"
    if kind == "leaf":
        return choices.pick(LEAVES)
    if kind == "not":
        return {"not": condition(choices, depth - 1)}
    return {kind: [condition(choices, depth - 1) for _ in range(2)]}


def crowded(choices: Choices) -> Json:
    """A document whose few words meet in many filters and overrides."""
    filters = [{"require": {"condition": condition(choices, 1)}} for _ in range(choices.below(4))]
    overrides: list[Json] = []
    for name in "ABCDE"[: 1 + choices.below(5)]:
        which = choices.pick(("for", "when", "when", "both"))
        override: Json = {"name": name, "rate": "1"}
        if which != "when":
            override["for"] = choices.pick(SELECTORS)
        if which != "for":
            override["when"] = condition(choices, 2)
        overrides.append(override)
    conversion = {"base": {"rate": "1"}, "overrides": overrides}
    return simple_document(groups=GROUPS, filters=filters or None, conversion=conversion)


def purchases() -> Iterator[Bound]:
    for values in product(*DOMAIN.values()):
        bound: list[Any] = [None] * len(Slot)
        for slot, value in zip(DOMAIN, values, strict=True):
            bound[slot] = value
        yield tuple(bound)


PURCHASES = tuple(purchases())


def rules_of(document: Json) -> tuple[Located, Rules]:
    located = Located(Source("a.json", "{}"), document, {"": Place(Span(0, 2))})
    rules, refused = structure(located)
    assert refused == []
    assert rules is not None
    return located, rules


def passing(plan: Plan) -> list[Bound]:
    return [
        bound
        for bound in PURCHASES
        if all(step.test is None or holds(plan, step.test, bound) for step in plan.filters)
    ]


documents = any_choices(80).map(crowded)


@given(documents)
def test_nothing_passes_where_that_is_said(document: Json) -> None:
    located, rules = rules_of(document)
    if list(filters_nothing_passes(located, rules)):
        assert passing(make_plan(rules)) == []


@given(documents)
def test_no_override_wins_of_which_the_opposite_is_said(document: Json) -> None:
    located, rules = rules_of(document)
    plan = make_plan(rules)
    dead = {each.message.split("`")[1] for each in overrides_that_never_win(located, rules)}
    won = {rate_in_force(plan, bound).title for bound in passing(plan)} if dead else set()
    assert dead.isdisjoint(won)


@given(st.lists(st.sampled_from(("USA", "CAN", "FRA")), min_size=1), st.data())
def test_about_one_fact_the_warning_is_exact(countries: list[str], data: st.DataObject) -> None:
    """Overrides and filters on countries alone: every override that never wins is found."""
    lists = st.lists(st.sampled_from(("USA", "CAN", "FRA")), min_size=1, unique=True)
    overrides = [
        {"name": name, "for": {"country": data.draw(lists)}, "rate": "1"} for name in "ABCD"
    ]
    document = simple_document(
        filters=[{"country": {"only": list(dict.fromkeys(countries))}}],
        conversion={"base": {"rate": "1"}, "overrides": overrides},
    )
    located, rules = rules_of(document)
    plan = make_plan(rules)
    dead = {each.message.split("`")[1] for each in overrides_that_never_win(located, rules)}
    won = {rate_in_force(plan, bound).title for bound in passing(plan)}
    assert dead == set("ABCD") - won
