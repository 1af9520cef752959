"""rule-engine: rules for the parts, since it has no names for values, and the Python between.

The sets and tables stand in the text of the rules: handed in as symbols they are coerced element
by element at every evaluation, which takes three times as long.
"""

from collections.abc import Iterable, Mapping

from benchmarks.peers.peer import Flat, Peer, flat
from benchmarks.reference.answers import CODE, REASONS, Answer
from benchmarks.reference.terms import Terms, Tiers

_ABOVE = 10**15


def make(terms: Terms) -> Peer:
    """Six rules and the Python between them."""
    import rule_engine  # noqa: PLC0415

    stop, rate = rule_engine.Rule(_stop(terms)), rule_engine.Rule(_rate(terms))
    target = rule_engine.Rule("cap > 0 and cap < amount ? cap : amount")
    refusal = rule_engine.Rule(_refusal(terms))
    points = rule_engine.Rule("(20000 * credit + rate) // (2 * rate)")
    part = rule_engine.Rule(f"balance * rate // {10_000 * terms.step} * {terms.step}")

    def decide(purchase: Flat) -> Answer:
        stopped = int(stop.evaluate(purchase))
        if stopped >= 0:
            return REASONS[stopped], 0, 0
        purchase["rate"] = rate.evaluate(purchase)
        refused = int(refusal.evaluate(purchase))
        if refused:
            return REASONS[refused], 0, 0
        whole = purchase["credit"] = target.evaluate(purchase)
        needed = points.evaluate(purchase)
        if purchase["balance"] >= needed:
            full = whole == purchase["amount"]
            return "REDEEMED_FULL" if full else "REDEEMED_FIXED", int(needed), int(whole)
        credit = purchase["credit"] = part.evaluate(purchase)
        if not credit:
            return "INSUFFICIENT_BALANCE", 0, 0
        return "REDEEMED_PARTIAL", int(points.evaluate(purchase)), int(credit)

    return Peer("rule-engine", "rule-engine", flat, decide, rows=20_000)


def _stop(terms: Terms) -> str:
    spans = [f"(mcc >= {int(low)} and mcc <= {int(high)})" for low, high in terms.mcc_ranges]
    singles = ", ".join(str(int(code)) for code in terms.mcc_singles)
    conditions = {
        "CURRENCY_MISMATCH": "currency != 'USD'",
        "NOT_A_PURCHASE": "not (processing in ['purchase', 'purchase_with_cashback'])",
        "NOT_APPROVED": "response != '00'",
        "ACCOUNT_STATUS": "not (status in ['GOOD_STANDING', 'REDEEM_ONLY'])",
        "NOT_A_REDEEMER": "household == 'NON_REDEEMER'",
        "NOTHING_TO_REDEEM": "amount <= 0",
        "BELOW_PROGRAM_MINIMUM": f"amount <= {terms.over}",
        "MCC_FILTERED": " or ".join([*spans, f"mcc in [{singles}]"]),
        "COUNTRY_FILTERED": f"not (country in {_texts(terms.countries)})",
        "MERCHANT_FILTERED": f"merchant in {_texts(terms.merchants)}",
    }
    return _chain({test: str(CODE[reason]) for reason, test in conditions.items()}, "-1")


def _refusal(terms: Terms) -> str:
    tests = {
        f"balance * rate < {10_000 * terms.worth}": "BELOW_REDEMPTION_MINIMUM",
        "mode == 'OFF'": "PREFERENCE_OFF",
        "minimum > 0 and amount <= minimum": "BELOW_CARDHOLDER_MINIMUM",
    }
    return _chain({test: str(CODE[reason]) for test, reason in tests.items()}, "0")


def _rate(terms: Terms) -> str:
    own = terms.by_merchant
    bounds = _map({key: tiers[0][0] or _ABOVE for key, tiers in own.items()})
    low = _map({key: tiers[0][1] for key, tiers in own.items()})
    high = _map({key: tiers[-1][1] for key, tiers in own.items()})
    merchant = f"(amount <= {bounds}[merchant] ? {low}[merchant] : {high}[merchant])"
    products = {f"product == '{key}'": _tiers(tiers) for key, tiers in terms.by_product.items()}
    return _chain({f"merchant in {_texts(own)}": merchant, **products}, _tiers(terms.base))


def _tiers(tiers: Tiers) -> str:
    *bounded, (_, last) = tiers
    return _chain({f"amount <= {up_to}": str(rate) for up_to, rate in bounded}, str(last))


def _chain(cases: Mapping[str, str], otherwise: str) -> str:
    """Nested questions: the first case that is true gives the value."""
    text = otherwise
    for test, value in reversed(list(cases.items())):
        text = f"(({test}) ? {value} : {text})"
    return text


def _texts(values: Iterable[str]) -> str:
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"


def _map(values: Mapping[str, int]) -> str:
    return "{" + ", ".join(f"'{key}': {value}" for key, value in values.items()) + "}"
