"""What each account went through: the order of its rows, and how it stood before each of them."""

from functools import cached_property

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.binding.columns import UNKNOWN


@frozen(slots=False, eq=False)
class History:
    """Rows that were decided, account by account and within one in the order of time.

    `rows` are their numbers (from 0), `accounts` the account of each; `first` is the place in
    `rows` at which each account's begin.
    """

    rows: NDArray[np.int64]
    accounts: NDArray[np.int32]

    @classmethod
    def of(cls, order: NDArray[np.int64], account_of: NDArray[np.int32]) -> "History":
        """The history of rows that stand in the order of time."""
        accounts = account_of[order]
        by_account = np.argsort(accounts, kind="stable")
        return cls(order[by_account], accounts[by_account])

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """Where each account that has rows begins."""
        if not len(self.accounts):
            return np.zeros(0, np.int64)
        changes = np.flatnonzero(self.accounts[1:] != self.accounts[:-1]) + 1
        return np.concatenate([np.zeros(1, np.int64), changes])

    @cached_property
    def present(self) -> NDArray[np.int32]:
        """The accounts that have rows, rising."""
        return self.accounts[self.first]

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.diff(np.append(self.first, len(self.rows)))

    def turns(self, rows: int) -> NDArray[np.int64]:
        """For each of `rows` rows, the how-manieth of its account it is; 0 for those not here."""
        turns = np.zeros(rows, np.int64)
        turns[self.rows] = np.arange(1, len(self.rows) + 1) - np.repeat(self.first, self._lengths)
        return turns

    def before(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each row, the sum of the values of the earlier rows of its account.

        Sums are exact as long as those of single accounts stay within 64 bits.
        """
        taken = values[self.rows]
        # The running sum over all accounts may wrap around; differences of it come out right.
        sums = np.cumsum(taken) - taken
        before = np.zeros(len(values), np.int64)
        before[self.rows] = sums - np.repeat(sums[self.first], self._lengths)
        return before

    def totals(self, values: NDArray[np.int64], accounts: int) -> NDArray[np.int64]:
        """The sum of the values of each of so many accounts; 0 for one without rows."""
        totals = np.zeros(accounts, np.int64)
        if len(self.rows):
            totals[self.present] = np.add.reduceat(values[self.rows], self.first)
        return totals


def less(balances: NDArray[np.int64], taken: NDArray[np.int64]) -> NDArray[np.int64]:
    """Balances less what was taken of them; those not known stay so."""
    return np.where(balances == UNKNOWN, balances, balances - taken)
