"""Columns hold what binding one purchase by itself puts into its slots."""

import os
import secrets
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given

from pointsman.batch.binding import (
    NO_INSTANT,
    UNKNOWN,
    Binder,
    BoundColumns,
    bind_columns,
    row_facts,
)
from pointsman.engine.binding import bind
from pointsman.engine.compiled.loop import make_loop, word_of
from pointsman.engine.compiled.parameters import Ranks, Words
from pointsman.engine.program import Program
from pointsman.engine.slots import NUMBER_SLOTS, Slot, Value
from pointsman.programs import load_text
from tests.batch.purchase_tables import table_of
from tests.properties.drawn import Drawn, draw
from tests.strategies.choices import Choices, any_choices, seeded
from tests.strategies.facts import simple_facts

ROWS = 12
TABLES = 80
FREE_TEXT = {Slot.MERCHANT_ID, Slot.MERCHANT_NAME, Slot.ACQUIRER, Slot.TERMINAL, Slot.PRODUCT}
INSTANTS = (Slot.TIME, Slot.REQUESTED_AT)

PLAIN = """
program "Plain" {
  version 1
  currency USD
  points "Points" whole
  fact segment in (gold, silver)
  fact visits number
  conversion { base { above at 0.01 } }
  redemption { full }
}
"""


def every_slot(program: Program) -> frozenset[int]:
    return frozenset(range(len(Slot) + len(program.plan.own_facts)))


def held(columns: BoundColumns, slot: int, row: int) -> Value:
    """What a column holds in a row, as a bound purchase holds it."""
    if slot not in NUMBER_SLOTS:
        coded = columns.coded[slot]
        return coded.values[coded.codes[row]]
    number = int(columns.numbers[slot][row])
    return None if number == (NO_INSTANT if slot in INSTANTS else UNKNOWN) else number


def differences(program: Program, batch: pa.RecordBatch, columns: BoundColumns) -> list[str]:
    """Where a row that is not odd differs from its purchase bound by itself."""
    found = []
    for row in np.flatnonzero(~columns.odd).tolist():
        facts = program.read_facts(row_facts(batch, row))
        bound = bind(program.plan, program.zone, facts)
        found += [
            f"row {row}, slot {slot}: {held(columns, slot, row)!r}, not {value!r}"
            for slot, value in enumerate(bound)
            if told_apart(program, slot, held(columns, slot, row), value)
        ]
        assert columns.ids[row].as_py() == facts.id
    return found


def told_apart(program: Program, slot: int, one: Value, other: Value) -> bool:
    """Whether the program can tell two values of a slot apart; only of texts it ever cannot."""
    if one == other or one is None or other is None:
        return one != other
    if slot not in FREE_TEXT and slot < len(Slot):
        return True
    loop = make_loop(program.plan, program.rates)
    return not isinstance(other, str) or any(
        each.rank(one) != each.rank(other)
        if isinstance(each, Ranks)
        else word_of(program.plan, each.tests, slot, one)
        != word_of(program.plan, each.tests, slot, other)
        for each in loop.parameters
        if isinstance(each, Ranks | Words) and each.slot == slot
    )


def drawn_table(choices: Choices) -> tuple[Drawn, pa.RecordBatch]:
    case = draw(choices, ROWS)
    return case, table_of(choices, case.program, list(case.purchases))


def check(choices: Choices) -> None:
    case, batch = drawn_table(choices)
    program = case.program
    columns = bind_columns(program, batch, every_slot(program))
    for row, facts in enumerate(case.purchases):
        assert program.read_facts(row_facts(batch, row)) == program.read_facts(facts)
    assert not columns.odd.any()
    assert differences(program, batch, columns) == []


@given(any_choices(1_200))
def test_any_table(choices: Choices) -> None:
    check(choices)


def test_many_tables() -> None:
    seed = int(os.environ.get("POINTSMAN_SEED") or secrets.randbits(63))
    for number in range(TABLES):
        start = hash((seed, number))
        try:
            check(seeded(start))
        except AssertionError as error:
            raise AssertionError(f"seeded({start})") from error


@given(any_choices(1_200))
def test_slots_that_nobody_asks_for_are_not_made(choices: Choices) -> None:
    case, batch = drawn_table(choices)
    slots = every_slot(case.program)
    asked = frozenset(slot for slot in slots if choices.chance(40))
    columns = bind_columns(case.program, batch, asked)
    whole = bind_columns(case.program, batch, slots)
    assert columns.numbers.keys() | columns.coded.keys() == asked
    assert not columns.numbers.keys() & columns.coded.keys()
    assert columns.odd.tolist() == whole.odd.tolist()
    for slot in asked:
        mine = [held(columns, slot, row) for row in range(ROWS)]
        assert mine == [held(whole, slot, row) for row in range(ROWS)]


