"""What the generated loop over columns is handed, parameter by parameter.

The loop is generated once for a program; whoever runs it makes one array for each parameter, in
this order, and then the outputs. `integers` is the type of an array: indices have no sign, what is
calculated with has one, and answers are as narrow as they can be, for they are looked up all over.
"""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from pointsman.engine.compiled.names import slot_name
from pointsman.engine.plan import Constant, Test
from pointsman.engine.record import Record
from pointsman.engine.slots import Value

_FEW_TESTS: Final = 6
_FEW_RANKS: Final = 2**16


@frozen(repr=False)
class Numbers(Record):
    """int64 a row, or in a replay an account: the values of a slot of numbers."""

    slot: int

    @property
    def name(self) -> str:
        """Its name in the code."""
        return f"{slot_name(self.slot)}_of"

    @property
    def integers(self) -> str:
        """The type of its integers."""
        return "int64"


@frozen(repr=False)
class Codes(Record):
    """uint32 a row, or an account: which of the distinct values of a slot it has; 0 is unknown."""

    slot: int

    @property
    def name(self) -> str:
        """Its name in the code."""
        return f"{slot_name(self.slot)}_codes"

    @property
    def integers(self) -> str:
        """The type of its integers."""
        return "uint32"


@frozen(repr=False)
class Words(Record):
    """int8 or int64 a distinct value: bit 0: it is unknown; bit i + 1: the i-th test is true."""

    slot: int
    number: int
    tests: tuple[Test, ...] = field(eq=False)
    rules: tuple[str, ...] = field(default=(), eq=False)
    """The pointer of the rule that each test belongs to."""

    @property
    def name(self) -> str:
        """Its name in the code."""
        return f"{slot_name(self.slot)}_words_{self.number}"

    @property
    def integers(self) -> str:
        """The type of its integers: few tests fit into the seven bits beside a sign."""
        return "int8" if len(self.tests) <= _FEW_TESTS else "int64"


@frozen(repr=False)
class Ranks(Record):
    """uint16 or uint32 a distinct value: the first override that names it, or `default`."""

    slot: int
    table: Mapping[Constant, int] = field(eq=False)
    default: int = field(eq=False)

    @property
    def name(self) -> str:
        """Its name in the code."""
        return f"{slot_name(self.slot)}_ranks"

    @property
    def integers(self) -> str:
        """The type of its integers."""
        return "uint16" if self.default < _FEW_RANKS else "uint32"

    def rank(self, value: Value) -> int:
        """The number for a value."""
        return self.default if value is None else self.table.get(value, self.default)


@frozen(repr=False)
class Rates(Record):
    """int64 a tier, or an override: one number of the rate table. Always the same numbers."""

    name: str
    values: tuple[int, ...]

    @property
    def integers(self) -> str:
        """The type of its integers."""
        return "int64"


@frozen(repr=False)
class Listed(Record):
    """int64 each, rising: the values of a long list, for a search; `rule` is where it stands."""

    name: str
    values: tuple[int, ...]
    rule: str

    @property
    def integers(self) -> str:
        """The type of its integers."""
        return "int64"


@frozen(repr=False)
class State(Record):
    """Per account, changed by the loop: what a replay carries from one purchase to the next.

    `account_of`: int32 a row, its account. Those that end in `_of_account` are an account each:
    balances int64, codes of modes int32 (`short`).
    """

    name: str
    short: bool

    @property
    def integers(self) -> str:
        """The type of its integers."""
        return "uint32" if self.short else "int64"


Parameter = Numbers | Codes | Words | Ranks | Rates | Listed | State
