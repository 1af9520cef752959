"""Every documented rule of a redemption, alone and in pairs, and requests that are accepted.

A fault is one change of a sample and the one error it brings. Two faults of one sample bring both
errors, in the order of its table, which is the order of telling: step 1's alone, else all.
"""

from itertools import combinations
from typing import Any

from attrs import field, frozen

from tests.engine.redemptions.samples import GONE, Json

MISSING, FORMAT, INPUT = "MISSING_REQUIRED_FIELD", "INVALID_FIELD_FORMAT", "INVALID_INPUT"
NOT_ELIGIBLE, MISMATCH = "NOT_ELIGIBLE", "POINTS_MISMATCH"
WHOLE, SHORT = "WHOLE_POINTS_ONLY", "INSUFFICIENT_POINTS"


@frozen
class Fault:
    """One thing wrong: where, what stands there instead, and the error. `on` is the program."""

    base: str
    step: int
    reason: str
    path: str
    request: Json = field(factory=dict)
    account: Json = field(factory=dict)
    on: str = "hundredths"
    unknown_item: bool = False
    """Whether no sums can be done any more."""

    @property
    def name(self) -> str:
        changes = {**self.request, **self.account}
        shown = ", ".join(
            f"{key} {'gone' if value is GONE else value!r}" for key, value in changes.items()
        )
        return f"{self.base}: {shown or self.reason}"

    @property
    def error(self) -> tuple[str, str]:
        return self.reason, self.path


@frozen
class Case:
    """A sample with faults, and the errors it must bring."""

    name: str
    base: str
    request: Json
    account: Json
    on: str
    errors: tuple[tuple[str, str], ...]


@frozen
class Accepted:
    """A sample with changes that is accepted, with scenario, points and cash of its item."""

    base: str
    request: Json
    outcome: tuple[str, str, str]
    on: str = "hundredths"


def gone(base: str, path: str, reason: str = MISSING) -> Fault:
    return Fault(base, 1, reason, path, {path: GONE})


def wrong(base: str, path: str, value: Any, reason: str, at: str | None = None) -> Fault:
    return Fault(base, 1, reason, at or path, {path: value})


def unfit(base: str, step: int, reason: str, path: str, value: Any, **rest: Any) -> Fault:
    return Fault(base, step, reason, path, {path: value}, **rest)


def owner(base: str, **account: Any) -> Fault:
    return Fault(base, 2, NOT_ELIGIBLE, "/userId", account=account)


def _eligibility(base: str) -> tuple[Fault, ...]:
    """What any sample can be refused for in step 2."""
    return (
        owner(base, status="ON_HOLD"),
        owner(base, household="NON_REDEEMER"),
        unfit(base, 2, NOT_ELIGIBLE, "/processedBy", "E000000"),
    )


def poor(base: str, balance: Any = "0.5") -> Fault:
    return Fault(base, 4, SHORT, "/items", account={"balance": balance})


_MATRIX, _REDEMPTION = "/items/0/redemptionMatrixItemId", "/items/0/redemptionItemId"
_POINTS, _CASH = "/items/0/pointsRedeemed", "/items/0/cashEquivalent"
_SKU = "/items/0/additionalDetails/itemSkuCode"

CASHBACK = (
    gone("cashback", "/userId"),
    wrong("cashback", "/userIdType", "BCN", INPUT),
    gone("cashback", "/processedBy"),
    gone("cashback", "/cashbackAccountId"),
    wrong("cashback", "/items/0/redemptionItemId", "1", INPUT),
    gone("cashback", "/items/0/cashbackAmount"),
    wrong("cashback", _POINTS, 0, INPUT),
    *_eligibility("cashback"),
    unfit("cashback", 2, NOT_ELIGIBLE, _MATRIX, "99999", unknown_item=True),
    unfit("cashback", 3, MISMATCH, "/items/0/cashbackAmount", "11.01"),
    poor("cashback", "366.65"),
)

