"""Facts back into the native form of design section 3, every decimal as text."""

from pointsman.engine import currencies
from pointsman.engine.exact import MAX_DIGITS, Exact, plain
from pointsman.engine.facts import (
    Account,
    AccountPreferences,
    Authorization,
    Facts,
    PostPurchaseRequest,
)
from pointsman.engine.instants import format_instant

Native = dict[str, object]
"""An object of the native form: text, and objects of text."""


def write_facts(facts: Facts, exponent: int) -> Native:
    """The native form of facts; `exponent` is that of the program's currency.

    What is unknown is left out, so reading it gives the same facts again. Times are in UTC.

    Raises:
        ValueError: the facts were made by hand with a currency that nothing is billed in.
    """
    request = facts.post_purchase
    return _known(
        id=facts.id,
        authorization=_authorization(facts.authorization),
        account=_account(facts.account, exponent) or None,
        post_purchase=_request(request) if request else None,
    )


def _authorization(authorization: Authorization) -> Native:
    merchant = authorization.merchant
    return _known(
        amount=_billed(authorization.amount, authorization.currency),
        currency=authorization.currency,
        response_code=authorization.response_code,
        processing=authorization.processing,
        mcc=authorization.mcc,
        country=authorization.country,
        issuer_country=authorization.issuer_country,
        channel=authorization.channel,
        local_amount=_text(authorization.local_amount),
        local_currency=authorization.local_currency,
        merchant=_known(
            id=merchant.id,
            name=merchant.name,
            acquirer=merchant.acquirer,
            terminal=merchant.terminal,
        )
        or None,
        time=None if authorization.time is None else format_instant(authorization.time),
    )


def _account(account: Account, exponent: int) -> Native:
    own = {name: str(value) for name, value in account.facts.items()}
    return _known(
        status=_text(account.status),
        household=_text(account.household),
        product=account.product,
        balance=None if account.balance is None else plain(account.balance, 2),
        preferences=_preferences(account.preferences, exponent) or None,
        facts=own or None,
    )


def _preferences(preferences: AccountPreferences, exponent: int) -> Native:
    return _known(
        mode=_text(preferences.mode),
        minimum=_preferred(preferences.minimum, exponent),
        amount=_preferred(preferences.amount, exponent),
    )


def _request(request: PostPurchaseRequest) -> Native:
    return {"requested_at": format_instant(request.requested_at), "after": str(request.after)}


def _billed(minor: int, code: str) -> str:
    currency = currencies.find(code)
    if currency is None or currency.exponent is None:
        raise ValueError(f"nothing is billed in `{code}`, so its amounts cannot be written")
    return _money(minor, currency.exponent)


def _preferred(amount: Exact | None, exponent: int) -> str | None:
    if amount is None:
        return None
    minor = amount.scaled(exponent)
    return str(amount) if minor is None else _money(minor, exponent)


def _money(minor: int, exponent: int) -> str:
    """With the currency's decimals, as far as a number of 18 digits has room for them."""
    padded = plain(minor, exponent, pad=True)
    return padded if len(padded) <= MAX_DIGITS else plain(minor, exponent)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _known(**values: object) -> Native:
    """The entries that are known, in the order given."""
    return {key: value for key, value in values.items() if value is not None}
