"""A decision: a small record of where a purchase ended, rendered and explained on demand."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from pointsman.engine.endings import ENDINGS
from pointsman.engine.facts import Facts, Mode
from pointsman.engine.messages import Occasion, messages_sent
from pointsman.engine.outcome import Conversion, Outcome, Result, Stage, Target, outcome_of
from pointsman.engine.reasons import Reason
from pointsman.engine.units import Units

if TYPE_CHECKING:
    from pointsman.engine.compiled.rates import RateRow
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.explanation.words import MccName
    from pointsman.engine.program import Program

Json = dict[str, object]


_Fields = tuple["Program", Facts, int, "RateRow | None", int, int]


class Decision(_Fields):
    """What was decided about one purchase, with the program and the facts it was decided on.

    A tuple of the program, the facts, the number of the ending (`endings.ENDINGS`), the cost per
    point in force (None: stage 5 was not reached), the points (hundredths) and the credit (minor
    units): generated code makes it in one step, it takes little memory and cannot be changed.
    Everything else follows from these and is worked out when somebody asks.
    """

    __slots__ = ()

    @property
    def program(self) -> "Program":
        """The program that decided."""
        return self[0]

    @property
    def facts(self) -> Facts:
        """The facts it was decided on."""
        return self[1]

    @property
    def rate(self) -> "RateRow | None":
        """The cost per point that was applied; None when stage 5 was not reached."""
        return self[3]

    @property
    def points_moved(self) -> int:
        """Points redeemed, in hundredths; 0 unless redeemed."""
        return self[4]

    @property
    def credit_minor(self) -> int:
        """The statement credit, in minor units; 0 unless redeemed."""
        return self[5]

    @property
    def result(self) -> Result:
        """The same as the interpreter tells it: where it ended, with what, and aiming at what."""
        stage, reason = ENDINGS[self[2]]
        rate = self[3]
        if rate is None:
            return Result(stage, reason)
        units, target = self._units, self.target_credit
        return Result(
            stage=stage,
            reason=reason,
            conversion=Conversion(
                rate.rule, rate.rate, units.points_for(self.facts.authorization.amount, rate.rate)
            ),
            target=Target(target, units.points_for(target, rate.rate)),
            points=self[4],
            credit=self[5],
        )

    @property
    def target_credit(self) -> int:
        """The credit that stage 5 aims at, in minor units: the purchase or what limits it."""
        plan, facts = self.program.plan, self.facts
        limits = [facts.authorization.amount]
        if plan.redemption.fixed is not None:
            limits.append(plan.redemption.fixed)
        cap = facts.account.preferences.amount
        if cap is not None and plan.cap_pointer is not None and facts.post_purchase is None:
            limits.append(cap.scaled(plan.units.exponent) or limits[0])
        return min(limits)

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages it sends, in the order of stage 6."""
        plan, account = self.program.plan, self.facts.account
        if not (plan.messages.emails or plan.messages.notify):
            return ()
        occasion = Occasion(
            outcome=self.outcome,
            reason=self.reason,
            preference_on=account.preferences.mode in plan.offered,
            balance_known=account.balance is not None,
            is_request=self.facts.post_purchase is not None,
        )
        return messages_sent(plan, occasion)

    @property
    def outcome(self) -> Outcome:
        """REDEEMED, ELIGIBLE, INELIGIBLE or DEFERRED."""
        stage, reason = ENDINGS[self[2]]
        return outcome_of(stage, reason)

    @property
    def reason(self) -> Reason:
        """Why it came out so."""
        return ENDINGS[self[2]][1]

    @property
    def stage(self) -> Stage:
        """The stage in which the decision ended."""
        return ENDINGS[self[2]][0]

    @property
    def points(self) -> Decimal:
        """Points redeemed, in points; 0 unless redeemed."""
        return Decimal(self._units.points(self[4]))

    @property
    def credit(self) -> Decimal:
        """The statement credit in major units of the program's currency; 0 unless redeemed."""
        return Decimal(self._units.money(self[5]))

    @property
    def partially_redeemed(self) -> bool:
        """Whether a REDEEMED decision took fewer points than the whole purchase needs."""
        if self.outcome is not Outcome.REDEEMED or self.rate is None:
            return False
        amount = self.facts.authorization.amount
        return self[4] < self._units.points_for(amount, self.rate.rate)

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
        return balance - self[4]

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

    def __repr__(self) -> str:
        return f"<Decision {self.reason} by {self.program.name} v{self.program.version}>"

    def __str__(self) -> str:
        return json.dumps(self.to_json(), ensure_ascii=False)

    @property
    def _units(self) -> Units:
        return self.program.plan.units
