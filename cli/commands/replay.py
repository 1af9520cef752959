"""`pointsman replay`: purchases in the order of time, each on its account as it then stands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pointsman.cli.exit_status import CallWrong, ExitStatus, InputWrong
from pointsman.cli.inputs import STDIN
from pointsman.cli.options import color_option, form_option, json_option
from pointsman.cli.output import Color
from pointsman.dsl.forms import Form

if TYPE_CHECKING:
    from pointsman.batch.decide import BadRowError
    from pointsman.batch.replay import ReplayFiles
    from pointsman.engine.problems import Problem
    from pointsman.engine.program import Program


@click.command("replay", short_help="Decide purchases in the order of time, balances carried on.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.option(
    "--purchases",
    required=True,
    type=click.Path(),
    help="Purchases and requests, each with its `account_id`.",
)
@click.option(
    "--accounts",
    required=True,
    type=click.Path(),
    help="Accounts as they stand at the start, each with its `account_id`.",
)
@click.option("-o", "--output", type=click.Path(), help="Write the decisions to this file.")
@click.option("--end-state", type=click.Path(), help="Write the accounts as they are at the end.")
@click.option(
    "--skip-bad",
    type=click.Path(),
    help="Pass over purchases that cannot be decided, and tell of them in this file.",
)
@form_option
@json_option
@color_option
def command(
    program: str, form: Form | None, as_json: bool, color: Color, **paths: Any
) -> ExitStatus:
    """Decide all purchases in the order of time, with balances and preferences carried along.

    Files are .ndjson, .csv, .parquet, .arrow or .arrows. One decision a row comes out, in the order
    of the purchases' rows; without -o as JSON lines on standard output. Nothing is written unless
    all of it is.

    \b
    Examples:
      pointsman replay world-elite.points --purchases march.parquet --accounts accounts.csv \\
          -o decisions.parquet --end-state april.csv
    """
    from pointsman.cli.diagnosing import Report
    from pointsman.cli.opening import open_program

    found = Report("json" if as_json else "full", color)
    opened = open_program(program, form, found)
    if opened is None:
        found.finish()
        return ExitStatus.INPUT_WRONG
    return _replay(opened, _files(**paths))


def _files(
    purchases: str, accounts: str, output: str | None, end_state: str | None, skip_bad: str | None
) -> "ReplayFiles":
    from pointsman.batch.files.formats import Format
    from pointsman.batch.replay import ReplayFiles

    to_stdout = output is None or output == STDIN
    return ReplayFiles(
        accounts=Path(accounts),
        purchases=Path(purchases),
        decisions=sys.stdout.buffer if output is None or to_stdout else Path(output),
        decisions_format=Format.NDJSON if to_stdout else None,
        end_state=None if end_state is None else Path(end_state),
        bad_rows=None if skip_bad is None else Path(skip_bad),
    )


def _replay(program: "Program", files: "ReplayFiles") -> ExitStatus:
    from pointsman.batch.allocator import keep_freed_memory
    from pointsman.batch.replay import replay_files
    from pointsman.cli.progress import Progress

    keep_freed_memory()
    with _failures(files), Progress("purchases read") as progress:
        run = replay_files(program, files, progress.reach)
    return ExitStatus.INPUT_WRONG if run.bad else ExitStatus.WELL


@contextmanager
def _failures(files: "ReplayFiles") -> Iterator[None]:
    """What goes wrong with files, as one sentence that names the file and the row."""
    from pointsman.batch.binding import BadColumnsError
    from pointsman.batch.files.problems import UNREADABLE, UNWRITABLE, BadFileError
    from pointsman.batch.replay import BadAccountColumnsError, BadAccountError, BadPurchaseError

    try:
        yield
    except BadFileError as error:
        called = {UNREADABLE, UNWRITABLE, "unknown-format"}
        kind = CallWrong if error.code in called else InputWrong
        raise kind(error.code, error.message, error.help) from error
    except BadAccountError as error:
        raise _bad_row(files.accounts, error) from error
    except BadPurchaseError as error:
        raise _bad_row(files.purchases, error) from error
    except BadAccountColumnsError as error:
        raise _input_wrong(f"`{files.accounts}`", error.problems[0]) from error
    except BadColumnsError as error:
        raise _input_wrong(f"`{files.purchases}`", error.problems[0]) from error


def _bad_row(path: Path, error: "BadRowError") -> InputWrong:
    problem = error.problem
    named = f" ({problem.id})" if problem.id else ""
    return _input_wrong(f"row {problem.row:,}{named} of `{path}`", problem.problems[0])


def _input_wrong(where: str, problem: "Problem") -> InputWrong:
    return InputWrong(problem.code, f"{where}: {problem.message}", problem.help)
