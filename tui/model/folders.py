"""The user's folders for what they configure and for what the program remembers.

On Linux and the BSDs the XDG base directories; a base directory named in the environment counts
on macOS too. The rules are those of the folders in which programs are kept.
"""

import ntpath
import posixpath
from collections.abc import Mapping
from typing import Final

from attrs import frozen

_NAME: Final = "pointsman"


@frozen
class UserFolders:
    """Where the user's own file stands, and where the program writes; None: nobody says whose."""

    config: str | None
    state: str | None


def user_folders(environ: Mapping[str, str], platform: str) -> UserFolders:
    """The folders of an environment, `platform` as in `sys.platform`; they need not exist."""
    if platform == "win32":
        return UserFolders(
            _on_windows(environ, "APPDATA", _NAME), _on_windows(environ, "LOCALAPPDATA", _NAME)
        )
    on_macos = platform == "darwin"
    config = "Library/Application Support" if on_macos else ".config"
    state = "Library/Application Support" if on_macos else ".local/state"
    return UserFolders(
        _folder(environ, "XDG_CONFIG_HOME", config), _folder(environ, "XDG_STATE_HOME", state)
    )


def _folder(environ: Mapping[str, str], variable: str, below: str) -> str | None:
    """Our folder in a base directory; a relative one named is no base directory (the XDG rule)."""
    named, home = environ.get(variable, ""), environ.get("HOME", "")
    if posixpath.isabs(named):
        return posixpath.join(named, _NAME)
    return posixpath.join(home, below, _NAME) if posixpath.isabs(home) else None


def _on_windows(environ: Mapping[str, str], variable: str, *below: str) -> str | None:
    base = environ.get(variable, "")
    return ntpath.join(base, *below) if ntpath.isabs(base) else None
