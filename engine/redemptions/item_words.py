"""One item of a redemption in words: its scenario, and the sums worked out."""

from collections.abc import Iterator
from typing import Final

from pointsman.engine.exact import grouped, plain
from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.redemption_words import division
from pointsman.engine.explanation.values import at_least_places
from pointsman.engine.redemptions.catalog import ItemKind, OfferedItem
from pointsman.engine.redemptions.points import (
    COMBINATIONS,
    WORTH_PLACES,
    Scenario,
    WorkedItem,
    deviation,
    names_two_items,
    tolerance,
)
from pointsman.engine.units import Units
from pointsman.engine.verdicts import Verdict

_SCENARIOS: Final = {
    Scenario.POINTS: "I: points as given",
    Scenario.CASH: "II: points worked out from cash",
    Scenario.BOTH: "III: points as given, worked out from cash to compare",
}


def explain_item(worked: WorkedItem, units: Units) -> ExplainedStep:
    """The item and what it comes to, with a part for each thing asked of it."""
    offered = worked.requested.offered
    named = f" {offered.named}" if offered is not None and offered.named else ""
    return ExplainedStep(
        title=f"item {worked.requested.name or worked.requested.index + 1}{named}",
        verdict=Verdict.of(not worked.errors and offered is not None),
        says=_says(worked, units),
        pointer=None if offered is None else offered.pointer,
        parts=tuple(_parts(worked, units)),
    )


def _says(worked: WorkedItem, units: Units) -> str:
    """The outcome in one line."""
    if worked.errors:
        return ", ".join(dict.fromkeys(str(error.reason) for error in worked.errors))
    offered, points, cash = worked.requested.offered, worked.points, worked.cash
    if offered is None or points is None or cash is None:
        return "the program has no such item, so nothing is worked out"
    money = f"{offered.units.show_money(cash)} {offered.units.currency}"
    return f"{units.show_points(points)} {units.points_name} for {money}"


def _parts(worked: WorkedItem, units: Units) -> Iterator[ExplainedStep]:
    item, offered = worked.requested, worked.requested.offered
    yield _scenario(worked)
    if names_two_items(item):
        says = f"{item.matrix} and {item.redemption} are not the ids of one item"
        yield ExplainedStep("one item", Verdict.FAILED, says)
    if offered is not None and worked.cash is not None:
        yield from _sums(worked, offered, worked.cash)
    if item.points is not None and units.unit != 1:
        whole = item.points % units.unit == 0
        says = f"{units.show_points(item.points)} {'is whole' if whole else 'has decimals'}"
        yield ExplainedStep("whole points", Verdict.of(whole), says, pointer="/points")
    for error in worked.errors:
        if error.path == "/currencyCode":
            yield ExplainedStep("currency", Verdict.FAILED, error.description)


def _scenario(worked: WorkedItem) -> ExplainedStep:
    if worked.scenario is None:
        return ExplainedStep("scenario", Verdict.FAILED, COMBINATIONS)
    return ExplainedStep("scenario", Verdict.APPLIED, _SCENARIOS[worked.scenario])


def _sums(worked: WorkedItem, offered: OfferedItem, cash: int) -> Iterator[ExplainedStep]:
    """Points from cash, or cash from points, and whether what was sent agrees."""
    item, computed = worked.requested, worked.computed
    if computed is not None:
        yield _points_from_cash(worked, offered, cash, computed)
    elif item.kind is ItemKind.CASHBACK and item.points is not None:
        yield _cashback(item.points, cash, offered)
    elif item.points is not None and worked.scenario is Scenario.POINTS:
        working = _worth(item.points, offered)
        if offered.units.worth(item.points, offered.rate).places > offered.units.exponent:
            working += f" → {offered.units.show_money(cash)} (down)"
        yield ExplainedStep("cash", Verdict.APPLIED, working, working=working)


def _points_from_cash(
    worked: WorkedItem, offered: OfferedItem, cash: int, computed: int
) -> ExplainedStep:
    units, sent = offered.units, worked.requested.points
    working = division(units, cash, offered.rate, computed)
    if computed == 0:
        return ExplainedStep("points", Verdict.FAILED, f"{working}: 0 points", working=working)
    if worked.scenario is not Scenario.BOTH or sent is None:
        return ExplainedStep("points", Verdict.APPLIED, working, working=working)
    agrees, seen = sent == computed, units.show_points(sent)
    off = None if agrees else units.show_points(abs(sent - computed))
    return ExplainedStep(
        title="points",
        verdict=Verdict.of(agrees),
        says=f"{working}, {'as sent' if agrees else f'not {seen} as sent, off by {off}'}",
        observed=seen,
        required=units.show_points(computed),
        working=working,
        short_by=off,
    )


def _cashback(points: int, cash: int, offered: OfferedItem) -> ExplainedStep:
    """`366.66 × 0.03 = 10.9998, differs from 11.00 by 0.0002, less than 0.0003`."""
    working, seen = _worth(points, offered), offered.units.show_money(cash)
    off, limit = deviation(points, cash, offered), tolerance(offered)
    differs, allowed = grouped(plain(off, WORTH_PLACES)), grouped(plain(limit, WORTH_PLACES))
    than = f"{'less' if off < limit else 'not less'} than {allowed}"
    says = f"{working}, differs from {seen} by {differs}, {than}"
    return ExplainedStep(
        title="cash",
        verdict=Verdict.of(off < limit),
        says=says if off else f"{working}, as sent",
        observed=seen,
        required=f"within less than {allowed}",
        working=working,
        short_by=None if off < limit else differs,
    )


def _worth(points: int, offered: OfferedItem) -> str:
    units = offered.units
    worth = at_least_places(units.worth(points, offered.rate), units.exponent)
    return f"{units.show_points(points)} × {offered.rate} = {worth}"
