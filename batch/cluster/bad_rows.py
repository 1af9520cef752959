"""Rows without a decision: one ends the run, or each is told of in a column of its own."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from pointsman.batch.cluster.columns import PROBLEMS
from pointsman.batch.decide import RowProblem
from pointsman.engine.problems import Problem

PROBLEM: Final = pa.struct(
    [(name, pa.large_string()) for name in ("code", "path", "message", "help")]
)
"""A problem, as `--skip-bad` tells it too."""

_PROBLEMS: Final = pa.field(PROBLEMS, pa.large_list(PROBLEM))


class BadRowInFrameError(Exception):
    """A row cannot be decided, and so the frame has no decisions. The message names the row."""


def bad_row(problem: RowProblem, known: Mapping[str, object]) -> BadRowInFrameError:
    """The error about a row; `known` is what the caller knows it by, besides its id."""
    told = [f"{name} {_shown(value)}" for name, value in known.items()]
    if problem.id is not None:
        told.append(f"id {_shown(problem.id)}")
    which = f"a purchase ({', '.join(told)})" if told else "a purchase without an id"
    return BadRowInFrameError(f"{which}: {problem.problems[0]}")


def with_problems(schema: pa.Schema) -> pa.Schema:
    """Decisions with the column that tells what is wrong."""
    return schema.append(_PROBLEMS)


def spread(
    decisions: pa.RecordBatch, rows: int, problems: Sequence[RowProblem], first_row: int
) -> list[pa.Array]:
    """Decisions and problems of all rows: a row has one or the other, and its id in any case.

    `decisions` has those of the rows without problems, whose numbers count from `first_row`.
    """
    bad = {each.row - first_row: each for each in problems}
    columns = decisions.columns if not bad else _with_gaps(decisions, rows, bad)
    told = [_told(bad[at].problems) if at in bad else None for at in range(rows)] if bad else None
    return [*columns, pa.nulls(rows, _PROBLEMS.type) if told is None else _array(told)]


def _with_gaps(
    decisions: pa.RecordBatch, rows: int, bad: Mapping[int, RowProblem]
) -> list[pa.Array]:
    is_bad = np.zeros(rows, np.bool_)
    is_bad[list(bad)] = True
    places = np.cumsum(~is_bad) - 1
    wide = decisions.take(pa.array(places, mask=is_bad))
    ids = wide.column("id").to_pylist()
    for at, problem in bad.items():
        ids[at] = problem.id
    names = decisions.schema.names
    return [
        pa.array(ids, pa.large_string()) if name == "id" else column
        for name, column in zip(names, wide.columns, strict=True)
    ]


def _array(told: list[list[dict[str, str | None]] | None]) -> pa.Array:
    return pa.array(told, _PROBLEMS.type)


def _told(problems: Sequence[Problem]) -> list[dict[str, str | None]]:
    return [each.to_json() for each in problems]


def _shown(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else str(value)
