"""Rows that cannot be replayed: one clear error with the row and all that is wrong with it."""

from typing import Any

import pytest

from pointsman.batch.decide import BadRowError, RowProblem
from pointsman.batch.files.source import UnfitRow
from pointsman.batch.replay.reference import replay
from pointsman.batch.replay.rows import (
    BadAccountError,
    BadPurchaseError,
    read_account_row,
    unfit_problem,
)
from pointsman.batch.replay.run import replay_tables
from tests.batch.replay_cases import account, program, purchase, request
from tests.batch.replay_streams import table_of

Json = dict[str, Any]

A, B = account("A"), account("B")


def _told(error: type[BadRowError], accounts: list[Json], purchases: list[Json]) -> RowProblem:
    """What the reference says, after making sure that columns say the same."""
    with pytest.raises(error) as one_by_one:
        replay(program(), accounts, purchases)
    if purchases:
        with pytest.raises(error) as columns:
            replay_tables(program(), table_of(tuple(accounts)), table_of(tuple(purchases)))
        assert columns.value.problem == one_by_one.value.problem
    problem: RowProblem = one_by_one.value.problem
    return problem


def _codes(problem: RowProblem) -> list[tuple[str, str]]:
    return [(str(each.code), each.pointer) for each in problem.problems]


def test_an_account_that_stands_twice() -> None:
    problem = _told(BadAccountError, [A, B, A], [purchase("A", 1)])
    assert (problem.row, problem.id) == (3, "A")
    assert _codes(problem) == [("named-twice", "/account_id")]
    assert problem.problems[0].message == "`account_id` is `A`, but row 1 has that id too"


def test_an_account_that_is_wrong_in_many_ways() -> None:
    wrong = {**B, "balance": "-1", "preferences": {"mode": "ON", "minimum": "1.001"}}
    problem = _told(BadAccountError, [A, wrong], [purchase("A", 1)])
    assert (problem.row, problem.id) == (2, "B")
    assert _codes(problem) == [
        ("bad-number", "/balance"),
        ("not-a-choice", "/preferences/mode"),
        ("too-fine", "/preferences/minimum"),
    ]


def test_an_account_without_an_id() -> None:
    nameless = {key: value for key, value in B.items() if key != "account_id"}
    problem = _told(BadAccountError, [A, nameless], [purchase("A", 1)])
    assert (problem.row, problem.id) == (2, None)
    assert _codes(problem) == [("missing-fact", "/account_id")]


def test_an_unknown_key_of_an_account() -> None:
    problem = _told(BadAccountError, [{**A, "statsu": "NEW"}], [])
    assert str(problem.problems[0]) == (
        "/statsu: `statsu` is not a key of an account (did you mean `status`?)"
    )


def test_an_account_that_does_not_exist() -> None:
    problem = _told(BadPurchaseError, [A], [purchase("A", 1), purchase("C", 1, id="P-2")])
    assert (problem.row, problem.id) == (2, "P-2")
    assert _codes(problem) == [("unknown-account", "/account_id")]


def test_a_purchase_without_a_time() -> None:
    timeless = purchase("A", 1)
    timeless["authorization"]["time"] = None
    problem = _told(BadPurchaseError, [A], [purchase("A", 1), timeless])
    assert problem.row == 2
    assert _codes(problem) == [("missing-fact", "/authorization/time")]
    assert problem.problems[0].help == "a replay decides purchases in the order of time"


def test_all_that_is_wrong_with_a_purchase_is_told() -> None:
    wrong = purchase("C", 1, "1.001")
    wrong["authorization"]["time"] = None
    problem = _told(BadPurchaseError, [A], [wrong])
    assert _codes(problem) == [
        ("unknown-account", "/account_id"),
        ("too-fine", "/authorization/amount"),
    ]


def test_a_request_before_its_purchase() -> None:
    problem = _told(BadPurchaseError, [A], [request("A", 5, asked=4)])
    assert _codes(problem) == [("asked-too-early", "/post_purchase/requested_at")]


def test_an_account_beside_its_purchase() -> None:
    with pytest.raises(BadPurchaseError) as caught:
        replay(program(), [A], [purchase("A", 1, account={"balance": "1"})])
    [problem] = caught.value.problem.problems
    assert (problem.pointer, problem.help) == ("/account", "write its id: `account_id`")


def test_ids_are_compared_as_text() -> None:
    with pytest.raises(BadPurchaseError):
        replay(program(), [account("0017")], [purchase("17", 1)])
    done = replay(program(), [{**A, "account_id": 17}], [purchase("17", 1)])
    assert done.ends[0].id == "17"


def test_what_an_earlier_replay_told_is_skipped() -> None:
    row = read_account_row(program(), {**A, "replay": {"decided": 3, "points": "x"}})
    assert row.account == read_account_row(program(), A).account


class TestUnfit:
    def test_what_its_file_says(self) -> None:
        [problem] = _problems_of({**A, "status": True})
        unfit = UnfitRow(7, None, (problem,))
        assert unfit_problem(unfit, _read) == RowProblem(7, None, (problem,))

    def test_what_its_reader_says(self) -> None:
        told = unfit_problem(UnfitRow(7, {**A, "id": "X", "status": True}), _read)
        assert (told.row, told.id) == (7, "X")
        assert [each.pointer for each in told.problems] == ["/id", "/status"]

    def test_a_form_that_no_column_holds(self) -> None:
        told = unfit_problem(UnfitRow(7, A), _read)
        assert told.problems[0].message == "a replay takes rows in the native form only"


def _read(row: Any) -> object:
    return read_account_row(program(), row)


def _problems_of(row: Json) -> Any:
    return unfit_problem(UnfitRow(1, row), _read).problems
