"""Programs built by hand, accounts, and the sample requests of `POST /redemptions` (S-DR).

The samples hold the numbers and ids that are known of the documents (domain sheet, section 4).
"""

from copy import deepcopy
from functools import cache
from typing import Any

from pointsman.engine.exact import Exact, Written
from pointsman.engine.program import Program
from pointsman.engine.redemptions import RedemptionDecision, redeem
from pointsman.engine.rules import (
    Bank,
    Base,
    Conversion,
    Digital,
    DigitalItem,
    Effective,
    Points,
    Precision,
    Redemption,
    Rounding,
    Rules,
)

Json = dict[str, Any]

RANAC = "220094110178641288073796026652"
AT = 1_772_886_600_000_000
"""2026-03-07T12:30:00Z"""

RICH = {"status": "GOOD_STANDING", "balance": "96383829.30"}


def item(id_: str, for_: Any, rate: str, **rest: Any) -> DigitalItem:
    return DigitalItem(item=id_, for_=for_, rate=Exact.parse(rate), **rest)


ITEMS = (
    item("41275", "cashback", "0.03", named="Cash back"),
    item("41275", "merchandise", "1.00"),
    item("41275", "external", "1.00", named="Partner shop"),
    item("59897", "merchandise", "1.00", redeems="65973", named="Gift card"),
    item("19068", "merchandise", "0.01", redeems="19068"),
    item("50243", "travel", "1.00", redeems="50243", currency="AUD"),
)
PARTNERS = ("MRSWSRED", "E078562", "MRS_WS", "E114182")


def program(
    points: Precision = Precision.HUNDREDTHS,
    rounding: Rounding | None = None,
    items: tuple[DigitalItem, ...] | None = ITEMS,
    **rest: Any,
) -> Program:
    """A program with such points; `items` None leaves out the whole `digital` block."""
    digital = None
    if items is not None:
        source = rest.pop("source", ("PP", "T"))
        digital = Digital(items=items, source=source, partner=rest.pop("partner", PARTNERS))
    return Program(
        Rules(
            program="World Elite",
            version=3,
            currency=rest.pop("currency", "USD"),
            points=Points("Miles", points, rounding),
            conversion=Conversion(Base(rate=Exact.parse("0.01"))),
            redemption=Redemption(full=True),
            digital=digital,
            **rest,
        ),
        digest="sha256:0",
    )


@cache
def named_program(name: str) -> Program:
    """The programs that tables name."""
    match name:
        case "hundredths":
            return program()
        case "whole":
            return program(Precision.WHOLE)
        case "external bank":
            return program(bank=Bank.EXTERNAL)
        case "without digital":
            return program(items=None)
        case "any source, any partner":
            return program(source=None, partner=None)
        case "2025":
            return program(effective=Effective("2025-01-01", "2025-12-31"))
        case "2026":
            return program(effective=Effective("2026-01-01"))
        case "yen":
            return program(currency="JPY")
    raise KeyError(name)


def request(type_: str, *items: Json, **fields: Any) -> Json:
    top = {"userId": RANAC, "userIdType": "RANAC", "redemptionType": type_}
    return {**top, "processedBy": "E078562", **fields, "items": list(items)}


def goods(**fields: Any) -> Json:
    return {"paymentOption": "POINTS_ONLY", **fields}


SAMPLES: dict[str, Json] = {
    "cashback": request(
        "CASHBACK",
        {
            "cashbackAmount": Written("11.00"),
            "pointsRedeemed": Written("366.66"),
            "redemptionMatrixItemId": "41275",
            "description": "Cash back",
        },
        cashbackAccountId=RANAC,
    ),
    "merchandise": request(
        "MERCHANDISE",
        goods(
            pointsRedeemed=Written("1"),
            cashEquivalent="1",
            redemptionMatrixItemId="59897",
            redemptionItemId="65973",
            quantity=1,
        ),
        processedBy="MRS_WS",
        sourceCode="PP",
    ),
    "merchandise in points": request(
        "MERCHANDISE", goods(pointsRedeemed=1000, redemptionMatrixItemId="19068")
    ),
    "merchandise in cash": request(
        "MERCHANDISE", goods(cashEquivalent="10", redemptionItemId="19068")
    ),
    "merchandise in both": request(
        "MERCHANDISE",
        goods(pointsRedeemed=1000, cashEquivalent="10", redemptionItemId="19068"),
    ),
    "external": request(
        "MERCHANDISE",
        goods(
            pointsRedeemed=10,
            redemptionMatrixItemId="41275",
            additionalDetails={
                "sourceItemId": "1",
                "merchantPartnerId": "2",
                "merchantId": "3",
                "itemSkuCode": "SKU-1",
                "redemptionCategory": "4",
                "redemptionSubCategory": "5",
                "promotionId": "6",
            },
        ),
        processedBy="MRSWSRED",
    ),
    "travel": request(
        "TRAVEL",
        goods(pointsRedeemed=1, cashEquivalent="1", redemptionItemId="50243", quantity=1),
        processedBy="E114182",
        sourceCode="T",
        currencyCode="AUD",
        externalId="EXT-1",
        totalCashValue=18,
        pointsRedeemed=12,
    ),
}


class _Gone:
    """Named the same in every process, as names of tests must be."""

    def __repr__(self) -> str:
        return "gone"


GONE: Any = _Gone()
"""A change to this takes the field away."""


def changed(base: Json, changes: Json) -> Json:
    """A copy with other values at some JSON pointers."""
    copied = deepcopy(base)
    for pointer, value in changes.items():
        *around, last = pointer.split("/")[1:]
        holder: Any = copied
        for key in around:
            holder = holder[int(key) if isinstance(holder, list) else key]
        if value is GONE:
            del holder[last]
        elif isinstance(holder, list):
            holder[int(last) :] = [value]
        else:
            holder[last] = value
    return copied


def decided(
    base: str, changes: Json | None = None, account: Json | None = None, on: str = "hundredths"
) -> RedemptionDecision:
    """A sample with some changes, decided."""
    asked = changed(SAMPLES[base], changes or {})
    return redeem(named_program(on), asked, {**RICH, **(account or {})}, AT)


def told(decision: RedemptionDecision) -> list[tuple[str, str]]:
    """Reason and path of each error."""
    return [(str(error.reason), error.path) for error in decision.errors]
