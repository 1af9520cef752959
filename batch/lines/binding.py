"""A decoded line as the slots of a plan, with the meaning that `engine.binding` gives them.

Every value is looked at, whether the program asks for it or not. What a value stands for comes
from the engine's own readers; whatever they refuse is not plain.
"""

from collections.abc import Callable
from typing import Any, Final

from pointsman.batch.lines.clock import Clock
from pointsman.batch.lines.memory import Amounts, Memory, NotPlainError
from pointsman.batch.lines.reading import billing, into_slot, money
from pointsman.batch.lines.shapes import OWN, Shapes, is_plain_text
from pointsman.engine.facts_reading.objects import Fields
from pointsman.engine.facts_reading.values import read_points
from pointsman.engine.program import Program
from pointsman.engine.slots import Bound, Value

Bind = Callable[[Any], Bound]
"""Turns a decoded line into slots, or raises NotPlainError."""

_LARGEST: Final = 10**18
"""Whole numbers below have at most as many digits as a number may have."""


def make_binder(program: Program, shapes: Shapes) -> Bind:
    """What binds the lines of a program. All that it needs for each of them is looked up here."""
    table = _table(program, "authorization")
    mcc, country, local_currency, local_amount = (
        Memory(into_slot(table[key]))
        for key in ("mcc", "country", "local_currency", "local_amount")
    )
    currencies, points = Memory(billing, needed=True), Memory(read_points)
    exponent = program.plan.units.exponent
    wished = Amounts(money(exponent), exponent)
    unit, hosted = program.plan.units.unit, program.plan.hosted
    read_moment, read_request = Clock(program.zone).moment, _request_reader(program)
    no_account, no_merchant = shapes.no_account, shapes.no_merchant
    no_preferences, own_of = shapes.no_preferences, _own_reader(program)

    def bind(line: Any) -> Bound:
        purchase, account = line.authorization, line.account or no_account
        merchant, wishes = purchase.merchant or no_merchant, account.preferences or no_preferences
        amount, local, issuer = purchase.amount, purchase.local_amount, purchase.issuer_country
        other_currency = purchase.local_currency
        currency, amounts = currencies[purchase.currency]
        here, given_time, balance = country[purchase.country], purchase.time, account.balance
        time = weekday = hour = day = asked = after = None
        if given_time is not None:
            time, weekday, hour, day = read_moment(given_time)
        if local is not None:
            local_amount.find(local)
        if issuer is not None:
            issuer = country[issuer]
        if type(balance) is int and 0 <= balance < _LARGEST:
            balance *= 100
        else:
            balance = points.find(balance)
        if not hosted:
            balance = None
        minimum, cap, request = wishes.minimum, wishes.amount, line.post_purchase
        if request is not None:
            asked, after = read_request(request, time)
        # An amount of 0 is not set.
        slots = (
            currency, purchase.processing, purchase.response_code,
            account.status, account.household,
            amounts[amount] if type(amount) is str else amounts.find(amount),
            mcc[purchase.mcc], here, merchant.id,
            None if balance is None else balance - balance % unit, after, wishes.mode,
            None if minimum is None else wished.find(minimum) or None,
            None if cap is None else wished.find(cap) or None,
            account.product, day, purchase.channel, merchant.name,
            None if here is None or issuer is None else here != issuer,
            weekday, hour,
            None if other_currency is None else local_currency[other_currency],
            merchant.acquirer, merchant.terminal, balance, time, asked,
        )  # fmt: skip
        return slots if own_of is None else slots + own_of(account.facts)

    return bind


def _table(program: Program, *path: str) -> Fields:
    """The table of an object of the facts."""
    fields = program.facts_context.fields
    for key in path:
        read = fields[key].read
        if callable(read):
            raise TypeError(f"`{key}` is no object")
        fields = read
    return fields


def _request_reader(program: Program) -> Callable[[Any, int | None], tuple[int, str]]:
    """What reads a later request for a past purchase, given when that was."""
    reasons = Memory(into_slot(_table(program, "post_purchase")["after"]), needed=True)
    read_moment = Clock(program.zone).moment

    def read(request: Any, bought: int | None) -> tuple[int, str]:
        asked = read_moment(request.requested_at)[0]
        if bought is not None and asked < bought:
            raise NotPlainError
        return asked, reasons[request.after]

    return read


def _own_reader(program: Program) -> Callable[[Any], tuple[Value, ...]] | None:
    """What reads the program's own facts; None when it has none."""
    table = _table(program, "account", "facts")
    if not table:
        return None
    readers = [
        (f"{OWN}{number}", _own_text if is_plain_text("", field) else Memory(into_slot(field)).find)
        for number, field in enumerate(table.values())
    ]
    nothing = (None,) * len(readers)

    def read(facts: Any) -> tuple[Value, ...]:
        if not facts:
            return nothing
        return tuple(read(getattr(facts, name)) for name, read in readers)

    return read


def _own_text(given: Any) -> Any:
    """A text stands for itself."""
    return given
