"""The fields of `POST /redemptions` by the type of the redemption (domain sheet 4.3, A19 to A28).

A field that a type does not have is refused, and null means left out, as in facts. What a number
must be, above 0 and not too fine, is asked of it here; its currency, where items are known.
"""

from typing import Final

from attrs import frozen

from pointsman.engine.currencies import Currency
from pointsman.engine.exact import Exact
from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.facts_reading.objects import Field, Fields, table
from pointsman.engine.facts_reading.values import (
    Reader,
    choice,
    read_currency,
    read_number,
    read_points,
    read_text,
    without_minus,
)
from pointsman.engine.record import Record
from pointsman.engine.reversal import RedemptionType

_MISSING = Flaw(Code.MISSING, "something must be given")
_NO_ITEMS = Flaw(Code.MISSING, "at least one item must be given")
_NOT_A_LIST = Flaw(Code.WRONG_TYPE, "it must be a list")
_NOT_A_TEXT = Flaw(Code.WRONG_TYPE, "it must be a text")
_NOT_ABOVE_ZERO = Flaw(Code.OUT_OF_RANGE, "it must be above 0")
_NOT_WHOLE = Flaw(Code.TOO_FINE, "it is counted in whole numbers")
_NOT_ALPHABETIC = Flaw(Code.BAD_CODE, "it must be three letters of ISO 4217")


def positive(read: Reader) -> Reader:
    """A reader of numbers above 0: zero, and a number with a minus, are told as such."""

    def read_positive(value: object) -> object:
        unsigned = without_minus(value)
        number = read(unsigned)
        if isinstance(number, Flaw):
            return number
        is_zero = number.units == 0 if isinstance(number, Exact) else number == 0
        return _NOT_ABOVE_ZERO if is_zero or unsigned is not value else number

    return read_positive


def given(read: Reader) -> Reader:
    """A reader of a mandatory text: one of blanks alone is as good as none."""

    def read_given(value: object) -> object:
        return _MISSING if is_blank(value) else read(value)

    return read_given


def is_blank(value: object) -> bool:
    """Whether a value is a text without a visible character."""
    return isinstance(value, str) and not value.strip()


def word(*words: str) -> Reader:
    """A reader of one word out of a list, which is told from what is no text at all."""
    read_choice = choice(words)

    def read_word(value: object) -> object:
        return read_choice(value) if isinstance(value, str) else _NOT_A_TEXT

    return read_word


def _read_items(value: object) -> list[object] | Flaw:
    if not isinstance(value, list | tuple):
        return _NOT_A_LIST
    return list(value) or _NO_ITEMS


def _read_quantity(value: object) -> int | Flaw:
    number = read_number(value)
    if isinstance(number, Flaw):
        return number
    whole = number.scaled(0)
    return _NOT_WHOLE if whole is None else whole


def _read_alphabetic_currency(value: object) -> Currency | Flaw:
    currency = read_currency(value)
    if isinstance(currency, Flaw) or currency.code == value:
        return currency
    return _NOT_ALPHABETIC


def _mandatory(key: str, read: Reader) -> Field:
    return Field(key, given(read), needed=True)


_TYPE: Final = "redemptionType"
_USER: Final = (
    _mandatory("userId", read_text),
    _mandatory("userIdType", word("RANAC")),
    _mandatory(_TYPE, word(*RedemptionType)),
)
_ITEMS: Final = Field("items", _read_items, needed=True)
_PROCESSED_BY: Final = Field("processedBy", read_text)
_SOURCE: Final = Field("sourceCode", read_text)
_POINTS: Final = Field("pointsRedeemed", positive(read_points))
_CASHBACK_AMOUNT: Final = Field("cashbackAmount", positive(read_number))
_DESCRIPTION: Final = Field("description", read_text)
_PAYMENT_OPTION: Final = Field("paymentOption", word("POINTS_ONLY"))

_OF_GOODS: Final = (
    _POINTS,
    Field("redemptionMatrixItemId", read_text),
    Field("redemptionItemId", read_text),
    Field("cashEquivalent", positive(read_number)),
    Field("quantity", positive(_read_quantity)),
    _DESCRIPTION,
)
"""What items of MERCHANDISE and TRAVEL have in common."""

_DETAILS: Final = Field(
    "additionalDetails",
    table(
        Field("sourceItemId", read_text),
        Field("merchantPartnerId", read_text),
        Field("merchantId", read_text),
        Field("itemSkuCode", read_text),
        Field("redemptionCategory", read_text),
        Field("redemptionSubCategory", read_text),
        Field("promotionId", read_text),
    ),
)

_OF_TRAVEL: Final = (
    Field("currencyCode", _read_alphabetic_currency),
    Field("externalId", read_text),
    _POINTS,  # the sample has it; items drive the redemption (A23)
)
_TOTAL: Final = Field("totalCashValue", positive(read_number))
_ACCOUNT: Final = Field("cashbackAccountId", read_text)


@frozen(repr=False)
class Form(Record):
    """What a request of one type may hold, and how its fields and its items' are named."""

    fields: Fields
    item: Fields
    named: str
    item_named: str


def _form(named: str, fields: tuple[Field, ...], item: tuple[Field, ...]) -> Form:
    return Form(table(*_USER, *fields, _ITEMS), table(*item), named, f"an item of {named}")


FORMS: Final = {
    RedemptionType.CASHBACK: _form(
        "a CASHBACK redemption",
        (
            _mandatory("processedBy", read_text),
            _mandatory("cashbackAccountId", read_text),
        ),
        (
            Field(_CASHBACK_AMOUNT.key, _CASHBACK_AMOUNT.read, needed=True),
            Field(_POINTS.key, _POINTS.read, needed=True),
            _mandatory("redemptionMatrixItemId", read_text),
            _DESCRIPTION,
        ),
    ),
    RedemptionType.MERCHANDISE: _form(
        "a MERCHANDISE redemption",
        (_PROCESSED_BY, _SOURCE),
        (*_OF_GOODS, _mandatory("paymentOption", word("POINTS_ONLY")), _DETAILS),
    ),
    RedemptionType.TRAVEL: _form(
        "a TRAVEL redemption",
        (_PROCESSED_BY, _SOURCE, *_OF_TRAVEL, Field(_TOTAL.key, _TOTAL.read, needed=True)),
        (*_OF_GOODS, _PAYMENT_OPTION),
    ),
}

_TYPES: Final[dict[str, RedemptionType]] = {str(type_): type_ for type_ in RedemptionType}

UNTYPED: Final = _form(
    "a redemption",
    (_PROCESSED_BY, _SOURCE, *_OF_TRAVEL, _TOTAL, _ACCOUNT),
    (*_OF_GOODS, _CASHBACK_AMOUNT, _PAYMENT_OPTION, _DETAILS),
)
"""A request whose type cannot be read: what all types need is needed, what any has may stand."""


def form_of(redemption_type: object) -> tuple[RedemptionType | None, Form]:
    """The type that a request names, where it is one, and the form of its fields."""
    type_ = _TYPES.get(redemption_type) if isinstance(redemption_type, str) else None
    return type_, UNTYPED if type_ is None else FORMS[type_]
