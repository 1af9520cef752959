"""Overrides that look at one fact, by the values they name."""

from pointsman.engine.fact_types import Kind
from pointsman.engine.plan import Compare, Constant, MerchantTest, Test, Within


def selected_by(test: Test) -> tuple[int, frozenset[Constant]] | None:
    """The slot and the values for which a test is true, where it is a list of values of one fact.

    For every other known value it is false, and unknown where the fact is.
    """
    match test:
        case Compare(op="="):
            return test.slot, frozenset({test.value})
        case MerchantTest(parts=(part,)):
            return selected_by(part)
        case Within(kind=Kind.MCC):
            spelled = (
                f"{code:04d}"
                for low, high in test.spans
                for code in range(int(low), int(high) + 1)
            )
            return test.slot, test.values | frozenset(spelled)
        case Within(spans=()):
            return test.slot, test.values
        case _:
            return None
