"""How far a log has been read, and what is wrong with it, in one line."""

from collections.abc import Iterator
from typing import Final

from pointsman.engine.program import Program
from pointsman.tui.model.log.log import File, Log
from pointsman.tui.model.log.selection import Selection

_STALE: Final = "the rules have changed: r reads it again"


def status_of(log: Log, selection: Selection | None, now: Program | None) -> str:
    """Rows, how many are shown, how many are broken; and the same of the purchases.

    `now` is the program that is open, which may not be the one that decided.
    """
    return " · ".join(_parts(log, selection, now))


def problem_of(log: Log) -> str | None:
    """What kept a file from being read, or from being read to its end."""
    for file in (log.file, log.purchases):
        if file is not None and file.problem is not None:
            return str(file.problem)
    return None


def is_stale(log: Log, now: Program | None) -> bool:
    """Whether another program is open than the one that the log was opened with."""
    before = None if log.program is None else log.program.digest
    return before != (None if now is None else now.digest)


def _parts(log: Log, selection: Selection | None, now: Program | None) -> Iterator[str]:
    yield _read(log.file)
    if selection is not None and selection.filter.terms:
        yield f"{len(selection):,} shown"
    if log.rows.broken:
        yield f"{log.rows.broken:,} broken"
    if log.purchases is not None:
        yield f"purchases: {_read(log.purchases)}"
    if is_stale(log, now):
        yield _STALE


def _read(file: File) -> str:
    """`41,000 rows, 43 % read` or `100,000 rows`."""
    rows = "1 row" if len(file.rows) == 1 else f"{len(file.rows):,} rows"
    if file.whole:
        return rows
    percent = None if file.source is None else file.source.percent
    return f"{rows}, " + ("reading" if percent is None else f"{percent} % read")
