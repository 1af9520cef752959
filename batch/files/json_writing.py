"""JSON lines: one object a row, with every column, null or not."""

from typing import BinaryIO

import pyarrow as pa

from pointsman.batch.files.texts import bytes_of, joined, json_text, json_texts
from pointsman.batch.files.writing import Look, Writer


class JsonWriter(Writer):
    """Writes rows as JSON lines, decimals as texts."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, look: Look) -> None:
        self._stream = stream
        self._look = look
        beside = "".join(f", {json_text(key)}: {json_text(it)}" for key, it in look.beside.items())
        self._end = beside + "}\n"

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some more rows, each as a line."""
        if not batch.num_rows:
            return
        parts: list[pa.Array | str] = []
        for at, name in enumerate(batch.schema.names):
            parts.append(("{" if not at else ", ") + json_text(name) + ": ")
            parts.append(json_texts(batch.column(at), padded=name in self._look.padded))
        self._stream.write(bytes_of(joined(*parts, self._end)))
