"""How a process that decides batch after batch keeps the memory that it has just let go of.

The arrays of a batch are about as large as what the C library hands back to the system each time,
and taking fresh pages for the next batch then costs more than deciding it.
"""

import ctypes
import sys
from typing import Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
"""Numbers of parameters in glibc's `malloc.h`."""

KEPT: Final = 128 * 1024 * 1024
"""Bytes that stay with the process when they are let go of: more than the arrays of one batch."""

_LARGEST_KEPT: Final = 32 * 1024 * 1024
"""An array larger than this goes back at once; glibc takes no greater number."""


def keep_freed_memory() -> bool:
    """Ask glibc to keep up to `KEPT` bytes for what comes next; False where there is no glibc.

    For a process whose work is deciding tables. It holds for all of the process, so no import of
    Pointsman does it.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    asked = {_TRIM_THRESHOLD: KEPT, _MMAP_THRESHOLD: _LARGEST_KEPT}
    return all(mallopt(name, size) == 1 for name, size in asked.items())
