"""Rules to plan: names become slots, groups are spelled out, defaults are applied."""

from collections.abc import Mapping, Sequence
from datetime import date

from pointsman.engine import conditions as written
from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.fact_types import Kind
from pointsman.engine.lowering_tests import TestMaker
from pointsman.engine.plan import (
    AllOf,
    FilterStep,
    MessagePlan,
    Plan,
    PostPurchasePlan,
    RateStep,
    RedemptionPlan,
    Test,
    TierStep,
    Worth,
)
from pointsman.engine.reasons import OFFERED_AFTER, Reason
from pointsman.engine.rules import (
    BalanceFilter,
    Bank,
    Base,
    Filter,
    Group,
    Override,
    OverrideFor,
    Precision,
    PurchaseFilter,
    Rounding,
    Rules,
)
from pointsman.engine.slots import Slot
from pointsman.engine.units import Units

_BOUNDS = {
    "over": (">", Reason.BELOW_PROGRAM_MINIMUM),
    "at_least": (">=", Reason.BELOW_PROGRAM_MINIMUM),
    "under": ("<", Reason.ABOVE_PROGRAM_MAXIMUM),
    "at_most": ("<=", Reason.ABOVE_PROGRAM_MAXIMUM),
}
_ALL_MODES = ("next", "all")


def make_plan(rules: Rules) -> Plan:
    """The plan of rules that passed the load checks.

    Raises:
        KeyError: a currency, fact or group that does not exist (the load checks refuse these).
    """
    hosted = rules.bank is not Bank.EXTERNAL
    maker = TestMaker(_own_facts(rules), _groups(rules))
    conversion = rules.conversion
    preferences = rules.preferences
    offered = preferences.offer if preferences else None
    cardholder = (preferences.cardholder if preferences else None) or ()
    return Plan(
        units=_units(rules),
        hosted=hosted,
        first_day=_day(rules.effective.from_ if rules.effective else None),
        last_day=_day(rules.effective.to if rules.effective else None),
        own_facts=tuple(fact.name for fact in rules.facts or ()),
        filters=tuple(
            _filter(maker, hosted, f"/filters/{i}", each)
            for i, each in enumerate(rules.filters or ())
        ),
        offered=frozenset(mode.upper() for mode in offered or _ALL_MODES),
        minimum_pointer=_choice_pointer(cardholder, "minimum"),
        cap_pointer=_choice_pointer(cardholder, "amount"),
        base=RateStep("base", _tiers(conversion.base, "/conversion/base"), "/conversion/base"),
        overrides=tuple(
            _override(maker, f"/conversion/overrides/{i}", each)
            for i, each in enumerate(conversion.overrides or ())
        ),
        redemption=_redemption(rules),
        post_purchase=_post_purchase(rules),
        messages=_messages(rules),
    )


def _choice_pointer(cardholder: Sequence[str], choice: str) -> str | None:
    if choice not in cardholder:
        return None
    return f"/preferences/cardholder/{cardholder.index(choice)}"


def _units(rules: Rules) -> Units:
    exponent = CURRENCIES[rules.currency].exponent
    if exponent is None:
        raise KeyError(f"{rules.currency} has no minor unit")
    return Units(
        currency=rules.currency,
        exponent=exponent,
        points_name=rules.points.name,
        unit=100 if rules.points.precision is Precision.WHOLE else 1,
        rounding=rules.points.rounding or Rounding.NATURAL,
    )


def _own_facts(rules: Rules) -> Mapping[str, tuple[int, Kind]]:
    facts = enumerate(rules.own_facts.values(), start=len(Slot))
    return {fact.name: (slot, fact.kind) for slot, fact in facts}


def _groups(rules: Rules) -> Mapping[str, Group]:
    return {group.name: group for group in rules.groups or ()}


def _day(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text).toordinal()


def _filter(maker: TestMaker, hosted: bool, pointer: str, each: Filter) -> FilterStep:
    if each.purchase is not None:
        return _purchase_filter(maker, f"{pointer}/purchase", each.purchase)
    if each.balance is not None:
        return _balance_filter(maker, hosted, f"{pointer}/balance", each.balance)
    if each.require is not None:
        where = f"{pointer}/require"
        test = maker.condition(each.require.condition, f"{where}/condition")
        return FilterStep("require", Reason.REQUIREMENT_NOT_MET, test, where, each.require.else_)
    return _list_filter(maker, pointer, each)


