"""Parquet files on this machine or in a store, found and opened by whoever reads them."""

from collections.abc import Iterator, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen
from pyarrow.fs import FileSelector, FileSystem, FileType

from pointsman.batch.files.parquet_reading import ParquetSource
from pointsman.batch.files.problems import UNREADABLE, BadFileError
from pointsman.batch.files.source import RowBatch

_ENDING: Final = ".parquet"


@frozen
class ParquetFile:
    """A file by its path or URI (`s3://bucket/day=1/part-0.parquet`)."""

    name: str

    def open(self, batch_rows: int, last_row: int | None = None) -> ParquetSource:
        """The file as a stream of batches, to its end or that of the row group with a row.

        Raises:
            BadFileError: it cannot be read, or is no Parquet file.
        """
        try:
            system, path = FileSystem.from_uri(self.name)
            return ParquetSource(system.open_input_file(path), self.name, batch_rows, last_row)
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(self.name) from error

    def parts(self, rows: int) -> list[range]:
        """All its rows in parts of at least so many (the last may be smaller), whole row groups.

        Raises:
            BadFileError: it cannot be read, or is no Parquet file.
        """
        parts, start, stop = [], 1, 1
        for more in self._row_groups():
            stop += more
            if stop - start >= rows:
                parts.append(range(start, stop))
                start = stop
        return [*parts, range(start, stop)] if stop > start else parts

    def batches(self, rows: range, batch_rows: int) -> Iterator[RowBatch]:
        """The batches of some of its rows, numbered from 1: whole row groups, as in `parts`.

        Raises:
            BadFileError: it cannot be read to the end of those rows.
        """
        with self.open(batch_rows, rows[-1]) as source:
            yield from source.batches(rows.start)

    def _row_groups(self) -> list[int]:
        try:
            system, path = FileSystem.from_uri(self.name)
            with system.open_input_file(path) as stream:
                metadata = pq.read_metadata(stream)
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(self.name) from error
        return [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]


def find_files(places: Sequence[str]) -> list[ParquetFile]:
    """The files of these paths or URIs, in order; a folder stands for all in it, by their names.

    Raises:
        BadFileError: there is no such file or folder, or a folder holds no Parquet file.
    """
    return [file for place in places for file in _in_place(place)]


def _in_place(place: str) -> list[ParquetFile]:
    try:
        system, path = FileSystem.from_uri(place)
        found = system.get_file_info(path)
        if found.type is FileType.File:
            return [ParquetFile(place)]
        if found.type is FileType.NotFound:
            raise _unreadable(place)
        inside = system.get_file_info(FileSelector(path, recursive=True))
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(place) from error
    paths = sorted(each.path for each in inside if each.path.endswith(_ENDING))
    if not paths:
        raise BadFileError(UNREADABLE, f"`{place}` holds no file that ends in `{_ENDING}`")
    prefix = place[: place.rindex(path)] if path in place else ""
    return [ParquetFile(prefix + each) for each in paths]


def _unreadable(name: str) -> BadFileError:
    return BadFileError(UNREADABLE, f"`{name}` cannot be read")
