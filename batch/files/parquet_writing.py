"""Parquet: columns coded with dictionaries where their values come again and again."""

from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import types

from pointsman.batch.files.writing import Look, Writer

_GROUP_ROWS: Final = 65_536
"""Rows of a row group, at least: they stay in memory until there are so many, and what the end of
the file says of each group stays until the end."""


class ParquetWriter(Writer):
    """Writes rows as Parquet."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, look: Look) -> None:
        self._waiting: list[pa.RecordBatch] = []
        self._writer = pq.ParquetWriter(
            stream, schema, compression="snappy", use_dictionary=_in_dictionaries(schema)
        )

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some more rows."""
        self._waiting.append(batch)
        if sum(each.num_rows for each in self._waiting) >= _GROUP_ROWS:
            self._write_group()

    def finish(self) -> None:
        """Write where everything is: a Parquet file ends with that."""
        self._write_group()
        self._writer.close()

    def abandon(self) -> None:
        """Close the writer, which would do so later, when there is no file any more."""
        self._writer.close()

    def _write_group(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting)
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._waiting = []


def _in_dictionaries(schema: pa.Schema) -> list[str] | bool:
    """All columns but those of plain text, which are hardly ever the same, as ids are not."""
    plain = {it.name for it in schema if types.is_string(it.type)}
    if any(types.is_nested(it.type) for it in schema):
        return True
    return [name for name in schema.names if name not in plain]