def _purchase_filter(maker: TestMaker, pointer: str, bound: PurchaseFilter) -> FilterStep:
    for name, (op, reason) in _BOUNDS.items():
        amount = getattr(bound, name)
        if amount is not None:
            return FilterStep("purchase", reason, maker.amount(op, amount), pointer)
    raise ValueError(f"{pointer} has no bound")


def _balance_filter(
    maker: TestMaker, hosted: bool, pointer: str, bound: BalanceFilter
) -> FilterStep:
    test: Test | None
    if not hosted:
        test = None
    elif bound.worth_at_least is not None:
        test = Worth(bound.worth_at_least)
    else:
        test = maker.usable_balance(bound.at_least or 0)
    return FilterStep("balance", Reason.BELOW_REDEMPTION_MINIMUM, test, pointer)


def _list_filter(maker: TestMaker, pointer: str, each: Filter) -> FilterStep:
    if each.mcc is not None:
        only, excluded = each.mcc.only, each.mcc.except_
        test: Test = maker.listed("mcc", only or excluded or ())
        return FilterStep(
            "mcc", Reason.MCC_FILTERED, maker.unless(test, excluded), f"{pointer}/mcc"
        )
    if each.country is not None:
        only_c, excluded_c = each.country.only, each.country.except_
        test = maker.listed("country", only_c or excluded_c or ())
        return FilterStep(
            "country", Reason.COUNTRY_FILTERED, maker.unless(test, excluded_c), f"{pointer}/country"
        )
    if each.merchant is not None:
        only_m, excluded_m = each.merchant.only, each.merchant.except_
        test = maker.merchant(only_m or excluded_m or ())
        return FilterStep(
            "merchant",
            Reason.MERCHANT_FILTERED,
            maker.unless(test, excluded_m),
            f"{pointer}/merchant",
        )
    raise ValueError(f"{pointer} is empty")


def _tiers(rates: Base | Override, pointer: str) -> tuple[TierStep, ...]:
    if rates.tiers is not None:
        return tuple(
            TierStep(tier.rate, tier.up_to, f"{pointer}/tiers/{i}")
            for i, tier in enumerate(rates.tiers)
        )
    if rates.rate is None:
        raise ValueError(f"{pointer} has neither a rate nor tiers")
    return (TierStep(rates.rate, None, pointer),)


def _override(maker: TestMaker, pointer: str, each: Override) -> RateStep:
    parts: list[Test] = []
    if each.for_ is not None:
        parts.append(_selected(maker, f"{pointer}/for", each.for_))
    if each.when is not None:
        parts.append(maker.condition(each.when, f"{pointer}/when"))
    test = parts[0] if len(parts) == 1 else AllOf(tuple(parts), pointer)
    return RateStep(each.name, _tiers(each, pointer), pointer, test)


def _selected(maker: TestMaker, pointer: str, selector: OverrideFor) -> Test:
    if selector.merchant is not None:
        return maker.merchant(selector.merchant, f"{pointer}/merchant")
    if selector.cross_border is not None:
        where = f"{pointer}/cross_border"
        return maker.condition(written.Comparison("cross_border", "=", value=True), where)
    for fact in ("mcc", "product", "country"):
        values = getattr(selector, fact)
        if values is not None:
            return maker.listed(fact, values, f"{pointer}/{fact}")
    raise ValueError(f"{pointer} selects nothing")


def _redemption(rules: Rules) -> RedemptionPlan:
    redemption = rules.redemption
    return RedemptionPlan(
        pointer="/redemption",
        fixed=redemption.fixed,
        step=redemption.partial.step if redemption.partial else None,
        at_least=redemption.redeem_at_least,
    )


def _post_purchase(rules: Rules) -> PostPurchasePlan | None:
    block = rules.post_purchase
    if block is None:
        return None
    return PostPurchasePlan(
        pointer="/post_purchase",
        within_days=block.within_days,
        after=frozenset(map(str, block.after or OFFERED_AFTER)),
        partial=bool(block.partial),
    )


def _messages(rules: Rules) -> MessagePlan:
    block = rules.communications
    return MessagePlan(
        emails=frozenset(block.email or ()) if block else frozenset(),
        notify=bool(block and block.notify),
        statement=block.statement if block else None,
    )
