"""The order of time, what came before each row, and the sums of each account."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.binding.columns import NO_INSTANT, UNKNOWN
from pointsman.batch.replay.history import History, less
from pointsman.batch.replay.ordering import instants_of, time_order

ROWS = st.lists(
    st.tuples(st.integers(-3, 3), st.integers(0, 3), st.integers(0, 2**61), st.booleans()),
    max_size=12,
)
"""Instant, account, points, and whether the row is left out."""


@given(ROWS)
def test_history_is_what_a_walk_through_time_finds(rows: list[tuple[int, int, int, bool]]) -> None:
    instants = np.array([row[0] for row in rows], np.int64)
    accounts = np.array([row[1] for row in rows], np.int32)
    points = np.array([row[2] // 16 for row in rows], np.int64)
    left_out = np.array([row[3] for row in rows], np.bool_)
    order = time_order(instants, left_out)
    assert order.tolist() == sorted(np.flatnonzero(~left_out).tolist(), key=lambda at: rows[at][0])
    history = History.of(order, accounts)
    turns, before, totals = [0] * len(rows), [0] * len(rows), [0] * 4
    counts = [0] * 4
    for row in order.tolist():
        account = rows[row][1]
        counts[account] += 1
        turns[row], before[row] = counts[account], totals[account]
        totals[account] += rows[row][2] // 16
    assert history.turns(len(rows)).tolist() == turns
    assert history.before(points).tolist() == before
    assert history.totals(points, 4).tolist() == totals


def test_sums_over_all_accounts_may_leave_64_bits() -> None:
    accounts = np.array([0, 1, 2, 0, 1, 2], np.int32)
    points = np.full(6, 2**62 - 1, np.int64)
    history = History.of(np.arange(6), accounts)
    assert history.before(points).tolist() == [0, 0, 0, *[2**62 - 1] * 3]
    assert history.totals(points, 3).tolist() == [2**63 - 2] * 3


def test_rows_that_are_in_order_are_not_sorted_again() -> None:
    instants = np.array([5, 5, 7], np.int64)
    assert time_order(instants, np.zeros(3, np.bool_)).tolist() == [0, 1, 2]


def test_a_row_without_an_instant_has_no_place() -> None:
    instants = np.array([1, NO_INSTANT], np.int64)
    assert time_order(instants, np.array([False, True])).tolist() == [0]
    with pytest.raises(ValueError, match="without an instant"):
        time_order(instants, np.zeros(2, np.bool_))


def test_a_request_takes_effect_when_it_is_asked() -> None:
    times, asked = np.array([1, 2], np.int64), np.array([NO_INSTANT, 9], np.int64)
    assert instants_of(times, asked, np.array([False, True])).tolist() == [1, 9]


def test_nothing_is_taken_from_a_balance_that_is_not_known() -> None:
    balances, taken = np.array([UNKNOWN, 500], np.int64), np.array([0, 200], np.int64)
    assert less(balances, taken).tolist() == [UNKNOWN, 300]
