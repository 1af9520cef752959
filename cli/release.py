"""Which release this is, told without loading more than its number."""

from pointsman.engine.version import __version__


def version_line() -> str:
    """`pointsman` and the version."""
    return f"pointsman {__version__}"
