"""How generated code finds the override in force, and that no program makes code without end."""

import ast

import pytest

from pointsman.engine.compiled.choosing import Single, Table, by_fact, in_order
from pointsman.engine.compiled.loop import make_loop
from pointsman.engine.compiled.scalar_rates import linked_rows
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot
from tests.worked.programs import facts, program

CODES = 10_000


def with_overrides(*overrides: str, base: str = "at 1") -> Program:
    written = "\n".join(
        f'override "{number}" {override} at 0.{number + 1:04d}'
        for number, override in enumerate(overrides)
    )
    return program(conversion=f"base {base}\n{written}")


class TestInOrder:
    def test_neighbours_on_one_fact_are_one_table(self) -> None:
        each = with_overrides(
            "for mcc 0001", "for mcc 0001, 0002", "when hour > 3", "for mcc 0003", "for product A"
        )
        steps = in_order(each.plan, 9)
        assert steps is not None
        assert [type(step) for step in steps] == [Table, Single, Table, Table]
        first = steps[0]
        assert isinstance(first, Table)
        assert (first.slot, first.numbers) == (Slot.MCC, {"0001": 0, "0002": 1})

    @pytest.mark.parametrize(("most", "found"), [(3, True), (2, False), (0, False)])
    def test_no_more_steps_than_are_wanted(self, most: int, found: bool) -> None:
        each = with_overrides("for mcc 0001", "for product A", "for mcc 0001")
        assert (in_order(each.plan, most) is not None) is found

    def test_by_fact(self) -> None:
        each = with_overrides("for mcc 0001", "for cross border", "for mcc 0001, 0002")
        tables, others = by_fact(each.plan)
        assert [(it.slot, it.numbers) for it in tables] == [(Slot.MCC, {"0001": 0, "0002": 2})]
        assert [it.number for it in others] == [1], "yes and no are numbers"


class TestTiers:
    def test_a_rule_has_its_own_tiers_alone(self) -> None:
        """The last tier of a rule has no further one, however large an amount is."""
        tiers = "{ up to 1.00 at 1 above at 2 }"
        each = program(conversion=f'base {tiers} override "A" for mcc 0001 {tiers}')
        for linked in linked_rows(each.rates):
            up_to, _, further, *_ = linked
            assert up_to == 100
            assert isinstance(further, tuple)
            last_bound, _, nothing, *_ = further
            assert isinstance(last_bound, int)
            assert last_bound > 10**18 * 10**4, "18 digits, and the decimals of any currency"
            assert nothing is None

    @pytest.mark.parametrize("amount", ["1.00", "1.01", "999999999999999999"])
    def test_the_largest_amount_that_can_be_written(self, amount: str) -> None:
        tiers = "{ up to 1.00 at 1 above at 2 }"
        each = program(conversion=f"base {tiers}")
        decision = each.decide(facts(amount=amount, balance="999999999999999999"))
        assert decision.result == each.trace(decision.facts).result
        assert decision.rate is not None
        assert str(decision.rate.rate) == ("1" if amount == "1.00" else "2")


class TestSize:
    def test_ranges_of_codes_are_spelled_out_up_to_a_bound(self) -> None:
        few = with_overrides("when mcc in (3000..3299) and hour > 3")
        assert any(
            isinstance(it, frozenset) and len(it) == 300
            for it in few.compiled.constants.values.values()
        )

    def test_and_compared_with_beyond_it(self) -> None:
        ranges = [f"when mcc in ({low:04d}..9999) and hour > 3" for low in range(40)]
        many = with_overrides(*ranges)
        sets = [it for it in many.compiled.constants.values.values() if isinstance(it, frozenset)]
        assert sum(map(len, sets)) < 6 * CODES
        for number, mcc in ((0, "0000"), (7, "0007"), (39, "9999"), (39, "0038"), (39, None)):
            bought = facts(authorization={"mcc": mcc})
            decision = many.decide(bought)
            assert decision.result == many.trace(decision.facts).result, number

    def test_many_overrides_make_little_code(self) -> None:
        few = with_overrides("for product A")
        many = with_overrides(
            *(f"for {'product A' if number % 2 else 'mcc 3000..3299'}" for number in range(600))
        )
        longer = len(ast.unparse(many.compiled.written)) - len(ast.unparse(few.compiled.written))
        assert longer < 1_000
        loops = [make_loop(each.plan, each.rates) for each in (few, many)]
        assert len(loops[1].parameters) <= len(loops[0].parameters) + 2
