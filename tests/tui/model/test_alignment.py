"""Two explanations row by row: stages by name, steps by rule, whatever their numbers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.explanation.model import ExplainedStep, Explanation
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.alignment import (
    AlignedRow,
    Likeness,
    align,
    alone,
    matched,
    rule_kind,
)
from tests.tui.compare_desks import compared, explained, step


def titles(row: AlignedRow) -> tuple[str | None, str | None]:
    left, right = (None if side is None else side.title for side in (row.left, row.right))
    return left, right


def test_everything_is_the_same_beside_itself() -> None:
    explanation = explained(step("purchase"), step("mcc"))
    rows = align(explanation, explanation).rows
    assert [row.likeness for row in rows] == [Likeness.SAME] * 3
    assert [row.depth for row in rows] == [0, 1, 1]


def test_an_override_keeps_its_row_when_another_is_put_before_it() -> None:
    left = explained(
        step("Coffee", "/conversion/overrides/0"), step("Gold", "/conversion/overrides/1")
    )
    right = explained(
        step("Books", "/conversion/overrides/0"),
        step("Coffee", "/conversion/overrides/1"),
        step("Gold", "/conversion/overrides/2"),
    )
    rows = align(left, right).rows[1:]
    assert [titles(row) for row in rows] == [
        (None, "Books"),
        ("Coffee", "Coffee"),
        ("Gold", "Gold"),
    ]
    assert [row.likeness for row in rows] == [Likeness.ONLY_RIGHT, Likeness.SAME, Likeness.SAME]


def test_filters_of_one_title_are_told_apart_by_what_they_require() -> None:
    over = step("purchase", "/filters/0/purchase", required="> 20.00")
    at_most = step("purchase", "/filters/1/purchase", required="<= 5,000.00")
    moved = step("purchase", "/filters/0/purchase", required="<= 5,000.00")
    rows = align(explained(over, at_most), explained(moved)).rows[1:]
    assert [row.likeness for row in rows] == [Likeness.ONLY_LEFT, Likeness.SAME]


def test_a_changed_bound_is_one_row_that_differs() -> None:
    left = step("purchase", "/filters/0/purchase", required="> 20.00")
    right = step("purchase", "/filters/0/purchase", required="> 25.00", verdict=Verdict.FAILED)
    (row,) = align(explained(left), explained(right)).rows[1:]
    assert row.likeness is Likeness.CHANGED
    assert row.differs == ("verdict", "required")


def test_a_flat_base_stands_beside_one_in_tiers() -> None:
    flat = step("base", "/conversion/base", working="0.01 a point")
    tiered = step("base", "/conversion/base/tiers/0", working="0.02 a point")
    (row,) = align(explained(flat), explained(tiered)).rows[1:]
    assert row.differs == ("working",)


def test_where_a_rule_stands_is_no_difference() -> None:
    here = step("mcc", "/filters/3/mcc", place="a.points:3")
    there = step("mcc", "/filters/9/mcc", place="b.points:90")
    assert align(explained(here), explained(there)).differences == ()


def test_parts_are_matched_within_their_step() -> None:
    left = explained(step("Gold", parts=(step("merchant"), step("segment"))))
    right = explained(step("Gold", parts=(step("segment", says="other words"),)))
    rows = align(left, right).rows
    assert [(row.depth, str(row.likeness)) for row in rows] == [
        (0, "same"),
        (1, "same"),
        (2, "only left"),
        (2, "differs"),
    ]


def test_parts_of_a_step_of_one_side_stand_on_that_side() -> None:
    rows = align(explained(), explained(step("Gold", parts=(step("segment"),)))).rows
    assert [row.likeness for row in rows[1:]] == [Likeness.ONLY_RIGHT] * 2


def test_a_stage_that_one_side_did_not_reach_differs() -> None:
    row = align(explained(reached=False), explained(step("mcc"))).rows[0]
    assert row.differs == ("reached",)


def test_stages_of_one_side_alone() -> None:
    rows = align(explained(stage="filters"), explained(stage="balance")).rows
    assert [(row.stage, str(row.likeness)) for row in rows] == [
        ("filters", "only left"),
        ("balance", "only right"),
    ]


def test_differences_are_walked_through() -> None:
    left = explained(step("a", says="1"), step("b"), step("c", says="1"))
    right = explained(step("a", says="2"), step("b"), step("c", says="2"))
    alignment = align(left, right)
    assert alignment.differences == (1, 3)
    assert alignment.after(-1) == 1
    assert alignment.after(1) == 3
    assert alignment.after(3) is None
    assert alignment.before(3) == 1
    assert alignment.before(2) == 1
    assert alignment.before(1) is None


def test_only_what_differs_keeps_what_it_stands_in() -> None:
    inner = step("segment"), step("segment", says="otherwise")
    left = explained(step("a", parts=(step("x"),)), step("Gold", parts=(step("m"), inner[0])))
    right = explained(step("a", parts=(step("x"),)), step("Gold", parts=(step("m"), inner[1])))
    rows = align(left, right).differing().rows
    assert [titles(row)[0] for row in rows] == ["Filters", "Gold", "segment"]


def test_one_explanation_alone_stands_on_its_side() -> None:
    left, right = alone(explained(step("a"))), alone(explained(step("a")), on_left=False)
    assert [titles(row) for row in left.rows] == [("Filters", None), ("a", None)]
    assert [titles(row) for row in right.rows] == [(None, "Filters"), (None, "a")]
    assert left.differences == right.differences == ()


def test_of_alike_explanations_nothing_is_left() -> None:
    assert alone(explained(step("a"))).differing().rows == ()


def test_two_real_programs() -> None:
    rows = compared().alignment.rows
    assert [(row.stage, titles(row), row.differs) for row in rows if not row.same] == [
        ("filters", ("purchase", "purchase"), ("required", "says")),
        ("conversion", (None, "Books"), ()),
        ("communications", ("email eligible", None), ()),
    ]


def test_the_kind_of_a_rule_has_no_numbers() -> None:
    assert rule_kind("/conversion/overrides/12/tiers/3") == "/conversion/overrides/tiers"
    assert rule_kind("/filters/0/mcc") == "/filters/mcc"
    assert rule_kind(None) == ""


def test_thousands_of_rows_in_the_other_order_are_matched_too() -> None:
    steps = [step(str(number), f"/conversion/overrides/{number}") for number in range(2_000)]
    alignment = align(explained(*steps), explained(*reversed(steps)))
    assert len(alignment.rows) == 2 * 2_000
    assert len(alignment.differences) == 2 * 2_000 - 2


_KEYS = st.lists(st.sampled_from("abcd"), max_size=8)


@given(left=_KEYS, right=_KEYS)
def test_both_sides_keep_all_of_theirs_in_order(left: list[str], right: list[str]) -> None:
    pairs = list(matched(left, right, [lambda key: key]))
    assert [here for here, _ in pairs if here is not None] == left
    assert [there for _, there in pairs if there is not None] == right
    assert all(here == there for here, there in pairs if here and there)


@given(keys=st.lists(st.integers(0, 30), max_size=12, unique=True), data=st.data())
def test_no_longer_list_of_pairs_exists(keys: list[int], data: st.DataObject) -> None:
    other = data.draw(st.permutations(keys))
    pairs = [here for here, there in matched(keys, other, [lambda key: key]) if here == there]
    assert len(pairs) == _longest(keys, other)


def _longest(left: list[int], right: list[int]) -> int:
    """The textbook length of the longest common subsequence."""
    above = [0] * (len(right) + 1)
    for here in left:
        row = [0]
        for index, there in enumerate(right):
            row.append(above[index] + 1 if here == there else max(row[index], above[index + 1]))
        above = row
    return above[-1]


def test_rows_of_one_side_stand_before_those_of_the_other() -> None:
    left: Explanation = explained(step("a"), step("same"))
    right: Explanation = explained(step("b"), step("same"))
    rows = align(left, right).rows
    sides = [isinstance(row.left, ExplainedStep) for row in rows[1:]]
    assert sides == [True, False, True]
    assert all(here.depth <= there.depth for here, there in pairwise(rows[1:]))
