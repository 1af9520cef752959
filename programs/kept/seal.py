"""The seal of kept entries: HMAC-SHA256 under a random key that never leaves the user's folder.

Entries are data and are never run; the seal is there so that an entry which somebody changed, or
put in another's place, cannot change a decision.
"""

import hmac
import os
from typing import Final

from pointsman.programs.kept.private_files import (
    is_private_folder,
    made_private_folder,
    read_private,
    write_private,
)

KEY_BYTES: Final = 32
KEY_FILE: Final = "kept.key"
SEAL_BYTES: Final = 65
"""What a seal adds to an entry: 64 hexadecimal digits and a line break."""


def read_key(folder: str) -> bytes | None:
    """The key in a folder; None if there is none that can be trusted."""
    if not is_private_folder(folder):
        return None
    key = read_private(os.path.join(folder, KEY_FILE), KEY_BYTES, secret=True)
    return key if key is not None and len(key) == KEY_BYTES else None


def make_key(folder: str) -> bytes | None:
    """The key in a folder, made if there is none that can be trusted; None if it cannot be made.

    Of two processes that make one at once the later one wins; what the other has sealed is then
    no longer trusted, and is kept anew.
    """
    key = read_key(folder)
    if key is not None or not made_private_folder(folder):
        return key
    write_private(folder, KEY_FILE, os.urandom(KEY_BYTES))
    return read_key(folder)


def sealed(key: bytes, name: str, content: bytes) -> bytes:
    """The content under its seal, which covers the entry's name too: entries cannot be swapped."""
    return _seal(key, name, content) + content


def unsealed(key: bytes, name: str, data: bytes) -> bytes | None:
    """The content of a sealed entry; None if the seal is not that of this name and content."""
    content = data[SEAL_BYTES:]
    return content if hmac.compare_digest(data[:SEAL_BYTES], _seal(key, name, content)) else None


def _seal(key: bytes, name: str, content: bytes) -> bytes:
    message = b"pointsman kept program\0" + name.encode() + b"\0" + content
    return hmac.digest(key, message, "sha256").hex().encode() + b"\n"
