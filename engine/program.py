"""A program that is ready to decide: its rules, its plan, its digest, its places and its zone."""

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from pointsman.engine.binding import bind
from pointsman.engine.decision import Decision
from pointsman.engine.exact import Exact
from pointsman.engine.facts import Account, Facts
from pointsman.engine.lowering import make_plan
from pointsman.engine.plan import Plan
from pointsman.engine.read_facts import FactsContext, read_facts
from pointsman.engine.record import Record
from pointsman.engine.rules import Precision, Rules

if TYPE_CHECKING:
    from pointsman.engine.compiled.evaluator import Evaluator
    from pointsman.engine.compiled.rates import RateTable
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.explanation.words import MccName
    from pointsman.engine.lots import Lot
    from pointsman.engine.redemptions.catalog import Catalog
    from pointsman.engine.redemptions.decision import RedemptionDecision
    from pointsman.engine.reversal import Redemption, Reversal
    from pointsman.engine.stages import Trace


@frozen(slots=False, repr=False)
class Program(Record):
    """An issuer's program. Pure: the same facts give the same decision, on every platform.

    `digest` identifies the canonical document (`sha256:…`), `zone` is the program's time zone,
    `places` says where each rule stands in its source (`world-elite.points:35`), by JSON pointer;
    it takes no part in equality.
    """

    rules: Rules
    digest: str
    zone: tzinfo = field(default=UTC, eq=False, repr=False)
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)

    @property
    def name(self) -> str:
        """The program's name."""
        return self.rules.program

    @property
    def version(self) -> int:
        """The program's version."""
        return self.rules.version

    @cached_property
    def plan(self) -> Plan:
        """The plan: what the program means."""
        return make_plan(self.rules)

    @cached_property
    def rates(self) -> "RateTable":
        """Every cost per point as whole numbers."""
        from pointsman.engine.compiled.rates import make_rate_table  # noqa: PLC0415

        return make_rate_table(self.plan)

    @cached_property
    def compiled(self) -> "Evaluator":
        """The compiled evaluator: what `decide` runs."""
        from pointsman.engine.compiled.evaluator import make_evaluator  # noqa: PLC0415

        return make_evaluator(self)

    @cached_property
    def catalog(self) -> "Catalog":
        """What its points buy outside Pay with Rewards."""
        from pointsman.engine.redemptions.catalog import make_catalog  # noqa: PLC0415

        return make_catalog(self.rules.digital, self.plan.units)

    @cached_property
    def facts_context(self) -> FactsContext:
        """What reading facts needs to know of the program."""
        return FactsContext(self.plan.units.exponent, self.rules.own_facts)

    @property
    def whole(self) -> bool:
        """Whether its points are whole, so that no request may name a part of one."""
        return self.rules.points.precision is Precision.WHOLE

    def identity(self) -> dict[str, object]:
        """Name, version and digest, as a decision carries them."""
        return {"name": self.name, "version": self.version, "digest": self.digest}

    def read_facts(self, facts: Mapping[str, object]) -> Facts:
        """Facts in the native form (design section 3) as attrs classes.

        Raises:
            BadFactsError: with everything that is wrong with them.
        """
        return read_facts(facts, self.facts_context)

    def decide(self, facts: "Mapping[str, object] | Facts") -> Decision:
        """Decide one purchase, or a later request for a past one.

        Raises:
            BadFactsError: the facts cannot be read; there is no decision.
        """
        read = facts if isinstance(facts, Facts) else self.read_facts(facts)
        return self.compiled.decide(bind(self.plan, self.zone, read), read)

    def decide_once(self, facts: "Mapping[str, object] | Facts") -> Decision:
        """The same decision without generated code: sooner for one purchase, slower for many.

        Raises:
            BadFactsError: the facts cannot be read; there is no decision.
        """
        from pointsman.engine.interpreted import interpret  # noqa: PLC0415

        return interpret(self, facts if isinstance(facts, Facts) else self.read_facts(facts))

    def decide_batch(self, table: Any) -> Any:
        """Decide a whole `pyarrow.Table` of purchases; the answer is one of decisions.

        Columns are nested as in the facts, or flat with dotted names (`authorization.amount`).
        Needs `pointsman[batch]`; see `pointsman.batch.decide_table`, also for the errors raised.
        """
        # By name: the engine imports nothing of ours, and what decides tables stands above it.
        return import_module("pointsman.batch").decide_table(self, table)

    def explain(
        self, facts: "Mapping[str, object] | Facts", mcc_name: "MccName | None" = None
    ) -> "Explanation":
        """Decide and explain in one call."""
        return self.decide(facts).explain(mcc_name)

    def redeem(
        self,
        request: Mapping[str, object],
        account: "Mapping[str, object] | Account",
        at: int | str,
        id: str | None = None,
    ) -> "RedemptionDecision":
        """Decide a digital redemption request; see `redemptions.redeem`.

        Raises:
            BadFactsError: the account or the instant cannot be read; there is no decision.
        """
        from pointsman.engine.redemptions.redeem import redeem  # noqa: PLC0415

        return redeem(self, request, account, at, id)

    def reverse(
        self,
        redemption: "Redemption",
        lots: "Sequence[Lot]",
        at: int,
        points: Exact | None = None,
    ) -> "Reversal":
        """Give points of a redemption back to the lots they came from; see `reversal.reverse`.

        `at` in microseconds since 1970; `points` None: all that remain.
        """
        from pointsman.engine.reversal import reverse  # noqa: PLC0415

        return reverse(redemption, lots, at, points, whole=self.whole)

    def trace(self, facts: Facts) -> "Trace":
        """Run the plan on facts and keep what every step found."""
        from pointsman.engine.stages import run  # noqa: PLC0415

        return run(self.plan, bind(self.plan, self.zone, facts))
