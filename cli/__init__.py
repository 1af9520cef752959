"""The `pointsman` command.

Only `main` is here, and it imports nothing that it may not need: a shell asks for the version
or for completions often, and either should feel immediate.
"""

import sys


def main() -> None:
    """Run the command with the process's arguments and end the process with its status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from pointsman.cli.release import version_line

        sys.stdout.write(version_line() + "\n")
        return
    from pointsman.cli.main import run

    sys.exit(run(sys.argv[1:]))
