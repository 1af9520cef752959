"""Opening a file of decisions in any format, to be written a record batch at a time."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from attrs import field, frozen

from pointsman.batch.files.drafts import drafted
from pointsman.batch.files.formats import Format, known_format_of
from pointsman.batch.files.reading import not_from_a_pipe, stream_name


@frozen
class Look:
    """How values look where they are text, in JSON lines and CSV.

    `padded` are the columns of decimals that keep the zeros at their end; `beside` is what every
    object of JSON lines has after its columns.
    """

    padded: Collection[str] = frozenset()
    beside: Mapping[str, object] = field(factory=dict)


class Writer(ABC):
    """Writes batches of one schema to a binary stream."""

    @abstractmethod
    def __init__(self, stream: BinaryIO, schema: pa.Schema, look: Look) -> None:
        """`look` is for the formats that are text."""

    @abstractmethod
    def write(self, batch: pa.RecordBatch) -> None:
        """Write some more rows."""

    def finish(self) -> None:  # noqa: B027 - most formats have no end
        """Write what stands at the end of a whole table."""

    def abandon(self) -> None:  # noqa: B027 - most formats keep nothing back
        """Let go of what was kept back, for the table will not be whole."""


@contextmanager
def open_writer(
    target: Path | BinaryIO,
    kind: Format | None,
    schema: pa.Schema,
    look: Look | None = None,
) -> Iterator[Writer]:
    """A writer to a file, which appears when the block ends well, or to a stream as it goes.

    `kind` None: the file's ending tells it.

    Raises:
        BadFileError: the format is unknown, or the file cannot be written.
    """
    kind = kind or known_format_of(stream_name(target), "--output-format")
    if not isinstance(target, Path) and not kind.flows:
        raise not_from_a_pipe(kind)
    with drafted(target) if isinstance(target, Path) else nullcontext(target) as file:
        writer = _writer(kind)(file, schema, look or Look())
        try:
            yield writer
            writer.finish()
        except BaseException:
            writer.abandon()
            raise
        if not isinstance(target, Path):
            file.flush()


def _writer(kind: Format) -> type[Writer]:
    # Each format brings in a part of pyarrow that the others do without.
    if kind is Format.NDJSON:
        from pointsman.batch.files.json_writing import JsonWriter  # noqa: PLC0415

        return JsonWriter
    if kind is Format.CSV:
        from pointsman.batch.files.csv_writing import CsvWriter  # noqa: PLC0415

        return CsvWriter
    if kind is Format.PARQUET:
        from pointsman.batch.files.parquet_writing import ParquetWriter  # noqa: PLC0415

        return ParquetWriter
    from pointsman.batch.files.arrow_writing import ArrowStreamWriter, ArrowWriter  # noqa: PLC0415

    return ArrowWriter if kind is Format.ARROW else ArrowStreamWriter