MERCHANDISE = (
    wrong("merchandise in both", "/totalCashValue", 18, INPUT),
    gone("merchandise in both", "/userIdType"),
    wrong("merchandise in both", "/items/0/quantity", 0, INPUT),
    gone("merchandise in both", "/items/0/paymentOption"),
    *_eligibility("merchandise in both"),
    unfit("merchandise in both", 2, NOT_ELIGIBLE, "/sourceCode", "XX"),
    unfit("merchandise in both", 2, NOT_ELIGIBLE, _REDEMPTION, "99999", unknown_item=True),
    unfit("merchandise in both", 3, INPUT, _MATRIX, "59897"),
    unfit("merchandise in both", 3, MISMATCH, _POINTS, "999.99"),
    poor("merchandise in both"),
)

WHOLE_MILES = tuple(
    Fault(each.base, each.step, each.reason, each.path, each.request, each.account, "whole")
    for each in (
        gone("merchandise in points", "/items"),
        wrong("merchandise in points", "/userId", " ", MISSING),
        *_eligibility("merchandise in points"),
        unfit("merchandise in points", 2, NOT_ELIGIBLE, _MATRIX, "99999"),
        unfit("merchandise in points", 3, WHOLE, _POINTS, "366.66"),
        poor("merchandise in points"),
    )
)

CASH = (
    wrong("merchandise in cash", "/items/0/description", ["text"], FORMAT),
    *_eligibility("merchandise in cash"),
    Fault("merchandise in cash", 3, INPUT, "/items/0", {_REDEMPTION: GONE}, unknown_item=True),
    poor("merchandise in cash", None),
)

EXTERNAL = (
    wrong("external", "/items/0/paymentOption", "CARD", INPUT),
    wrong("external", "/items/0/additionalDetails/sku", "1", INPUT),
    gone("external", _SKU, "-1"),
    wrong("external", "/sourceCode", "PP", "-1"),
    *_eligibility("external"),
    unfit("external", 2, NOT_ELIGIBLE, _MATRIX, "19068"),
    Fault("external", 3, INPUT, "/items/0", {_POINTS: GONE}, unknown_item=True),
    poor("external"),
)

TRAVEL = (
    wrong("travel", "/currencyCode", "AUS", INPUT),
    gone("travel", "/totalCashValue"),
    wrong("travel", "/items/0/additionalDetails", {}, INPUT),
    wrong("travel", "/items/0/paymentOption", "CARD", INPUT),
    *_eligibility("travel"),
    unfit("travel", 2, NOT_ELIGIBLE, "/sourceCode", "XX"),
    unfit("travel", 2, NOT_ELIGIBLE, _MATRIX, "41275"),
    unfit("travel", 3, MISMATCH, _POINTS, 2),
    unfit("travel", 3, INPUT, "/currencyCode", "NZD"),
    poor("travel"),
)

FAULTS = (CASHBACK, MERCHANDISE, WHOLE_MILES, CASH, EXTERNAL, TRAVEL)


def _alone(fault: Fault) -> Case:
    return Case(fault.name, fault.base, fault.request, fault.account, fault.on, (fault.error,))


def _apart(one: Fault, other: Fault) -> bool:
    """Whether neither fault takes away what the other is about."""
    touched = {*one.request, *one.account} & {*other.request, *other.account}
    lost = "/items" in {*one.request, *other.request}
    hidden = one.unknown_item or other.unknown_item
    sums = {one.step, other.step} & {3} or {one.reason, other.reason} & {SHORT}
    return not touched and not lost and not (hidden and sums)


def _pair(one: Fault, other: Fault) -> Case:
    told = [fault for fault in (one, other) if fault.step == 1] or [one, other]
    return Case(
        f"{one.name} + {other.name}",
        one.base,
        {**one.request, **other.request},
        {**one.account, **other.account},
        one.on,
        tuple(fault.error for fault in told),
    )


