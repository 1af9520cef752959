"""The `pointsman` command.

Only `main` is here, and it imports nothing that it may not need: a shell asks for the version
or for completions often, and either should feel immediate.
"""

import gc
import sys

INTERRUPTED = 130

_GARBAGE_LOOKED_FOR_AFTER = 50_000
"""Objects. Starting makes tens of thousands that all stay: looking through them takes a while."""


def main() -> None:
    """Run the command with the process's arguments and end the process with its status."""
    gc.set_threshold(_GARBAGE_LOOKED_FOR_AFTER)
    try:
        _main(sys.argv[1:])
    except KeyboardInterrupt:
        # Between the start and the frame of a subcommand, which sees to the rest.
        sys.exit(INTERRUPTED)


def _main(arguments: list[str]) -> None:
    if arguments in (["--version"], ["-V"]):
        from pointsman.cli.release import version_line

        sys.stdout.write(version_line() + "\n")
        return
    from pointsman.cli.group import run

    sys.exit(run(arguments))
