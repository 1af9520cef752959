"""The parts that the columns of decisions are made of."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.pairs import in_pairs, lower, new_pairs, pair_of
from pointsman.batch.results.bytewise import looked_up, table_of

WIDE = pa.decimal128(38, 0)


def decimals(pairs: "np.ndarray[tuple[int, int], np.dtype[np.int64]]") -> list[int | None]:
    array = pa.Array.from_buffers(WIDE, len(pairs), [None, pa.py_buffer(pairs)])
    return [None if value is None else int(value) for value in array.to_pylist()]


@given(st.lists(st.integers(0, 2**63 - 1), max_size=20))
def test_numbers_in_pairs_are_decimals(values: list[int]) -> None:
    written = new_pairs(len(values))
    lower(written)[:] = values
    assert decimals(written) == decimals(in_pairs(np.array(values, np.int64))) == values


@given(st.lists(st.integers(-(10**38) + 1, 10**38 - 1), min_size=1, max_size=20))
def test_numbers_of_any_size_are_decimals(values: list[int]) -> None:
    assert decimals(np.stack([pair_of(value) for value in values])) == values


@given(st.lists(st.integers(-128, 127), min_size=1, max_size=256), st.data())
def test_looking_up_is_indexing(values: list[int], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=30))
    found = looked_up(table_of(values), np.array(places, np.uint8))
    assert found.tolist() == [values[place] for place in places]


def test_what_was_looked_up_is_not_written_to() -> None:
    found = looked_up(table_of([1, 2]), np.array([0, 1], np.int8))
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 3
