"""Plans with many overrides, made of tests alone, and purchases that tell them apart."""

from collections.abc import Sequence

from attrs import evolve
from hypothesis import strategies as st

from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import Kind
from pointsman.engine.glob import compile_glob
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Like,
    MerchantTest,
    NotOf,
    Plan,
    RateStep,
    Test,
    TierStep,
    Within,
)
from pointsman.engine.slots import Bound, Slot, Value
from tests.worked.programs import program

PLAIN = program().plan
DOMAIN: dict[Slot, tuple[Value, ...]] = {
    Slot.MCC: (None, "4999", "5000", "5001", "5002", "5999"),
    Slot.MERCHANT_ID: (None, "A", "B", "C"),
    Slot.MERCHANT_NAME: (None, "BOOKS", "cafe"),
    Slot.CROSS_BORDER: (None, True, False),
    Slot.HOUR: (None, 0, 1, 12),
}


def merchant(*ids: str) -> MerchantTest:
    """`for merchant id …`."""
    return MerchantTest((ids_in(*ids),), tuple(f'id "{each}"' for each in ids))


def ids_in(*ids: str) -> Within:
    return Within(Slot.MERCHANT_ID, "merchant.id", Kind.TEXT, frozenset(ids), (), ids)


def mccs(*listed: str | tuple[str, str]) -> Within:
    """`for mcc …`: codes, and ranges as pairs."""
    codes = frozenset(each for each in listed if isinstance(each, str))
    spans = tuple(each for each in listed if isinstance(each, tuple))
    return Within(Slot.MCC, "mcc", Kind.MCC, codes, spans, listed)


def compared(slot: Slot, fact: str, kind: Kind, op: str, value: int | str | bool) -> Compare:
    return Compare(slot, fact, kind, op, value)


CROSS_BORDER = compared(Slot.CROSS_BORDER, "cross_border", Kind.YES_NO, "=", value=True)
ELSEWHERE = compared(Slot.CROSS_BORDER, "cross_border", Kind.YES_NO, "!=", value=True)
BY_NAME = Like(Slot.MERCHANT_NAME, "merchant.name", (compile_glob("b*"),))
EARLY = Within(Slot.HOUR, "hour", Kind.HOUR, frozenset(), ((0, 1),), ((0, 1),))
NOON = Within(Slot.HOUR, "hour", Kind.HOUR, frozenset({12}), (), (12,))
OF_ONE_FACT: tuple[Test, ...] = (
    merchant("A"), merchant("B"), merchant("A", "C"), ids_in("B", "C"), mccs("5000"),
    mccs("4999", ("5001", "5002")), CROSS_BORDER, NOON,
    compared(Slot.MERCHANT_ID, "merchant.id", Kind.TEXT, "=", "C"),
)  # fmt: skip
OTHERS: tuple[Test, ...] = (
    BY_NAME, EARLY, ELSEWHERE, mccs(("0000", "9999")), NotOf(merchant("A")),
    AllOf((merchant("B"), mccs("5000"))), AnyOf((mccs("5999"), BY_NAME)),
    MerchantTest((ids_in("A"), mccs("5001")), ("g",)),
)  # fmt: skip


def plan_of(tests: Sequence[Test | None]) -> Plan:
    """A plan with an override for each test; override 0 sets 0.001 a point, 1 sets 0.002."""
    steps = [
        RateStep(f"O{number}", (_tier(number),), f"/conversion/overrides/{number}", test)
        for number, test in enumerate(tests)
    ]
    return evolve(PLAIN, overrides=tuple(steps))


def _tier(number: int) -> TierStep:
    return TierStep(Exact(number + 1, 3), None, f"/conversion/overrides/{number}")


def purchase(**values: Value) -> Bound:
    """A purchase of 1.00 with some slots known, by their names in lower case."""
    bound: list[Value] = [None] * len(Slot)
    bound[Slot.AMOUNT] = 100
    for name, value in values.items():
        bound[Slot[name.upper()]] = value
    return tuple(bound)


purchases = st.fixed_dictionaries(
    {slot.name.lower(): st.sampled_from(values) for slot, values in DOMAIN.items()}
).map(lambda values: purchase(**values))
plans = st.lists(st.sampled_from((*OF_ONE_FACT, *OF_ONE_FACT, *OTHERS)), max_size=40).map(plan_of)
