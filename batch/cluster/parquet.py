"""Deciding Parquet files: workers read row groups themselves, so text stays in dictionaries."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Final

import pyarrow as pa
from attrs import evolve, frozen
from daft import DataFrame, Schema
from daft.io.pushdowns import Pushdowns
from daft.io.source import DataSource, DataSourceTask
from daft.recordbatch import RecordBatch

from pointsman.batch.binding.schema import BadColumnsError
from pointsman.batch.cluster.bad_rows import bad_row, spread, with_problems
from pointsman.batch.cluster.columns import FILE, ROW, fitted, frame_schema
from pointsman.batch.cluster.files import ParquetFile, find_files
from pointsman.batch.cluster.shipping import ShippedProgram
from pointsman.batch.decide import BATCH_ROWS
from pointsman.batch.files.source import RowBatch
from pointsman.batch.results.schema import decision_schema
from pointsman.engine.program import Program

TASK_ROWS: Final = 262_144
"""Rows that a worker takes at a time, or a row group where that has more."""

_PLACE: Final = pa.schema([(FILE, pa.large_string()), (ROW, pa.int64())])


def decide_parquet(
    program: Program, files: str | Sequence[str], *, skip_bad: bool = False
) -> DataFrame:
    """The decisions of Parquet files, in their order; worked out when Daft is asked for them.

    `files` are paths or URIs that every worker can read; a folder stands for the `*.parquet` below
    it, in the order of their names. In front of the decisions stand `file` and `row` (from 1). A
    row that cannot be decided ends the run; with `skip_bad` it has no decision but `problems`, a
    last column that is null elsewhere.

    Raises:
        BadFileError: the first file cannot be read, or there is none.
        BadColumnsError: its columns can hold no purchases of the program.
    """
    found = find_files([files] if isinstance(files, str) else files)
    shipped = ShippedProgram.of(program)
    with found[0].open(BATCH_ROWS) as source:
        shipped.decider.binder(source.schema)
    decisions = frame_schema(decision_schema(program))
    decisions = with_problems(decisions) if skip_bad else decisions
    schema = pa.schema([*_PLACE, *decisions])
    return DecidedFiles(_Deciding(shipped, schema, skip_bad), tuple(found)).read()


@frozen
class _Deciding:
    """How rows of files are decided, and which columns of the answer are asked for."""

    shipped: ShippedProgram
    schema: pa.Schema
    skip_bad: bool

    def decide(self, file: ParquetFile, rows: range) -> Iterator[pa.RecordBatch]:
        """The answers, batch by batch."""
        for batch in file.batches(rows, BATCH_ROWS):
            try:
                yield self._batch(file, batch)
            except BadColumnsError as error:
                told = [evolve(it, message=f"`{file.name}`: {it.message}") for it in error.problems]
                raise BadColumnsError(told) from error

    def _batch(self, file: ParquetFile, rows: RowBatch) -> pa.RecordBatch:
        first, count = rows.numbers[0], rows.columns.num_rows
        decider = self.shipped.decider
        decided = decider.decide(decider.binder(rows.columns.schema), rows.columns, first)
        if decided.problems and not self.skip_bad:
            worst = decided.problems[0]
            raise bad_row(worst, {FILE: file.name, ROW: worst.row})
        columns = dict(zip(decider.schema.names, decided.decisions.columns, strict=True))
        if self.skip_bad:
            told = spread(decided.decisions, count, decided.problems, first)
            columns = dict(zip(with_problems(decider.schema).names, told, strict=True))
        return self._asked_for(columns | _places(self.schema, file, rows))

    def _asked_for(self, columns: Mapping[str, pa.Array]) -> pa.RecordBatch:
        """The columns that are, as Daft has them: what is not asked for is not converted."""
        chosen = [columns[name] for name in self.schema.names]
        return pa.RecordBatch.from_arrays(fitted(chosen, self.schema), schema=self.schema)


@frozen
class DecidedFiles(DataSource):
    """Decisions as a source of Daft: a task for some row groups of a file."""

    deciding: _Deciding
    files: tuple[ParquetFile, ...]

    @property
    def name(self) -> str:
        """What plans call it."""
        return "decisions"

    @property
    def schema(self) -> Schema:
        """All columns that it can give."""
        return Schema.from_pyarrow_schema(self.deciding.schema)

    async def get_tasks(self, pushdowns: Pushdowns) -> AsyncIterator[DataSourceTask]:
        """The tasks in the order of the rows, for the columns that are asked for."""
        deciding = evolve(self.deciding, schema=_asked(self.deciding.schema, pushdowns))
        for file in self.files:
            for rows in await asyncio.to_thread(file.parts, TASK_ROWS):
                yield _Task(deciding, file, rows)


@frozen
class _Task(DataSourceTask):
    """Some row groups of a file."""

    deciding: _Deciding
    file: ParquetFile
    rows: range

    @property
    def schema(self) -> Schema:
        """The columns that are asked for."""
        return Schema.from_pyarrow_schema(self.deciding.schema)

    async def read(self) -> AsyncIterator[RecordBatch]:
        """The answers; they are worked out in threads, for Daft's own has to hand out tasks."""
        batches = self.deciding.decide(self.file, self.rows)
        while (batch := await asyncio.to_thread(next, batches, None)) is not None:
            yield RecordBatch.from_arrow_record_batches([batch], batch.schema)


def _asked(schema: pa.Schema, pushdowns: Pushdowns) -> pa.Schema:
    """The columns that a plan asks for, those that it filters by among them."""
    if pushdowns.columns is None:
        return schema
    wanted = {*pushdowns.columns, *pushdowns.filter_required_column_names()}
    return pa.schema([each for each in schema if each.name in wanted])


def _places(schema: pa.Schema, file: ParquetFile, rows: RowBatch) -> dict[str, pa.Array]:
    count = len(rows.numbers)
    places = {}
    if FILE in schema.names:
        places[FILE] = pa.repeat(pa.scalar(file.name, pa.large_string()), count)
    if ROW in schema.names:
        places[ROW] = pa.array(rows.numbers, pa.int64())
    return places
