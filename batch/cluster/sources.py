"""Parquet files as a source of Daft: a task for some row groups, read by whoever has the task."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from typing import Final, Self

import pyarrow as pa
from attrs import evolve, frozen
from daft import Schema
from daft.io.pushdowns import Pushdowns
from daft.io.source import DataSource, DataSourceTask
from daft.recordbatch import RecordBatch

from pointsman.batch.cluster.files import ParquetFile

TASK_ROWS: Final = 131_072
"""Rows that a worker takes at a time, or a row group where that has more."""


@frozen
class Part:
    """Some row groups of a file: their rows, from 1, and how many rows the files before it have."""

    file: ParquetFile
    rows: range
    before: int


@frozen
class Work(ABC):
    """What is made of a part; `schema` has the columns of the answer, as Daft has them."""

    schema: pa.Schema

    @abstractmethod
    def batches(self, part: Part) -> Iterator[pa.RecordBatch]:
        """The answer, with the columns of `schema`."""

    def only(self, pushdowns: Pushdowns) -> Self:
        """The same for the columns that a plan asks for, those that it filters by among them."""
        if pushdowns.columns is None:
            return self
        wanted = {*pushdowns.columns, *pushdowns.filter_required_column_names()}
        return evolve(self, schema=pa.schema([it for it in self.schema if it.name in wanted]))


@frozen
class FilesSource(DataSource):
    """What a work makes of files."""

    work: Work
    files: tuple[ParquetFile, ...]

    @property
    def name(self) -> str:
        """What plans call it."""
        return type(self.work).__name__

    @property
    def schema(self) -> Schema:
        """All columns that it can give."""
        return Schema.from_pyarrow_schema(self.work.schema)

    async def get_tasks(self, pushdowns: Pushdowns) -> AsyncIterator[DataSourceTask]:
        """The tasks in the order of the rows, for the columns that are asked for."""
        work, before = self.work.only(pushdowns), 0
        for file in self.files:
            parts = await asyncio.to_thread(file.parts, TASK_ROWS)
            for rows in parts:
                yield _Task(work, Part(file, rows, before))
            before += sum(map(len, parts))


@frozen
class _Task(DataSourceTask):
    work: Work
    part: Part

    @property
    def schema(self) -> Schema:
        """The columns that are asked for."""
        return Schema.from_pyarrow_schema(self.work.schema)

    async def read(self) -> AsyncIterator[RecordBatch]:
        """The answers; they are worked out in threads, for Daft's own has to hand out tasks."""
        batches = self._batches()
        while (batch := await asyncio.to_thread(next, batches, None)) is not None:
            yield batch

    def _batches(self) -> Iterator[RecordBatch]:
        for batch in self.work.batches(self.part):
            yield RecordBatch.from_arrow_record_batches([batch], batch.schema)
