"""The compiled evaluator as lines need it: it answers with numbers, and makes no record."""

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.allowed import make_function
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.constants import Constants
from pointsman.engine.compiled.flow import Flow
from pointsman.engine.compiled.scalar import ScalarDialect
from pointsman.engine.program import Program
from pointsman.engine.slots import Bound

Ending = tuple[Any, ...]
"""The number of an ending; where stage 5 was reached also the row of the rate, the points for the
whole purchase, credit and points aimed at, and points and credit redeemed, which are 0 unless it
redeemed. Points in hundredths, credits in minor units."""

_AIMED = ("required", "target_credit", "target_points")


class _NumbersDialect(ScalarDialect):
    """Writes `decide(slots)`, which returns an `Ending`."""

    def begin(self) -> None:
        """Nothing is made before the end."""

    def aim(self, required: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
        """Give the target its names: credit and points may change before the end."""
        target = (("target_credit", "credit"), ("target_points", "points"))
        return [*required, *(syntax.assign(name, syntax.name(value)) for name, value in target)]

    def end(
        self, ending: int, points: ast.expr | None, credit: ast.expr | None, *, rated: bool
    ) -> Sequence[ast.stmt]:
        """Return the numbers that this ending has."""
        told = [syntax.own(ending)]
        if rated:
            told += [syntax.name(name) for name in ("rate", *_AIMED)]
            told += [points or syntax.own(0), credit or syntax.own(0)]
        return [ast.Return(ast.Tuple(told, ast.Load()))]


def make_evaluator(program: Program) -> Callable[[Bound], Ending]:
    """What decides purchases bound to the slots of a program's plan."""
    uses = _write(program, None)[2]
    written, constants, _ = _write(program, uses)
    callable_names = {name for name in constants.values if name.startswith("f")}
    return make_function(written, constants.values, callable_names, program.digest)


def _write(
    program: Program, uses: Counter[int] | None
) -> tuple[ast.FunctionDef, Constants, Counter[int]]:
    body, constants = Body(), Constants()
    dialect = _NumbersDialect(body, constants, uses)
    Flow(program.plan, program.rates, body, dialect).write()
    return syntax.function("decide", ("slots",), body.statements), constants, dialect.uses
