"""The loop over columns of one program, ready to be compiled by whoever has a compiler for it."""

import ast
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from pointsman.engine.compiled.allowed import make_function
from pointsman.engine.compiled.body import Body, Remarks
from pointsman.engine.compiled.columns import OUTPUTS, TARGETS, ColumnDialect
from pointsman.engine.compiled.constants import NOWHERE, Constants
from pointsman.engine.compiled.flow import Flow
from pointsman.engine.compiled.parameters import Parameter
from pointsman.engine.compiled.rates import ALWAYS, RateRow, RateTable
from pointsman.engine.plan import Plan, Test
from pointsman.engine.record import Record
from pointsman.engine.slots import Bound, Value
from pointsman.engine.truth import holds

_LARGEST: Final = 2**63 - 1


@frozen(repr=False)
class Loop(Record):
    """`decide_columns(start, stop, *parameters, *outputs)` as a tree, and what it needs.

    A row may be handed to it when its amount (minor units) is at most `largest_amount` and its
    balance (hundredths) at most `largest_balance`: then no sum of the loop leaves 64 bits.
    """

    written: ast.FunctionDef
    constants: Constants
    parameters: tuple[Parameter, ...]
    largest_amount: int
    largest_balance: int
    replay: bool
    outputs: int
    """How many arrays of results it is handed after its parameters."""
    remarks: Remarks

    def function(self, is_listed: Callable[..., object], origin: str) -> Callable[..., Any]:
        """The loop as a plain Python function; `is_listed(values, value)` searches a rising list.

        The same function runs as it is, slowly, or compiled to machine code.
        """
        namespace = {"range": range, "is_listed": is_listed, **self.constants.values}
        return make_function(self.written, namespace, {"range", "is_listed"}, origin)

    def source(self, places: Mapping[str, str] = NOWHERE) -> str:
        """The code as text with all that it is handed explained. For people: it is never executed.

        `places` says where each rule stands in its source, by JSON pointer.
        """
        from pointsman.engine.compiled import printing, printing_parameters  # noqa: PLC0415

        parameters = printing_parameters.print_parameters(self.parameters, places)
        constants = printing.print_constants(self.constants, places)
        function = printing.print_function(self.written, self.remarks, places)
        return f"{parameters}{constants}\n{function}"


def make_loop(plan: Plan, table: RateTable, *, replay: bool = False, targets: bool = True) -> Loop:
    """The loop of a plan.

    With `replay`, balances and modes go from row to row by account; with `targets` the loop tells
    also what stage 5 aimed at (`columns.TARGETS`).
    """
    body, constants = Body(), Constants()
    dialect = ColumnDialect(body, constants, replay=replay, targets=targets)
    Flow(plan, table, body, dialect).write()
    amount, balance = _bounds(plan, table)
    outputs = len(OUTPUTS) + (len(TARGETS) if targets else 0)
    written, remarks = dialect.loop(), body.remarks
    return Loop(written, constants, dialect.parameters, amount, balance, replay, outputs, remarks)


def word_of(plan: Plan, tests: tuple[Test, ...], slot: int, value: Value) -> int:
    """The word of a distinct value: see `parameters.Words`."""
    if value is None:
        return 1
    bound: Bound = (*(None,) * slot, value)
    return sum(1 << bit for bit, test in enumerate(tests, 1) if holds(plan, test, bound) is True)


def _bounds(plan: Plan, table: RateTable) -> tuple[int, int]:
    """The largest amount and balance for which every sum of the loop stays within 64 bits."""
    if any(max(_parts(row)) >= ALWAYS for row in table.rows):
        return -1, -1
    unit = plan.units.unit
    amounts = (_largest_amount(row, unit) for row in table.rows)
    balances = (_LARGEST // max(row.worth_scale, 1) for row in table.rows)
    return min(ALWAYS - 1, *amounts), min(ALWAYS - 1, *balances)


def _parts(row: RateRow) -> tuple[int, ...]:
    return row.scale, row.half, row.divisor, row.worth_scale, row.worth_divisor


def _largest_amount(row: RateRow, unit: int) -> int:
    """(amount × scale + half) and the points times their unit both stay within 64 bits."""
    counted = (_LARGEST - row.half) // row.scale
    pointed = ((_LARGEST // unit) * row.divisor - row.half) // row.scale
    return min(counted, pointed)
