"""Whether the process that made something still runs: told by a lock that ends with it.

Process ids alone do not tell: they are used again, and are the same in every container that
shares the user's folder. A lock is given up by the operating system, however a process ends.
"""

import os
import sys
from typing import Final

_FILE_MODE: Final = 0o600
_FLAGS: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


def hold(path: str) -> int | None:
    """Take the lock of a file of our own, made for it; its descriptor, None if it cannot be had."""
    return _locked(path, _FLAGS | os.O_CREAT)


def is_held(path: str) -> bool:
    """Whether a living process holds the lock; not if there is no such file."""
    descriptor = _locked(path, _FLAGS)
    if descriptor is None:
        return os.path.exists(path)
    os.close(descriptor)
    return False


def _locked(path: str, flags: int) -> int | None:
    try:
        descriptor = os.open(path, flags, _FILE_MODE)
    except OSError:
        return None
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _lock(descriptor: int) -> None:
    """Lock at once or fail; closing the file unlocks it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
