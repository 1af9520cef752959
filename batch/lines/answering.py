"""From a decoded line to the line of its decision."""

from collections.abc import Callable
from typing import Any, Final

from pointsman.batch.lines.binding import make_binder
from pointsman.batch.lines.evaluating import Ending, make_evaluator
from pointsman.batch.lines.kinds import Kinds
from pointsman.batch.lines.shapes import Shapes
from pointsman.engine.program import Program
from pointsman.engine.slots import Bound, Slot
from pointsman.engine.units import Units

Answer = Callable[[Any, bytes], str]
"""Turns a decoded line, and its bytes, into a decision, or raises NotPlainError."""

_BALANCE: Final = int(Slot.BALANCE)
_MODE: Final = int(Slot.MODE)
_AFTER: Final = int(Slot.AFTER)


def make_answerer(program: Program, shapes: Shapes) -> Answer:
    """What answers the lines of a program."""
    bind, decide, kinds = make_binder(program, shapes), make_evaluator(program), Kinds(program)
    rated, points = _rated_writer(program.plan.units, kinds), points_writer(program.plan.units)

    def answer(found: Any, line: bytes) -> str:
        slots = bind(found)
        ending = decide(slots)
        id_ = found.id
        balance: Any = slots[_BALANCE]
        told = "null" if id_ is None else f'"{id_}"'
        if len(ending) > 1:
            return rated(told, ending, slots, line)
        kind = ending[0], slots[_MODE], slots[_AFTER] is None, balance is None
        before, between, after = kinds.get(kind) or kinds.learn(kind, line)
        if balance is None:
            return f"{before}{told}{between}null{after}"
        return f'{before}{told}{between}"{points(balance)}"{after}'

    return answer


def _rated_writer(units: Units, kinds: Kinds) -> Callable[[str, Ending, Bound, bytes], str]:
    """What writes decisions that reached stage 5."""
    points, money = points_writer(units), money_writer(units)

    def write(told: str, ending: Ending, slots: Bound, line: bytes) -> str:
        number, rate, required, credit, target, taken, given = ending
        balance: Any = slots[_BALANCE]
        kind = (
            number, rate.number, slots[_MODE], slots[_AFTER] is None, balance is None,
            taken < required,
        )  # fmt: skip
        pieces = kinds.get(kind) or kinds.learn(kind, line)
        aimed, credited = points(target), money(credit)
        needed = aimed if required == target else points(required)
        if not given:
            a, b, c, d, e, f = pieces
            left = "null" if balance is None else f'"{points(balance)}"'
            return f"{a}{told}{b}{needed}{c}{credited}{d}{aimed}{e}{left}{f}"
        a, b, c, d, e, f, g, h = pieces
        moved = aimed if taken == target else points(taken)
        paid = credited if given == credit else money(given)
        left = points(balance - taken)
        return f'{a}{told}{b}{needed}{c}{credited}{d}{aimed}{e}{moved}{f}{paid}{g}"{left}"{h}'

    return write


def money_writer(units: Units) -> Callable[[int], str]:
    """What writes minor units as data."""
    if units.exponent != 2:
        return units.money
    return lambda minor: f"{minor // 100}.{minor % 100:02d}"


def points_writer(units: Units) -> Callable[[int], str]:
    """What writes hundredths of points as data."""

    def write(hundredths: int) -> str:
        whole, rest = divmod(hundredths, 100)
        return units.points(hundredths) if rest else str(whole)

    return write
