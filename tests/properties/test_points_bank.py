"""Any sequence of earning, redeeming, reversing and expiring, against the plain model."""

import random

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pointsman.engine.exact import Exact
from pointsman.engine.ledger import Credited, Earned, Entry, Expired, Ledger, Redeemed
from pointsman.engine.lot_invariants import violations, violations_between
from pointsman.engine.lots import Lot, NotEnoughPointsError, available, consume, expire, total
from pointsman.engine.reversal import Redemption, RedemptionType, reverse
from tests.model.points_bank import PointsBank, Refused

TYPES = st.sampled_from([RedemptionType.MERCHANDISE, RedemptionType.TRAVEL])
POINTS = st.integers(1, 300)
LIVES = st.none() | st.integers(0, 12)
ORDERS = st.randoms(use_true_random=False)


class Bank(RuleBasedStateMachine):
    """The engine's lots on one side, the model on the other; the journal for the invariants."""

    def __init__(self) -> None:
        super().__init__()
        self.model = PointsBank()
        self.lots: tuple[Lot, ...] = ()
        self.journal: tuple[Entry, ...] = ()
        self.redemptions: dict[str, Redemption] = {}
        self.now = 0
        self.before = self.ledger()

    def ledger(self) -> Ledger:
        balance = available(self.lots, self.now)
        return Ledger(self.lots, self.journal, balance, self.now)

    def note(self, *entries: Entry) -> None:
        self.journal += entries

    @rule(instants=st.integers(1, 4))
    def pass_time(self, instants: int) -> None:
        self.now += instants

    @rule(order=ORDERS)
    def hand_in_the_lots_in_another_order(self, order: random.Random) -> None:
        self.lots = tuple(order.sample(self.lots, len(self.lots)))

    @rule(letter=st.sampled_from("abc"), points=POINTS, lives=LIVES)
    def earn(self, letter: str, points: int, lives: int | None) -> None:
        lot = f"{letter}{len(self.lots)}"
        expires = None if lives is None else self.now + lives
        self.model.earn(lot, points, self.now, expires)
        self.lots += (Lot(lot, self.now, expires, points, points),)
        self.note(Earned(lot, points, self.now, expires))

    def take(self, type_: RedemptionType, points: int) -> str:
        """A redemption on both sides, the same on both."""
        name = f"R{len(self.redemptions)}"
        expected = self.model.redeem(name, type_, points, self.now)
        consumption = consume(self.lots, points, self.now)
        assert [(each.lot, each.points) for each in consumption.allocations] == expected
        backwards = consume(self.lots[::-1], points, self.now)
        assert backwards.allocations == consumption.allocations
        assert backwards.lots == consumption.lots[::-1]
        self.lots = consumption.lots
        self.redemptions[name] = Redemption(type_, consumption.allocations)
        self.note(Redeemed(name, points, consumption.allocations, self.now))
        return name

    @precondition(lambda self: available(self.lots, self.now) > 0)
    @rule(type_=TYPES | st.just(RedemptionType.CASHBACK), share=st.integers(1, 100))
    def redeem(self, type_: RedemptionType, share: int) -> None:
        self.take(type_, -(-available(self.lots, self.now) * share // 100))

    @rule(more=POINTS)
    def redeem_too_much(self, more: int) -> None:
        points = available(self.lots, self.now) + more
        with pytest.raises(Refused):
            self.model.redeem("too much", "TRAVEL", points, self.now)
        with pytest.raises(NotEnoughPointsError) as caught:
            consume(self.lots, points, self.now)
        assert (caught.value.asked, caught.value.available) == (points, points - more)

    def give_back(self, name: str, points: int | None) -> None:
        """A reversal on both sides, the same on both."""
        redemption = self.redemptions[name]
        asked = None if points is None else Exact(points, 2)
        reversal = reverse(redemption, self.lots, self.now, asked)
        expected = self.model_gives_back(name, points)
        assert reversal.remaining == len(self.model.piles[name])
        if isinstance(expected, str):
            assert expected in {error.reason for error in reversal.errors}
            assert (reversal.credited, reversal.lots) == (0, self.lots)
            return
        assert reversal.errors == ()
        credited = reversal.credited
        assert (credited, total(reversal.expired)) == expected
        self.lots = reversal.lots
        self.redemptions[name] = attrs.evolve(redemption, credited=redemption.credited + credited)
        self.note(Credited(name, credited, reversal.returned, reversal.expired, self.now))

    def model_gives_back(self, name: str, points: int | None) -> tuple[int, int] | str:
        try:
            return self.model.reverse(name, points, self.now)
        except Refused as refused:
            return str(refused)

    @precondition(lambda self: bool(self.redemptions))
    @rule(which=st.integers(0, 99), share=st.none() | st.integers(-5, 105))
    def reverse(self, which: int, share: int | None) -> None:
        name = list(self.redemptions)[which % len(self.redemptions)]
        points = None if share is None else -(-self.redemptions[name].points * share // 100)
        self.give_back(name, points)

    @precondition(lambda self: available(self.lots, self.now) > 0)
    @rule(type_=TYPES, share=st.integers(1, 100), cut=st.integers(0, 100))
    def redeem_and_think_better_of_it(self, type_: RedemptionType, share: int, cut: int) -> None:
        before = self.ledger()
        points = -(-available(self.lots, self.now) * share // 100)
        name = self.take(type_, points)
        if 0 < points * cut // 100 < points:
            self.give_back(name, points * cut // 100)
        self.give_back(name, None)
        assert self.lots == before.lots
        assert violations_between(before, self.ledger()) == []

    @rule()
    def expire(self) -> None:
        expiry = expire(self.lots, self.now)
        expected = self.model.expire(self.now)
        assert {each.lot: each.points for each in expiry.expired} == expected
        assert expire(expiry.lots, self.now).expired == ()
        self.lots = expiry.lots
        self.note(*(Expired(each.lot, each.points, self.now) for each in expiry.expired))

    @invariant()
    def both_sides_hold_the_same(self) -> None:
        assert {lot.id: lot.remaining for lot in self.lots} == self.model.holds
        assert {lot.id: (lot.earned, lot.expires) for lot in self.lots} == self.model.dates
        assert available(self.lots, self.now) == self.model.balance(self.now)

    @invariant()
    def no_point_is_made_or_lost(self) -> None:
        model = self.model
        kept = model.earned - model.redeemed + model.credited - model.expired
        assert sum(lot.remaining for lot in self.lots) == kept

    @invariant()
    def the_invariants_hold(self) -> None:
        ledger = self.ledger()
        assert violations(ledger) == []
        assert violations_between(self.before, ledger) == []
        self.before = ledger

    @invariant()
    def no_credit_exceeds_its_redemption(self) -> None:
        for name, redemption in self.redemptions.items():
            assert redemption.remaining == len(self.model.piles[name])
            assert 0 <= redemption.credited <= self.model.taken[name]


Bank.TestCase.settings = settings(max_examples=300, stateful_step_count=50, deadline=None)
TestBank = Bank.TestCase
