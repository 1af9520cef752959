"""Whether a file changed on disk, asked again and again by a timer."""

import os
from enum import StrEnum
from pathlib import Path

from attrs import define

from pointsman.tui.model.files import NO_FILE, FileProblem, Stamp, stamp_of


class Change(StrEnum):
    """What became of a file since it was looked at last."""

    NONE = "as it was"
    CHANGED = "changed by another program"
    GONE = "no longer there"


@define
class Watch:
    """Looks at one file. Each state of it is told once: nobody is asked about it twice.

    The bytes are read only when size or time differ, so that a look every second costs nothing.
    """

    path: Path
    stamp: Stamp

    def look(self) -> Change:
        """What has happened since the last look, or since the stamp was taken."""
        if self._looks_the_same():
            return Change.NONE
        now = stamp_of(self.path)
        if isinstance(now, FileProblem):
            # It cannot be read now: perhaps another program is in the middle of writing it.
            return Change.NONE
        before, self.stamp = self.stamp, now
        if now.digest == before.digest:
            return Change.NONE
        return Change.GONE if now == NO_FILE else Change.CHANGED

    def accept(self, stamp: Stamp) -> None:
        """The file was read or written by ourselves."""
        self.stamp = stamp

    def _looks_the_same(self) -> bool:
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            return self.stamp == NO_FILE
        except OSError:
            return True
        return (found.st_mtime_ns, found.st_size) == (self.stamp.mtime_ns, self.stamp.size)
