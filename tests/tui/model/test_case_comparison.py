import pytest

from pointsman.programs import load_shipped, load_text, shipped_path
from pointsman.programs.case_runs import CaseRun
from pointsman.tui.model.case_comparison import Compared, compared
from pointsman.tui.model.cases import run_cases
from tests.tui.case_desks import CASES, RULES


def small(index: int) -> CaseRun:
    rows = run_cases(load_text(RULES, "small.points"), CASES.encode(), "small.cases.yaml").rows
    return rows[index].run


def rewards(case: str, old: str = "", new: str = "") -> CaseRun:
    name = "all-rewards"
    text = shipped_path(name).with_name(f"{name}.cases.yaml").read_text(encoding="utf-8")
    start = text.index(f"name: {case}")
    at = text.index(old, start)
    text = text[:at] + new + text[at + len(old) :]
    rows = run_cases(load_shipped(name), text.encode(), "all-rewards.cases.yaml").rows
    return next(row.run for row in rows if row.name == case.strip("'"))


def test_expected_beside_found_and_what_happened_besides() -> None:
    assert compared(small(1)) == (
        Compared("outcome", "ELIGIBLE", "ELIGIBLE", agrees=True),
        Compared("points", "0", "0", agrees=True),
        Compared("balance_after", "499", "500", agrees=False),
        Compared("reason", "", "INSUFFICIENT_BALANCE", agrees=None),
    )


def test_nothing_without_a_decision() -> None:
    assert compared(small(2)) == ()


def test_of_an_object_the_value_that_differs_is_marked() -> None:
    run = rewards("'sample: cashback'", "scenario: I\n", "scenario: II\n")
    rows = {row.key: row for row in compared(run)}
    assert rows["items.1.scenario"] == Compared("items.1.scenario", "II", "I", agrees=False)
    assert rows["items.1.points"].agrees
    assert rows["items.1.cash"].agrees, "decimals are compared by value"
    assert rows["response.pointsName"].agrees
    assert [key for key, row in rows.items() if row.agrees is False] == ["items.1.scenario"]


def test_lists_of_another_length_stand_whole() -> None:
    items = "      items:\n      - scenario: I"
    longer = items.replace("- scenario", "- {}\n      - scenario")
    run = rewards("'sample: cashback'", items, longer)
    (row,) = [row for row in compared(run) if row.key == "items"]
    assert row.agrees is False
    assert row.expected == '{}, {scenario: I, points: "366.66", cash: "11.00"}'


def test_errors_are_shown_by_their_reason() -> None:
    run = rewards("not a redeemer, and not enough points", "- NOT_ELIGIBLE", "- INVALID_INPUT")
    (row,) = [row for row in compared(run) if row.agrees is False]
    assert row.key == "errors"
    assert row.expected == "INVALID_INPUT, INSUFFICIENT_POINTS"
    assert row.found == "NOT_ELIGIBLE, INSUFFICIENT_POINTS"


@pytest.mark.parametrize(
    ("expect", "row"),
    [
        ("messages: [notify]", Compared("messages", "notify", "none", agrees=False)),
        ("statement: X", Compared("statement", "X", "nothing", agrees=False)),
        ("partially_redeemed: true", Compared("partially_redeemed", "true", "false", agrees=False)),
        ("points: 10000.0", Compared("points", "10000.0", "10000", agrees=True)),
    ],
)
def test_how_values_read(expect: str, row: Compared) -> None:
    text = CASES.replace("outcome: REDEEMED, reason: REDEEMED_FULL, points: 10000", expect)
    rows = run_cases(load_text(RULES, "small.points"), text.encode(), "x.yaml").rows
    assert compared(rows[0].run)[0] == row
