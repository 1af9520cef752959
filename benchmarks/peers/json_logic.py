"""JSON Logic by panzi-json-logic, the fastest of its Python implementations that were tried.

It has no floor and no division of whole numbers, no tables and no names for values: four rules,
53 overrides as a chain of questions, and floors as (n - n % d) / d.
"""

from typing import Any

from benchmarks.peers.peer import Flat, Peer, flat, four_steps
from benchmarks.reference.answers import CODE
from benchmarks.reference.terms import Terms, Tiers

Rule = Any


def make(terms: Terms) -> Peer:
    """Four rules and the Python between them."""
    from json_logic.apply import apply  # noqa: PLC0415

    rules = (_stop(terms), _rate(terms), _credit(terms), _points(_of("credit")))

    def evaluate(number: int, purchase: Flat) -> int:
        return int(apply(rules[number], purchase))

    return Peer("JSON Logic", "panzi-json-logic", flat, four_steps(evaluate), rows=20_000)


def _stop(terms: Terms) -> Rule:
    mcc = _of("mcc")
    spans = [{"<=": [int(low), mcc, int(high)]} for low, high in terms.mcc_ranges]
    singles = {"in": [mcc, [int(code) for code in terms.mcc_singles]]}
    conditions = {
        "CURRENCY_MISMATCH": {"!=": [_of("currency"), "USD"]},
        "NOT_A_PURCHASE": _not_in("processing", ["purchase", "purchase_with_cashback"]),
        "NOT_APPROVED": {"!=": [_of("response"), "00"]},
        "ACCOUNT_STATUS": _not_in("status", ["GOOD_STANDING", "REDEEM_ONLY"]),
        "NOT_A_REDEEMER": {"==": [_of("household"), "NON_REDEEMER"]},
        "NOTHING_TO_REDEEM": {"<=": [_of("amount"), 0]},
        "BELOW_PROGRAM_MINIMUM": {"<=": [_of("amount"), terms.over]},
        "MCC_FILTERED": {"or": [*spans, singles]},
        "COUNTRY_FILTERED": _not_in("country", list(terms.countries)),
        "MERCHANT_FILTERED": {"in": [_of("merchant"), list(terms.merchants)]},
    }
    chain = [part for reason, test in conditions.items() for part in (test, CODE[reason])]
    return {"if": [*chain, -1]}


def _rate(terms: Terms) -> Rule:
    chain: list[Rule] = []
    for merchant, tiers in terms.by_merchant.items():
        chain += [{"==": [_of("merchant"), merchant]}, _tiers(tiers)]
    for product, tiers in terms.by_product.items():
        chain += [{"==": [_of("product"), product]}, _tiers(tiers)]
    return {"if": [*chain, _tiers(terms.base)]}


def _credit(terms: Terms) -> Rule:
    target = {"if": [{">": [_of("cap"), 0]}, {"min": [_of("cap"), _of("amount")]}, _of("amount")]}
    worth = {"*": [_of("balance"), _of("rate")]}
    part = {"*": [_floor(worth, 10_000 * terms.step), terms.step]}
    below = {"and": [{">": [_of("minimum"), 0]}, {"<=": [_of("amount"), _of("minimum")]}]}
    return {
        "if": [
            {"<": [worth, 10_000 * terms.worth]}, -CODE["BELOW_REDEMPTION_MINIMUM"],
            {"==": [_of("mode"), "OFF"]}, -CODE["PREFERENCE_OFF"],
            below, -CODE["BELOW_CARDHOLDER_MINIMUM"],
            {">=": [_of("balance"), _points(target)]}, target,
            {"==": [part, 0]}, -CODE["INSUFFICIENT_BALANCE"],
            part,
        ]
    }  # fmt: skip


def _points(credit: Rule) -> Rule:
    twice = {"*": [2, _of("rate")]}
    return _floor({"+": [{"*": [20_000, credit]}, _of("rate")]}, twice)


def _tiers(tiers: Tiers) -> Rule:
    *bounded, (_, last) = tiers
    if not bounded:
        return last
    chain = [part for up_to, rate in bounded for part in ({"<=": [_of("amount"), up_to]}, rate)]
    return {"if": [*chain, last]}


def _floor(number: Rule, divisor: Rule) -> Rule:
    return {"/": [{"-": [number, {"%": [number, divisor]}]}, divisor]}


def _not_in(name: str, values: list[str]) -> Rule:
    return {"!": [{"in": [_of(name), values]}]}


def _of(name: str) -> Rule:
    return {"var": name}
