"""Lines of rules set aside as comments, and brought back."""

import re
from collections.abc import Sequence
from typing import Final

_COMMENTED: Final = re.compile(r"(\s*)# ?(.*)")


def toggled(lines: Sequence[str]) -> list[str]:
    """The lines as comments or, where all of them are that already, without their `#`."""
    written = [line for line in lines if line.strip()]
    if written and all(line.lstrip().startswith("#") for line in written):
        return [_COMMENTED.sub(r"\1\2", line, count=1) for line in lines]
    depth = min((len(line) - len(line.lstrip()) for line in written), default=0)
    return [f"{line[:depth]}# {line[depth:]}" if line.strip() else line for line in lines]
