"""Plain JSON lines read by Arrow, a block at once.

Only blocks of which every line surely means what it means by itself: objects of text in the native
form with known keys, none of them twice, and all that a purchase needs.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import json as arrow_json

from pointsman.batch.files.utf8 import is_utf8
from pointsman.engine.facts_reading.objects import Fields
from pointsman.feeds.ndjson import MAX_LINE

_LINE_FEED, _OPENING, _CLOSING = b"\n{}"


class BlockReader:
    """Reads blocks into the columns of a schema that was made from `fields`."""

    def __init__(self, schema: pa.Schema, fields: Fields) -> None:
        self._fields = fields
        self._options = arrow_json.ParseOptions(
            explicit_schema=schema, newlines_in_values=False, unexpected_field_behavior="error"
        )

    def read(self, block: bytes) -> pa.RecordBatch | None:
        """One row a line; None when the lines have to be looked at one by one."""
        if not block.endswith(b"\n"):
            block += b"\n"
        lines = _objects_a_line(np.frombuffer(block, np.uint8))
        if lines is None or not (block.isascii() or is_utf8(block)):
            return None
        options = arrow_json.ReadOptions(use_threads=False, block_size=len(block))
        try:
            table = arrow_json.read_json(pa.BufferReader(block), options, self._options)
        except pa.ArrowException:
            return None
        batch = table.combine_chunks().to_batches()[0] if table.num_rows else None
        if batch is None or batch.num_rows != lines:
            return None
        whole = all(
            _has_needed(batch.column(key), it.needed, it.read) for key, it in self._fields.items()
        )
        return batch if whole else None


def _objects_a_line(block: NDArray[np.uint8]) -> int | None:
    """How many lines a block has that ends with one; None if any is long or no `{…}`.

    Where a line begins with `{` after one that ended with `}`, nothing but a new object can begin:
    with as many objects as lines there is one object in each.
    """
    ends = np.flatnonzero(block == _LINE_FEED)
    begins = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - begins
    if lengths.min() < 2 or lengths.max() >= MAX_LINE:
        return None
    if (block[begins] != _OPENING).any() or (block[ends - 1] != _CLOSING).any():
        return None
    return len(ends)


def _has_needed(array: pa.Array, needed: bool, below: object) -> bool:
    """Whether a column has all that must not be missing, in every object that is there."""
    if needed and array.null_count:
        return False
    if not isinstance(below, dict):
        return True
    there = array.drop_null()
    parts = zip(there.flatten(), below.values(), strict=True)
    return all(_has_needed(part, it.needed, it.read) for part, it in parts)
