"""Runs over whole files of purchases in the formats that tables come in (`pointsman[batch]`)."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os.path import splitext
from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from pointsman.cli.exit_status import CallWrong, ExitStatus, Failure, InputWrong
from pointsman.cli.inputs import STDIN

if TYPE_CHECKING:
    from pointsman.batch.decide import RowProblem
    from pointsman.batch.files.formats import Format
    from pointsman.batch.files.problems import BadFileError
    from pointsman.batch.run import Files
    from pointsman.engine.program import Program

FORMATS = ("ndjson", "csv", "parquet", "arrow", "arrows")
"""The names of `pointsman.batch.files.formats.Format`, which not every run needs."""

_LINES = (".ndjson", ".jsonl", "")

_WRONG_CALLS = ("unreadable-file", "unwritable-file", "unknown-format", "needs-a-file")


@frozen
class TableOptions:
    """What the options of a run say of its files."""

    output: str | None
    format: str | None
    output_format: str | None
    skip_bad: str | None

    @property
    def ask_for_tables(self) -> bool:
        """Whether any of them asks for more than JSON lines through standard output."""
        others = (self.format, self.output_format)
        return bool(
            self.output or self.skip_bad or any(it not in (None, "ndjson") for it in others)
        )


def is_table(path: str) -> bool:
    """Whether the ending of a file's name tells a format other than JSON lines."""
    if path == STDIN or splitext(path)[1].lower() in _LINES:
        return False
    _keep_memory_small()
    try:
        from pointsman.batch.files.formats import Format, format_of
    except ModuleNotFoundError:
        return splitext(path)[1].lower().removeprefix(".") in FORMATS
    return format_of(path) not in (None, Format.NDJSON)


def decide_table(program: "Program", path: str, options: TableOptions) -> ExitStatus:
    """Decide all rows of a file; INPUT_WRONG if any of them has no decision.

    Raises:
        Failure: a file cannot be read or written, or the first bad row where none may be.
    """
    from pathlib import Path

    from pointsman.cli.progress import Progress
    from pointsman.cli.stopping import orderly_stop

    _keep_memory_small()
    with telling_what_is_wrong(path), orderly_stop():
        from pointsman.batch.allocator import keep_freed_memory
        from pointsman.batch.run import decide_file

        keep_freed_memory()
        files = _files(path, options)
        with Progress("decided", elsewhere=isinstance(files.target, Path)) as progress:
            run = decide_file(program, files, progress.reach)
    return ExitStatus.INPUT_WRONG if run.bad else ExitStatus.WELL


@contextmanager
def telling_what_is_wrong(path: str) -> Iterator[None]:
    """What is wrong with a table, its rows or its columns becomes the failure of the command."""
    try:
        from pointsman.batch.binding.schema import BadColumnsError
        from pointsman.batch.decide import BadRowError
        from pointsman.batch.files.problems import BadFileError
    except ModuleNotFoundError as error:
        raise _not_installed() from error
    try:
        yield
    except BadFileError as error:
        raise _of_file(error) from error
    except BadColumnsError as error:
        code = error.problems[0].code
        raise InputWrong(code, f"`{path}` has wrong columns: {error}") from error
    except BadRowError as error:
        raise _of_row(path, error.problem) from error


def _files(path: str, options: TableOptions) -> "Files":
    from pathlib import Path

    from pointsman.batch.files.formats import Format
    from pointsman.batch.run import Files

    _check(path, options)
    target: Path | BinaryIO = sys.stdout.buffer
    written = options.output_format
    if options.output not in (None, STDIN):
        target = Path(str(options.output))
    else:
        written = written or "ndjson"
    return Files(
        source=sys.stdin.buffer if path == STDIN else Path(path),
        target=target,
        source_format=format_named(options.format or ("ndjson" if path == STDIN else None)),
        target_format=None if written is None else Format(written),
        bad_rows=Path(options.skip_bad) if options.skip_bad else None,
    )


def format_named(name: str | None) -> "Format | None":
    """The format of a name that an option gives; None for none."""
    from pointsman.batch.files.formats import Format

    return None if name is None else Format(name)


def _check(path: str, options: TableOptions) -> None:
    """No file may be named twice: it would be written over what it was made of."""
    named = [it for it in (path, options.output, options.skip_bad) if it not in (None, STDIN)]
    files = [os.path.realpath(str(it)) for it in named]
    for name, file in zip(named, files, strict=True):
        if files.count(file) > 1 and os.path.basename(file) != "null":
            raise CallWrong("same-file", f"`{name}` is named twice", "give every file its own name")


def _of_file(error: "BadFileError") -> Failure:
    kind = CallWrong if error.code in _WRONG_CALLS else InputWrong
    return kind(error.code, error.message, error.help)


def _of_row(path: str, problem: "RowProblem") -> Failure:
    first, *others = problem.problems
    more = f" (and {len(others)} more)" if others else ""
    row = f"row {problem.row:,} of `{path}`"
    named = f"{row}, id `{problem.id}`" if problem.id is not None else row
    return InputWrong(first.code, f"{named}: {first.message}{more}", first.help)


def _keep_memory_small() -> None:
    """Let Arrow's allocator give back at once what it does not use, where nothing else is said.

    It reads these variables when pyarrow is imported, so a library could not set them.
    """
    os.environ.setdefault("MIMALLOC_PURGE_DELAY", "10")
    os.environ.setdefault("MIMALLOC_ALLOW_THP", "0")


def _not_installed() -> Failure:
    return CallWrong(
        "not-installed",
        "tables in files need the extra `batch`",
        "run `pip install 'pointsman[batch]'`",
    )
