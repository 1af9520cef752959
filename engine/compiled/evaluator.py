"""The compiled evaluator of one program: `decide(slots, facts)`, and its source for people."""

import ast
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from attrs import frozen

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.allowed import make_function
from pointsman.engine.compiled.body import Body, Remarks
from pointsman.engine.compiled.constants import NOWHERE, Constants
from pointsman.engine.compiled.flow import Flow
from pointsman.engine.compiled.rates import RateTable
from pointsman.engine.compiled.scalar import ScalarDialect
from pointsman.engine.decision import Decision, Ended
from pointsman.engine.endings import ENDING_NAMES, ENDINGS
from pointsman.engine.facts import Facts
from pointsman.engine.plan import Plan
from pointsman.engine.record import Record
from pointsman.engine.slots import Bound

if TYPE_CHECKING:
    from pointsman.engine.program import Program

Decide = Callable[[Bound, Facts], Decision]
"""Decides a purchase that is bound to the slots of a program's plan; `facts` go into the record."""


@frozen(repr=False)
class Evaluator(Record):
    """Generated code that decides purchases one by one."""

    decide: Decide
    written: ast.FunctionDef
    constants: Constants
    remarks: Remarks

    def source(self, places: Mapping[str, str] = NOWHERE) -> str:
        """The code as text with its constants explained. For people: it is never executed.

        `places` says where each rule stands in its source, by JSON pointer.
        """
        from pointsman.engine.compiled.printing import print_constants, print_function  # noqa: PLC0415

        constants = print_constants(self.constants, places)
        return f"{constants}\n{print_function(self.written, self.remarks, places)}"


def make_evaluator(program: "Program") -> Evaluator:
    """The evaluator of a program."""
    *_, uses = _write(program.plan, program.rates, None)
    written, constants, remarks, _ = _write(program.plan, program.rates, uses)
    endings = {
        name: Ended(program, number, stage, reason)
        for number, (name, (stage, reason)) in enumerate(zip(ENDING_NAMES, ENDINGS, strict=True))
    }
    namespace = {"Decision": Decision, **endings, **constants.values}
    callable_names = {"Decision", *(name for name in constants.values if name.startswith("f"))}
    decide = make_function(written, namespace, callable_names, program.digest)
    return Evaluator(cast("Decide", decide), written, constants, remarks)


def _write(
    plan: Plan, table: RateTable, uses: Counter[int] | None
) -> tuple[ast.FunctionDef, Constants, Remarks, Counter[int]]:
    body, constants = Body(), Constants()
    dialect = ScalarDialect(body, constants, uses)
    Flow(plan, table, body, dialect).write()
    written = syntax.function("decide", dialect.parameters, body.statements)
    return written, constants, body.remarks, dialect.uses
