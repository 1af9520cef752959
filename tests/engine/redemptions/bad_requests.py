"""Requests with one bad field: the sample, the field, what stands there, and the reason code."""

from decimal import Decimal
from typing import Any

from pointsman.engine.exact import Written
from tests.engine.redemptions.samples import GONE

MISSING, FORMAT, INPUT = "MISSING_REQUIRED_FIELD", "INVALID_FIELD_FORMAT", "INVALID_INPUT"

Bad = tuple[str, str, Any, str]

NUMBERS = (
    ("cashback", "/items/0/pointsRedeemed"),
    ("cashback", "/items/0/cashbackAmount"),
    ("merchandise in both", "/items/0/cashEquivalent"),
    ("travel", "/items/0/quantity"),
    ("travel", "/totalCashValue"),
    ("travel", "/pointsRedeemed"),
)

BAD_NUMBERS: tuple[tuple[Any, str], ...] = (
    (0, INPUT),
    ("0.00", INPUT),
    (-1, INPUT),
    (Written("-1.00"), INPUT),
    (Decimal("-2"), INPUT),
    (Decimal("-0"), INPUT),
    ("0.001", FORMAT),
    (Decimal("1.23456"), FORMAT),
    (Written("NaN"), FORMAT),
    (Decimal("NaN"), FORMAT),
    (Decimal("-Infinity"), FORMAT),
    ("Infinity", FORMAT),
    (Written("1e3"), FORMAT),
    (11.0, FORMAT),
    (float("nan"), FORMAT),
    ("abc", FORMAT),
    ("", FORMAT),
    (" 1", FORMAT),
    ("+1", FORMAT),
    ("--1", FORMAT),
    ("1,000", FORMAT),
    ("１１", FORMAT),
    ("1" * 19, FORMAT),
    (10**19, FORMAT),
    (10**5000, FORMAT),
    (Decimal("1e500"), FORMAT),
    (True, FORMAT),
    ([1], FORMAT),
    ({"amount": 1}, FORMAT),
    (b"1", FORMAT),
)

TEXTS = (
    ("cashback", "/userId"),
    ("cashback", "/cashbackAccountId"),
    ("cashback", "/processedBy"),
    ("merchandise", "/sourceCode"),
    ("merchandise", "/items/0/redemptionMatrixItemId"),
    ("merchandise", "/items/0/redemptionItemId"),
    ("merchandise", "/items/0/description"),
    ("external", "/items/0/additionalDetails/promotionId"),
    ("external", "/items/0/additionalDetails/itemSkuCode"),
    ("travel", "/externalId"),
)

BAD_TEXTS: tuple[Any, ...] = (
    ["text"],
    {"text": 1},
    True,
    1.5,
    Decimal("1"),
    "x" * 10_001,
    "a\x1b[2J",
    "\u202eabc",
    "\ud800",
)

WORDS: tuple[Bad, ...] = (
    ("cashback", "/userIdType", "ranac", INPUT),
    ("cashback", "/userIdType", "", MISSING),
    ("cashback", "/userIdType", 1, FORMAT),
    ("cashback", "/redemptionType", "GIFT", INPUT),
    ("cashback", "/redemptionType", "cashback", INPUT),
    ("cashback", "/redemptionType", [], FORMAT),
    ("cashback", "/redemptionType", {}, FORMAT),
    ("cashback", "/redemptionType", "  ", MISSING),
    ("travel", "/redemptionType", GONE, MISSING),
    ("merchandise", "/redemptionType", None, MISSING),
    ("merchandise", "/items/0/paymentOption", "points_only", INPUT),
    ("merchandise", "/items/0/paymentOption", "", MISSING),
    ("merchandise", "/items/0/paymentOption", None, MISSING),
    ("merchandise", "/items/0/paymentOption", False, FORMAT),
    ("travel", "/items/0/paymentOption", "", INPUT),
    ("travel", "/currencyCode", "036", FORMAT),
    ("travel", "/currencyCode", 36, FORMAT),
    ("travel", "/currencyCode", "aud", INPUT),
    ("travel", "/currencyCode", "", INPUT),
    ("travel", "/currencyCode", ["AUD"], FORMAT),
)

SHAPES: tuple[Bad, ...] = (
    ("cashback", "/items", GONE, MISSING),
    ("cashback", "/items", None, MISSING),
    ("cashback", "/items", [], MISSING),
    ("cashback", "/items", {}, FORMAT),
    ("cashback", "/items", "items", FORMAT),
    ("cashback", "/items/0", None, FORMAT),
    ("cashback", "/items/0", [], FORMAT),
    ("cashback", "/items/0", "item", FORMAT),
    ("external", "/items/0/additionalDetails", "SKU-1", FORMAT),
    ("external", "/items/0/additionalDetails", [], FORMAT),
    ("external", "/items/0/additionalDetails/itemSkuCode", "", "-1"),
    ("external", "/items/0/additionalDetails/itemSkuCode", " ", "-1"),
    ("external", "/items/0/additionalDetails/itemSkuCode", None, "-1"),
    ("external", "/sourceCode", "", "-1"),
    ("external", "/sourceCode", "ec", "-1"),
    ("external", "/sourceCode", 5, "-1"),
    ("external", "/sourceCode", [], FORMAT),
    ("travel", "/totalCashValue", "0.99", INPUT),
    ("cashback", "/sourceCode", "T", INPUT),
    ("cashback", "/externalId", "1", INPUT),
    ("cashback", "/pointsRedeemed", 1, INPUT),
    ("cashback", "/items/0/cashEquivalent", "1", INPUT),
    ("cashback", "/items/0/quantity", 1, INPUT),
    ("cashback", "/items/0/paymentOption", "POINTS_ONLY", INPUT),
    ("cashback", "/items/0/additionalDetails", {}, INPUT),
    ("merchandise", "/cashbackAccountId", "1", INPUT),
    ("merchandise", "/currencyCode", "USD", INPUT),
    ("merchandise", "/externalId", "1", INPUT),
    ("merchandise", "/pointsRedeemed", 1, INPUT),
    ("merchandise", "/items/0/cashbackAmount", 1, INPUT),
    ("travel", "/cashbackAccountId", "1", INPUT),
    ("travel", "/items/0/cashbackAmount", 1, INPUT),
    ("travel", "/userid", "1", INPUT),
    ("travel", "/items/0/points~redeemed", 1, INPUT),
)


BAD: tuple[Bad, ...] = (
    *((base, path, value, why) for base, path in NUMBERS for value, why in BAD_NUMBERS),
    *((base, path, value, FORMAT) for base, path in TEXTS for value in BAD_TEXTS),
    *WORDS,
    *SHAPES,
)

NO_REQUESTS: tuple[Any, ...] = (None, [], [{}], "request", 5, True, 1.5, b"{}", frozenset())
"""What is no object at all."""
