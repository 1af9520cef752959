"""Replays of tables: row for row what the reference says, in Python and as machine code."""

from collections.abc import Iterator
from decimal import Decimal
from threading import Thread
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given

from pointsman.batch.binding import BadColumnsError
from pointsman.batch.files.source import RowBatch, sliced
from pointsman.batch.replay.accounts import BadAccountColumnsError, read_account_columns
from pointsman.batch.replay.needs import Needs, needs_of
from pointsman.batch.replay.reference import EndState, Replayed, replay
from pointsman.batch.replay.run import (
    ReplayedTables,
    Replayer,
    replay_tables,
    row_batches,
)
from pointsman.engine.program import Program
from tests.batch.replay_cases import account, program, purchase, request
from tests.batch.replay_streams import Stream, draw_stream, streams, table_of
from tests.strategies.choices import seeded

Json = dict[str, Any]


def differences(opened: Program, done: ReplayedTables, expected: Replayed) -> Iterator[str]:
    """Where columns and reference disagree."""
    rows = done.decisions.to_pylist()
    assert len(rows) == len(expected.decisions)
    for row, decision, turn in zip(rows, expected.decisions, expected.turns, strict=True):
        told = {**decision.to_json(), "turn": turn}
        del told["program"]
        for key, value in told.items():
            same = Decimal(str(value)) if isinstance(row[key], Decimal) else value
            if row[key] != same:
                yield f"{row['id']} {key}: {row[key]!r}, reference {value!r}"
    for row, end in zip(done.accounts.to_pylist(), expected.ends, strict=True):
        if (found := _end_of(row)) != (wanted := _expected_end(opened, end)):
            yield f"{end.id}: {found}, reference {wanted}"


def _end_of(row: Json) -> Json:
    preferences = row.get("preferences") or {}
    state = {"balance": row.get("balance"), "mode": preferences.get("mode")}
    return {"id": row["account_id"], **state, **row["replay"]}


def _expected_end(opened: Program, end: EndState) -> Json:
    balance, units = end.account.balance, opened.plan.units
    return {
        "id": end.id,
        "balance": None if balance is None else Decimal(balance).scaleb(-2),
        "mode": end.account.preferences.mode,
        "decided": end.decided,
        "redeemed": end.redeemed,
        "points": Decimal(end.points).scaleb(-2),
        "credit": Decimal(end.credit).scaleb(-units.exponent),
    }


def _disagreements(stream: Stream, needs: Needs, *, compiled: bool) -> list[str]:
    opened, accounts, purchases = (
        stream.program,
        table_of(stream.accounts),
        table_of(stream.purchases),
    )
    held = read_account_columns(needs, accounts.schema, _in_slices(accounts, 2))
    replayer = Replayer(opened, held, purchases.schema)
    assert [each for rows in _in_slices(purchases, 5) for each in replayer.add(rows)] == []
    run = replayer.run(compiled=compiled)
    decisions = pa.Table.from_batches(run.decisions(), run.schema)
    done = ReplayedTables(decisions, run.end_state())
    expected = replay(opened, stream.accounts, stream.purchases)
    return list(differences(opened, done, expected))


def _in_slices(table: pa.Table, rows: int) -> list[RowBatch]:
    """A table in small batches, all but the first of which begin inside its memory."""
    return [part for batch in row_batches(table) for part in sliced(batch.columns, 1, rows)]


