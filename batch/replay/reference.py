"""What a replay means: purchases decided one by one in the order of time, as plain Python.

The columns of `pointsman.batch.replay` come to the same, faster; tests hold them to it.
"""

from collections.abc import Iterable, Sequence

from attrs import define, evolve, frozen

from pointsman.batch.replay.rows import PurchaseRow, Row, read_accounts, read_purchases
from pointsman.engine.decision import Decision
from pointsman.engine.facts import Account
from pointsman.engine.outcome import Outcome
from pointsman.engine.program import Program


@frozen
class EndState:
    """An account when all is decided: how it stands, and what the replay did with it.

    `decided` and `redeemed` count rows; `points` redeemed in hundredths, `credit` in minor units.
    """

    id: str
    account: Account
    decided: int
    redeemed: int
    points: int
    credit: int


@frozen
class Replayed:
    """Decisions in the order of the purchases' rows, and end states in that of the accounts' rows.

    `turns` count from 1 the rows of the same account in the order of time.
    """

    decisions: tuple[Decision, ...]
    turns: tuple[int, ...]
    ends: tuple[EndState, ...]


@define
class HeldAccount:
    """An account on its way through a replay."""

    id: str
    account: Account
    decided: int = 0
    redeemed: int = 0
    points: int = 0
    credit: int = 0

    def take(self, decision: Decision) -> None:
        """Carry on from a decision: only one that redeemed changes the account."""
        self.decided += 1
        if decision.outcome is not Outcome.REDEEMED:
            return
        self.redeemed += 1
        self.points += decision.points_moved
        self.credit += decision.credit_minor
        self.account = account_after(decision)

    def end(self) -> EndState:
        """How it stands now."""
        totals = (self.decided, self.redeemed, self.points, self.credit)
        return EndState(self.id, self.account, *totals)


def replay(program: Program, accounts: Iterable[Row], purchases: Iterable[Row]) -> Replayed:
    """Decide every purchase on its account as the purchases before it have left it.

    Raises:
        BadAccountError: the first row of the accounts that cannot be read.
        BadPurchaseError: the first row of the purchases that cannot be replayed.
    """
    opened = read_accounts(program, accounts)
    rows = read_purchases(program, purchases, opened)
    held = {
        each.id: HeldAccount(each.id, start_of(program, each.account)) for each in opened.values()
    }
    turns = [0] * len(rows)
    decided: dict[int, Decision] = {}
    for at in in_time(rows):
        account = held[rows[at].account_id]
        decided[at] = program.decide(evolve(rows[at].facts, account=account.account))
        account.take(decided[at])
        turns[at] = account.decided
    decisions = tuple(decided[at] for at in range(len(rows)))
    return Replayed(decisions, tuple(turns), tuple(each.end() for each in held.values()))


def in_time(rows: Sequence[PurchaseRow]) -> list[int]:
    """The rows (from 0) in the order of their instants; rows of one instant in their own order."""
    return sorted(range(len(rows)), key=lambda at: rows[at].instant)


def start_of(program: Program, account: Account) -> Account:
    """An account as the replay knows it: what an external bank holds is not ours to see."""
    return account if program.plan.hosted else evolve(account, balance=None)


def account_after(decision: Decision) -> Account:
    """The account after a decision that redeemed: less points, and NEXT is OFF after a purchase."""
    account = decision.facts.account
    preferences = account.preferences
    if preferences.mode is not None:
        preferences = evolve(preferences, mode=decision.preference_after)
    return evolve(account, balance=decision.balance_after, preferences=preferences)
