"""Files and folders that are the user's alone, and the refusal to trust any other.

Every function here tells what it could not do by None or False: what is kept is a convenience,
and no command may fail for it. Ownership and modes say nothing on Windows, where the profile's
folders are the user's by their access lists.
"""

import os
from stat import S_ISDIR, S_ISREG
from typing import Final

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_WRITABLE_BY_OTHERS: Final = 0o022
_OPEN_TO_OTHERS: Final = 0o077
# A link is not followed, and a pipe in the place of a file is not waited for.
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_BINARY: Final = getattr(os, "O_BINARY", 0)
_HAS_OWNERS: Final = hasattr(os, "geteuid")


def read_private(path: str, at_most: int, *, secret: bool = False) -> bytes | None:
    """The bytes of a file of the user's own that nobody else can write (`secret`: nor read).

    None if it is anything else, is longer than `at_most` bytes, or cannot be read.
    """
    try:
        descriptor = os.open(path, _READ | _BINARY)
    except OSError:
        return None
    try:
        found = os.fstat(descriptor)
        if not S_ISREG(found.st_mode) or found.st_size > at_most:
            return None
        closed_to = _OPEN_TO_OTHERS if secret else _WRITABLE_BY_OTHERS
        return os.read(descriptor, at_most) if _is_ours(found, closed_to) else None
    except OSError:
        return None
    finally:
        os.close(descriptor)


def write_private(folder: str, name: str, data: bytes) -> bool:
    """Put a file of mode 0600 into a folder, whole or not at all, in place of what is there."""
    target = os.path.join(folder, name)
    draft = os.path.join(folder, f".{os.urandom(8).hex()}")
    try:
        with open(os.open(draft, _CREATE | _BINARY, _FILE_MODE), "wb") as file:
            file.write(data)
        os.replace(draft, target)
    except OSError:
        remove(draft)
        return False
    return True


def remove(path: str) -> bool:
    """Remove a file, if it is there and that can be done."""
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def is_private_folder(path: str) -> bool:
    """Whether a folder is there, is no link, and is writable by the user alone."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return S_ISDIR(found.st_mode) and _is_ours(found, _WRITABLE_BY_OTHERS)


def made_private_folder(path: str) -> bool:
    """Whether there is a private folder now, made if need be.

    It is made only inside a folder of the user's own: a command run as root with another's HOME
    leaves nothing behind that its owner could not remove.
    """
    if os.path.lexists(path):
        return is_private_folder(path)
    parent = os.path.dirname(path)
    if parent == path or not (_is_own_folder(parent) or made_private_folder(parent)):
        return False
    try:
        os.mkdir(path, _FOLDER_MODE)
    except FileExistsError:
        # Another process was faster; what it made is looked at like any other.
        return is_private_folder(path)
    except OSError:
        return False
    return True


def _is_own_folder(path: str) -> bool:
    try:
        found = os.stat(path)
    except OSError:
        return False
    return S_ISDIR(found.st_mode) and _is_ours(found, 0)


def _is_ours(found: os.stat_result, closed_to: int) -> bool:
    """Whether the user owns it and none of these modes is granted."""
    if not _HAS_OWNERS:
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & closed_to
