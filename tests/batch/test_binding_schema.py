"""Columns that can hold no facts are told once for the whole table, all of them together."""

import pyarrow as pa
import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.batch.binding import BadColumnsError, bind_columns
from pointsman.batch.binding.fields import facts_of
from pointsman.batch.binding.schema import places_of
from pointsman.engine.program import Program
from pointsman.programs import load_text
from tests.batch.test_binding import PLAIN

TEXT, MONEY = pa.string(), pa.decimal128(18, 2)
NEEDED = {"authorization.amount": MONEY, "authorization.currency": TEXT}


@pytest.fixture(scope="module")
def program() -> Program:
    return load_text(PLAIN, "plain.points")


def problems(program: Program, columns: dict[str, pa.DataType]) -> list[tuple[str, str, str]]:
    """Code, pointer and sentence of what is wrong with a table of these columns."""
    with pytest.raises(BadColumnsError) as caught:
        places_of(pa.schema(columns), facts_of(program))
    told = str(caught.value).split("; ")
    assert len(told) == len(caught.value.problems)
    return [
        (problem.code, problem.pointer, sentence)
        for problem, sentence in zip(caught.value.problems, told, strict=True)
    ]


BAD = {
    "misspelled": {"authorization.curency2": TEXT, "authorization.mmc": TEXT},
    "no fact": {"row_number": pa.int64(), "a\nb": TEXT, "authorization.merchant.id.x": TEXT},
    "without its object": {"mcc": TEXT, "amount": MONEY, "segment": TEXT},
    "floats": {"account.balance": pa.float64(), "account.product": pa.float32()},
    "float in a dictionary": {"account.facts.visits": pa.dictionary(pa.int8(), pa.float64())},
    "no texts": {"id": pa.binary(), "account.product": pa.list_(TEXT), "account.status": pa.int8()},
    "decimal for text": {"authorization.mcc": MONEY, "account.facts.segment": pa.bool_()},
    "no times": {"authorization.time": pa.int64(), "post_purchase.requested_at": pa.date32()},
    "no time zone": {"authorization.time": pa.timestamp("us")},
    "dictionary of times": {
        "authorization.time": pa.dictionary(pa.int8(), pa.timestamp("us", "UTC"))
    },
    "time for money": {"account.preferences.minimum": pa.timestamp("us", "UTC")},
    "no struct": {"account": TEXT, "post_purchase": pa.map_(TEXT, TEXT)},
    "map of own facts": {"account.facts": pa.map_(TEXT, TEXT)},
    "struct for a text": {"account": pa.struct({"product": pa.struct({"name": TEXT})})},
    "twice": {"account": pa.struct({"product": TEXT}), "account.product": TEXT},
    "own fact of another program": {"account": pa.struct({"facts": pa.struct({"vists": TEXT})})},
}


@pytest.mark.parametrize("columns", BAD.values(), ids=BAD)
def test_bad_columns(
    columns: dict[str, pa.DataType], program: Program, snapshot: SnapshotAssertion
) -> None:
    assert problems(program, NEEDED | columns) == snapshot


def test_missing_columns(program: Program, snapshot: SnapshotAssertion) -> None:
    assert problems(program, {"id": TEXT, "authorization.mcc": TEXT}) == snapshot


def test_everything_is_told_in_one_go(program: Program) -> None:
    told = problems(program, {"authorization.amount": pa.float64(), "id": pa.binary(), "x": TEXT})
    assert [code for code, _, _ in told] == [
        "binary-float",
        "wrong-column-type",
        "unknown-column",
        "missing-column",
    ]


def test_a_table_is_refused_before_a_row_is_read(program: Program) -> None:
    batch = pa.RecordBatch.from_pydict({"authorization.amount": pa.array([], pa.float64())})
    with pytest.raises(BadColumnsError, match="a binary float is not exact"):
        bind_columns(program, batch, frozenset())


GOOD = {
    "flat": NEEDED,
    "nested": {"authorization": pa.struct({"amount": MONEY, "currency": TEXT})},
    "mixed": {
        "authorization": pa.struct({"amount": MONEY, "merchant.id": TEXT}),
        "authorization.currency": TEXT,
        "authorization.merchant": pa.struct({"name": TEXT}),
    },
    "nothing in a struct": NEEDED | {"account": pa.struct([])},
    "null for an object": NEEDED | {"account": pa.null(), "post_purchase": pa.null()},
    "null for all": {"authorization": pa.null()},
}


@pytest.mark.parametrize("columns", GOOD.values(), ids=GOOD)
def test_good_columns(columns: dict[str, pa.DataType], program: Program) -> None:
    places = places_of(pa.schema(columns), facts_of(program))
    paths = [("authorization", "amount"), ("authorization", "currency")]
    names = {".".join(path) for path in places}
    assert all(place.leaf.path == place.fact.path == path for path, place in places.items())
    assert set(paths) <= places.keys() or names == set()
