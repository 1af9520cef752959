"""The overrides of a plan as generated code asks for them: tables, and conditions in between."""

from attrs import frozen

from pointsman.engine.override_index import selected_by
from pointsman.engine.plan import Constant, Plan, Test
from pointsman.engine.record import Record
from pointsman.engine.slots import NUMBER_SLOTS


@frozen(repr=False)
class Table(Record):
    """Overrides that follow one another and list values of one fact: the first for each value."""

    slot: int
    numbers: dict[Constant, int]


@frozen(repr=False)
class Single(Record):
    """One override with a condition of its own."""

    number: int
    test: Test


def in_order(plan: Plan, most: int) -> tuple[Table | Single, ...] | None:
    """All overrides in the order written, neighbours that list values of one fact as one table.

    None when that takes more than `most` steps.
    """
    steps: list[Table | Single] = []
    for number, override in enumerate(plan.overrides):
        if len(steps) > most:
            return None
        test = _test_of(override.test)
        selected = selected_by(test)
        if selected is None:
            steps.append(Single(number, test))
            continue
        slot, values = selected
        last = steps[-1] if steps else None
        if not isinstance(last, Table) or last.slot != slot:
            last = Table(slot, {})
            steps.append(last)
        for value in values:
            last.numbers.setdefault(value, number)
    return tuple(steps) if len(steps) <= most else None


def by_fact(plan: Plan) -> tuple[tuple[Table, ...], tuple[Single, ...]]:
    """One table for each fact that overrides list values of, and all the others in order.

    A fact that is a number has no table: columns hold the number itself and not a code.
    """
    index = plan.override_index
    tables = tuple(
        Table(slot, dict(numbers))
        for slot, numbers in index.tables.items()
        if slot not in NUMBER_SLOTS
    )
    slots = {table.slot for table in tables}
    others = tuple(
        Single(number, _test_of(override.test))
        for number, override in enumerate(plan.overrides)
        if index.slots[number] not in slots
    )
    return tables, others


def _test_of(test: Test | None) -> Test:
    if test is None:
        raise ValueError("every override has a condition")
    return test
