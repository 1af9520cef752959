"""A log in a file of columns: Parquet, CSV, Arrow. Needs `pointsman[batch]`."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from pyarrow import types

from pointsman.batch.binding import BadColumnsError, row_facts
from pointsman.batch.binding.row import native_values
from pointsman.batch.binding.schema import Leaf, leaves_of
from pointsman.batch.decide import Decider, RowProblem, decider_of
from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.reading import open_batches
from pointsman.batch.files.source import RowBatch
from pointsman.batch.files.texts import decimal_texts
from pointsman.batch.results.schema import PROGRAM_KEY
from pointsman.engine.program import Program
from pointsman.tui.model.log.deciding import NOT_DECIDED
from pointsman.tui.model.log.problems import LogError
from pointsman.tui.model.log.record import Json, Record, row_of, told
from pointsman.tui.model.log.row import Row
from pointsman.tui.model.log.source import Source

_BATCH: Final = 4096
"""Rows that are read from the file at a time, by Arrow, while others run."""

_SLICE: Final = 64
"""Rows that are put into words before anybody else may do something."""

_SHOWN: Final = ("id", "outcome", "reason", "points", "credit", "rule", "currency")
_AMOUNT: Final = ("authorization", "amount")
_FACTS: Final = "facts"
_DECISION: Final = "decision"


class TableSource(Source):
    """The rows of a table, as decisions, as facts, or as both."""

    def __init__(self, path: Path, kind: Format) -> None:
        """Raises LogError where not even the columns can be read."""
        super().__init__(path)
        self._kind = kind
        try:
            with open_batches(path, kind) as source:
                self._schema: pa.Schema = source.schema
                self.size = source.rows
        except BadFileError as error:
            raise LogError(error.message, error.help) from error
        self._leaves = {leaf.path: leaf for leaf in leaves_of(self._schema)}
        self._check()

    @property
    def decided(self) -> bool:
        """Whether the rows are decisions, with or without their facts."""
        return ("outcome",) in self._leaves or (_DECISION, "outcome") in self._leaves

    def slices(self, program: Program | None) -> Iterator[list[Row]]:
        """See `Source`."""
        make = self._decisions if self.decided else self._maker(program)
        try:
            with open_batches(self.path, self._kind, rows=_BATCH) as source:
                for batch in source.batches():
                    yield from self._in_order(make(batch), batch)
        except BadFileError as error:
            raise LogError(error.message, error.help) from error
        except BadColumnsError as error:
            raise LogError(f"`{self.path}` has wrong columns: {error}") from error

    def data(self, row: Row) -> Json:
        """See `Source`."""
        try:
            with open_batches(self.path, self._kind, rows=_SLICE) as source:
                for batch in source.batches(row.number):
                    if row.number in batch.numbers:
                        return self._whole(batch.columns, batch.numbers.index(row.number))
        except BadFileError as error:
            raise LogError(error.message, error.help) from error
        raise LogError(row.error or f"row {row.number:,} of `{self.path}` cannot be read again")

    def _check(self) -> None:
        if not self._leaves or self.size == 0:
            raise LogError(f"`{self.path}` has no rows")
        for leaf in self._leaves.values():
            if leaf.path[-1] in {*_SHOWN, _AMOUNT[-1]} and types.is_floating(leaf.type):
                message = f"the column `{'.'.join(leaf.path)}` of `{self.path}` has binary floats"
                raise LogError(f"{message}, which are not exact", "cast it to a decimal")

    def _whole(self, columns: pa.RecordBatch, index: int) -> Json:
        """A row with all that it has, and the program that the file itself names."""
        data: dict[str, Any] = dict(row_facts(columns, index))
        if self.decided:
            self._say_what_is_null(data)
        named = (self._schema.metadata or {}).get(PROGRAM_KEY)
        if named is not None and self.decided and "program" not in data:
            data["program"] = _read_json(named)
        return data

    def _say_what_is_null(self, data: dict[str, Any]) -> None:
        """A decision says null where facts leave out."""
        for path in self._leaves:
            top, *below = path
            if top == _DECISION and len(below) == 1:
                data.setdefault(top, {}).setdefault(below[0], None)
            elif not below:
                data.setdefault(top, None)

    def _in_order(self, rows: Iterator[Row], batch: RowBatch) -> Iterator[list[Row]]:
        """Rows a few at a time, with those between them that fit no columns."""
        unfit = [Row(it.number, id=it.id, error=told(it.problems)) for it in batch.unfit]
        few: list[Row] = []
        for row in rows:
            while unfit and unfit[0].number < row.number:
                few.append(unfit.pop(0))
            few.append(row)
            if len(few) >= _SLICE:
                self.done = row.number
                yield few
                few = []
        yield [*few, *unfit]

    def _decisions(self, batch: RowBatch) -> Iterator[Row]:
        """Rows that are decided, a few at a time."""
        for start in range(0, batch.columns.num_rows, _SLICE):
            part = batch.columns.slice(start, _SLICE)
            numbers = batch.numbers[start : start + _SLICE]
            columns = [self._cells(part, (name,), (_DECISION, name)) for name in _SHOWN]
            amounts = self._cells(part, _AMOUNT, (_FACTS, *_AMOUNT))
            yield from map(_row, numbers, amounts, zip(*columns, strict=True))

    def _maker(self, program: Program | None) -> "Callable[[RowBatch], Iterator[Row]]":
        """What makes rows of purchases."""
        if program is None:
            return self._undecided
        decider = decider_of(program)
        return lambda batch: self._decided_here(batch, decider)

    def _undecided(self, batch: RowBatch) -> Iterator[Row]:
        ids = self._cells(batch.columns, ("id",), (_FACTS, "id"))
        amounts = self._cells(batch.columns, _AMOUNT, (_FACTS, *_AMOUNT))
        for number, id_, amount in zip(batch.numbers, ids, amounts, strict=True):
            row = _row(number, amount, [None] * len(_SHOWN))
            row.id, row.error = id_ if isinstance(id_, str) else None, NOT_DECIDED
            yield row

    def _decided_here(self, batch: RowBatch, decider: Decider) -> Iterator[Row]:
        columns = _of_facts(batch.columns)
        answered = decider.decide(decider.binder(columns.schema), columns, first_row=0)
        problems = {problem.row: problem for problem in answered.problems}
        amounts = self._cells(batch.columns, _AMOUNT, (_FACTS, *_AMOUNT))
        decided = _rows_of_cells(answered.decisions)
        for index, (number, amount) in enumerate(zip(batch.numbers, amounts, strict=True)):
            if index in problems:
                yield _broken(number, problems[index])
            else:
                yield _row(number, amount, next(decided))

    def _cells(self, part: pa.RecordBatch, *paths: tuple[str, ...]) -> Sequence[Any]:
        """The values of the first of these columns that the table has, else nothing in each row."""
        for path in paths:
            leaf = self._leaves.get(path)
            if leaf is not None:
                return _values(leaf, part)
        return [None] * part.num_rows


def _row(number: int, amount: object, cells: Sequence[object]) -> Row:
    facts = None if amount is None else {_AMOUNT[0]: {_AMOUNT[1]: amount}}
    return row_of(number, Record(dict(zip(_SHOWN, cells, strict=True)), facts))


def _broken(number: int, problem: RowProblem) -> Row:
    return Row(number, id=problem.id, error=told(problem.problems))


def _rows_of_cells(decisions: pa.RecordBatch) -> Iterator[Sequence[object]]:
    """The shown cells of decisions that have just been made, a few rows at a time."""
    leaves = {leaf.path[0]: leaf for leaf in leaves_of(decisions.schema)}
    for start in range(0, decisions.num_rows, _SLICE):
        part = decisions.slice(start, _SLICE)
        yield from zip(*(_values(leaves[name], part) for name in _SHOWN), strict=True)


def _values(leaf: Leaf, part: pa.RecordBatch) -> Sequence[Any]:
    """Decimals as texts, which takes less time than as numbers."""
    array = leaf.array(part)
    if types.is_null(array.type):
        return [None] * part.num_rows
    return native_values(decimal_texts(array, padded=False) if _is_decimal(array) else array)


def _is_decimal(array: pa.Array) -> bool:
    return bool(types.is_decimal(array.type))


def _of_facts(columns: pa.RecordBatch) -> pa.RecordBatch:
    """The columns of the facts, which may be the parts of one called `facts`."""
    if _FACTS in columns.schema.names and types.is_struct(columns.schema.field(_FACTS).type):
        return pa.RecordBatch.from_struct_array(columns.column(_FACTS))
    return columns


def _read_json(text: bytes) -> object:
    """What the file tells of its program; None where that is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None
