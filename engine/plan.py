"""The plan: a program reduced to slots, integers, sets and an order. Its one meaning.

The explaining interpreter (`stages/`), and whatever runs programs faster later, all start from
this and must agree. A plan holds no text of the program but what explanations show.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import Kind
from pointsman.engine.glob import Glob
from pointsman.engine.reasons import Reason
from pointsman.engine.record import Record
from pointsman.engine.slots import Slot
from pointsman.engine.units import Units

if TYPE_CHECKING:
    from pointsman.engine.explanation.phrases import Phrases
    from pointsman.engine.override_index import OverrideIndex
    from pointsman.engine.override_runs import OverrideRun

Constant = int | str | bool


@frozen(repr=False)
class Compare(Record):
    """A slot against a constant: one of = != < <= > >=."""

    slot: int
    fact: str
    kind: Kind
    op: str
    value: Constant
    pointer: str = ""


@frozen(repr=False)
class Within(Record):
    """A slot against a set of constants and ranges (both ends included)."""

    slot: int
    fact: str
    kind: Kind
    values: frozenset[Constant]
    spans: tuple[tuple[Constant, Constant], ...]
    listed: tuple[Constant | tuple[Constant, Constant], ...]
    """The same as written, for explanations."""
    pointer: str = ""


@frozen(repr=False)
class Like(Record):
    """A text slot against glob patterns, of which one must match."""

    slot: int
    fact: str
    globs: tuple[Glob, ...]
    pointer: str = ""


@frozen(repr=False)
class MerchantTest(Record):
    """Whether the merchant is one of a list: any part holds. `labels` are the list as written."""

    parts: tuple["Test", ...]
    labels: tuple[str, ...]
    pointer: str = ""


@frozen(repr=False)
class AllOf(Record):
    """Every part holds."""

    parts: tuple["Test", ...]
    pointer: str = ""


@frozen(repr=False)
class AnyOf(Record):
    """At least one part holds."""

    parts: tuple["Test", ...]
    pointer: str = ""


@frozen(repr=False)
class NotOf(Record):
    """The part does not hold."""

    part: "Test"
    pointer: str = ""


@frozen(repr=False)
class Worth(Record):
    """The usable balance, at the cost per point of this purchase, is worth this much (minor)."""

    amount: int
    pointer: str = ""


Test = Compare | Within | Like | MerchantTest | AllOf | AnyOf | NotOf | Worth


@frozen(repr=False)
class FilterStep(Record):
    """One filter: what must hold, the reason when it does not, the text the program gives it.

    `test` is None for a filter on the balance with an external bank: it is not checked.
    """

    title: str
    reason: Reason
    test: Test | None
    pointer: str
    text: str | None = None


@frozen(repr=False)
class TierStep(Record):
    """A cost per point for amounts up to and including `up_to` minor units (None: all above)."""

    rate: Exact
    up_to: int | None
    pointer: str


@frozen(repr=False)
class RateStep(Record):
    """The base, or an override with its condition: tiers of which exactly one covers an amount."""

    title: str
    tiers: tuple[TierStep, ...]
    pointer: str
    test: Test | None = None

    def tier_for(self, amount: int) -> TierStep:
        """The tier of a purchase amount; its rate counts for the whole amount."""
        for tier in self.tiers:
            if tier.up_to is None or amount <= tier.up_to:
                return tier
        raise ValueError("a list of tiers ends in one without an upper bound")


@frozen(repr=False)
class RedemptionPlan(Record):
    """Amounts in minor units; None: the program does not say so."""

    pointer: str
    fixed: int | None
    step: int | None
    at_least: int | None


@frozen(repr=False)
class PostPurchasePlan(Record):
    """`within_days` None: unlimited."""

    pointer: str
    within_days: int | None
    after: frozenset[str]
    partial: bool


@frozen(repr=False)
class MessagePlan(Record):
    """What is sent, in the order of stage 6."""

    emails: frozenset[str]
    notify: bool
    statement: str | None


@frozen(slots=False, repr=False)
class Plan(Record):
    """A whole program, ready to be run. Dates are ordinal days."""

    units: Units
    hosted: bool
    first_day: int | None
    last_day: int | None
    own_facts: tuple[str, ...]
    filters: tuple[FilterStep, ...]
    offered: frozenset[str]
    minimum_pointer: str | None
    """Where the program lets cardholders set their own minimum; None where it does not."""
    cap_pointer: str | None
    """Where it lets them set their own fixed amount; None where it does not."""
    base: RateStep
    overrides: tuple[RateStep, ...]
    redemption: RedemptionPlan
    post_purchase: PostPurchasePlan | None
    messages: MessagePlan

    @cached_property
    def phrases(self) -> "Phrases":
        """What explanations say of its tests whoever buys."""
        from pointsman.engine.explanation.phrases import Phrases  # noqa: PLC0415

        return Phrases(self.units)

    @cached_property
    def override_index(self) -> "OverrideIndex":
        """The overrides by the values that select them, worked out once."""
        from pointsman.engine.override_index import make_override_index  # noqa: PLC0415

        return make_override_index(self)

    @cached_property
    def override_runs(self) -> "tuple[OverrideRun, ...]":
        """The overrides that are told together because they are many of one kind in a row."""
        from pointsman.engine.override_runs import find_runs  # noqa: PLC0415

        return find_runs(self)

    def slot_of(self, fact: str) -> int:
        """The slot of one of the program's own facts."""
        return len(Slot) + self.own_facts.index(fact)
