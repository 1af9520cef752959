"""Drawn documents are valid and canonical, and between them use the whole language."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from pointsman.engine.fact_types import BUILT_IN
from tests.strategies.choices import seeded
from tests.strategies.documents import KEYS, build_document, documents, simple_document
from tests.strategies.edges import DECIMALS

Document = dict[str, Any]

SAMPLE = [build_document(seeded(seed)) for seed in range(1500)]
MONEY_KEYS = {
    *("over", "at_least", "under", "at_most", "worth_at_least", "up_to", "step", "fixed"),
    "redeem_at_least",
}


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path, in which a list adds nothing."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}/{key}")
    if isinstance(value, list):
        for item in value:
            yield from walk(item, path)


def conditions(document: Document) -> Iterator[Document]:
    for _, value in walk(document):
        if isinstance(value, dict) and {"fact", "op"} <= value.keys():
            yield value


@settings(deadline=None)
@given(documents())
def test_keys_are_in_canonical_order_and_nothing_is_empty(document: Document) -> None:
    assert list(document) == [key for key in KEYS if key in document]
    assert all(value not in (None, [], {}) for _, value in walk(document))


def is_canonical(number: str, decimals: int | None) -> bool:
    """Money has just the currency's decimals, other numbers do not end in zeros."""
    digits = number.partition(".")[2]
    if decimals is not None:
        return len(digits) == decimals and Decimal(number) > 0
    return not digits.endswith("0") and not re.match(r"0[0-9]", number)


@settings(deadline=None)
@given(documents())
def test_numbers_are_canonical_and_above_zero(document: Document) -> None:
    decimals = DECIMALS[document["currency"]]
    for path, value in walk(document):
        key = path.rpartition("/")[2]
        is_points = path == "/filters/balance/at_least"
        if key == "rate":
            assert is_canonical(value, None)
            assert Decimal(value) > 0
        elif key in MONEY_KEYS and isinstance(value, str):
            assert is_canonical(value, None if is_points else decimals)


@settings(deadline=None)
@given(documents())
def test_names_are_declared_once_and_used_only_where_declared(document: Document) -> None:
    groups = [group["name"] for group in document.get("groups", ())]
    own = [fact["name"] for fact in document.get("facts", ())]
    overrides = [rule["name"] for rule in document["conversion"].get("overrides", ())]
    used = {value for path, value in walk(document) if path.endswith("/group")}
    for names in (groups, own, overrides):
        assert len(names) == len(set(names))
    assert used <= set(groups)
    assert {leaf["fact"] for leaf in conditions(document)} <= {*BUILT_IN, *own}


def rises(values: list[str]) -> bool:
    numbers = [Decimal(value) for value in values]
    return all(lower < upper for lower, upper in pairwise(numbers))


@settings(deadline=None)
@given(documents())
def test_tiers_rise_and_statements_stand_as_often_as_they_may(document: Document) -> None:
    conversion = document["conversion"]
    for rule in (conversion["base"], *conversion.get("overrides", ())):
        assert ("rate" in rule) != ("tiers" in rule)
        ends = [tier.get("up_to") for tier in rule.get("tiers", [{}])]
        assert ends.pop() is None
        assert rises(ends)
    filters = [next(iter(item.items())) for item in document.get("filters", ())]
    kinds = Counter((kind, side(kind, rule)) for kind, rule in filters if kind != "require")
    assert set(kinds.values()) <= {1}


def side(kind: str, rule: Document) -> str:
    """What may stand once: a lower and an upper bound, each way to bound the balance."""
    [word] = rule
    if kind == "purchase":
        return "lower" if word in ("over", "at_least") else "upper"
    return word if kind == "balance" else ""


@settings(deadline=None)
@given(documents())
def test_operators_suit_their_facts(document: Document) -> None:
    for leaf in conditions(document):
        fact = BUILT_IN.get(leaf["fact"])
        spans = [value for value in leaf.get("values", ()) if isinstance(value, dict)]
        if fact is not None:
            assert leaf["op"] in fact.kind.operators
            assert fact.kind.ranged or not spans


PATHS = (
    *("/version", "/effective/from", "/effective/to", "/timezone", "/currency"),
    *("/points/rounding", "/bank", "/facts/values", "/groups/entries/id"),
    *("/groups/entries/name", "/groups/entries/acquirer", "/groups/entries/terminal"),
    *("/groups/entries/mcc/from", "/filters/purchase/over", "/filters/purchase/at_least"),
    *("/filters/purchase/under", "/filters/purchase/at_most"),
    *("/filters/balance/worth_at_least", "/filters/balance/at_least", "/filters/mcc/only"),
    *("/filters/mcc/except/to", "/filters/country/only", "/filters/country/except"),
    *("/filters/merchant/only/group", "/filters/merchant/except/name"),
    *("/filters/merchant/except/id", "/filters/merchant/except/acquirer"),
    *("/filters/merchant/only/terminal", "/filters/require/else"),
    *("/filters/require/condition/all/not", "/filters/require/condition/any/fact"),
    *("/filters/require/condition/merchant/not_in/group", "/preferences/offer"),
    *("/preferences/cardholder", "/conversion/base/rate", "/conversion/base/tiers/up_to"),
    *("/conversion/overrides/for/merchant/group", "/conversion/overrides/for/mcc/from"),
    *("/conversion/overrides/for/product", "/conversion/overrides/for/country"),
    *("/conversion/overrides/for/cross_border", "/conversion/overrides/when/values/from"),
    *("/conversion/overrides/tiers/rate", "/redemption/full", "/redemption/partial/step"),
    *("/redemption/fixed", "/redemption/redeem_at_least", "/post_purchase/within_days"),
    *("/post_purchase/after", "/post_purchase/partial", "/communications/email"),
    *("/communications/notify", "/communications/statement", "/digital/items/item"),
    *("/digital/items/for", "/digital/items/rate", "/digital/items/named"),
    *("/digital/items/redeems", "/digital/items/currency", "/digital/source", "/digital/partner"),
)


def test_every_statement_is_drawn() -> None:
    drawn = {path for document in SAMPLE for path, _ in walk(document)}
    assert set(PATHS) <= drawn


def test_every_currency_precision_and_rounding_is_drawn() -> None:
    drawn = {(d["currency"], d["points"]["precision"], d["points"].get("rounding")) for d in SAMPLE}
    assert len(drawn) == 3 * 2 * 4


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_every_built_in_fact_is_drawn_with_every_operator(name: str) -> None:
    operators = {leaf["op"] for d in SAMPLE for leaf in conditions(d) if leaf["fact"] == name}
    assert operators == set(BUILT_IN[name].kind.operators)


def test_a_simple_document_takes_parts_added_replaced_and_left_out() -> None:
    document = simple_document(version="7", redemption={"fixed": "5.00"}, bank=None)
    assert document["version"] == "7"
    assert document["redemption"] == {"fixed": "5.00"}
    assert "bank" not in document
    with pytest.raises(AssertionError, match="no parts of a program"):
        simple_document(banks="hosted")
