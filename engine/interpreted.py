"""One decision by the interpreter: the same record, and no code is generated for it.

Generating and compiling a program's code takes as long as interpreting a hundred purchases, so
whoever asks once (an editor, a first line) is answered sooner like this.
"""

from typing import TYPE_CHECKING

from pointsman.engine.binding import bind
from pointsman.engine.compiled.rates import ALWAYS, RateRow
from pointsman.engine.decision import Decision, Ended
from pointsman.engine.endings import ENDING_NUMBERS
from pointsman.engine.facts import Facts
from pointsman.engine.outcome import Conversion
from pointsman.engine.stages import run

if TYPE_CHECKING:
    from pointsman.engine.program import Program


def interpret(program: "Program", facts: Facts) -> Decision:
    """Decide a purchase as its explanation does."""
    result = run(program.plan, bind(program.plan, program.zone, facts)).result
    number = ENDING_NUMBERS[result.stage, result.reason]
    ended = Ended(program, number, result.stage, result.reason)
    if result.conversion is None:
        return Decision.stopped(ended, facts)
    row = _row(program, result.conversion, facts.authorization.amount)
    return Decision.reached(ended, facts, row, result.points, result.credit)


def _row(program: "Program", conversion: Conversion, amount: int) -> RateRow:
    """The tier that set the cost per point."""
    return next(
        row
        for row in program.rates.rows
        if row.rule == conversion.rule and (row.up_to == ALWAYS or amount <= row.up_to)
    )
