"""Facts in a log, decided by the program that is open."""

from collections.abc import Callable
from typing import Final

from pointsman.engine.currencies import find
from pointsman.engine.decision import Decision
from pointsman.engine.exact import Exact
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.feeds import native
from pointsman.programs.questions import Answer, answer
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.log.record import Json, Record, amount_in, id_in, row_of, told_of
from pointsman.tui.model.log.row import Row, in_lowest_terms

Decide = Callable[[Json], Answer]
"""Answers what facts ask; raises BadFactsError."""

NOT_DECIDED: Final = "it is not decided: the open program does not load"


def program_on(desk: Desk) -> Program | None:
    """The program that decides: the rules as they are, or as they last loaded."""
    latest = desk.latest
    if latest is not None and latest.rules.program is not None:
        return latest.rules.program
    return None if desk.good is None else desk.good.program


def decide_by(program: Program) -> Decide:
    """What answers facts of any kind and form by a program."""
    return lambda facts: answer(program, facts, native)


def row_of_facts(number: int, facts: Json, decide: Decide | None) -> Row:
    """The row of facts: how they are decided, or why they are not."""
    if decide is None:
        return Row(number, id=id_in(facts), amount=amount_in(facts), error=NOT_DECIDED)
    try:
        decided = decide(facts)
    except BadFactsError as error:
        return Row(number, id=id_in(facts), amount=amount_in(facts), error=told_of(error))
    if isinstance(decided, Decision):
        return _row_of_decision(number, decided)
    return row_of(number, Record(decided.to_json(), facts))


def _row_of_decision(number: int, decision: Decision) -> Row:
    """The same as from its JSON, which takes longer to make."""
    facts, units, rate = decision.facts, decision.program.plan.units, decision.rate
    return Row(
        number=number,
        id=facts.id,
        outcome=str(decision.outcome),
        reason=str(decision.reason),
        points=in_lowest_terms(decision.points_moved, 2),
        credit=in_lowest_terms(decision.credit_minor, units.exponent),
        rule=None if rate is None else rate.rule,
        currency=units.currency,
        amount=_amount(decision),
    )


def _amount(decision: Decision) -> Exact | None:
    """The amount of the purchase, in its own currency."""
    authorization = decision.facts.authorization
    currency = find(authorization.currency)
    if currency is None or currency.exponent is None:
        return None
    return in_lowest_terms(authorization.amount, currency.exponent)
