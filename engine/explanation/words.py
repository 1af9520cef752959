"""What the words of one explanation are made from: the plan, the purchase, and who names codes."""

from collections.abc import Callable

from attrs import define, field

from pointsman.engine.exact import Exact
from pointsman.engine.explanation import values
from pointsman.engine.explanation.phrases import FactPhrase, Phrases
from pointsman.engine.facts import Facts
from pointsman.engine.plan import Constant, Plan, RateStep
from pointsman.engine.record import Record
from pointsman.engine.slots import Bound, Slot
from pointsman.engine.truth import Purchase
from pointsman.engine.units import Units

MccName = Callable[[str], str | None]
"""The name of a merchant category code, or None when it has none."""

_MERCHANT = (
    (Slot.MERCHANT_ID, "id"),
    (Slot.MERCHANT_NAME, "name"),
    (Slot.ACQUIRER, "acquirer"),
    (Slot.TERMINAL, "terminal"),
)


@define(eq=False, repr=False)
class Words(Record):
    """What the words of one explanation are made from.

    What several steps speak of (the worth of the balance, the merchant) is worked out once.
    """

    purchase: Purchase
    facts: Facts
    mcc_name: MccName | None = None
    plan: Plan = field(init=False)
    bound: Bound = field(init=False)
    phrases: Phrases = field(init=False)
    _worth: tuple[Exact, str] | None = field(default=None, init=False)
    _merchant: str | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.plan, self.bound = self.purchase.plan, self.purchase.bound
        self.phrases = self.plan.phrases

    @property
    def units(self) -> Units:
        """The program's units."""
        return self.plan.units

    @property
    def rate_rule(self) -> RateStep:
        """The rule that sets the cost per point."""
        return self.purchase.rate_in_force

    @property
    def rate(self) -> Exact:
        """The cost per point of this purchase, by its whole amount."""
        return self.rate_rule.tier_for(self.facts.authorization.amount).rate

    @property
    def balance_worth(self) -> tuple[Exact, str] | None:
        """What the usable balance is worth at that cost, and the sum; None: not known."""
        usable = self.bound[Slot.USABLE]
        if self._worth is None and isinstance(usable, int):
            rate = self.rate
            worth = self.units.worth(usable, rate)
            self._worth = worth, f"{self.points(usable)} × {rate} = {self.worth(worth)}"
        return self._worth

    @property
    def merchant(self) -> str:
        """The merchant as far as it is known."""
        if self._merchant is None:
            seen = [(name, self.bound[slot]) for slot, name in _MERCHANT]
            known = [f'{name} "{text}"' for name, text in seen if text is not None]
            self._merchant = ", ".join(known) or "not known"
        return self._merchant

    def money(self, minor: int) -> str:
        """An amount in the program's currency: `1,000.00`."""
        return values.money(minor, self.plan.units.exponent)

    def points(self, hundredths: int) -> str:
        """Points: `7,000`."""
        return values.points(hundredths)

    def worth(self, amount: Exact) -> str:
        """An exact value of points in money: `76.50`, `2.997`."""
        return values.at_least_places(amount, self.units.exponent)

    def billing_amount(self) -> str:
        """The purchase's amount in its own currency, which need not be the program's."""
        authorization = self.facts.authorization
        return values.money_in(authorization.amount, authorization.currency)

    def seen(self, phrase: FactPhrase, value: Constant) -> str:
        """The value of a fact, with the name of a merchant category code where it has one."""
        shown = phrase.show(value)
        if self.mcc_name is None or phrase.slot != Slot.MCC:
            return shown
        name = self.mcc_name(shown)
        return f"{shown} {name}" if name else shown
