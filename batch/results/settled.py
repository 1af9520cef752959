"""What became of every row of a batch, from the loop and from the rows decided one by one."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from pointsman.batch.binding.columns import UNKNOWN, BoundColumns, Coded
from pointsman.batch.kernel import Results
from pointsman.batch.pairs import Pairs, lower
from pointsman.batch.results.bytewise import looked_up, table_of
from pointsman.engine.compiled.columns import NOT_RATED
from pointsman.engine.decision import Decision
from pointsman.engine.facts import Mode
from pointsman.engine.outcome import Result
from pointsman.engine.slots import Slot

MODES: Final = (Mode.OFF, Mode.NEXT, Mode.ALL)
"""Modes by their number in `Settled.modes`; left out is OFF."""

NO_MODE: Final = -1

_AMOUNTS: Final = ("points", "credit", "target_credit", "target_points", "points_required")
"""The columns of `Settled.amounts`, in the order of `Results.pairs`."""

_INT64: Final = range(-(2**63), 2**63)


@frozen(eq=False)
class Settled:
    """Rows that have a decision, as integers: hundredths of points, minor units, numbers of names.

    `amounts` holds the columns of money and points by their names in a decision line, upper halves
    0. Where a value needs more than 64 bits it stands in `wide`, by column and row.
    """

    ids: pa.Array
    endings: NDArray[np.int8]
    tiers: NDArray[np.int32]
    amounts: Mapping[str, Pairs]
    balances: NDArray[np.int64]
    modes: NDArray[np.int8]
    requests: NDArray[np.bool_]
    wide: dict[tuple[str, int], int] = field(factory=dict)

    def numbers(self, column: str) -> NDArray[np.int64]:
        """A column of `amounts` as 64-bit integers."""
        return lower(self.amounts[column])

    def put(self, row: int, decision: Decision) -> None:
        """Put in a row that was decided by itself."""
        result, facts = decision.result, decision.facts
        self.endings[row] = decision.ending
        self.tiers[row] = NOT_RATED if decision.rate is None else decision.rate.number
        for column, value in _amounts(result).items():
            self._put_number(self.numbers(column), column, row, value)
        hosted = decision.program.plan.hosted
        balance = facts.account.balance if hosted else None
        # Whether it is known is all that is asked of a balance that needs more than 64 bits.
        self.balances[row] = UNKNOWN if balance is None else min(balance, _INT64[-1])
        if balance is not None and balance not in _INT64:
            self.wide["balance_after", row] = balance - decision.points_moved
        mode = facts.account.preferences.mode
        self.modes[row] = NO_MODE if mode is None else MODES.index(mode)
        self.requests[row] = facts.post_purchase is not None

    def _put_number(self, into: NDArray[np.int64], column: str, row: int, value: int) -> None:
        if value in _INT64:
            into[row] = value
        else:
            self.wide[column, row] = value

    def only(self, rows: NDArray[np.int64]) -> "Settled":
        """These rows alone, in order."""
        place = {row: at for at, row in enumerate(rows.tolist())} if self.wide else {}
        return Settled(
            ids=self.ids.take(pa.array(rows)),
            endings=self.endings[rows],
            tiers=self.tiers[rows],
            amounts={name: values[rows] for name, values in self.amounts.items()},
            balances=self.balances[rows],
            modes=self.modes[rows],
            requests=self.requests[rows],
            wide={(name, place[row]): value for (name, row), value in self.wide.items()},
        )


def settle(bound: BoundColumns, results: Results) -> Settled:
    """What the loop found; rows that are odd hold nothing yet."""
    balances = bound.numbers[Slot.BALANCE]
    after = bound.coded[Slot.AFTER]
    return Settled(
        ids=bound.ids,
        endings=results.endings,
        tiers=results.tiers,
        amounts=dict(zip(_AMOUNTS, results.pairs, strict=True)),
        balances=balances.copy() if results.odd.any() else balances,
        modes=_modes(bound.coded[Slot.MODE]),
        requests=after.codes != 0,
    )


def _modes(mode: Coded) -> NDArray[np.int8]:
    """The number of each row's mode; there are so few that their codes are bytes."""
    numbers = [NO_MODE if it is None else MODES.index(Mode(str(it))) for it in mode.values]
    return looked_up(table_of(numbers), mode.codes.astype(np.uint8)).copy()


def _amounts(result: Result) -> dict[str, int]:
    target, conversion = result.target, result.conversion
    return {
        "points_required": conversion.required if conversion else 0,
        "target_credit": target.credit if target else 0,
        "target_points": target.points if target else 0,
        "points": result.points,
        "credit": result.credit,
    }
