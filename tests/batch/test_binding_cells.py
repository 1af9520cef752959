"""What is read from Arrow's memory directly is what Arrow says is there."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.binding.cells import Entries, integers, known_cells
from pointsman.batch.binding.coding import codes_of
from pointsman.batch.binding.meanings import Readings
from pointsman.batch.binding.numbers import numbers_of
from pointsman.batch.binding.vocabulary import Vocabulary

INDICES = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint32(), pa.uint64()]
TEXTS = pa.array(["x", "y", None, "z"])
CELLS = st.lists(st.none() | st.integers(0, 3), max_size=40)


@given(CELLS, st.integers(0, 40), st.integers(0, 40))
def test_what_is_null_in_a_slice(cells: list[int | None], start: int, length: int) -> None:
    array = pa.array(cells, pa.int16()).slice(start, length)
    known = known_cells(array)
    expected = [cell is not None for cell in cells[start : start + length]]
    assert expected == ([True] * len(array) if known is None else known.tolist())


@given(CELLS, st.integers(0, 40), st.sampled_from(INDICES))
def test_codes_of_a_slice_of_a_dictionary(
    cells: list[int | None], start: int, kind: pa.DataType
) -> None:
    whole = pa.DictionaryArray.from_arrays(pa.array(cells, kind), TEXTS)
    array = whole.slice(start)
    codes = codes_of(array, Vocabulary(pa.string(), Readings(str)))
    assert [codes.values[code] for code in codes.rows] == array.to_pylist()


@pytest.mark.parametrize("kind", INDICES)
@pytest.mark.parametrize("stray", [4, 100, -1])
def test_an_index_beyond_the_dictionary_is_told_unless_it_is_null(
    kind: pa.DataType, stray: int
) -> None:
    indices = np.array([0, stray, 3], np.int64).astype(str(kind))
    for mask, expected in ((None, True), (np.array([False, True, False]), False)):
        given_ = pa.Array.from_buffers(kind, 3, [_bits(mask), pa.py_buffer(indices)])
        array = pa.DictionaryArray.from_arrays(given_, TEXTS, safe=False)
        entries = Entries.of(array)
        assert entries.are_stray is expected
        assert integers(array).tolist() == indices.tolist()


def test_chance_in_null_cells_is_no_number() -> None:
    chance = np.array([5, -(2**62), 7, 2**62], np.int64)
    known = np.array([True, False, True, False])
    array = pa.Array.from_buffers(pa.int64(), 4, [_bits(~known), pa.py_buffer(chance)])
    numbers = numbers_of(array, 2)
    assert (numbers.units.tolist(), numbers.odd) == ([500, 0, 700, 0], None)
    assert chance[1] == -(2**62), "the batch is as it was"


def _bits(null: "np.ndarray[tuple[int], np.dtype[np.bool_]] | None") -> pa.Buffer | None:
    return None if null is None else pa.py_buffer(np.packbits(~null, bitorder="little"))
