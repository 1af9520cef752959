"""`pointsman tui`: the terminal program, in a terminal or in a browser."""

import os
import sys
from pathlib import Path

import click

from pointsman.cli.exit_status import CallWrong, ExitStatus
from pointsman.cli.output import write_error

_PORT = 8000


@click.command("tui", short_help="Write rules, watch decisions and find out why, in the terminal.")
@click.argument("program", required=False, type=click.Path())
@click.option("--facts", type=click.Path(), help="Facts to begin with (YAML or JSON).")
@click.option("--log", type=click.Path(), help="Open this file of decisions or purchases.")
@click.option(
    "--purchases", type=click.Path(), help="The purchases that the decisions of --log were made of."
)
@click.option("--web", is_flag=True, help="Serve the same in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --web: listen here.")
@click.option(
    "--port",
    default=_PORT,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="With --web: listen here.",
)
def command(
    program: str | None,
    facts: str | None,
    log: str | None,
    purchases: str | None,
    web: bool,
    host: str,
    port: int,
) -> ExitStatus:
    """Rules, facts and the explanation side by side, decided again with every key.

    Without PROGRAM you choose among recent files, the programs that ship, and an empty one.

    \b
    Examples:
      pointsman tui
      pointsman tui world-elite.points --facts purchase.yaml
      pointsman tui world-elite.points --log decisions.parquet --purchases march.parquet
      pointsman tui world-elite.points --web
    """
    if purchases is not None and log is None:
        raise click.UsageError("`--purchases` goes with `--log`")
    _needs_textual()
    if web:
        return _serve([program, facts, log, purchases], host, port)
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CallWrong(
            "no-terminal",
            "standard input and output are no terminal",
            "run it in a terminal, or in a browser with `--web`",
        )
    from pointsman.tui.model.start import Start
    from pointsman.tui.run import run

    return ExitStatus(run(Start(*map(_path, (program, facts, log, purchases)))))


def _path(given: str | None) -> Path | None:
    return None if given is None else Path(given)


def _needs_textual() -> None:
    from importlib.util import find_spec

    if find_spec("textual") is None:
        raise CallWrong(
            "not-installed",
            "the terminal program needs the extra `tui`",
            "run `pip install 'pointsman[tui]'`",
        )


def _serve(given: list[str | None], host: str, port: int) -> ExitStatus:
    from pointsman.tui.web.server import is_loopback, serve

    if not is_loopback(host):
        write_error(
            f"warning: on {host} others can reach it; it may open and save your files, so let "
            "nobody see its address\n"
        )
    names = ("", "--facts", "--log", "--purchases")
    arguments = [
        word
        for name, value in zip(names, given, strict=True)
        if value is not None
        for word in ((name, value) if name else (value,))
    ]
    try:
        serve(arguments, host, port, lambda line: write_error(f"{line}\n"))
    except OSError as error:
        raise CallWrong(
            "port-taken",
            f"nothing can be served on {host}:{port}: {error.strerror}",
            "name another port with `--port`",
        ) from error
    return ExitStatus.WELL
