"""The command's frame: which subcommands there are, and how a run of one ends."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click
from click.shell_completion import shell_complete

from pointsman.cli.exit_status import ExitStatus, Failure
from pointsman.cli.output import report, write_error
from pointsman.cli.release import version_line

COMMANDS = (
    "check",
    "fmt",
    "convert",
    "compile",
    "schema",
    "explain",
    "decide",
    "replay",
    "redeem",
    "reverse",
    "test",
    "tui",
    "completion",
)
"""The subcommands in the order of the help. Each is the function `command` of the module of its
name in `pointsman.cli.commands`; that module is imported when the subcommand is called, and
imports what it works with when it runs."""

COMPLETION = "_POINTSMAN_COMPLETE"
"""The variable by which a completion script asks for completions."""


class LazyGroup(click.Group):
    """A group whose subcommands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All subcommands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of a name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pointsman.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand called, or an error that names the nearest one."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(COMMANDS)}"
        raise click.UsageError(f"there is no command `{name}`: {hint}", ctx)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(version_line())
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 well, 1 the input is wrong, 2 the call is wrong.",
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
def pointsman() -> None:
    """Decide how loyalty points are redeemed, from rules that are data, and explain why.

    \b
    Example:
      pointsman check world-elite.points
    """


def run(args: Sequence[str]) -> ExitStatus:
    """Run the command with these arguments; what goes wrong is said on standard error."""
    as_json = "--json" in args
    try:
        status = _run(list(args))
        sys.stdout.flush()
    except Failure as failure:
        report(failure, as_json=as_json)
        return ExitStatus(failure.exit_code)
    except click.ClickException as error:
        _report_usage(error, as_json=as_json)
        return ExitStatus.CALL_WRONG
    except (click.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        _write_nowhere()
        return ExitStatus.READER_GONE
    except Exception:
        _own_mistake()
        return ExitStatus.OUR_MISTAKE
    return status


def _run(args: list[str]) -> ExitStatus:
    """The steps of click's own `main`, which would end a broken pipe and Control-C with 1."""
    instruction = os.environ.get(COMPLETION)
    if instruction:
        answered = shell_complete(pointsman, {}, "pointsman", COMPLETION, instruction)
        return ExitStatus(answered)
    try:
        with pointsman.make_context("pointsman", args) as context:
            result = pointsman.invoke(context)
    except click.exceptions.Exit as ended:
        return ExitStatus(ended.exit_code)
    return ExitStatus(result or ExitStatus.WELL)


def _report_usage(error: click.ClickException, *, as_json: bool) -> None:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        write_error(message + "\n")
        return
    if context is not None and not as_json:
        write_error(f"{context.get_usage()}\n\n")
    help = f"try `{context.command_path} --help`" if context is not None else None
    report(Failure("usage", message, help), as_json=as_json)


def _write_nowhere() -> None:
    """Let the interpreter flush what is left at its end without a second complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _own_mistake() -> None:
    """Show the exception at hand, and whose mistake it is."""
    from traceback import format_exc

    from pointsman.dsl.rendering import visible_lines

    write_error(visible_lines(format_exc()))
    write_error(
        "this is a mistake in Pointsman, not in your files; please report the lines above\n"
    )
