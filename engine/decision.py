"""A decision: a small record of where a purchase ended, rendered and explained on demand."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.engine.facts import Facts, Mode
from pointsman.engine.outcome import Outcome, Result, Stage
from pointsman.engine.reasons import Reason
from pointsman.engine.units import Units

if TYPE_CHECKING:
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.explanation.words import MccName
    from pointsman.engine.program import Program

Json = dict[str, object]


@frozen
class Decision:
    """What was decided about one purchase, with the program and the facts it was decided on.

    `points` and `credit` are exact decimals for reading; `result` has the same as integers
    (hundredths of points, minor units).
    """

    program: "Program"
    facts: Facts
    result: Result
    messages: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """REDEEMED, ELIGIBLE, INELIGIBLE or DEFERRED."""
        return self.result.outcome

    @property
    def reason(self) -> Reason:
        """Why it came out so."""
        return self.result.reason

    @property
    def stage(self) -> Stage:
        """The stage in which the decision ended."""
        return self.result.stage

    @property
    def points(self) -> Decimal:
        """Points redeemed, in points; 0 unless redeemed."""
        return Decimal(self._units.points(self.result.points))

    @property
    def credit(self) -> Decimal:
        """The statement credit in major units of the program's currency; 0 unless redeemed."""
        return Decimal(self._units.money(self.result.credit))

    @property
    def partially_redeemed(self) -> bool:
        """Whether a REDEEMED decision took fewer points than the whole purchase needs."""
        conversion = self.result.conversion
        return (
            self.outcome is Outcome.REDEEMED
            and conversion is not None
            and self.result.points < conversion.required
        )

    @property
    def preference_after(self) -> Mode:
        """NEXT turns OFF when this decision redeemed, and is not a post-purchase request (A34)."""
        mode = self.facts.account.preferences.mode or Mode.OFF
        consumed = self.outcome is Outcome.REDEEMED and self.facts.post_purchase is None
        return Mode.OFF if mode is Mode.NEXT and consumed else mode

    @property
    def balance_after(self) -> int | None:
        """The balance less the points, in hundredths; None when the balance is unknown."""
        balance = self.facts.account.balance
        if balance is None or not self.program.plan.hosted:
            return None
        return balance - self.result.points

    @property
    def statement(self) -> str | None:
        """The text on the cardholder's statement, on a REDEEMED decision."""
        redeemed = self.outcome is Outcome.REDEEMED
        return self.program.plan.messages.statement if redeemed else None

    def explain(self, mcc_name: "MccName | None" = None) -> "Explanation":
        """Rebuild the explanation from the program and the facts.

        `mcc_name` names merchant category codes, for people (`pointsman.feeds.mcc_name`).

        Raises:
            ExplanationMismatchError: the rebuilt decision is not this one.
        """
        from pointsman.engine.explanation.build import explain_decision  # noqa: PLC0415

        return explain_decision(self, mcc_name)

    def to_json(self) -> Json:
        """The decision as JSON values: decimals as text in plain notation (design section 3)."""
        units, result = self._units, self.result
        conversion, target, after = result.conversion, result.target, self.balance_after
        return {
            "id": self.facts.id,
            "outcome": str(self.outcome),
            "code": self.outcome.code,
            "stage": str(result.stage),
            "reason": str(result.reason),
            "rule": conversion.rule if conversion else None,
            "cost_per_point": str(conversion.rate) if conversion else None,
            "points_required": units.points(conversion.required) if conversion else None,
            "target_credit": units.money(target.credit) if target else None,
            "target_points": units.points(target.points) if target else None,
            "points": units.points(result.points),
            "credit": units.money(result.credit),
            "currency": units.currency,
            "balance_after": None if after is None else units.points(after),
            "partially_redeemed": self.partially_redeemed,
            "preference_after": str(self.preference_after),
            "messages": list(self.messages),
            "statement": self.statement,
            "program": self.program.identity(),
        }

    def __str__(self) -> str:
        return json.dumps(self.to_json(), ensure_ascii=False)

    @property
    def _units(self) -> Units:
        return self.program.plan.units
