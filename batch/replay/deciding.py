"""The loop over purchases in the order of time, with single rows decided in between.

Rows that columns cannot hold are few. The loop runs up to each, the row is decided as any
purchase is, on its account as it stands at that moment, and the loop goes on behind it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from pointsman.batch.binding.columns import UNKNOWN
from pointsman.batch.replay.accounts import Accounts
from pointsman.batch.replay.classes import MODES
from pointsman.batch.replay.purchases import Purchases
from pointsman.batch.replay.reference import HeldAccount, start_of
from pointsman.batch.running import COMPILE_FROM
from pointsman.batch.words import Answers
from pointsman.engine.compiled.columns import NOT_RATED
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.parameters import (
    Codes,
    Listed,
    Numbers,
    Parameter,
    Rates,
    State,
)
from pointsman.engine.decision import Decision
from pointsman.engine.facts import Account, Mode
from pointsman.engine.slots import Slot, is_of_account

_OFF: Final = MODES.index(Mode.OFF)
_NEXT: Final = MODES.index(Mode.NEXT)


def _of_account(slot: int) -> str:
    """The state of a slot by its name in the loop."""
    return f"{slot_name(slot)}_of_account"


_BALANCE, _USABLE, _MODE = map(_of_account, (Slot.BALANCE, Slot.USABLE, Slot.MODE))

_NUMBERS: Final = ("points", "credit", "target_credit", "target_points", "points_required")
"""The int64 results of the loop, in its order: hundredths of points, minor units."""


@frozen(eq=False)
class Outcomes:
    """What the loop found, an entry each row; rows `decided` one by one stand there instead.

    Of those, `points` and `credit` have entries too where their account is in columns; accounts
    that are not are in `held`, by position.
    """

    endings: NDArray[np.int8]
    tiers: NDArray[np.int32]
    amounts: Mapping[str, NDArray[np.int64]]
    decided: dict[int, Decision]
    held: dict[int, HeldAccount]


def decide_in_order(
    accounts: Accounts,
    purchases: Purchases,
    order: NDArray[np.int64],
    *,
    compiled: bool | None = None,
) -> Outcomes:
    """Decide the rows of `order`, one after the other; lets go of the columns of the purchases.

    `compiled` None: as machine code where there are enough of them.
    """
    if compiled is None:
        compiled = accounts.needs.running.is_compiled or len(order) >= COMPILE_FROM
    run = _Run(accounts, purchases, order, compiled=compiled)
    begun = 0
    for turn in run.alone():
        run.loop(begun, turn)
        run.one(turn)
        begun = turn + 1
    run.loop(begun, len(order))
    return run.outcomes()


class _Run:
    """One replay: inputs of the loop, the state that it carries, and what it has found so far.

    All are arrays for machine code and lists of integers for Python, whose integers never wrap.
    They stand in the order of turns (from 0), so that the loop reads memory from front to back.
    """

    def __init__(
        self, accounts: Accounts, purchases: Purchases, order: NDArray[np.int64], *, compiled: bool
    ) -> None:
        needs = accounts.needs
        self._accounts, self._purchases = accounts, purchases
        self._order = order
        turns = np.arange(len(order))
        self._as_it_is = len(order) == len(purchases) and np.array_equal(order, turns)
        self._account_of = self._by_turn(purchases.accounts)
        self._program = needs.program
        self._function: Callable[..., Any] = (
            needs.running.machine_code if compiled else needs.running.plain
        )
        form = _for_machine_code if compiled else _for_python
        self._state: dict[str, Any] = {
            "account_of": self._account_of,
            **{_of_account(slot): each.copy() for slot, each in accounts.opening.items()},
        }
        answers = Answers(needs.program.plan, needs.loop.parameters)
        self._inputs = []
        for parameter in needs.loop.parameters:
            self._inputs.append(form(self._input(parameter, answers), parameter))
            if isinstance(parameter, State):
                self._state[parameter.name] = self._inputs[-1]
        outputs = _outputs(len(order))
        self._outputs = list(outputs) if compiled else [each.tolist() for each in outputs]
        self._decided: dict[int, Decision] = {}
        self._held = {
            at: HeldAccount(row.id, start_of(self._program, row.account))
            for at, row in accounts.one_by_one.items()
        }

    def loop(self, start: int, stop: int) -> None:
        """Decide these turns, every one of which is in columns."""
        if start < stop:
            self._function(start, stop, _NEXT, _OFF, *self._inputs, *self._outputs)

    def alone(self) -> list[int]:
        """The turns of rows that are decided by themselves."""
        if not self._purchases.one_by_one:
            return []
        alone = np.zeros(len(self._purchases), np.bool_)
        alone[list(self._purchases.one_by_one)] = True
        turns: list[int] = np.flatnonzero(alone[self._order]).tolist()
        return turns

    def one(self, turn: int) -> None:
        """Decide a row by itself."""
        row, at = int(self._order[turn]), int(self._account_of[turn])
        held = self._held.get(at)
        account = held.account if held else self._account(at)
        facts = evolve(self._purchases.one_by_one[row].facts, account=account)
        decision = self._decided[row] = self._program.decide(facts)
        if held:
            held.take(decision)
        else:
            self._take(turn, at, decision)

    def outcomes(self) -> Outcomes:
        """What was found."""
        endings, tiers, *numbers = map(self._by_row, self._outputs, _outputs(0))
        amounts = dict(zip(_NUMBERS, numbers, strict=True))
        return Outcomes(endings, tiers, amounts, self._decided, self._held)

    def _account(self, at: int) -> Account:
        """An account that is in columns, as it stands now."""
        account = self._accounts.row(at).account
        balance, mode = self._state[_BALANCE][at], self._state[_MODE][at]
        preferences = evolve(account.preferences, mode=MODES[mode])
        known = None if balance == UNKNOWN else int(balance)
        return evolve(account, balance=known, preferences=preferences)

    def _take(self, turn: int, at: int, decision: Decision) -> None:
        """Carry on from a row that was decided by itself."""
        points = decision.points_moved
        if not points:
            return
        taken, credited = self._outputs[2:4]
        taken[turn], credited[turn] = points, decision.credit_minor
        self._state[_BALANCE][at] -= points
        self._state[_USABLE][at] -= points
        if self._state[_MODE][at] == _NEXT:
            self._state[_MODE][at] = MODES.index(decision.preference_after)

    def _input(self, parameter: Parameter, answers: Answers) -> NDArray[Any]:
        match parameter:
            case Numbers(slot) | Codes(slot):
                return self._column(slot)
            case Rates() | Listed():
                return answers.fixed(parameter)
            case State(name=name):
                state: NDArray[Any] = self._state[name]
                return state
            case _:
                of_account = is_of_account(parameter.slot)
                classes = (self._accounts if of_account else self._purchases).classes
                nothing = np.zeros(0, np.int32)
                return answers.of_values(parameter, classes[parameter.slot].coded(nothing))

    def _column(self, slot: int) -> NDArray[Any]:
        """A slot by account or by turns; the purchases let go of it, for nothing else needs it."""
        if is_of_account(slot):
            return self._accounts.columns[slot]
        return self._by_turn(self._purchases.columns.pop(slot))

    def _by_turn(self, values: NDArray[Any]) -> NDArray[Any]:
        return values if self._as_it_is else values[self._order]

    def _by_row(self, found: Any, kind: NDArray[Any]) -> NDArray[Any]:
        """Results by turn as results by row; rows that had no turn hold nothing."""
        values = np.asarray(found, kind.dtype)
        if self._as_it_is:
            return values
        rows = np.zeros(len(self._purchases), kind.dtype)
        rows[self._order] = values
        return rows


def _for_machine_code(values: NDArray[Any], parameter: Parameter) -> NDArray[Any]:
    return np.ascontiguousarray(values).view(parameter.integers)


def _for_python(values: NDArray[Any], _: Parameter) -> list[Any]:
    told: list[Any] = values.tolist()
    return told


def modes_after(modes: NDArray[np.int32], consumed: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Modes (as numbers in `classes.MODES`) after NEXT has been consumed, where it was."""
    return np.where((modes == _NEXT) & consumed, np.int32(_OFF), modes)


def _outputs(rows: int) -> tuple[NDArray[Any], ...]:
    numbers = (np.zeros(rows, np.int64) for _ in _NUMBERS)
    return np.zeros(rows, np.int8), np.full(rows, NOT_RATED, np.int32), *numbers
