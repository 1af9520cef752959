"""How the values of lines are read: by the engine's own readers, as they stand in slots."""

from collections.abc import Callable

from pointsman.batch.lines.memory import Amounts
from pointsman.engine.currencies import Currency
from pointsman.engine.exact import Exact
from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.facts_reading.objects import Field
from pointsman.engine.facts_reading.values import (
    in_currency,
    read_currency,
    read_number,
)
from pointsman.engine.slots import NUMBER_PLACES, Value

Read = Callable[[str], object]


def into_slot(field: Field) -> Read:
    """The reader of a field, with its answer as it stands in a slot."""
    if not callable(field.read):
        raise TypeError(f"`{field.key}` is an object")
    read = field.read

    def read_value(given: str) -> Value | Flaw:
        value = read(given)
        if isinstance(value, Currency):
            return value.code
        if isinstance(value, Exact):
            return value.scaled(NUMBER_PLACES)
        return value if isinstance(value, int | Flaw) else str(value)

    return read_value


def money(exponent: int) -> Callable[[str], int | Flaw]:
    """A reader of amounts in minor units of a currency with this exponent."""

    def read_money(given: str) -> int | Flaw:
        number = read_number(given)
        return number if isinstance(number, Flaw) else in_currency(number, exponent, "")

    return read_money


def billing(given: str) -> tuple[str, Amounts] | Flaw:
    """A currency that amounts are billed in: its code, and what amounts in it stand for."""
    currency = read_currency(given)
    if isinstance(currency, Flaw):
        return currency
    exponent = currency.exponent
    if exponent is None:
        return Flaw(Code.NO_MINOR_UNIT, "it has no minor unit, so nothing is billed in it")
    return currency.code, Amounts(money(exponent), exponent, needed=True)
