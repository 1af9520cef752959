"""A decision: a small record of where a purchase ended, rendered and explained on demand."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.engine.facts import Facts, Mode
from pointsman.engine.messages import Occasion, messages_sent
from pointsman.engine.outcome import Conversion, Outcome, Result, Stage, Target, outcome_of
from pointsman.engine.reasons import REDEEMED, Reason
from pointsman.engine.record import Record
from pointsman.engine.units import Units

if TYPE_CHECKING:
    from pointsman.engine.compiled.rates import RateRow
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.explanation.words import MccName
    from pointsman.engine.program import Program

Json = dict[str, object]


@frozen(eq=False, repr=False)
class Ended(Record):
    """One way in which decisions of a program end; all decisions that end so share it."""

    program: "Program"
    number: int
    stage: Stage
    reason: Reason


class Decision:
    """What was decided about one purchase, with the program and the facts it was decided on.

    It keeps how it ended, the facts, the cost per point in force, and two integers: little memory,
    made in a moment by generated code (or, once in a while, by the interpreter). All else follows
    from these and is worked out when somebody asks. Two decisions are equal when their programs
    have one digest, and facts and results are the same.
    """

    # What was not reached has no value: no rate before stage 5, no points unless redeemed.
    __slots__ = ("_credit", "_ending", "_facts", "_points", "_rate")

    _ending: Ended
    _facts: Facts
    _rate: "RateRow"
    _points: int
    _credit: int

    @classmethod
    def stopped(cls, ended: Ended, facts: Facts) -> "Decision":
        """A decision that ended before the redemption stage."""
        decision = cls()
        decision._ending, decision._facts = ended, facts
        return decision

    @classmethod
    def reached(
        cls, ended: Ended, facts: Facts, rate: "RateRow", points: int, credit: int
    ) -> "Decision":
        """A decision of the redemption stage; points in hundredths, credit in minor units."""
        decision = cls()
        decision._ending, decision._facts = ended, facts
        decision._rate, decision._points, decision._credit = rate, points, credit
        return decision

    @property
    def program(self) -> "Program":
        """The program that decided."""
        return self._ending.program

    @property
    def facts(self) -> Facts:
        """The facts it was decided on."""
        return self._facts

    @property
    def ending(self) -> int:
        """Where it ended and why, as a number of `endings.ENDINGS`."""
        return self._ending.number

    @property
    def rate(self) -> "RateRow | None":
        """The cost per point in force; None when stage 5 was not reached."""
        return self._rate if self._ending.stage is Stage.REDEMPTION else None

    @property
    def points_moved(self) -> int:
        """Points redeemed, in hundredths; 0 unless redeemed."""
        return self._points if self._ending.reason in REDEEMED else 0

    @property
    def credit_minor(self) -> int:
        """The statement credit, in minor units; 0 unless redeemed."""
        return self._credit if self._ending.reason in REDEEMED else 0

    @property
    def result(self) -> Result:
        """The same as the interpreter tells it: where it ended, with what, and aiming at what."""
        stage, reason, rate = self.stage, self.reason, self.rate
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
            points=self.points_moved,
            credit=self.credit_minor,
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
        return outcome_of(self._ending.stage, self._ending.reason)

    @property
    def reason(self) -> Reason:
        """Why it came out so."""
        return self._ending.reason

    @property
    def stage(self) -> Stage:
        """The stage in which the decision ended."""
        return self._ending.stage

    @property
    def points(self) -> Decimal:
        """Points redeemed, in points; 0 unless redeemed."""
        return Decimal(self._units.points(self.points_moved))

    @property
    def credit(self) -> Decimal:
        """The statement credit in major units of the program's currency; 0 unless redeemed."""
        return Decimal(self._units.money(self.credit_minor))

    @property
    def partially_redeemed(self) -> bool:
        """Whether a REDEEMED decision took fewer points than the whole purchase needs."""
        if self.outcome is not Outcome.REDEEMED or self.rate is None:
            return False
        amount = self.facts.authorization.amount
        return self._points < self._units.points_for(amount, self.rate.rate)

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
        return balance - self.points_moved

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

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        same = self.program.digest == other.program.digest and self.facts == other.facts
        return same and self.result == other.result

    def __hash__(self) -> int:
        return hash((self.program.digest, self.ending, self.points_moved, self.credit_minor))

    def __repr__(self) -> str:
        return f"<Decision {self.reason} by {self.program.name} v{self.program.version}>"

    def __str__(self) -> str:
        return json.dumps(self.to_json(), ensure_ascii=False)

    @property
    def _units(self) -> Units:
        return self.program.plan.units
