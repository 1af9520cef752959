"""Settled rows as an Arrow record batch: decimals and dictionaries made from the integers."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pointsman.batch.binding.columns import UNKNOWN
from pointsman.batch.results.schema import decision_schema
from pointsman.batch.results.settled import MODES, NO_MODE, Settled
from pointsman.engine.compiled.columns import NOT_RATED
from pointsman.engine.endings import ENDINGS
from pointsman.engine.facts import Mode
from pointsman.engine.messages import Occasion, messages_sent
from pointsman.engine.outcome import Outcome, Stage, outcome_of
from pointsman.engine.program import Program
from pointsman.engine.reasons import Reason

_OUTCOMES: Final = tuple(Outcome)
_STAGES: Final = tuple(Stage)
_REASONS: Final = tuple(Reason)
_CODES: Final = ("60", "59")

_OUTCOME_OF: Final = tuple(outcome_of(stage, reason) for stage, reason in ENDINGS)
_OUTCOME_NUMBERS: Final = np.array([_OUTCOMES.index(it) for it in _OUTCOME_OF], np.int8)
_STAGE_NUMBERS: Final = np.array([_STAGES.index(stage) for stage, _ in ENDINGS], np.int8)
_REASON_NUMBERS: Final = np.array([_REASONS.index(reason) for _, reason in ENDINGS], np.int8)
_CODE_NUMBERS: Final = np.array(
    [-1 if it.code is None else _CODES.index(it.code) for it in _OUTCOME_OF], np.int8
)
_OUTCOME_WORDS, _STAGE_WORDS, _REASON_WORDS, _CODE_WORDS, _MODE_WORDS, _NO_WORDS = (
    pa.array(map(str, words), pa.string())
    for words in (_OUTCOMES, _STAGES, _REASONS, _CODES, MODES, ())
)

_STAYS: Final = (Mode.OFF, *MODES)
_MODE_AFTER: Final = np.array(
    [MODES.index(mode) for mode in _STAYS]
    + [MODES.index(Mode.OFF if mode is Mode.NEXT else mode) for mode in _STAYS],
    np.int8,
)
"""The number of the mode after a decision: of each mode (the first is none), then of each mode when
a purchase was redeemed."""

_REDEEMED: Final = np.array([it is Outcome.REDEEMED for it in _OUTCOME_OF])


class DecisionColumns:
    """Makes the columns of one program's decisions."""

    def __init__(self, program: Program) -> None:
        self.schema = decision_schema(program)
        self._program = program
        rows = program.rates.rows
        rules = list(dict.fromkeys(row.rule for row in rows))
        self._rules = pa.array(rules, pa.string())
        self._rule_of = np.array([rules.index(row.rule) for row in rows], np.int32)
        self._messages = _Messages(program)
        self._currency = pa.array([program.plan.units.currency], pa.string())
        statement = program.plan.messages.statement
        self._statement = None if statement is None else pa.array([statement], pa.string())
        self._costs = [row.rate.units * 10 ** (9 - row.rate.places) for row in rows]
        fits = all(cost < 2**63 for cost in self._costs)
        self._cost_of = np.array(self._costs if fits else [0] * len(rows), np.int64)
        self._wide_costs = not fits

    def record_batch(self, settled: Settled) -> pa.RecordBatch:
        """The decisions of rows that all have one."""
        rated = settled.tiers != NOT_RATED
        # Converted once: looking up with anything else converts it each time.
        ends = settled.endings.astype(np.intp)
        tiers = np.maximum(settled.tiers, 0).astype(np.intp)
        redeemed = _REDEEMED[ends]
        amounts = settled.amounts
        less = amounts["points"] < amounts["points_required"]
        partially = (
            redeemed & less if not settled.wide else self._partially(settled, redeemed & less)
        )
        columns: dict[str, pa.Array] = {
            "id": settled.ids,
            "outcome": _words(_OUTCOME_NUMBERS[ends], _OUTCOME_WORDS),
            "code": _words(_CODE_NUMBERS[ends], _CODE_WORDS),
            "stage": _words(_STAGE_NUMBERS[ends], _STAGE_WORDS),
            "reason": _words(_REASON_NUMBERS[ends], _REASON_WORDS),
            "rule": pa.DictionaryArray.from_arrays(
                _integers(self._rule_of[tiers], rated), self._rules, safe=False
            ),
            "cost_per_point": self._costs_of(tiers, rated),
            "points_required": self._decimals(settled, "points_required", rated),
            "target_credit": self._decimals(settled, "target_credit", rated),
            "target_points": self._decimals(settled, "target_points", rated),
            "points": self._decimals(settled, "points", None),
            "credit": self._decimals(settled, "credit", None),
            "currency": _words(np.zeros(len(rated), np.int8), self._currency),
            "balance_after": self._balances_after(settled),
            "partially_redeemed": pa.array(partially),
            "preference_after": _words(_modes_after(settled, redeemed), _MODE_WORDS),
            "messages": self._messages.column(settled),
            "statement": self._statements(redeemed),
        }
        return pa.RecordBatch.from_arrays(
            [columns[name] for name in self.schema.names], schema=self.schema
        )

    def _partially(self, settled: Settled, partially: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The same where a number of a row is wide."""
        for row in {row for _, row in settled.wide}:
            points, required = (
                settled.wide.get((name, row), int(settled.amounts[name][row]))
                for name in ("points", "points_required")
            )
            partially[row] = bool(_REDEEMED[settled.endings[row]]) and points < required
        return partially

    def _decimals(self, settled: Settled, name: str, known: NDArray[np.bool_] | None) -> pa.Array:
        wide = ((row, value) for (column, row), value in settled.wide.items() if column == name)
        return _decimals(settled.amounts[name], self.schema.field(name).type, known, wide)

    def _costs_of(self, tiers: NDArray[Any], rated: NDArray[np.bool_]) -> pa.Array:
        wide: Iterable[tuple[int, int]] = ()
        if self._wide_costs:
            rows = np.flatnonzero(rated).tolist()
            wide = [(row, self._costs[tiers[row]]) for row in rows]
        kind = self.schema.field("cost_per_point").type
        return _decimals(self._cost_of[tiers], kind, rated, wide)

    def _balances_after(self, settled: Settled) -> pa.Array:
        known = settled.balances != UNKNOWN
        left = settled.balances - settled.amounts["points"]
        kind = self.schema.field("balance_after").type
        wide = (
            (row, value)
            for (column, row), value in settled.wide.items()
            if column == "balance_after"
        )
        return _decimals(left, kind, known, wide)

    def _statements(self, redeemed: NDArray[np.bool_]) -> pa.Array:
        if self._statement is None:
            return _words(np.full(len(redeemed), -1, np.int8), _NO_WORDS)
        return _words(np.where(redeemed, np.int8(0), np.int8(-1)), self._statement)


class _Messages:
    """The messages of each way a decision can come out, looked up by row."""

    def __init__(self, program: Program) -> None:
        plan = program.plan
        self._on = np.array([mode in plan.offered for mode in MODES] + [False])
        self._ways = pa.array(
            [
                list(messages_sent(plan, occasion))
                for stage, reason in ENDINGS
                for occasion in _occasions(stage, reason)
            ],
            pa.list_(pa.string()),
        )
        self._none = not (plan.messages.emails or plan.messages.notify)

    def column(self, settled: Settled) -> pa.Array:
        """A list of messages for each row."""
        rows = len(settled.endings)
        if self._none:
            nothing = pa.array([], pa.string())
            return pa.ListArray.from_arrays(pa.array(np.zeros(rows + 1, np.int32)), nothing)
        way = settled.endings.astype(np.int16) * 8
        # NO_MODE is -1: the last entry, which is never ON.
        way += self._on[settled.modes] * np.int16(4)
        way += (settled.balances != UNKNOWN) * np.int16(2)
        way += settled.requests
        return self._ways.take(pa.array(way))


def _occasions(stage: Stage, reason: Reason) -> Iterable[Occasion]:
    for number in range(8):
        yield Occasion(
            outcome=outcome_of(stage, reason),
            reason=reason,
            preference_on=bool(number & 4),
            balance_known=bool(number & 2),
            is_request=bool(number & 1),
        )


def _modes_after(settled: Settled, redeemed: NDArray[np.bool_]) -> NDArray[np.int8]:
    ways = settled.modes.astype(np.intp) - NO_MODE
    ways += (redeemed & ~settled.requests) * np.intp(len(_MODE_AFTER) // 2)
    return _MODE_AFTER[ways]


def _words(numbers: NDArray[np.int8], words: pa.Array) -> pa.Array:
    """A dictionary column; a number below zero is null."""
    indices = _integers(numbers, numbers >= 0)
    return pa.DictionaryArray.from_arrays(indices, words, safe=False)


def _integers(numbers: NDArray[Any], known: NDArray[np.bool_]) -> pa.Array:
    """An array of integers as they are, null where they are not known."""
    kind = pa.from_numpy_dtype(numbers.dtype)
    return pa.Array.from_buffers(kind, len(numbers), [_validity(known), pa.py_buffer(numbers)])


def _validity(known: NDArray[np.bool_] | None) -> pa.Buffer | None:
    if known is None or known.all():
        return None
    return pa.py_buffer(np.packbits(known, bitorder="little"))


def _decimals(
    values: NDArray[np.int64],
    kind: pa.DataType,
    known: NDArray[np.bool_] | None,
    wide: Iterable[tuple[int, int]] = (),
) -> pa.Array:
    """Integers as decimals of a scale: 128 bits each, the lower half first."""
    halves = np.empty((len(values), 2), np.int64)
    halves[:, 0] = values
    halves[:, 1] = 0
    for row, value in wide:
        halves[row] = np.frombuffer(value.to_bytes(16, "little", signed=True), np.int64)
    return pa.Array.from_buffers(kind, len(values), [_validity(known), pa.py_buffer(halves)])
