"""What the program is started with."""

from pathlib import Path

from attrs import frozen


@frozen
class Start:
    """What was named on the command line."""

    program: Path | None = None
    facts: Path | None = None
    log: Path | None = None
    purchases: Path | None = None
