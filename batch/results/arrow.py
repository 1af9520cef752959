"""Settled rows as an Arrow record batch: decimals and dictionaries made from the integers."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pointsman.batch.binding.columns import UNKNOWN
from pointsman.batch.pairs import Pairs, lower, new_pairs, pair_of
from pointsman.batch.results.bytewise import looked_up, table_of
from pointsman.batch.results.schema import RULE, WORD, decision_schema
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
_OUTCOME_NUMBERS: Final = table_of(_OUTCOMES.index(it) for it in _OUTCOME_OF)
_STAGE_NUMBERS: Final = table_of(_STAGES.index(stage) for stage, _ in ENDINGS)
_REASON_NUMBERS: Final = table_of(_REASONS.index(reason) for _, reason in ENDINGS)
_CODE_NUMBERS: Final = table_of(
    -1 if it.code is None else _CODES.index(it.code) for it in _OUTCOME_OF
)
_OUTCOME_WORDS, _STAGE_WORDS, _REASON_WORDS, _CODE_WORDS, _MODE_WORDS, _NO_WORDS = (
    pa.array(map(str, words), pa.string())
    for words in (_OUTCOMES, _STAGES, _REASONS, _CODES, MODES, ())
)

_STAYS: Final = (Mode.OFF, *MODES)
_MODE_AFTER: Final = table_of(
    [MODES.index(mode) for mode in _STAYS]
    + [MODES.index(Mode.OFF if mode is Mode.NEXT else mode) for mode in _STAYS]
)
"""The number of the mode after a decision: of each mode (the first is none), then of each mode when
a purchase was redeemed."""

_REDEEMED: Final = table_of(it is Outcome.REDEEMED for it in _OUTCOME_OF)


class DecisionColumns:
    """Makes the columns of one program's decisions."""

    def __init__(self, program: Program) -> None:
        self.schema = decision_schema(program)
        self._types = {each.name: each.type for each in self.schema}
        rows = program.rates.rows
        rules = list(dict.fromkeys(row.rule for row in rows))
        self._rules = pa.array(rules, pa.string())
        # The first entry of these two is that of NOT_RATED, which is -1.
        self._rule_of = np.array([0, *(rules.index(row.rule) for row in rows)], np.int32)
        costs = [row.rate.units * 10 ** (9 - row.rate.places) for row in rows]
        self._cost_of = np.stack([pair_of(cost) for cost in (0, *costs)])
        self._messages = _Messages(program)
        self._currency = pa.array([program.plan.units.currency], pa.string())
        statement = program.plan.messages.statement
        self._statement = _NO_WORDS if statement is None else pa.array([statement], pa.string())

    def record_batch(self, settled: Settled) -> pa.RecordBatch:
        """The decisions of rows that all have one."""
        tiers, rated = _from_zero(settled.tiers), _validity(settled.tiers != NOT_RATED)
        redeemed = looked_up(_REDEEMED, settled.endings).view(np.bool_)
        nothing = np.zeros(len(tiers), np.int8)
        columns: dict[str, pa.Array] = {
            "id": settled.ids,
            "outcome": _words(looked_up(_OUTCOME_NUMBERS, settled.endings), _OUTCOME_WORDS),
            "code": _words_or_none(looked_up(_CODE_NUMBERS, settled.endings), _CODE_WORDS),
            "stage": _words(looked_up(_STAGE_NUMBERS, settled.endings), _STAGE_WORDS),
            "reason": _words(looked_up(_REASON_NUMBERS, settled.endings), _REASON_WORDS),
            "rule": _words(self._rule_of.take(tiers, mode="clip"), self._rules, rated),
            "cost_per_point": self._array(
                "cost_per_point", self._cost_of.take(tiers, axis=0, mode="clip"), rated
            ),
            "points_required": self._decimals(settled, "points_required", rated),
            "target_credit": self._decimals(settled, "target_credit", rated),
            "target_points": self._decimals(settled, "target_points", rated),
            "points": self._decimals(settled, "points", None),
            "credit": self._decimals(settled, "credit", None),
            "currency": _words(nothing, self._currency),
            "balance_after": self._balances_after(settled),
            "partially_redeemed": _bits(_partially(settled, redeemed)),
            "preference_after": _words_or_none(_modes_after(settled, redeemed), _MODE_WORDS),
            "messages": self._messages.column(settled),
            "statement": self._statements(nothing, redeemed),
        }
        return pa.RecordBatch.from_arrays(
            [columns[name] for name in self._types], schema=self.schema
        )

    def _decimals(self, settled: Settled, name: str, known: pa.Buffer | None) -> pa.Array:
        return self._array(name, _widened(settled, name, settled.amounts[name]), known)

    def _balances_after(self, settled: Settled) -> pa.Array:
        name, left = "balance_after", new_pairs(len(settled.balances))
        np.subtract(settled.balances, settled.numbers("points"), out=lower(left))
        known = _validity(settled.balances != UNKNOWN)
        return self._array(name, _widened(settled, name, left), known)

    def _array(self, name: str, pairs: Pairs, known: pa.Buffer | None) -> pa.Array:
        """Integers as decimals of the scale that a column has."""
        kind = self._types[name]
        return pa.Array.from_buffers(kind, len(pairs), [known, pa.py_buffer(pairs)])

    def _statements(self, nothing: NDArray[np.int8], redeemed: NDArray[np.bool_]) -> pa.Array:
        sent = redeemed if len(self._statement) else nothing.view(np.bool_)
        return _words(nothing, self._statement, _validity(sent))


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
            starts = pa.py_buffer(np.zeros(rows + 1, np.int32))
            kind = self._ways.type
            return pa.Array.from_buffers(kind, rows, [None, starts], children=[nothing])
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


