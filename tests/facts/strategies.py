"""Facts made by hypothesis: readable ones in the native form, and anything that JSON can say."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from pointsman.engine.exact import Written, plain
from pointsman.engine.fact_types import CHANNELS, PROCESSINGS
from pointsman.engine.facts import Household, Mode, Status
from pointsman.engine.instants import EARLIEST, LATEST, format_instant
from pointsman.engine.reasons import Reason

EXPONENTS = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}
COUNTRIES = ("USA", "CAN", "AUS", "FRA")


def decimals(places: int) -> st.SearchStrategy[str]:
    """Plain decimals of up to 18 digits, `places` of them after the point at most; under 18."""
    units = st.integers(0, 10**18 - 1)
    return st.builds(plain, units, st.integers(0, places))


def _text_or_number(text: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.one_of(text, text.map(Written), text.map(Decimal))


texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), max_size=20)
times = st.integers(EARLIEST, LATEST).map(format_instant)


def _object(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of these fields, each of them possibly null."""
    return st.fixed_dictionaries({}, optional={key: st.none() | it for key, it in fields.items()})


@st.composite
def _authorizations(draw: st.DrawFn) -> dict[str, Any]:
    currency = draw(st.sampled_from(sorted(EXPONENTS)))
    local = draw(st.sampled_from(sorted(EXPONENTS)))
    amount = draw(_text_or_number(decimals(EXPONENTS[currency])))
    others = _object(
        response_code=st.sampled_from(["00", "05", "10"]),
        processing=st.sampled_from(PROCESSINGS),
        mcc=st.integers(0, 9999).map("{:04d}".format),
        country=st.sampled_from(COUNTRIES),
        issuer_country=st.sampled_from(COUNTRIES),
        channel=st.sampled_from(CHANNELS),
        local_amount=_text_or_number(decimals(EXPONENTS[local])),
        local_currency=st.just(local),
        merchant=_object(id=texts, name=texts, acquirer=texts, terminal=texts),
        time=times,
    )
    return {"amount": amount, "currency": currency} | draw(others)


_accounts = _object(
    status=st.sampled_from([str(it) for it in Status]),
    household=st.sampled_from([str(it) for it in Household]),
    product=texts,
    balance=_text_or_number(decimals(2)),
    preferences=_object(
        mode=st.sampled_from([str(it) for it in Mode]),
        minimum=_text_or_number(decimals(2)),
        amount=_text_or_number(decimals(2)),
    ),
    facts=_object(
        segment=st.sampled_from(["gold", "silver", "basic"]),
        nickname=texts,
        visits=_text_or_number(decimals(17)),
    ),
)

_requests = st.fixed_dictionaries(
    {
        "requested_at": st.just(format_instant(LATEST)),
        "after": st.sampled_from([str(it) for it in Reason]),
    }
)

native_facts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"authorization": _authorizations()},
    optional={"id": texts | st.none(), "account": _accounts, "post_purchase": _requests},
)
"""Facts that can be read with the context of `purchases.py`."""

_keys = st.text(max_size=5) | st.sampled_from(
    [
        "id",
        "authorization",
        "account",
        "post_purchase",
        "amount",
        "currency",
        "time",
        "merchant",
        "facts",
    ]
)
_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(st.characters(), max_size=10)
    | st.from_regex(r"[0-9]{1,20}(\.[0-9]{1,5})?", fullmatch=True)
    | st.sampled_from(["USD", "NaN", "1e999999999", "-0", "00", "US"]).map(Written)
)


def _nested(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        scalars,
        lambda it: st.lists(it, max_size=3) | st.dictionaries(_keys, it, max_size=4),
        max_leaves=10,
    )


any_json = _nested(_scalars)
"""Anything that JSON, YAML or a caller can hand in."""

plain_json = _nested(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text(max_size=10)
    | st.from_regex(r"[0-9]{1,20}(\.[0-9]{1,5})?", fullmatch=True)
)
"""Anything that JSON can say without a fraction or an exponent."""


def paths(facts: dict[str, Any], around: str = "") -> list[str]:
    """The paths of all values of nested objects, keys joined with points."""
    found = []
    for key, value in facts.items():
        found.append(around + key)
        if isinstance(value, dict):
            found.extend(paths(value, f"{around}{key}."))
    return found
