"""A decoded line as the slots of a plan, with the meaning that `engine.binding` gives them.

Every value is looked at, whether the program asks for it or not. What a value stands for comes
from the engine's own readers; whatever they refuse is not plain.
"""

from collections.abc import Callable
from typing import Any, Final

from msgspec import UNSET

from pointsman.batch.lines.clock import Clock
from pointsman.batch.lines.memory import Memory, NotPlainError, text_of
from pointsman.batch.lines.reading import billing, into_slot, wish
from pointsman.batch.lines.shapes import OWN
from pointsman.engine.facts_reading.objects import Field, Fields
from pointsman.engine.facts_reading.values import read_points
from pointsman.engine.program import Program
from pointsman.engine.slots import Bound, Value

Bind = Callable[[Any], Bound]
"""Turns a decoded line into slots, or raises NotPlainError."""

_LARGEST: Final = 10**18
"""Whole numbers below have at most as many digits as a number may have."""

_NO_MOMENT: Final = (None, None, None, None)
_NO_REQUEST: Final = (None, None)


def make_binder(program: Program) -> Bind:  # noqa: PLR0914 - looked up once, for all lines
    """What binds the lines that a decoder of the same program decodes."""
    purchases = _table(program, "authorization")
    response, processing, mcc, country, channel, local_amount, local_currency = (
        Memory(into_slot(purchases[key]))
        for key in ("response_code", "processing", "mcc", "country", "channel", "local_amount",
                    "local_currency")
    )  # fmt: skip
    currencies = Memory(billing, optional=False)
    read_moment, read_merchant = Clock(program.zone).moment, _merchant
    read_account, read_request = _account_reader(program), _request_reader(program)
    own_of = _own_reader(program)

    def bind(line: Any) -> Bound:
        purchase = line.authorization
        currency, amounts = currencies[purchase.currency]
        given_time, merchant, request = purchase.time, purchase.merchant, line.post_purchase
        time, weekday, hour, day = read_moment(given_time) if given_time is not UNSET else _NO_MOMENT
        here, issuer = country[purchase.country], country[purchase.issuer_country]
        local_amount[purchase.local_amount]
        product, balance, usable, status, household, mode, minimum, cap = read_account(line.account)
        merchant_id, name, acquirer, terminal = read_merchant(merchant)
        asked, after = read_request(request, time) if request else _NO_REQUEST
        slots = (
            amounts[purchase.amount], currency, response[purchase.response_code],
            processing[purchase.processing], mcc[purchase.mcc], here, channel[purchase.channel],
            None if here is None or issuer is None else here != issuer,
            local_currency[purchase.local_currency], weekday, hour, day, merchant_id, name,
            acquirer, terminal, product, balance, usable, status, household, mode, minimum, cap,
            time, asked, after,
        )  # fmt: skip
        return slots if own_of is None else slots + own_of(line.account)

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


def _merchant(merchant: Any) -> tuple[str | None, str | None, str | None, str | None]:
    if not merchant:
        return None, None, None, None
    id_, name, acquirer, terminal = merchant.id, merchant.name, merchant.acquirer, merchant.terminal
    return (
        id_ if type(id_) is str else text_of(id_),
        None if name is UNSET else text_of(name),
        None if acquirer is UNSET else text_of(acquirer),
        None if terminal is UNSET else text_of(terminal),
    )


def _account_reader(program: Program) -> Callable[[Any], tuple[Value, ...]]:
    """What reads an account: the slots from the product to the cardholder's amount."""
    table, wishes = _table(program, "account"), _table(program, "account", "preferences")
    status, household = Memory(into_slot(table["status"])), Memory(into_slot(table["household"]))
    mode, wished = Memory(into_slot(wishes["mode"])), Memory(wish(program.plan.units.exponent))
    points, unit, hosted = Memory(read_points), program.plan.units.unit, program.plan.hosted

    def read(account: Any) -> tuple[Value, ...]:
        if not account:
            return (None,) * 8
        product, balance, preferences = account.product, account.balance, account.preferences
        if type(balance) is int and 0 <= balance < _LARGEST:
            balance *= 100
        else:
            balance = points[balance]
        known = hosted and balance is not None
        wanted = (None, None, None) if not preferences else (
            mode[preferences.mode], wished[preferences.minimum], wished[preferences.amount]
        )
        return (
            product if type(product) is str else text_of(product),
            balance if known else None,
            balance - balance % unit if known else None,
            status[account.status],
            household[account.household],
            *wanted,
        )

    return read


def _request_reader(program: Program) -> Callable[[Any, int | None], tuple[int, str]]:
    """What reads a later request for a past purchase, given when that was."""
    reasons = Memory(into_slot(_table(program, "post_purchase")["after"]), optional=False)
    read_moment = Clock(program.zone).moment

    def read(request: Any, bought: int | None) -> tuple[int, str]:
        asked = read_moment(request.requested_at)[0]
        if asked is None or (bought is not None and asked < bought):
            raise NotPlainError
        return asked, reasons[request.after]

    return read


def _own_reader(program: Program) -> Callable[[Any], tuple[Value, ...]] | None:
    """What reads the program's own facts; None when it has none."""
    table = _table(program, "account", "facts")
    if not table:
        return None
    memories = {f"{OWN}{number}": Memory(into_slot(it)) for number, it in enumerate(table.values())}
    nothing = (None,) * len(memories)

    def read(account: Any) -> tuple[Value, ...]:
        facts = account and account.facts
        if not facts:
            return nothing
        return tuple(memory[getattr(facts, name)] for name, memory in memories.items())

    return read
