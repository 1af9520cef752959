"""Tables decided: every field of every row is what deciding the row by itself says."""

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pointsman.batch import BadRowError, Decider
from pointsman.batch.binding import BadColumnsError
from pointsman.batch.binding.columns import BoundColumns
from pointsman.batch.kernel import Kernel
from pointsman.batch.results.schema import PROGRAM_KEY
from pointsman.batch.running import COMPILE_FROM
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.programs import load_shipped, load_text
from tests.batch.purchase_tables import table_of
from tests.properties.drawn import Drawn, draw
from tests.strategies.choices import seeded

Json = dict[str, Any]

WIDE = """
program "Wide" {{
  version 1
  currency USD
  points "P" {points}
  conversion {{ base at {rate} }}
  redemption {{ partial in steps of 0.01 }}
}}
"""


def as_told(row: Json, program: Program) -> Json:
    """A row of a decision table as the JSON of a decision has it."""
    units = program.plan.units
    told: Json = dict(row)
    for name, value in row.items():
        if isinstance(value, Decimal):
            places = units.exponent if name in {"credit", "target_credit"} else None
            told[name] = _plain(value, places)
    return {**told, "program": program.identity()}


def _plain(value: Decimal, places: int | None) -> str:
    text = format(value, "f")
    if places is not None:
        return text
    return text.rstrip("0").rstrip(".") if "." in text else text


def one_by_one(program: Program, purchases: tuple[Json, ...]) -> list[Json | None]:
    told: list[Json | None] = []
    for facts in purchases:
        try:
            told.append(program.decide(facts).to_json())
        except BadFactsError:
            told.append(None)
    return told


def decided(case: Drawn, seed: int, decider: Decider | None = None) -> list[Json | None]:
    program = case.program
    batch = table_of(seeded(seed), program, list(case.purchases))
    used = decider or Decider.of(program)
    answer = used.decide(used.binder(batch.schema), batch)
    rows = iter(answer.decisions.to_pylist())
    bad = {problem.row for problem in answer.problems}
    return [
        None if number in bad else as_told(next(rows), program)
        for number in range(1, len(case.purchases) + 1)
    ]


@pytest.mark.parametrize("part", range(4))
def test_tables_decide_as_rows_do(part: int) -> None:
    for number in range(40):
        seed = part * 1000 + number
        case = draw(seeded(seed), purchases=40)
        assert decided(case, seed) == one_by_one(case.program, case.purchases), f"seed {seed}"