def arrays_of(columns: BoundColumns) -> Iterable[np.ndarray[Any, Any]]:
    yield columns.odd
    yield from columns.numbers.values()
    yield from (coded.codes for coded in columns.coded.values())


def test_arrays_belong_to_their_result() -> None:
    case, batch = drawn_table(seeded(1))
    binder = Binder(case.program, batch.schema, every_slot(case.program))
    one, other = binder.bind(batch), binder.bind(batch)
    for mine, theirs in zip(arrays_of(one), arrays_of(other), strict=True):
        assert mine.flags.c_contiguous
        assert mine.flags.writeable
        assert len(mine) == ROWS
        assert not np.shares_memory(mine, theirs)
    alone = list(arrays_of(one))
    for at, mine in enumerate(alone):
        assert not any(np.shares_memory(mine, other) for other in alone[at + 1 :])


def test_threads_may_share_a_binder() -> None:
    case, batch = drawn_table(seeded(2))
    slots = every_slot(case.program)
    batches = [batch.slice(at % ROWS, 1 + at % 5) for at in range(60)]
    binder = Binder(case.program, batch.schema, slots)
    with ThreadPoolExecutor(4) as threads:
        bound = list(threads.map(binder.bind, batches))
    for part, columns in zip(batches, bound, strict=True):
        assert differences(case.program, part, columns) == []


def test_a_slice_is_bound_as_the_rows_it_has() -> None:
    case, batch = drawn_table(seeded(3))
    for start in range(ROWS):
        part = batch.slice(start, 3)
        columns = bind_columns(case.program, part, every_slot(case.program))
        assert columns.rows == part.num_rows
        assert differences(case.program, part, columns) == []


def test_an_empty_batch() -> None:
    case, batch = drawn_table(seeded(4))
    columns = bind_columns(case.program, batch.slice(0, 0), every_slot(case.program))
    assert [len(array) for array in arrays_of(columns)] == [0] * (len(every_slot(case.program)) + 1)


def test_a_batch_of_other_columns() -> None:
    program = load_text(PLAIN, "plain.points")
    batch = plain_batch(simple_facts())
    binder = Binder(program, batch.schema, every_slot(program))
    with pytest.raises(ValueError, match="other columns"):
        binder.bind(batch.select([0]))


def plain_batch(*purchases: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(purchases))


def test_columns_without_a_type_are_unknown() -> None:
    program = load_text(PLAIN, "plain.points")
    none = {"merchant": None, "time": None, "mcc": None}
    batch = pa.RecordBatch.from_pylist(
        [{"authorization": {"amount": "1.00", "currency": "USD"} | none, "post_purchase": None}]
    )
    columns = bind_columns(program, batch, every_slot(program))
    known = {slot for slot in every_slot(program) if held(columns, slot, 0) is not None}
    assert known == {Slot.AMOUNT, Slot.CURRENCY}
    assert not columns.odd.any()


def test_whole_numbers_stand_for_their_text() -> None:
    program = load_text(PLAIN, "plain.points")
    codes = {"amount": 12, "currency": 840, "country": 40, "issuer_country": 840, "mcc": 5411}
    account = {"balance": 7, "product": 12, "facts": {"visits": 3}}
    batch = plain_batch({"id": 17, "authorization": codes, "account": account})
    columns = bind_columns(program, batch, every_slot(program))
    assert differences(program, batch, columns) == []
    assert [held(columns, slot, 0) for slot in (Slot.AMOUNT, Slot.CURRENCY, Slot.COUNTRY)] == [
        1200,
        "USD",
        "AUT",
    ]
    assert columns.numbers[Slot.CROSS_BORDER].tolist() == [1]
    assert columns.ids.to_pylist() == ["17"]


def test_amounts_are_counted_in_their_own_currency() -> None:
    program = load_text(PLAIN, "plain.points")
    money = [("1.00", "USD"), ("1", "JPY"), ("1.005", "KWD"), ("1.0005", "CLF")]
    batch = plain_batch(*({"authorization": {"amount": a, "currency": c}} for a, c in money))
    columns = bind_columns(program, batch, every_slot(program))
    assert columns.numbers[Slot.AMOUNT].tolist() == [100, 1, 1005, 10005]
    assert differences(program, batch, columns) == []


def test_values_of_an_epoch_only_grow() -> None:
    program = load_text(PLAIN, "plain.points")
    batches = [plain_batch(simple_facts(authorization={"mcc": mcc})) for mcc in ("5411", "5812")]
    binder = Binder(program, batches[0].schema, every_slot(program))
    first, second = (binder.bind(batch).coded[Slot.MCC] for batch in batches)
    assert first.epoch == second.epoch
    assert second.values[: len(first.values)] == first.values == (None, "5411")
    assert second.values[second.codes[0]] == "5812"