def _cramped(opened: Program, stream: Stream) -> Needs:
    """Needs for which half of the amounts, and large balances, are beyond what columns hold."""
    needs = Needs(opened)
    amounts = sorted(
        opened.read_facts(_facts(each)).authorization.amount for each in stream.purchases
    )
    bounds = evolve(
        needs.loop, largest_amount=amounts[len(amounts) // 2], largest_balance=1_500_000
    )
    needs.__dict__["loop"] = bounds
    return needs


def _facts(row: Json) -> Json:
    return {key: value for key, value in row.items() if key != "account_id"}


@given(streams(rows=6))
def test_any_replay_is_that_of_the_reference(stream: Stream) -> None:
    assert _disagreements(stream, Needs(stream.program), compiled=False) == []


@pytest.mark.parametrize("part", range(4))
def test_many_replays(part: int) -> None:
    for seed in range(part * 50, part * 50 + 50):
        stream = draw_stream(seeded(1_000 + seed))
        assert _disagreements(stream, Needs(stream.program), compiled=False) == [], seed


@pytest.mark.parametrize("part", range(2))
def test_rows_that_columns_cannot_hold_come_in_between(part: int) -> None:
    for seed in range(part * 50, part * 50 + 50):
        stream = draw_stream(seeded(2_000 + seed))
        needs = _cramped(stream.program, stream)
        assert _disagreements(stream, needs, compiled=False) == [], seed


@pytest.mark.parametrize("seed", range(4))
def test_machine_code_says_the_same(seed: int) -> None:
    stream = draw_stream(seeded(3_000 + seed), rows=40)
    assert _disagreements(stream, Needs(stream.program), compiled=True) == []
    assert _disagreements(stream, _cramped(stream.program, stream), compiled=True) == []


def _run(accounts: list[Json], purchases: list[Json], **parts: Any) -> ReplayedTables:
    opened = program(**parts)
    done = replay_tables(opened, table_of(tuple(accounts)), table_of(tuple(purchases)))
    assert list(differences(opened, done, replay(opened, accounts, purchases))) == []
    return done


def test_decisions_stand_in_the_order_of_the_rows() -> None:
    rows = [purchase("A", 3, id="late"), purchase("B", 2, id="other"), purchase("A", 1, id="early")]
    done = _run([account("A", "5000"), account("B")], rows)
    columns = done.decisions.select(["id", "account_id", "turn", "reason"]).to_pydict()
    assert columns == {
        "id": ["late", "other", "early"],
        "account_id": ["A", "B", "A"],
        "turn": [2, 1, 1],
        "reason": ["INSUFFICIENT_BALANCE", "REDEEMED_FULL", "REDEEMED_FULL"],
    }


def test_balances_beyond_64_bits() -> None:
    most = "999999999999999999"
    done = _run([account("A", most, "NEXT"), account("B")], [purchase("A", 1), purchase("B", 1)])
    [first, _] = done.accounts.to_pylist()
    assert first["balance"] == Decimal("999999999999994999")
    assert first["preferences"]["mode"] == "OFF"
    assert done.decisions["balance_after"].to_pylist()[0] == Decimal("999999999999994999.00")


def test_amounts_beyond_64_bits() -> None:
    rows = [purchase("A", 1), purchase("A", 2, "9999999999999999.99"), purchase("A", 3)]
    done = _run([account("A")], rows)
    assert done.decisions["turn"].to_pylist() == [1, 2, 3]


def test_requests_in_between() -> None:
    rows = [purchase("A", 5), request("A", 1, asked=3), purchase("A", 2), request("A", 2, asked=2)]
    _run([account("A", "12000", "NEXT")], rows)


def test_an_external_bank() -> None:
    done = _run([account("A")], [purchase("A", 1)], bank="external")
    assert done.accounts["balance"].to_pylist() == [None]


def test_accounts_without_purchases_and_no_purchases_at_all() -> None:
    accounts, purchases = table_of((account("A"), account("B"))), table_of((purchase("A", 1),))
    done = replay_tables(program(), accounts, purchases.slice(0, 0))
    assert done.decisions.num_rows == 0
    assert done.accounts["replay"].to_pylist()[1]["decided"] == 0
    empty = replay_tables(program(), accounts.slice(0, 0), purchases.slice(0, 0))
    assert (empty.decisions.num_rows, empty.accounts.num_rows) == (0, 0)


def test_an_end_state_is_where_the_next_replay_begins() -> None:
    rows = [purchase("A", day, "20.00") for day in range(1, 7)]
    opened, accounts = program(), table_of((account("A", "9000"),))
    whole = replay_tables(opened, accounts, table_of(tuple(rows)))
    half = replay_tables(opened, accounts, table_of(tuple(rows[:3])))
    rest = replay_tables(opened, half.accounts, table_of(tuple(rows[3:])))
    assert rest.accounts["balance"] == whole.accounts["balance"]
    reasons = [*half.decisions["reason"].to_pylist(), *rest.decisions["reason"].to_pylist()]
    assert reasons == whole.decisions["reason"].to_pylist()


def test_flat_columns_stay_flat() -> None:
    accounts = pa.table(
        {
            "account_id": [17],
            "balance": [12000],
            "status": ["GOOD_STANDING"],
            "preferences.mode": ["ALL"],
        }
    )
    done = replay_tables(program(), accounts, table_of((purchase("17", 1),)))
    told = done.accounts.to_pylist()[0]
    assert told["account_id"] == 17
    assert told["balance"] == Decimal("7000.00")
    assert told["replay.points"] == Decimal("5000.00")


def test_ids_may_be_dictionaries() -> None:
    accounts, purchases = table_of((account("A"),)), table_of((purchase("A", 1),))
    coded = purchases.set_column(0, "account_id", purchases["account_id"].dictionary_encode())
    assert replay_tables(program(), accounts, coded).decisions.num_rows == 1


def test_columns_that_can_hold_no_purchases() -> None:
    accounts, purchases = table_of((account("A"),)), table_of((purchase("A", 1),))
    with pytest.raises(BadColumnsError, match="no column `account_id`"):
        replay_tables(program(), accounts, purchases.drop_columns(["account_id"]))
    beside = purchases.append_column("account.balance", pa.array([1]))
    with pytest.raises(BadColumnsError, match="no part of a purchase"):
        replay_tables(program(), accounts, beside)
    doubled = purchases.append_column("account_id", pa.array(["A"]))
    with pytest.raises(BadColumnsError, match="two columns `account_id`"):
        replay_tables(program(), accounts, doubled)


def test_columns_that_can_hold_no_accounts() -> None:
    purchases = table_of((purchase("A", 1),))
    wrong = table_of((account("A"),)).append_column("blance", pa.array([1]))
    with pytest.raises(BadAccountColumnsError, match=r"`blance`.*did you mean `balance`"):
        replay_tables(program(), wrong, purchases)
    with pytest.raises(BadAccountColumnsError, match="id of an account is text"):
        replay_tables(program(), pa.table({"account_id": [1.5]}), purchases)


def test_one_loop_serves_many_threads() -> None:
    opened = program()
    assert needs_of(opened).running.machine_code is needs_of(opened).running.machine_code
    accounts = table_of(tuple(account(str(each), "20000", "NEXT") for each in range(40)))
    rows = tuple(purchase(str(at % 40), 1 + at % 28, id=str(at)) for at in range(800))
    purchases = table_of(rows)
    first = replay_tables(opened, accounts, purchases, compiled=True)
    found: list[ReplayedTables] = []
    threads = [
        Thread(
            target=lambda: found.append(replay_tables(opened, accounts, purchases, compiled=True))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(each.decisions == first.decisions for each in found)
    assert all(each.accounts == first.accounts for each in found)