def _from_zero(tiers: NDArray[np.int32]) -> NDArray[np.intp]:
    """Tiers as indices: looking up with a few below zero among them takes four times as long."""
    return np.subtract(tiers, NOT_RATED, dtype=np.intp)


def _partially(settled: Settled, redeemed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows were redeemed with fewer points than were required."""
    partially = redeemed & (settled.numbers("points") < settled.numbers("points_required"))
    for row in {row for _, row in settled.wide}:
        points, required = (
            settled.wide.get((name, row), int(settled.numbers(name)[row]))
            for name in ("points", "points_required")
        )
        partially[row] = bool(redeemed[row]) and points < required
    return partially


def _widened(settled: Settled, column: str, pairs: Pairs) -> Pairs:
    """The numbers of a column, with those that need more than 64 bits put in."""
    wide = {row: value for (name, row), value in settled.wide.items() if name == column}
    if wide:
        pairs = pairs.copy()
        for row, value in wide.items():
            pairs[row] = pair_of(value)
    return pairs


def _modes_after(settled: Settled, redeemed: NDArray[np.bool_]) -> NDArray[np.int8]:
    ways = settled.modes - np.int8(NO_MODE)
    ways += (redeemed & ~settled.requests) * np.int8(len(_STAYS))
    return looked_up(_MODE_AFTER, ways)


def _words_or_none(numbers: NDArray[np.int8], words: pa.Array) -> pa.Array:
    """A dictionary column; a number below zero is null."""
    return _words(numbers, words, _validity(numbers >= 0))


def _words(
    numbers: NDArray[np.int8] | NDArray[np.int32], words: pa.Array, known: pa.Buffer | None = None
) -> pa.Array:
    """A dictionary column, from the numbers of its words as they are."""
    kind = WORD if numbers.dtype == np.int8 else RULE
    buffers = [known, pa.py_buffer(numbers)]
    return pa.DictionaryArray.from_buffers(kind, len(numbers), buffers, words)


def _bits(values: NDArray[np.bool_]) -> pa.Array:
    packed = np.packbits(values, bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, pa.py_buffer(packed)])


def _validity(known: NDArray[np.bool_]) -> pa.Buffer | None:
    """Arrow's bits of what is not null; None where nothing is."""
    return None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
