"""The user's folders for what is kept and for the key that seals it.

They are two, so that whoever comes to write into one (a cache restored from elsewhere, say)
does not come by the other. On Linux and the BSDs: the XDG base directories.
"""

import posixpath
from collections.abc import Mapping
from typing import Final

from attrs import frozen

SWITCH: Final = "POINTSMAN_CACHE"
"""The variable that turns keeping off: `POINTSMAN_CACHE=off`."""

OFF: Final = "off"


@frozen
class Folders:
    """Where entries are kept, and where the key stands."""

    entries: str
    key: str


def folders_of(environ: Mapping[str, str], platform: str) -> Folders | None:
    """The folders of an environment, `platform` as in `sys.platform`.

    None where keeping is turned off, or nobody says whose folders they would be.
    """
    if environ.get(SWITCH, "").strip().lower() == OFF:
        return None
    if platform == "win32":
        return _on_windows(environ)
    home = environ.get("HOME", "")
    on_macos = platform == "darwin"
    cache = _folder(environ, "XDG_CACHE_HOME", home, "Library/Caches" if on_macos else ".cache")
    state = _folder(
        environ,
        "XDG_STATE_HOME",
        home,
        "Library/Application Support" if on_macos else ".local/state",
    )
    if cache is None or state is None:
        return None
    return Folders(
        posixpath.join(cache, "pointsman", "programs"), posixpath.join(state, "pointsman")
    )


def _folder(environ: Mapping[str, str], variable: str, home: str, below: str) -> str | None:
    """A base directory; a relative one in the environment is no base directory (the XDG rule)."""
    named = environ.get(variable, "")
    if posixpath.isabs(named):
        return named
    return posixpath.join(home, below) if posixpath.isabs(home) else None


def _on_windows(environ: Mapping[str, str]) -> Folders | None:
    import ntpath  # noqa: PLC0415

    local = environ.get("LOCALAPPDATA", "")
    if not ntpath.isabs(local):
        return None
    ours = ntpath.join(local, "pointsman")
    return Folders(ntpath.join(ours, "cache", "programs"), ntpath.join(ours, "state"))
