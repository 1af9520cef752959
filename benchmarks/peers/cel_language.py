"""The reference program in CEL: four expressions, since CEL has no names for values.

It has ints but no decimals; its `/` on ints cuts towards zero, which is the floor here.
"""

import json
from collections.abc import Iterable, Mapping

from benchmarks.reference.answers import CODE
from benchmarks.reference.terms import Terms, Tiers

_ABOVE = 10**15
"""More cents than any purchase: the upper bound of a tier that has none."""


def expressions(terms: Terms) -> tuple[str, str, str, str]:
    """Stop, rate, credit, points: see `peer.four_steps`."""
    return _stop(terms), _rate(terms), _credit(terms), "(20000 * credit + rate) / (2 * rate)"


def _stop(terms: Terms) -> str:
    spans = [f"(mcc >= {int(low)} && mcc <= {int(high)})" for low, high in terms.mcc_ranges]
    singles = ", ".join(str(int(code)) for code in terms.mcc_singles)
    conditions = {
        "CURRENCY_MISMATCH": "currency != 'USD'",
        "NOT_A_PURCHASE": "!(processing in ['purchase', 'purchase_with_cashback'])",
        "NOT_APPROVED": "response != '00'",
        "ACCOUNT_STATUS": "!(status in ['GOOD_STANDING', 'REDEEM_ONLY'])",
        "NOT_A_REDEEMER": "household == 'NON_REDEEMER'",
        "NOTHING_TO_REDEEM": "amount <= 0",
        "BELOW_PROGRAM_MINIMUM": f"amount <= {terms.over}",
        "MCC_FILTERED": " || ".join([*spans, f"mcc in [{singles}]"]),
        "COUNTRY_FILTERED": f"!(country in {_texts(terms.countries)})",
        "MERCHANT_FILTERED": f"merchant in {_texts(terms.merchants)}",
    }
    chain = [f"({condition}) ? {CODE[reason]}" for reason, condition in conditions.items()]
    return " : ".join([*chain, "-1"])


def _rate(terms: Terms) -> str:
    own = terms.by_merchant
    bounds = _map({key: tiers[0][0] or _ABOVE for key, tiers in own.items()})
    low = _map({key: tiers[0][1] for key, tiers in own.items()})
    high = _map({key: tiers[-1][1] for key, tiers in own.items()})
    merchant = f"(amount <= {bounds}[merchant] ? {low}[merchant] : {high}[merchant])"
    chain = [f"merchant in {_texts(own)} ? {merchant}"]
    chain += [f"product == '{key}' ? ({_tiers(t)})" for key, t in terms.by_product.items()]
    return " : ".join([*chain, _tiers(terms.base)])


def _credit(terms: Terms) -> str:
    target = "(cap > 0 && cap < amount ? cap : amount)"
    part = f"balance * rate / {10_000 * terms.step} * {terms.step}"
    return (
        f"balance * rate < {10_000 * terms.worth} ? -{CODE['BELOW_REDEMPTION_MINIMUM']}"
        f" : mode == 'OFF' ? -{CODE['PREFERENCE_OFF']}"
        f" : (minimum > 0 && amount <= minimum) ? -{CODE['BELOW_CARDHOLDER_MINIMUM']}"
        f" : balance >= (20000 * {target} + rate) / (2 * rate) ? {target}"
        f" : {part} == 0 ? -{CODE['INSUFFICIENT_BALANCE']} : {part}"
    )


def _tiers(tiers: Tiers) -> str:
    *bounded, (_, last) = tiers
    chain = [f"amount <= {up_to} ? {rate}" for up_to, rate in bounded]
    return " : ".join([*chain, str(last)])


def _texts(values: Iterable[str]) -> str:
    return json.dumps(list(values))


def _map(values: Mapping[str, int]) -> str:
    return json.dumps(dict(values))
