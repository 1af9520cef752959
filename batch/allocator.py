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

KEPT: Final = 32 * 1024 * 1024
"""Bytes that stay with the process when they are let go of."""


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
    asked = (mallopt(name, KEPT) for name in (_TRIM_THRESHOLD, _MMAP_THRESHOLD))
    return all(answer == 1 for answer in asked)
