"""A decision, stage by stage, as straight-line code (design section 4).

The one place that says what generated code does; how it reads facts and how it ends is the
dialect's. It must say what `engine.stages` says, and random programs and purchases compare them.
"""

import ast
from collections.abc import Sequence
from typing import Protocol

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.conditions import Leaves, condition
from pointsman.engine.compiled.rates import RateTable
from pointsman.engine.endings import ENDING_NUMBERS
from pointsman.engine.fact_types import Kind
from pointsman.engine.outcome import Stage
from pointsman.engine.plan import (
    Compare,
    Constant,
    FilterStep,
    Plan,
    PostPurchasePlan,
    Test,
    Within,
    Worth,
)
from pointsman.engine.reasons import Reason
from pointsman.engine.shared_conditions import (
    APPROVED,
    MAY_REDEEM,
    MICROSECONDS_A_DAY,
    NOT_A_REDEEMER,
    PURCHASES,
)
from pointsman.engine.slots import Slot

_EFFECTIVE = "/effective"


class Dialect(Leaves, Protocol):
    """How code reads facts and tables, and how it ends."""

    def begin(self) -> None:
        """What stands before everything else."""

    def slot(self, slot: int) -> ast.expr:
        """The value of a slot of numbers."""

    def known(self, slot: int) -> list[ast.expr]:
        """The conditions under which a slot of numbers is known; none when it always is."""

    def constant(self, value: Constant, rule: str = "") -> ast.expr:
        """A number of the program's, by the pointer of its rule if that is not being written."""

    def is_request(self) -> ast.expr:
        """Whether this is a later request for a past purchase."""

    def choose_rate(self, plan: Plan, table: RateTable) -> None:
        """Find the row in force."""

    def read_rate(self, table: RateTable) -> None:
        """Give the numbers of the row in force their names (`rates.ROW_PARTS`)."""

    def proven(self, slot: int) -> None:
        """From here on a slot is known."""

    def reaches(self, which: int) -> ast.expr:
        """The balance from which on the worth filter with this number passes."""

    def aim(self, required: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
        """Stage 5 aims at `credit` for `points`.

        The statements give the name `required` to what the whole purchase costs, for who asks.
        """

    def end(
        self, ending: int, points: ast.expr | None, credit: ast.expr | None, *, rated: bool
    ) -> Sequence[ast.stmt]:
        """End the decision; `rated` when a cost per point was chosen."""


class Flow:
    """Writes the whole decision of one plan into a body."""

    def __init__(self, plan: Plan, table: RateTable, body: Body, dialect: Dialect) -> None:
        self._plan = plan
        self._table = table
        self._body = body
        self._dialect = dialect
        self._rated = False
        self._worths = 0

    def write(self) -> None:
        """Stages 1 to 5; stage 6 sends messages and is worked out when somebody asks."""
        self._dialect.begin()
        self._authorization()
        self._filters()
        self._preferences()
        self._choose_rate()
        self._redemption()

    # Stage 1

    def _authorization(self) -> None:
        plan = self._plan
        if plan.first_day is not None:
            with self._body.about(_EFFECTIVE):
                self._need(Stage.AUTHORIZATION, Reason.NOT_IN_EFFECT, _in_effect(plan))
        currency = Compare(Slot.CURRENCY, "", Kind.CURRENCY, "=", plan.units.currency, "/currency")
        for reason, test in (
            (Reason.CURRENCY_MISMATCH, currency),
            (Reason.NOT_A_PURCHASE, _one_of(Slot.PROCESSING, PURCHASES)),
            (Reason.NOT_APPROVED, _one_of(Slot.RESPONSE_CODE, APPROVED)),
            (Reason.ACCOUNT_STATUS, _one_of(Slot.STATUS, MAY_REDEEM)),
        ):
            self._need(Stage.AUTHORIZATION, reason, test)
        # Whoever is in no household may redeem: what is unknown passes here.
        barred = condition(self._dialect, _one_of(Slot.HOUSEHOLD, NOT_A_REDEEMER))
        self._stop(Stage.AUTHORIZATION, Reason.NOT_A_REDEEMER, barred)
        if _begins_with_a_minimum(plan):
            # An amount of zero is below it: looked at where an amount has failed already.
            return
        self._stop(Stage.AUTHORIZATION, Reason.NOTHING_TO_REDEEM, self._nothing())

    def _nothing(self) -> ast.expr:
        return syntax.compare(self._dialect.slot(Slot.AMOUNT), "<=", syntax.own(0))

    # Stage 2

    def _filters(self) -> None:
        steps = self._plan.filters
        if _begins_with_a_minimum(self._plan):
            with self._body.about(steps[0].pointer):
                self._minimum(steps[0])
            steps = steps[1:]
        for step in steps:
            if isinstance(step.test, Worth):
                self._choose_rate()
            with self._body.about(step.pointer):
                self._filter(step)

    def _minimum(self, step: FilterStep) -> None:
        """The first filter, and the last condition of stage 1 within."""
        if step.test is None:
            raise ValueError(f"{step.pointer} has no condition")
        below = syntax.negated(condition(self._dialect, step.test))
        with self._body.when(below):
            self._stop(Stage.AUTHORIZATION, Reason.NOTHING_TO_REDEEM, self._nothing())
            self._body.add(*self._ended(Stage.FILTERS, step.reason))

    def _filter(self, step: FilterStep) -> None:
        if isinstance(step.test, Worth):
            self._stop(Stage.FILTERS, step.reason, syntax.negated(self._is_worth()))
            self._dialect.proven(Slot.USABLE)
        elif step.test is not None:
            self._need(Stage.FILTERS, step.reason, step.test)

    def _is_worth(self) -> ast.expr:
        needed = self._dialect.reaches(self._worths)
        self._worths += 1
        usable = self._dialect.slot(Slot.USABLE)
        return syntax.both(
            [*self._dialect.known(Slot.USABLE), syntax.compare(usable, ">=", needed)]
        )

    # Stage 3

    def _preferences(self) -> None:
        request, block = self._dialect.is_request(), self._plan.post_purchase
        if block is None:
            self._stop(Stage.PREFERENCES, Reason.NOT_REPROCESSABLE, request)
            self._purchase()
            return
        with self._body.when(request), self._body.about(block.pointer):
            self._request(block)
        with self._body.when(syntax.negated(request)):
            self._purchase()

    def _not_a_request(self) -> list[ast.expr]:
        """The condition that this is no later request; none where such a one has ended already."""
        if self._plan.post_purchase is None:
            return []
        return [syntax.negated(self._dialect.is_request())]

    def _purchase(self) -> None:
        offered = _one_of(Slot.MODE, self._plan.offered)
        self._need(Stage.PREFERENCES, Reason.PREFERENCE_OFF, offered)
        if self._plan.minimum_pointer is None:
            return
        with self._body.about(self._plan.minimum_pointer):
            minimum = self._dialect.slot(Slot.MINIMUM)
            below = syntax.compare(self._dialect.slot(Slot.AMOUNT), "<=", minimum)
            stops = syntax.both([*self._dialect.known(Slot.MINIMUM), below])
            self._stop(Stage.PREFERENCES, Reason.BELOW_CARDHOLDER_MINIMUM, stops)

    def _request(self, block: PostPurchasePlan) -> None:
        self._need(Stage.PREFERENCES, Reason.NOT_REPROCESSABLE, _one_of(Slot.AFTER, block.after))
        if block.within_days is not None:
            bought, asked = (self._dialect.slot(it) for it in (Slot.TIME, Slot.REQUESTED_AT))
            limit = self._dialect.constant(
                block.within_days * MICROSECONDS_A_DAY, f"{block.pointer}/within_days"
            )
            passed = syntax.arithmetic(asked, "-", bought)
            inside = [*self._dialect.known(Slot.TIME), syntax.compare(passed, "<=", limit)]
            outside = syntax.negated(syntax.both(inside))
            self._stop(Stage.PREFERENCES, Reason.OUTSIDE_WINDOW, outside)

    # Stage 4

    def _choose_rate(self) -> None:
        """The first override that is true, else the base; then the tier of the amount."""
        if not self._rated:
            self._rated = True
            self._dialect.choose_rate(self._plan, self._table)

    # Stage 5

    def _redemption(self) -> None:
        plan, dialect, body = self._plan, self._dialect, self._body
        dialect.read_rate(self._table)
        self._target()
        body.add(syntax.assign("points", self._points_for(syntax.name("credit"))))
        body.add(*dialect.aim(self._required()))
        points = syntax.name("points")
        if not self._always_some_points():
            none = syntax.compare(points, "=", syntax.own(0))
            self._stop(Stage.REDEMPTION, Reason.NOTHING_TO_REDEEM, none)
        if not plan.hosted:
            body.add(*self._ended(Stage.REDEMPTION, Reason.DEFERRED_TO_BANK))
            return
        usable = dialect.slot(Slot.USABLE)
        enough = syntax.compare(points, "<=", usable)
        with body.when(syntax.both([*dialect.known(Slot.USABLE), enough])):
            self._whole()
        if plan.redemption.step is not None:
            self._partial(plan.redemption.step)
        body.add(*self._ended(Stage.REDEMPTION, Reason.INSUFFICIENT_BALANCE))

    def _required(self) -> list[ast.stmt]:
        """A division takes longer than all else, and most targets are the whole purchase."""
        plan, points, amount = self._plan, syntax.name("points"), self._dialect.slot(Slot.AMOUNT)
        whole = syntax.assign("required", points)
        if plan.redemption.fixed is None and plan.cap_pointer is None:
            return [whole]
        limited = syntax.compare(syntax.name("credit"), "!=", amount)
        counted = syntax.assign("required", self._points_for(amount))
        return [whole, syntax.when(limited, [counted])]

    def _always_some_points(self) -> bool:
        """Whether even the smallest amount costs points, in every tier."""
        return all(row.scale + row.half >= row.divisor for row in self._table.rows)

    def _target(self) -> None:
        dialect, body, redemption = self._dialect, self._body, self._plan.redemption
        body.add(syntax.assign("credit", dialect.slot(Slot.AMOUNT)))
        credit = syntax.name("credit")
        if redemption.fixed is not None:
            fixed = dialect.constant(redemption.fixed, "/redemption/fixed")
            lower = syntax.compare(fixed, "<", credit)
            body.add(syntax.when(lower, [syntax.assign("credit", fixed)]))
        if self._plan.cap_pointer is not None:
            cap = dialect.slot(Slot.CAP)
            lower = syntax.compare(cap, "<", credit)
            counts = [*dialect.known(Slot.CAP), lower, *self._not_a_request()]
            body.add(syntax.when(syntax.both(counts), [syntax.assign("credit", cap)]))

    def _whole(self) -> None:
        credit = syntax.name("credit")
        self._not_too_small(credit)
        whole = syntax.compare(credit, "=", self._dialect.slot(Slot.AMOUNT))
        full = self._ended(Stage.REDEMPTION, Reason.REDEEMED_FULL, moved=True)
        self._body.add(syntax.when(whole, list(full)))
        self._body.add(*self._ended(Stage.REDEMPTION, Reason.REDEEMED_FIXED, moved=True))

    def _partial(self, step: int) -> None:
        """As many whole steps as the target holds and the balance covers by its exact worth."""
        dialect, body, block = self._dialect, self._body, self._plan.post_purchase
        size = dialect.constant(step, "/redemption/partial/step")
        credit, steps, covered = map(syntax.name, ("credit", "steps", "covered"))
        allowed = list(dialect.known(Slot.USABLE))
        if block is None or not block.partial:
            allowed.extend(self._not_a_request())
        allowed = allowed or [syntax.compare(credit, ">=", size)]
        with body.when(syntax.both(allowed)):
            worth = syntax.arithmetic(dialect.slot(Slot.USABLE), "*", syntax.name("worth_scale"))
            body.add(syntax.assign("steps", syntax.arithmetic(credit, "//", size)))
            body.add(
                syntax.assign(
                    "covered", syntax.arithmetic(worth, "//", syntax.name("worth_divisor"))
                )
            )
            fewer = syntax.compare(covered, "<", steps)
            body.add(syntax.when(fewer, [syntax.assign("steps", covered)]))
            body.add(syntax.assign("credit", syntax.arithmetic(steps, "*", size)))
            body.add(syntax.assign("points", self._points_for(syntax.name("credit"))))
            some = syntax.compare(syntax.name("points"), ">", syntax.own(0))
            with body.when(some):
                self._not_too_small(credit)
                body.add(*self._ended(Stage.REDEMPTION, Reason.REDEEMED_PARTIAL, moved=True))

    def _not_too_small(self, credit: ast.expr) -> None:
        smallest = self._plan.redemption.at_least
        if smallest is not None:
            least = self._dialect.constant(smallest, "/redemption/redeem_at_least")
            self._stop(
                Stage.REDEMPTION,
                Reason.BELOW_REDEEMED_MINIMUM,
                syntax.compare(credit, "<", least),
            )

    def _points_for(self, credit: ast.expr) -> ast.expr:
        """Hundredths of points, rounded once (`rates.RateRow`)."""
        scaled = syntax.arithmetic(credit, "*", syntax.name("scale"))
        halved = syntax.arithmetic(scaled, "+", syntax.name("half"))
        counted = syntax.arithmetic(halved, "//", syntax.name("divisor"))
        unit = self._plan.units.unit
        return counted if unit == 1 else syntax.arithmetic(counted, "*", syntax.own(unit))

    # Endings

    def _need(self, stage: Stage, reason: Reason, test: Test) -> None:
        self._stop(stage, reason, syntax.negated(condition(self._dialect, test)))

    def _stop(self, stage: Stage, reason: Reason, stops: ast.expr) -> None:
        self._body.add(syntax.when(stops, list(self._ended(stage, reason))))

    def _ended(self, stage: Stage, reason: Reason, *, moved: bool = False) -> Sequence[ast.stmt]:
        number = ENDING_NUMBERS[stage, reason]
        points = syntax.name("points") if moved else None
        credit = syntax.name("credit") if moved else None
        ended = self._dialect.end(number, points, credit, rated=stage is Stage.REDEMPTION)
        self._body.remark(ended[-1], f"{stage}: {reason}")
        return ended


def _begins_with_a_minimum(plan: Plan) -> bool:
    """Whether the first filter is a lower bound of the amount, which no amount of zero reaches."""
    return bool(plan.filters) and plan.filters[0].reason is Reason.BELOW_PROGRAM_MINIMUM


def _one_of(slot: Slot, values: frozenset[str]) -> Within:
    """A built-in test; the values are plain text, as columns hold them."""
    plain = frozenset(map(str, values))
    return Within(slot, "", Kind.TEXT, plain, (), tuple(sorted(plain)))


def _in_effect(plan: Plan) -> Within | Compare:
    first, last = plan.first_day or 0, plan.last_day
    if last is None:
        return Compare(Slot.DATE, "date", Kind.DATE, ">=", first, f"{_EFFECTIVE}/from")
    days = ((first, last),)
    return Within(Slot.DATE, "date", Kind.DATE, frozenset(), days, days, _EFFECTIVE)
