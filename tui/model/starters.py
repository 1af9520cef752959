"""A first question of each kind for a program: short, complete, and within what it decides."""

from datetime import UTC, datetime, time
from typing import Final

from pointsman.engine import currencies
from pointsman.engine.exact import Written, plain
from pointsman.engine.fact_types import CHANNELS, Kind
from pointsman.engine.facts import Mode, Status
from pointsman.engine.program import Program
from pointsman.engine.reasons import OFFERED_AFTER
from pointsman.engine.reversal import RedemptionType
from pointsman.engine.rules import DigitalItem, Filter, PurchaseFilter
from pointsman.tui.model.facts_text import document_text
from pointsman.tui.model.forms.subject import Subject

Json = dict[str, object]

_DAY: Final = "2026-01-01"
"""The day of a question where the program does not say when it is in effect."""

_CURRENCY: Final = "USD"
_MAJOR: Final = 100
"""The purchase, in the major unit of most currencies; a hundred times as much without decimals."""

_BOOKSHOPS: Final = "5942"
_HOME: Final = "USA"

_BALANCE: Final = Written("20000")
_EARNED: Final = "2025-01-01T00:00:00Z"


def starter(subject: Subject, program: Program | None) -> str:
    """The text of a first question."""
    match subject:
        case Subject.PURCHASE:
            data = _purchase(program)
        case Subject.POST_PURCHASE:
            data = _post_purchase(program)
        case Subject.REDEMPTION:
            data = _redemption(program)
        case Subject.REVERSAL:
            data = _reversal(program)
    return document_text(data)


def entry_of(pointer: str, program: Program | None, count: int) -> Json:
    """What one more entry of a list begins with, where there are `count` already."""
    if pointer.endswith("/items"):
        return _item(RedemptionType.MERCHANDISE, None)
    if pointer.endswith("/allocations"):
        return {"lot": f"L{count + 1}", "points": Written("100")}
    return _lot(count + 1)


def _purchase(program: Program | None) -> Json:
    country = _country(program)
    return {
        "authorization": {
            "amount": Written(_amount(program)),
            "currency": _currency(program),
            "response_code": "00",
            "processing": "purchase",
            "mcc": _code(program),
            "country": country,
            "issuer_country": country,
            "channel": CHANNELS[0],
            "merchant": {"id": "1001", "name": "CORNER BOOKS"},
            "time": Written(_noon(program)),
        },
        "account": _account(program, {"mode": str(_mode(program))}),
    }


def _post_purchase(program: Program | None) -> Json:
    accepted = program.plan.post_purchase.after if program and program.plan.post_purchase else None
    reason = next((r for r in OFFERED_AFTER if accepted is None or r in accepted), None)
    after = str(reason) if reason else min(accepted or ())
    asked = {"requested_at": Written(_noon(program)), "after": after}
    return _purchase(program) | {"post_purchase": asked}


def _redemption(program: Program | None) -> Json:
    digital = program.rules.digital if program else None
    offered = digital.items[0] if digital and digital.items else None
    type_ = _type_of(offered)
    request: Json = {"userId": "1001", "userIdType": "RANAC", "redemptionType": str(type_)}
    if type_ is RedemptionType.CASHBACK or (digital and digital.partner):
        request["processedBy"] = digital.partner[0] if digital and digital.partner else "PARTNER"
    if type_ is RedemptionType.CASHBACK:
        request["cashbackAccountId"] = "1001"
    if type_ is RedemptionType.TRAVEL:
        request["totalCashValue"] = Written(str(_MAJOR))
    request["items"] = [_item(type_, offered)]
    return {"at": Written(_noon(program)), "account": _account(program), "request": request}


def _reversal(program: Program | None) -> Json:
    taken = {"lot": "L1", "points": Written("100")}
    redemption = {
        "type": str(RedemptionType.MERCHANDISE),
        "allocations": [taken],
        "credited": Written("0"),
    }
    return {"at": Written(_noon(program)), "redemption": redemption, "lots": [_lot(1)]}


