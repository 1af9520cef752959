"""Arrow's own formats: files (also called Feather) and streams."""

from typing import BinaryIO

import pyarrow as pa

from pointsman.batch.files.writing import Look, Writer


class ArrowStreamWriter(Writer):
    """Writes rows as an Arrow stream."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, look: Look) -> None:
        self._writer = self._open(stream, schema)

    def _open(self, stream: BinaryIO, schema: pa.Schema) -> pa.RecordBatchStreamWriter:
        return pa.ipc.new_stream(stream, schema)

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some more rows, as one batch."""
        self._writer.write_batch(batch)

    def finish(self) -> None:
        """Write that the stream ends here."""
        self._writer.close()


class ArrowWriter(ArrowStreamWriter):
    """Writes rows as an Arrow file."""

    def _open(self, stream: BinaryIO, schema: pa.Schema) -> pa.RecordBatchFileWriter:
        return pa.ipc.new_file(stream, schema)
