"""Which release this is, told without loading the engine."""

import runpy
from pathlib import Path


def version_line() -> str:
    """`pointsman` and the version.

    `engine/version.py` is run by its path: importing it would first import all of the engine.
    """
    names = runpy.run_path(str(Path(__file__).parents[1] / "engine" / "version.py"))
    return f"pointsman {names['__version__']}"
