"""Unsaved work, kept beside the files themselves: for when the terminal or the machine goes.

Each process writes one file of its own, `recovery/PROCESS-RANDOM.json` in the user's state
folder, and holds a lock beside it while it lives. Only what a dead process left is offered, and
nobody writes over another's file, so any number of them may run at the same time.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from attrs import asdict, define, field, frozen

from pointsman.programs.kept.private_files import (
    made_private_folder,
    read_private,
    remove,
    write_private,
)
from pointsman.tui.model.files import Stamp
from pointsman.tui.model.liveness import hold, is_held

_FOLDER: Final = "recovery"
_WORK: Final = ".json"
_LOCK: Final = ".lock"
_BYTES: Final = 64 * 1_048_576
_LAYOUT: Final = 1


@frozen
class Work:
    """Texts that are saved nowhere; `path` is the rules' file, `stamp` what it was when read."""

    rules: str
    facts: str
    path: Path | None = None
    stamp: Stamp | None = None
    rules_name: str = "untitled.points"
    facts_name: str = "facts.yaml"


@frozen
class RecoveredWork:
    """What a process that ended left behind, and when it wrote that (UTC)."""

    work: Work
    written: datetime
    file: str


def _stem() -> str:
    return f"{os.getpid()}-{os.urandom(4).hex()}"


@define(eq=False)
class Recovery:
    """The unsaved work of this process, and what others left; `state` None: nothing is kept."""

    state: str | None
    _name: str = field(factory=_stem, init=False)
    _lock: int | None = field(default=None, init=False)

    def write(self, work: Work) -> bool:
        """Keep this, in place of what was kept before; whether that could be done."""
        folder = self._folder
        if folder is None or not made_private_folder(folder) or not self._is_ours(folder):
            return False
        return write_private(folder, self._name + _WORK, _written(work))

    def forget(self) -> None:
        """All is saved, or given up by the user: keep nothing any more."""
        if self._lock is None or self._folder is None:
            return
        # The work goes before its lock: what has no lock is a dead process's.
        remove(os.path.join(self._folder, self._name + _WORK))
        os.close(self._lock)
        remove(os.path.join(self._folder, self._name + _LOCK))
        self._lock = None

    def found(self, path: str | Path | None) -> RecoveredWork | None:
        """The newest work that was left for a file; with None, for a text that was never saved."""
        wanted = None if path is None else _same_file(Path(path))
        return next((one for one in self.all_found() if _home(one.work) == wanted), None)

    def all_found(self) -> tuple[RecoveredWork, ...]:
        """Everything that dead processes left, the newest first."""
        left = [one for name in self._left() if (one := self._read(name)) is not None]
        return tuple(sorted(left, key=lambda one: one.written, reverse=True))

    def discard(self, found: RecoveredWork) -> bool:
        """Remove what was found, once it is taken over (and written anew) or not wanted."""
        remove(found.file.removesuffix(_WORK) + _LOCK)
        return remove(found.file)

    @property
    def _folder(self) -> str | None:
        return None if self.state is None else os.path.join(self.state, _FOLDER)

    def _is_ours(self, folder: str) -> bool:
        """Whether the lock is held: before there is anything that others could take for left."""
        if self._lock is None:
            self._lock = hold(os.path.join(folder, self._name + _LOCK))
        return self._lock is not None

    def _left(self) -> Iterator[str]:
        """The files of processes that are no more."""
        if self._folder is None:
            return
        names: list[str] = []
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            names = os.listdir(self._folder)
        for name in names:
            path = os.path.join(self._folder, name)
            if name.endswith(_WORK) and not is_held(path.removesuffix(_WORK) + _LOCK):
                yield path

    def _read(self, path: str) -> RecoveredWork | None:
        data = read_private(path, _BYTES)
        work = None if data is None else _read_work(data)
        try:
            at = os.stat(path).st_mtime_ns // 1_000_000_000
        except FileNotFoundError:
            return None
        if work is None:
            return None
        return RecoveredWork(work, datetime.fromtimestamp(at, UTC), path)


def _home(work: Work) -> Path | None:
    return None if work.path is None else _same_file(work.path)


def _same_file(path: Path) -> Path:
    """One path for a file, whichever link led to it."""
    return Path(os.path.realpath(path))


def _written(work: Work) -> bytes:
    fields = asdict(work) | {"path": None if work.path is None else os.path.abspath(work.path)}
    # Half a surrogate pair is no character, but may have been typed: ASCII escapes keep it.
    return json.dumps({"layout": _LAYOUT, **fields}).encode("ascii")


def _read_work(data: bytes) -> Work | None:
    """The work in a file; None for what we did not write."""
    try:
        kept = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(kept, dict) or kept.get("layout") != _LAYOUT:
        return None
    texts = [kept.get(key) for key in ("rules", "facts", "rules_name", "facts_name")]
    if not all(isinstance(text, str) for text in texts):
        return None
    rules, facts, rules_name, facts_name = map(str, texts)
    path = kept.get("path")
    at = Path(path) if isinstance(path, str) else None
    return Work(rules, facts, at, _read_stamp(kept.get("stamp")), rules_name, facts_name)


def _read_stamp(kept: object) -> Stamp | None:
    match kept:
        case {"mtime_ns": int(mtime), "size": int(size), "digest": str(digest)}:
            return Stamp(mtime, size, digest)
        case _:
            return None
