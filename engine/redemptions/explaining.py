"""From a redemption to its explanation: decide again, compare, and put the trace into words."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from pointsman.engine.exact import grouped, plain
from pointsman.engine.explanation.build import ExplanationMismatchError, placed
from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.values import at_least_places
from pointsman.engine.instants import format_instant
from pointsman.engine.record import Record
from pointsman.engine.redemptions.catalog import ItemKind
from pointsman.engine.redemptions.decision import RedemptionDecision, known_balance
from pointsman.engine.redemptions.eligibility_words import explain_check, field_name
from pointsman.engine.redemptions.item_words import explain_item
from pointsman.engine.redemptions.redeem import RedemptionTrace, points_asked, trace_redemption
from pointsman.engine.redemptions.request import EXTERNAL_SOURCES, RequestedRedemption
from pointsman.engine.reversal import RedemptionType
from pointsman.engine.verdicts import Verdict


def explain_redemption(decision: RedemptionDecision) -> Explanation:
    """The explanation of a redemption, from its program, request and account alone.

    Raises:
        ExplanationMismatchError: the steps come to another decision.
    """
    program = decision.program
    trace = trace_redemption(program, decision.request, decision.account, decision.at)
    if (trace.errors, trace.items) != (decision.errors, decision.items):
        raise ExplanationMismatchError(
            f"{program.name} {program.digest} comes to {_reasons(trace) or 'no error'}, "
            "which is not what the decision says"
        )
    words = _Words(decision, trace)
    reached = trace.requested is not None
    stages = (
        ExplainedStage(1, "request", reached=True, steps=tuple(words.request_steps())),
        ExplainedStage(2, "eligibility", reached, tuple(words.eligibility_steps())),
        ExplainedStage(3, "points", reached, tuple(words.item_steps())),
        ExplainedStage(4, "balance", reached, tuple(words.balance_steps()) if reached else ()),
    )
    return Explanation(
        heading=words.heading(),
        summary=words.summary(),
        tell=decision.to_json,
        stages=tuple(_with_places(program.places, stage) for stage in stages),
    )


@frozen(repr=False)
class _Words(Record):
    """What the words of one explanation are made from."""

    decision: RedemptionDecision
    trace: RedemptionTrace

    def heading(self) -> str:
        """Whose program, which request, of what type, and when."""
        decision = self.decision
        type_ = f"{decision.type} redemption" if decision.type else "redemption of no known type"
        parts = [f"{decision.program.name} v{decision.program.version}", decision.id, type_]
        at = format_instant(decision.at)
        return " · ".join(part for part in (*parts, at) if part is not None)

    def summary(self) -> str:
        """What came of it."""
        decision = self.decision
        if not decision.accepted:
            return f"{_reasons(self.trace)}: nothing is redeemed"
        left = decision.balance_after or 0
        points = f"{_shown(decision.points)} {decision.program.plan.units.points_name}"
        return f"ACCEPTED: {points}{self._cash()}, {_shown(left)} left"

    def _cash(self) -> str:
        """What the points are redeemed for, where that is one item."""
        if len(self.decision.items) != 1:
            return f" for {len(self.decision.items):,} items"
        (item,) = self.decision.items
        offered, cash = item.requested.offered, item.cash
        if offered is None or cash is None:
            return ""
        return f" for {offered.units.show_money(cash)} {offered.units.currency}"

    def request_steps(self) -> Iterator[ExplainedStep]:
        """What is wrong with the request, or what it was read as."""
        requested = self.trace.requested
        if requested is None:
            for error in self.trace.errors:
                yield ExplainedStep(
                    title=field_name(error.path),
                    verdict=Verdict.FAILED,
                    says=f"{error.reason}: {error.description}",
                )
            return
        says = f"nothing that a {requested.type} redemption needs is missing or misspelt"
        yield ExplainedStep(title="fields", verdict=Verdict.PASSED, says=says)
        yield from _external_steps(requested)

    def eligibility_steps(self) -> Iterator[ExplainedStep]:
        """Every condition, met or not."""
        for check in self.trace.checks:
            yield explain_check(self.decision.program, check)

    def item_steps(self) -> Iterator[ExplainedStep]:
        """The scenario and the points of each item."""
        units = self.decision.program.plan.units
        for item in self.trace.items:
            yield explain_item(item, units)

    def balance_steps(self) -> Iterator[ExplainedStep]:
        """Whether the balance covers the sum, what is left, and what that is worth."""
        yield self._covered()
        decision, left = self.decision, self.decision.balance_after
        if not decision.accepted or left is None:
            return
        working = f"{_shown(left + decision.points)} − {_shown(decision.points)} = {_shown(left)}"
        yield ExplainedStep(
            title="balance after", verdict=Verdict.APPLIED, says=working, working=working
        )
        if decision.type is not RedemptionType.CASHBACK:
            yield self._cash_equivalent(left)

    def _covered(self) -> ExplainedStep:
        decision = self.decision
        balance = known_balance(decision.program, decision.account)
        needed = points_asked(self.trace.items)
        sums = [_shown(item.points) for item in self.trace.items if item.points is not None]
        total = f"{' + '.join(sums)} = {_shown(needed)}" if 1 < len(sums) <= 8 else _shown(needed)
        required = f"{_shown(needed)} {decision.program.plan.units.points_name}"
        if balance is None:
            hosted = decision.program.plan.hosted
            says = "the balance is not known" if hosted else "an external bank holds the balance"
            return ExplainedStep("balance", Verdict.UNKNOWN, says, required=required)
        passed, seen = needed <= balance, _shown(balance)
        short = None if passed else _shown(needed - balance)
        return ExplainedStep(
            title="balance",
            verdict=Verdict.of(passed),
            says=f"{total} ≤ {seen}" if passed else f"{total} > {seen}, short by {short}",
            observed=seen,
            required=required,
            short_by=short,
        )

    def _cash_equivalent(self, left: int) -> ExplainedStep:
        """The value of what is left, at the first item's cost per point (A28)."""
        offered = self.decision.items[0].requested.offered
        if offered is None:
            raise ValueError("an accepted item is the program's")
        units = offered.units
        worth, cash = units.worth(left, offered.rate), units.show_money(offered.cash(left))
        rounded = f" → {cash} (down)" if worth.places > units.exponent else ""
        exact = at_least_places(worth, units.exponent)
        working = f"{_shown(left)} × {offered.rate} = {exact}{rounded}"
        return ExplainedStep(
            title="cash equivalent",
            verdict=Verdict.APPLIED,
            says=f"{working}, in {units.currency}",
            pointer=offered.pointer,
            working=working,
        )


def _external_steps(requested: RequestedRedemption) -> Iterator[ExplainedStep]:
    """What external items need beside the rest (S-DR)."""
    external = [item for item in requested.items if item.kind is ItemKind.EXTERNAL]
    for item in external:
        yield ExplainedStep(
            title=f"item {item.index + 1} itemSkuCode",
            verdict=Verdict.PASSED,
            says=f"external item, {item.sku}",
            observed=item.sku,
        )
    if external:
        required = " or ".join(EXTERNAL_SOURCES)
        source = requested.source
        says = "left out, which is accepted" if source is None else f"{source} is {required}"
        yield ExplainedStep("sourceCode", Verdict.PASSED, says, observed=source, required=required)


def _with_places(places: Mapping[str, str], stage: ExplainedStage) -> ExplainedStage:
    steps = tuple(placed(places, step) for step in stage.steps)
    return ExplainedStage(stage.number, stage.stage, stage.reached, steps)


def _reasons(trace: RedemptionTrace) -> str:
    return ", ".join(dict.fromkeys(str(error.reason) for error in trace.errors))


def _shown(hundredths: int) -> str:
    return grouped(plain(hundredths, 2))
