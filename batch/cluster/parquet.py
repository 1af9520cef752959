"""Deciding Parquet files: workers read row groups themselves, so text stays in dictionaries."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from daft import DataFrame

from pointsman.batch.binding.schema import BadColumnsError
from pointsman.batch.cluster.bad_rows import bad_row, spread, with_problems
from pointsman.batch.cluster.columns import FILE, ROW, FrameColumnsError, fitted, frame_schema
from pointsman.batch.cluster.files import find_files
from pointsman.batch.cluster.shipping import ShippedProgram
from pointsman.batch.cluster.sources import FilesSource, Part, Work
from pointsman.batch.decide import BATCH_ROWS
from pointsman.batch.files.source import RowBatch
from pointsman.batch.results.schema import decision_schema
from pointsman.engine.program import Program

_PLACE: Final = pa.schema([(FILE, pa.large_string()), (ROW, pa.int64())])


def decide_parquet(
    program: Program, files: str | Sequence[str], *, skip_bad: bool = False
) -> DataFrame:
    """The decisions of Parquet files, row for row; worked out when Daft is asked for them.

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
    work = Decisions(pa.schema([*_PLACE, *decisions]), shipped, skip_bad)
    return FilesSource(work, tuple(found)).read()


def numbered_parquet(files: str | Sequence[str]) -> DataFrame:
    """Parquet files as they are, with `row` in front: the rows of all files in order, from 1.

    `files` as for `decide_parquet`; all have the columns of the first. For a replay, which has to
    know the order of the rows.

    Raises:
        BadFileError: the first file cannot be read, or there is none.
        FrameColumnsError: the files have a column `row`.
    """
    found = find_files([files] if isinstance(files, str) else files)
    with found[0].open(BATCH_ROWS) as source:
        schema = frame_schema(source.schema)
    if ROW in schema.names:
        raise FrameColumnsError(f"`{found[0].name}` has a column `{ROW}` of its own")
    return FilesSource(NumberedRows(schema.insert(0, _PLACE.field(ROW))), tuple(found)).read()


@frozen
class NumberedRows(Work):
    """Rows as a file has them, with their numbers."""

    def batches(self, part: Part) -> Iterator[pa.RecordBatch]:
        """The rows, batch by batch."""
        for batch in part.file.batches(part.rows, BATCH_ROWS):
            names = batch.columns.schema.names
            columns = dict(zip(names, batch.columns.columns, strict=True))
            if ROW in self.schema.names:
                columns[ROW] = pc.add(_numbers(batch), part.before)
            yield _batch(columns, self.schema)


@frozen
class Decisions(Work):
    """The decisions of rows, with their places."""

    shipped: ShippedProgram
    skip_bad: bool

    def batches(self, part: Part) -> Iterator[pa.RecordBatch]:
        """The decisions, batch by batch."""
        for batch in part.file.batches(part.rows, BATCH_ROWS):
            try:
                yield self._decided(part.file.name, batch)
            except BadColumnsError as error:
                name = part.file.name
                told = [evolve(it, message=f"`{name}`: {it.message}") for it in error.problems]
                raise BadColumnsError(told) from error

    def _decided(self, file: str, rows: RowBatch) -> pa.RecordBatch:
        first, count = rows.numbers[0], rows.columns.num_rows
        decider = self.shipped.decider
        decided = decider.decide(decider.binder(rows.columns.schema), rows.columns, first)
        if decided.problems and not self.skip_bad:
            worst = decided.problems[0]
            raise bad_row(worst, {FILE: file, ROW: worst.row})
        columns = dict(zip(decider.schema.names, decided.decisions.columns, strict=True))
        if self.skip_bad:
            told = spread(decided.decisions, count, decided.problems, first)
            columns = dict(zip(with_problems(decider.schema).names, told, strict=True))
        if FILE in self.schema.names:
            columns[FILE] = pa.repeat(pa.scalar(file, pa.large_string()), count)
        if ROW in self.schema.names:
            columns[ROW] = _numbers(rows)
        return _batch(columns, self.schema)


def _numbers(rows: RowBatch) -> pa.Array:
    """The numbers of rows that follow one another; made from a range, they take far longer."""
    first = rows.numbers[0]
    return pa.array(np.arange(first, first + rows.columns.num_rows, dtype=np.int64))


def _batch(columns: Mapping[str, pa.Array], schema: pa.Schema) -> pa.RecordBatch:
    """The columns of a schema as Daft has them: what is not asked for is not converted."""
    chosen = [columns[name] for name in schema.names]
    return pa.RecordBatch.from_arrays(fitted(chosen, schema), schema=schema)