@pytest.mark.parametrize("seed", range(4))
def test_machine_code_decides_as_rows_do(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pointsman.batch.kernel.COMPILE_FROM", 0)
    case = draw(seeded(90_000 + seed), purchases=200)
    assert decided(case, seed) == one_by_one(case.program, case.purchases)


@pytest.mark.parametrize(
    ("points", "rate"), [("whole", "0.000000001"), ("2 decimals, rounded up", "0.000000001")]
)
@pytest.mark.parametrize("amount", ["92233720.36", "9999999999999999.99", "0.01"])
@pytest.mark.parametrize("balance", ["1", "9999999999999999.99", "999999999999999999"])
def test_rows_beyond_64_bits(points: str, rate: str, amount: str, balance: str) -> None:
    program = load_text(WIDE.format(points=points, rate=rate), "wide.points")
    facts = purchase(amount, balance)
    table = pa.Table.from_pylist([facts, purchase("1.00", "5")])
    first, second = program.decide_batch(table).to_pylist()
    assert as_told(first, program) == program.decide(facts).to_json()
    assert as_told(second, program) == program.decide(purchase("1.00", "5")).to_json()


def purchase(amount: str, balance: str | None = "5000", **authorization: object) -> Json:
    return {
        "id": "A-1",
        "authorization": {
            "amount": amount,
            "currency": "USD",
            "response_code": "00",
            "processing": "purchase",
            **authorization,
        },
        "account": {"status": "GOOD_STANDING", "balance": balance, "preferences": {"mode": "NEXT"}},
    }


def test_types_of_the_columns() -> None:
    program = load_shipped("world-elite")
    decisions = program.decide_batch(pa.Table.from_pylist([purchase("100.00")]))
    types = dict(zip(decisions.schema.names, decisions.schema.types, strict=True))
    assert list(types) == list(program.decide(purchase("100.00")).to_json())[:-1]
    assert types["credit"] == pa.decimal128(38, 2)
    assert types["points"] == pa.decimal128(38, 2)
    assert types["reason"] == pa.dictionary(pa.int8(), pa.string())
    assert types["messages"] == pa.list_(pa.string())
    assert json.loads(decisions.schema.metadata[PROGRAM_KEY]) == program.identity()


def test_no_rows_no_decisions() -> None:
    program = load_shipped("world-elite")
    table = pa.Table.from_pylist([purchase("100.00")]).slice(0, 0)
    assert program.decide_batch(table).num_rows == 0


def test_a_bad_row_is_named() -> None:
    program = load_shipped("world-elite")
    rows = [purchase("100.00"), {**purchase("-7.00"), "id": "A-2"}, purchase("-8.00")]
    with pytest.raises(BadRowError, match="row 2") as caught:
        program.decide_batch(pa.Table.from_pylist(rows))
    assert caught.value.problem.id == "A-2"
    assert caught.value.problem.problems[0].code == "bad-number"


def test_bad_rows_are_told_over_all_batches() -> None:
    program = load_shipped("world-elite")
    decider = Decider.of(program)
    table = pa.Table.from_pylist([purchase("1.00"), purchase("-1.00"), purchase("2.00")])
    binder = decider.binder(table.schema)
    (batch,) = table.to_batches()
    answer = decider.decide(binder, batch, first_row=1_000_000)
    assert [problem.row for problem in answer.problems] == [1_000_001]
    assert answer.decisions.num_rows == 2


def test_a_column_that_cannot_be() -> None:
    program = load_shipped("world-elite")
    table = pa.table({"authorization.amount": [1.5], "authorization.currency": ["USD"]})
    with pytest.raises(BadColumnsError, match="amount"):
        program.decide_batch(table)


def test_machine_code_comes_when_it_pays() -> None:
    program = load_shipped("world-elite")
    decider = Decider.of(program)
    table = pa.Table.from_pylist([purchase("100.00")] * (COMPILE_FROM // 4))
    binder = decider.binder(table.schema)
    (batch,) = table.combine_chunks().to_batches()
    kernel = decider._kernel
    answers = []
    for expected in (False, False, False, True, True):
        answers.append(decider.decide(binder, batch).decisions)
        assert kernel.running.is_compiled is expected
    assert all(answer.equals(answers[0]) for answer in answers[1:])


@pytest.mark.parametrize("compiled", [False, True])
def test_many_threads_decide_alike(compiled: bool) -> None:
    """The kernel is re-entrant: threads share the program's loop and nothing that it writes."""
    program = load_shipped("world-elite")
    decider = Decider.of(program)
    kernel: Kernel = decider._kernel
    bound: list[BoundColumns] = []
    for seed in range(8):
        rows = [
            purchase(f"{(seed * 131 + n * 17) % 400}.{n % 100:02d}", str(n * 40), mcc=f"{n:04d}")
            for n in range(3000 + seed)
        ]
        (batch,) = pa.Table.from_pylist(rows).combine_chunks().to_batches()
        bound.append(decider.binder(batch.schema).bind(batch))
    alone = [kernel.run(each, compiled=compiled) for each in bound]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: kernel.run(each, compiled=compiled), bound * 6))
    for at, result in enumerate(together):
        expected = alone[at % len(alone)]
        for name in ("endings", "tiers", "points", "credit"):
            assert (getattr(result, name) == getattr(expected, name)).all()
        rated = expected.tiers >= 0
        for name in ("target_credit", "target_points", "required"):
            assert (getattr(result, name)[rated] == getattr(expected, name)[rated]).all()


def test_a_batch_of_other_columns_is_refused() -> None:
    program = load_shipped("world-elite")
    decider = Decider.of(program)
    table = pa.Table.from_pylist([purchase("100.00")])
    other = pa.Table.from_pylist([purchase("100.00", mcc="5411")])
    with pytest.raises(ValueError, match="other columns"):
        decider.binder(table.schema).bind(other.to_batches()[0])
