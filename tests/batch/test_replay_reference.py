"""The meaning of a replay: by hand, and against a second model of it."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from pointsman.batch.replay.reference import Replayed, replay
from tests.batch.replay_cases import account, noon, program, purchase, request
from tests.batch.replay_model import replay_model
from tests.batch.replay_streams import Stream, draw_stream, streams
from tests.strategies.choices import seeded


def _reasons(replayed: Replayed) -> list[str]:
    return [str(decision.reason) for decision in replayed.decisions]


def _balances(replayed: Replayed) -> list[int | None]:
    return [end.account.balance for end in replayed.ends]


def test_a_balance_goes_from_one_purchase_to_the_next() -> None:
    rows = [purchase("A", day) for day in (1, 2, 3)]
    done = replay(program(), [account("A", "12000")], rows)
    assert _reasons(done) == ["REDEEMED_FULL", "REDEEMED_FULL", "INSUFFICIENT_BALANCE"]
    assert [decision.balance_after for decision in done.decisions] == [700000, 200000, 200000]
    [end] = done.ends
    assert (end.decided, end.redeemed, end.points, end.credit) == (3, 2, 1_000_000, 10_000)


def test_time_decides_and_not_the_order_of_rows() -> None:
    rows = [purchase("A", 3), purchase("A", 1), purchase("A", 2)]
    done = replay(program(), [account("A", "5000")], rows)
    expected = ["INSUFFICIENT_BALANCE", "REDEEMED_FULL", "INSUFFICIENT_BALANCE"]
    assert _reasons(done) == expected
    assert done.turns == (3, 1, 2)


def test_rows_of_one_instant_keep_their_order() -> None:
    elsewhere = purchase("A", 1)
    elsewhere["authorization"]["time"] = "2026-01-01T07:00:00-05:00"
    done = replay(program(), [account("A", "5000")], [elsewhere, purchase("A", 1)])
    assert _reasons(done) == ["REDEEMED_FULL", "INSUFFICIENT_BALANCE"]
    assert done.turns == (1, 2)


def test_instants_are_compared_and_not_clocks() -> None:
    late, early = purchase("A", 1), purchase("A", 1)
    late["authorization"]["time"] = "2026-01-01T09:00:00-05:00"
    early["authorization"]["time"] = noon(1)
    done = replay(program(), [account("A", "5000")], [late, early])
    assert _reasons(done) == ["INSUFFICIENT_BALANCE", "REDEEMED_FULL"]


def test_next_is_used_up_by_the_purchase_that_redeems() -> None:
    rows = [purchase("A", 1, "500.00"), purchase("A", 2), purchase("A", 3)]
    done = replay(program(), [account("A", "12000", "NEXT")], rows)
    assert _reasons(done) == ["INSUFFICIENT_BALANCE", "REDEEMED_FULL", "PREFERENCE_OFF"]
    assert done.ends[0].account.preferences.mode == "OFF"


def test_a_request_takes_effect_when_it_was_asked_and_leaves_next_alone() -> None:
    rows = [purchase("A", 3), request("A", 1, asked=2)]
    done = replay(program(), [account("A", "12000", "NEXT")], rows)
    assert _reasons(done) == ["REDEEMED_FULL", "REDEEMED_FULL"]
    assert done.turns == (2, 1)
    assert [decision.preference_after for decision in done.decisions] == ["OFF", "NEXT"]
    assert _balances(done) == [200000]


def test_a_request_needs_no_time_of_its_purchase() -> None:
    asked = request("A", 1, asked=2)
    del asked["authorization"]["time"]
    done = replay(program(), [account("A", "6000")], [purchase("A", 3), asked])
    assert _reasons(done) == ["INSUFFICIENT_BALANCE", "REDEEMED_FULL"]


def test_a_request_is_decided_as_given_even_after_its_purchase_redeemed() -> None:
    rows = [purchase("A", 1, id="P-1"), {**request("A", 1, asked=2), "id": "P-1"}]
    done = replay(program(), [account("A", "12000")], rows)
    assert _reasons(done) == ["REDEEMED_FULL", "REDEEMED_FULL"]
    assert _balances(done) == [200000]


def test_accounts_do_not_touch_each_other() -> None:
    rows = [purchase("B", 1), purchase("A", 1), purchase("B", 2)]
    done = replay(program(), [account("A", "5000"), account("B", "5000")], rows)
    assert _reasons(done) == ["REDEEMED_FULL", "REDEEMED_FULL", "INSUFFICIENT_BALANCE"]
    assert [end.id for end in done.ends] == ["A", "B"]
    assert [end.decided for end in done.ends] == [1, 2]


def test_a_balance_that_is_not_known_stays_unknown() -> None:
    done = replay(program(), [account("A", None)], [purchase("A", 1)])
    assert _reasons(done) == ["INSUFFICIENT_BALANCE"]
    assert _balances(done) == [None]


def test_an_external_bank_keeps_its_balance_to_itself() -> None:
    done = replay(program(bank="external"), [account("A", mode="NEXT")], [purchase("A", 1)])
    assert _reasons(done) == ["DEFERRED_TO_BANK"]
    assert _balances(done) == [None]
    assert done.ends[0].account.preferences.mode == "NEXT"


def test_every_decision_explains_itself_on_the_account_of_its_moment() -> None:
    rows = [purchase("A", 1), purchase("A", 2)]
    done = replay(program(), [account("A", "8000")], rows)
    assert "short by 2,000" in str(done.decisions[1].explain())


def test_nothing_at_all() -> None:
    done = replay(program(), [], [])
    assert (done.decisions, done.turns, done.ends) == ((), (), ())


def differences(stream: Stream) -> list[str]:
    """Where reference and model disagree."""
    done = replay(stream.program, stream.accounts, stream.purchases)
    expected, held = replay_model(stream.document, stream.accounts, stream.purchases)
    found = [
        f"row {row} {key}: {told[key]!r}, model {value!r}"
        for row, decision in enumerate(expected)
        for told in [done.decisions[row].to_json()]
        for key, value in decision.items()
        if key != "program" and told[key] != value
    ]
    external = stream.document.get("bank") == "external"
    for end in done.ends:
        kept: dict[str, Any] = held[end.id]
        balance = None if external else kept.get("balance")
        hundredths = None if balance is None else Fraction(str(balance)) * 100
        if end.account.balance != hundredths:
            found.append(f"{end.id}: {end.account.balance}, model {hundredths}")
        mode = (kept.get("preferences") or {}).get("mode")
        if end.account.preferences.mode != mode:
            found.append(f"{end.id}: {end.account.preferences.mode}, model {mode}")
    return found


@given(streams(rows=6))
def test_any_replay_is_that_of_the_model(stream: Stream) -> None:
    assert differences(stream) == []


@pytest.mark.parametrize("part", range(3))
def test_many_replays_are_those_of_the_model(part: int) -> None:
    redeemed = 0
    for seed in range(part * 60, part * 60 + 60):
        stream = draw_stream(seeded(seed))
        assert differences(stream) == [], f"seed {seed}"
        ends = replay(stream.program, stream.accounts, stream.purchases).ends
        redeemed += sum(end.redeemed for end in ends)
    assert redeemed > 40, "the streams redeem"
