"""Parquet: columns coded with dictionaries where their values come again and again."""

from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import types

from pointsman.batch.files.writing import Look, Writer

_GROUP_ROWS: Final = 524_288
"""Rows of a row group: what is written of one stays in memory until it is complete."""


class ParquetWriter(Writer):
    """Writes rows as Parquet."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, look: Look) -> None:
        self._writer = pq.ParquetWriter(
            stream, schema, compression="snappy", use_dictionary=_in_dictionaries(schema)
        )

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some more rows."""
        self._writer.write_batch(batch, row_group_size=_GROUP_ROWS)

    def finish(self) -> None:
        """Write where everything is: a Parquet file ends with that."""
        self._writer.close()

    def abandon(self) -> None:
        """Close the writer, which would do so later, when there is no file any more."""
        self._writer.close()


def _in_dictionaries(schema: pa.Schema) -> list[str] | bool:
    """All columns but those of plain text, which are hardly ever the same, as ids are not."""
    plain = {it.name for it in schema if types.is_string(it.type)}
    if any(types.is_nested(it.type) for it in schema):
        return True
    return [name for name in schema.names if name not in plain]