def _account(program: Program | None, preferences: Json | None = None) -> Json:
    """An account that may redeem, with the first choice of each of the program's own facts."""
    account: Json = {"status": str(Status.GOOD_STANDING), "balance": _BALANCE}
    if preferences is not None:
        account["preferences"] = preferences
    own = program.facts_context.own if program else {}
    chosen = {name: fact.choices[0] for name, fact in own.items() if fact.kind is Kind.CHOICE}
    return account | ({"facts": chosen} if chosen else {})


def _currency(program: Program | None) -> str:
    return program.rules.currency if program else _CURRENCY


def _amount(program: Program | None) -> str:
    """A round amount that no bound on the purchase stops, with the decimals of its currency."""
    currency = currencies.find(_currency(program))
    exponent = (currency.exponent if currency else None) or 0
    minor = _MAJOR * 10 ** (exponent or 2)
    for bound in _bounds(program):
        minor = max(minor, 2 * (bound.at_least or bound.over or 0))
    for bound in _bounds(program):
        if bound.at_most is not None:
            minor = min(minor, bound.at_most)
        if bound.under is not None:
            minor = min(minor, bound.under - 1)
    return plain(minor, exponent, pad=True)


def _code(program: Program | None) -> str:
    """A code of a merchant that the program lets through, where it lists such codes."""
    listed = next((each.mcc.only for each in _filters(program) if each.mcc and each.mcc.only), None)
    first = listed[0] if listed else _BOOKSHOPS
    return first if isinstance(first, str) else str(first.from_)


def _country(program: Program | None) -> str:
    """A country that the program lets through, where it lists countries."""
    for each in _filters(program):
        if each.country and each.country.only:
            return each.country.only[0]
    return _HOME


def _filters(program: Program | None) -> tuple[Filter, ...]:
    return program.rules.filters or () if program else ()


def _bounds(program: Program | None) -> tuple[PurchaseFilter, ...]:
    return tuple(each.purchase for each in _filters(program) if each.purchase is not None)


def _mode(program: Program | None) -> Mode:
    offered = program.plan.offered if program else frozenset()
    return Mode.ALL if not offered or Mode.ALL in offered else Mode.NEXT


def _noon(program: Program | None) -> str:
    """Noon of the first day on which the program decides, in its time zone."""
    effective = program.rules.effective if program else None
    day = datetime.fromisoformat(effective.from_ if effective else _DAY).date()
    zone = program.zone if program else UTC
    return datetime.combine(day, time(12), zone).isoformat()


def _type_of(offered: DigitalItem | None) -> RedemptionType:
    kind = offered.for_ if offered else "merchandise"
    return RedemptionType.MERCHANDISE if kind == "external" else RedemptionType(kind.upper())


def _item(type_: RedemptionType, offered: DigitalItem | None) -> Json:
    points = _points(type_, offered)
    item: Json = {} if type_ is not RedemptionType.CASHBACK else {"cashbackAmount": Written("3.00")}
    item |= {
        "pointsRedeemed": Written(points),
        "redemptionMatrixItemId": offered.item if offered else "1001",
    }
    if type_ is RedemptionType.MERCHANDISE:
        item["paymentOption"] = "POINTS_ONLY"
    if offered and offered.for_ == "external":
        item["additionalDetails"] = {"itemSkuCode": "SKU-1"}
    return item


def _points(type_: RedemptionType, offered: DigitalItem | None) -> str:
    """The points of an item; those of cash back must be worth the cash."""
    if type_ is not RedemptionType.CASHBACK or offered is None:
        return "100"
    rate = offered.rate
    return plain(3 * 100 * 10**rate.places // rate.units, 2)


def _lot(number: int) -> Json:
    return {"id": f"L{number}", "earned": Written(_EARNED), "remaining": Written("0")}
