"""The reference program as a Python programmer would write it by hand, with the same meaning.

The same meaning: what is unknown (None) stops a purchase as the language has it, a later request
is refused because the program has no post-purchase block, and every role and kind of purchase
that the built-in conditions accept is accepted here. Most peers are spared that work.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from benchmarks.reference.answers import Answer
from benchmarks.reference.purchases import Purchase
from benchmarks.reference.terms import RATE_PLACES, Terms, Tiers

_PURCHASES: Final = frozenset({"purchase", "purchase_with_cashback"})
_STATUSES: Final = frozenset({"GOOD_STANDING", "REDEEM_ONLY"})
_ROLES: Final = frozenset({None, "REDEEMER", "PRIMARY_REDEEMER"})
_MODES: Final = frozenset({"NEXT", "ALL"})
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)

DecimalAnswer = tuple[str, int, Decimal]
"""Reason, whole points, credit in dollars."""


def with_integers(terms: Terms) -> Callable[[Purchase[int]], Answer]:  # noqa: C901
    """Cents, points and millionths of a dollar, all int."""
    over, least, step, base = terms.over, 10_000 * terms.worth, terms.step, terms.base
    mccs, countries, merchants = terms.mccs, frozenset(terms.countries), frozenset(terms.merchants)
    by_merchant, by_product = terms.by_merchant, terms.by_product

    # One function with many ways out: the fastest that Python runs, and so the one to beat.
    def decide(purchase: Purchase[int]) -> Answer:  # noqa: C901, PLR0911, PLR0912
        if purchase.currency != "USD":
            return "CURRENCY_MISMATCH", 0, 0
        if purchase.processing not in _PURCHASES:
            return "NOT_A_PURCHASE", 0, 0
        if purchase.response != "00":
            return "NOT_APPROVED", 0, 0
        if purchase.status not in _STATUSES:
            return "ACCOUNT_STATUS", 0, 0
        if purchase.household not in _ROLES:
            return "NOT_A_REDEEMER", 0, 0
        amount = purchase.amount
        if amount <= 0:
            return "NOTHING_TO_REDEEM", 0, 0
        if amount <= over:
            return "BELOW_PROGRAM_MINIMUM", 0, 0
        if purchase.mcc is None or purchase.mcc in mccs:
            return "MCC_FILTERED", 0, 0
        if purchase.country not in countries:
            return "COUNTRY_FILTERED", 0, 0
        merchant = purchase.merchant
        if merchant is None or merchant in merchants:
            return "MERCHANT_FILTERED", 0, 0
        tiers = by_merchant.get(merchant) or by_product.get(purchase.product) or base  # type: ignore[arg-type]
        for up_to, rate in tiers:  # noqa: B007
            if up_to is None or amount <= up_to:
                break
        balance = purchase.balance
        if balance is None or balance * rate < least:
            return "BELOW_REDEMPTION_MINIMUM", 0, 0
        if purchase.after is not None:
            return "NOT_REPROCESSABLE", 0, 0
        if purchase.mode not in _MODES:
            return "PREFERENCE_OFF", 0, 0
        minimum = purchase.minimum
        if minimum is not None and amount <= minimum:
            return "BELOW_CARDHOLDER_MINIMUM", 0, 0
        target = amount
        cap = purchase.cap
        if cap is not None and cap < amount:
            target = cap
        points = (20_000 * target + rate) // (2 * rate)
        if points <= balance:
            return "REDEEMED_FULL" if target == amount else "REDEEMED_FIXED", points, target
        # A balance worth the target covers it whole, so that what is left is worth less.
        credit = balance * rate // (10_000 * step) * step
        if not credit:
            return "INSUFFICIENT_BALANCE", 0, 0
        return "REDEEMED_PARTIAL", (20_000 * credit + rate) // (2 * rate), credit

    return decide


def with_decimals(terms: Terms) -> Callable[[Purchase[Decimal]], DecimalAnswer]:  # noqa: C901
    """Dollars as decimals, as the field's own books tell one to."""
    over, least, step = _dollars(terms.over), _dollars(terms.worth), _dollars(terms.step)
    mccs, countries, merchants = terms.mccs, frozenset(terms.countries), frozenset(terms.merchants)
    base = _decimal_tiers(terms.base)
    by_merchant = {key: _decimal_tiers(tiers) for key, tiers in terms.by_merchant.items()}
    by_product = {key: _decimal_tiers(tiers) for key, tiers in terms.by_product.items()}

    def decide(purchase: Purchase[Decimal]) -> DecimalAnswer:  # noqa: C901, PLR0911, PLR0912
        if purchase.currency != "USD":
            return "CURRENCY_MISMATCH", 0, _ZERO
        if purchase.processing not in _PURCHASES:
            return "NOT_A_PURCHASE", 0, _ZERO
        if purchase.response != "00":
            return "NOT_APPROVED", 0, _ZERO
        if purchase.status not in _STATUSES:
            return "ACCOUNT_STATUS", 0, _ZERO
        if purchase.household not in _ROLES:
            return "NOT_A_REDEEMER", 0, _ZERO
        amount = purchase.amount
        if amount <= _ZERO:
            return "NOTHING_TO_REDEEM", 0, _ZERO
        if amount <= over:
            return "BELOW_PROGRAM_MINIMUM", 0, _ZERO
        if purchase.mcc is None or purchase.mcc in mccs:
            return "MCC_FILTERED", 0, _ZERO
        if purchase.country not in countries:
            return "COUNTRY_FILTERED", 0, _ZERO
        merchant = purchase.merchant
        if merchant is None or merchant in merchants:
            return "MERCHANT_FILTERED", 0, _ZERO
        tiers = by_merchant.get(merchant) or by_product.get(purchase.product or "") or base
        rate = next(rate for up_to, rate in tiers if up_to is None or amount <= up_to)
        balance = purchase.balance
        if balance is None or balance * rate < least:
            return "BELOW_REDEMPTION_MINIMUM", 0, _ZERO
        if purchase.after is not None:
            return "NOT_REPROCESSABLE", 0, _ZERO
        if purchase.mode not in _MODES:
            return "PREFERENCE_OFF", 0, _ZERO
        if purchase.minimum is not None and amount <= purchase.minimum:
            return "BELOW_CARDHOLDER_MINIMUM", 0, _ZERO
        target = amount if purchase.cap is None else min(purchase.cap, amount)
        points = int((target / rate).quantize(_ONE, ROUND_HALF_UP))
        if points <= balance:
            return "REDEEMED_FULL" if target == amount else "REDEEMED_FIXED", points, target
        credit = balance * rate // step * step
        if not credit:
            return "INSUFFICIENT_BALANCE", 0, _ZERO
        return "REDEEMED_PARTIAL", int((credit / rate).quantize(_ONE, ROUND_HALF_UP)), credit

    return decide


def in_dollars(purchase: Purchase[int]) -> Purchase[Decimal]:
    """The purchase with its amounts as decimals."""
    minimum, cap = purchase.minimum, purchase.cap
    return Purchase(
        purchase.currency, purchase.processing, purchase.response, purchase.status,
        purchase.household, _dollars(purchase.amount), purchase.mcc, purchase.country,
        purchase.merchant, purchase.product, purchase.balance, purchase.mode,
        None if minimum is None else _dollars(minimum), None if cap is None else _dollars(cap),
        purchase.after,
    )  # fmt: skip


def in_cents(answer: DecimalAnswer) -> Answer:
    """The answer in the form that is compared."""
    reason, points, credit = answer
    return reason, points, int(credit.scaleb(2))


def _dollars(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _decimal_tiers(tiers: Tiers) -> tuple[tuple[Decimal | None, Decimal], ...]:
    return tuple(
        (None if up_to is None else _dollars(up_to), Decimal(rate).scaleb(-RATE_PLACES))
        for up_to, rate in tiers
    )
