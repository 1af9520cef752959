"""Files of rules and facts: read whole or not at all, written whole or not at all.

A text keeps its line ends, because nothing here translates them. What cannot be read as text is
one problem and no text: half a program in an editor would be saved over the whole one.
"""

import hashlib
import os
import shutil
import stat
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

from pointsman.dsl.source_limits import MAX_BYTES, decode
from pointsman.engine.explanation.printable import printable

Newline = Literal["\n", "\r\n", "\r"]

_BINARY: Final = getattr(os, "O_BINARY", 0)
# A pipe in the place of a file is not waited for.
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_NOT_TEXT: Final = ("not-utf8", "file-too-large")
"""The diagnostics of a source that has no text to edit; all others are shown in the editor."""


class Trouble(StrEnum):
    """What kind of problem a file has."""

    MISSING = "missing-file"
    UNREADABLE = "unreadable-file"
    NOT_TEXT = "not-text"
    CHANGED = "changed-on-disk"
    UNWRITABLE = "unwritable-file"


@frozen
class FileProblem:
    """Why a file was not read or not written: one sentence, safe to show."""

    trouble: Trouble
    message: str
    path: Path


@frozen
class Stamp:
    """What a file was when it was read or written, to see later whether it still is that."""

    mtime_ns: int
    size: int
    digest: str


NO_FILE: Final = Stamp(0, 0, "")
"""The stamp of a path at which there is no file."""


@frozen
class TextFile:
    """A file as it was read: its text with its own line ends."""

    path: Path
    text: str
    stamp: Stamp

    @property
    def newline(self) -> Newline:
        """The line end that an editor goes on with, the first of: CR LF, LF, CR."""
        if "\r\n" in self.text:
            return "\r\n"
        return "\r" if "\r" in self.text and "\n" not in self.text else "\n"

    @property
    def even(self) -> bool:
        """Whether every line ends alike: an editor by lines then keeps what nobody touched."""
        lines = self.text.splitlines()
        if not self.text or self.text.endswith(("\n", "\r")):
            lines.append("")
        return self.newline.join(lines) == self.text


def with_line_ends(text: str, newline: Newline) -> str:
    """The text with every line ended like this."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)


def read_text_file(path: str | Path) -> TextFile | FileProblem:
    """Read a file as text, or say in one sentence why it is none."""
    path = Path(path)
    try:
        data, found = _bytes_of(path)
    except FileNotFoundError:
        return _problem(Trouble.MISSING, path, "is not there")
    except (OSError, ValueError) as error:
        return _problem(Trouble.UNREADABLE, path, f"cannot be read: {_reason(error)}")
    source, diagnostics = decode(data, path.name)
    for diagnostic in diagnostics:
        if diagnostic.code in _NOT_TEXT:
            return _problem(Trouble.NOT_TEXT, path, f"cannot be opened: {diagnostic.message}")
    return TextFile(path, source.text, _stamp(data, found))


def stamp_of(path: str | Path) -> Stamp | FileProblem:
    """What stands at a path now; `NO_FILE` when nothing does."""
    path = Path(path)
    try:
        return _stamp(*_bytes_of(path))
    except FileNotFoundError:
        return NO_FILE
    except (OSError, ValueError) as error:
        return _problem(Trouble.UNREADABLE, path, f"cannot be read: {_reason(error)}")


def changed(path: str | Path, stamp: Stamp) -> bool:
    """Whether a file has other bytes than when it was stamped, is gone, or cannot be read.

    A file that was merely touched has not changed.
    """
    now = stamp_of(path)
    return isinstance(now, FileProblem) or now.digest != stamp.digest


def save_text_file(path: str | Path, text: str, expected: Stamp | None) -> Stamp | FileProblem:
    """Write a text as UTF-8 in one step: nobody ever sees half of it, a crash leaves the old one.

    Refused when the file is not what `expected` says: pass the stamp of the reading, `NO_FILE`
    for a new file, or None to write over whatever there is. A file that was removed meanwhile
    is written again. It keeps its permissions, and a link keeps pointing where it does.
    """
    path = Path(path)
    try:
        data = text.encode("utf-8")
        return _replaced(path, Path(os.path.realpath(path)), data, expected)
    except UnicodeEncodeError as error:
        number = f"U+{ord(text[error.start]):04X}"
        message = f"cannot be written: the text holds {number}, which is not a character"
        return _problem(Trouble.UNWRITABLE, path, message)
    except (OSError, ValueError) as error:
        return _problem(Trouble.UNWRITABLE, path, f"cannot be written: {_reason(error)}")


def _bytes_of(path: Path) -> tuple[bytes, os.stat_result]:
    """The bytes, one more than a program may have at most, and what the file system says."""
    with open(os.open(path, _READ), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError("a folder" if stat.S_ISDIR(found.st_mode) else "not a regular file")
        return file.read(MAX_BYTES + 1), found


def _stamp(data: bytes, found: os.stat_result) -> Stamp:
    # The size is in the digest, for a file of which only the beginning was read.
    size = found.st_size
    digest = hashlib.sha256(b"%d:" % size + data).hexdigest()
    return Stamp(found.st_mtime_ns, size, digest)


def _replaced(path: Path, target: Path, data: bytes, expected: Stamp | None) -> Stamp | FileProblem:
    # Beside the target, so that the last step is a rename within one file system.
    draft = target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.draft")
    try:
        there = target.exists()
        # What takes the place of a private file is private from its first byte on.
        if target.is_symlink():
            raise OSError("the link leads to itself")
        written = _write_draft(draft, data, 0o600 if there else 0o666)
        if there:
            _refuse_read_only(target)
            _keep_owner_and_mode(target, draft)
        # As late as can be: what another program writes after this look is lost.
        problem = _conflict(path, expected)
        if problem is not None:
            return problem
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return written


def _write_draft(draft: Path, data: bytes, mode: int) -> Stamp:
    with open(os.open(draft, _CREATE, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return _stamp(data[: MAX_BYTES + 1], os.fstat(file.fileno()))


def _refuse_read_only(target: Path) -> None:
    """A rename would replace a file that nobody may write, too."""
    if not stat.S_ISREG(target.stat().st_mode):
        raise OSError("not a regular file")
    if not os.access(target, os.W_OK):
        raise PermissionError("the file is read-only")


def _keep_owner_and_mode(target: Path, draft: Path) -> None:
    was, now = target.stat(), draft.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        # Only root may give files away; the text matters more than whose file it is.
        with suppress(PermissionError):
            shutil.chown(draft, was.st_uid, was.st_gid)
    shutil.copymode(target, draft)


def _conflict(path: Path, expected: Stamp | None) -> FileProblem | None:
    if expected is None:
        return None
    now = stamp_of(path)
    if isinstance(now, FileProblem):
        return now
    if now == NO_FILE or now.digest == expected.digest:
        return None
    words = "is there already" if expected == NO_FILE else "was changed by another program"
    return _problem(Trouble.CHANGED, path, words)


def _reason(error: OSError | ValueError) -> str:
    """Why, without the path: Python puts it into its own message."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:]


def _problem(trouble: Trouble, path: Path, words: str) -> FileProblem:
    return FileProblem(trouble, f"`{printable(str(path))}` {words}", path)