ALONE = [_alone(fault) for faults in FAULTS for fault in faults]
PAIRS = [
    _pair(one, other)
    for faults in FAULTS
    for one, other in combinations(faults, 2)
    if _apart(one, other)
]

ACCEPTED = (
    Accepted("cashback", {}, ("I", "366.66", "11.00")),
    Accepted("cashback", {_POINTS: "366.67"}, ("I", "366.67", "11.00")),
    Accepted(
        "cashback", {_POINTS: 300, "/items/0/cashbackAmount": 9}, ("I", "300", "9.00"), "whole"
    ),
    Accepted(
        "cashback",
        {_POINTS: 367, "/items/0/cashbackAmount": "11.03"},
        ("I", "367", "11.03"),
        "whole",
    ),
    Accepted("merchandise", {}, ("III", "1", "1.00")),
    Accepted("merchandise", {}, ("III", "1", "1.00"), "whole"),
    Accepted("merchandise", {"/sourceCode": GONE}, ("III", "1", "1.00")),
    Accepted("merchandise", {"/processedBy": "MRSWSRED"}, ("III", "1", "1.00")),
    Accepted("merchandise", {_CASH: "1.00", _POINTS: "1.0"}, ("III", "1", "1.00"), "whole"),
    Accepted("merchandise", {"/items/0/quantity": 7}, ("III", "1", "1.00")),
    Accepted("merchandise", {"/items/0/quantity": None}, ("III", "1", "1.00")),
    Accepted("merchandise in points", {}, ("I", "1000", "10.00")),
    Accepted("merchandise in points", {_POINTS: "1000.99"}, ("I", "1000.99", "10.00")),
    Accepted("merchandise in points", {_POINTS: "3.0"}, ("I", "3", "0.03"), "whole"),
    Accepted("merchandise in points", {_MATRIX: "41275"}, ("I", "1000", "1000.00")),
    Accepted("merchandise in cash", {}, ("II", "1000", "10.00")),
    Accepted("merchandise in cash", {_CASH: "0.01"}, ("II", "1", "0.01")),
    Accepted("merchandise in cash", {_CASH: "0.49", _REDEMPTION: "65973"}, ("II", "0.49", "0.49")),
    Accepted(
        "merchandise in cash", {_CASH: "0.50", _REDEMPTION: "65973"}, ("II", "1", "0.50"), "whole"
    ),
    Accepted("merchandise in both", {}, ("III", "1000", "10.00")),
    Accepted("merchandise in both", {_MATRIX: "19068"}, ("III", "1000", "10.00")),
    Accepted("merchandise in both", {_POINTS: 25000, _CASH: "250.00"}, ("III", "25000", "250.00")),
    Accepted("external", {}, ("I", "10", "10.00")),
    Accepted("external", {"/sourceCode": "EC"}, ("I", "10", "10.00")),
    Accepted("external", {"/sourceCode": "ES"}, ("I", "10", "10.00")),
    Accepted("external", {"/items/0/additionalDetails": {"itemSkuCode": 7}}, ("I", "10", "10.00")),
    Accepted("travel", {}, ("III", "1", "1.00")),
    Accepted("travel", {"/currencyCode": GONE}, ("III", "1", "1.00")),
    Accepted("travel", {"/pointsRedeemed": GONE}, ("III", "1", "1.00")),
    Accepted("travel", {"/items/0/paymentOption": GONE}, ("III", "1", "1.00")),
    Accepted("travel", {"/totalCashValue": "1.00"}, ("III", "1", "1.00")),
    Accepted("travel", {"/processedBy": GONE}, ("III", "1", "1.00"), "any source, any partner"),
    Accepted("travel", {"/sourceCode": "ZZ"}, ("III", "1", "1.00"), "any source, any partner"),
    Accepted("travel", {}, ("III", "1", "1.00"), "2026"),
)
