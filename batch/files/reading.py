"""Opening a file of purchases in any format as a stream of Arrow record batches."""

from pathlib import Path
from typing import BinaryIO, Final

from pointsman.batch.files.formats import Format, known_format_of
from pointsman.batch.files.problems import UNREADABLE, BadFileError, reason
from pointsman.batch.files.source import BATCH_ROWS, Source
from pointsman.engine.facts_reading.objects import Fields
from pointsman.engine.read_facts import FactsContext

PLAIN_FACTS: Final = FactsContext(exponent=2).fields
"""What a purchase may hold, besides the own facts of a program."""


def open_batches(
    source: Path | BinaryIO,
    kind: Format | None = None,
    *,
    rows: int = BATCH_ROWS,
    fields: Fields = PLAIN_FACTS,
) -> Source:
    """The columns and, batch by batch, the rows of a file, or of a stream that is then closed.

    `kind` None: the file's ending tells it. No batch has more than `rows` rows. `fields` are what
    JSON lines may hold, `Program.facts_context.fields` for a program; the other formats name their
    columns themselves.

    Raises:
        BadFileError: the format is unknown, or not even the beginning can be read.
    """
    name = stream_name(source)
    kind = kind or known_format_of(name)
    stream = open_file(source) if isinstance(source, Path) else source
    try:
        if not kind.flows and not stream.seekable():
            raise not_from_a_pipe(kind)
        return _source(stream, name, kind, rows, fields)
    except BaseException:
        stream.close()
        raise


def open_file(path: Path) -> BinaryIO:
    """A file opened for reading.

    Raises:
        BadFileError: it cannot be.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise BadFileError(UNREADABLE, f"`{path}` cannot be read: {reason(error)}") from error


def stream_name(source: object) -> str:
    """What messages call a file or a stream."""
    if isinstance(source, Path):
        return str(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "<stream>"


def not_from_a_pipe(kind: Format) -> BadFileError:
    """A format that only a file can have."""
    return BadFileError(
        "needs-a-file",
        f"{kind.known_as} cannot go through a pipe",
        help="name a file, or use `arrows`, `ndjson` or `csv`",
    )


def _source(stream: BinaryIO, name: str, kind: Format, rows: int, fields: Fields) -> Source:
    # Each format brings in a part of pyarrow that the others do without.
    if kind is Format.NDJSON:
        from pointsman.batch.files.json_reading import JsonSource  # noqa: PLC0415

        return JsonSource(stream, name, rows, fields)
    if kind is Format.CSV:
        from pointsman.batch.files.csv_reading import CsvSource  # noqa: PLC0415

        return CsvSource(stream, name, rows)
    if kind is Format.PARQUET:
        from pointsman.batch.files.parquet_reading import ParquetSource  # noqa: PLC0415

        return ParquetSource(stream, name, rows)
    from pointsman.batch.files.arrow_reading import ArrowSource, ArrowStreamSource  # noqa: PLC0415

    return (ArrowSource if kind is Format.ARROW else ArrowStreamSource)(stream, name, rows)
